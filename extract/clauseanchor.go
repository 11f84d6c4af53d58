package extract

import (
	"math/bits"
	"strings"
)

// clauseAnchors finds the first of a few fixed words in a text without a look at every
// byte, and without waiting for one look before the next: of any seven bytes in a row
// four stand where the text is cut into blocks of four, so that a word of seven bytes or
// more is in the text only where one of four blocks of its own is. The blocks of a text
// are asked for in a table, eight at a time, and most of what the words share with other
// words is not in it. Case is folded for ASCII letters.
type clauseAnchors struct {
	marks [1 << anchorBits]uint8 // of the hash of a block: its place in sites, 0 when it is in no word
	sites [][]anchorSite
}

// An anchorSite is a word, and where in it a block stands.
type anchorSite struct {
	word   string
	offset int
}

const (
	anchorBlock = 4                  // bytes that are looked up at once
	anchorChunk = 8 * anchorBlock    // bytes that are looked at between two decisions
	anchorBits  = 13                 // eight kilobytes, which stay in the nearest cache
	anchorMix   = uint32(0xD49DDEF5) // spreads the blocks; one of those that let few others fall on them
)

// newClauseAnchors prepares the search for words, which are lower-case ASCII of at least
// seven bytes. A "|" in a word stands before the seven that are looked for first, where
// others are rarer than those that it begins with.
func newClauseAnchors(words ...string) *clauseAnchors {
	a := &clauseAnchors{sites: make([][]anchorSite, 1)}
	for _, w := range words {
		head, tail, _ := strings.Cut(w, "|")
		word, from := head+tail, 0
		if tail != "" {
			from = len(head)
		}
		for offset := from; offset < from+anchorBlock; offset++ {
			a.add(word, offset)
		}
	}
	return a
}

func (a *clauseAnchors) add(word string, offset int) {
	mark := &a.marks[anchorCell(uint64(load32(word[offset:])))]
	if *mark == 0 {
		*mark = uint8(len(a.sites))
		a.sites = append(a.sites, nil)
	}
	a.sites[*mark] = append(a.sites[*mark], anchorSite{word, offset})
}

// anchorCell maps a block, whose letters are small, to a cell of the table.
func anchorCell(block uint64) uint32 { return uint32(block) * anchorMix >> (32 - anchorBits) }

// next returns the offset of the first anchor at or after from, -1 when there is none.
// Of two that overlap it may return the later.
func (a *clauseAnchors) next(text string, from int) int {
	at := a.marked(text, from)
	for ; at+anchorChunk <= len(text); at = a.marked(text, at+anchorChunk) {
		for marks := a.chunkMarks(text[at:]); marks != 0; {
			place := bits.TrailingZeros64(marks) / 8
			mark := uint8(marks >> (8 * place))
			marks &^= 0xFF << (8 * place)
			if start := wordAround(a.sites[mark], text, at+anchorBlock*place, from); start >= 0 {
				return start
			}
		}
	}
	for ; at+anchorBlock <= len(text); at += anchorBlock {
		mark := a.marks[anchorCell(uint64(load32(text[at:]))|caseFold)]
		if start := wordAround(a.sites[mark], text, at, from); start >= 0 {
			return start
		}
	}
	return -1
}

// chunkMarks returns the marks of the eight blocks that text begins with, the first in the
// lowest byte.
func (a *clauseAnchors) chunkMarks(text string) (marks uint64) {
	for i := 0; i < anchorChunk; i += 2 * anchorBlock {
		blocks := load64(text[i:]) | caseFold
		marks |= uint64(a.marks[anchorCell(blocks)])<<(2*i) | uint64(a.marks[anchorCell(blocks>>32)])<<(2*i+8)
	}
	return marks
}

// marked returns the offset of the first chunk from the offset on that has a block of a word, or of what is
// left behind the last whole chunk.
func (a *clauseAnchors) marked(text string, from int) int {
	rest := text[from:]
	for len(rest) >= anchorChunk {
		b0, b1, b2, b3 := loadAt(rest, 0)|caseFold, loadAt(rest, 8)|caseFold, loadAt(rest, 16)|caseFold, loadAt(rest, 24)|caseFold
		marks := a.marks[anchorCell(b0)] | a.marks[anchorCell(b0>>32)] | a.marks[anchorCell(b1)] | a.marks[anchorCell(b1>>32)] |
			a.marks[anchorCell(b2)] | a.marks[anchorCell(b2>>32)] | a.marks[anchorCell(b3)] | a.marks[anchorCell(b3>>32)]
		if marks != 0 {
			break
		}
		rest = rest[anchorChunk:]
	}
	return len(text) - len(rest)
}

// loadAt returns the eight bytes at the offset, the first in the lowest bits.
func loadAt(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// wordAround returns where the word begins, at or after from, that has the block at i in
// its place; -1 when none does.
func wordAround(sites []anchorSite, text string, i, from int) int {
	for _, site := range sites {
		if start := i - site.offset; start >= from && clauseHasPrefix(text[start:], site.word) {
			return start
		}
	}
	return -1
}

// clauseHasPrefix reports whether text begins with prefix, which is in lower case.
func clauseHasPrefix(text, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}
