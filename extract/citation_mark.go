package extract

// Eight bytes of a text are looked at in one word here. A function returns a word in
// which the highest bit of a byte says that the byte is a mark; the other bits mean
// nothing. Bytes that are as rare may be taken for marks: letters of other scripts, what
// stands behind a mark.

const (
	markOnes = 0x0101010101010101 // repeats a byte in all eight places
	markLow  = 0x7F * markOnes
	markHigh = 0x80 * markOnes
)

// spanWithTrace returns the offset of the first span of 32 bytes, from the offset on, in
// which a byte may be a mark but for digits, which must be two together, and for x; or
// the offset of what is left behind the last span. Of four digits in a row two stand in
// the same word.
func spanWithTrace(text string, from int) int {
	rest := text[from:]
	for len(rest) >= anchorSpan {
		w0, w1, w2, w3 := loadAt(rest, 0)&markLow, loadAt(rest, 8)&markLow, loadAt(rest, 16)&markLow, loadAt(rest, 24)&markLow
		traces := pairBits(w0) | pairBits(w1) | pairBits(w2) | pairBits(w3) |
			closeBits(w0) | closeBits(w1) | closeBits(w2) | closeBits(w3) |
			slashBits(w0) | slashBits(w1) | slashBits(w2) | slashBits(w3)
		if traces&markHigh != 0 {
			break
		}
		rest = rest[anchorSpan:]
	}
	return len(text) - len(rest)
}

// hasNumber reports whether two digits stand together in the 32 bytes that text begins with.
func hasNumber(text string) bool {
	numbers := uint64(0)
	for i := 0; i < anchorSpan; i += 8 {
		numbers |= pairBits(load64(text[i:]) & markLow)
	}
	return numbers&markHigh != 0
}

// pairBits tells digits before a digit, and what may be one before the next word.
func pairBits(word uint64) uint64 {
	other := (word ^ '0'*markOnes) + 0x70*markOnes
	return ^(other | other>>8)
}

// Each of these takes the difference of each byte to a mark: from none at all nothing can
// be taken off without a borrow.
func digitBits(word uint64) uint64 { return (word ^ '3'*markOnes) - 3*markOnes }                 // 1 2
func closeBits(word uint64) uint64 { return ((word | 0x12*markOnes) ^ ';'*markOnes) - markOnes } // ) ; and what differs by two bits
func slashBits(word uint64) uint64 { return (word ^ ']'*markOnes) - 2*markOnes }                 // \ ]
func crossBits(word uint64) uint64 { return ((word | 0x20*markOnes) ^ 'x'*markOnes) - markOnes } // x X

// spanMarks returns a bit for each of the 32 bytes at the offset that may be a mark,
// but for those that the bytes beside them tell to be of no use: a digit before what is
// no digit, a bracket behind a capital, an x that no r stands before.
func spanMarks(text string, at int) (marks uint64) {
	if at == 0 || at+anchorSpan >= len(text) {
		return plainMarks(text[at:])
	}
	span := text[at-1 : at+anchorSpan+1]
	for i := 0; i < anchorSpan; i += 8 {
		before, word, after := load64(span[i:])&markLow, load64(span[i+1:])&markLow, load64(span[i+2:])&markLow
		digits := digitBits(word) & ((after ^ '0'*markOnes) - 16*markOnes)
		closing := closeBits(word) & (before << 2)
		cross := crossBits(word) & (((before | 0x20*markOnes) ^ 'r'*markOnes) - markOnes)
		marks |= byteBits((digits|closing|cross|slashBits(word))&markHigh) << i
	}
	return marks
}

// byteBits gathers the highest bits of the eight bytes in the eight lowest bits.
func byteBits(word uint64) uint64 { return word >> 7 * 0x0102040810204080 >> 56 }

// plainMarks returns a bit for each mark among the first 32 bytes of text.
func plainMarks(text string) (marks uint64) {
	for i := range min(len(text), anchorSpan) {
		if anchorMarks[text[i]] {
			marks |= 1 << i
		}
	}
	return marks
}
