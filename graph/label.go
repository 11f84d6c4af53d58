package graph

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lengths of texts in the picture, in letters.
const (
	titleWidth     = 30
	titleMostLines = 4
	longestName    = 44
	longestTooltip = 400
)

// titleLines breaks a title into lines, behind the name before a colon if it has one.
func titleLines(title string) []string {
	name, rest, ok := strings.Cut(clean(title), ": ")
	if ok && utf8.RuneCountInString(name) <= titleWidth {
		return append([]string{name + ":"}, wrap(rest, titleWidth, titleMostLines-1)...)
	}
	return wrap(title, titleWidth, titleMostLines)
}

func workLines(n Node) []string {
	lines := wrap(n.Label, titleWidth, 2)
	if n.Detail != "" {
		lines = append(lines, shorten(n.Detail, longestName))
	}
	return lines
}

// wrap breaks text between words into at most so many lines of so many letters; what is
// longer ends in an ellipsis.
func wrap(text string, width, most int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(clean(text)) {
		word = shorten(word, width)
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			if len(lines) == most-1 {
				return append(lines, line+" …")
			}
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

func shorten(text string, most int) string {
	text = clean(text)
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// clean makes text from outside one line of letters that show: no control or format
// characters (terminal escapes, right-to-left overrides), valid UTF-8.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r // an invalid byte comes as U+FFFD
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// quote writes a string of DOT: within quotation marks only those and the backslash
// mean something (graphviz.org/doc/info/lang.html), and a line break is \n.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(`\n`)
		}
		b.WriteString(escape(clean(line)))
	}
	b.WriteByte('"')
	return b.String()
}

// escape also writes & as an entity: Graphviz decodes entities in labels, and a title
// that holds one means its letters.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `&amp;`).Replace(text)
}

// label writes the lines of a label, centred.
func label(lines ...string) string {
	return quote(strings.Join(lines, "\n"))
}

func tooltip(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part = shorten(part, longestTooltip); part != "" {
			said = append(said, part)
		}
	}
	if len(said) == 0 {
		return " " // an empty tooltip makes Graphviz show the label
	}
	return strings.Join(said, "\n")
}

// webAddress lets only addresses of web pages through: a viewer would run others.
func webAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return ""
	}
	return u.String()
}
