package layout

import (
	"cmp"
	"slices"
)

// crossings counts the pairs of edges that cross between neighbouring layers, with a
// Fenwick tree (Barth, Jünger and Mutzel, "Simple and Efficient Bilayer Cross Counting", 2002).
func (p *part) crossings() int {
	count := 0
	var ends []int32
	for i := 0; i+1 < len(p.layers); i++ {
		tree := make([]int32, len(p.layers[i+1])+1)
		seen := 0
		for _, id := range p.layers[i] {
			ends = p.places(ends[:0], p.vertices[id].right)
			for _, at := range ends {
				count += seen
				for k := at + 1; k > 0; k -= k & -k {
					count -= int(tree[k])
				}
			}
			seen += len(ends)
			for _, at := range ends {
				for k := at + 1; int(k) < len(tree); k += k & -k {
					tree[k]++
				}
			}
		}
	}
	return count
}

// places appends where the neighbours stand, sorted.
func (p *part) places(to []int32, ties []tie) []int32 {
	for _, t := range ties {
		to = append(to, p.vertices[t.to].at)
	}
	slices.Sort(to)
	return to
}

// exchange swaps vertices that stand above each other as long as that saves crossings.
func (p *part) exchange() {
	for range 4 {
		saved := 0
		for i := range p.layers {
			saved += p.exchangeIn(p.layers[i])
		}
		if saved == 0 {
			return
		}
	}
}

func (p *part) exchangeIn(layer []int32) int {
	left, right := make([][]int32, len(layer)), make([][]int32, len(layer))
	for i, id := range layer {
		left[i], right[i] = p.places(nil, p.vertices[id].left), p.places(nil, p.vertices[id].right)
	}
	saved := 0
	for i := 0; i+1 < len(layer); i++ {
		if len(left[i])+len(left[i+1])+len(right[i])+len(right[i+1]) > maxExchange {
			continue
		}
		gain := inversions(left[i], left[i+1]) - inversions(left[i+1], left[i]) +
			inversions(right[i], right[i+1]) - inversions(right[i+1], right[i])
		if gain > 0 {
			layer[i], layer[i+1] = layer[i+1], layer[i]
			left[i], left[i+1] = left[i+1], left[i]
			right[i], right[i+1] = right[i+1], right[i]
			saved += gain
		}
	}
	p.number(layer)
	return saved
}

// inversions counts the pairs of an a and a smaller b: the crossings if a stands above b.
// Both are sorted.
func inversions(a, b []int32) int {
	count, k := 0, 0
	for _, x := range a {
		for k < len(b) && cmp.Less(b[k], x) {
			k++
		}
		count += k
	}
	return count
}
