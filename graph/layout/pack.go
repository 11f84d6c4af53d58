package layout

import (
	"cmp"
	"math"
	"slices"
)

// A column is a layer of the whole picture.
type column struct{ x, width float64 }

// nowhere is the contour of a layer without vertices.
var nowhere = stretch{math.Inf(1), math.Inf(-1)}

func (s stretch) with(from, to float64) stretch { return stretch{min(s.from, from), max(s.to, to)} }

// contour notes how far every layer of p reaches up and down, and what passes between it
// and the next.
func (p *part) contour(nodes []Node) {
	p.wide = make([]float64, len(p.layers))
	p.reach, p.passes = slices.Repeat([]stretch{nowhere}, len(p.layers)), slices.Repeat([]stretch{nowhere}, len(p.layers))
	for i, layer := range p.layers {
		for _, id := range layer {
			v := &p.vertices[id]
			p.reach[i] = p.reach[i].with(v.y-v.up, v.y+v.down)
			p.size += v.up + v.down
			if v.node != noNode {
				p.wide[i] = max(p.wide[i], nodes[v.node].Width)
			}
			for _, t := range v.right {
				p.passes[i] = p.passes[i].with(p.between(v, t))
			}
		}
	}
}

// between is the heights that an edge takes from one layer to the next.
func (p *part) between(v *vertex, t tie) (from, to float64) {
	y := p.vertices[t.to].y
	return min(v.y, y) - edgeReach, max(v.y, y) + edgeReach
}

// shapes are tried from flat to tall: how many columns the bands have follows from the
// height that they aim at.
var shapes = [...]float64{0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.8, 2.2, 3, 5}

// pack chooses the shape that is biggest in a frame of the wanted aspect.
func (d *drawing) pack() {
	order := slices.Clone(d.parts)
	slices.SortStableFunc(order, func(a, b *part) int {
		return cmp.Or(cmp.Compare(a.cluster, b.cluster), cmp.Compare(b.size, a.size))
	})
	best, least, count := 0.0, math.Inf(1), 0
	for _, shape := range shapes {
		starts := d.share(d.target * shape)
		if n := int(starts[len(starts)-1]); n == count {
			continue
		}
		count = int(starts[len(starts)-1])
		if frame := d.packInto(order, starts).frame(); frame < least {
			best, least = shape, frame
		}
	}
	k := d.packInto(order, d.share(d.target*best))
	d.columns, d.lanes = k.columns, k.lanes
	for b := range d.bands {
		d.bands[b].X, d.bands[b].Width = float64(k.starts[b]), float64(k.starts[b+1]-k.starts[b])
	}
}

// share gives every band as many columns as its parts need, and as reach down to the height
// when they are stacked. It returns their first columns, and behind them the number of all.
func (d *drawing) share(height float64) []int32 {
	bands := max(len(d.bands), 1)
	need, fill := make([]int32, bands), make([]float64, bands)
	for _, p := range d.parts {
		layer := 0
		for i, width := range p.widths {
			b := int(p.first) + i
			need[b] = max(need[b], width)
			for range width {
				fill[b] += max(p.reach[layer].to-p.reach[layer].from, 0) + d.o.NodeGap
				layer++
			}
		}
	}
	starts := make([]int32, bands+1)
	for b := range need {
		starts[b+1] = starts[b] + max(need[b], int32(math.Ceil(fill[b]/height)))
	}
	return starts
}

// A packing is one way to stand the parts on common columns.
type packing struct {
	*drawing
	starts  []int32 // of every band, its first column
	taken   []taken // of every column
	columns []column
	lanes   []Lane
	floor   float64 // where the lane begins
}

func (d *drawing) packInto(order []*part, starts []int32) *packing {
	count := starts[len(starts)-1]
	k := &packing{drawing: d, starts: starts, taken: make([]taken, count), columns: make([]column, count)}
	many := len(order) > 0 && order[0].cluster != order[len(order)-1].cluster
	for i, p := range order {
		if many && (i == 0 || p.cluster != order[i-1].cluster) {
			k.lane(p.cluster)
		}
		k.drop(p)
	}
	k.endLane()
	return k
}

// laneHead is the room for the name of a lane, in gaps between nodes.
const laneHead = 2

// lane ends the lane that is open, and begins a new one below it.
func (k *packing) lane(cluster int) {
	k.endLane()
	y := k.floor
	if len(k.lanes) > 0 {
		y += k.o.NodeGap
	}
	k.lanes = append(k.lanes, Lane{Cluster: cluster, Y: y})
	k.floor = y + laneHead*k.o.NodeGap
}

func (k *packing) endLane() {
	if len(k.lanes) > 0 {
		k.floor = max(k.floor, k.height())
		last := &k.lanes[len(k.lanes)-1]
		last.Height = k.floor - last.Y
	}
}

func (k *packing) height() float64 {
	y := 0.0
	for _, t := range k.taken {
		y = max(y, t.end())
	}
	return y
}

// drop lets p fall onto the columns where it reaches down least and widens them least.
func (k *packing) drop(p *part) {
	offsets := int32(1)
	if p.first == p.last {
		offsets = k.starts[p.first+1] - k.starts[p.first] - p.widths[0] + 1
	}
	least := math.Inf(1)
	for offset := range offsets {
		columns := k.stand(p, offset)
		y := k.fall(p, columns)
		cost := y
		for i, c := range columns {
			cost += 2 * max(0, p.wide[i]-k.columns[c].width)
		}
		if cost < least {
			p.column, p.y, least = columns, y, cost
		}
	}
	k.take(p)
}

// take marks what p and its edges cover.
func (k *packing) take(p *part) {
	for i, c := range p.column {
		k.columns[c].width = max(k.columns[c].width, p.wide[i])
		for _, id := range p.layers[i] {
			v := &p.vertices[id]
			k.taken[c].add(stretch{p.y + v.y - v.up, p.y + v.y + v.down + k.o.NodeGap})
			for pass := c + 1; i+1 < len(p.column) && pass < p.column[i+1]; pass++ {
				for _, t := range v.right {
					from, to := p.between(v, t)
					k.taken[pass].add(stretch{p.y + from, p.y + to + k.o.NodeGap})
				}
			}
		}
	}
}

// stand gives the columns of the layers of p. In its first band it stands at the right
// end, in all others at the left, so that its edges are short.
func (k *packing) stand(p *part, offset int32) []int32 {
	columns := make([]int32, 0, len(p.layers))
	for i, width := range p.widths {
		b := p.first + int32(i)
		start := k.starts[b]
		switch {
		case p.first == p.last:
			start += offset
		case i == 0:
			start = k.starts[b+1] - width
		}
		for range width {
			columns = append(columns, start)
			start++
		}
	}
	return columns
}

// fall is the highest place at which p is clear of all that stands already.
func (k *packing) fall(p *part, columns []int32) float64 {
	y := k.floor - p.top()
	for moved := true; moved; {
		moved = false
		check := func(c int32, s stretch) {
			if s.from > s.to {
				return
			}
			if down := k.taken[c].below(stretch{y + s.from, y + s.to + k.o.NodeGap}); down > 0 {
				y, moved = y+down, true
			}
		}
		for i, c := range columns {
			check(c, p.reach[i])
			for pass := c + 1; i+1 < len(columns) && pass < columns[i+1]; pass++ {
				check(pass, p.passes[i])
			}
		}
	}
	return y
}

// top is how far p reaches up.
func (p *part) top() float64 {
	top := math.Inf(1)
	for i := range p.reach {
		top = min(top, p.reach[i].from, p.passes[i].from)
	}
	return top
}

// frame is the height of the frame of the wanted aspect that the packing fits into.
func (k *packing) frame() float64 {
	width := 0.0
	for _, c := range k.columns {
		width += c.width + k.o.LayerGap
	}
	return max(k.height(), width/k.o.Aspect)
}
