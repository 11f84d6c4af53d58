package graph

import (
	"bufio"
	"io"

	"stemma"
)

// Schema names the form that WriteJSON writes; schema/graph.json describes it.
const Schema = "stemma.graph/1"

type jsonNode struct {
	Key        string         `json:"key"`
	Kind       Kind           `json:"kind"`
	Label      string         `json:"label"`
	Title      string         `json:"title,omitempty"`
	Authors    []string       `json:"authors,omitempty"`
	Year       string         `json:"year,omitempty"`
	Names      []string       `json:"names,omitempty"`
	Type       string         `json:"type,omitempty"`
	Field      string         `json:"field,omitempty"`
	Address    string         `json:"address,omitempty"`
	Candidates []string       `json:"candidates,omitempty"`
	Promises   []jsonEvidence `json:"promises,omitempty"`
	Code       *jsonCode      `json:"code,omitempty"`
}

type jsonCode struct {
	Status    string `json:"status"`
	Reason    string `json:"reason"`
	MovedTo   string `json:"moved_to,omitempty"`
	CheckedAt string `json:"checked_at,omitempty"`
}

type jsonEdge struct {
	From       string         `json:"from"`
	To         string         `json:"to"`
	Relation   string         `json:"relation"`
	Class      stemma.Class   `json:"class,omitempty"`
	Weight     int            `json:"weight"`
	Confidence float64        `json:"confidence,omitempty"`
	Evidence   []jsonEvidence `json:"evidence"`
}

type jsonEvidence struct {
	Paper      string  `json:"paper"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Text       string  `json:"text"`
	Sentence   string  `json:"sentence,omitempty"`
	Relation   string  `json:"relation,omitempty"`
	Cue        string  `json:"cue,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
}

type jsonOmitted struct {
	Edges      map[stemma.Class]int `json:"edges"`
	OfRelation int                  `json:"of_relation"`
	Light      int                  `json:"light"`
	Implied    int                  `json:"implied"`
	Far        int                  `json:"far"`
	Old        int                  `json:"old"`
	Unlinked   int                  `json:"unlinked"`
	InPassing  int                  `json:"in_passing"`
	BelowTop   int                  `json:"below_top"`
	PastLimit  int                  `json:"past_limit"`
	Says       string               `json:"says"`
}

// WriteJSON writes v as stemma's own JSON, a line a node and a line an edge, with every
// piece of evidence and its byte offsets into the paper's abstract. The texts are cleaned of
// what is invisible. The error is that of w.
func WriteJSON(w io.Writer, v *View) error {
	return buffered(w, "JSON", func(b *bufio.Writer) {
		b.WriteString(`{"schema":"` + Schema + `","title":`)
		writeJSON(b, clean(v.Title))
		b.WriteString(`,"omitted":`)
		writeJSON(b, omittedOf(v))
		b.WriteString(`,"nodes":[`)
		nodes := jsonList{w: b}
		for n := range v.everyNode() {
			nodes.next()
			writeJSON(b, nodeOf(n))
		}
		b.WriteString("\n],\"edges\":[")
		edges := jsonList{w: b}
		for _, e := range v.Edges {
			edges.next()
			writeJSON(b, edgeOf(e))
		}
		b.WriteString("\n]}\n")
	})
}

func omittedOf(v *View) jsonOmitted {
	o := jsonOmitted{make(map[stemma.Class]int), v.OfRelation, v.Light, v.Implied, v.Far, v.Old, v.Unlinked, v.InPassing, v.BelowTop, v.PastLimit, clean(v.leftOut())}
	for c, n := range v.EdgesOf {
		o.Edges[c] = n
	}
	return o
}

func nodeOf(n *Node) *jsonNode {
	j := &jsonNode{
		Key: plainID(n.Key), Kind: n.Kind, Label: clean(n.Label), Title: clean(n.Title), Authors: cleanAll(n.Authors), Year: publishedIn(n),
		Names: cleanAll(n.Names), Type: clean(string(n.Type)), Field: clean(n.Field), Address: address(n),
		Candidates: plainIDs(n.Candidates), Promises: evidenceOf(n.Promises),
	}
	if isCode(n) {
		j.Code = &jsonCode{Status: health(n), Reason: clean(seen(n).Reason), MovedTo: clean(seen(n).MovedTo), CheckedAt: checked(n)}
	}
	return j
}

func edgeOf(e *Edge) *jsonEdge {
	return &jsonEdge{From: plainID(e.From), To: plainID(e.To), Relation: relationName(e.Relation), Class: classOf(e),
		Weight: e.Weight(), Confidence: share(e.Confidence), Evidence: evidenceOf(e.Evidence)}
}

func evidenceOf(evidence []Evidence) []jsonEvidence {
	list := make([]jsonEvidence, len(evidence))
	for i, e := range evidence {
		list[i] = jsonEvidence{Paper: plainID(e.Paper), Start: e.Start, End: e.End, Text: clean(e.Text), Sentence: clean(e.Sentence),
			Relation: relationName(e.Relation), Cue: clean(e.Cue), Confidence: share(e.Confidence)}
	}
	return list
}
