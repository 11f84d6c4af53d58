package graph

import (
	"cmp"
	"slices"
)

// A Foundation is a work that others build on.
type Foundation struct {
	Work *Node
	By   int // works that build on it themselves
	// Load is what they sum up to: of each the confidence, times the root of the number of
	// places that say so.
	Load float64
	// Rank is the work's PageRank over the builds-on edges; all works sum up to 1.
	Rank     float64
	Standing int     // works that stand on it, directly or not
	Code     []*Node // sorted by key
	Health   Health
}

// A FoundationOrder says which foundations come first.
type FoundationOrder string

// The orders. What is equal is in the order of the other, then of the keys.
const (
	ByLoad FoundationOrder = "load"
	ByRank FoundationOrder = "rank"
)

// FoundationOptions say which foundations are wanted. The zero value is all of them.
type FoundationOptions struct {
	Top     int             // at most so many; 0 for all
	Cracked bool            // only those all of whose known code is lost
	Order   FoundationOrder // ByLoad if empty
}

// Foundations are the works that a corpus stands on.
type Foundations struct {
	List  []Foundation // the most built-upon first
	Total int          // works that are built upon; with Cracked, those that are cracked
	// Unsure counts, with Cracked, the works that are built upon and whose code could not be
	// checked: any of them may be cracked.
	Unsure int
	// AgainstTime and Circles are what can't be so; see [Graph.AgainstTime] and [Graph.Circles].
	AgainstTime []*Edge
	Circles     [][]*Node
}

// Foundations returns the works that others build on, the most built-upon first. It takes
// time in proportion to the graph, and once more for every 64 works on which many stand.
func (g *Graph) Foundations(o FoundationOptions) *Foundations {
	w := g.web()
	f := &Foundations{AgainstTime: g.AgainstTime(), Circles: g.circles(w)}
	for _, l := range g.builtUpon(w) {
		switch {
		case !o.Cracked || l.Health == Cracked:
			f.List = append(f.List, l)
		case l.Health == Unsure && len(l.Code) > 0:
			f.Unsure++
		}
	}
	f.Total = len(f.List)
	order := []func(a, b Foundation) int{byLoad, byRank}
	if o.Order == ByRank {
		order[0], order[1] = order[1], order[0]
	}
	slices.SortFunc(f.List, func(a, b Foundation) int {
		return cmp.Or(order[0](a, b), order[1](a, b), cmp.Compare(a.Work.Key, b.Work.Key))
	})
	if o.Top > 0 && len(f.List) > o.Top {
		f.List = slices.Clone(f.List[:o.Top])
	}
	works := make([]int32, len(f.List))
	for i, l := range f.List {
		works[i] = g.store.index[l.Work.Key]
	}
	for i, standing := range g.Counter().ofWorks(works) {
		f.List[i].Standing = standing
	}
	return f
}

func byLoad(a, b Foundation) int { return cmp.Compare(b.Load, a.Load) }
func byRank(a, b Foundation) int { return cmp.Compare(b.Rank, a.Rank) }

// builtUpon returns every work that is built upon, in the order of the store.
func (g *Graph) builtUpon(w *web) []Foundation {
	rank, load, code := g.pageRank(w), g.loads(), g.allCode()
	var list []Foundation
	for id, l := range load {
		if l.by == 0 {
			continue
		}
		n := g.store.nodes[id]
		own := code[int32(id)]
		list = append(list, Foundation{Work: n, By: l.by, Load: l.sum, Rank: rank[id], Code: own, Health: HealthOf(own)})
	}
	return list
}

// A load is what builds on one node.
type load struct {
	by  int
	sum float64
}

// loads returns the load of every node, by number.
func (g *Graph) loads() []load {
	loads := make([]load, len(g.store.nodes))
	for _, out := range g.store.out {
		for _, a := range out {
			if e := a.edge(); buildsOn(e) {
				loads[a.to].by++
				loads[a.to].sum += pull(e)
			}
		}
	}
	return loads
}

// Keys returns the keys of the foundations and of their code.
func (f *Foundations) Keys(g *Graph) []string {
	keys := make([]string, 0, len(f.List)) // not nil, which would be the whole graph
	for _, l := range f.List {
		keys = append(keys, l.Work.Key)
	}
	return g.withCode(keys)
}
