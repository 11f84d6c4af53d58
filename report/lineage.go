package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"stemma/graph"
)

// A Lineage is what one work stands on and what stands on it.
type Lineage struct {
	Schema string `json:"schema"`
	Work   Work   `json:"work"`
	Depth  int    `json:"depth"` // steps each way; 0 is all
	// Up is what the work stands on, Down what stands on it, the nearest first; null where
	// it was not asked for.
	Up       []Step `json:"up"`
	Down     []Step `json:"down"`
	PastUp   int    `json:"past_up"` // works just beyond depth
	PastDown int    `json:"past_down"`
}

// A Step is a work that was reached from another.
type Step struct {
	Work     Work   `json:"work"`
	Distance int    `json:"distance"`
	Through  string `json:"through"` // key of the work one step nearer
	Edge     Edge   `json:"edge"`    // between the two
	Also     []Edge `json:"also"`    // other edges that lead there from works of the answer
}

// NewLineage returns the answer.
func NewLineage(g *graph.Graph, l *graph.Lineage, d graph.Direction) *Lineage {
	answer := &Lineage{Schema: LineageSchema, Work: NewWork(g, l.Start), Depth: l.Depth, PastUp: l.PastUp, PastDown: l.PastDown}
	if d != graph.Down {
		answer.Up = newSteps(g, l.Up)
	}
	if d != graph.Up {
		answer.Down = newSteps(g, l.Down)
	}
	return answer
}

func newSteps(g *graph.Graph, steps []graph.Step) []Step {
	all := make([]Step, len(steps))
	for i, s := range steps {
		all[i] = newStep(g, s)
	}
	return all
}

func newStep(g *graph.Graph, s graph.Step) Step {
	return Step{NewWork(g, s.Node), s.Distance, s.Through(), newEdge(s.Edge), newEdges(s.Also)}
}

// WriteText writes two trees.
func (l *Lineage) WriteText(w io.Writer, o TextOptions) error {
	return writeText(w, o, func(b *strings.Builder, o TextOptions) {
		heading(b, l.Work, o)
		if l.Up != nil {
			l.tree(b, "Stands on "+plural(len(l.Up), "work", "works"), l.Up, l.PastUp, o)
		}
		if l.Down != nil {
			l.tree(b, plural(len(l.Down), "work stands", "works stand")+" on it", l.Down, l.PastDown, o)
		}
	})
}

// mostChildren is how many works a tree shows under one.
const mostChildren = 50

func (l *Lineage) tree(b *strings.Builder, title string, steps []Step, past int, o TextOptions) {
	fmt.Fprintf(b, "\n%s\n", title)
	if len(steps) == 0 {
		return
	}
	t := &table{columns: []column{{head: "WORK", least: 20}, {head: "YEAR"}, {head: "HOW", least: 11}, {head: "CODE", least: 13}, titleColumn}}
	children := make(map[string][]Step)
	for _, s := range steps {
		children[s.Through] = append(children[s.Through], s)
	}
	// A stack, since a chain may be as long as the corpus.
	pending := slices.Clone(children[l.Work.Key])
	slices.Reverse(pending)
	shown := make(map[string]int)
	for len(pending) > 0 {
		s := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		switch shown[s.Through]++; {
		case shown[s.Through] <= mostChildren:
			t.step(s, o)
		case shown[s.Through] == mostChildren+1:
			t.say(treeIndent(s.Distance), fmt.Sprintf("… and %d more; --format json has them all", len(children[s.Through])-mostChildren))
			continue
		default:
			continue
		}
		for _, child := range slices.Backward(children[s.Work.Key]) {
			pending = append(pending, child)
		}
	}
	if past > 0 {
		t.say(0, fmt.Sprintf("… and %s one step further; --depth %d shows them", plural(past, "work", "works"), l.Depth+1))
	}
	t.write(b, o)
}

// deepest bounds the indent of a tree, in steps; what is deeper stands below each other.
const deepest = 10

func treeIndent(distance int) int { return 2 * (min(distance, deepest) - 1) }

func (t *table) step(s Step, o TextOptions) {
	how := string(s.Edge.Relation)
	if len(s.Also) > 0 {
		how += fmt.Sprintf(" +%d", len(s.Also))
	}
	var notes []string
	if o.Why {
		notes = append(notes, s.Edge.why())
		for _, e := range s.Also {
			notes = append(notes, "also "+string(e.Relation)+": "+e.why())
		}
	}
	t.add(treeIndent(s.Distance), notes, cell{text: s.Work.name()}, cell{text: s.Work.Year}, cell{text: how}, codeCell(s.Work.Code), titleCell(s.Work))
}
