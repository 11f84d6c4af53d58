package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// citeTokenKind is the part that a token plays in a list of authors.
type citeTokenKind uint8

const (
	tokenEdge      citeTokenKind = iota // the end of the window, or what no list contains
	tokenWord                           // letters, with the signs that names have inside
	tokenNumber                         // digits alone
	tokenComma                          // ,
	tokenSemicolon                      // ;
	tokenAnd                            // and, &, e, y, und
	tokenOpen                           // ( or [
	tokenClose                          // ) or ]
)

// A citeToken is a piece of the text, read backwards.
type citeToken struct {
	kind       citeTokenKind
	start, end int
}

// A backReader reads tokens backwards from a year. Nothing before floor is looked at,
// which bounds the work for every anchor.
type backReader struct {
	text  string
	floor int
}

// maxWord bounds a word, in bytes.
const maxWord = 60

func (r backReader) word(t citeToken) string { return r.text[t.start:t.end] }

// before returns the token that ends at or before the offset.
func (r backReader) before(at int) citeToken {
	at = r.skipBlank(at)
	if at <= r.floor {
		return citeToken{kind: tokenEdge, start: r.floor, end: r.floor}
	}
	c := r.text[at-1]
	switch c {
	case ',':
		return citeToken{tokenComma, at - 1, at}
	case ';':
		if strings.HasSuffix(r.text[r.floor:at], "&amp;") {
			return citeToken{tokenAnd, at - len("&amp;"), at}
		}
		return citeToken{tokenSemicolon, at - 1, at}
	case '&':
		if at-2 >= r.floor && r.text[at-2] == '\\' {
			return citeToken{tokenAnd, at - 2, at}
		}
		return citeToken{tokenAnd, at - 1, at}
	case '(', '[':
		return citeToken{tokenOpen, at - 1, at}
	case ')', ']':
		return citeToken{tokenClose, at - 1, at}
	}
	t := r.wordBefore(at)
	if t.kind == tokenWord && r.text[t.start] == '\\' && among(setCommands, r.word(t)) {
		return r.before(t.start)
	}
	return t
}

// skipBlank steps back over white space and over markup that only sets type:
// braces, <i>, asterisks.
func (r backReader) skipBlank(at int) int {
	for at > r.floor {
		c := r.text[at-1]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '~' || c == '{' || c == '}' || c == '*' || c == '_' || c == '\\':
			at--
		case c == '>':
			open := strings.LastIndexByte(r.text[max(r.floor, at-8):at], '<')
			if open < 0 {
				return at
			}
			at = max(r.floor, at-8) + open
		case c >= 0x80:
			last, size := utf8.DecodeLastRuneInString(r.text[r.floor:at])
			if !isBlankRune(last) {
				return at
			}
			at -= size
		default:
			return at
		}
	}
	return at
}

// wordBefore reads a word or number that ends at the offset.
func (r backReader) wordBefore(at int) citeToken {
	start, letters := at, false
	if strings.HasSuffix(r.text[r.floor:at], "''") { // the end of a quotation
		return citeToken{kind: tokenEdge, start: at, end: at}
	}
	if r.text[at-1] == '.' {
		if start = r.dotted(at); start == at {
			return citeToken{kind: tokenEdge, start: at, end: at}
		}
		letters = true
	}
	for start > r.floor && at-start < maxWord {
		step, letter := r.wordStep(start, at)
		if step == 0 {
			break
		}
		start -= step
		letters = letters || letter
	}
	for start < at && strings.IndexByte("{}'-/", r.text[start]) >= 0 {
		start++
	}
	if start == at || !utf8.RuneStart(r.text[start]) {
		return citeToken{kind: tokenEdge, start: at, end: at}
	}
	return citeToken{r.kindOf(start, at, letters), start, at}
}

func (r backReader) kindOf(start, end int, letters bool) citeTokenKind {
	if !letters {
		return tokenNumber
	}
	switch r.text[start:end] {
	case "and", "e", "y", "und", "och", "AND", "And":
		return tokenAnd
	}
	if start > r.floor && strings.IndexByte(`@/#=$<`, r.text[start-1]) >= 0 {
		return tokenEdge
	}
	return tokenWord
}

// dotted steps back over a full stop that does not end a sentence, and returns the
// offset of the letters before it; at itself when it does end one.
func (r backReader) dotted(at int) int {
	stem := at - 1
	start := stem
	for start > r.floor && asciiLetter(r.text[start-1]) && stem-start <= 4 {
		start--
	}
	switch r.text[start:stem] {
	case "al", "et", "etal", "St", "Jr", "Sr", "Ste", "Sta", "cf", "Cf", "Mc", "col", "cols", "coll", "Dr", "ed", "eds", "Eds", "vs", "Th", "Chr", "Yu", "Ph", "Inc", "Co", "Ltd", "Corp", "Proc", "Conf", "Int", "Trans", "Symp":
		return stem
	}
	if r.initialAt(stem) {
		return stem
	}
	return at
}

// initialAt reports whether a single letter ends at the offset.
func (r backReader) initialAt(end int) bool {
	if end <= r.floor {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(r.text[r.floor:end])
	if !unicode.IsLetter(last) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[r.floor : end-size])
	return end-size == r.floor || !unicode.IsLetter(before) && before != '\'' && before != '’'
}

// wordStep returns how far back the word goes on from start, 0 when it does not, and
// whether a letter was stepped over.
func (r backReader) wordStep(start, end int) (step int, letter bool) {
	c := r.text[start-1]
	switch {
	case asciiLetter(c):
		return 1, true
	case asciiDigit(c):
		return 1, false
	case c >= 0x80:
		last, size := utf8.DecodeLastRuneInString(r.text[r.floor:start])
		switch {
		case unicode.IsLetter(last) || unicode.IsMark(last):
			return size, true
		case strings.ContainsRune("’‘ʼ′‐‑–\u00ad\u200b\ufeff", last) && start < end:
			return size, false
		case last == '’':
			return size, false
		case strings.ContainsRune("¨´ˇ˜¸˘", last):
			return r.accentStep(start, size), false
		}
		return 0, false
	case c == '.':
		if r.initialAt(start - 1) {
			return 1, false
		}
		return 0, false
	case c == '\'' || c == '-' || c == '/' && start < end:
		return 1, false
	case strings.IndexByte("\"^`~=.{}", c) >= 0:
		return r.latexStep(start), false
	case c == '\\':
		return 1, false
	case c == ' ' && start < end && start-4 >= r.floor && r.text[start-4] == '{' && r.text[start-3] == '\\' && asciiLetter(r.text[start-2]):
		return len(`\H `), false // Erd{\H o}s
	}
	return 0, false
}

// accentStep steps back over an accent that text taken from a PDF has beside its
// letter ("Lo ¨scher"), and over the space before it.
func (r backReader) accentStep(start, size int) int {
	at := start - size
	if at-1 > r.floor && r.text[at-1] == ' ' && asciiLetter(r.text[at-2]) {
		return size + 1
	}
	return size
}

// latexStep steps back over the sign of a LaTeX accent (\"o, {\'e}), or a brace that
// stands inside a word; 0 for any other.
func (r backReader) latexStep(start int) int {
	at := start - 1
	c := r.text[at]
	if c == '{' && at > r.floor && asciiLetter(r.text[at-1]) {
		// Inside a word a brace opens an accent (Schr{\"o}dinger, \v{C}apek) or nothing (l{}).
		if next := r.text[start]; next != '\\' && next != '}' && (at-1 == r.floor || r.text[at-2] != '\\') {
			return 0
		}
	}
	if c == '{' || c == '}' {
		if at > r.floor && (asciiLetter(r.text[at-1]) || r.text[at-1] >= utf8.RuneSelf || strings.IndexByte("\"^`~=.'{}\\", r.text[at-1]) >= 0) {
			return 1
		}
		return 0
	}
	if at > r.floor && r.text[at-1] == '\\' {
		return 2
	}
	return 0
}

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func byteAt(text string, at int, c byte) bool { return at < len(text) && text[at] == c }

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// isBlankRune covers the no-break, thin and zero-width spaces that typesetters put
// between initials and names.
func isBlankRune(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}
