package graph

import (
	"cmp"
	"slices"

	"stemma"
)

// A selection is what is left of a graph while a view is cut out of it.
type selection struct {
	graph   *Graph
	shown   []bool  // by node
	wanted  []bool  // by node: it was asked for, and is shown even if nothing is linked with it
	edges   []drawn // in the order of the store; both ends are shown
	omitted Omitted
}

// A drawn edge knows the numbers of its ends.
type drawn struct {
	from, to int32
	edge     *Edge
}

func newSelection(g *Graph) *selection {
	s := &selection{graph: g, shown: make([]bool, len(g.store.nodes)), wanted: make([]bool, len(g.store.nodes)),
		edges: make([]drawn, 0, g.store.size), omitted: Omitted{EdgesOf: make(map[stemma.Class]int)}}
	for id, n := range g.store.nodes {
		s.shown[id] = n != nil
		for _, a := range g.store.out[id] {
			s.edges = append(s.edges, drawn{int32(id), a.to, a.edge()})
		}
	}
	return s
}

func (s *selection) node(id int32) *Node { return s.graph.store.nodes[id] }

// keep keeps the edges that f holds for.
func (s *selection) keep(f func(drawn) bool) {
	s.edges = slices.DeleteFunc(s.edges, func(d drawn) bool { return !f(d) })
}

// dropEnds drops the edges that have lost an end, and counts them.
func (s *selection) dropEnds() {
	s.keep(func(d drawn) bool {
		both := s.shown[d.from] && s.shown[d.to]
		if !both && d.edge.Relation != stemma.Implements {
			s.omitted.EdgesOf[classShown(d.edge, s.node(d.to))]++
		}
		return both
	})
}

// classShown is what the legend counts an edge as: what goes to a yardstick is evaluation
// to a reader, whatever the verb.
func classShown(e *Edge, to *Node) stemma.Class {
	if to != nil && yardsticks[to.Type] {
		return stemma.ClassEvaluatesOn
	}
	return e.Relation.Class()
}

// keepNodes shows the nodes that are chosen, with the code of the works among them, and
// returns how many others it drops, without the code that goes with them.
func (s *selection) keepNodes(chosen []bool) (dropped int) {
	for _, d := range s.edges {
		if d.edge.Relation == stemma.Implements && chosen[d.to] {
			chosen[d.from] = true
		}
	}
	for id := range s.shown {
		if s.shown[id] && !chosen[id] {
			s.shown[id] = false
			if !isCode(s.node(int32(id))) {
				dropped++
			}
		}
	}
	s.dropEnds()
	return dropped
}

// numbers returns the numbers of nodes by their keys.
func (s *selection) numbers(keys []string) ([]int32, error) {
	ids := make([]int32, len(keys))
	for i, key := range keys {
		id, err := s.graph.number(key)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// byKey returns the numbers of the nodes that are shown, in the order of their keys.
func (s *selection) byKey() []int32 {
	var ids []int32
	for id, shown := range s.shown {
		if shown {
			ids = append(ids, int32(id))
		}
	}
	slices.SortFunc(ids, func(a, b int32) int { return cmp.Compare(s.node(a).Key, s.node(b).Key) })
	return ids
}
