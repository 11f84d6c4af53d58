package extract

import (
	"bytes"
	"slices"
	"strings"
)

// readHost reads a host and its port. With a scheme in front, more is forgiven.
func (a *address) readHost(schemed bool) bool {
	if schemed {
		a.skipUser()
	}
	for len(a.spelled) <= maxHost && a.hostByte(schemed) {
	}
	for len(a.spelled) > 0 && (a.last() == '.' || a.last() == '-') {
		a.cut(len(a.spelled) - 1)
		a.at = a.end()
	}
	a.cutOpener()
	a.hostLen = len(a.spelled)
	if a.hostLen == 0 {
		return false
	}
	a.port()
	return true
}

// cutOpener cuts the first word of the next sentence off the host, where the space
// between them is missing: "https://ada.github.io.We show".
func (a *address) cutOpener() {
	dot := bytes.LastIndexByte(a.spelled, '.')
	if dot < 0 || !isSpace(a.byteAt(a.at)) || !validHost(string(a.spelled[:dot])) {
		return
	}
	if slices.Contains(openers, a.text[a.ends[dot]:a.at]) {
		a.cut(dot)
		a.at = a.end()
	}
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
	case isSpace(c) && schemed:
		return a.tornHost()
	case (c == ':' || c == ',') && schemed:
		return a.mistypedDot()
	default:
		return c != 0 && a.skipBreak()
	}
	return true
}

// skipUser passes over the user, and the password, in front of a host; they are kept
// out of every target.
func (a *address) skipUser() {
	for i := a.at; i < len(a.text) && i-a.at < 80; i++ {
		switch c := a.text[i]; {
		case c == '@':
			a.at = i + 1
			return
		case !isAlnum(c) && strings.IndexByte("-._~:%+!*", c) < 0:
			return
		}
	}
}

// tornHost reads on behind white space inside the name of a host of repositories:
// "https://git hub.com/o/r".
func (a *address) tornHost() bool {
	next := skipSpace(a.text, a.at)
	rest := a.hostAt(next)
	if a.byteAt(next+len(rest)) != '/' || !hasRepositories(string(a.spelled)+rest) {
		return false
	}
	a.at = next
	return true
}

// hostAt returns the run of host bytes at offset i, as far as a host is long.
func (a *address) hostAt(i int) string {
	end := i
	for end < len(a.text) && end-i < maxHost && isHost(a.text[end]) {
		end++
	}
	return strings.TrimRight(a.text[i:end], ".-")
}

// hostDot reads a full stop, if the host goes on behind it, be it on the next line:
// "https://github. com/o/r".
func (a *address) hostDot(schemed bool) bool {
	if isAlnum(a.byteAt(a.at + 1)) {
		a.put('.', 1)
		return true
	}
	next := skipSpace(a.text, a.at+1)
	rest := a.hostAt(next)
	if next == a.at+1 || rest == "" || isUpper(rest[0]) {
		return false
	}
	host, slash := string(a.spelled)+"."+rest, a.byteAt(next+len(rest)) == '/'
	if !ownSite(host) && !(slash && (named(host) || schemed && clearlyHost(host))) {
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
	if a.byteAt(end) != '/' || !hasRepositories(string(a.spelled)+"."+strings.ToLower(a.text[a.at+1:end])) {
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
	if clearlyHost(a.hostAt(next)) {
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
	case isAlnum(a.byteAt(a.at+1)) && hasRepositories(a.host()):
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
	return next > a.at+1 && hasRepositories(a.host()) && tokenAt(a.text, next).name()
}
