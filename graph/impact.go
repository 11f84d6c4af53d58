package graph

// An Impact counts what stands on nodes. It is made for asking about many of one graph,
// and for one goroutine.
type Impact struct {
	graph    *Graph
	standing [][]int32 // by node, the papers that stand directly on it
	seen     []int32   // by node, the question that last met it
	question int32
}

// Impact returns a counter for the graph as it is now.
func (g *Graph) Impact() *Impact {
	n := len(g.store.nodes)
	i := &Impact{graph: g, standing: make([][]int32, n), seen: make([]int32, n)}
	for id := range n {
		if g.store.nodes[id] != nil {
			i.standing[id] = g.standingOn(int32(id))
		}
	}
	return i
}

// Of returns how many papers stand, directly or not, on the node with this key. For
// code these are the papers that build on those that it implements, which do not count
// themselves. It takes time in proportion to what it counts.
func (i *Impact) Of(key string) int {
	start, ok := i.graph.store.index[key]
	if !ok {
		return 0
	}
	i.question++
	i.seen[start] = i.question
	first := 0 // the papers that code implements
	queue := []int32{start}
	for at := 0; at < len(queue); at++ {
		for _, id := range i.standing[queue[at]] {
			if i.seen[id] != i.question {
				i.seen[id] = i.question
				queue = append(queue, id)
			}
		}
		if at == 0 && isCode(i.graph.store.nodes[start]) {
			first = len(queue) - 1
		}
	}
	return len(queue) - 1 - first
}

func isCode(n *Node) bool { return n.Kind == Repository || n.Kind == Page }
