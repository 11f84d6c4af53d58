package extract

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"stemma"
)

// nameShape says what a word is made of and what stands before it.
type nameShape uint16

const (
	nameLower     nameShape = 1 << iota // holds an ASCII lower-case letter
	shapeUpper                          // holds an ASCII capital
	shapeDigit                          // holds a digit
	shapeLetter                         // holds a letter beyond ASCII
	shapeJoint                          // holds a hyphen, plus, dot, caret or the like between its parts
	shapeSpaced                         // one white space parts it from the word before
	nameInitial                         // opens a sentence
	shapeCommand                        // follows a backslash: a LaTeX command
	shapeCapital                        // begins with an ASCII capital
	shapeSeparate                       // something that was skipped (a link, a citation) stands before it
)

// A nameToken is one word of the text.
type nameToken struct {
	start, end int32
	shape      nameShape
	word       uint16 // index into the vocabulary; 0 where that does not hold the word
	candidate  int32  // 1 + index of the candidate that begins here; 0 for none
}

func (t nameToken) cues() nameCue { return nameWords.cues[t.word] }

// A byte class shares its bits with the shapes, so that a word's shape is the OR of its bytes' classes.
const charBreak uint8 = 0

// nameChars classes bytes. Letters beyond ASCII count as letters, but for the leads of the blocks that hold
// punctuation and symbols (U+0080 to U+00BF, U+2000 to U+2FFF, CJK and full-width punctuation, emoji).
var nameChars = func() (class [256]uint8) {
	for c := range class {
		switch {
		case c >= 'a' && c <= 'z':
			class[c] = uint8(nameLower)
		case c >= 'A' && c <= 'Z':
			class[c] = uint8(shapeUpper)
		case c >= '0' && c <= '9':
			class[c] = uint8(shapeDigit)
		case c >= 0x80 && c != 0xC2 && c != 0xE2 && c != 0xE3 && c < 0xEF:
			class[c] = uint8(shapeLetter)
		}
	}
	return class
}()

// nameTokens appends the words of text to into, skipping what lies in skip (sorted spans), and
// the indices of the words that begin a known phrase or an introduction to marks.
func nameTokens(text string, skip []nameSpan, into []nameToken, marks []int32) ([]nameToken, []int32) {
	gap := nameInitial
	for i := 0; i < len(text); {
		if len(skip) > 0 && i >= int(skip[0].start) {
			gap = gap&^shapeSpaced | shapeSeparate
			i, skip = max(i, int(skip[0].end)), skip[1:]
			continue
		}
		class := nameChars[text[i]]
		if class == charBreak || text[i] >= 0x80 && !utf8.RuneStart(text[i]) {
			var size int
			size, gap = nameGap(text, i, gap, into)
			i += size
			continue
		}
		limit := len(text)
		if len(skip) > 0 {
			limit = int(skip[0].start)
		}
		end, shape, word := nameWord(text[:limit], i)
		if class == uint8(shapeUpper) {
			shape |= shapeCapital
		}
		if shape&shapeJoint != 0 || nameWords.cues[word]&cueMarked != 0 {
			marks = append(marks, int32(len(into)))
		}
		if len(into) == cap(into) {
			into = slices.Grow(into, len(into))
		}
		into = into[:len(into)+1] // field by field, which is a good deal faster than to append a whole token
		t := &into[len(into)-1]
		t.start, t.end, t.shape, t.word, t.candidate = int32(i), int32(end), shape|gap, word, 0
		i, gap = end, 0
		if i < len(text) && nameSpace(text[i]) && i+1 < len(text) && nameChars[text[i+1]] != charBreak {
			i, gap = i+1, shapeSpaced
		}
	}
	return into, marks
}

// nameWord reads the word that begins at i. Most words are letters and digits of ASCII, and are read eight bytes at a
// time; a high bit set in a byte of the masks below says that the byte is a letter, a digit, a capital.
func nameWord(text string, i int) (end int, shape nameShape, word uint16) {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	var small, digit, capital uint64
	for end = i; end+8 <= len(text); end += 8 {
		bytes := load64(text[end:])
		if bytes&tops != 0 {
			break
		}
		folded := bytes | caseFold
		letters := (folded + (0x80-'a')*ones) &^ (folded + (0x80-'z'-1)*ones) & tops
		digits := (bytes + (0x80-'0')*ones) &^ (bytes + (0x80-'9'-1)*ones) & tops
		others := (letters | digits) ^ tops
		if others == 0 {
			small, digit, capital = small|letters&(bytes<<2), digit|digits, capital|letters&^(bytes<<2)
			continue
		}
		bit := bits.TrailingZeros64(others) - 7
		within := uint64(1)<<bit - 1
		first := end == i
		end += bit / 8
		if nameJoiners[text[end]] && nameJoins(text, end) {
			break
		}
		letters &= within
		shape = nameShapeOf(small|letters&(bytes<<2), digit|digits&within, capital|letters&^(bytes<<2))
		if first {
			return end, shape, nameWords.find(bytes&within | caseFold)
		}
		return end, shape, nameWords.lookUp(text[i:end])
	}
	return nameLongWord(text, i)
}

func nameShapeOf(small, digits, capitals uint64) (shape nameShape) {
	if small != 0 {
		shape = nameLower
	}
	if capitals != 0 {
		shape |= shapeUpper
	}
	if digits != 0 {
		shape |= shapeDigit
	}
	return shape
}

// nameLongWord reads the word that begins at i byte by byte.
func nameLongWord(text string, i int) (end int, shape nameShape, word uint16) {
	end, shape = nameWordEnd(text, i)
	return end, shape, nameWords.lookUp(text[i:end])
}

// nameWordEnd returns the end of the word that begins at i, and its shape.
func nameWordEnd(text string, i int) (int, nameShape) {
	var seen uint8
	for ; i < len(text); i++ {
		class := nameChars[text[i]]
		if class == charBreak {
			if !nameJoins(text, i) {
				break
			}
			class = uint8(shapeJoint)
		}
		seen |= class
	}
	return i, nameShape(seen)
}

// nameJoiners are the bytes that nameJoins may answer for.
var nameJoiners = [256]bool{'-': true, '.': true, '_': true, '^': true, '@': true, '+': true}

// nameJoins reports whether the byte at i, which is no letter or digit, belongs to the word that it follows.
func nameJoins(text string, i int) bool {
	switch text[i] {
	case '-', '.', '_', '^', '@':
		return i+1 < len(text) && nameChars[text[i+1]] != charBreak
	case '+':
		return true
	}
	return false
}

// nameGap passes over the break at i and returns its size and what the next word is to know of it.
func nameGap(text string, i int, gap nameShape, before []nameToken) (int, nameShape) {
	gap &^= shapeSpaced | shapeCommand
	switch c := text[i]; {
	case c == '\\':
		return 1, gap | shapeCommand
	case c == '.' || c == '!' || c == '?':
		if nameEndsSentence(text, i, before) {
			gap |= nameInitial
		}
	case c >= 0x80:
		_, size := utf8.DecodeRuneInString(text[i:])
		return size, gap
	case c == '\n' && i+1 < len(text) && text[i+1] == '\n':
		return 1, gap | nameInitial
	}
	return 1, gap
}

func nameEndsSentence(text string, i int, before []nameToken) bool {
	if i+1 < len(text) && !nameSpace(text[i+1]) && strings.IndexByte(")]}\"'", text[i+1]) < 0 {
		return false
	}
	return len(before) == 0 || text[i] != '.' || before[len(before)-1].cues()&cueAbbreviation == 0
}

func nameSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// A nameSpan is a piece of the text, in bytes.
type nameSpan struct{ start, end int32 }

// nameSkips returns, in order, the spans of links and of author-year citations, which hold no names.
func nameSkips(links []stemma.Link, citations []stemma.Citation) []nameSpan {
	if len(links)+len(citations) == 0 {
		return nil
	}
	skips := make([]nameSpan, 0, len(links)+len(citations))
	for len(links) > 0 || len(citations) > 0 {
		var s nameSpan
		if len(citations) == 0 || len(links) > 0 && links[0].Start <= citations[0].Start {
			s, links = nameSpan{int32(links[0].Start), int32(links[0].End)}, links[1:]
		} else {
			s, citations = nameSpan{int32(citations[0].Start), int32(citations[0].End)}, citations[1:]
		}
		skips = append(skips, s)
	}
	return skips
}
