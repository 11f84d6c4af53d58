package graph

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// way writes a path as "C uses B extends A"; what goes against an edge as "B <uses C".
func way(g *Graph, p *Path) string {
	nodes := p.Nodes(g)
	text := nodes[0].Label
	for i, e := range p.Edges {
		sign := ""
		if e.From != nodes[i].Key {
			sign = "<"
		}
		text += fmt.Sprintf(" %s%s %s", sign, e.Relation, nodes[i+1].Label)
	}
	return text
}

func TestPath(t *testing.T) {
	for _, c := range []struct {
		what  string
		edges []string
		a, b  string
		every bool
		want  string
	}{
		{"fewest steps first", []string{"D uses C", "C uses B", "B uses A", "D analyzes B @0.1"}, "D", "A", false, "D analyzes B uses A"},
		{"then the surest", []string{"D uses C @0.5", "D uses B @0.9", "C uses A", "B uses A @0.8"}, "D", "A", false, "D uses B uses A"},
		{"the product counts, not the weakest", []string{"D uses C @0.5", "D uses B @0.6", "C uses A", "B uses A @0.6"}, "D", "A", false, "D uses C uses A"},
		{"then the stronger relation", []string{"D uses B", "D extends C", "C uses A", "B uses A"}, "D", "A", false, "D extends C uses A"},
		{"then the first key", []string{"D uses C", "D uses B", "C uses A", "B uses A"}, "D", "A", false, "D uses B uses A"},
		{"the other way round where there is no other", []string{"B uses A"}, "A", "B", false, "B uses A"},
		{"a comparison leads nowhere", []string{"B compares A"}, "B", "A", false, "B"},
		{"unless any relation will do, against the edge as well", []string{"B compares A", "B evaluates-on C"}, "A", "C", true, "A <compares B evaluates-on C"},
		{"a version leads to the one before", []string{"B uses A2", "A2 version-of A"}, "B", "A", false, "B uses A2 version-of A"},
		{"circles", []string{"B uses A", "C uses B", "A uses C"}, "A", "B", false, "A uses C uses B"},
		{"to itself", []string{"B uses A"}, "A", "A", false, "A"},
	} {
		g := graphOf(t, c.edges...)
		p, err := g.Path(keyOf(c.a), keyOf(c.b), c.every)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		} else if got := way(g, p); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	if _, err := graphOf(t, "B uses A").Path("paper:A", "paper:nobody", false); err == nil || !strings.Contains(err.Error(), "nobody") {
		t.Errorf("error %v", err)
	}
}

// TestPathIsTheBest tries every chain of the fewest steps.
func TestPathIsTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	for run := range 100 {
		g := randomGraph(t, r, 2+r.IntN(10), r.IntN(40))
		p, err := g.Path("paper:N0", "paper:N1", false)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Edges) == 0 {
			continue
		}
		product := func(edges []*Edge) float64 {
			s := 0.0
			for _, e := range edges {
				s += math.Log(confidence(e))
			}
			return s
		}
		best := math.Inf(-1)
		var try func(at string, edges []*Edge)
		try = func(at string, edges []*Edge) {
			if at == p.To.Key {
				if len(edges) < len(p.Edges) {
					t.Fatalf("%d: %d steps, and %d are enough", run, len(p.Edges), len(edges))
				}
				best = max(best, product(edges))
			}
			if len(edges) == len(p.Edges) {
				return
			}
			for _, e := range g.Out(at) {
				if descends(e) {
					try(e.To, append(edges[:len(edges):len(edges)], e))
				}
			}
		}
		try(p.From.Key, nil)
		if math.Abs(best-product(p.Edges)) > 1e-12 {
			t.Errorf("%d: %s is worth %g, and %g is possible", run, way(g, p), product(p.Edges), best)
		}
	}
}
