package extract

// clauseAnchors finds the first of a few fixed words in a text faster than a look at
// every byte: a step looks at one pair of bytes and, where the pair stands in no word,
// leaps over as many bytes as the shortest word has pairs (Wu and Manber, "A fast
// algorithm for multi-pattern searching", 1994). Case is folded for ASCII letters.
type clauseAnchors struct {
	shortest int
	leap     [1 << 10]uint8
	ending   [1 << 10][]string // the words whose first part, as long as the shortest word, ends in the pair
}

// newClauseAnchors prepares the search for words, which are lower-case ASCII of at
// least two bytes.
func newClauseAnchors(words ...string) *clauseAnchors {
	a := &clauseAnchors{shortest: 255}
	for _, w := range words {
		a.shortest = min(a.shortest, len(w))
	}
	for i := range a.leap {
		a.leap[i] = uint8(a.shortest - 1)
	}
	for _, w := range words {
		for i := 1; i < a.shortest; i++ {
			p := clausePair(w[i-1], w[i])
			a.leap[p] = min(a.leap[p], uint8(a.shortest-1-i))
		}
		p := clausePair(w[a.shortest-2], w[a.shortest-1])
		a.ending[p] = append(a.ending[p], w)
	}
	return a
}

// clausePair maps two bytes to a cell of the table; letters of either case fall together.
func clausePair(a, b byte) int { return int(a&31)<<5 | int(b&31) }

// next returns the offset of the first anchor at or after from, -1 when there is none.
func (a *clauseAnchors) next(text string, from int) int {
	for i := from + a.shortest - 1; i < len(text); {
		pair := clausePair(text[i-1], text[i])
		if leap := a.leap[pair]; leap > 0 {
			i += int(leap)
			continue
		}
		start := i - a.shortest + 1
		for _, w := range a.ending[pair] {
			if clauseHasPrefix(text[start:], w) {
				return start
			}
		}
		i++
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
