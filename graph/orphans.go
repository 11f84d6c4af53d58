package graph

import (
	"cmp"
	"slices"
)

// An Orphan is a work whose code nobody can have.
type Orphan struct {
	Work *Node
	Why  OrphanReason
	Code []*Node // what is known of it, all of it lost; sorted by key
	// Standing is the number of works that stand on it, directly or not.
	Standing int
}

// An OrphanReason says what became of the code of an orphan.
type OrphanReason string

// The reasons.
const (
	// PromiseBroken: a paper promises code, and no code of it that can be had is known.
	PromiseBroken OrphanReason = "promise"
	// CodeLost: all code is gone, blocked, empty, a placeholder or replaced.
	CodeLost OrphanReason = "lost"
)

// Orphans returns the works whose code nobody can have, those first on which most stands,
// then by key. A work with code that could not be checked is none.
func (g *Graph) Orphans() []Orphan {
	var orphans []Orphan
	var works []int32
	code := g.allCode()
	for id, n := range g.store.nodes {
		if n == nil || isCode(n) {
			continue
		}
		if why := orphaned(n, code[int32(id)]); why != "" {
			orphans = append(orphans, Orphan{Work: n, Why: why, Code: code[int32(id)]})
			works = append(works, int32(id))
		}
	}
	for i, standing := range g.Counter().ofWorks(works) {
		orphans[i].Standing = standing
	}
	slices.SortFunc(orphans, func(a, b Orphan) int {
		return cmp.Or(cmp.Compare(b.Standing, a.Standing), cmp.Compare(a.Work.Key, b.Work.Key))
	})
	return orphans
}

// orphaned returns why a work with that code is an orphan; empty where it is none.
func orphaned(n *Node, code []*Node) OrphanReason {
	switch {
	case len(code) > 0 && HealthOf(code) != Cracked:
		return ""
	case len(n.Promises) > 0:
		return PromiseBroken
	case len(code) > 0:
		return CodeLost
	}
	return ""
}

// OrphanKeys returns the keys of the orphans and of their code.
func OrphanKeys(orphans []Orphan) []string {
	keys := make([]string, 0, len(orphans)) // not nil, which would be the whole graph
	for _, o := range orphans {
		keys = append(keys, o.Work.Key)
		for _, n := range o.Code {
			keys = append(keys, n.Key)
		}
	}
	return keys
}
