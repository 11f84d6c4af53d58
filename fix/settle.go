package fix

import (
	"cmp"
	"slices"
)

// mostRounds is how many times changes are taken back one by one before all are.
const mostRounds = 8

// settle reads the text again as it is going to be, and takes back every change that does
// not read as it was meant, or next to which something else reads otherwise than before.
// What is left is what a second run leaves alone.
func (p *plan) settle() {
	for round := 0; p.pending() > 0; round++ {
		blamed := p.misread()
		if len(blamed) == 0 {
			return
		}
		for i := range p.edits {
			if blamed[i] || round == mostRounds {
				p.drop(i)
			}
		}
		slices.SortStableFunc(p.left, func(a, b left) int { return cmp.Compare(a.start, b.start) })
	}
}

// pending counts the edits that were not dropped.
func (p *plan) pending() (n int) {
	for _, e := range p.edits {
		if !e.dropped {
			n++
		}
	}
	return n
}

func (p *plan) drop(i int) {
	e := &p.edits[i]
	if e.dropped {
		return
	}
	e.dropped = true
	s := p.spans[e.span]
	p.left = append(p.left, left{s.start, s.end, "it leads to " + e.to.URL + " now, which would be read otherwise in this place"})
}

// misread returns the edits, by index, next to which something reads otherwise than it
// should. Every one that is blamed stood next to what was misread, so that a second run,
// which plans what was dropped here, drops it again for the same reasons.
func (p *plan) misread() map[int]bool {
	again := plan{text: p.apply(), syntax: p.syntax, known: p.known}
	again.make()
	expected, culprits := p.expected(), p.culprits()
	for i, j := 0, 0; i < len(expected) || j < len(again.spans); {
		switch {
		case j == len(again.spans), i < len(expected) && expected[i].start < again.spans[j].start:
			culprits.blame(i)
			i++
		case i == len(expected), expected[i].start > again.spans[j].start:
			culprits.blame(i)
			j++
		default:
			e, a := expected[i], again.spans[j]
			// What is planned where nothing was would change the text a second time.
			if e.end != a.end || e.url != a.url || a.edit >= 0 && !e.dropped {
				culprits.blame(i)
			}
			i, j = i+1, j+1
		}
	}
	return culprits.blamed
}

// An expectedSpan is an address as it should be read with the edits.
type expectedSpan struct {
	start, end int
	url        string
	dropped    bool // an edit was planned and dropped
}

func (p *plan) expected() []expectedSpan {
	all := make([]expectedSpan, len(p.spans))
	shift := 0
	for i, s := range p.spans {
		e := expectedSpan{start: s.start + shift, url: s.url}
		if s.edit >= 0 {
			planned := p.edits[s.edit]
			if e.dropped = planned.dropped; !e.dropped {
				shift += len(planned.text) - (s.end - s.start)
				e.url = planned.to.URL
			}
		}
		e.end = s.end + shift
		all[i] = e
	}
	return all
}

// culprits finds the edit that is nearest to a span.
type culprits struct {
	edits  []int // those that were not dropped
	spans  []int // the span of each, ascending
	blamed map[int]bool
}

func (p *plan) culprits() culprits {
	c := culprits{blamed: make(map[int]bool)}
	for i, e := range p.edits {
		if !e.dropped {
			c.edits, c.spans = append(c.edits, i), append(c.spans, e.span)
		}
	}
	return c
}

// blame marks the edit that is nearest to a span.
func (c culprits) blame(span int) {
	next, exact := slices.BinarySearch(c.spans, span)
	if !exact && next > 0 && (next == len(c.spans) || span-c.spans[next-1] <= c.spans[next]-span) {
		next--
	}
	if next < len(c.edits) {
		c.blamed[c.edits[next]] = true
	}
}
