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
	shapeTitled                         // is a capital and small letters; not set on every such word
)

// A nameToken is one word of the text.
type nameToken struct {
	start, end int32
	shape      nameShape
	word       uint16 // index into the vocabulary; 0 where that does not hold the word
	cues       nameCue
	candidate  int32 // 1 + index of the candidate that begins here; 0 for none
}

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

// nameTokens returns the words of text but for what lies in skip (sorted spans), and the indices of those that hold a
// capital, a digit or a joint, and of those that begin a known phrase or an introduction; all in room, as far as that
// holds them.
//
// It does so in three walks, each of which asks little of the processor: where the words are, which of them are known,
// and what parts them where that is no single blank.
func nameTokens(text string, skip []nameSpan, room *nameRoom) (tokens []nameToken, odd, marks []int32) {
	s := nameScan{text: text, ahead: skip, tokens: room.tokens[:0], apart: room.apart[:0], odd: room.odd[:0]}
	for base := 0; base < len(text); {
		for len(s.ahead) > 0 && int(s.ahead[0].end) <= base {
			s.ahead = s.ahead[1:]
		}
		base = s.block(base, nameBlockAt(text, base, s.ahead))
	}
	marks = nameLookUp(text, s.tokens, room.marks[:0])
	nameGaps(text, s.tokens, s.apart, skip)
	return s.tokens, s.odd, marks
}

// A nameScan is the state of the walk that finds where words are.
type nameScan struct {
	text   string
	ahead  []nameSpan // those that end behind the block at hand
	tokens []nameToken
	apart  []int32 // tokens that something else than one blank parts from the token before them
	odd    []int32 // tokens with a capital, a digit or a joint
}

// block takes in the words that begin in the block at base, and returns where to read on. Nearly all words are small
// letters between blanks, and pass through here without a branch that is guessed wrong.
func (s *nameScan) block(base int, b nameBlock) int {
	const most = nameBlockSize / 2 // words in a block
	if cap(s.tokens)-len(s.tokens) < most {
		s.tokens = slices.Grow(s.tokens, len(s.tokens)+most)
	}
	if cap(s.apart)-len(s.apart) < most {
		s.apart = slices.Grow(s.apart, len(s.apart)+most)
	}
	tokens, apart := s.tokens[len(s.tokens):][:most], s.apart[len(s.apart):][:most]
	n, m, first, next := 0, 0, len(s.tokens), base+nameBlockSize
	for starts := b.word &^ (b.word << 1); starts != 0; n++ {
		from := bits.TrailingZeros64(starts) & 63
		starts &= starts - 1
		size := bits.TrailingZeros64(^(b.word >> from))
		t := &tokens[n&(most-1)]
		t.start, t.end, t.shape, t.candidate = int32(base+from), int32(base+from+size), nameLower|shapeSpaced, 0
		apart[m&(most-1)] = int32(first + n)
		m += int(^b.spaced >> from & 1)
		odd := b.odd >> from << ((63 - size) & 63)
		if odd == 0 && from+size < nameBlockSize {
			continue
		}
		s.odd = append(s.odd, int32(first+n))
		if odd == 1<<((63-size)&63) && isUpper(s.text[base+from]) && size > 1 && from+size < nameBlockSize {
			t.shape |= shapeUpper | shapeCapital | shapeTitled
			continue
		}
		if from+size >= nameBlockSize && from > 0 {
			next = base + from
			m -= int(^b.spaced >> from & 1)
			s.odd = s.odd[:len(s.odd)-1]
			break
		}
		end := s.oddWord(t)
		if end >= next {
			next, starts = end, 0
		} else {
			starts &= ^uint64(0) << (end - base)
		}
	}
	s.tokens, s.apart = s.tokens[:first+n], s.apart[:len(s.apart)+m]
	return next
}

// oddWord completes a word that is not of small letters alone, or that may go on behind a byte that joins it to what
// follows, and returns its end.
func (s *nameScan) oddWord(t *nameToken) int {
	limit := len(s.text)
	for _, span := range s.ahead {
		if span.start > t.start {
			limit = int(span.start)
			break
		}
	}
	end, shape := nameWordEnd(s.text[:limit], int(t.start))
	if nameChars[s.text[t.start]] == uint8(shapeUpper) {
		shape |= shapeCapital
	}
	t.end, t.shape = int32(end), shape|shapeSpaced
	return end
}

// nameLookUp looks each word up in the vocabulary, and returns the marks. The walk over nearly all of them makes no
// call and takes no branch.
func nameLookUp(text string, tokens []nameToken, marks []int32) []int32 {
	marks = slices.Grow(marks, len(tokens))[:len(tokens)]
	v, marked := nameWords, 0
	whole := len(tokens) // of the words behind whose first byte seven more stand
	for whole > 0 && int(tokens[whole-1].start)+8 > len(text) {
		whole--
	}
	for i := range tokens[:whole] {
		t := &tokens[i]
		// wordKey, without a branch on how long the word is, which would be guessed wrong for every fifth; the compiler
		// makes branches of min and max.
		n := int(t.end - t.start)
		over := n - 8
		long := ^(over - 1) >> 63 // all ones for a word of more than eight bytes
		over &= long
		head := load64(text[t.start:])&wordMasks[(n-over)&15] | caseFold
		key := head ^ mixTail(load64(text[int(t.start)+over:]), n)&uint64(long)
		hash := mixKey(key)
		place := vocabularyPlace(hash, v.shifts[vocabularyBucket(hash)])
		place &= int(anyBit(v.keys[place]^key) - 1)
		t.word, t.cues = uint16(place), v.cues[place]
		marks[marked] = int32(i)
		marked += int(anyBit(uint64(t.cues&cueMarked) | uint64(t.shape&shapeJoint)))
	}
	for i := whole; i < len(tokens); i++ {
		t := &tokens[i]
		t.word = v.lookUp(text[t.start:t.end])
		t.cues = v.cues[t.word]
		marks[marked] = int32(i)
		marked += int(anyBit(uint64(t.cues&cueMarked) | uint64(t.shape&shapeJoint)))
	}
	return marks[:marked]
}

// nameGaps tells the words that are apart from those before them what stands between.
func nameGaps(text string, tokens []nameToken, apart []int32, skip []nameSpan) {
	for _, i := range apart {
		t, gap, at := &tokens[i], nameInitial, 0
		if i > 0 {
			gap, at = 0, int(tokens[i-1].end)
			if at+1 == int(t.start) && nameSpace(text[at]) {
				continue
			}
		}
		for at < int(t.start) {
			var size int
			switch {
			case len(skip) > 0 && at >= int(skip[0].start):
				gap |= shapeSeparate
				size, skip = max(0, int(skip[0].end)-at), skip[1:]
			case namePlainGap[text[at]]:
				gap &^= shapeSpaced | shapeCommand
				size = 1
			default:
				size, gap = nameGap(text, at, gap, tokens[:i])
			}
			at += size
		}
		t.shape = t.shape&^shapeSpaced | gap
	}
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

// namePlainGap are the bytes that tell the next word nothing but that it is apart.
var namePlainGap = func() (plain [256]bool) {
	for c := range utf8.RuneSelf {
		plain[c] = !strings.ContainsRune("\\.!?\n", rune(c))
	}
	return plain
}()

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
	return len(before) == 0 || text[i] != '.' || before[len(before)-1].cues&cueAbbreviation == 0
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
