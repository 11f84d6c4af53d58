package extract

import (
	"encoding/binary"
	"unicode/utf8"
)

// nameBlockSize is how many bytes of a text are looked at together.
const nameBlockSize = 64

// A nameBlock says what the bytes of a block are, a bit each, the first byte's the lowest.
type nameBlock struct {
	word   uint64 // letters and digits
	odd    uint64 // those that are no small letters, and what may join two halves of a word
	spaced uint64 // what one blank parts from the word before it; not every such byte
}

// nameBlockAt reads the block of text at base. The spans, which end behind base, hold no words.
func nameBlockAt(text string, base int, spans []nameSpan) nameBlock {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	if len(spans) > 0 && int(spans[0].start) < base+nameBlockSize {
		return slowNameBlock(text, base, spans)
	}
	var block [nameBlockSize]byte // zeros behind the end of the text
	copy(block[:], text[base:])
	var beyond, word, small, blank uint64
	for i := 0; i < nameBlockSize; i += 8 {
		bytes := binary.LittleEndian.Uint64(block[i:])
		folded := bytes | caseFold
		letters := (folded + (0x80-'a')*ones) &^ (folded + (0x80-'z'-1)*ones)
		digits := (bytes + (0x80-'0')*ones) &^ (bytes + (0x80-'9'-1)*ones)
		beyond |= bytes | ^((bytes ^ '+'*ones) + 0x7F*ones)
		word = word>>8 | gather((letters|digits)&tops)
		small = small>>8 | gather(letters&(bytes<<2)&tops)
		blank = blank>>8 | gather(^(bytes+(0x80-' '-1)*ones)&tops)
	}
	if beyond&tops != 0 {
		return slowNameBlock(text, base, nil)
	}
	return newNameBlock(word, small, blank)
}

// newNameBlock returns the block of which these bytes are letters and digits, small letters, and blanks.
func newNameBlock(word, small, blank uint64) nameBlock {
	joint := ^word &^ blank & (word>>1 | 1<<63) & (word << 1) // a word may follow the block
	return nameBlock{word: word, odd: word&^small | joint, spaced: blank << 1 & (word << 2)}
}

// gather moves the top bits of the bytes of word to its top byte, the first byte's lowest.
func gather(word uint64) uint64 { return word >> 7 * 0x0102040810204080 >> 56 << 56 }

// slowNameBlock reads a block byte by byte: one with bytes beyond ASCII, with a plus, which belongs to the word before
// it whatever follows, or with spans.
func slowNameBlock(text string, base int, spans []nameSpan) nameBlock {
	var word, small, blank, plus uint64
	inside := false
	for i := base; i < min(len(text), base+nameBlockSize); i++ {
		for len(spans) > 0 && int(spans[0].end) <= i {
			spans = spans[1:]
		}
		hidden := len(spans) > 0 && i >= int(spans[0].start)
		at, class := uint64(1)<<(i-base), nameChars[text[i]]
		// The rest of a character that is no letter begins no word.
		inside = !hidden && class != charBreak && (inside || text[i] < utf8.RuneSelf || utf8.RuneStart(text[i]))
		switch {
		case inside && nameShape(class) == nameLower:
			small, word = small|at, word|at
		case inside:
			word |= at
		case text[i] == '+':
			plus |= at
		case !hidden && nameSpace(text[i]):
			blank |= at
		}
	}
	b := newNameBlock(word, small, blank)
	b.odd |= plus
	return b
}
