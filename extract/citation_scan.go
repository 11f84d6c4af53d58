package extract

import "strings"

// anchorMarks are the bytes that a reference cannot do without. Each is rare in prose, so
// that looking for all of them costs less than reading the text once:
//
//	1 2   the year of an author-year citation, or a DOI's "10."
//	) ] ; what follows an undated "in press" or "n.d."
//	\     the LaTeX command \cite and its kin
//	x X   the middle of "arXiv"
const anchorMarks = `12)];\xX`

// anchorScan walks over the marks of a text, in order.
type anchorScan struct {
	text string
	next [len(anchorMarks)]int // where each mark stands next; len(text) when it does not
}

func newAnchors(text string) anchorScan {
	a := anchorScan{text: text}
	for i := range a.next {
		a.next[i] = a.find(anchorMarks[i], 0)
	}
	return a
}

// after returns the first mark at or behind floor and steps over it; ok is false
// when none is left.
func (a *anchorScan) after(floor int) (at int, ok bool) {
	for {
		first := 0
		for i := 1; i < len(a.next); i++ {
			if a.next[i] < a.next[first] {
				first = i
			}
		}
		at = a.next[first]
		if at == len(a.text) {
			return at, false
		}
		a.next[first] = a.find(anchorMarks[first], max(at+1, floor))
		if at >= floor {
			return at, true
		}
	}
}

func (a *anchorScan) find(mark byte, from int) int {
	if from >= len(a.text) {
		return len(a.text)
	}
	if i := strings.IndexByte(a.text[from:], mark); i >= 0 {
		return from + i
	}
	return len(a.text)
}

// maxBracket is the longest bracket that is believed: one that was never closed must
// not swallow the rest of the text.
const maxBracket = 1500

// bracketScan knows which round or square bracket a place lies in. It reads on from
// where it was last asked, so that a text is read once whatever the number of questions.
type bracketScan struct {
	text  string
	at    int
	depth int
	opens [8]int // offsets of the outermost open brackets
}

// openAt returns the offset of the innermost bracket that is open at the place, or
// -1. Places must not decrease.
func (b *bracketScan) openAt(place int) int {
	for ; b.at < place; b.at++ {
		switch b.text[b.at] {
		case '(', '[':
			if b.depth < len(b.opens) {
				b.opens[b.depth] = b.at
			}
			b.depth++
		case ')', ']':
			b.depth = max(0, b.depth-1)
		case '\n':
			if b.at > 0 && b.text[b.at-1] == '\n' {
				b.depth = 0
			}
		}
	}
	if b.depth == 0 {
		return -1
	}
	open := b.opens[min(b.depth, len(b.opens))-1]
	if place-open > maxBracket {
		return -1
	}
	return open
}
