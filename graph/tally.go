package graph

import (
	"maps"
	"slices"
)

// A tally counts wordings.
type tally map[string]int

func (t *tally) add(s string) {
	if *t == nil {
		*t = make(tally)
	}
	(*t)[s]++
}

// most returns the commonest wording, the first in the alphabet among equals.
func (t tally) most() string {
	best := ""
	for s, n := range t {
		if n > t[best] || n == t[best] && s < best {
			best = s
		}
	}
	return best
}

// best returns the commonest wording, but a full name of moderate length rather than its
// acronym.
func (t tally) best() string {
	best := t.most()
	if !isAcronym(best) {
		return best
	}
	full := make(tally)
	for s, n := range t {
		if !isAcronym(s) && abbreviates(best, s) && len(s) <= maxFullName {
			full[s] = n
		}
	}
	return firstOf(full.most(), best)
}

// maxFullName is the length in bytes up to which a full name is preferred to its acronym.
const maxFullName = 40

func (t tally) sorted() []string { return slices.Sorted(maps.Keys(t)) }
