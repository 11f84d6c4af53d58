package extract

import (
	"unicode"
	"unicode/utf8"
)

// A clauseToken is a word or a single mark of punctuation of a text, as byte offsets.
type clauseToken struct {
	start, end int
	word       bool // letters, digits and what joins them; otherwise punctuation
}

// text returns the bytes of the token in the text that it was cut from.
func (t clauseToken) text(text string) string { return text[t.start:t.end] }

// clauseTokens cuts text[from:to] into tokens and appends them to buf, up to its
// capacity: a sentence with more words than any prose has is read as far as that.
// A word runs over hyphens, apostrophes and full stops between letters or digits
// ("open-source", "we'll", "2.0").
func clauseTokens(buf []clauseToken, text string, from, to int) []clauseToken {
	for i := from; i < to && len(buf) < cap(buf); {
		if text[i] == ' ' {
			i++
			continue
		}
		end := clauseWordEnd(text, i, to)
		if end > i {
			buf = append(buf, clauseToken{i, end, true})
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:to])
		if !unicode.IsSpace(r) {
			buf = append(buf, clauseToken{i, i + size, false})
		}
		i += size
	}
	return buf
}

// clauseWordEnd returns where the word that begins at i ends; i itself when none begins there.
func clauseWordEnd(text string, i, to int) int { return clauseWordRest(text, i, i, to) }

// clauseWordRest returns where the word that begins at from ends, of which the bytes before i are known.
func clauseWordRest(text string, from, i, to int) int {
	for i < to {
		if clauseAlnum[text[i]] {
			i++
			continue
		}
		size := clauseLetter(text[i:to])
		if size == 0 && i > from {
			if joint := clauseJoint(text[i:to]); joint > 0 {
				if after := clauseLetter(text[i+joint : to]); after > 0 {
					size = joint + after
				}
			}
		}
		if size == 0 {
			break
		}
		i += size
	}
	return i
}

// clauseAlnum are the letters and digits of ASCII, of which most words are made.
var clauseAlnum = func() (alnum [256]bool) {
	for c := range utf8.RuneSelf {
		alnum[c] = clauseLetter(string(rune(c))) > 0
	}
	return alnum
}()

// clauseLetter returns the size of the letter or digit that text begins with, 0 when it
// begins with neither.
func clauseLetter(text string) int {
	if text == "" {
		return 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' {
			return 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(text)
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
		return size
	}
	return 0
}

// clauseJoint returns the size of the hyphen, apostrophe or full stop that text begins
// with, 0 when it begins with none.
func clauseJoint(text string) int {
	switch text[0] {
	case '-', '\'', '.', '_':
		return 1
	case 0xE2:
		for _, joint := range [...]string{"’", "‐", "‑"} {
			if len(text) >= len(joint) && text[:len(joint)] == joint {
				return len(joint)
			}
		}
	}
	return 0
}
