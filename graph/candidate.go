package graph

import (
	"cmp"
	"slices"

	"github.com/agnivade/levenshtein"

	"stemma"
)

// A candidate is a work that a name may mean.
type candidate struct {
	key        string
	kind       Kind
	confidence float64
	date       string // or the year
	author     string
	stems      []string
	titled     bool // it is the very subject of its paper
	known      bool // it is in the catalogue, which says that many mean it
	full       bool // it goes by a name of the reference that says enough by itself
	exact      bool
	names      int    // how many of the reference's names it goes by
	last       string // key of the last of them
}

// maxHomonyms is the number of introducing papers above which a name is a common word.
const maxHomonyms = 64

// shortestName is the number of signs, separators apart, under which a name of the corpus is
// a label in a text ("A", "v2") rather than a work.
const shortestName = 3

// byName returns the work that goes by the names of ref. Where there are several it is the
// one that clearly fits best; what stays ambiguous is nobody, and the verdict names them.
func (r *resolver) byName(s *subject, ref *reference) (verdict, bool) {
	var all []*candidate
	for _, n := range ref.names {
		all = r.gather(s, all, n, n, 0)
	}
	for i := 0; len(all) == 0 && i < len(ref.names); i++ {
		if base, ok := baseName(ref.names[i].text); ok {
			all = r.gather(s, all, newName(base), ref.names[i], byBase)
		}
	}
	all = slices.DeleteFunc(all, func(c *candidate) bool {
		return c.key == paperKey(s.paper) || later(c.date, s.date) || ref.cited != nil && c.contradicts(ref.cited)
	})
	if len(all) == 0 {
		return verdict{}, false
	}
	return choose(s, all, ref)
}

// gather adds the works that go by the name n, which stands for the one written in the text.
func (r *resolver) gather(s *subject, all []*candidate, n, written name, confidence float64) []*candidate {
	introduced := s.of(factName + n.squeezed)
	if len(introduced) > maxHomonyms || len(n.squeezed) < shortestName || commonWords[n.squeezed] {
		introduced = nil
	}
	for _, f := range introduced {
		i := readIntroduction(f.Value)
		if can, exact := n.alike(i.key); can && (i.titled || !s.usedBefore(n, i.date)) {
			all = add(all, candidate{key: "paper:" + f.Paper, kind: Paper, date: i.date, author: i.author, stems: i.stems, titled: i.titled,
				full: n.saysEnough(i.key, exact), exact: exact}, written, confidence)
		}
	}
	for _, f := range r.catalogue.byName[n.squeezed] {
		if can, exact := n.alike(f.key); can {
			w := &r.catalogue.works[f.work]
			v := r.known(s, f.work, 0)
			c := candidate{key: v.key, kind: v.kind, date: w.Year, stems: topicStems(w), titled: true, known: true, full: n.saysEnough(f.key, exact), exact: exact}
			if len(w.Authors) > 0 {
				c.author = surname(w.Authors[0])
			}
			all = add(all, c, written, confidence)
		}
	}
	return all
}

// usedBefore reports whether some paper speaks of n as known, a month or more before the
// date of one that is said to introduce it. Then n is older than that paper.
func (s *subject) usedBefore(n name, date string) bool {
	first := s.of(factUsed + n.squeezed)
	return len(first) > 0 && later(clip(date, len("2006-01")), clip(first[0].Value, len("2006-01")))
}

// add merges c with the candidate that is the same work, if there is one. A confidence of 0
// stands for what the name itself gives.
func add(all []*candidate, c candidate, written name, confidence float64) []*candidate {
	switch {
	case confidence > 0:
		c.confidence = confidence
	case c.exact:
		c.confidence = byFullName
	default:
		c.confidence = bySpelling
	}
	c.names, c.last = 1, written.key
	for _, known := range all {
		if known.key != c.key {
			continue
		}
		if known.last != written.key { // and not the same name, known from elsewhere too
			known.names, known.last = known.names+1, written.key
		}
		known.known, known.titled, known.full, known.exact = known.known || c.known, known.titled || c.titled, known.full || c.full, known.exact || c.exact
		known.confidence = max(known.confidence, c.confidence)
		for _, stem := range c.stems {
			if !slices.Contains(known.stems, stem) {
				known.stems = append(known.stems, stem)
			}
		}
		return all
	}
	return append(all, &c)
}

// contradicts reports whether the work is known to be by others than cited says. A name
// that says enough by itself outweighs a slip of the pen in a surname.
func (c *candidate) contradicts(cited *stemma.Citation) bool {
	if len(cited.Authors) == 0 || c.author == "" {
		return false
	}
	off := levenshtein.ComputeDistance(surname(cited.Authors[0]), c.author)
	return off > 1 || off == 1 && !(c.full && c.exact)
}

// Points for what speaks for a candidate.
const (
	pointsName   = 4 // for each name of the reference that it goes by and that says enough
	pointsKnown  = 3
	pointsExact  = 2
	pointsTitled = 2
	pointsCited  = 3
	mostShared   = 4 // shared words of the field, a point each
	clearly      = 2 // by how many points the best must lead
	leastShared  = 2 // shared words that a short name needs, in a text that is long enough to share some
	longEnough   = 20
)

func (c *candidate) points(s *subject, ref *reference) int {
	points := min(s.context().shared(c.stems), mostShared) + c.names
	for _, p := range [...]struct {
		holds bool
		worth int
	}{
		{c.full, pointsName}, {c.known, pointsKnown}, {c.exact, pointsExact}, {c.titled, pointsTitled},
		{ref.cited != nil && len(ref.cited.Authors) > 0 && c.author == surname(ref.cited.Authors[0]), pointsCited},
	} {
		if p.holds {
			points += p.worth
		}
	}
	return points
}

// choose returns the best of all if it leads clearly and can be believed.
func choose(s *subject, all []*candidate, ref *reference) (verdict, bool) {
	points := make(map[*candidate]int, len(all))
	for _, c := range all {
		points[c] = c.points(s, ref)
	}
	slices.SortFunc(all, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(points[b], points[a]), cmp.Compare(a.key, b.key))
	})
	best := all[0]
	if len(all) > 1 {
		if points[best]-points[all[1]] < clearly {
			return verdict{candidates: sortedKeys(all)}, false
		}
		best.confidence = min(best.confidence, byContext)
	}
	if !best.believable(s, ref) {
		return verdict{candidates: sortedKeys(all)}, false
	}
	return verdict{key: best.key, kind: best.kind, confidence: best.confidence}, true
}

// believable reports whether the name alone, the citation beside it or the words around it
// say that the candidate is meant.
func (c *candidate) believable(s *subject, ref *reference) bool {
	if c.full || c.names > 1 || ref.cited != nil && c.author != "" {
		return true
	}
	least := leastShared
	if c.known {
		least = 1
	}
	context := s.context()
	return len(context) < longEnough || context.shared(c.stems) >= least
}
