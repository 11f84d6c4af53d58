package layout

import (
	"cmp"
	"container/heap"
)

// sortInTime orders the nodes so that within a band targets come before what leads to them.
// Where that is impossible, the node goes first whose edges to later ones weigh least.
func (d *drawing) sortInTime() {
	d.at = make([]int32, len(d.g.Nodes))
	open := make([]int, len(d.g.Nodes)) // weight of the edges to nodes that have no place yet
	for i := range d.g.Edges {
		if d.shapes(int32(i)) {
			open[d.g.Edges[i].From] += d.g.Edges[i].Weight
		}
	}
	q := make(queue, 0, len(d.g.Nodes))
	for i := range d.g.Nodes {
		q = append(q, waiting{open[i], int32(i)})
		d.at[i] = -1
	}
	heap.Init(&q)
	for at := int32(0); len(q) > 0; {
		next := heap.Pop(&q).(waiting)
		if d.at[next.node] >= 0 || next.open != open[next.node] {
			continue // it has its place, or was queued again with less
		}
		d.at[next.node] = at
		at++
		for _, e := range d.links[next.node] {
			from := int32(d.g.Edges[e].From)
			if from != next.node && d.shapes(e) && d.at[from] < 0 {
				open[from] -= d.g.Edges[e].Weight
				heap.Push(&q, waiting{open[from], from})
			}
		}
	}
}

// shapes reports whether edge e orders its ends within a band.
func (d *drawing) shapes(e int32) bool {
	edge := &d.g.Edges[e]
	return edge.From != edge.To && d.band[edge.From] == d.band[edge.To]
}

// step is by how many columns the ends of e stand apart at least.
func (d *drawing) step(e int32) int32 {
	if d.g.Edges[e].Loose {
		return 0
	}
	return 1
}

// against reports whether edge e is drawn against time.
func (d *drawing) against(e int32) bool {
	edge := &d.g.Edges[e]
	if from, to := d.g.Nodes[edge.From].Rank, d.g.Nodes[edge.To].Rank; from != 0 && to != 0 && from != to {
		return from < to
	}
	return d.shapes(e) && !edge.Loose && d.at[edge.From] < d.at[edge.To]
}

// A waiting node, in the heap by the weight that it would turn round.
type waiting struct {
	open int
	node int32
}

type queue []waiting

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].open, q[j].open), cmp.Compare(q[i].node, q[j].node)) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(waiting)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
