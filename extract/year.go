package extract

import (
	"strconv"
	"strings"
)

// A year is what an author-year citation turns on.
type year struct {
	start, end int    // of the whole, letter included
	value      string // four digits, or an undated word in its usual form
	suffix     string // the letter, "" if none
}

// yearAt reads the year that starts at the offset: 1500 to 2099, standing alone, with
// or without a letter ("2021b", "1994 a"), or with the year of the original edition
// ("1860/1966"). Decades, ranges, longer numbers and parts of names are no years.
func yearAt(text string, at int) (year, bool) {
	if !fourDigits(text, at) || !yearBorder(text, at) {
		return year{}, false
	}
	y := year{start: at, end: at + 4, value: text[at : at+4]}
	if byteAt(text, y.end, '/') && fourDigits(text, y.end+1) && !isSeason(text[at:y.end], text[y.end+1:y.end+5]) {
		y.end += len("/1966")
	}
	if n := letterAt(text, y.end); n > 0 {
		y.suffix = text[y.end+n-1 : y.end+n]
		y.end += n
	}
	return y, !runsOn(text, y.end)
}

// isSeason reports whether the second year is the next: "2015/2016" is a period.
func isSeason(first, second string) bool {
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(second)
	return b == a+1
}

// fourDigits reports whether a number from 1500 to 2099 starts at the offset.
func fourDigits(text string, at int) bool {
	if at+4 > len(text) || !asciiDigit(text[at+1]) || !asciiDigit(text[at+2]) || !asciiDigit(text[at+3]) {
		return false
	}
	return text[at] == '1' && text[at+1] >= '5' || text[at] == '2' && text[at+1] == '0'
}

// yearBorder reports whether what stands before the offset lets a year begin there.
// A year may be glued to the full stop or comma of "et al." but is no part of a
// decimal, a date, a range or a name such as MSCOCO-2017.
func yearBorder(text string, at int) bool {
	if at == 0 {
		return false
	}
	switch c := text[at-1]; {
	case asciiDigit(c), asciiLetter(c):
		return false
	case c == '.':
		return at > 1 && text[at-2] == 'l'
	case c == ',':
		return true
	case c >= 0x80:
		r := lastRune(text[:at])
		return isBlankRune(r) || r == '’' || r == '‘' || r == '，' || r == '（'
	default:
		return strings.IndexByte(" \t\r\n~([;:&'{}`", c) >= 0
	}
}

// letterAt returns the length of a year's letter at the offset, with the space that
// may stand before it, or 0.
func letterAt(text string, at int) int {
	n := 0
	if byteAt(text, at, ' ') {
		n = 1
	}
	if at+n >= len(text) || text[at+n] < 'a' || text[at+n] > 'z' || text[at+n] == 's' {
		return 0
	}
	end := at + n + 1
	if end < len(text) && (asciiLetter(text[end]) || asciiDigit(text[end]) || text[end] == '\'' || text[end] >= 0x80) {
		return 0
	}
	// "1994 a, b" has a letter, "in 1994 a model" an article.
	if n == 1 && (end == len(text) || strings.IndexByte(",;)]", text[end]) < 0) {
		return 0
	}
	return n + 1
}

// runsOn reports whether the number goes on behind the year, which then is none.
func runsOn(text string, end int) bool {
	rest := text[end:]
	if len(rest) < 2 {
		return rest != "" && (asciiDigit(rest[0]) || asciiLetter(rest[0]))
	}
	switch c := rest[0]; {
	case asciiDigit(c), asciiLetter(c), strings.IndexByte("_%$", c) >= 0:
		return true
	case c == '/':
		return !loneLetter(text, end+1)
	case c == '.':
		return asciiDigit(rest[1])
	case c == ',':
		return asciiDigit(rest[1]) && !fourDigits(rest, 1)
	case c == '\\' || c == '-' && asciiLetter(rest[1]):
		return asciiLetter(rest[1])
	}
	return isPeriod(rest)
}

// isPeriod reports whether a dash and another year follow: "1921 -- 2005", "2010-2015".
func isPeriod(rest string) bool {
	rest = rest[:min(len(rest), len(" — 2005")+3)]
	after := strings.TrimLeft(rest, " -–—")
	dash := rest[:len(rest)-len(after)]
	return strings.ContainsAny(dash, "-–—") && fourDigits(after, 0)
}

// loneLetter reports whether a small letter stands alone at the offset, as in "1996a/b".
func loneLetter(text string, at int) bool {
	return at < len(text) && 'a' <= text[at] && text[at] <= 'z' && (at+1 == len(text) || !asciiLetter(text[at+1]) && !asciiDigit(text[at+1]))
}

// undatedWords stand where a year is not known yet.
var undatedWords = [...]struct{ written, value string }{
	{"in press", "in press"}, {"In press", "in press"}, {"In Press", "in press"}, {"in-press", "in press"},
	{"n.d.", "n.d."}, {"n.d", "n.d."}, {"n. d.", "n.d."}, {"N.D.", "n.d."},
	{"forthcoming", "forthcoming"}, {"Forthcoming", "forthcoming"},
}

// undatedEnds has, for the last byte of an undated word, the byte before it, which is the
// same for all of them but for its case.
var undatedEnds = func() (ends [256]byte) {
	for _, w := range undatedWords {
		n := len(w.written)
		ends[w.written[n-1]] = w.written[n-2] | 0x20
	}
	return ends
}()

// undatedBefore reads the undated word that ends at the offset.
func undatedBefore(text string, end int) (year, bool) {
	if end < 2 || undatedEnds[text[end-1]] != text[end-2]|0x20 {
		return year{}, false
	}
	for _, w := range undatedWords {
		if start := end - len(w.written); start > 0 && text[start:end] == w.written && !asciiLetter(text[start-1]) {
			return year{start: start, end: end, value: w.value}, true
		}
	}
	return year{}, false
}
