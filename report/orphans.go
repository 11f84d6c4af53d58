package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"stemma/graph"
)

// Orphans are the works whose code nobody can have.
type Orphans struct {
	Schema string   `json:"schema"`
	List   []Orphan `json:"orphans"` // those first on which most stands
}

// An Orphan is a work whose code nobody can have.
type Orphan struct {
	Work     Work               `json:"work"`
	Why      graph.OrphanReason `json:"why"`      // "promise": promised and not there; "lost": it was there
	Standing int                `json:"standing"` // works that stand on it, directly or not
	Promises []Place            `json:"promises"` // where the paper promises code
}

// NewOrphans returns the answer.
func NewOrphans(g *graph.Graph, orphans []graph.Orphan) *Orphans {
	answer := &Orphans{Schema: OrphansSchema, List: []Orphan{}}
	for _, o := range orphans {
		answer.List = append(answer.List, Orphan{NewWork(g, o.Work), o.Why, o.Standing, newPlaces(o.Work.Promises)})
	}
	return answer
}

// WriteText writes a line for each orphan.
func (s *Orphans) WriteText(w io.Writer, o TextOptions) error {
	return writeText(w, o, func(b *strings.Builder, o TextOptions) {
		if len(s.List) == 0 {
			b.WriteString("There is none: no promise is open, and no code is known to be lost.\n")
			return
		}
		t := &table{columns: []column{{head: "ALL", right: true}, {head: "WORK", least: 20}, {head: "YEAR"}, {head: "WHY"}, {head: "CODE", least: 13}, titleColumn}}
		promised := 0
		for _, orphan := range s.List {
			var notes []string
			if o.Why {
				notes = orphan.reasons()
			}
			t.add(0, notes, cell{text: strconv.Itoa(orphan.Standing)}, cell{text: orphan.Work.name()}, cell{text: orphan.Work.Year}, cell{text: orphan.says()}, codeCell(orphan.Work.Code), titleCell(orphan.Work))
			if orphan.Why == graph.PromiseBroken {
				promised++
			}
		}
		t.write(b, o)
		b.WriteByte('\n')
		writeWrapped(b, fmt.Sprintf("%s not kept, code of %s lost; ALL is how many works stand on it.",
			plural(promised, "promise", "promises"), plural(len(s.List)-promised, "work", "works")), "", o.Width)
	})
}

func (o Orphan) says() string {
	if o.Why == graph.PromiseBroken {
		return "promised"
	}
	return "lost"
}

// reasons are the promises, or what was seen of the code.
func (o Orphan) reasons() []string {
	var reasons []string
	for _, p := range o.Promises {
		reasons = append(reasons, "“"+p.said()+"”")
	}
	for _, c := range o.Work.Code {
		reasons = append(reasons, shortURL(c.URL)+": "+oneLine(c.Reason))
	}
	return reasons
}
