package graph

// An Impact is everything that stands on some code: what falls with it when it dies.
type Impact struct {
	Code *Node // what was asked about; a work as well as code
	// Dependents are the nearest first, then by key. Those at distance 1 are the works that
	// the code implements or, where a work was asked about, those that build on it.
	Dependents []Dependent
}

// A Dependent is a work that stands on something, at some distance.
type Dependent struct {
	Step
	// Other is the code of the work besides the one that was asked about, sorted by key.
	Other []*Node
}

// Stranded reports whether a dependent has no other implementation that can be had. One
// that could not be checked counts as one that can.
func (d Dependent) Stranded() bool {
	for _, n := range d.Other {
		if !Lost(n.Status) {
			return false
		}
	}
	return true
}

// Impact returns what stands, directly or not, on the node of that key: the works that it
// implements, and those that build on them. A version does not fall with the one before it
// unless a paper says that it builds on it. The error says that there is no such node.
func (g *Graph) Impact(key string) (*Impact, error) {
	start, err := g.number(key)
	if err != nil {
		return nil, err
	}
	i := &Impact{Code: g.store.nodes[start]}
	steps, _ := g.walk(start, g.down(buildsOn), 0)
	for _, s := range steps {
		d := Dependent{Step: s}
		for _, n := range g.Code(s.Node.Key) {
			if n != i.Code {
				d.Other = append(d.Other, n)
			}
		}
		i.Dependents = append(i.Dependents, d)
	}
	return i, nil
}

// Stranded counts the dependents that have no other implementation.
func (i *Impact) Stranded() int {
	count := 0
	for _, d := range i.Dependents {
		if d.Stranded() {
			count++
		}
	}
	return count
}

// Keys returns the keys of the code, its dependents and their code.
func (i *Impact) Keys(g *Graph) []string {
	keys := []string{i.Code.Key}
	for _, d := range i.Dependents {
		keys = append(keys, d.Node.Key)
	}
	return g.withCode(keys)
}
