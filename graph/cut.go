package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"stemma"
)

// The cuts of a view, in the order in which [NewView] makes them.

// cutOnly drops what is not part of an answer, and does not count it: the answer is all
// that is asked for.
func (s *selection) cutOnly(o Options) error {
	if o.Only == nil {
		return nil
	}
	ids, err := s.numbers(o.Only)
	if err != nil {
		return err
	}
	clear(s.shown)
	for _, id := range ids {
		s.shown[id], s.wanted[id] = true, true
	}
	s.keep(func(d drawn) bool { return s.shown[d.from] && s.shown[d.to] })
	return nil
}

func (s *selection) cutEdgesByKind(o Options) error {
	s.keep(func(d drawn) bool {
		switch {
		case d.edge.Relation == stemma.Implements:
		case len(o.Relations) > 0 && !slices.Contains(o.Relations, d.edge.Relation):
			s.omitted.OfRelation++
			return false
		case d.edge.Weight() < o.MinWeight:
			s.omitted.Light++
			return false
		}
		return true
	})
	return nil
}

// cutAround goes from the nodes asked for up and down, in turn, and so meets no siblings.
func (s *selection) cutAround(o Options) error {
	if len(o.Around) == 0 {
		return nil
	}
	starts, err := s.numbers(o.Around)
	if err != nil {
		return fmt.Errorf("around: %w", err)
	}
	chosen := make([]bool, len(s.shown))
	for _, id := range starts {
		s.wanted[id], chosen[id] = true, true
		if isCode(s.node(id)) {
			for _, a := range s.graph.store.out[id] {
				starts = append(starts, a.to) // what it implements is no step away
			}
		}
	}
	up := newAdjacency(int32(len(s.shown)), s.edges)
	for _, way := range []*adjacency{up, up.reversed()} {
		for _, id := range way.within(starts, max(o.Depth, 1)) {
			chosen[id] = chosen[id] || !isCode(s.node(id))
		}
	}
	s.omitted.Far = s.keepNodes(chosen)
	return nil
}

// cutSince drops papers from before a year, and then what is left without any edge.
func (s *selection) cutSince(o Options) error {
	if o.Since <= 0 {
		return nil
	}
	chosen := slices.Clone(s.shown)
	for id, n := range s.graph.store.nodes {
		if chosen[id] && n.Kind == Paper && n.Year != "" && n.Year < strconv.Itoa(o.Since) {
			chosen[id] = s.wanted[id]
		}
	}
	linked := make([]bool, len(s.shown))
	for _, d := range s.edges {
		if chosen[d.from] && chosen[d.to] {
			linked[d.from], linked[d.to] = true, true
		}
	}
	for _, d := range s.edges { // what has lost a link, and has none left
		if chosen[d.to] && !chosen[d.from] && !linked[d.to] && !s.wanted[d.to] && s.node(d.to).Kind != Paper {
			chosen[d.to] = false
		}
		if isCode(s.node(d.from)) && !linked[d.from] && !s.wanted[d.from] {
			chosen[d.from] = false
		}
	}
	s.omitted.Old = s.keepNodes(chosen)
	return nil
}

// yardsticks are what methods are trained and measured on. Half of a field's papers "use"
// the same few, which says nothing of descent; one that is extended is another matter.
var yardsticks = map[stemma.MentionType]bool{stemma.TypeDataset: true, stemma.TypeBenchmark: true, stemma.TypeMetric: true}

// cutPassing keeps all papers, all works that are cited by author and year, which abstracts
// do for a reason, of those that are only named the ones that something builds on or compares
// with, and that are no yardsticks, and the code of all these.
func (s *selection) cutPassing(o Options) error {
	if o.Full || o.Only != nil {
		return nil
	}
	chosen := make([]bool, len(s.shown))
	for id := range s.shown {
		kind := s.node(int32(id)).Kind
		chosen[id] = s.shown[id] && (s.wanted[id] || kind == Paper || kind == Cited)
	}
	for _, d := range s.edges {
		switch c := d.edge.Relation.Class(); {
		case c != stemma.ClassBuildsOn && c != stemma.ClassCompares:
		case yardsticks[s.node(d.to).Type] && d.edge.Relation != stemma.Extends && d.edge.Relation != stemma.Generalizes:
		default:
			chosen[d.to] = true
		}
	}
	omitted := 0
	for id := range s.shown {
		if s.shown[id] && !chosen[id] && !isCode(s.node(int32(id))) {
			omitted++
		}
	}
	for _, d := range s.edges {
		if d.edge.Relation == stemma.Implements && chosen[d.to] {
			chosen[d.from] = true
		}
	}
	s.keepNodes(chosen)
	s.omitted.InPassing = omitted
	return nil
}

// cutTop keeps the works that are built upon most, and what was asked for.
func (s *selection) cutTop(o Options) error {
	if o.Top <= 0 {
		return nil
	}
	load := make([]float64, len(s.shown))
	for _, d := range s.edges {
		if buildsOn(d.edge) {
			load[d.to] += pull(d.edge)
		}
	}
	works := slices.DeleteFunc(s.byKey(), func(id int32) bool { return isCode(s.node(id)) || load[id] == 0 })
	slices.SortStableFunc(works, func(a, b int32) int { return cmp.Compare(load[b], load[a]) })
	chosen := slices.Clone(s.wanted)
	for _, id := range works[:min(o.Top, len(works))] {
		chosen[id], s.wanted[id] = true, true
	}
	s.omitted.BelowTop = s.keepNodes(chosen)
	return nil
}

// cutNodes keeps the best connected nodes.
func (s *selection) cutNodes(o Options) error {
	ranked := s.byKey()
	if o.MaxNodes <= 0 || len(ranked) <= o.MaxNodes {
		return nil
	}
	degree := make([]int, len(s.shown))
	for _, d := range s.edges {
		weight := strength(d.edge.Relation)
		degree[d.from] += weight
		degree[d.to] += weight
	}
	slices.SortStableFunc(ranked, func(a, b int32) int {
		return cmp.Or(cmp.Compare(rank(!s.wanted[a]), rank(!s.wanted[b])), cmp.Compare(degree[b], degree[a]))
	})
	for _, id := range ranked[o.MaxNodes:] {
		s.shown[id] = false
	}
	s.omitted.PastLimit = len(ranked) - o.MaxNodes
	s.dropEnds()
	return nil
}

func (s *selection) cutImplied(o Options) error {
	if !o.Reduce {
		return nil
	}
	var descent []drawn
	for _, d := range s.edges {
		if buildsOn(d.edge) {
			descent = append(descent, d)
		}
	}
	implied := reduction(newAdjacency(int32(len(s.shown)), descent))
	at := 0 // the place in descent
	s.keep(func(d drawn) bool {
		if !buildsOn(d.edge) {
			return true
		}
		at++
		if implied[at-1] {
			s.omitted.Implied++
		}
		return !implied[at-1]
	})
	return nil
}

// edgesPerNode bounds the edges where the nodes are bounded: the time of a layout grows with
// both.
const edgesPerNode = 2

// cutWeakest keeps the strongest edges.
func (s *selection) cutWeakest(o Options) error {
	limit := o.MaxEdges
	if limit <= 0 {
		limit = o.MaxNodes * edgesPerNode
	}
	if limit <= 0 || len(s.edges) <= limit {
		return nil
	}
	slices.SortFunc(s.edges, func(a, b drawn) int {
		return cmp.Or(cmp.Compare(strength(b.edge.Relation), strength(a.edge.Relation)), cmp.Compare(b.edge.Weight(), a.edge.Weight()),
			cmp.Compare(a.edge.From, b.edge.From), cmp.Compare(a.edge.To, b.edge.To))
	})
	for _, d := range s.edges[limit:] {
		s.omitted.EdgesOf[d.edge.Relation.Class()]++
	}
	s.edges = s.edges[:limit]
	return nil
}
