package extract

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// mentions returns the occurrences of the names that weigh enough.
func (p *namePass) mentions() []stemma.Mention {
	if len(p.candidates) == 0 {
		return []stemma.Mention{}
	}
	p.observe()
	return p.picked()
}

// picked returns the occurrences of the names that were observed to weigh enough.
func (p *namePass) picked() []stemma.Mention {
	picked := p.room.picked[:0]
	for i := range p.candidates {
		c := &p.candidates[i]
		if c.dropped || c.group == noGroup {
			continue
		}
		switch g := p.groupOf(c); {
		case g.own:
			picked = append(picked, p.insideOwn(c)...)
		case g.score > 0:
			picked = append(picked, *c)
		}
	}
	return p.asMentions(clearOf(withoutOverlaps(picked), p.skips))
}

// insideOwn returns, as candidates, the well-known works that stand as whole words at the end of a name of the paper's
// own: "Asymmetric Mixture-of-Transformers". A name that is itself well known is read as one.
func (p *namePass) insideOwn(c *nameCandidate) (inside []nameCandidate) {
	if p.of(c)&featWork != 0 {
		return nil
	}
	for at := c.first + 1; at <= c.last; at++ {
		part := *c
		part.first, part.start = at, p.tokens[at].start
		if p.known.work(p.name(&part)) != "" {
			return append(inside, part)
		}
	}
	return inside
}

// mentionScore adds up the weights of features.
func mentionScore(features mentionFeatures) (score int32) {
	for i := range mentionSums {
		score += mentionSums[i][features>>(8*i)&0xFF]
	}
	return score
}

// mentionSums are the sums of the weights of eight features at a time, for each set of them.
var mentionSums = func() (sums [(featCount + 7) / 8][256]int32) {
	for i := range sums {
		for set := range sums[i] {
			for f := range min(8, featCount-8*i) {
				sums[i][set] += int32(mentionWeights[8*i+f]) * int32(set>>f&1)
			}
		}
	}
	return sums
}()

// withoutOverlaps keeps the longer of two spans that overlap, in the order of the text.
func withoutOverlaps(picked []nameCandidate) []nameCandidate {
	slices.SortStableFunc(picked, func(a, b nameCandidate) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	kept := picked[:0]
	for _, c := range picked {
		n := len(kept)
		switch {
		case n == 0 || c.start >= kept[n-1].end:
			kept = append(kept, c)
		case c.end-c.start > kept[n-1].end-kept[n-1].start:
			kept[n-1] = c
		}
	}
	return kept
}

// clearOf drops what overlaps one of the spans; both stand in the order of the text.
func clearOf(picked []nameCandidate, spans []nameSpan) []nameCandidate {
	return slices.DeleteFunc(picked, func(c nameCandidate) bool {
		for len(spans) > 0 && spans[0].end <= c.start {
			spans = spans[1:]
		}
		return len(spans) > 0 && spans[0].start < c.end
	})
}

func (p *namePass) asMentions(picked []nameCandidate) []stemma.Mention {
	mentions := make([]stemma.Mention, len(picked))
	for i := range picked {
		c := &picked[i]
		mentions[i] = stemma.Mention{Start: int(c.start), End: int(c.end), Name: nameInLine(p.name(c)), Type: p.typeOf(c)}
	}
	return mentions
}

// typeOf returns what sort of work a name is: what the lexicon says of it, of its other form or of its family, else
// what the words around it say, else a method.
func (p *namePass) typeOf(c *nameCandidate) stemma.MentionType {
	g := p.groupOf(c)
	if g.features&(featWork|featFamily) != 0 { // its own, or its root's
		for _, name := range [...]string{g.name, p.rootOf(c).name} {
			if kind := p.known.work(name); kind != "" {
				return kind
			}
			if kind := p.known.family(name); kind != "" && kind != stemma.TypeMetric {
				return kind
			}
		}
	}
	for _, row := range typeTable {
		if strings.HasSuffix(g.name, row.suffix) && (g.features&row.features != 0 || row.features == 0) {
			return row.kind
		}
	}
	return stemma.TypeMethod
}

// typeTable says what endings and neighbours make of a name that the lexicon does not hold, surest first.
var typeTable = [...]struct {
	suffix   string
	features mentionFeatures
	kind     stemma.MentionType
}{
	{"Bench", 0, stemma.TypeBenchmark}, {"bench", 0, stemma.TypeBenchmark}, {"Eval", 0, stemma.TypeBenchmark},
	{"Arena", 0, stemma.TypeBenchmark}, {"QA", 0, stemma.TypeBenchmark}, {"Score", 0, stemma.TypeMetric},
	{"", featBench, stemma.TypeBenchmark}, {"", featData, stemma.TypeDataset}, {"B", featSize, stemma.TypeModel},
	{"", featModel, stemma.TypeModel}, {"", featScore, stemma.TypeMetric},
}
