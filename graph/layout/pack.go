package layout

import (
	"cmp"
	"math"
	"slices"
)

// A column is a layer of the whole picture.
type column struct{ x, width float64 }

// contour notes how far every layer of p reaches up and down, and what passes between it
// and the next.
func (d *drawing) contour(p *part) {
	n := len(p.layers)
	p.tops, p.ends, p.passes = make([]float64, n), make([]float64, n), make([][2]float64, n)
	for i, layer := range p.layers {
		p.tops[i], p.ends[i], p.passes[i] = math.Inf(1), math.Inf(-1), [2]float64{math.Inf(1), math.Inf(-1)}
		for _, id := range layer {
			v := &p.vertices[id]
			p.tops[i], p.ends[i] = min(p.tops[i], v.y-v.up), max(p.ends[i], v.y+v.down)
			for _, t := range v.right {
				p.passes[i][0] = min(p.passes[i][0], v.y, p.vertices[t.to].y)
				p.passes[i][1] = max(p.passes[i][1], v.y, p.vertices[t.to].y)
			}
		}
	}
}

// shapes are tried from flat to tall: how many columns the bands have follows from the
// height that they aim at.
var shapes = [...]float64{0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.8, 2.2, 3}

// pack chooses the shape whose aspect is nearest to the wanted one.
func (d *drawing) pack() {
	order := make([]*part, len(d.parts))
	copy(order, d.parts)
	slices.SortStableFunc(order, func(a, b *part) int {
		return cmp.Or(cmp.Compare(a.cluster, b.cluster), cmp.Compare(d.size(b), d.size(a)))
	})
	best, least := 0, math.Inf(1)
	for i, shape := range shapes {
		k := d.packInto(order, d.target*shape)
		off := math.Abs(math.Log(k.aspect() / d.o.Aspect))
		if off < least {
			best, least = i, off
		}
	}
	k := d.packInto(order, d.target*shapes[best])
	d.columns, d.lanes = k.columns, k.lanes
	for b := range d.bands {
		d.bands[b].X, d.bands[b].Width = float64(k.starts[b]), float64(k.starts[b+1]-k.starts[b])
	}
}

func (d *drawing) size(p *part) float64 {
	sum := 0.0
	for i := range p.layers {
		sum += max(p.ends[i]-p.tops[i], 0)
	}
	return sum
}

// A packing is one way to stand the parts on common columns.
type packing struct {
	*drawing
	starts  []int32   // of every band, its first column
	sky     []float64 // of every column, how far down it is taken
	columns []column
	lanes   []Lane
}

func (d *drawing) packInto(order []*part, height float64) *packing {
	k := &packing{drawing: d}
	need, fill := make([]int32, max(len(d.bands), 1)), make([]float64, max(len(d.bands), 1))
	for _, p := range order {
		layer := 0
		for i, width := range p.widths {
			b := int(p.first) + i
			need[b] = max(need[b], width)
			for range width {
				fill[b] += max(p.ends[layer]-p.tops[layer], 0) + d.o.NodeGap
				layer++
			}
		}
	}
	count := int32(0)
	for b := range need {
		k.starts = append(k.starts, count)
		count += max(need[b], int32(math.Ceil(fill[b]/height)))
	}
	k.starts = append(k.starts, count)
	k.sky, k.columns = make([]float64, count), make([]column, count)
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
	k.lanes = append(k.lanes, Lane{Cluster: cluster, Y: slices.Max(k.sky)})
	for i := range k.sky {
		k.sky[i] = k.lanes[len(k.lanes)-1].Y + laneHead*k.o.NodeGap
	}
}

func (k *packing) endLane() {
	if len(k.lanes) == 0 {
		return
	}
	last := &k.lanes[len(k.lanes)-1]
	last.Height = slices.Max(k.sky) - last.Y
	for i := range k.sky {
		k.sky[i] = last.Y + last.Height + k.o.NodeGap
	}
}

// drop lets p fall onto the columns where it reaches down least and widens them least.
func (k *packing) drop(p *part) {
	offsets := int32(1)
	if p.first == p.last {
		offsets = k.starts[p.first+1] - k.starts[p.first] - p.widths[0] + 1
	}
	best, least := []int32(nil), math.Inf(1)
	for offset := range offsets {
		columns := k.stand(p, offset)
		y := k.fall(p, columns)
		cost := 0.0
		for i := range columns {
			cost = max(cost, y+p.ends[i])
		}
		for i, c := range columns {
			cost += 2 * max(0, k.layerWidth(p, i)-k.columns[c].width)
		}
		if cost < least {
			best, least = columns, cost
		}
	}
	p.column, p.y = best, k.fall(p, best)
	for i, c := range best {
		k.columns[c].width = max(k.columns[c].width, k.layerWidth(p, i))
		k.raise(c, p.y+p.ends[i])
		for pass := c + 1; i+1 < len(best) && pass < best[i+1]; pass++ {
			k.raise(pass, p.y+p.passes[i][1])
		}
	}
}

func (k *packing) raise(c int32, y float64) {
	if !math.IsInf(y, 0) {
		k.sky[c] = max(k.sky[c], y+k.o.NodeGap)
	}
}

func (k *packing) layerWidth(p *part, layer int) float64 {
	width := 0.0
	for _, id := range p.layers[layer] {
		if n := p.vertices[id].node; n != noNode {
			width = max(width, k.g.Nodes[n].Width)
		}
	}
	return width
}

// stand gives the columns of the layers of p. In its first band it stands at the right
// end, in all others at the left, so that its edges are short.
func (k *packing) stand(p *part, offset int32) []int32 {
	var columns []int32
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
	y := math.Inf(-1)
	for i, c := range columns {
		if !math.IsInf(p.tops[i], 0) {
			y = max(y, k.sky[c]-p.tops[i])
		}
		for pass := c + 1; i+1 < len(columns) && pass < columns[i+1]; pass++ {
			if !math.IsInf(p.passes[i][0], 0) {
				y = max(y, k.sky[pass]-p.passes[i][0])
			}
		}
	}
	return y
}

func (k *packing) aspect() float64 {
	width, height := 1.0, 1.0
	for i, c := range k.columns {
		width += c.width + k.o.LayerGap
		height = max(height, k.sky[i])
	}
	return width / height
}
