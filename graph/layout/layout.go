// Package layout places the nodes of a directed graph and routes its edges, so that time
// runs one way. It is geometry alone: it knows sizes and years, not papers.
//
// The method is that of Sugiyama, Tagawa and Toda (1981), with the steps of Gansner,
// Koutsofios, North and Vo ("A Technique for Drawing Directed Graphs", 1993):
//
//   - every rank, a year, becomes a band; a band has as many columns as the edges inside
//     it and the shape of the whole ask for; a node without a rank stands in the band of
//     what it is linked with;
//   - each component is laid out apart: long edges get a place in every column that they
//     pass, sweeps by barycentre and the exchange of neighbours take crossings away, and
//     heights are found by isotonic regression, which keeps long edges straight;
//   - the components are then packed, all on the same columns, towards the wanted aspect.
//
// Every step is linear in nodes and edges but for logarithms: the places of long edges are
// bounded in number, and the edges beyond run straight behind the nodes.
//
// Coordinates are whole or half units and every sum of them is exact, so that the same
// graph gives the same picture on every machine.
package layout

import (
	"fmt"
	"math"
)

// The defaults of Options.
const (
	DefaultAspect   = 1.6
	DefaultNodeGap  = 12
	DefaultLayerGap = 40
)

// MaxSize bounds the width and the height of a node.
const MaxSize = 1e5

// A Node is a box to be placed. Sizes are taken as the next even number.
type Node struct {
	Width, Height float64
	// Body is the height of the upper part at whose sides edges end; zero means all of it.
	Body float64
	// Rank orders nodes in time, as a year does: a lower one stands further left. Zero
	// means that it is not known.
	Rank int
	// Cluster is the lane that the node stands in. Lanes are stacked in the order of
	// their numbers.
	Cluster int
}

// An Edge leads from the newer node to the older one; both are indexes of Graph.Nodes.
// The older stands to the left.
type Edge struct {
	From, To int
	// Weight says how much it matters that the edge is short and keeps its direction; zero means 1.
	Weight int
	// The ends of loose edges may share a column.
	Loose bool
}

// A Graph is what is to be laid out.
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// Options shape the picture. The zero value is useful.
type Options struct {
	Aspect   float64 // wanted width by height
	NodeGap  float64 // least distance of nodes above each other
	LayerGap float64 // least distance of columns
	// Bundle lets the edges that end at one node share their way, which keeps big graphs small.
	Bundle bool
}

// A Point is a place in the plane: x grows to the right, y downwards.
type Point struct{ X, Y float64 }

// A Route is the way of an edge: a start at its From, then three points a cubic Bézier
// curve, the last of which lies at its To.
type Route struct {
	Points []Point
	// Against says that the edge runs against time: its To has the higher rank, or its
	// direction had to be given up because it closes a cycle.
	Against bool
}

// A Band is the columns of one rank, or of several sparse ones. First and Last are zero
// for nodes of which no rank is known.
type Band struct {
	First, Last int
	X, Width    float64
}

// A Lane is the rows of one cluster.
type Lane struct {
	Cluster   int
	Y, Height float64
}

// A Layout is the result: the upper left corner of every node and the route of every edge,
// in the order of the graph, all within (0, 0) and (Width, Height).
type Layout struct {
	Width, Height float64
	Nodes         []Point
	Edges         []Route
	Bands         []Band // from left to right; none where no node has a rank
	Lanes         []Lane // from top to bottom; none where there is but one cluster
}

// New lays g out. The error says which node or edge cannot be drawn.
func New(g Graph, o Options) (*Layout, error) {
	if err := g.check(); err != nil {
		return nil, err
	}
	d := newDrawing(g, o.withDefaults())
	d.findBands()
	d.sortInTime()
	d.findParts()
	for _, p := range d.parts {
		d.assignLayers(p)
	}
	d.addChains()
	for _, p := range d.parts {
		p.order()
		p.place(d.o)
		p.contour(d.g.Nodes)
	}
	d.pack()
	return d.result(), nil
}

func (o Options) withDefaults() Options {
	if !(o.Aspect > 0) {
		o.Aspect = DefaultAspect
	}
	if !(o.NodeGap > 0) {
		o.NodeGap = DefaultNodeGap
	}
	if !(o.LayerGap > 0) {
		o.LayerGap = DefaultLayerGap
	}
	o.NodeGap, o.LayerGap = math.Ceil(o.NodeGap), math.Ceil(o.LayerGap)
	return o
}

func (g *Graph) check() error {
	for i, n := range g.Nodes {
		if !(n.Width >= 0 && n.Width <= MaxSize && n.Height >= 0 && n.Height <= MaxSize && n.Body >= 0 && n.Body <= n.Height) {
			return fmt.Errorf("node %d: a size of %v by %v, of which %v may be linked, cannot be laid out", i, n.Width, n.Height, n.Body)
		}
	}
	for i, e := range g.Edges {
		if e.From < 0 || e.From >= len(g.Nodes) || e.To < 0 || e.To >= len(g.Nodes) || e.Weight < 0 {
			return fmt.Errorf("edge %d: it leads from node %d to %d with weight %d, of %d nodes", i, e.From, e.To, e.Weight, len(g.Nodes))
		}
	}
	return nil
}
