package layout

import "math"

// place finds the heights: every vertex as near as can be to its neighbours, in its order.
func (p *part) place(o Options) {
	for _, layer := range p.layers {
		y := 0.0
		for i, id := range layer {
			if i > 0 {
				y += p.apart(layer[i-1], id, o)
			}
			p.vertices[id].y = y
		}
		for _, id := range layer {
			p.vertices[id].y -= math.Round(y / 2)
		}
	}
	for i := range 12 {
		p.settle(i%2 == 0, i >= 6, o)
	}
	p.straighten(o)
}

// apart is the least distance of two vertices of which b stands right below a.
func (p *part) apart(a, b int32, o Options) float64 {
	v, w := &p.vertices[a], &p.vertices[b]
	gap := o.NodeGap
	switch {
	case v.node == noNode && w.node == noNode:
		gap = math.Ceil(o.NodeGap / 4)
	case v.node == noNode || w.node == noNode:
		gap = math.Ceil(o.NodeGap * 0.6)
	}
	return v.down + gap + w.up
}

// settle moves every layer in turn towards the one before it, or towards both of its neighbours.
func (p *part) settle(rightwards, both bool, o Options) {
	for i := range p.layers {
		if !rightwards {
			i = len(p.layers) - 1 - i
		}
		p.settleLayer(p.layers[i], rightwards || both, !rightwards || both, o)
	}
}

// settleLayer solves one layer: the sum of weighted squares of the distances from the wanted
// heights is least, and the order and the gaps are kept. Less its least distance from the
// top, every height must be no smaller than the one before, which is isotonic regression, and
// is found by pooling those that are in each other's way.
func (p *part) settleLayer(layer []int32, left, right bool, o Options) {
	type pool struct{ sum, weight, mean, vertices float64 }
	pools := make([]pool, 0, len(layer))
	offset := 0.0
	offsets := make([]float64, len(layer))
	for i, id := range layer {
		if i > 0 {
			offset += p.apart(layer[i-1], id, o)
		}
		offsets[i] = offset
		want, weight := p.wanted(&p.vertices[id], left, right)
		next := pool{(want - offset) * weight, weight, want - offset, 1}
		for len(pools) > 0 && pools[len(pools)-1].mean >= next.mean {
			last := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			next.sum, next.weight, next.vertices = next.sum+last.sum, next.weight+last.weight, next.vertices+last.vertices
			next.mean = next.sum / next.weight
		}
		pools = append(pools, next)
	}
	i := 0
	for _, pool := range pools {
		y := math.Round(pool.mean)
		for range int(pool.vertices) {
			p.vertices[layer[i]].y = y + offsets[i]
			i++
		}
	}
}

// wanted returns the mean height of the neighbours of v, and how much they weigh. Sums of
// whole numbers are exact on every machine.
func (p *part) wanted(v *vertex, left, right bool) (y, weight float64) {
	sum, n := 0.0, int32(0)
	for _, side := range [2]bool{true, false} {
		if side && !left || !side && !right {
			continue
		}
		for _, t := range v.ties(side) {
			sum += float64(p.vertices[t.to].y * float64(t.weight))
			n += t.weight
		}
	}
	if n == 0 {
		return v.y, 1
	}
	return math.Round(sum / float64(n)), float64(n)
}

// straighten puts the places of every edge at one height where there is room.
func (p *part) straighten(o Options) {
	for i := range p.vertices {
		v := &p.vertices[i]
		if v.node == noNode && p.vertices[v.left[0].to].node != noNode {
			p.straightenFrom(int32(i), o)
		}
	}
}

// straightenFrom goes along an edge and gathers places as long as one height suits them all.
func (p *part) straightenFrom(id int32, o Options) {
	run := []int32{}
	low, high := math.Inf(-1), math.Inf(1)
	near := p.vertices[p.vertices[id].left[0].to].y
	for ; p.vertices[id].node == noNode; id = p.onward(id) {
		l, h := p.room(id, o)
		if max(low, l) > min(high, h) {
			p.level(run, low, high, near)
			near = p.vertices[run[len(run)-1]].y
			run, low, high = run[:0], l, h
		}
		run, low, high = append(run, id), max(low, l), min(high, h)
	}
	if end := p.vertices[id].y; end >= low && end <= high {
		near = end
	}
	p.level(run, low, high, near)
}

// onward is where an edge goes from a place: along the trunk as far as it leads.
func (p *part) onward(id int32) int32 {
	ties := p.vertices[id].right
	for _, t := range ties {
		if p.vertices[t.to].node == noNode {
			return t.to
		}
	}
	return ties[0].to
}

func (p *part) level(run []int32, low, high, y float64) {
	for _, id := range run {
		p.vertices[id].y = min(max(y, low), high)
	}
}

// room is where a vertex may stand between those above and below it.
func (p *part) room(id int32, o Options) (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	v := &p.vertices[id]
	layer := p.layers[v.layer]
	if v.at > 0 {
		above := layer[v.at-1]
		low = p.vertices[above].y + p.apart(above, id, o)
	}
	if int(v.at)+1 < len(layer) {
		below := layer[v.at+1]
		high = p.vertices[below].y - p.apart(id, below, o)
	}
	return low, high
}
