package extract

import (
	"cmp"
	"slices"
	"strings"
)

// findDefinitions pairs long and short forms: "Score Distillation Sampling (SDS)", "SDS (Score Distillation
// Sampling)". A long form that is no candidate yet becomes one. Afterwards candidates stand in the order of the text.
func (p *namePass) findDefinitions() {
	p.sortCandidates()
	found := len(p.candidates)
	for i := 0; i < found; i++ {
		c := p.candidates[i]
		if c.start == 0 || p.text[c.start-1] != '(' || c.first == 0 {
			continue
		}
		if c.first == c.last && c.end-c.start <= acronymLongest && p.closes(c.end) {
			p.defineBefore(i)
		} else if before := p.tokens[c.first-1].candidate; before != 0 && before <= int32(found) {
			p.defineInside(int(before-1), i)
		}
	}
	p.sortCandidates()
}

// acronymLongest bounds a short form, definitionLongest a long form, in bytes.
const (
	acronymLongest    = 20
	definitionLongest = 120
)

func (p *namePass) closes(end int32) bool {
	return int(end) < len(p.text) && strings.IndexByte("),;", p.text[end]) >= 0
}

// defineBefore looks for the long form before the bracketed candidate at i.
func (p *namePass) defineBefore(i int) {
	c := p.candidates[i]
	before := p.tokens[c.first-1]
	if between := p.text[before.end : c.start-1]; len(strings.Trim(between, " \n~'\"`’”")) > 0 {
		return
	}
	floor := p.definitionFloor(int(c.first), int(2*(c.end-c.start)))
	start := longForm(p.text, p.name(&c), int(p.tokens[floor].start), int(before.end))
	if start < 0 {
		return
	}
	p.pair(i, nameSpan{int32(start), before.end}, floor)
}

// definitionFloor returns the first token that a long form before token i may begin at: at most words back, in the
// same sentence and behind the last bracket.
func (p *namePass) definitionFloor(i, words int) int {
	floor := i - 1
	for floor > 0 && i-floor < words && p.tokens[floor].shape&(nameInitial|shapeSeparate) == 0 &&
		!strings.ContainsAny(p.text[p.tokens[floor-1].end:p.tokens[floor].start], "(),;:") {
		floor--
	}
	return floor
}

// defineInside takes the bracket that opens before the candidate at i for the long form of the one before it.
func (p *namePass) defineInside(short, i int) {
	s, c := p.candidates[short], p.candidates[i]
	if s.end >= c.start { // grown over this bracket by a definition of its own
		return
	}
	if s.first != s.last || strings.Trim(p.text[s.end:c.start-1], " \n~'\"") != "" {
		return
	}
	room := p.text[c.start:min(len(p.text), int(c.start)+definitionLongest)]
	closing := strings.IndexByte(room, ')')
	if closing < 0 || longForm(room, p.name(&s), 0, closing) != 0 {
		return
	}
	p.candidates[i].end = c.start + int32(closing)
	p.mixed = true // another may begin where this one does
	p.candidates[i].defines = int32(short)
	p.candidates[short].defines = int32(i)
}

// pair joins the short form at i with the long form in span, which it makes a candidate unless one ends there already.
func (p *namePass) pair(i int, span nameSpan, floor int) {
	for t := int(p.candidates[i].first) - 1; t >= floor; t-- {
		held := p.tokens[t].candidate - 1
		if held < 0 || p.candidates[held].end < span.end {
			continue
		}
		if p.candidates[held].start > span.start {
			p.candidates[held].dropped = true
			continue
		}
		p.candidates[i].defines, p.candidates[held].defines = held, int32(i)
		return
	}
	first := int(p.candidates[i].first) - 1
	last := first
	for first > floor && p.tokens[first].start > span.start {
		first--
	}
	long := nameCandidate{start: p.tokens[first].start, end: span.end, first: int32(first), last: int32(last), group: noGroup, defines: int32(i), kind: kindLong}
	p.add(long)
	p.candidates[i].defines = int32(len(p.candidates) - 1)
}

// longForm returns where in text[floor:end] the long form of short begins, or -1: its letters occur there from right
// to left, the first at the beginning of a word (after Schwartz and Hearst, 2003).
func longForm(text, short string, floor, end int) int {
	at := end
	short = strings.TrimSuffix(short, "s")
	for s := len(short) - 1; s >= 0; s-- {
		want := lowerASCII(short[s])
		if nameChars[want] == charBreak {
			continue
		}
		for at--; at >= floor; at-- {
			if lowerASCII(text[at]) == want && (s > 0 || at == 0 || nameChars[text[at-1]] == charBreak) {
				break
			}
		}
		if at < floor {
			return -1
		}
	}
	for at > floor && (nameChars[text[at-1]] != charBreak || text[at-1] == '-') {
		at--
	}
	return at
}

func lowerASCII(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// sortCandidates brings candidates into the order of the text, the longer first where two begin together, and
// renews what points to them.
func (p *namePass) sortCandidates() {
	order := func(a, b nameCandidate) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	}
	if !p.mixed || slices.IsSortedFunc(p.candidates, order) {
		return
	}
	p.mixed = false
	for i := range p.candidates {
		p.candidates[i].group = int32(i) // its place before, until groups are made
	}
	slices.SortStableFunc(p.candidates, order)
	moved := slices.Grow(p.room.moved[:0], len(p.candidates))[:len(p.candidates)]
	for i, c := range p.candidates {
		moved[c.group] = int32(i)
	}
	for i := len(p.candidates) - 1; i >= 0; i-- {
		c := &p.candidates[i]
		c.group = noGroup
		if c.defines >= 0 {
			c.defines = moved[c.defines]
		}
		p.tokens[c.first].candidate = int32(i) + 1
	}
}
