// Package graph joins what many papers say into one lineage: which method stands on
// which, and which code carries each.
//
// What comes in are readings (papers and what was extracted from them) and the latest
// observation of every address that they link. What goes out is a typed graph:
//
//   - nodes are papers of the corpus, works that are only cited or named, and the
//     repositories (or, failing those, pages) that papers link;
//   - an edge from a paper to a work says how the paper stands to it, with every sentence
//     that says so; an edge from a repository to a paper says that it implements it.
//
// [Build] works in two passes. The first reads each paper by itself: it ties an acronym to
// the full name that it follows and a name to the citation beside it. The second decides,
// with all papers known, which node each reference is: the paper that introduced the name,
// the paper whose first author and year the citation gives, or else one shared node a name
// or citation key. What is ambiguous stays unresolved; nothing is guessed.
//
// The graph is a dominikbraun/graph graph over a compact store (see [Graph.Directed]);
// questions that walk it far run on the store's adjacency lists, because that library's
// algorithms copy the graph. Pictures are written by [WriteDOT], [WriteSVG] and [WritePNG].
//
// The package does no I/O but for the writers that it is handed, reads no clock, and the
// same input gives the same bytes. It never asks a network who a work is.
package graph

import (
	"cmp"
	"slices"

	"stemma"

	dgraph "github.com/dominikbraun/graph"
)

// A Kind says what a node is.
type Kind string

// The kinds of node. The first four are works.
const (
	Paper      Kind = "paper"      // a paper of the corpus
	Cited      Kind = "cited"      // a work known by a citation, and perhaps a name beside it
	Named      Kind = "named"      // a work known by a name alone
	Known      Kind = "known"      // a work that the catalogue, a bibliography or an index knows
	Repository Kind = "repository" // a repository, gist or snippet that a paper links, or a known work's official code
	Page       Kind = "page"       // a project page of a paper that links no repository
)

// A Node is a thing that the graph knows of.
type Node struct {
	// Key is unique and stable: "paper:ID", "cited:song-et-al-2021b", "named:dpm-solver",
	// "known:arxiv:2010.02502", "code:github.com/owner/repo".
	Key   string
	Kind  Kind
	Label string // what a person would call it

	Title   string
	Authors []string // of a cited work the surnames that the citation gives
	Year    string   // four digits, or empty if unknown
	// Names are the names that a paper introduces, in the order of the text, and those that the
	// catalogue knows it by; or those that a work goes by, in the order of the alphabet.
	Names []string
	// Type is what texts most often take a cited or named work for; empty if they do not say.
	Type stemma.MentionType
	// Field is where the users of a known work come from ("vision"); empty if unknown.
	Field string
	// WellKnown tells that the catalogue, a bibliography or an index knows the work.
	WellKnown bool
	// Address is where a reader finds the work: its page at arXiv or its DOI; empty if unknown.
	Address string
	// Candidates are the keys of the works that an unresolved name may mean, sorted; two or more.
	Candidates []string
	// Promises are the sentences in which a paper promises code that it does not link.
	Promises []Evidence

	// Target and Status are set for repositories and pages. Observation is the check that
	// Status rests on; nil when there was none, and then Status is Unknown.
	Target      stemma.Target
	Status      stemma.Status
	Observation *stemma.Observation
}

// Work returns the domain's view of a node that is a work; false for any other.
func (n *Node) Work() (stemma.Work, bool) {
	switch n.Kind {
	case Paper, Cited, Named, Known:
		return stemma.Work{Key: n.Key, Kind: stemma.WorkKind(n.Kind), Label: n.Label,
			Title: n.Title, Authors: n.Authors, Year: n.Year}, true
	}
	return stemma.Work{}, false
}

// An Edge says how From stands to To: a paper to a work, a repository to the work that it
// implements, or a work to the version before it.
type Edge struct {
	From, To string // keys of nodes
	// Relation is the strongest that any piece of evidence gives.
	Relation stemma.Relation
	// Confidence, in (0, 1], is how sure it is that From refers to To at all, whatever the
	// relation: the pieces of evidence count as independent.
	Confidence float64
	// Evidence holds every place that says so, in the order of the text.
	Evidence []Evidence
}

// Weight is the number of pieces of evidence.
func (e *Edge) Weight() int { return len(e.Evidence) }

// Best returns the first piece of evidence for the edge's own relation.
func (e *Edge) Best() Evidence {
	for _, ev := range e.Evidence {
		if ev.Relation == e.Relation {
			return ev
		}
	}
	return Evidence{}
}

// Evidence is a place in a paper's abstract, and what was read there.
type Evidence struct {
	Paper string // id of the paper
	// Start and End are byte offsets [Start, End) into the abstract: the citation, the
	// mention or the link itself.
	Start, End int
	Text       string // the very bytes of the span
	Sentence   string // the sentence around it
	Relation   stemma.Relation
	Cue        string  // the wording that decided the relation; empty when none did
	Confidence float64 // in (0, 1]: how sure it is that the place means the work
}

// A Graph is the lineage of a corpus. It is made by [Build] and may then be read from
// several goroutines.
type Graph struct {
	store    *store
	directed dgraph.Graph[string, *Node]
	source   Source // of the sentences behind edges; nil where these have them
}

func newGraph() *Graph {
	s := &store{index: make(map[string]int32)}
	hash := func(n *Node) string { return n.Key }
	return &Graph{store: s, directed: dgraph.NewWithStore(hash, dgraph.Store[string, *Node](s), dgraph.Directed())}
}

// Observe takes in what was seen of repositories and pages, by Target.Key. It is to be called
// before others read the graph.
func (g *Graph) Observe(observations map[string]stemma.Observation) {
	for _, n := range g.store.nodes {
		if n != nil {
			n.observe(observations)
		}
	}
}

func (n *Node) observe(observations map[string]stemma.Observation) {
	if seen, ok := observations[n.Target.Key()]; ok && isCode(n) {
		n.Status, n.Observation = seen.Status, &seen
	}
}

// Directed returns the graph as the library's type. An edge's weight is its number of
// pieces of evidence, and its data is the *Edge. Changes made through it are changes of g.
func (g *Graph) Directed() dgraph.Graph[string, *Node] { return g.directed }

// Node returns the node of that key, or nil.
func (g *Graph) Node(key string) *Node {
	id, ok := g.store.index[key]
	if !ok {
		return nil
	}
	return g.store.nodes[id]
}

// Nodes returns all nodes, sorted by key.
func (g *Graph) Nodes() []*Node {
	nodes := make([]*Node, 0, len(g.store.index))
	for _, n := range g.store.nodes {
		if n != nil {
			nodes = append(nodes, n)
		}
	}
	slices.SortFunc(nodes, func(a, b *Node) int { return cmp.Compare(a.Key, b.Key) })
	return nodes
}

// Edges returns all edges, sorted by From and To.
func (g *Graph) Edges() []*Edge {
	var edges []*Edge
	for _, out := range g.store.out {
		for _, a := range out {
			edges = append(edges, a.edge())
		}
	}
	sortEdges(edges)
	return edges
}

// Out returns the edges that start at key, sorted by To.
func (g *Graph) Out(key string) []*Edge {
	id, ok := g.store.index[key]
	if !ok {
		return nil
	}
	edges := make([]*Edge, len(g.store.out[id]))
	for i, a := range g.store.out[id] {
		edges[i] = a.edge()
	}
	sortEdges(edges)
	return edges
}

// In returns the edges that end at key, sorted by From.
func (g *Graph) In(key string) []*Edge {
	id, ok := g.store.index[key]
	if !ok {
		return nil
	}
	edges := make([]*Edge, 0, len(g.store.in[id]))
	for _, from := range g.store.in[id] {
		if a, ok := g.store.arc(from, id); ok {
			edges = append(edges, a.edge())
		}
	}
	sortEdges(edges)
	return edges
}

func sortEdges(edges []*Edge) {
	slices.SortFunc(edges, func(a, b *Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(len(b.Evidence), len(a.Evidence)), cmp.Compare(a.Relation, b.Relation))
	})
}
