package graph

import (
	"strings"
	"testing"

	"stemma"
)

// drawnAs writes a view as its nodes, its edges as "BA", and what it says is left out.
func drawnAs(v *View) string {
	var edges []string
	for _, e := range v.Edges {
		edges = append(edges, v.Graph.Node(e.From).Label+v.Graph.Node(e.To).Label)
	}
	parts := []string{names(v.Nodes), strings.Join(edges, " "), strings.TrimPrefix(v.leftOut(), "Left out: ")}
	if len(v.Lone) > 0 {
		parts = append(parts, "lone "+names(v.Lone))
	}
	return strings.Join(parts, " | ")
}

func TestCuts(t *testing.T) {
	chain := []string{"B uses A x2", "C uses B", "D extends C", "D uses B", "E compares C", "S uses B", "o/b implements B", "o/s implements S", "L of 2020"}
	years := []string{"A of 2010", "B of 2015", "C of 2020", "Z known", "Y known", "B uses A", "C uses B", "C uses Z", "B uses Y", "o/b implements B", "U uses Z"}
	for _, c := range []struct {
		what  string
		edges []string
		o     Options
		want  string
	}{
		{"all", chain, Options{}, "o/b o/s A B C D E S | o/bB o/sS BA CB DB DC EC SB |  | lone L"},
		{"the answer to a question alone", chain, Options{Only: []string{"paper:A", "paper:B", "paper:L"}}, "A B L | BA | "},
		{"one relation", chain, Options{Relations: []stemma.Relation{stemma.Extends}}, "o/b o/s B C D S | o/bB o/sS DC | 5 edges of other relations, 3 papers that no edge is left of."},
		{"said twice", chain, Options{MinWeight: 2}, "o/b o/s A B S | o/bB o/sS BA | 5 edges that too few places speak of, 4 papers that no edge is left of."},
		{"around one, a step each way", chain, Options{Around: []string{"paper:C"}}, "o/b B C D E | o/bB CB DB DC EC | 2 edges (builds-on), 3 works further away."},
		{"around one, two steps, without siblings", chain, Options{Around: []string{"paper:D"}, Depth: 2}, "o/b A B C D | o/bB BA CB DB DC | 1 edge (builds-on), 1 edge (compares), 3 works further away."},
		{"around code", chain, Options{Around: []string{"code:github.com/o/s"}}, "o/b o/s B S | o/bB o/sS SB | 4 edges (builds-on), 1 edge (compares), 5 works further away."},
		{"around what nothing is linked with", chain, Options{Around: []string{"paper:L"}}, "L |  | 5 edges (builds-on), 1 edge (compares), 6 works further away."},
		{"since a year", years, Options{Since: 2016}, "C U Z | CZ UZ | 3 edges (builds-on), 3 works of earlier years, or linked with those alone."},
		{"the most built-upon", chain, Options{Top: 2}, "o/b A B | o/bB BA | 4 edges (builds-on), 1 edge (compares), 5 works that less is built upon."},
		{"without what a chain implies", chain, Options{Reduce: true}, "o/b o/s A B C D E S | o/bB o/sS BA CB DC EC SB | 1 edge that a chain of others implies. | lone L"},
		{"the best connected nodes", chain, Options{MaxNodes: 3}, "B C S | CB SB | 3 edges (builds-on), 1 edge (compares), 6 nodes past the limit, the least connected."},
		{"the strongest edges", chain, Options{MaxEdges: 3}, "o/b o/s B C D S | o/bB o/sS DC | 4 edges (builds-on), 1 edge (compares). | lone A E L"},
		{"the nodes asked for, before any limit", chain, Options{Around: []string{"paper:A"}, Depth: 9, MaxNodes: 2}, "A B | BA | 4 edges (builds-on), 1 edge (compares), 1 work further away, 6 nodes past the limit, the least connected."},
	} {
		v, err := NewView(graphOf(t, c.edges...), c.o)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := drawnAs(v); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

func TestViewOfWhatIsNotThere(t *testing.T) {
	g := graphOf(t, "B uses A")
	for want, o := range map[string]Options{
		`around: the graph has no node "paper:Q"`: {Around: []string{"paper:Q"}},
		`by "colour", only by field or year`:      {Cluster: "colour"},
		`no node "paper:R"`:                       {Only: []string{"paper:R"}},
	} {
		if _, err := NewView(g, o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: error %v, want %q", o, err, want)
		}
	}
}
