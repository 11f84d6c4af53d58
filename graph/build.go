package graph

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"

	"stemma"

	dgraph "github.com/dominikbraun/graph"
)

// Build returns the graph of a corpus. Observations are the latest of every target, by
// Target.Key; a target without one is of status Unknown. The order of the readings does not
// matter; of two papers with one id the first counts.
func Build(readings []stemma.Reading, observations map[string]stemma.Observation) *Graph {
	papers := distinct(readings)
	b := &builder{resolver: newResolver(papers), observations: observations, nodes: make(map[string]*draft)}
	refs := make([]*references, len(papers))
	for i := range papers {
		refs[i] = readReferences(&papers[i])
		b.learn(int32(i), refs[i])
	}
	for i := range papers {
		b.addPaper(int32(i), refs[i])
	}
	return b.graph()
}

func distinct(readings []stemma.Reading) []stemma.Reading {
	papers := slices.Clone(readings)
	slices.SortStableFunc(papers, func(a, b stemma.Reading) int { return cmp.Compare(a.Paper.ID, b.Paper.ID) })
	return slices.CompactFunc(papers, func(a, b stemma.Reading) bool { return a.Paper.ID == b.Paper.ID })
}

type builder struct {
	*resolver
	observations map[string]stemma.Observation
	nodes        map[string]*draft
	edges        []*Edge
}

// A draft is a node of which not all is known yet: its label is the wording that most
// papers use.
type draft struct {
	Node
	names, citations, types tally
}

func (b *builder) addPaper(paper int32, refs *references) {
	r := &b.papers[paper]
	from := paperKey(&r.Paper)
	text := newSentences(&r.Paper)
	b.nodes[from] = &draft{Node: Node{Key: from, Kind: Paper, Label: paperLabel(&r.Paper, r.Extraction.Own), Title: r.Paper.Title,
		Authors: r.Paper.Authors, Year: year(r.Paper.Year()), Names: r.Extraction.Own, Promises: promises(text, &r.Extraction)}}
	b.addCode(r, text)
	to := make(map[string]*Edge)
	for _, ref := range refs.list {
		t, ok := b.resolve(paper, ref, refs)
		if !ok {
			continue
		}
		edge := to[t.key]
		if edge == nil {
			edge = &Edge{From: from, To: t.key}
			to[t.key] = edge
			b.edges = append(b.edges, edge)
		}
		b.describe(t, ref)
		for _, p := range ref.places {
			edge.add(text.evidence(p.start, p.end, p.name, p.relation, p.cue))
		}
	}
	for _, edge := range to {
		slices.SortStableFunc(edge.Evidence, func(a, b Evidence) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	}
}

func promises(text *sentences, x *stemma.Extraction) []Evidence {
	var kept []Evidence
	for _, p := range x.Promises {
		kept = append(kept, text.evidence(p.Start, p.End, p.Text, stemma.NoRelation, ""))
	}
	return kept
}

func (e *Edge) add(ev Evidence) {
	if len(e.Evidence) == 0 || strength(ev.Relation) > strength(e.Relation) {
		e.Relation = ev.Relation
	}
	e.Evidence = append(e.Evidence, ev)
}

// describe notes how ref calls a work that is no paper of the corpus.
func (b *builder) describe(t target, ref *reference) {
	if t.kind == Paper {
		return
	}
	d := b.nodes[t.key]
	if d == nil {
		d = &draft{Node: Node{Key: t.key, Kind: t.kind}}
		b.nodes[t.key] = d
	}
	for _, p := range ref.places {
		if long, _ := splitAcronym(p.name); long != "" {
			d.names.add(long)
		}
		if p.typ != "" {
			d.types.add(string(p.typ))
		}
		if p.citation != nil {
			d.citations.add(citationLabel(p.citation))
			d.Authors, d.Year = p.citation.Authors, year(p.citation.Year)
		}
	}
}

// year returns y if it is a year, and not "in press" or the start of something else.
func year(y string) string {
	if len(y) != 4 || !digits(y) {
		return ""
	}
	return y
}

// finish settles what a work is called.
func (d *draft) finish() *Node {
	n := &d.Node
	if n.Kind == Cited || n.Kind == Named {
		n.Names = d.names.sorted()
		n.Type = stemma.MentionType(d.types.most())
		n.Label = d.names.best()
		if c := d.citations.most(); c != "" && n.Label != "" {
			n.Label += " (" + c + ")"
		} else if n.Label == "" {
			n.Label = firstOf(c, strings.TrimPrefix(n.Key, "cited:"))
		}
	}
	return n
}

// graph puts all that was gathered into the library's graph, in the order of the keys.
func (b *builder) graph() *Graph {
	g := newGraph()
	for _, key := range slices.Sorted(maps.Keys(b.nodes)) {
		if err := g.directed.AddVertex(b.nodes[key].finish()); err != nil {
			continue // cannot be: the keys of a map differ, and the store refuses nothing else
		}
	}
	sortEdges(b.edges)
	for _, e := range b.edges {
		err := g.directed.AddEdge(e.From, e.To, dgraph.EdgeWeight(e.Weight()), dgraph.EdgeData(e))
		if err != nil {
			continue // cannot be: edges are one a pair, and both ends were added above
		}
	}
	return g
}

// A tally counts wordings.
type tally map[string]int

func (t *tally) add(s string) {
	if *t == nil {
		*t = make(tally)
	}
	(*t)[s]++
}

// most returns the commonest wording, the first in the alphabet among equals.
func (t tally) most() string {
	best := ""
	for s, n := range t {
		if n > t[best] || n == t[best] && s < best {
			best = s
		}
	}
	return best
}

// best returns the commonest wording, but a full name of moderate length rather than its
// acronym.
func (t tally) best() string {
	best := t.most()
	if !isAcronym(best) {
		return best
	}
	full := make(tally)
	for s, n := range t {
		if !isAcronym(s) && abbreviates(best, s) && len(s) <= maxFullName {
			full[s] = n
		}
	}
	return firstOf(full.most(), best)
}

// maxFullName is the length in bytes up to which a full name is preferred to its acronym.
const maxFullName = 40

func (t tally) sorted() []string { return slices.Sorted(maps.Keys(t)) }

// sentences finds the sentence around a place without reading the text anew each time.
type sentences struct {
	paper string
	text  string
	spans [][2]int
}

func newSentences(p *stemma.Paper) *sentences {
	s := &sentences{paper: p.ID, text: p.Abstract}
	for start, end := range stemma.Sentences(p.Abstract) {
		s.spans = append(s.spans, [2]int{start, end})
	}
	return s
}

// at returns what stemma.SentenceAt does, in logarithmic time.
func (s *sentences) at(offset int) string {
	i := sort.Search(len(s.spans), func(i int) bool { return offset < s.spans[i][1] })
	if i == len(s.spans) {
		return s.text
	}
	return s.text[s.spans[i][0]:s.spans[i][1]]
}

// evidence makes a piece of evidence. Spans that do not lie in the text come from a store
// that was tampered with, or belong to another version; then the wording alone is kept.
func (s *sentences) evidence(start, end int, text string, relation stemma.Relation, cue string) Evidence {
	ev := Evidence{Paper: s.paper, Start: start, End: end, Text: text, Relation: relation, Cue: cue}
	if start >= 0 && start <= end && end <= len(s.text) {
		ev.Text, ev.Sentence = s.text[start:end], s.at(start)
	}
	return ev
}
