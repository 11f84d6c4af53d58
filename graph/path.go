package graph

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// A Path leads from one node to another.
type Path struct {
	From, To *Node
	// Edges lead from From to To; empty if there is no path. One of builds-on edges goes
	// along each of them; one over any relation may go against it.
	Edges []*Edge
	Any   bool // over any relation
}

// Path returns the strongest chain of descent between two works: the one of the fewest
// steps, of those the one whose confidences give the largest product, then the one of the
// stronger relations, then the first by its keys. It is looked for from a to b, and where
// there is none from b to a; From and To of the answer say which. With every set, it goes
// over edges of any relation, in any direction. The error says that a or b is no node.
func (g *Graph) Path(a, b string, every bool) (*Path, error) {
	from, err := g.number(a)
	if err != nil {
		return nil, err
	}
	to, err := g.number(b)
	if err != nil {
		return nil, err
	}
	p := &Path{From: g.store.nodes[from], To: g.store.nodes[to], Any: every}
	if every {
		p.Edges = g.chain(from, to, g.either)
		return p, nil
	}
	if p.Edges = g.chain(from, to, g.up(descends)); p.Edges != nil {
		return p, nil
	}
	if p.Edges = g.chain(to, from, g.up(descends)); p.Edges != nil {
		p.From, p.To = p.To, p.From
	}
	return p, nil
}

// Nodes returns the nodes along the path, From and To included.
func (p *Path) Nodes(g *Graph) []*Node {
	nodes := []*Node{p.From}
	for _, e := range p.Edges {
		key := e.To
		if key == nodes[len(nodes)-1].Key {
			key = e.From
		}
		nodes = append(nodes, g.Node(key))
	}
	return nodes
}

// Keys returns the keys of the nodes along the path and of their code.
func (p *Path) Keys(g *Graph) []string {
	var keys []string
	for _, n := range p.Nodes(g) {
		keys = append(keys, n.Key)
	}
	return g.withCode(keys)
}

// A link is the best way to a node that was found so far.
type link struct {
	from     int32
	edge     *Edge
	sure     float64 // sum of the logarithms of the confidences
	strength int     // sum of the strengths
}

func (l link) compare(m link, g *Graph) int {
	return cmp.Or(cmp.Compare(m.sure, l.sure), cmp.Compare(m.strength, l.strength),
		cmp.Compare(g.store.nodes[l.from].Key, g.store.nodes[m.from].Key), stronger(l.edge, m.edge))
}

// chain returns the edges of the best way from one node to another, or nil. All the nodes
// of a ring are settled before the next one, whose best links can only come from them.
func (g *Graph) chain(from, to int32, next hops) []*Edge {
	best := map[int32]link{from: {from: from}}
	for ring := []int32{from}; len(ring) > 0; {
		found := make(map[int32]link)
		for _, at := range ring {
			for id, e := range next(at) {
				if _, settled := best[id]; settled {
					continue
				}
				l := link{at, e, best[at].sure + math.Log(confidence(e)), best[at].strength + strength(e.Relation)}
				if old, ok := found[id]; !ok || l.compare(old, g) < 0 {
					found[id] = l
				}
			}
		}
		maps.Copy(best, found)
		if _, there := found[to]; there {
			return trace(best, from, to)
		}
		ring = slices.Collect(maps.Keys(found)) // in any order: compare settles what is best
	}
	return nil
}

func trace(best map[int32]link, from, to int32) []*Edge {
	var edges []*Edge
	for at := to; at != from; at = best[at].from {
		edges = append(edges, best[at].edge)
	}
	slices.Reverse(edges)
	return edges
}
