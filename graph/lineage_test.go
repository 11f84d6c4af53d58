package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// walked writes steps as "B@1<A" : B at distance 1, reached from A.
func walked(steps []Step) string {
	var parts []string
	for _, s := range steps {
		part := fmt.Sprintf("%s@%d<%s", s.Node.Label, s.Distance, strings.TrimPrefix(strings.TrimPrefix(s.Through(), "paper:"), "code:github.com/"))
		if len(s.Also) > 0 {
			part += fmt.Sprintf("+%d", len(s.Also))
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestLineage(t *testing.T) {
	family := []string{"C extends B", "D uses B", "B extends A", "B uses Z", "E uses C", "E uses D", "o/b implements B", "F compares B"}
	for _, c := range []struct {
		what, start string
		edges       []string
		direction   Direction
		depth       int
		up, down    string
	}{
		{"both ways; a comparison is no descent", "B", family, Both, 0, "A@1<B Z@1<B", "C@1<B D@1<B E@2<C+1"},
		{"up alone", "E", family, Up, 0, "C@1<E D@1<E B@2<C+1 A@3<B Z@3<B", ""},
		{"down alone, one step", "A", family, Down, 1, "", "B@1<A"},
		{"from code, the works that it implements come first", "o/b", family, Both, 2, "", "B@1<o/b C@2<B D@2<B"},
		{"a circle is gone through once", "A", []string{"B extends A", "C extends B", "A extends C"}, Both, 0, "C@1<A B@2<C", "B@1<A C@2<B"},
		{"the stronger of two equally near is the way", "E", []string{"E uses C", "E uses D", "C uses B", "D extends B"}, Up, 0, "C@1<E D@1<E B@2<D+1", ""},
		{"of equal relations the surer", "E", []string{"E uses C", "E uses D", "C uses B @0.4", "D uses B @0.9"}, Up, 0, "C@1<E D@1<E B@2<D+1", ""},
		{"a version stands on the one before", "A2", []string{"A2 version-of A1", "B uses A2"}, Both, 0, "A1@1<A2", "B@1<A2"},
		{"a node by itself", "A", []string{"A of 2020"}, Both, 0, "", ""},
	} {
		l, err := graphOf(t, c.edges...).Lineage(keyOf(c.start), c.direction, c.depth)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if up, down := walked(l.Up), walked(l.Down); up != c.up || down != c.down {
			t.Errorf("%s:\nup   %s\nwant %s\ndown %s\nwant %s", c.what, up, c.up, down, c.down)
		}
	}
}

func TestLineageSaysWhatLiesBeyond(t *testing.T) {
	l, err := graphOf(t, "B uses A", "C uses B", "D uses B", "B uses Z", "Z uses Y").Lineage(keyOf("B"), Both, 1)
	if err != nil || l.PastUp != 1 || l.PastDown != 0 {
		t.Errorf("%d above and %d below, %v; want 1 and 0", l.PastUp, l.PastDown, err)
	}
	if _, err := graphOf(t, "B uses A").Lineage("paper:nobody", Both, 0); err == nil || !strings.Contains(err.Error(), "nobody") {
		t.Errorf("error %v", err)
	}
}

// TestLineageIsReachability compares distances with those of a search without any cleverness.
func TestLineageIsReachability(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for run := range 100 {
		g := randomGraph(t, r, 2+r.IntN(25), r.IntN(60))
		l, err := g.Lineage("paper:N0", Both, 0)
		if err != nil {
			t.Fatal(err)
		}
		sameDistances(t, fmt.Sprint(run, " up"), l.Up, naiveDistances(g, "paper:N0", true, descends))
		sameDistances(t, fmt.Sprint(run, " down"), l.Down, naiveDistances(g, "paper:N0", false, descends))
	}
}

// naiveDistances relaxes every edge until nothing changes.
func naiveDistances(g *Graph, start string, up bool, follow func(*Edge) bool) map[string]int {
	distance := map[string]int{start: 0}
	for changed := true; changed; {
		changed = false
		for _, e := range g.Edges() {
			from, to := e.From, e.To
			code := isCode(g.Node(from))
			if !up && !code {
				from, to = to, from
			}
			d, ok := distance[from]
			if old, known := distance[to]; ok && (follow(e) || code && !up) && (!known || d+1 < old) {
				distance[to], changed = d+1, true
			}
		}
	}
	delete(distance, start)
	return distance
}

func sameDistances(t *testing.T, what string, steps []Step, want map[string]int) {
	t.Helper()
	for _, s := range steps {
		if want[s.Node.Key] != s.Distance {
			t.Errorf("%s: %s at %d, want %d", what, s.Node.Key, s.Distance, want[s.Node.Key])
		}
	}
	if len(steps) != len(want) {
		t.Errorf("%s: %d nodes, want %d", what, len(steps), len(want))
	}
}

func ExampleGraph_Lineage() {
	g := Build(sample())
	l, err := g.Lineage("paper:fast", Up, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range l.Up {
		fmt.Println(s.Distance, s.Edge.Relation, s.Node.Label)
	}
	// Output:
	// 1 extends DDIM
	// 2 generalizes DDPM
}
