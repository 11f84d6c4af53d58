package extract

import "unicode/utf8"

// nameBlockSize is how many bytes of a text are looked at together.
const nameBlockSize = 64

// A nameBlock says what the bytes of a block are, a bit each, the first byte's the lowest. A word runs over the joints
// between its parts.
type nameBlock struct {
	word   uint64 // bytes of words
	upper  uint64 // ASCII capitals
	digit  uint64
	joint  uint64 // what joins two parts of a word
	beyond uint64 // letters beyond ASCII
	blank  uint64 // white space
}

// shape returns the shape of the word of that size, of less than a block, that begins at from.
func (b *nameBlock) shape(from, size int) nameShape {
	rest := (nameBlockSize - size) & 63
	from &= 63
	upper, digit, joint, beyond := b.upper>>from<<rest, b.digit>>from<<rest, b.joint>>from<<rest, b.beyond>>from<<rest
	odd, first := upper|digit|joint|beyond, uint64(1)<<rest
	shape := anyBit(^uint64(0)<<rest&^odd)*uint64(nameLower) | anyBit(upper)*uint64(shapeUpper) | anyBit(digit)*uint64(shapeDigit) |
		anyBit(beyond)*uint64(shapeLetter) | anyBit(joint)*uint64(shapeJoint) | anyBit(upper&first)*uint64(shapeCapital)
	if odd == first && upper == first && size > 1 {
		shape |= uint64(shapeTitled)
	}
	return nameShape(shape) | shapeSpaced
}

// nameBlockAt reads the block of text at base, into which a word may go on (1) or not (0). The spans, which end behind
// base, hold no words.
func nameBlockAt(text string, base int, spans []nameSpan, goesOn uint64) nameBlock {
	if len(text) < nameBlockSize || len(spans) > 0 && int(spans[0].start) <= base+nameBlockSize {
		return slowNameBlock(text, base, spans, goesOn)
	}
	at := min(base, len(text)-nameBlockSize)
	block := text[at : at+nameBlockSize]
	a, b, c, d := nameQuarter(block[:16]), nameQuarter(block[16:32]), nameQuarter(block[32:48]), nameQuarter(block[48:])
	// Each of the four has sixteen bits of each of four masks: they are put together mask by mask.
	const half, quarter = 1<<32 - 1, 0xFFFF0000FFFF
	firstA, firstB, lastA, lastB := a&half|c<<32, b&half|d<<32, a>>32|c&^half, b>>32|d&^half
	if (lastA|lastB)&^quarter != 0 {
		return slowNameBlock(text, base, nil, goesOn)
	}
	passed := (base - at) & (nameBlockSize - 1) // by which the last block of a text overlaps the one before it
	word := (firstA&quarter | firstB&quarter<<16) >> passed
	first := (firstA>>16&quarter | firstB&^quarter) >> passed
	second := (lastA | lastB<<16) >> passed
	behind := word >> 1
	if base+nameBlockSize < len(text) && nameChars[text[base+nameBlockSize]] != charBreak {
		behind |= 1 << 63
	}
	joint := second &^ word & (word<<1 | goesOn) & behind
	return nameBlock{word: word | joint, upper: first & word, digit: second & word, joint: joint, blank: first &^ word}
}

// nameQuarter classes sixteen bytes: a bit each in four masks, which nameQuarters has in one word for the first byte.
// A look into a table for each byte is faster here than arithmetic on eight at once.
func nameQuarter(b string) uint64 {
	_ = b[15]
	t := &nameQuarters
	return t[b[0]] | t[b[1]]<<1 | t[b[2]]<<2 | t[b[3]]<<3 | t[b[4]]<<4 | t[b[5]]<<5 | t[b[6]]<<6 | t[b[7]]<<7 |
		t[b[8]]<<8 | t[b[9]]<<9 | t[b[10]]<<10 | t[b[11]]<<11 | t[b[12]]<<12 | t[b[13]]<<13 | t[b[14]]<<14 | t[b[15]]<<15
}

// nameQuarters holds, for each byte, the lowest bits of its masks: letters and digits; capitals among these, and blanks
// among the others; digits among these, and what joins letters among the others; what slowNameBlock has to look at.
var nameQuarters = func() (masks [256]uint64) {
	const word, first, second, slow = 1, 1 << 16, 1 << 32, 1 << 48
	for c := range masks {
		switch class := nameChars[c]; {
		case c >= utf8.RuneSelf || c == '+':
			masks[c] = slow
		case nameShape(class) == shapeUpper:
			masks[c] = word | first
		case nameShape(class) == shapeDigit:
			masks[c] = word | second
		case class != charBreak:
			masks[c] = word
		case nameSpace(byte(c)):
			masks[c] = first
		case nameJoint[c]:
			masks[c] = second
		}
	}
	return masks
}()

// slowNameBlock reads a block byte by byte: one with bytes beyond ASCII, with a plus, which belongs to the word before
// it whatever follows, or with spans.
func slowNameBlock(text string, base int, spans []nameSpan, goesOn uint64) (b nameBlock) {
	inside := goesOn != 0
	for i := base; i < min(len(text), base+nameBlockSize); i++ {
		for len(spans) > 0 && int(spans[0].end) <= i {
			spans = spans[1:]
		}
		limit := len(text)
		if len(spans) > 0 {
			limit = int(spans[0].start)
		}
		at, class := uint64(1)<<(i-base), nameChars[text[i]]
		switch {
		case i >= limit:
			inside = false
			continue
		case class != charBreak: // the rest of a character that is no letter begins no word
			inside = inside || text[i] < utf8.RuneSelf || utf8.RuneStart(text[i])
		default:
			inside = inside && nameJoins(text[:limit], i)
		}
		b.add(at, class, inside, nameSpace(text[i]))
	}
	return b
}

// add notes what the byte at a bit is: of a class, inside a word or not, and a blank or not.
func (b *nameBlock) add(at uint64, class uint8, inside, blank bool) {
	switch {
	case !inside && blank:
		b.blank |= at
		return
	case !inside:
		return
	case class == charBreak:
		b.joint |= at
	case nameShape(class) == shapeUpper:
		b.upper |= at
	case nameShape(class) == shapeDigit:
		b.digit |= at
	case nameShape(class) == shapeLetter:
		b.beyond |= at
	}
	b.word |= at
}
