package layout

import (
	"cmp"
	"slices"
)

// The number of sweeps over the layers, and the size of a part up to which neighbours are
// exchanged after each of them rather than at the end alone.
const (
	sweeps      = 20
	smallPart   = 1500
	maxExchange = 64 // ties of two vertices that are still compared one by one
)

// order sorts the vertices of every layer so that few edges cross.
func (p *part) order() {
	if len(p.layers) < 2 {
		return
	}
	p.walk()
	best, least := p.snapshot(), p.crossings()
	idle := 0
	for i := 0; i < sweeps && least > 0 && idle < 6; i++ {
		p.sweep(i%2 == 0)
		if len(p.vertices) <= smallPart || i == sweeps-1 {
			p.exchange()
		}
		idle++
		if n := p.crossings(); n < least {
			best, least, idle = p.snapshot(), n, 0
		}
	}
	p.restore(best)
	p.exchange()
}

// walk gives the first order: what hangs together stands together.
func (p *part) walk() {
	seen := make([]bool, len(p.vertices))
	order := make([][]int32, len(p.layers))
	for _, layer := range p.layers {
		for _, start := range layer {
			if seen[start] {
				continue
			}
			seen[start] = true
			for stack := []int32{start}; len(stack) > 0; {
				id := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				v := &p.vertices[id]
				order[v.layer] = append(order[v.layer], id)
				for _, ties := range [][]tie{v.right, v.left} {
					for i := len(ties) - 1; i >= 0; i-- {
						if to := ties[i].to; !seen[to] {
							seen[to] = true
							stack = append(stack, to)
						}
					}
				}
			}
		}
	}
	p.restore(order)
}

func (p *part) snapshot() [][]int32 {
	copied := make([][]int32, len(p.layers))
	for i, layer := range p.layers {
		copied[i] = slices.Clone(layer)
	}
	return copied
}

func (p *part) restore(layers [][]int32) {
	p.layers = layers
	for _, layer := range layers {
		p.number(layer)
	}
}

func (p *part) number(layer []int32) {
	for i, id := range layer {
		p.vertices[id].at = int32(i)
	}
}

// sweep sorts every layer by the mean place of its neighbours in the one before, which is
// the one to the left on the way to the right.
func (p *part) sweep(rightwards bool) {
	for i := range p.layers {
		if !rightwards {
			i = len(p.layers) - 1 - i
		}
		p.sortLayer(p.layers[i], rightwards)
	}
}

// ties returns the neighbours of v to the left or to the right.
func (v *vertex) ties(left bool) []tie {
	if left {
		return v.left
	}
	return v.right
}

// sortLayer leaves vertices where they are that have no neighbour on that side.
func (p *part) sortLayer(layer []int32, left bool) {
	type key struct {
		id   int32
		mean float64
	}
	keys := make([]key, 0, len(layer))
	slots := make([]int, 0, len(layer))
	for i, id := range layer {
		ties := p.vertices[id].ties(left)
		if len(ties) == 0 {
			continue
		}
		sum := 0
		for _, t := range ties {
			sum += int(p.vertices[t.to].at)
		}
		keys = append(keys, key{id, float64(sum) / float64(len(ties))})
		slots = append(slots, i)
	}
	slices.SortStableFunc(keys, func(a, b key) int { return cmp.Compare(a.mean, b.mean) })
	for i, k := range keys {
		layer[slots[i]] = k.id
	}
	p.number(layer)
}
