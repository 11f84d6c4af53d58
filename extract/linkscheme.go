package extract

import "strings"

// spelledSchemes are the schemes of the web as texts spell them, slips included; the
// longest that fits counts, so that "athttps" is "https" behind a glued word.
var spelledSchemes = [...]struct{ spelled, scheme string }{
	{"git+https", "https"}, {"git+ssh", "https"},
	{"hhttps", "https"}, {"htttps", "https"}, {"httpss", "https"}, {"htpps", "https"}, {"https", "https"},
	{"hhttp", "http"}, {"htttp", "http"}, {"httpp", "http"}, {"htps", "https"}, {"htpp", "http"},
	{"hhtps", "https"}, {"hhtp", "http"}, {"http", "http"}, {"ttps", "https"}, {"htp", "http"}, {"ttp", "http"},
	{"ssh", "https"}, {"git", "https"}, {"ftp", "ftp"},
}

// schemeStart returns where the scheme begins that before ends in, or -1.
func schemeStart(before string) int {
	for _, s := range spelledSchemes {
		if hasSuffixFold(before, s.spelled) {
			return len(before) - len(s.spelled)
		}
	}
	return -1
}

// schemeFor returns the scheme that spelled stands for, https where there is none.
func schemeFor(spelled string) string {
	for _, s := range spelledSchemes {
		if s.spelled == spelled {
			return s.scheme
		}
	}
	return "https"
}

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// slashes reads the one to three slashes behind the colon of a scheme, with the white
// space and the backslashes that typesetting and escaping put between them. It returns the
// offset behind them.
func slashes(text string, from int) (int, bool) {
	at, count := from, 0
	for count < 3 {
		i := skipSpace(text, at)
		if i < len(text) && text[i] == '\\' {
			i++
		}
		if i >= len(text) || text[i] != '/' {
			break
		}
		at = i + 1
		count++
	}
	return skipSpace(text, at), count > 0
}

// maxGap is how many bytes of white space a line break inside an address may be: the
// break itself, and the indentation of the next line.
const maxGap = 4

// skipSpace returns the offset behind the white space at from, or from where that is
// longer than a line break inside an address, or a blank line.
func skipSpace(text string, from int) int {
	i, lines := from, 0
	for i < len(text) && isSpace(text[i]) {
		if text[i] == '\n' {
			lines++
		}
		if i++; i-from > maxGap || lines > 1 {
			return from
		}
	}
	return i
}

// brokenScheme returns where a scheme begins that before ends in though its colon or its
// slashes are wrong ("https//", "http;//", "https:"), or -1.
func brokenScheme(before string) int {
	rest := before[max(0, len(before)-16):]
	word := strings.TrimRight(rest, "/:;., ")
	if len(word) == len(rest) || !hasSuffixFold(word, "http") && !hasSuffixFold(word, "https") || strings.HasSuffix(rest, " ") {
		return -1
	}
	return schemeStart(before[:len(before)-len(rest)+len(word)])
}

// gluedWords are what a missing space most often glues to a host without scheme, and
// the TeX macros that lost their backslash or their brace.
var gluedWords = [...]string{"at", "in", "on", "from", "via", "see", "is", "url", "href", "texttt", "code"}

// gluedWord returns the length of the word that is glued to the front of host: one
// of gluedWords before a host of repositories ("atgithub.com"), or a TeX macro.
func gluedWord(before, host string) int {
	if len(host) > maxHost {
		return 0
	}
	macro := strings.HasSuffix(before, `\`)
	for _, word := range gluedWords {
		if hasPrefixFold(host, word) {
			rest := host[len(word):]
			if hasRepositories(rest) || macro && validHost(rest) {
				return len(word)
			}
		}
	}
	return 0
}
