package graph

import (
	"cmp"
	"fmt"
	"iter"
	"math"

	"stemma"
)

// Questions about one node walk from it over the store's own slices, so that they cost what
// they meet and not what the graph holds. Questions about all nodes build [adjacency] once.

func buildsOn(e *Edge) bool { return e.Relation.Class() == stemma.ClassBuildsOn }

// descends reports whether e is a line of descent: builds-on, or the version before.
func descends(e *Edge) bool { return buildsOn(e) || e.Relation == stemma.VersionOf }

// confidence returns how sure e is; a graph that was built without saying so is sure.
func confidence(e *Edge) float64 {
	if e.Confidence <= 0 || e.Confidence > 1 || math.IsNaN(e.Confidence) {
		return 1
	}
	return e.Confidence
}

// pull is how much e counts for what it builds on: its confidence, times the root of the
// number of places that say so, since a paper that repeats itself is still one paper.
func pull(e *Edge) float64 { return confidence(e) * math.Sqrt(float64(max(e.Weight(), 1))) }

// stronger orders edges, the strongest first: by relation, confidence and weight.
func stronger(a, b *Edge) int {
	return cmp.Or(cmp.Compare(strength(b.Relation), strength(a.Relation)),
		cmp.Compare(confidence(b), confidence(a)), cmp.Compare(b.Weight(), a.Weight()))
}

// hops yields the neighbours of a node in one direction, by number, in no settled order.
type hops func(id int32) iter.Seq2[int32, *Edge]

// up leads from a work to what it stands on.
func (g *Graph) up(follow func(*Edge) bool) hops {
	return func(id int32) iter.Seq2[int32, *Edge] {
		return func(yield func(int32, *Edge) bool) {
			for _, a := range g.store.out[id] {
				if e := a.edge(); follow(e) && !yield(a.to, e) {
					return
				}
			}
		}
	}
}

// down leads from a work to what stands on it, and from code to the works that it implements.
func (g *Graph) down(follow func(*Edge) bool) hops {
	return func(id int32) iter.Seq2[int32, *Edge] {
		return func(yield func(int32, *Edge) bool) {
			if isCode(g.store.nodes[id]) {
				for _, a := range g.store.out[id] {
					if !yield(a.to, a.edge()) {
						return
					}
				}
				return
			}
			for _, from := range g.store.in[id] {
				if a, ok := g.store.arc(from, id); ok && follow(a.edge()) && !yield(from, a.edge()) {
					return
				}
			}
		}
	}
}

// either leads along every edge, both ways.
func (g *Graph) either(id int32) iter.Seq2[int32, *Edge] {
	return func(yield func(int32, *Edge) bool) {
		for _, a := range g.store.out[id] {
			if !yield(a.to, a.edge()) {
				return
			}
		}
		for _, from := range g.store.in[id] {
			if a, ok := g.store.arc(from, id); ok && !yield(from, a.edge()) {
				return
			}
		}
	}
}

// number returns the number of the node of that key.
func (g *Graph) number(key string) (int32, error) {
	id, ok := g.store.index[key]
	if !ok {
		return 0, fmt.Errorf("the graph has no node %q", clean(clip(key, maxName)))
	}
	return id, nil
}
