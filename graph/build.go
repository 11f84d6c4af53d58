package graph

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// Build joins readings, and the last observation of every target by Target.Key, into a
// graph.
func Build(readings []stemma.Reading, observations map[string]stemma.Observation) *Graph {
	b := &builder{nodes: make(map[string]Node), edges: make(map[[2]string]*Edge), works: newResolver(readings)}
	for _, r := range readings {
		b.addPaper(r)
	}
	for _, r := range readings {
		b.addCode(r, observations)
		b.addRelations(r)
	}
	return b.graph()
}

type builder struct {
	nodes map[string]Node
	edges map[[2]string]*Edge
	works *resolver
}

func paperKey(id string) string { return "paper:" + id }

func codeKey(targetKey string) string { return "code:" + targetKey }

func (b *builder) addPaper(r stemma.Reading) {
	key := paperKey(r.Paper.ID)
	b.nodes[key] = Node{
		Key: key, Kind: KindPaper, Label: cmp.Or(r.Paper.Title, r.Paper.ID), Detail: r.Paper.Title, Year: r.Paper.Year(),
		Promised: len(r.Extraction.Promises) > 0,
	}
}

// addCode adds what a paper links. A plain web address counts where the paper links
// nothing on a code host: it may be where the code is.
func (b *builder) addCode(r stemma.Reading, observations map[string]stemma.Observation) {
	onHost := slices.ContainsFunc(r.Extraction.Links, func(l stemma.Link) bool { return l.Kind != stemma.KindWeb })
	for _, link := range r.Extraction.Links {
		if link.Kind == stemma.KindWeb && onHost {
			continue
		}
		target := link.Root()
		key := codeKey(link.Key())
		seen := observations[link.Key()]
		b.nodes[key] = Node{Key: key, Kind: KindRepository, Label: shortURL(target), URL: target.URL, Status: seen.Status, Reason: seen.Reason}
		b.addEdge(key, paperKey(r.Paper.ID), evidenceAt(r, link.Start, link.End, stemma.Implements, "", false))
	}
}

// shortURL is the address without what every reader supplies.
func shortURL(t stemma.Target) string {
	if t.Kind == stemma.KindRepository && t.Host == stemma.GitHubHost {
		return t.FullName()
	}
	_, short, _ := strings.Cut(t.URL, "://")
	return strings.TrimRight(short, "/")
}

func (b *builder) addRelations(r stemma.Reading) {
	from := paperKey(r.Paper.ID)
	for _, found := range b.works.resolve(r) {
		if found.node.Key == from {
			continue
		}
		if _, known := b.nodes[found.node.Key]; !known {
			b.nodes[found.node.Key] = found.node
		}
		b.addEdge(from, found.node.Key, found.evidence)
	}
}

func evidenceAt(r stemma.Reading, start, end int, relation stemma.Relation, cue string, citation bool) Evidence {
	text := r.Paper.Abstract
	if start < 0 || end > len(text) || start > end {
		return Evidence{Paper: r.Paper.ID, Relation: relation, Cue: cue, Citation: citation}
	}
	from, to := stemma.SentenceAt(text, start)
	return Evidence{
		Paper: r.Paper.ID, Start: start, End: end, Sentence: strings.Join(strings.Fields(text[from:to]), " "),
		Relation: relation, Cue: cue, Citation: citation,
	}
}

// strength orders relations: of several between two works, the strongest types the edge.
var strength = map[stemma.Relation]int{
	stemma.Implements: 9, stemma.Extends: 8, stemma.Generalizes: 7, stemma.Uses: 6, stemma.Analyzes: 5,
	stemma.Outperforms: 4, stemma.Compares: 3, stemma.EvaluatesOn: 2, stemma.Background: 1,
}

func (b *builder) addEdge(from, to string, evidence Evidence) {
	ends := [2]string{from, to}
	e := b.edges[ends]
	if e == nil {
		e = &Edge{From: from, To: to}
		b.edges[ends] = e
	}
	e.Evidence = append(e.Evidence, evidence)
	if strength[evidence.Relation] > strength[e.Relation] {
		e.Relation = evidence.Relation
	}
}

func (b *builder) graph() *Graph {
	g := &Graph{nodes: b.nodes, builders: make(map[string][]string)}
	for _, e := range b.edges {
		if e.Relation == stemma.NoRelation {
			e.Relation = stemma.Background
		}
		g.edges = append(g.edges, *e)
	}
	slices.SortFunc(g.edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	for _, e := range g.edges {
		if e.Relation != stemma.Implements && e.Relation.Class() == stemma.ClassBuildsOn {
			g.builders[e.To] = append(g.builders[e.To], e.From)
		}
	}
	typed, err := newTyped(g.nodes, g.edges)
	if err != nil {
		// Keys are unique by construction; a graph without the library's view still draws.
		typed, _ = newTyped(nil, nil)
	}
	g.typed = typed
	return g
}
