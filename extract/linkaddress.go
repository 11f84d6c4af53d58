package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// An address is a web address under reading: what it spells once the residue of
// typesetting is taken out, and for each byte of that, where it ended in the text.
type address struct {
	text     string
	start    int    // offset of the first byte
	at       int    // offset to read on
	spelled  []byte // host, in lower case, and path
	ends     []int  // ends[i] is the offset behind the bytes that spell spelled[i]
	hostLen  int
	joins    int
	open     int    // round brackets that are open
	openAt   int    // length of spelled where the outermost of them stands
	tooLong  bool   // longer than maxAddress
	other    string // a less likely path
	otherCut int    // length of spelled at which the less likely reading ends; 0 if none
}

func (a *address) reset(text string, start, host int) {
	*a = address{text: text, start: start, at: host, spelled: a.spelled[:0], ends: a.ends[:0]}
}

func (a *address) host() string { return string(a.spelled[:a.hostLen]) }
func (a *address) path() string { return string(a.spelled[a.hostLen:]) }

// end returns the offset behind the last byte of the address.
func (a *address) end() int {
	if len(a.ends) == 0 {
		return a.at
	}
	return a.ends[len(a.ends)-1]
}

// put spells c with the next n bytes of the text.
func (a *address) put(c byte, n int) {
	a.at += n
	if len(a.spelled) >= maxAddress {
		a.tooLong = true
		return
	}
	a.spelled = append(a.spelled, c)
	a.ends = append(a.ends, a.at)
}

// literal spells a host that the text leaves out.
func (a *address) literal(s string) {
	for i := range len(s) {
		a.put(s[i], 0)
	}
	a.hostLen = strings.IndexByte(s, '/')
}

func (a *address) cut(n int) {
	a.spelled, a.ends = a.spelled[:n], a.ends[:n]
}

// last returns the last byte spelled, or 0.
func (a *address) last() byte {
	if len(a.spelled) == 0 {
		return 0
	}
	return a.spelled[len(a.spelled)-1]
}

// byteAt returns the byte at offset i of the text, or 0 behind its end.
func (a *address) byteAt(i int) byte {
	if i < len(a.text) {
		return a.text[i]
	}
	return 0
}

// readHost reads a host and its port. With a scheme in front, more is forgiven.
func (a *address) readHost(schemed bool) bool {
	for len(a.spelled) <= maxHost && a.hostByte(schemed) {
	}
	for len(a.spelled) > 0 && (a.last() == '.' || a.last() == '-') {
		a.cut(len(a.spelled) - 1)
		a.at = a.end()
	}
	a.hostLen = len(a.spelled)
	if a.hostLen == 0 {
		return false
	}
	a.port()
	return true
}

// hostByte reads the next byte of a host, and reports whether there was one.
func (a *address) hostByte(schemed bool) bool {
	c := a.byteAt(a.at)
	switch {
	case isAlnum(c):
		if isUpper(c) {
			c += 'a' - 'A'
		}
		a.put(c, 1)
	case c == '-':
		a.put(c, 1)
		a.joinHyphen(schemed)
	case c == '.':
		return a.hostDot(schemed)
	case c == '@' && schemed:
		a.cut(0)
		a.at++
	case (c == ':' || c == ',') && schemed:
		return a.mistypedDot()
	default:
		return c != 0 && a.skipBreak()
	}
	return true
}

func (a *address) hostDot(schemed bool) bool {
	if isAlnum(a.byteAt(a.at + 1)) {
		a.put('.', 1)
		return true
	}
	next := skipSpace(a.text, a.at+1)
	end := next
	for isLower(a.byteAt(end)) && end-next < 8 {
		end++
	}
	if next == a.at+1 || a.byteAt(end) != '/' && !ownSite(string(a.spelled)+"."+a.text[next:end]) {
		return false
	}
	host := string(a.spelled) + "." + a.text[next:end]
	if !named(strings.TrimPrefix(host, "www.")) && !(schemed && clearlyHost(host)) {
		return false
	}
	a.put('.', next-a.at)
	return true
}

// mistypedDot reads the colon or comma of "https://github:com/o/r" as a full stop.
func (a *address) mistypedDot() bool {
	end := a.at + 1
	for isAlpha(a.byteAt(end)) && end-a.at < 8 {
		end++
	}
	if a.byteAt(end) != '/' || !hasRepositories(strings.TrimPrefix(string(a.spelled)+"."+strings.ToLower(a.text[a.at+1:end]), "www.")) {
		return false
	}
	a.put('.', 1)
	return true
}

// joinHyphen reads on behind a line break after a hyphen, if the host ends there:
// "http://www- group.example.edu/".
func (a *address) joinHyphen(schemed bool) {
	next := skipSpace(a.text, a.at)
	if !schemed || next == a.at || !isLower(a.byteAt(next)) {
		return
	}
	end := next
	for end < len(a.text) && end-next < maxHost && isHost(a.text[end]) {
		end++
	}
	if rest := strings.TrimRight(a.text[next:end], "."); clearlyHost(rest) {
		a.at = next
	}
}

// port reads a port, or the colon of the ssh form, which counts as a slash.
func (a *address) port() {
	if a.byteAt(a.at) != ':' {
		return
	}
	end := a.at + 1
	for isDigit(a.byteAt(end)) && end-a.at < 7 {
		end++
	}
	switch c := a.byteAt(end); {
	case end-a.at > 1 && end-a.at < 7 && !isAlnum(c):
		for a.at < end {
			a.put(a.text[a.at], 1)
		}
		a.hostLen = len(a.spelled)
	case isAlnum(a.byteAt(a.at+1)) && hasRepositories(strings.TrimPrefix(a.host(), "www.")):
		a.put('/', 1)
	}
}

// mendHost cuts what prose glued to the end of a host: "https://a.github.io.The".
func (a *address) mendHost() bool {
	dot := strings.LastIndexByte(a.host(), '.')
	if dot < 0 || !validHost(string(a.spelled[:dot])) {
		return false
	}
	a.cut(dot)
	a.hostLen, a.at = dot, a.end()
	return true
}

// pathFollows reports whether something of a path stands behind the host, and reads
// the white space that a line break put before its slash.
func (a *address) pathFollows() bool {
	if len(a.spelled) > a.hostLen {
		return true
	}
	return a.byteAt(a.at) == '/' && (isAlnum(a.byteAt(a.at+1)) || strings.IndexByte("~_@{\\", a.byteAt(a.at+1)) >= 0 || a.wantsName())
}

// wantsName reports whether the path behind the slash at hand was torn off.
func (a *address) wantsName() bool {
	next := skipSpace(a.text, a.at+1)
	return next > a.at+1 && hasRepositories(strings.TrimPrefix(a.host(), "www.")) && tokenAt(a.text, next).name()
}

// readPath reads the path, query and fragment.
func (a *address) readPath() {
	if len(a.spelled) == a.hostLen {
		if next := skipSpace(a.text, a.at); next > a.at && a.byteAt(next) == '/' && isAlnum(a.byteAt(next+1)) && a.hasRepositories() {
			a.at = next
		}
		if c := a.byteAt(a.at); c != '/' && c != '?' && c != '#' && c != '\\' {
			return
		}
	}
	for a.at < len(a.text) && a.pathByte() {
	}
	if a.open > 0 {
		a.cut(a.openAt)
	}
}

func (a *address) hasRepositories() bool {
	return hasRepositories(strings.TrimPrefix(a.host(), "www."))
}

// pathByte reads the next byte of a path, and reports whether there was one.
func (a *address) pathByte() bool {
	c := a.text[a.at]
	switch {
	case isAlnum(c):
		if (c == 'h' || c == 'H') && a.gluedNext() {
			return false
		}
		a.put(c, 1)
	case isSpace(c):
		return a.join()
	case c == '\\' || c == '{' || c == '$' || c == '&':
		return a.markup()
	case c == '(':
		if a.open++; a.open == 1 {
			a.openAt = len(a.spelled)
		}
		a.put(c, 1)
	case c == ')':
		if a.open == 0 {
			return false
		}
		a.open--
		a.put(c, 1)
	case c == '~':
		return a.tilde()
	case c == '%':
		if _, ok := hexByte(a.text[a.at+1:]); !ok {
			return false
		}
		a.put(c, 1)
	case c == '-' && strings.HasPrefix(a.text[a.at:], "---"):
		return false
	case c >= utf8.RuneSelf:
		return a.unicode()
	case c <= ' ' || strings.IndexByte("\"'<>[]^`|}\x7f", c) >= 0:
		return false
	default:
		a.put(c, 1)
	}
	return true
}

// gluedNext reports whether another address begins at hand, and is not the value of a
// query.
func (a *address) gluedNext() bool {
	rest := a.text[a.at:]
	if !hasPrefixFold(rest, "http") || a.last() == '=' || a.archived() {
		return false
	}
	return hasPrefixFold(rest, "http://") || hasPrefixFold(rest, "https://")
}

// archived reports whether the path is that of the Wayback Machine, which holds the
// address of what was archived.
func (a *address) archived() bool {
	return a.last() == '/' && a.host() == "web.archive.org"
}

// tilde reads "~" as the home folder that it is behind a slash; elsewhere it is the
// blank of TeX.
func (a *address) tilde() bool {
	if a.last() != '/' && (a.hasRepositories() || !isAlnum(a.byteAt(a.at+1))) {
		return false
	}
	a.put('~', 1)
	return true
}

// unicode reads what is not ASCII: dashes that were hyphens, letters of an
// alphabet where the host serves more than names; anything else ends the address.
func (a *address) unicode() bool {
	r, size := utf8.DecodeRuneInString(a.text[a.at:])
	switch {
	case isSoftBreak(r):
		a.at += size
	case isDash(r) && isAlnum(a.last()) && isAlnum(a.byteAt(a.at+size)):
		if a.otherCut == 0 {
			a.otherCut = len(a.spelled)
		}
		a.put('-', size)
	case (unicode.IsLetter(r) || unicode.IsMark(r)) && !unicode.In(r, unbroken...) && !a.hasRepositories():
		for n := size; n > 0; n-- {
			c := a.text[a.at]
			a.put(c, 1)
		}
	default:
		return false
	}
	return true
}

// unbroken are the scripts that put no space between words, so that an address in
// front of them would swallow the sentence.
var unbroken = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

func isDash(r rune) bool { return r >= 0x2010 && r <= 0x2013 || r == 0x2212 }

// isSoftBreak reports whether r is a place where a line may break, and nothing else.
func isSoftBreak(r rune) bool {
	return r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF || r == 0x00AD
}

// alternative returns the less likely path, or "".
func (a *address) alternative(t stemma.Target) string {
	switch {
	case a.other != "":
		return a.other
	case a.otherCut > a.hostLen && a.otherCut < len(a.spelled):
		return string(a.spelled[a.hostLen:a.otherCut])
	case t.Kind == stemma.KindRepository && t.Path == "" && a.byteAt(a.end()) == '.' && isAlnum(a.last()) && strings.HasSuffix(a.path(), t.Repo):
		return a.path() + "."
	}
	return ""
}
