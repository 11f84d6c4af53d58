package graph

import (
	"cmp"
	"slices"
)

// AgainstTime returns the lines of descent that say that a work stands on a later one,
// sorted by From and To. Only years that are known count. They are mistakes of a text, of a
// date or of ours, or a work that was cited before it came out; they stay in the graph.
func (g *Graph) AgainstTime() []*Edge {
	var edges []*Edge
	for id, out := range g.store.out {
		for _, a := range out {
			from, to := g.store.nodes[id].Year, g.store.nodes[a.to].Year
			if from != "" && to != "" && from < to && descends(a.edge()) {
				edges = append(edges, a.edge())
			}
		}
	}
	sortEdges(edges)
	return edges
}

// Circles returns the sets of works that build on each other in a circle, which at most one
// of them can have begun: the strongly connected components of the builds-on edges, of two
// works or more, each sorted by key, and in the order of their first keys.
func (g *Graph) Circles() [][]*Node { return g.circles(g.web()) }

func (g *Graph) circles(w *web) [][]*Node {
	size := make([]int32, w.count)
	for _, p := range w.part {
		size[p]++
	}
	members := make(map[int32][]*Node)
	for id, p := range w.part {
		if size[p] > 1 {
			members[p] = append(members[p], g.store.nodes[id])
		}
	}
	circles := make([][]*Node, 0, len(members))
	for _, nodes := range members {
		sortNodes(nodes)
		circles = append(circles, nodes)
	}
	slices.SortFunc(circles, func(a, b []*Node) int { return cmp.Compare(a[0].Key, b[0].Key) })
	return circles
}

// components returns the number of the strongly connected component of each node, and how
// many there are. An edge never leads to a component of a higher number, so that those of
// what is built upon come first (Tarjan, "Depth-first search and linear graph algorithms",
// 1972, without recursion).
func components(a *adjacency) (part []int32, count int32) {
	n := a.size()
	t := &tarjan{adjacency: a, next: slices.Clone(a.first[:n]), index: make([]int32, n), low: make([]int32, n), part: make([]int32, n)}
	for i := range n {
		t.part[i] = open
	}
	for i := range n {
		if t.index[i] == 0 {
			t.visit(i)
		}
	}
	return t.part, t.count
}

// open is the component of a node of which it is not known yet.
const open = -1

type tarjan struct {
	*adjacency
	next       []int32 // by node, the edge to look at next
	index, low []int32 // by node, when it was met, from 1, and the first that it leads back to
	part       []int32
	stack      []int32 // met, and in no component yet
	met, count int32
}

func (t *tarjan) visit(root int32) {
	path := []int32{t.enter(root)}
	for len(path) > 0 {
		at := path[len(path)-1]
		if t.next[at] < t.first[at+1] {
			to := t.to[t.next[at]]
			t.next[at]++
			if t.index[to] == 0 {
				path = append(path, t.enter(to))
			} else if t.part[to] == open {
				t.low[at] = min(t.low[at], t.index[to])
			}
			continue
		}
		path = path[:len(path)-1]
		if len(path) > 0 {
			parent := path[len(path)-1]
			t.low[parent] = min(t.low[parent], t.low[at])
		}
		t.leave(at)
	}
}

func (t *tarjan) enter(n int32) int32 {
	t.met++
	t.index[n], t.low[n] = t.met, t.met
	t.stack = append(t.stack, n)
	return n
}

// leave closes the component that n is the first of.
func (t *tarjan) leave(n int32) {
	if t.low[n] != t.index[n] {
		return
	}
	for {
		last := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.part[last] = t.count
		if last == n {
			break
		}
	}
	t.count++
}
