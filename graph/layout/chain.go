package layout

import (
	"cmp"
	"slices"
)

// A vertex is a node, or the place where an edge passes a layer.
type vertex struct {
	node        int32 // noNode: of an edge
	layer       int32
	up, down    float64 // how far it reaches from y
	y           float64
	at          int32 // in its layer
	left, right []tie
}

const noNode = -1

// A tie is a neighbour in the next layer.
type tie struct {
	to     int32 // a vertex
	weight int32 // how much it matters that both are at one height
}

// How hard ties pull: the straighter the longer the edge (Gansner et al., section 4).
const (
	nodeToNode, nodeToEdge, edgeToEdge = 1, 2, 8
)

// The number of places that edges may have. Past it they would take more room than the nodes.
const (
	minPlaces     = 2000
	placesPerNode = 3
)

// edgeReach is half the height of the place of an edge.
const edgeReach = 2

// addChains makes the vertices: those of the nodes, and those of the edges that are short
// and heavy enough.
func (d *drawing) addChains() {
	ids := make([]int32, len(d.g.Nodes))
	for _, p := range d.parts {
		for _, n := range p.nodes {
			ids[n] = p.add(vertex{node: n, layer: d.layer[n], up: d.g.Nodes[n].up(), down: d.g.Nodes[n].down()})
		}
	}
	d.places = make([][]int32, len(d.g.Edges))
	trunks := make([][]int32, len(d.g.Nodes)) // of every node, the places of the longest edge to its right
	budget := max(minPlaces, placesPerNode*len(d.g.Nodes))
	for _, e := range d.byLength() {
		left, right := int32(d.g.Edges[e].To), int32(d.g.Edges[e].From)
		if d.layer[left] > d.layer[right] {
			left, right = right, left
		}
		if budget -= d.length(e) - 1 - len(trunks[left]); budget < 0 {
			return
		}
		p := d.parts[d.part[left]]
		d.places[e] = p.link(ids[left], ids[right], trunks[left])
		if d.o.Bundle {
			trunks[left] = d.places[e]
		}
	}
}

// length is the number of layers from one end of e to the other.
func (d *drawing) length(e int32) int {
	n := d.layer[d.g.Edges[e].From] - d.layer[d.g.Edges[e].To]
	return int(max(n, -n))
}

// byLength lists the edges that lead from one layer to another of one part, the short and
// heavy ones first.
func (d *drawing) byLength() []int32 {
	var edges []int32
	for i, e := range d.g.Edges {
		if d.part[e.From] == d.part[e.To] && d.length(int32(i)) > 0 {
			edges = append(edges, int32(i))
		}
	}
	slices.SortStableFunc(edges, func(a, b int32) int {
		return cmp.Or(cmp.Compare(d.length(a), d.length(b)), cmp.Compare(d.g.Edges[b].Weight, d.g.Edges[a].Weight))
	})
	return edges
}

func (p *part) add(v vertex) int32 {
	id := int32(len(p.vertices))
	v.at = int32(len(p.layers[v.layer]))
	p.vertices = append(p.vertices, v)
	p.layers[v.layer] = append(p.layers[v.layer], id)
	return id
}

// link ties left to right by way of the layers between, and returns its places. It goes along
// the trunk as far as that leads, for it is no shorter.
func (p *part) link(left, right int32, trunk []int32) []int32 {
	places, last := trunk, left
	if n := len(trunk); n > 0 {
		last = trunk[n-1]
	}
	end := p.vertices[right].layer
	for layer := p.vertices[last].layer + 1; layer < end; layer++ {
		place := p.add(vertex{node: noNode, layer: layer, up: edgeReach, down: edgeReach})
		p.tie(last, place)
		last = place
		places = append(places, place)
	}
	p.tie(last, right)
	return places
}

func (p *part) tie(left, right int32) {
	weight := int32(nodeToEdge)
	switch l, r := p.vertices[left].node == noNode, p.vertices[right].node == noNode; {
	case l && r:
		weight = edgeToEdge
	case !l && !r:
		weight = nodeToNode
	}
	p.vertices[left].right = append(p.vertices[left].right, tie{right, weight})
	p.vertices[right].left = append(p.vertices[right].left, tie{left, weight})
}
