package stemma

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// stopBytes are the bytes that a sentence may end at: the stops, a line break, and the
// first byte of the ideographic full stop.
var stopBytes = [256]bool{'.': true, '!': true, '?': true, '\n': true, 0xE3: true}

// nextStop returns the offset of the first of the stopBytes at or after from, len(text)
// when there is none. It looks at sixteen bytes at a time.
func nextStop(text string, from int) int {
	for ; from+16 <= len(text); from += 16 {
		first, second := load64(text[from:from+8]), load64(text[from+8:from+16])
		stops, more := asciiStops(first), asciiStops(second)
		if beyond := (first | second) & tops; beyond != 0 {
			stops, more = stops|wideStops(first), more|wideStops(second)
		}
		if stops != 0 {
			return from + bits.TrailingZeros64(stops)/8
		}
		if more != 0 {
			return from + 8 + bits.TrailingZeros64(more)/8
		}
	}
	for from < len(text) && !stopBytes[text[from]] {
		from++
	}
	return from
}

// Numbers that have the lowest, or the highest, bit of each byte.
const ones, tops = 0x0101010101010101, 0x8080808080808080

// asciiStops marks the stops of ASCII in word, by the top bit of each byte.
func asciiStops(word uint64) uint64 {
	low := word &^ tops
	other := (low ^ '.'*ones) + 0x7F*ones // the top bit of each byte: it is another character
	other &= (low ^ '!'*ones) + 0x7F*ones
	other &= (low ^ '?'*ones) + 0x7F*ones
	other &= (low ^ '\n'*ones) + 0x7F*ones
	return ^(other | word) & tops
}

// wideStops marks the first bytes of ideographic full stops in word.
func wideStops(word uint64) uint64 {
	return word &^ ((word&^tops ^ (0xE3&0x7F)*ones) + 0x7F*ones) & tops
}

func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// startsSentence reports whether rest is white space and then something that a
// sentence may begin with.
func startsSentence(rest string) bool {
	at := blanks(rest)
	if at == 0 || at == len(rest) {
		return at > 0
	}
	switch c := rest[at]; {
	case c == ',', c == ';', c == ':', c == ')', c == ']', c == '}':
		return false
	case c < utf8.RuneSelf:
		return c < 'a' || 'z' < c
	}
	r, _ := utf8.DecodeRuneInString(rest[at:])
	return !unicode.IsLower(r)
}

// blanks returns how many bytes of white space text begins with.
func blanks(text string) int {
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case c == ' ', c == '\t', c == '\r', c == '\n':
		case c == 0xC2 && at+1 < len(text) && text[at+1] == 0xA0: // U+00A0, the no-break space
			at++
		default:
			return at
		}
	}
	return len(text)
}
