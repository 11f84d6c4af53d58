package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	a.names = a.hasRepositories()
	for a.at < len(a.text) && a.pathByte() {
	}
	if a.open > 0 {
		a.cut(a.openAt)
	}
}

func (a *address) hasRepositories() bool {
	return hasRepositories(a.host())
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
	case c == '(' && !(a.names && a.segment < 3):
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
		escaped, ok := hexByte(a.text[a.at+1:])
		if !ok || a.names && a.segment < 3 && !isAlnum(escaped) && strings.IndexByte(nameBytes, escaped) < 0 {
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
		return a.plain(c)
	}
	return true
}

// plain reads c, which has no other meaning than that it may stand in an address, unless
// the owner or the repository that is being read cannot hold it.
func (a *address) plain(c byte) bool {
	switch {
	case c == '/':
		if a.last() != '/' {
			a.segment++
		}
	case c == '?' || c == '#':
		a.names = false
	case a.names && a.segment < 3 && strings.IndexByte(nameBytes, c) < 0:
		return false
	}
	a.put(c, 1)
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
	case r == 0x02DC || r == 0x223C: // the tilde as fonts set it
		a.put('~', size)
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
