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
	word       uint16 // index into the vocabulary, 0 where that does not hold the word; wordUnread until it is asked for
	candidate  int32  // 1 + index of the candidate that begins here; 0 for none
}

// wordUnread stands for a word that was not looked up yet: of most words nobody asks.
const wordUnread = 1<<16 - 1

// lookUp returns the index of the word in the vocabulary, and keeps it.
func (t *nameToken) lookUp(text string) uint16 {
	if t.word == wordUnread {
		t.word = nameWords.find(wordKeyAt(text, int(t.start), int(t.end)))
	}
	return t.word
}

// word returns the index of token i in the vocabulary, or 0.
func (p *namePass) word(i int) uint16 { return p.tokens[i].lookUp(p.text) }

// cues returns what the vocabulary says of token i.
func (p *namePass) cues(i int) nameCue { return nameWords.cues[p.word(i)] }

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

// nameTokens returns the words of text but for what lies in skip (sorted spans), and the indices of those that may begin
// a name, and of those that begin with what is marked; all in room, as far as that holds them. First it finds where
// words are, then what parts them where that is no single blank.
func nameTokens(text string, skip []nameSpan, room *nameRoom) (tokens []nameToken, odd, marks []int32) {
	s := nameScan{text: text, tokens: room.tokens[:0], apart: room.apart[:0], odd: room.odd[:0], marks: room.marks[:0]}
	ahead := skip
	for base := 0; base < len(text); base += nameBlockSize {
		for len(ahead) > 0 && int(ahead[0].end) <= base {
			ahead = ahead[1:]
		}
		b := nameBlockAt(text, base, ahead, s.before.word>>63)
		s.words(base, &b)
		s.before = b
	}
	if s.strange != 0 {
		s.oddWord(len(s.tokens) - 1)
	}
	nameGaps(text, s.tokens, s.apart, skip)
	return s.tokens, s.odd, s.marks
}

// A nameScan is the state of the walk that finds where words are.
type nameScan struct {
	text    string
	tokens  []nameToken
	apart   []int32   // tokens that may be parted by something else than one blank from the token before them
	odd     []int32   // tokens of two bytes or more with a capital or a digit
	marks   []int32   // tokens that nameMarked may hold
	before  nameBlock // the block before the one at hand
	strange uint64    // 1 where the word that goes on behind that block is not of small letters alone
}

// words takes in the words of the block at base. Nearly all words are small letters between blanks.
func (s *nameScan) words(base int, b *nameBlock) {
	goesOn := s.before.word >> 63
	first, begin, ends := len(s.tokens), b.word&^(b.word<<1|goesOn), (b.word<<1|goesOn)&^b.word
	if goesOn != 0 {
		s.tokens[first-1].end = int32(base + bits.TrailingZeros64(ends))
	}
	s.newWords(base, begin, ends&^(goesOn*(ends&-ends)))
	spaced := (b.blank<<1 | s.before.blank>>63) & (b.word<<2 | s.before.word>>62)
	for apart := begin &^ spaced; apart != 0; apart &= apart - 1 {
		s.apart = append(s.apart, int32(first+bitsBelow(apart, begin)))
	}
	// What is added to a word is carried to the bit behind it.
	odd, strange := bits.Add64(b.word, b.upper|b.digit|b.joint|b.beyond, s.strange)
	for odd &= ends; odd != 0; odd &= odd - 1 {
		i := first + bitsBelow(odd, begin) - 1
		if t := &s.tokens[i]; int(t.start) >= base {
			t.shape = b.shape(int(t.start)-base, int(t.end-t.start))
			s.noteOdd(i)
		} else {
			s.oddWord(i)
		}
	}
	s.strange = strange
}

// bitsBelow returns how many bits of mask are lower than the lowest of those.
func bitsBelow(those, mask uint64) int { return bits.OnesCount64(mask & (those&-those - 1)) }

// newWords takes in the words that begin in the block at base, and notes which of them are marked, without a branch that
// is guessed wrong. One that goes on behind the block ends with it for now.
func (s *nameScan) newWords(base int, starts, ends uint64) {
	first := len(s.tokens)
	tokens, marks, text := spare(&s.tokens), spare(&s.marks), unmarked
	if base+len(unmarked) <= len(s.text) {
		text = s.text[base:]
	}
	text = text[:len(unmarked)]
	n, marked := uint(0), uint(0)
	for ; starts != 0; n++ {
		from := bits.TrailingZeros64(starts) & 63
		t := &tokens[n%blockWords]
		t.start, t.end = int32(base+from), int32(base+bits.TrailingZeros64(ends))
		t.shape, t.word, t.candidate = nameLower|shapeSpaced, wordUnread, 0
		marks[marked%blockWords] = int32(first + int(n))
		marked += uint(nameMarked.bit(load64(text[from:]) | caseFold))
		starts, ends = starts&(starts-1), ends&(ends-1)
	}
	s.tokens, s.marks = s.tokens[:first+int(n)], s.marks[:len(s.marks)+int(marked)]
	if base+len(unmarked) > len(s.text) {
		s.markLast(first)
	}
}

// unmarked stands for the text where less is left than the eight bytes that are looked at of the last word of a block.
const unmarked = "                                                                       " // nameBlockSize + 7

// markLast notes which of the words from first on, which stand at the end of the text, are marked.
func (s *nameScan) markLast(first int) {
	for i := first; i < len(s.tokens); i++ {
		if at := int(s.tokens[i].start); at+8 > len(s.text) || nameMarked.bit(load64(s.text[at:])|caseFold) != 0 {
			s.marks = append(s.marks, int32(i))
		}
	}
}

// blockWords is how many words may begin in a block.
const blockWords = nameBlockSize / 2

// spare returns room for the words of a block behind list.
func spare[T any](list *[]T) *[blockWords]T {
	if cap(*list)-len(*list) < blockWords {
		*list = slices.Grow(*list, len(*list)+blockWords)
	}
	return (*[blockWords]T)((*list)[len(*list):][:blockWords])
}

// oddWord completes token i, which is not of small letters alone, byte by byte.
func (s *nameScan) oddWord(i int) {
	t := &s.tokens[i]
	word := s.text[t.start:t.end]
	first, rest := nameShape(nameChars[word[0]]), nameShape(0)
	for _, c := range []byte(word[1:]) {
		if rest |= nameShape(nameChars[c]); nameChars[c] == charBreak {
			rest |= shapeJoint
		}
	}
	t.shape = first | rest | shapeSpaced
	if first == shapeUpper {
		t.shape |= shapeCapital
		if rest == nameLower {
			t.shape |= shapeTitled
		}
	}
	s.noteOdd(i)
}

// noteOdd notes token i, whose shape is known, if it may begin a name.
func (s *nameScan) noteOdd(i int) {
	if t := &s.tokens[i]; t.shape&(shapeUpper|shapeDigit) != 0 && t.end-t.start > 1 {
		s.odd = append(s.odd, int32(i))
	}
}

// nameGaps tells the words that may be apart from those before them what stands between.
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

// nameJoins reports whether the byte at i, which is no letter or digit, belongs to the word that it follows.
func nameJoins(text string, i int) bool {
	return text[i] == '+' || nameJoint[text[i]] && i+1 < len(text) && nameChars[text[i+1]] != charBreak
}

// nameJoint are the bytes that join letters or digits on both sides of them; a plus needs none behind it.
var nameJoint = [256]bool{'-': true, '.': true, '_': true, '^': true, '@': true}

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
	if len(before) == 0 || text[i] != '.' {
		return true
	}
	last := &before[len(before)-1]
	return last.end-last.start > abbreviationLongest || nameWords.cues[last.lookUp(text)]&cueAbbreviation == 0
}

// abbreviationLongest is the length of the longest word with cueAbbreviation.
const abbreviationLongest = 6

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
