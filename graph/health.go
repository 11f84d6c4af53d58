package graph

import (
	"cmp"
	"slices"

	"stemma"
)

// Health says whether what a work needs to be run is still there.
type Health string

// The states of health. A work has the best that any of its known code gives it.
const (
	Sound   Health = "sound"   // some code of it is alive
	AtRisk  Health = "at-risk" // its code is archived or moved
	Unsure  Health = "unknown" // its code could not be checked, or none is known
	Cracked Health = "cracked" // all its known code is gone, blocked, empty, a placeholder or replaced
)

// HealthOf returns the health of a work that has this code.
func HealthOf(code []*Node) Health {
	best := Unsure
	lost := 0
	for _, n := range code {
		switch {
		case n.Status == stemma.Alive:
			return Sound
		case Lost(n.Status):
			lost++
		case n.Status != stemma.Unknown:
			best = AtRisk
		}
	}
	if lost > 0 && lost == len(code) {
		return Cracked
	}
	return best
}

// Lost reports whether nobody can run what has this status. What could not be checked is
// not lost.
func Lost(s stemma.Status) bool {
	switch s {
	case stemma.Gone, stemma.Blocked, stemma.Empty, stemma.Placeholder, stemma.Replaced:
		return true
	}
	return false
}

// Code returns the repositories and pages that implement the work of that key, sorted by key.
func (g *Graph) Code(key string) []*Node {
	id, ok := g.store.index[key]
	if !ok {
		return nil
	}
	return g.codeOf(id)
}

func (g *Graph) codeOf(id int32) []*Node {
	var code []*Node
	for _, from := range g.store.in[id] {
		if a, ok := g.store.arc(from, id); ok && a.edge().Relation == stemma.Implements {
			code = append(code, g.store.nodes[from])
		}
	}
	sortNodes(code)
	return code
}

// allCode returns the code of every work that has some, by its number, sorted by key.
func (g *Graph) allCode() map[int32][]*Node {
	code := make(map[int32][]*Node)
	for id, n := range g.store.nodes {
		if n == nil || !isCode(n) {
			continue
		}
		for _, a := range g.store.out[id] {
			code[a.to] = append(code[a.to], n)
		}
	}
	for _, nodes := range code {
		sortNodes(nodes)
	}
	return code
}

func sortNodes(nodes []*Node) {
	slices.SortFunc(nodes, func(a, b *Node) int { return cmp.Compare(a.Key, b.Key) })
}

func isCode(n *Node) bool { return n.Kind == Repository || n.Kind == Page }
