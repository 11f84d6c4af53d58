// Package graph joins what papers say of each other, and of their code, into one typed
// graph: papers, the works that they cite or name, and the repositories that hold the code.
//
// Readings and observations come in; a Graph goes out, to be asked questions and to be
// drawn as Graphviz DOT or SVG. An edge of relation leads from a paper to the work that it
// speaks of and carries every sentence that says so. Nothing here reads a file, asks the
// network or looks at a clock, and the same input gives the same bytes: lists are sorted
// and no order of a map shows.
package graph

import (
	"cmp"
	"slices"

	library "github.com/dominikbraun/graph"

	"stemma"
)

// NodeKind says what a node stands for.
type NodeKind string

// The kinds of node.
const (
	KindPaper      NodeKind = "paper"      // a paper of the corpus
	KindWork       NodeKind = "work"       // a work that papers only cite or name
	KindRepository NodeKind = "repository" // code, or the page where a paper says that its code is
)

// A Node is a paper, a work or a repository.
type Node struct {
	Key      string // unique: "paper:ID", "cited:song-2021b", "named:dpm-solver", "code:github.com/o/r"
	Kind     NodeKind
	Label    string // what a person would call it
	Detail   string // the citation beside a name, or the whole title
	Year     string
	URL      string        // of a repository
	Status   stemma.Status // of a repository
	Reason   string        // for its status
	Promised bool          // the paper promises code and links none
}

// An Edge says how one node stands to another.
type Edge struct {
	From, To string // keys; from the paper to the work, or from the repository to the paper
	Relation stemma.Relation
	Evidence []Evidence // in the order of the papers and of the text; at least one
}

// Weight is the number of places that say it.
func (e Edge) Weight() int { return len(e.Evidence) }

// Evidence is a place in an abstract that says how the paper stands to a work.
type Evidence struct {
	Paper      string // id
	Start, End int    // bytes of the abstract
	Sentence   string
	Relation   stemma.Relation
	Cue        string // the wording that decided the relation
	Citation   bool   // an explicit citation, and not a name alone
}

// A Graph is the lineage of a corpus. It does not change once it is built.
type Graph struct {
	nodes map[string]Node
	edges []Edge // sorted by From, then To
	typed library.Graph[string, Node]
	// builders are, by key, the papers that build on a node: adjacency for the questions
	// that walk far.
	builders map[string][]string
}

// Nodes returns all nodes, sorted by key.
func (g *Graph) Nodes() []Node {
	nodes := make([]Node, 0, len(g.nodes))
	for _, n := range g.nodes {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b Node) int { return cmp.Compare(a.Key, b.Key) })
	return nodes
}

// Edges returns all edges, sorted by their ends. The caller does not change them.
func (g *Graph) Edges() []Edge { return g.edges }

// Typed returns the graph for the algorithms of dominikbraun/graph: vertices are keys,
// and the data of an edge is its Edge.
func (g *Graph) Typed() library.Graph[string, Node] { return g.typed }

// newTyped builds the library's graph. The lists have no doubles, which leaves its
// errors nothing to complain of; they are passed on all the same.
func newTyped(nodes map[string]Node, edges []Edge) (library.Graph[string, Node], error) {
	typed := library.New(func(n Node) string { return n.Key }, library.Directed())
	for _, n := range nodes {
		if err := typed.AddVertex(n); err != nil {
			return nil, err
		}
	}
	for _, e := range edges {
		if err := typed.AddEdge(e.From, e.To, library.EdgeData(e), library.EdgeWeight(e.Weight())); err != nil {
			return nil, err
		}
	}
	return typed, nil
}

// Dependents returns how many papers stand, directly or not, on the papers whose code
// the target with this key holds: what falls with it.
func (g *Graph) Dependents(targetKey string) int { return len(g.Standing(codeKey(targetKey))) }

// Standing returns the papers that build, directly or through others, on the node with
// this key, sorted; for a repository, on the papers that it implements.
func (g *Graph) Standing(key string) []string {
	var frontier []string
	if g.nodes[key].Kind == KindRepository {
		for _, e := range g.edges {
			if e.From == key {
				frontier = append(frontier, e.To)
			}
		}
	} else {
		frontier = []string{key}
	}
	seen := make(map[string]bool)
	for _, start := range frontier {
		seen[start] = true
	}
	roots := len(seen)
	var standing []string
	for len(frontier) > 0 {
		at := frontier[0]
		frontier = frontier[1:]
		for _, builder := range g.builders[at] {
			if !seen[builder] {
				seen[builder] = true
				frontier = append(frontier, builder)
			}
		}
	}
	if len(seen) == roots {
		return nil
	}
	for key := range seen {
		standing = append(standing, key)
	}
	slices.Sort(standing)
	return standing
}
