package graph

import (
	"cmp"
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"stemma"

	dgraph "github.com/dominikbraun/graph"
)

// Build returns the graph of a corpus. Observations are the latest of every target, by
// Target.Key; a target without one is of status Unknown. The order of the readings does not
// matter; of two papers with one id the first counts.
func Build(readings []stemma.Reading, observations map[string]stemma.Observation) *Graph {
	return NewCatalogue(nil).Build(readings, observations)
}

// Build is the function Build with the works of c known.
func (c *Catalogue) Build(readings []stemma.Reading, observations map[string]stemma.Observation) *Graph {
	ledger := newMemory(distinct(readings))
	if err := Weave(context.Background(), ledger, c, nil); err != nil {
		panic(err) // cannot be: a ledger in memory does not fail
	}
	a := newAssembly(c, observations)
	for i := range ledger.papers {
		a.addPaper(&ledger.papers[i])
	}
	for i := range ledger.ties {
		a.addTie(&ledger.ties[i])
	}
	return a.graph()
}

func distinct(readings []stemma.Reading) []stemma.Reading {
	papers := slices.Clone(readings)
	slices.SortStableFunc(papers, func(a, b stemma.Reading) int { return cmp.Compare(a.Paper.ID, b.Paper.ID) })
	return slices.CompactFunc(papers, func(a, b stemma.Reading) bool { return a.Paper.ID == b.Paper.ID })
}

// An assembly makes a graph out of papers and their ties.
type assembly struct {
	catalogue    *Catalogue
	observations map[string]stemma.Observation
	nodes        map[string]*draft
	edges        []*Edge
	quotes       bool                  // evidence has its sentences
	texts        map[string]*sentences // by paper, where it does
}

func newAssembly(c *Catalogue, observations map[string]stemma.Observation) *assembly {
	return &assembly{catalogue: c, observations: observations, nodes: make(map[string]*draft), quotes: true, texts: make(map[string]*sentences)}
}

// A draft is a node of which not all is known yet: its label is the wording that most
// papers use.
type draft struct {
	Node
	names, citations, types tally
	cited                   map[string]citedAs // by citation
	candidates              map[string]bool
}

// citedAs is what a citation says of a work.
type citedAs struct {
	authors []string
	year    string
}

// addPaper adds the node of a paper, and the official code that the catalogue knows of it.
func (a *assembly) addPaper(r *stemma.Reading) {
	p := &r.Paper
	text := newSentences(p)
	if a.quotes {
		a.texts[p.ID] = text
	}
	n := Node{Key: paperKey(p), Kind: Paper, Label: paperLabel(p, r.Extraction.Own), Title: p.Title,
		Authors: p.Authors, Year: year(p.Year()), Names: r.Extraction.Own, Address: paperAddress(p.ID), Promises: promises(text, &r.Extraction)}
	if w, ok := a.catalogue.ofPaper(p); ok {
		n.know(w)
		a.addOfficial(n.Key, w)
	}
	a.nodes[n.Key] = &draft{Node: n}
}

// know fills in what pasted text, for one, does not say of a paper.
func (n *Node) know(w *stemma.KnownWork) {
	n.Field, n.Type, n.WellKnown = w.Field, w.Kind, true
	for _, name := range append([]string{w.Name}, w.Forms...) {
		if name != "" && !slices.Contains(n.Names, name) {
			n.Names = append(n.Names[:len(n.Names):len(n.Names)], name)
		}
	}
	n.Year, n.Address = firstOf(n.Year, year(w.Year)), firstOf(n.Address, knownAddress(w))
	if len(n.Authors) == 0 {
		n.Authors = w.Authors
	}
}

// arXivID matches the identifiers of arXiv, new and old.
var arXivID = regexp.MustCompile(`^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$`)

func paperAddress(id string) string {
	switch {
	case arXivID.MatchString(id):
		return "https://arxiv.org/abs/" + id
	case strings.HasPrefix(id, "10."):
		return "https://doi.org/" + id
	}
	return ""
}

// addOfficial adds the official code of a known work, which no text needs to link.
func (a *assembly) addOfficial(work string, w *stemma.KnownWork) {
	t, ok := officialTarget(w.Repository)
	if !ok {
		return
	}
	a.addCode(CodeKey(t.Key()), t)
	a.edges = append(a.edges, &Edge{From: CodeKey(t.Key()), To: work, Relation: stemma.Implements, Confidence: 1})
}

// addTie adds the edge that t is. Its paper must have been added before.
func (a *assembly) addTie(t *stemma.Tie) {
	from, to := "paper:"+t.Paper, t.Work
	if t.Target != nil {
		a.addCode(to, *t.Target)
		from, to = to, from
	} else if kindOf(to) != Paper {
		a.describe(t)
	}
	edge := &Edge{From: from, To: to, Relation: t.Relation, Confidence: t.Confidence}
	text := a.texts[t.Paper]
	for _, p := range t.Places {
		ev := text.evidence(p, t.Confidence)
		ev.Paper = t.Paper
		edge.Evidence = append(edge.Evidence, ev)
	}
	a.edges = append(a.edges, edge)
}

// describe notes how t calls a work that is no paper of the corpus.
func (a *assembly) describe(t *stemma.Tie) {
	w, _ := a.catalogue.of(t.Work)
	d := a.work(t.Work, w)
	for _, name := range t.Names {
		d.names.add(name)
	}
	if t.Type != "" {
		d.types.add(string(t.Type))
	}
	if t.Citation != "" {
		d.citations.add(t.Citation)
		if d.cited == nil {
			d.cited = make(map[string]citedAs)
		}
		d.cited[t.Citation] = citedAs{t.Authors, t.Year}
	}
	for _, key := range t.Candidates {
		if d.candidates == nil {
			d.candidates = make(map[string]bool)
		}
		d.candidates[key] = true
	}
}

// work returns the draft of a work that is no paper of the corpus, and about which w is
// known, unless it is nil.
func (a *assembly) work(key string, w *stemma.KnownWork) *draft {
	d := a.nodes[key]
	if d != nil {
		return d
	}
	d = &draft{Node: Node{Key: key, Kind: kindOf(key)}}
	a.nodes[key] = d
	if w != nil {
		d.know(w)
		a.addOfficial(key, w)
	}
	return d
}

// know takes over what is known of a work.
func (d *draft) know(w *stemma.KnownWork) {
	d.Title, d.Authors, d.Year, d.Field, d.Type, d.WellKnown = w.Title, w.Authors, year(w.Year), w.Field, w.Kind, true
	d.Names = append([]string{w.Name}, w.Forms...)
	d.Label, d.Address = firstOf(w.Name, w.Title), knownAddress(w)
}

func (a *assembly) addCode(key string, t stemma.Target) {
	if a.nodes[key] != nil {
		return
	}
	n := Node{Key: key, Kind: Repository, Label: codeLabel(t), Target: t}
	if t.Kind != stemma.KindRepository && t.Kind != stemma.KindGist {
		n.Kind = Page
	}
	a.nodes[key] = &draft{Node: n}
}

func promises(text *sentences, x *stemma.Extraction) []Evidence {
	var kept []Evidence
	for _, p := range x.Promises {
		kept = append(kept, text.evidence(stemma.Place{Start: p.Start, End: p.End}, 1))
	}
	return kept
}

// year returns y if it is a year, and not "in press" or the start of something else.
func year(y string) string {
	if len(y) != 4 || !digits(y) {
		return ""
	}
	return y
}

// finish settles what a work is called.
func (a *assembly) finish(d *draft) *Node {
	n := &d.Node
	n.observe(a.observations)
	if n.Kind == Cited || n.Kind == Named {
		n.Names = d.names.sorted()
		n.Type = stemma.MentionType(d.types.most())
		n.Label = d.names.best()
		c := d.citations.most()
		if c != "" {
			n.Authors, n.Year = d.cited[c].authors, d.cited[c].year
		}
		if c != "" && n.Label != "" {
			n.Label += " (" + c + ")"
		} else if n.Label == "" {
			n.Label = firstOf(c, strings.TrimPrefix(n.Key, "cited:"))
		}
	}
	n.Candidates = slices.Sorted(maps.Keys(d.candidates))
	return n
}

// targets returns the keys of the targets of all code.
func (a *assembly) targets() []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(a.nodes)) {
		if n := &a.nodes[key].Node; isCode(n) {
			keys = append(keys, n.Target.Key())
		}
	}
	return keys
}

// graph puts all that was gathered into the library's graph, in the order of the keys.
func (a *assembly) graph() *Graph {
	g := newGraph()
	for _, key := range slices.Sorted(maps.Keys(a.nodes)) {
		if err := g.directed.AddVertex(a.finish(a.nodes[key])); err != nil {
			continue // cannot be: the keys of a map differ, and the store refuses nothing else
		}
	}
	a.edges = append(a.edges, g.versions()...)
	sortEdges(a.edges)
	for _, e := range a.edges {
		// A repository that is official and linked comes twice: the link is what counts, because
		// it has evidence and was sorted first. A tie to a paper that is not there has no end.
		err := g.directed.AddEdge(e.From, e.To, dgraph.EdgeWeight(e.Weight()), dgraph.EdgeData(e))
		if err != nil {
			continue
		}
	}
	return g
}
