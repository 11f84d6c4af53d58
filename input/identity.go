package input

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// slugSize is the most bytes that a slug has.
const slugSize = 40

// stableID returns the id of a paper that brings none: a slug of the title, a hyphen,
// and the first eight hexadecimal digits of the SHA-256 of the title, or of the
// abstract where there is no title, in lower case. It depends on nothing else, so that the same paper
// has it in every file.
func stableID(title, abstract string) string {
	named := title
	if named == "" {
		named = abstract
	}
	sum := sha256.Sum256([]byte(strings.ToLower(named)))
	return slug(title) + "-" + hex.EncodeToString(sum[:4])
}

// slug returns the ASCII words of title in lower case with hyphens between them, at
// most slugSize bytes, cut at a word; "paper" where there is none.
func slug(title string) string {
	out := make([]byte, 0, slugSize)
	for at := 0; at < len(title); {
		for at < len(title) && !isWord(title[at]) {
			at++
		}
		start := at
		for at < len(title) && isWord(title[at]) {
			at++
		}
		word := title[start:at]
		if len(out) > 0 && len(out)+1+len(word) > slugSize {
			break
		}
		if len(out) > 0 && word != "" {
			out = append(out, '-')
		}
		out = append(out, word[:min(len(word), slugSize)]...)
	}
	if len(out) == 0 {
		return "paper"
	}
	return string(lowerASCII(out))
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func lowerASCII(b []byte) []byte {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// foldSpace puts b on one line, in place: runs of white space and control characters
// become one space, and none is left at the ends.
func foldSpace(b []byte) []byte {
	n := foldedPrefix(b)
	pending := false
	for at := n; at < len(b); {
		c, size := b[at], 1
		space := c <= ' '
		if c >= 0x7F {
			var r rune
			r, size = utf8.DecodeRune(b[at:])
			space = unicode.IsSpace(r) || unicode.IsControl(r)
		}
		if space {
			pending = n > 0
			at += size
			continue
		}
		if pending {
			b[n] = ' '
			n++
			pending = false
		}
		for range size {
			b[n] = b[at]
			n++
			at++
		}
	}
	return b[:n]
}

// foldedPrefix returns how many bytes at the beginning of b are folded ASCII text, with
// no space behind it: in most names and titles, all of them.
func foldedPrefix(b []byte) int {
	at := foldedWords(b)
	word := at // behind the last byte that is no space
	if at > 0 && b[at-1] == ' ' {
		word--
	}
	for ; at < len(b); at++ {
		if c := b[at]; c > ' ' && c < 0x7F {
			word = at + 1
		} else if c != ' ' || at == 0 || at > word {
			return word
		}
	}
	return word
}

// foldedWords returns the number of bytes, a multiple of eight, that are surely folded
// text with perhaps one space behind it. It looks at eight at once: each byte's top bit
// tells of it, and that of the byte before is shifted onto it.
func foldedWords(b []byte) int {
	at := 0
	for behind := uint64(0x80); at+8 <= len(b); at += 8 { // the text begins as behind a space
		w := binary.LittleEndian.Uint64(b[at:])
		low := w & (lows * 0x7F)
		space := ^(low + lows*(0x7F-' ')) & highs            // or a control character
		other := w | (low + lows) | ^(low + lows*(0x80-' ')) // no ASCII, 0x7F, a control character
		if (other|space&(space<<8|behind))&highs != 0 {
			break
		}
		behind = space >> 56
	}
	return at
}
