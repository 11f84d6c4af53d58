package report

import (
	"fmt"
	"io"
	"strings"

	"stemma/graph"
)

// A Path leads from one work to another.
type Path struct {
	Schema string `json:"schema"`
	Found  bool   `json:"found"`
	Any    bool   `json:"any"`   // over edges of any relation, in any direction
	Works  []Work `json:"works"` // from the first to the last; the two ends where nothing was found
	Edges  []Edge `json:"edges"` // each between two works that follow each other
}

// NewPath returns the answer.
func NewPath(g *graph.Graph, p *graph.Path) *Path {
	answer := &Path{Schema: PathSchema, Found: len(p.Edges) > 0 || p.From == p.To, Any: p.Any, Works: []Work{}, Edges: newEdges(p.Edges)}
	nodes := p.Nodes(g)
	if !answer.Found {
		nodes = append(nodes, p.To)
	}
	for _, n := range nodes {
		answer.Works = append(answer.Works, NewWork(g, n))
	}
	return answer
}

// WriteText writes a line for each work of the chain.
func (p *Path) WriteText(w io.Writer, o TextOptions) error {
	return writeText(w, o, func(b *strings.Builder, o TextOptions) {
		writeWrapped(b, p.says(), "", o.Width)
		if len(p.Edges) == 0 {
			return
		}
		b.WriteByte('\n')
		t := &table{columns: []column{{head: "WORK", least: 18}, {head: "YEAR"}, {head: "HOW", least: 11}, {head: "SURE", right: true, spare: true}, {head: "CODE", least: 13}, titleColumn}}
		for i, work := range p.Works {
			var how, sure string
			var notes []string
			if i < len(p.Edges) {
				e := p.Edges[i]
				how, sure = string(e.Relation)+" ↓", e.sure()
				if e.From != work.Key {
					how = string(e.Relation) + " ↑"
				}
				if o.Why {
					notes = append(notes, e.why())
				}
			}
			t.add(0, notes, cell{text: work.name()}, cell{text: work.Year}, cell{text: how}, cell{text: sure}, codeCell(work.Code), titleCell(work))
		}
		t.write(b, o)
	})
}

func (p *Path) says() string {
	first, last := p.Works[0].named(), p.Works[len(p.Works)-1].named()
	switch {
	case len(p.Works) == 1:
		return "Both are " + first + "."
	case !p.Found && p.Any:
		return fmt.Sprintf("Nothing links %s with %s.", first, last)
	case !p.Found:
		return fmt.Sprintf("Neither %s nor %s stands on the other, as far as these papers say. With --any, comparisons and mentions count too.", first, last)
	case p.Any:
		return fmt.Sprintf("%s is linked with %s, in %s.", first, last, plural(len(p.Edges), "step", "steps"))
	}
	return fmt.Sprintf("%s stands on %s, in %s.", first, last, plural(len(p.Edges), "step", "steps"))
}
