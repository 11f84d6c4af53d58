package graph

// maxAhead bounds the nodes that are looked at ahead of one paper. Nobody follows a longer
// detour in a picture; the bound keeps the time in proportion to the size of the graph.
const maxAhead = 2000

// reduction reports for each edge of a, in the order of a.to, whether a chain of other edges
// says as much: A to C goes where A leads to B and B, directly or not, to C. Every node still
// reaches what it reached.
//
// Within a circle nothing goes, and a chain counts only if it leaves the circle of A before
// it enters that of C: otherwise two edges could each go because of the other. Past maxAhead
// nodes an edge may stay that could have gone.
func reduction(a *adjacency) []bool {
	r := &reducer{adjacency: a, goes: make([]bool, len(a.to)), seen: make([]int32, a.size()), target: make([]int32, a.size())}
	r.part, _ = components(a)
	for n := range a.size() {
		if len(a.of(n)) > 1 {
			r.reduce(n)
		}
	}
	return r.goes
}

type reducer struct {
	*adjacency
	part   []int32
	goes   []bool
	seen   []int32 // by node, one more than the node that last met it
	target []int32 // by node, one more than the node that last had an edge to it
	queue  []int32
}

// reduce goes ahead from n breadth first, and no further than its lowest target: numbers of
// components never rise along an edge.
func (r *reducer) reduce(n int32) {
	stamp, lowest := n+1, r.part[n]
	r.queue = r.queue[:0]
	for _, to := range r.of(n) {
		r.target[to] = stamp
		lowest = min(lowest, r.part[to])
		if r.part[to] != r.part[n] {
			r.seen[to] = stamp
			r.queue = append(r.queue, to)
		}
	}
	for at := 0; at < len(r.queue) && at < maxAhead; at++ {
		from := r.queue[at]
		for _, to := range r.of(from) {
			if r.target[to] == stamp && r.part[to] != r.part[from] {
				r.target[to] = -stamp // reached another way
			}
			if r.seen[to] != stamp && r.part[to] > lowest {
				r.seen[to] = stamp
				r.queue = append(r.queue, to)
			}
		}
	}
	for i := r.first[n]; i < r.first[n+1]; i++ {
		r.goes[i] = r.target[r.to[i]] == -stamp
	}
}
