package graph

// A Direction says which way a lineage goes.
type Direction uint8

// The directions.
const (
	Both Direction = iota
	Up             // to what a work stands on
	Down           // to what stands on it
)

// A Lineage is what one work stands on and what stands on it.
type Lineage struct {
	Start *Node
	Depth int // steps that were gone each way; 0 is all
	// Up are the ancestors and Down the descendants, the nearest first, then by key.
	Up, Down []Step
	// PastUp and PastDown count the works that lie just beyond Depth.
	PastUp, PastDown int
}

// Lineage follows the lines of descent from the node of that key: builds-on edges, and those
// from a version to the one before it. From code it goes down, by way of the works that the
// code implements. Depth bounds the steps each way; zero is no bound. The error says that
// there is no such node.
func (g *Graph) Lineage(key string, d Direction, depth int) (*Lineage, error) {
	start, err := g.number(key)
	if err != nil {
		return nil, err
	}
	l := &Lineage{Start: g.store.nodes[start], Depth: depth}
	if d != Down && !isCode(l.Start) {
		l.Up, l.PastUp = g.walk(start, g.up(descends), depth)
	}
	if d != Up {
		l.Down, l.PastDown = g.walk(start, g.down(descends), depth)
	}
	return l, nil
}

// Keys returns the keys of all nodes of the lineage and of their code, as
// [Options.Only] takes them.
func (l *Lineage) Keys(g *Graph) []string {
	keys := []string{l.Start.Key}
	for _, s := range l.Up {
		keys = append(keys, s.Node.Key)
	}
	for _, s := range l.Down {
		keys = append(keys, s.Node.Key)
	}
	return g.withCode(keys)
}

// withCode returns the keys and those of the code that implements them.
func (g *Graph) withCode(keys []string) []string {
	for _, key := range keys {
		for _, n := range g.Code(key) {
			keys = append(keys, n.Key)
		}
	}
	return keys
}
