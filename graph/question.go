package graph

import (
	"cmp"
	"slices"

	"stemma"
)

// A Foundation is a work together with the papers that build on it.
type Foundation struct {
	Work *Node
	// By are the builds-on edges that end at Work, sorted by paper.
	By []*Edge
}

// Foundations returns every work that some paper builds on, the most built-upon first.
func (g *Graph) Foundations() []Foundation {
	var all []Foundation
	for _, n := range g.Nodes() {
		if n.Kind == Repository || n.Kind == Page {
			continue
		}
		f := Foundation{Work: n}
		for _, e := range g.In(n.Key) {
			if buildsOn(e) {
				f.By = append(f.By, e)
			}
		}
		if len(f.By) > 0 {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b Foundation) int { return cmp.Compare(len(b.By), len(a.By)) })
	return all
}

// A Dependent is a paper that stands on something, at some distance.
type Dependent struct {
	Paper *Node
	// Distance is 1 for a paper that builds on the thing itself, or that it implements.
	Distance int
	// Through is the key of the node that Paper stands on directly, one step nearer.
	Through string
}

// Dependents returns every paper that stands, directly or not, on the node of that key: for
// a work those that build on it, for a repository those that it implements and those that
// build on them. The nearest come first, then by key. A node is no dependent of itself,
// also where citations go in a circle.
func (g *Graph) Dependents(key string) []Dependent {
	start, ok := g.store.index[key]
	if !ok {
		return nil
	}
	seen := map[int32]bool{start: true}
	var found []Dependent
	for ring, distance := []int32{start}, 1; len(ring) > 0; distance++ {
		var next []int32
		for _, at := range ring {
			for _, id := range g.standingOn(at) {
				if !seen[id] {
					seen[id] = true
					next = append(next, id)
					found = append(found, Dependent{g.store.nodes[id], distance, g.store.nodes[at].Key})
				}
			}
		}
		ring = next
	}
	slices.SortStableFunc(found, func(a, b Dependent) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Paper.Key, b.Paper.Key))
	})
	return found
}

// standingOn returns the papers that stand directly on a node, by number.
func (g *Graph) standingOn(id int32) []int32 {
	var papers []int32
	switch g.store.nodes[id].Kind {
	case Repository, Page:
		for _, a := range g.store.out[id] {
			papers = append(papers, a.to)
		}
	default:
		for _, from := range g.store.in[id] {
			if a, ok := g.store.arc(from, id); ok && buildsOn(a.edge()) {
				papers = append(papers, from)
			}
		}
	}
	slices.Sort(papers)
	return papers
}

func buildsOn(e *Edge) bool { return e.Relation.Class() == stemma.ClassBuildsOn }

// Code returns the repositories and pages that implement the paper of that key, sorted by key.
func (g *Graph) Code(key string) []*Node {
	var code []*Node
	for _, e := range g.In(key) {
		if e.Relation == stemma.Implements {
			code = append(code, g.Node(e.From))
		}
	}
	return code
}
