package stemma

import (
	"strings"
	"unicode/utf8"
)

// abbreviations end in a full stop that ends no sentence, or seldom one.
var abbreviations = [...]string{
	"al", "e.g", "i.e", "cf", "vs", "fig", "figs", "eq", "eqs", "sec", "secs", "ref", "refs", "resp", "approx",
	"dr", "prof", "mr", "mrs", "ms", "st", "jr", "no", "nos", "vol", "pp", "ed", "eds", "w.r.t", "a.k.a", "viz", "ca", "incl", "et",
}

// abbreviationLength is the length of the longest abbreviation.
const abbreviationLength = 6

// abbreviationBorders are the ASCII characters that an abbreviation may stand behind.
var abbreviationBorders = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, '(': true, '[': true, '{': true, '~': true}

// abbreviated reports whether text, which stands before a full stop, ends in an
// abbreviation or an initial.
func abbreviated(text string) bool {
	var word uint64 // in small letters, the last byte lowest
	n := 0
	for ; n < len(text); n++ {
		c := text[len(text)-1-n]
		if abbreviationBorders[c] {
			break
		}
		if c < ' ' || c >= utf8.RuneSelf {
			return slowAbbreviated(text)
		}
		if n == abbreviationLength {
			return false
		}
		word |= uint64(c|0x20) << (8 * n)
	}
	if n == 1 {
		return 'A' <= text[len(text)-1] && text[len(text)-1] <= 'Z'
	}
	return abbreviationCells[abbreviationCell(word)] == word && n > 0
}

// abbreviationCells holds the abbreviations as abbreviated reads them, each in the cell
// that abbreviationCell gives it; a test holds that no two share one.
var abbreviationCells = func() (cells [1 << abbreviationBits]uint64) {
	for _, a := range abbreviations {
		var word uint64
		for i := range len(a) {
			word = word<<8 | uint64(a[i])
		}
		cells[abbreviationCell(word)] = word
	}
	return cells
}()

const abbreviationBits = 8

// abbreviationCell returns the cell of word; the factor is one that parts the abbreviations.
func abbreviationCell(word uint64) uint64 {
	return word * 0x8FF34785799E5CBD >> (64 - abbreviationBits)
}

// slowAbbreviated is abbreviated for texts beyond ASCII.
func slowAbbreviated(text string) bool {
	word := text[strings.LastIndexAny(text, " \t\r\n([{~\u00a0")+1:]
	if len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' {
		return true
	}
	for _, a := range abbreviations {
		if strings.EqualFold(word, a) {
			return true
		}
	}
	return false
}
