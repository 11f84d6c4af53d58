package graph

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
)

// A field is one thing that the flat formats say of a node or an edge: a column of a
// table, a key of GraphML, an attribute of GEXF. Exactly one of text and list is set; what
// they return is somebody else's text, which join cleans.
type field[T any] struct {
	name string
	kind fieldKind
	text func(T) string   // empty when it is not known
	list func(T) []string // of a field with several values
}

type fieldKind uint8

const (
	textual fieldKind = iota
	whole             // a whole number
	decimal           // a number with a point
)

// nodeFields hold all but the key, which each format has a place of its own for. The first
// is what many formats have a place of their own for too, and likewise with edges.
var nodeFields = [...]field[*Node]{
	{name: "label", text: func(n *Node) string { return n.Label }},
	{name: "kind", text: func(n *Node) string { return string(n.Kind) }},
	{name: "title", text: func(n *Node) string { return n.Title }},
	{name: "authors", list: func(n *Node) []string { return n.Authors }},
	{name: "year", kind: whole, text: publishedIn},
	{name: "names", list: func(n *Node) []string { return n.Names }},
	{name: "type", text: func(n *Node) string { return string(n.Type) }},
	{name: "field", text: func(n *Node) string { return n.Field }},
	{name: "address", text: address},
	{name: "status", text: health},
	{name: "reason", text: func(n *Node) string { return seen(n).Reason }},
	{name: "moved_to", text: func(n *Node) string { return seen(n).MovedTo }},
	{name: "checked", text: checked},
	{name: "promises", list: func(n *Node) []string { return sentencesOf(n.Promises) }},
	{name: "candidates", list: func(n *Node) []string { return plainIDs(n.Candidates) }},
}

var edgeFields = [...]field[*Edge]{
	{name: "weight", kind: whole, text: func(e *Edge) string { return strconv.Itoa(e.Weight()) }},
	{name: "relation", text: func(e *Edge) string { return relationName(e.Relation) }},
	{name: "class", text: func(e *Edge) string { return string(classOf(e)) }},
	{name: "confidence", kind: decimal, text: confidenceText},
	{name: "cue", text: func(e *Edge) string { return e.Best().Cue }},
	{name: "evidence", list: func(e *Edge) []string { return sentencesOf(bestFirst(e)) }},
}

// join returns the field's value for of as one clean text, in which a list's values stand
// apart by between; empty when nothing is known.
func (f *field[T]) join(of T, between string) string {
	if f.list == nil {
		return clean(f.text(of))
	}
	return strings.Join(cleanAll(f.list(of)), between)
}

// cleanAll cleans each text and drops what is then empty.
func cleanAll(texts []string) []string {
	var kept []string
	for _, s := range texts {
		if s = clean(s); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// everyNode yields all that v shows, those included that a picture lists apart, sorted by key.
func (v *View) everyNode() iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		drawn, lone := v.Nodes, v.Lone
		for len(drawn)+len(lone) > 0 {
			from := &drawn
			if len(drawn) == 0 || len(lone) > 0 && lone[0].Key < drawn[0].Key {
				from = &lone
			}
			if !yield((*from)[0]) {
				return
			}
			*from = (*from)[1:]
		}
	}
}

// publishedIn is the node's year if it is one that can be written as a number.
func publishedIn(n *Node) string {
	if y := year(n.Year); y >= "1000" {
		return y
	}
	return ""
}

// node returns the node of that key among those that are drawn, or nil.
func (v *View) node(key string) *Node {
	i, found := slices.BinarySearchFunc(v.Nodes, key, func(n *Node, key string) int { return strings.Compare(n.Key, key) })
	if !found {
		return nil
	}
	return v.Nodes[i]
}

// address is where a reader finds the work or the code; http and https alone.
func address(n *Node) string { return href(firstOf(n.Target.URL, n.Address)) }

func health(n *Node) string {
	if !isCode(n) {
		return ""
	}
	return n.Status.String()
}

// seen returns the check that the node's status rests on, or an empty one.
func seen(n *Node) *stemma.Observation {
	if n.Observation == nil {
		return &stemma.Observation{}
	}
	return n.Observation
}

// checked is the time of the check (RFC 3339, UTC).
func checked(n *Node) string {
	at := seen(n).CheckedAt
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

// relationName is r as a word that is safe to name a thing with: empty if it was not
// determined, and background, as everywhere, if nobody knows it.
func relationName(r stemma.Relation) string {
	if r == stemma.NoRelation || r == stemma.VersionOf || strength(r) > 0 {
		return string(r)
	}
	return string(stemma.Background)
}

// classOf is the class of an edge that a text speaks of, and empty for one that links code
// to its paper or a version to another.
func classOf(e *Edge) stemma.Class {
	if e.Relation == stemma.Implements || e.Relation == stemma.VersionOf {
		return ""
	}
	return e.Relation.Class()
}

// confidenceText is empty where none was given.
func confidenceText(e *Edge) string {
	if c := share(e.Confidence); c > 0 {
		return strconv.FormatFloat(c, 'f', -1, 64)
	}
	return ""
}

// share makes x fit for every format: finite, from 0 to 1, with four decimals.
func share(x float64) float64 {
	if !(x > 0) { // also what is no number
		return 0
	}
	return math.Round(min(x, 1)*1e4) / 1e4
}

// bestFirst returns the evidence with that for the edge's own relation in front.
func bestFirst(e *Edge) []Evidence {
	if len(e.Evidence) < 2 {
		return e.Evidence
	}
	return append([]Evidence{e.Best()}, e.Evidence...)
}

// sentencesOf returns the sentences of the evidence, each once, in their order; of a place
// without a sentence, its words.
func sentencesOf(evidence []Evidence) []string {
	var sentences []string
	for i := range evidence {
		s := firstOf(evidence[i].Sentence, evidence[i].Text)
		if !slices.Contains(sentences, s) {
			sentences = append(sentences, s)
		}
	}
	return sentences
}
