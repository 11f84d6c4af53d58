package extract

import "unicode/utf8"

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
	if len(spans) > 0 && int(spans[0].start) < base+nameBlockSize {
		return slowNameBlock(text, base, spans)
	}
	var block [nameBlockSize]byte // zeros behind the end of the text
	copy(block[:], text[base:])
	var quarters [4]uint64
	for i := range quarters {
		quarters[i] = nameQuarter((*[16]byte)(block[16*i:]))
	}
	word, small, blank, other := uint64(0), uint64(0), uint64(0), uint64(0)
	for i, quarter := range quarters {
		word |= quarter & 0xFFFF << (16 * i)
		small |= quarter >> 16 & 0xFFFF << (16 * i)
		blank |= quarter >> 32 & 0xFFFF << (16 * i)
		other |= quarter >> 48
	}
	if other != 0 {
		return slowNameBlock(text, base, nil)
	}
	return newNameBlock(word, small, blank)
}

// nameQuarter classes sixteen bytes: a bit each in four masks, which nameQuarters has in one word for the first byte.
// A look into a table for each byte is faster here than arithmetic on eight at once.
func nameQuarter(b *[16]byte) uint64 {
	t := &nameQuarters
	return t[b[0]] | t[b[1]]<<1 | t[b[2]]<<2 | t[b[3]]<<3 | t[b[4]]<<4 | t[b[5]]<<5 | t[b[6]]<<6 | t[b[7]]<<7 |
		t[b[8]]<<8 | t[b[9]]<<9 | t[b[10]]<<10 | t[b[11]]<<11 | t[b[12]]<<12 | t[b[13]]<<13 | t[b[14]]<<14 | t[b[15]]<<15
}

// nameQuarters holds, for each byte, the lowest bits of its masks: letters and digits, small letters, blanks, and what
// slowNameBlock has to look at.
var nameQuarters = func() (masks [256]uint64) {
	for c := range masks {
		switch class := nameChars[c]; {
		case c >= utf8.RuneSelf || c == '+':
			masks[c] = 1 << 48
		case nameShape(class) == nameLower:
			masks[c] = 1 | 1<<16
		case class != charBreak:
			masks[c] = 1
		case nameSpace(byte(c)):
			masks[c] = 1 << 32
		}
	}
	return masks
}()

// newNameBlock returns the block of which these bytes are letters and digits, small letters, and blanks.
func newNameBlock(word, small, blank uint64) nameBlock {
	joint := ^word &^ blank & (word>>1 | 1<<63) & (word << 1) // a word may follow the block
	return nameBlock{word: word, odd: word&^small | joint, spaced: blank << 1 & (word << 2)}
}

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
