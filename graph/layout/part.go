package layout

import (
	"cmp"
	"slices"
)

// A part is a component of the graph within one lane, and its own small layout.
type part struct {
	cluster     int
	nodes       []int32 // in the order of time
	first, last int32   // bands
	widths      []int32 // columns in every band from first to last; at least one
	layers      [][]int32
	vertices    []vertex
	reach       []stretch // of every layer, from its top to its end
	passes      []stretch // of every layer, what its edges cover to its right
	wide        []float64 // of every layer, the width of its widest node
	size        float64   // the height of all vertices
	column      []int32   // of every layer, its column in the picture
	y           float64
}

// findParts numbers the components. What is in different lanes is in different parts.
func (d *drawing) findParts() {
	d.part = make([]int32, len(d.g.Nodes))
	for i := range d.part {
		d.part[i] = -1
	}
	byTime := make([]int32, len(d.at))
	for n, at := range d.at {
		byTime[at] = int32(n)
	}
	for _, n := range byTime {
		if d.part[n] < 0 {
			d.collect(n)
		}
	}
	for _, n := range byTime {
		p := d.parts[d.part[n]]
		p.nodes = append(p.nodes, n)
		p.first, p.last = min(p.first, d.band[n]), max(p.last, d.band[n])
	}
}

// collect makes a part of all that can be reached from n.
func (d *drawing) collect(n int32) {
	p := &part{cluster: d.g.Nodes[n].Cluster, first: d.band[n], last: d.band[n]}
	id := int32(len(d.parts))
	d.parts = append(d.parts, p)
	d.part[n] = id
	for stack := []int32{n}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range d.links[n] {
			if to := d.other(e, n); d.part[to] < 0 && d.g.Nodes[to].Cluster == p.cluster {
				d.part[to] = id
				stack = append(stack, to)
			}
		}
	}
}

// assignLayers gives every node of p its column.
func (d *drawing) assignLayers(p *part) {
	if d.layer == nil {
		d.layer = make([]int32, len(d.g.Nodes))
	}
	nodes := slices.Clone(p.nodes)
	slices.SortStableFunc(nodes, func(a, b int32) int { return cmp.Compare(d.band[a], d.band[b]) })
	base := int32(0)
	for b := p.first; b <= p.last; b++ {
		n := 0
		for n < len(nodes) && d.band[nodes[n]] == b {
			n++
		}
		l := &layering{drawing: d, nodes: nodes[:n], filled: make([]float64, 1)}
		width := l.assign()
		for _, node := range nodes[:n] {
			d.layer[node] += base
		}
		p.widths = append(p.widths, width)
		base += width
		nodes = nodes[n:]
	}
	p.layers = make([][]int32, base)
}
