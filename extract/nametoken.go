package extract

import (
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

func (t nameToken) cues() nameCue { return nameWords.entries[t.word].cues }

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
			gap |= shapeSeparate
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
		end, shape := nameWordEnd(text[:limit], i)
		t := nameToken{start: int32(i), end: int32(end), shape: shape | gap}
		if class == uint8(shapeUpper) {
			t.shape |= shapeCapital
		}
		t.word = nameWords.find(text[i:end])
		if entry := &nameWords.entries[t.word]; entry.cues&cueMarked != 0 || len(entry.phrases) > 0 || shape&shapeJoint != 0 {
			marks = append(marks, int32(len(into)))
		}
		into = append(into, t)
		i, gap = end, 0
		if i < len(text) && nameSpace(text[i]) && i+1 < len(text) && nameChars[text[i+1]] != charBreak {
			i, gap = i+1, shapeSpaced
		}
	}
	return into, marks
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
