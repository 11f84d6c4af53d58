package main

import "unicode/utf8"

// appendJSONString appends s in quotes, as encoding/json writes it without its escapes
// for HTML.
func appendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for {
		at := unsure(s)
		dst = append(dst, s[:at]...)
		if at == len(s) {
			return append(dst, '"')
		}
		size, escape := jsonEscape(s[at:])
		if escape {
			dst = appendEscape(dst, s[at:at+size])
		} else {
			dst = append(dst, s[at:at+size]...)
		}
		s = s[at+size:]
	}
}

// Every byte of a word set to 1, and to its top bit.
const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

// unsure returns the offset of the first byte of s that is no ASCII, or that has an
// escape, or the length of s. It looks at eight bytes at once, by the test for a zero
// byte in a word (Warren, Hacker's Delight, 6-1), whose lowest hit is exact.
func unsure(s string) int {
	at := 0
	for ; at+8 <= len(s); at += 8 {
		w := word(s[at : at+8])
		quote, slash := w^lows*'"', w^lows*'\\'
		if (w|(w-lows*' ')|(quote-lows)|(slash-lows))&highs != 0 {
			break
		}
	}
	for at < len(s) && s[at] < utf8.RuneSelf && s[at] >= ' ' && s[at] != '"' && s[at] != '\\' {
		at++
	}
	return at
}

// word returns the eight bytes of s, which the compiler makes one load.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// jsonEscape returns the size of the character that s begins with, and whether
// encoding/json writes an escape for it.
func jsonEscape(s string) (size int, escape bool) {
	if c := s[0]; c < utf8.RuneSelf {
		return 1, c < ' ' || c == '"' || c == '\\'
	}
	r, size := utf8.DecodeRuneInString(s)
	return size, r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029'
}

// appendEscape appends the escape for one character.
func appendEscape(dst []byte, char string) []byte {
	switch char {
	case `"`, `\`:
		return append(dst, '\\', char[0])
	case "\b":
		return append(dst, `\b`...)
	case "\f":
		return append(dst, `\f`...)
	case "\n":
		return append(dst, `\n`...)
	case "\r":
		return append(dst, `\r`...)
	case "\t":
		return append(dst, `\t`...)
	case "\u2028":
		return append(dst, `\u2028`...)
	case "\u2029":
		return append(dst, `\u2029`...)
	}
	if char[0] >= ' ' { // no UTF-8
		return append(dst, `\ufffd`...)
	}
	const hex = "0123456789abcdef"
	return append(dst, `\u00`+string(hex[char[0]>>4])+string(hex[char[0]&0xF])...)
}
