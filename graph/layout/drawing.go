package layout

import "math"

// A drawing is a layout under way. Each step fills some of its fields.
type drawing struct {
	g       Graph
	o       Options
	links   [][]int32 // the edges at every node, without loops
	target  float64   // the height that a column should not exceed
	bands   []Band
	band    []int32 // of every node, an index of bands
	at      []int32 // of every node, its place in the order of time: targets first
	layer   []int32 // of every node, its column among those of its part
	part    []int32 // of every node
	parts   []*part
	places  [][]int32 // of every edge that is led past nodes, its vertices from left to right; the others run behind them
	columns []column
	lanes   []Lane
	y       []float64 // of every node, the height at which its edges end
	corner  []Point   // of every node
}

func newDrawing(g Graph, o Options) *drawing {
	d := &drawing{g: Graph{Nodes: make([]Node, len(g.Nodes)), Edges: make([]Edge, len(g.Edges))}, o: o, links: make([][]int32, len(g.Nodes))}
	area := 0.0
	for i, n := range g.Nodes {
		n.Width, n.Height = 2*math.Ceil(n.Width/2), 2*math.Ceil(n.Height/2)
		n.Body = 2 * math.Ceil(n.Body/2)
		if n.Body == 0 {
			n.Body = n.Height
		}
		d.g.Nodes[i] = n
		area += (n.Width + o.LayerGap) * (n.Height + o.NodeGap)
	}
	d.target = math.Ceil(math.Sqrt(looseness * area / o.Aspect))
	for i, e := range g.Edges {
		if e.Weight == 0 {
			e.Weight = 1
		}
		d.g.Edges[i] = e
		if e.From != e.To {
			d.links[e.From] = append(d.links[e.From], int32(i))
			d.links[e.To] = append(d.links[e.To], int32(i))
		}
	}
	return d
}

// looseness is how much more room a picture takes than its nodes and the gaps around them.
const looseness = 1.5

// other returns the end of edge e that is not n.
func (d *drawing) other(e, n int32) int32 {
	if edge := &d.g.Edges[e]; int32(edge.From) != n {
		return int32(edge.From)
	}
	return int32(d.g.Edges[e].To)
}

// up and down are how far node n reaches from the height at which its edges end.
func (n *Node) up() float64   { return n.Body / 2 }
func (n *Node) down() float64 { return n.Height - n.Body/2 }
