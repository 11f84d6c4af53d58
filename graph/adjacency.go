package graph

import (
	"slices"

	"stemma"
)

// adjacency is some of the edges of a graph in two plain arrays: the neighbours of node n
// are to[first[n]:first[n+1]]. It is what questions about the whole graph run on: five
// million edges take 20 MB and no pointer is followed.
type adjacency struct {
	first []int32 // one more than there are nodes
	to    []int32
}

func (a *adjacency) of(n int32) []int32 { return a.to[a.first[n]:a.first[n+1]] }

func (a *adjacency) size() int32 { return int32(len(a.first) - 1) }

// adjacency returns the edges that keep holds for, from where they start; the neighbours of
// a node are in ascending order.
func (g *Graph) adjacency(keep func(*Edge) bool) *adjacency {
	a := &adjacency{first: make([]int32, 1, len(g.store.out)+1), to: make([]int32, 0, g.store.size)}
	for _, out := range g.store.out {
		for _, arc := range out {
			if keep(arc.edge()) {
				a.to = append(a.to, arc.to)
			}
		}
		a.first = append(a.first, int32(len(a.to)))
	}
	return a
}

// newAdjacency returns edges between n nodes that are sorted by where they start.
func newAdjacency(n int32, edges []drawn) *adjacency {
	a := &adjacency{first: make([]int32, n+1), to: make([]int32, len(edges))}
	for i, d := range edges {
		a.first[d.from+1]++
		a.to[i] = d.to
	}
	for i := range n {
		a.first[i+1] += a.first[i]
	}
	return a
}

// within returns the nodes that are at most depth steps from any of starts, starts included,
// the nearest first.
func (a *adjacency) within(starts []int32, depth int) []int32 {
	seen := make([]bool, a.size())
	var reached []int32
	meet := func(n int32) {
		if !seen[n] {
			seen[n] = true
			reached = append(reached, n)
		}
	}
	for _, n := range starts {
		meet(n)
	}
	for from := 0; depth > 0 && from < len(reached); depth-- {
		ring := reached[from:]
		from = len(reached)
		for _, n := range ring {
			for _, to := range a.of(n) {
				meet(to)
			}
		}
	}
	return reached
}

// reversed returns the same edges from where they end, in the same order.
func (a *adjacency) reversed() *adjacency {
	r := &adjacency{first: make([]int32, len(a.first)), to: make([]int32, len(a.to))}
	for _, to := range a.to {
		r.first[to+1]++
	}
	for n := range a.size() {
		r.first[n+1] += r.first[n]
	}
	next := slices.Clone(r.first)
	for n := range a.size() {
		for _, to := range a.of(n) {
			r.to[next[to]] = n
			next[to]++
		}
	}
	return r
}

// A web is all the builds-on edges of a graph, with the circles that they go in. Questions
// about the whole graph share one.
type web struct {
	*adjacency
	part  []int32 // by node, the number of its component; see components
	count int32   // components
}

func (g *Graph) web() *web {
	out := g.adjacency(buildsOn)
	part, count := components(out)
	return &web{out, part, count}
}

// newestFirst returns the nodes so that, but for circles, each stands before what it builds on.
func (w *web) newestFirst() []int32 {
	at := make([]int32, w.count+1)
	for _, p := range w.part {
		at[w.count-p]++
	}
	for i := range w.count {
		at[i+1] += at[i]
	}
	order := make([]int32, len(w.part))
	for n, p := range w.part {
		place := &at[w.count-1-p]
		order[*place] = int32(n)
		*place++
	}
	return order
}

// standing returns the edges from each work to those that build on it, and from code to
// what it implements.
func (g *Graph) standing() *adjacency {
	a := g.adjacency(buildsOn).reversed()
	code := g.adjacency(func(e *Edge) bool { return e.Relation == stemma.Implements })
	both := &adjacency{first: make([]int32, 1, len(a.first)), to: make([]int32, 0, len(a.to)+len(code.to))}
	for n := range a.size() {
		both.to = append(append(both.to, a.of(n)...), code.of(n)...)
		both.first = append(both.first, int32(len(both.to)))
	}
	return both
}
