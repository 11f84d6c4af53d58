package graph

import (
	"math/bits"
	"slices"
)

// A Counter counts what stands on nodes. It is made for asking about many of one graph,
// and for one goroutine.
type Counter struct {
	graph    *Graph
	standing *adjacency // from each node to the papers that stand directly on it
	seen     []int32    // by node, the question that last met it
	question int32
	queue    []int32
}

// Counter returns a counter for the graph as it is now.
func (g *Graph) Counter() *Counter {
	return &Counter{graph: g, standing: g.standing(), seen: make([]int32, len(g.store.nodes))}
}

// Of returns how many papers stand, directly or not, on the node with this key. For
// code these are the papers that build on those that it implements, which do not count
// themselves. It takes time in proportion to what it counts.
func (c *Counter) Of(key string) int {
	start, ok := c.graph.store.index[key]
	if !ok {
		return 0
	}
	count, _ := c.of(start, len(c.seen))
	return count
}

// of counts for a node by its number. It gives up past a number of papers.
func (c *Counter) of(start int32, limit int) (count int, done bool) {
	c.question++
	c.seen[start] = c.question
	first := 0 // the papers that code implements
	c.queue = append(c.queue[:0], start)
	for at := 0; at < len(c.queue); at++ {
		if at > limit {
			return 0, false
		}
		for _, id := range c.standing.of(c.queue[at]) {
			if c.seen[id] != c.question {
				c.seen[id] = c.question
				c.queue = append(c.queue, id)
			}
		}
		if at == 0 && isCode(c.graph.store.nodes[start]) {
			first = len(c.queue) - 1
		}
	}
	return len(c.queue) - 1 - first, true
}

// few is how many papers are counted one by one. Where more stand on a work, 64 works are
// counted in one round through the whole graph.
const few = 1000

// ofWorks returns what Of does, for many works, by their numbers.
func (c *Counter) ofWorks(works []int32) []int {
	counts := make([]int, len(works))
	var many []int // indices into works
	for i, id := range works {
		count, done := c.of(id, few)
		if counts[i] = count; !done {
			many = append(many, i)
		}
	}
	if len(many) == 0 {
		return counts
	}
	round := newRound(c.graph.web())
	for batch := range slices.Chunk(many, 64) {
		starts := make([]int32, len(batch))
		for i, at := range batch {
			starts[i] = works[at]
		}
		for i, count := range round.count(starts) {
			counts[batch[i]] = count
		}
	}
	return counts
}

// A round goes through all works from the foundations upwards, and notes on each which of up
// to 64 works it stands on, as bits. The works of a circle stand on the same.
type round struct {
	*web
	order []int32 // nodes by component, what is built upon first
	own   []uint64
	below []uint64 // by component
}

func newRound(w *web) *round {
	order := w.newestFirst()
	slices.Reverse(order)
	return &round{web: w, order: order, own: make([]uint64, len(w.part)), below: make([]uint64, w.count)}
}

// count returns how many works stand on each of the starts, not counting itself.
func (r *round) count(starts []int32) []int {
	clear(r.own)
	clear(r.below)
	for i, s := range starts {
		r.own[s] |= 1 << i
	}
	for _, n := range r.order {
		for _, to := range r.of(n) {
			r.below[r.part[n]] |= r.own[to] | r.below[r.part[to]]
		}
	}
	counts := make([]int, len(starts))
	for n, p := range r.part {
		for left := r.below[p] &^ r.own[n]; left != 0; left &= left - 1 {
			counts[bits.TrailingZeros64(left)]++
		}
	}
	return counts
}
