package graph

import (
	"cmp"
	"slices"
	"strconv"

	"stemma"
)

// What Mermaid draws without being told to (maxTextSize and maxEdges of its configuration);
// past it, a reader sees an error instead of a picture.
const (
	mermaidMaxLength = 50_000 // in UTF-16 code units
	mermaidMaxEdges  = 500
)

// mermaidReserve is kept of the length for what is not nodes and edges: the title, the
// styles and what was left out.
const mermaidReserve = 6_000

// A mermaid is the part of a view that Mermaid draws.
type mermaid struct {
	v      *View
	nodes  []*Node
	edges  []*Edge
	ids    map[string]string // by the keys of nodes
	drawn  map[*Edge]bool
	code   map[string][]*Edge // by the key of a work, the edges from its code
	length int
}

// chooseForMermaid takes the relations, the strongest first and with the code of their
// ends, as long as they fit; then, with what room is left, code and works that have none.
func chooseForMermaid(v *View) *mermaid {
	m := &mermaid{v: v, ids: make(map[string]string), drawn: make(map[*Edge]bool), code: make(map[string][]*Edge), length: mermaidReserve}
	var links, relations []*Edge
	for _, e := range v.Edges {
		if e.Relation == stemma.Implements {
			links = append(links, e)
			m.code[e.To] = append(m.code[e.To], e)
		} else {
			relations = append(relations, e)
		}
	}
	slices.SortStableFunc(relations, func(a, b *Edge) int {
		return cmp.Or(cmp.Compare(strength(b.Relation), strength(a.Relation)), cmp.Compare(b.Weight(), a.Weight()))
	})
	m.takeWhile(relations, func(e *Edge) bool {
		return m.take(append(m.codeOf(e), e)) || m.take([]*Edge{e})
	})
	m.takeWhile(links, func(e *Edge) bool { return m.take([]*Edge{e}) })
	for _, n := range v.Nodes {
		if !m.take(nil, n) {
			break
		}
	}
	return m
}

func (m *mermaid) takeWhile(edges []*Edge, take func(*Edge) bool) {
	for _, e := range edges {
		if !take(e) {
			return
		}
	}
}

// codeOf returns the edges that tie code to the ends of e, from where it is not drawn yet.
func (m *mermaid) codeOf(e *Edge) []*Edge {
	var links []*Edge
	for _, key := range []string{e.From, e.To} {
		if m.ids[key] == "" {
			links = append(links, m.code[key]...)
		}
	}
	return links
}

// take adds edges with their ends, and nodes; nothing at all if not all of it fits.
func (m *mermaid) take(edges []*Edge, nodes ...*Node) bool {
	hadNodes, hadEdges, had := len(m.nodes), len(m.edges), m.length
	for _, n := range nodes {
		m.addNode(n)
	}
	for _, e := range edges {
		m.addEdge(e)
	}
	if m.length <= mermaidMaxLength && len(m.edges) <= mermaidMaxEdges {
		return true
	}
	for _, n := range m.nodes[hadNodes:] {
		delete(m.ids, n.Key)
	}
	for _, e := range m.edges[hadEdges:] {
		delete(m.drawn, e)
	}
	m.nodes, m.edges, m.length = m.nodes[:hadNodes], m.edges[:hadEdges], had
	return false
}

func (m *mermaid) addNode(n *Node) {
	if m.ids[n.Key] != "" {
		return
	}
	m.nodes = append(m.nodes, n)
	m.ids[n.Key] = "n" + strconv.Itoa(len(m.nodes))
	m.length += mermaidLength(m.nodeLines(n))
}

func (m *mermaid) addEdge(e *Edge) {
	if m.drawn[e] {
		return
	}
	m.addNode(m.v.node(e.From))
	m.addNode(m.v.node(e.To))
	m.edges, m.drawn[e] = append(m.edges, e), true
	m.length += mermaidLength(m.edgeLine(e))
}
