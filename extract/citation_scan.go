package extract

import "math/bits"

// anchorMarks are the bytes that a reference cannot do without:
//
//	1 2   the year of an author-year citation, or a DOI's "10."
//	) ] ; what follows an undated "in press" or "n.d."
//	\     the LaTeX command \cite and its kin
//	x X   the middle of "arXiv"
var anchorMarks = func() (marks [256]bool) {
	for _, c := range []byte(`12)];\xX`) {
		marks[c] = true
	}
	return marks
}()

// An anchorScan walks over the marks of a text, in order, but for those that the bytes
// around them tell to be of no use. It looks at a span of bytes at a time, and most
// spans hold no trace of a reference.
type anchorScan struct {
	text  string
	at    int    // where the span begins that is walked over
	marks uint64 // a bit for each byte of it that may be a mark and was not returned
	next  int    // where to look on
	held  int    // the end of the last span with a trace
}

const (
	anchorSpan = 32             // bytes
	anchorBack = 2 * anchorSpan // bytes from the x of "arXiv" to four digits of its number, and more
)

// after returns the first mark at or behind floor and steps over it; ok is false
// when none is left.
func (a *anchorScan) after(floor int) (at int, ok bool) {
	for {
		for a.marks != 0 {
			at = a.at + bits.TrailingZeros64(a.marks)
			a.marks &= a.marks - 1
			if at >= floor && anchorMarks[a.text[at]] {
				return at, true
			}
		}
		if a.next = max(a.next, floor); a.next >= a.held {
			a.seek()
		}
		if a.next >= len(a.text) {
			return len(a.text), false
		}
		a.at, a.marks = a.next, spanMarks(a.text, a.next)
		a.next += anchorSpan
	}
}

// seek goes on to the next span with a trace of a reference, or to the end; where the
// trace is a number, to what stands before it too.
func (a *anchorScan) seek() {
	if len(a.text) < anchorSpan || a.next >= len(a.text) {
		a.held = len(a.text)
		return
	}
	at := spanWithTrace(a.text, a.next)
	last := len(a.text) - anchorSpan
	if at > last && spanWithTrace(a.text, last) > last {
		a.next = len(a.text)
		return
	}
	a.held = at + anchorSpan
	if hasNumber(a.text[min(at, last):]) {
		at -= anchorBack
	}
	a.next = max(a.next, at)
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
