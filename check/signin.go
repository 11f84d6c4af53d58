package check

import (
	"net/url"
	"slices"
	"strings"
)

// signInPaths are the path segments, without extension, of pages that ask who one is.
var signInPaths = [...]string{
	"login", "log-in", "log_in", "signin", "sign-in", "sign_in", "sso", "saml", "saml2", "oauth", "oauth2",
	"authorize", "authenticate", "auth", "cas", "shibboleth", "adfs", "wp-login", "session", "sessions", "captcha", "challenge",
}

// signInHosts are the first labels of hosts that do nothing else.
var signInHosts = [...]string{"login", "accounts", "account", "signin", "sso", "auth", "idp", "cas", "shibboleth", "id"}

// signsIn reports whether a redirect from asked to last leads to a page that asks to
// sign in: words say so that were not in the address asked for.
func signsIn(asked, last *url.URL) bool {
	if label := firstLabel(last); label != firstLabel(asked) && slices.Contains(signInHosts[:], label) {
		return true
	}
	before := words(asked)
	for _, word := range words(last) {
		if slices.Contains(signInPaths[:], word) && !slices.Contains(before, word) {
			return true
		}
	}
	return false
}

func firstLabel(u *url.URL) string {
	label, _, _ := strings.Cut(hostOf(u), ".")
	return label
}

// words returns the segments of the path, in lower case and without extension.
func words(u *url.URL) []string {
	segments := strings.Split(strings.ToLower(strings.Trim(u.Path, "/")), "/")
	for i, s := range segments {
		segments[i], _, _ = strings.Cut(s, ".")
	}
	return segments
}

// frontPage reports whether an address is that of a site and of no page in it.
func frontPage(u *url.URL) bool {
	if u.RawQuery != "" {
		return false
	}
	segments := words(u)
	first := segments[0]
	return len(segments) == 1 && (first == "" || first == "index" || first == "home" || isLanguage(first))
}

// isLanguage reports whether s has the form of a language's code: "en", "pt-br".
func isLanguage(s string) bool {
	lower := func(s string) bool { return len(s) == 2 && s[0] >= 'a' && s[0] <= 'z' && s[1] >= 'a' && s[1] <= 'z' }
	language, region, regional := strings.Cut(s, "-")
	return lower(language) && (!regional || lower(region))
}
