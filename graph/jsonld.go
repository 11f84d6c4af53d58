package graph

import (
	"bufio"
	"io"

	"stemma"
)

// jsonLDContext says what the terms mean. It stands in the file: nothing is to be fetched.
// What schema.org has a term for is told with it; stemma's own begin with "stemma:".
const jsonLDContext = `{"@version":1.1,"@vocab":"https://schema.org/","stemma":"urn:stemma:term:",` +
	`"rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#","subject":{"@id":"rdf:subject","@type":"@id"},` +
	`"predicate":{"@id":"rdf:predicate","@type":"@id"},"object":{"@id":"rdf:object","@type":"@id"},` +
	`"isBasedOn":{"@type":"@id"},"citation":{"@type":"@id"},"isPartOf":{"@type":"@id"},"codeRepository":{"@type":"@id"},` +
	`"sameAs":{"@type":"@id"},"url":{"@type":"@id"},"stemma:implements":{"@type":"@id"},"stemma:version-of":{"@type":"@id"},` +
	`"stemma:candidates":{"@type":"@id"}}`

// ldTypes are schema.org's types of the things that a work can be; what is not listed is a
// CreativeWork.
var ldTypes = map[stemma.MentionType]string{
	stemma.TypeDataset: "Dataset", stemma.TypeBenchmark: "Dataset", stemma.TypeTool: "SoftwareApplication",
}

// ldKinds are the types of the kinds that have one whatever the work is.
var ldKinds = map[Kind]string{Paper: "ScholarlyArticle", Cited: "ScholarlyArticle", Repository: "SoftwareSourceCode", Page: "WebPage"}

type ldDataset struct {
	ID          string `json:"@id"`
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description"`
}

type ldNode struct {
	ID            string     `json:"@id"`
	Type          string     `json:"@type"`
	Name          string     `json:"name"`
	AlternateName []string   `json:"alternateName,omitempty"`
	Author        []ldPerson `json:"author,omitempty"`
	DatePublished string     `json:"datePublished,omitempty"`
	About         string     `json:"about,omitempty"`
	SameAs        string     `json:"sameAs,omitempty"`
	Repository    string     `json:"codeRepository,omitempty"`
	URL           string     `json:"url,omitempty"`
	IsBasedOn     []string   `json:"isBasedOn,omitempty"`
	Citation      []string   `json:"citation,omitempty"`
	Implements    []string   `json:"stemma:implements,omitempty"`
	VersionOf     []string   `json:"stemma:version-of,omitempty"`
	Kind          string     `json:"stemma:kind"`
	Status        string     `json:"stemma:status,omitempty"`
	Reason        string     `json:"stemma:reason,omitempty"`
	MovedTo       string     `json:"stemma:moved-to,omitempty"`
	Checked       string     `json:"stemma:checked,omitempty"`
	Promises      []string   `json:"stemma:promises,omitempty"`
	Candidates    []string   `json:"stemma:candidates,omitempty"`
}

type ldPerson struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// An ldStatement tells of an edge what a plain triple cannot: why, and how sure it is.
type ldStatement struct {
	Type       string        `json:"@type"`
	Subject    string        `json:"subject"`
	Predicate  string        `json:"predicate"`
	Object     string        `json:"object"`
	Weight     int           `json:"stemma:weight"`
	Confidence float64       `json:"stemma:confidence,omitempty"`
	Evidence   []ldQuotation `json:"stemma:evidence,omitempty"`
}

type ldQuotation struct {
	Type     string `json:"@type"`
	Text     string `json:"text"`
	IsPartOf string `json:"isPartOf"`
}

// WriteJSONLD writes v as linked data (JSON-LD 1.1) in the terms of schema.org: papers are
// ScholarlyArticle, repositories SoftwareSourceCode; what a paper builds on is isBasedOn,
// what it compares with, is measured on or mentions is citation. Each edge is an
// rdf:Statement too, whose predicate is the relation and which has the sentences.
//
// An @id is "urn:stemma:" and the node's key, stable from run to run; where a work can be
// found is its sameAs. The error is that of w.
func WriteJSONLD(w io.Writer, v *View) error {
	return buffered(w, "JSON-LD", func(b *bufio.Writer) {
		b.WriteString(`{"@context":` + jsonLDContext + `,"@graph":[`)
		parts, edges := jsonList{w: b}, v.Edges
		parts.next()
		writeJSON(b, ldDataset{ID: urn("graph"), Type: "Dataset", Name: clean(v.Title), Description: v.about()})
		for n := range v.everyNode() {
			parts.next()
			var out []*Edge
			out, edges = edgesFrom(edges, n.Key)
			writeJSON(b, ldNodeOf(n, out))
			for _, e := range out {
				parts.next()
				writeJSON(b, ldStatementOf(e))
			}
		}
		b.WriteString("\n]}\n")
	})
}

// edgesFrom splits edges, which are sorted, into those that start at key and those behind.
func edgesFrom(edges []*Edge, key string) (out, rest []*Edge) {
	for len(edges) > 0 && edges[0].From < key {
		edges = edges[1:]
	}
	n := 0
	for n < len(edges) && edges[n].From == key {
		n++
	}
	return edges[:n], edges[n:]
}

func ldNodeOf(n *Node, out []*Edge) *ldNode {
	name := firstOf(clean(n.Title), clean(n.Label))
	ld := &ldNode{
		ID: urn(n.Key), Type: firstOf(ldKinds[n.Kind], ldTypes[n.Type], "CreativeWork"), Name: name,
		AlternateName: without(cleanAll(append([]string{n.Label}, n.Names...)), name), DatePublished: publishedIn(n), About: clean(n.Field),
		Kind: string(n.Kind), Status: health(n), Reason: clean(seen(n).Reason), MovedTo: clean(seen(n).MovedTo), Checked: checked(n),
		Promises: cleanAll(sentencesOf(n.Promises)),
	}
	for _, name := range cleanAll(n.Authors) {
		ld.Author = append(ld.Author, ldPerson{"Person", name})
	}
	for _, key := range n.Candidates {
		ld.Candidates = append(ld.Candidates, urn(key))
	}
	switch n.Kind {
	case Repository:
		ld.Repository = address(n)
	case Page:
		ld.URL = address(n)
	default:
		ld.SameAs = address(n)
	}
	for _, e := range out {
		ld.relate(e)
	}
	return ld
}

// relate adds the plain triple of an edge.
func (ld *ldNode) relate(e *Edge) {
	list := &ld.Citation
	switch {
	case e.Relation == stemma.Implements:
		list = &ld.Implements
	case e.Relation == stemma.VersionOf:
		list = &ld.VersionOf
	case classOf(e) == stemma.ClassBuildsOn:
		list = &ld.IsBasedOn
	}
	*list = append(*list, urn(e.To))
}

func ldStatementOf(e *Edge) *ldStatement {
	s := &ldStatement{Type: "rdf:Statement", Subject: urn(e.From), Object: urn(e.To),
		Predicate: "stemma:" + firstOf(relationName(e.Relation), string(stemma.Background)), Weight: e.Weight(), Confidence: share(e.Confidence)}
	told := make(map[string]bool)
	for _, ev := range bestFirst(e) {
		if text := clean(firstOf(ev.Sentence, ev.Text)); text != "" && !told[text] {
			told[text] = true
			s.Evidence = append(s.Evidence, ldQuotation{"Quotation", text, urn("paper:" + ev.Paper)})
		}
	}
	return s
}

// without returns the names, each once, but for that one.
func without(names []string, that string) []string {
	told := map[string]bool{that: true}
	var rest []string
	for _, name := range names {
		if !told[name] {
			told[name] = true
			rest = append(rest, name)
		}
	}
	return rest
}
