package layout

import "slices"

const noBand int32 = -1

// findBands gives every node its band. A node without a rank stands with the oldest node
// that leads to it, failing that with the newest that it leads to.
func (d *drawing) findBands() {
	d.band = make([]int32, len(d.g.Nodes))
	ranks := make([]int, 0, len(d.g.Nodes))
	for _, n := range d.g.Nodes {
		if n.Rank != 0 {
			ranks = append(ranks, n.Rank)
		}
	}
	slices.Sort(ranks)
	ranks = slices.Compact(ranks)
	if len(ranks) == 0 {
		return
	}
	for i, n := range d.g.Nodes {
		d.band[i] = noBand
		if n.Rank != 0 {
			at, _ := slices.BinarySearch(ranks, n.Rank)
			d.band[i] = int32(at)
		}
	}
	d.spreadBands()
	for _, rank := range ranks {
		d.bands = append(d.bands, Band{First: rank, Last: rank})
	}
	d.bandTheRest()
	d.joinSparseBands()
}

// spreadBands goes in rounds from the nodes that have a band to those that have none.
func (d *drawing) spreadBands() {
	var front []int32
	for i, b := range d.band {
		if b != noBand {
			front = append(front, int32(i))
		}
	}
	for len(front) > 0 {
		var next []int32
		found := make(map[int32]int32)
		for _, from := range front {
			for _, e := range d.links[from] {
				n := d.other(e, from)
				if _, ok := found[n]; d.band[n] == noBand && !ok {
					found[n] = d.bandBeside(n)
					next = append(next, n)
				}
			}
		}
		for _, n := range next {
			d.band[n] = found[n]
		}
		front = next
	}
}

func (d *drawing) bandBeside(n int32) int32 {
	newer, older := noBand, noBand
	for _, e := range d.links[n] {
		switch b := d.band[d.other(e, n)]; {
		case b == noBand:
		case int32(d.g.Edges[e].To) == n:
			if newer == noBand || b < newer {
				newer = b
			}
		default:
			older = max(older, b)
		}
	}
	if newer != noBand {
		return newer
	}
	return older
}

// bandTheRest puts what no rank is known of into a band at the right end.
func (d *drawing) bandTheRest() {
	rest := false
	for i, b := range d.band {
		if b == noBand {
			d.band[i], rest = int32(len(d.bands)), true
		}
	}
	if rest {
		d.bands = append(d.bands, Band{})
	}
}

// joinSparseBands makes one band of neighbours that together fill less than half a column
// and have no edge between them: a column for every early year would stretch the picture.
func (d *drawing) joinSparseBands() {
	heights := make([]float64, len(d.bands))
	oldest := make([]int32, len(d.bands)) // the newest band before it that an edge ties it to
	for i := range oldest {
		oldest[i] = noBand
	}
	for i, n := range d.g.Nodes {
		heights[d.band[i]] += n.Height + d.o.NodeGap
	}
	for _, e := range d.g.Edges {
		from, to := d.band[e.From], d.band[e.To]
		if low, high := min(from, to), max(from, to); low != high {
			oldest[high] = max(oldest[high], low)
		}
	}
	joined := make([]int32, len(d.bands))
	bands := d.bands[:1:1]
	first, height := int32(0), heights[0]
	for b := int32(1); b < int32(len(d.bands)); b++ {
		height += heights[b]
		if d.bands[b].First == 0 || height > d.target/2 || oldest[b] >= first {
			bands, first, height = append(bands, d.bands[b]), b, heights[b]
		} else {
			bands[len(bands)-1].Last = d.bands[b].Last
		}
		joined[b] = int32(len(bands) - 1)
	}
	for i, b := range d.band {
		d.band[i] = joined[b]
	}
	d.bands = bands
}
