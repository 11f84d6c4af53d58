package graph

import (
	"fmt"

	"stemma"
)

// Options say what a picture or a file shows. The zero value is the picture of the lineage.
//
// The cuts are made in the order of the fields from Only to MaxEdges, each on what those before
// it have left. Code is shown with what it implements, and is cut with it.
type Options struct {
	// Title stands above the picture; empty for none.
	Title string
	// Only, if it is not nil, are the keys of the nodes that there are; a question's answer.
	Only []string
	// Relations, if there are any, are those of the edges that there are.
	Relations []stemma.Relation
	// MinWeight is the least number of places that say so, for an edge to count.
	MinWeight int
	// Around are keys of nodes: there are these, what they lead to in Depth steps, and what
	// leads to them; not what else leads to the same. Depth is 1 if it is not given.
	Around []string
	Depth  int
	// Since is a year. Papers of earlier ones drop out, and works that nothing else is linked
	// with. What has no year stays. Zero is no bound.
	Since int
	// Full shows every work and every edge. Otherwise a work that is only evaluated on or
	// named in passing stays out, because a node for every dataset and metric would hide
	// what builds on what; what was left out is counted in the legend.
	Full bool
	// Top keeps the works that most papers build on, by the pull of the edges that are left;
	// zero keeps all.
	Top int
	// MaxNodes bounds the nodes. The least connected are left out, which the legend says.
	// Zero means no bound.
	MaxNodes int
	// Reduce leaves out builds-on edges that a chain of others implies.
	Reduce bool
	// MaxEdges bounds the edges; the weakest are left out. Zero is two a node of MaxNodes.
	MaxEdges int

	// Cluster says what is drawn together: ClusterField, ClusterYear or nothing.
	Cluster string
}

// What nodes can be drawn together by.
const (
	ClusterField = "field"
	ClusterYear  = "year"
)

// A View is the part of a graph that a picture or a file shows.
type View struct {
	Graph   *Graph  // all of it
	Title   string  // stands above a picture; never empty
	Nodes   []*Node // sorted by key
	Edges   []*Edge // sorted by From and To; both ends are among Nodes
	Lone    []*Node // papers of which there is nothing to draw: no relation, no code, no promise
	Cluster string  // as Options.Cluster
	Omitted
}

// Omitted counts what a View leaves out, so that it can say so. A node or edge counts once,
// for the first cut that it fell to.
type Omitted struct {
	EdgesOf    map[stemma.Class]int // edges that lost an end or that MaxEdges left out, by class
	OfRelation int                  // edges of other relations than Options.Relations
	Light      int                  // edges below Options.MinWeight
	Implied    int                  // builds-on edges that a chain of others implies
	Far        int                  // nodes that are too far from Options.Around
	Old        int                  // papers from before Options.Since, and works that only they are linked with
	Unlinked   int                  // papers that such cuts have left without any edge
	InPassing  int                  // works that are only evaluated on or named in passing
	BelowTop   int                  // works that are built upon less than the Options.Top first
	PastLimit  int                  // nodes past Options.MaxNodes, the least connected
}

// NewView chooses what to show of g. The error says which option asks for what is not there.
func NewView(g *Graph, o Options) (*View, error) {
	if o.Cluster != "" && o.Cluster != ClusterField && o.Cluster != ClusterYear {
		return nil, fmt.Errorf("nodes can't be drawn together by %q, only by %s or %s", o.Cluster, ClusterField, ClusterYear)
	}
	s := newSelection(g)
	for _, cut := range []func(Options) error{
		s.cutOnly, s.cutEdgesByKind, s.cutAround, s.cutSince, s.cutPassing, s.cutTop, s.cutNodes, s.cutImplied, s.cutWeakest,
	} {
		if err := cut(o); err != nil {
			return nil, err
		}
	}
	v := &View{Graph: g, Title: firstOf(clean(o.Title), defaultTitle), Cluster: o.Cluster}
	s.fill(v, o)
	v.Omitted = s.omitted
	return v, nil
}

// fill puts what is left into v.
func (s *selection) fill(v *View, o Options) {
	linked := make([]bool, len(s.shown))
	for _, d := range s.edges {
		v.Edges = append(v.Edges, d.edge)
		linked[d.from], linked[d.to] = true, true
	}
	narrowed := len(o.Relations) > 0 || o.MinWeight > 1 || o.Since > 0
	for id, n := range s.graph.store.nodes {
		switch {
		case n == nil || !s.shown[id]:
		case n.Kind != Paper || linked[id] || s.wanted[id] || len(n.Promises) > 0:
			v.Nodes = append(v.Nodes, n)
		case narrowed:
			s.omitted.Unlinked++
		default:
			v.Lone = append(v.Lone, n)
		}
	}
	sortNodes(v.Nodes)
	sortNodes(v.Lone)
	sortEdges(v.Edges)
}
