package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"stemma"
	"stemma/graph"
)

// A Work is a node of the graph in the answer to a question.
type Work struct {
	Key     string     `json:"key"`
	Kind    graph.Kind `json:"kind"`
	Label   string     `json:"label"`
	Title   string     `json:"title"`
	Authors []string   `json:"authors"`
	Year    string     `json:"year"` // four digits; empty if unknown
	Names   []string   `json:"names"`
	// Health is left out for code, which has a status instead.
	Health graph.Health `json:"health,omitempty"`
	Code   []Code       `json:"code"` // of code itself, that code
}

// Code is a repository or page, and what was last seen of it.
type Code struct {
	Key       string        `json:"key"`
	URL       string        `json:"target"`
	Kind      graph.Kind    `json:"kind"`
	Status    stemma.Status `json:"status"`
	Reason    string        `json:"reason"`
	MovedTo   string        `json:"moved_to"`
	CheckedAt *time.Time    `json:"checked_at"` // null if it never was
}

// An Edge says how one work stands to another.
type Edge struct {
	From       string          `json:"from"`
	To         string          `json:"to"`
	Relation   stemma.Relation `json:"relation"`
	Class      stemma.Class    `json:"class"`
	Weight     int             `json:"weight"`     // places that say so
	Confidence float64         `json:"confidence"` // in [0, 1]
	Evidence   []Place         `json:"evidence"`
}

// A Place is where an abstract says so. The offsets are of bytes, [start, end).
type Place struct {
	Paper    string          `json:"paper"`
	Start    int             `json:"start"`
	End      int             `json:"end"`
	Text     string          `json:"text"`
	Sentence string          `json:"sentence"`
	Relation stemma.Relation `json:"relation"`
	Cue      string          `json:"cue"`
}

// NewWork returns what an answer says of a node.
func NewWork(g *graph.Graph, n *graph.Node) Work {
	w := Work{Key: n.Key, Kind: n.Kind, Label: n.Label, Title: n.Title, Authors: orEmpty(n.Authors), Year: n.Year, Names: orEmpty(n.Names)}
	if n.Kind == graph.Repository || n.Kind == graph.Page {
		w.Code = newCode([]*graph.Node{n})
		return w
	}
	code := g.Code(n.Key)
	w.Health, w.Code = graph.HealthOf(code), newCode(code)
	return w
}

// newCode returns the code, the best first.
func newCode(nodes []*graph.Node) []Code {
	code := make([]Code, len(nodes))
	for i, n := range nodes {
		code[i] = Code{Key: n.Key, URL: n.Target.URL, Kind: n.Kind, Status: n.Status, Reason: NotChecked}
		if o := n.Observation; o != nil {
			code[i].Reason, code[i].MovedTo, code[i].CheckedAt = o.Reason, o.MovedTo, timeOrNil(o.CheckedAt)
		}
	}
	slices.SortStableFunc(code, func(a, b Code) int { return cmp.Compare(urgency[b.Status], urgency[a.Status]) })
	return code
}

func newEdge(e *graph.Edge) Edge {
	edge := Edge{From: e.From, To: e.To, Relation: e.Relation, Class: e.Relation.Class(), Weight: e.Weight(), Confidence: e.Confidence, Evidence: newPlaces(e.Evidence)}
	slices.SortStableFunc(edge.Evidence, func(a, b Place) int { // what decided the relation comes first
		return cmp.Compare(other(a.Relation != e.Relation), other(b.Relation != e.Relation))
	})
	return edge
}

func other(b bool) int {
	if b {
		return 1
	}
	return 0
}

func newEdges(edges []*graph.Edge) []Edge {
	all := make([]Edge, len(edges))
	for i, e := range edges {
		all[i] = newEdge(e)
	}
	return all
}

func newPlaces(evidence []graph.Evidence) []Place {
	places := make([]Place, len(evidence))
	for i, ev := range evidence {
		places[i] = Place{ev.Paper, ev.Start, ev.End, ev.Text, ev.Sentence, ev.Relation, ev.Cue}
	}
	return places
}

// sure is the confidence, if it is known.
func (e Edge) sure() string {
	if e.Confidence == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", e.Confidence)
}

// why is the sentence behind an edge.
func (e Edge) why() string {
	if len(e.Evidence) == 0 || e.Evidence[0].said() == "" {
		return "by their names alone"
	}
	return "“" + e.Evidence[0].said() + "”"
}

func (p Place) said() string { return oneLine(cmp.Or(p.Sentence, p.Text)) }

// name is what a work is called in a table.
func (w Work) name() string { return cmp.Or(oneLine(w.Label), oneLine(w.Title), oneLine(w.Key)) }

// named is the name with the year.
func (w Work) named() string {
	if w.Year == "" {
		return w.name()
	}
	return w.name() + " (" + oneLine(w.Year) + ")"
}
