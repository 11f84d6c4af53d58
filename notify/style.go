package notify

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A style is how a service writes.
type style struct {
	text func(string) string // escapes words
	link func(address string) string
	bold func(escaped string) string
	gap  string // between alerts
}

func asIs(s string) string { return s }

var (
	plain      = style{text: asIs, link: asIs, bold: asIs, gap: "\n"}
	slackStyle = style{text: slackText, link: func(a string) string { return "<" + slackText(a) + ">" }, bold: around("*")}
	markdown   = style{text: markdownText, link: func(a string) string { return "<" + a + ">" }, bold: around("**"), gap: "\n"}
	cardStyle  = style{text: markdownText, link: cardLink, bold: around("**")}
)

func around(sign string) func(string) string {
	return func(s string) string { return sign + s + sign }
}

// slackText escapes what Slack reads as control sequences, "<!channel>" among them
// (https://api.slack.com/reference/surfaces/formatting#escaping).
func slackText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// markdownText escapes what has a meaning in Markdown, and in Discord's mentions.
func markdownText(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]()<>#+-.!|~@:", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// cardLink is for adaptive cards, whose Markdown has no bare links.
func cardLink(address string) string {
	_, short, _ := strings.Cut(address, "://")
	return "[" + markdownText(short) + "](" + strings.NewReplacer("(", "%28", ")", "%29").Replace(address) + ")"
}

// The longest that parts of a message may be, in runes.
const (
	mostTarget = 500
	mostReason = 300
	mostWords  = 120 // of a state or a title
)

// target writes what an alert is about: a link if it is a web address, which nothing in it
// can break out of.
func (s style) target(target string) string {
	target = clip(target, mostTarget)
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsFunc(target, breaksLink) {
		return s.text(target)
	}
	return s.link(target)
}

func breaksLink(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("<>\"`|\\", r) }

// clip returns text on one line, without what a terminal or a page would obey, and at most
// that many runes of it.
func clip(text string, most int) string {
	text = strings.TrimSpace(clean(text))
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// clean makes white space and control characters single spaces, and takes out the
// invisible ones, such as right-to-left overrides.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}
