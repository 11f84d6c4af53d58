package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"stemma/graph"
)

// Foundations are the works that a corpus stands on.
type Foundations struct {
	Schema string       `json:"schema"`
	Total  int          `json:"total"` // works of which the list shows the first
	List   []Foundation `json:"foundations"`
	// Unsure counts the works that may be cracked too, because their code could not be
	// checked; 0 where cracked ones were not asked for.
	Unsure int `json:"unsure,omitempty"`
	// AgainstTime are edges that say that a work stands on a later one, and Circles the keys
	// of works that build on each other in a circle.
	AgainstTime []Edge     `json:"against_time"`
	Circles     [][]string `json:"circles"`
}

// A Foundation is a work that others build on.
type Foundation struct {
	Work     Work    `json:"work"`
	By       int     `json:"by"`       // works that build on it themselves
	Load     float64 `json:"load"`     // the same, by confidence and number of places
	Rank     float64 `json:"rank"`     // PageRank; all works of the graph sum up to 1
	Standing int     `json:"standing"` // works that stand on it, directly or not
}

// NewFoundations returns the answer.
func NewFoundations(g *graph.Graph, f *graph.Foundations) *Foundations {
	answer := &Foundations{Schema: FoundationsSchema, Total: f.Total, Unsure: f.Unsure, List: []Foundation{}, AgainstTime: newEdges(f.AgainstTime), Circles: [][]string{}}
	for _, l := range f.List {
		answer.List = append(answer.List, Foundation{NewWork(g, l.Work), l.By, l.Load, l.Rank, l.Standing})
	}
	for _, circle := range f.Circles {
		var keys []string
		for _, n := range circle {
			keys = append(keys, n.Key)
		}
		answer.Circles = append(answer.Circles, keys)
	}
	return answer
}

// healthCells say the health of a work.
var healthCells = map[graph.Health]cell{
	graph.Sound: {"✓ sound", "32"}, graph.AtRisk: {"! at risk", "33"}, graph.Unsure: {"? unknown", "33"}, graph.Cracked: {"✗ cracked", "31"},
}

// WriteText writes a numbered line for each foundation.
func (f *Foundations) WriteText(w io.Writer, o TextOptions) error {
	return writeText(w, o, func(b *strings.Builder, o TextOptions) {
		if len(f.List) == 0 {
			writeWrapped(b, f.none(), "", o.Width)
			return
		}
		t := &table{columns: []column{{head: "#", right: true}, {head: "WORK", least: 20}, {head: "YEAR"}, {head: "BY", right: true},
			{head: "LOAD", right: true, spare: true}, {head: "RANK", right: true, spare: true}, {head: "ALL", right: true}, {head: "HEALTH"}, {head: "CODE", least: 24, spare: true}, titleColumn}}
		for i, l := range f.List {
			t.add(0, nil, cell{text: strconv.Itoa(i + 1)}, cell{text: l.Work.name()}, cell{text: l.Work.Year}, cell{text: strconv.Itoa(l.By)}, cell{text: fmt.Sprintf("%.1f", l.Load)},
				cell{text: fmt.Sprintf("%.2g", l.Rank)}, cell{text: strconv.Itoa(l.Standing)}, healthCells[l.Work.Health], codeCell(l.Work.Code), titleCell(l.Work))
		}
		t.write(b, o)
		b.WriteByte('\n')
		writeWrapped(b, f.says(), "", o.Width)
	})
}

// none says that the list is empty, and how far that can be trusted.
func (f *Foundations) none() string {
	if f.Unsure == 0 {
		return "There is none, as far as these papers say."
	}
	return fmt.Sprintf("None is known; the code of %s that others build on could not be checked.", plural(f.Unsure, "work", "works"))
}

func (f *Foundations) says() string {
	parts := []string{fmt.Sprintf("%d of %s; BY build on it, ALL stand on it in any number of steps", len(f.List), plural(f.Total, "work", "works"))}
	if f.Unsure > 0 {
		parts = append(parts, "the code of "+fmt.Sprint(f.Unsure)+" more could not be checked")
	}
	if n := len(f.AgainstTime); n > 0 {
		parts = append(parts, plural(n, "edge runs", "edges run")+" against time")
	}
	if n := len(f.Circles); n > 0 {
		parts = append(parts, plural(n, "circle", "circles")+" of works that build on each other")
	}
	return strings.Join(parts, "; ") + "."
}
