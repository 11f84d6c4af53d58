package graph

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"

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

// A Step is a node that was reached from another.
type Step struct {
	Node     *Node
	Distance int // in steps from the start; 1 or more
	// Edge is the one by which Node was reached, the strongest of the nearest; its other end
	// is one step nearer to the start.
	Edge *Edge
	// Also are the other edges by which nodes of the same answer reach Node, sorted.
	Also []*Edge
}

// Through returns the key of the node from which the step was taken.
func (s Step) Through() string {
	if s.Edge.To == s.Node.Key {
		return s.Edge.From
	}
	return s.Edge.To
}

// walk goes ring by ring from a node, and returns every node that it meets within depth
// steps, the nearest first, then by key; zero is any depth. The start is not met again where
// edges go in a circle. Past is how many nodes the next ring would have had.
func (g *Graph) walk(start int32, next hops, depth int) (steps []Step, past int) {
	reached := map[int32]int32{start: -1} // by node, from where
	order := []int32{start}               // the nodes of start and steps, in step
	for ring, distance := []int32{start}, 1; len(ring) > 0; distance++ {
		found := g.ring(ring, next, reached)
		if depth > 0 && distance > depth {
			return g.also(steps, order, next, reached), len(found)
		}
		ring = ring[:0:0]
		for _, m := range found {
			reached[m.id] = m.from
			ring, order = append(ring, m.id), append(order, m.id)
			steps = append(steps, Step{Node: g.store.nodes[m.id], Distance: distance, Edge: m.edge})
		}
	}
	return g.also(steps, order, next, reached), 0
}

// A meeting is a node as it was first met.
type meeting struct {
	id, from int32
	edge     *Edge
}

// ring returns the nodes that are one step further than those of ring and were not reached
// before, sorted by key, each with the strongest edge that leads to it.
func (g *Graph) ring(ring []int32, next hops, reached map[int32]int32) []meeting {
	at := make(map[int32]int)
	var found []meeting
	for _, from := range ring { // sorted by key, so that the first of equals has the first key
		for id, e := range next(from) {
			if _, known := reached[id]; known {
				continue
			}
			if i, met := at[id]; !met {
				at[id] = len(found)
				found = append(found, meeting{id, from, e})
			} else if stronger(e, found[i].edge) < 0 {
				found[i] = meeting{id, from, e}
			}
		}
	}
	slices.SortFunc(found, func(a, b meeting) int { return cmp.Compare(g.store.nodes[a.id].Key, g.store.nodes[b.id].Key) })
	return found
}

// also adds to each step the edges by which it is reached from others.
func (g *Graph) also(steps []Step, order []int32, next hops, reached map[int32]int32) []Step {
	step := make(map[int32]int, len(order))
	for i, id := range order {
		step[id] = i - 1 // the start is none
	}
	for _, from := range order {
		for id, e := range next(from) {
			if i, met := step[id]; met && i >= 0 && reached[id] != from {
				steps[i].Also = append(steps[i].Also, e)
			}
		}
	}
	for i := range steps {
		sortEdges(steps[i].Also)
	}
	return steps
}

// number returns the number of the node of that key.
func (g *Graph) number(key string) (int32, error) {
	id, ok := g.store.index[key]
	if !ok {
		return 0, fmt.Errorf("the graph has no node %q", clean(clip(key, maxName)))
	}
	return id, nil
}
