package graph

import (
	"cmp"
	"slices"
)

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
