package graph

import (
	"slices"

	"stemma"
)

// Options say what is drawn. The zero value draws the lineage: every node that builds
// on another, is built upon, compared with or cited, and all code.
type Options struct {
	// All also draws what was only evaluated on or named in passing, and papers that
	// stand in no relation and link no code.
	All bool
}

// A view is the part of a graph that is drawn, and how much of it is not.
type view struct {
	nodes   []Node
	edges   []Edge
	hidden  map[stemma.Class]int // edges left out
	unlined int                  // papers left out: no relation that is drawn, and no code
}

// look cuts the graph to what a person can read. A data set that forty papers
// evaluate on would tie all of them into one knot that says nothing of descent.
func (g *Graph) look(o Options) view {
	v := view{hidden: make(map[stemma.Class]int)}
	drawn := make(map[string]bool)
	for _, e := range g.edges {
		if !o.All && !isLineage(e) {
			v.hidden[e.Relation.Class()]++
			continue
		}
		v.edges = append(v.edges, e)
		drawn[e.From], drawn[e.To] = true, true
	}
	for _, n := range g.Nodes() {
		switch {
		case drawn[n.Key] || o.All || n.Promised:
			v.nodes = append(v.nodes, n)
		case n.Kind == KindPaper:
			v.unlined++
		}
	}
	return v
}

// isLineage reports whether an edge says something of descent, or was cited on purpose.
func isLineage(e Edge) bool {
	if e.Relation == stemma.Implements {
		return true
	}
	switch e.Relation.Class() {
	case stemma.ClassBuildsOn, stemma.ClassCompares:
		return true
	default:
		return slices.ContainsFunc(e.Evidence, func(e Evidence) bool { return e.Citation })
	}
}
