package graph

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// reducedAway names the edges that go, as "CA" for that of C to A.
func reducedAway(g *Graph) string {
	a := g.adjacency(buildsOn)
	goes := reduction(a)
	var gone []string
	for n := range a.size() {
		for i := a.first[n]; i < a.first[n+1]; i++ {
			if goes[i] {
				gone = append(gone, g.store.nodes[n].Label+g.store.nodes[a.to[i]].Label)
			}
		}
	}
	return strings.Join(gone, " ")
}

func TestReduction(t *testing.T) {
	for _, c := range []struct {
		what  string
		edges []string
		want  string
	}{
		{"what a chain of two says", []string{"B uses A", "C uses B", "C uses A"}, "CA"},
		{"what a longer one says", []string{"B uses A", "C uses B", "D uses C", "D uses A"}, "DA"},
		{"a comparison is no chain", []string{"B compares A", "C uses B", "C uses A"}, ""},
		{"two ways of the same length", []string{"B uses A", "C uses A", "D uses B", "D uses C"}, ""},
		{"a circle keeps all its edges", []string{"A uses B", "B uses C", "C uses A", "A uses C", "C uses B", "B uses A"}, ""},
		{"two of a circle that build on the same: one could go, and neither does", []string{"A uses B", "B uses A", "A uses C", "B uses C"}, ""},
		{"by way of a circle", []string{"D uses A", "A uses B", "B uses A", "B uses C", "D uses C"}, "DC"},
		{"to itself", []string{"A uses B", "B uses C"}, ""},
	} {
		if got := reducedAway(graphOf(t, c.edges...)); got != c.want {
			t.Errorf("%s: %q goes, want %q", c.what, got, c.want)
		}
	}
}

// TestReductionKeepsReachability also demands that, without circles, nothing is left that
// could go.
func TestReductionKeepsReachability(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for run := range 200 {
		a := randomGraph(t, r, 1+r.IntN(16), r.IntN(60)).adjacency(buildsOn)
		gone := reduction(a)
		before, after := reachability(a, nil), reachability(a, gone)
		part, count := components(a)
		for n := range a.size() {
			for m := range a.size() {
				if before[n][m] != after[n][m] {
					t.Fatalf("%d: %d to %d was %v and is %v", run, n, m, before[n][m], after[n][m])
				}
			}
			for i := a.first[n]; i < a.first[n+1] && int(count) == len(part); i++ {
				if !gone[i] && detour(a, before, n, a.to[i]) {
					t.Fatalf("%d: %d to %d is left, and there is another way", run, n, a.to[i])
				}
			}
		}
	}
}

func detour(a *adjacency, reach [][]bool, from, to int32) bool {
	for _, by := range a.of(from) {
		if by != to && reach[by][to] {
			return true
		}
	}
	return false
}

// TestReductionIsBounded goes through the graphs that are worst for it.
func TestReductionIsBounded(t *testing.T) {
	const n = 300
	complete := &adjacency{first: []int32{0}}
	for i := range int32(n) {
		for j := range i {
			complete.to = append(complete.to, j)
		}
		complete.first = append(complete.first, int32(len(complete.to)))
	}
	left := 0
	for _, goes := range reduction(complete) {
		if !goes {
			left++
		}
	}
	if left != n-1 {
		t.Errorf("%d edges are left of a complete order of %d, want %d", left, n, n-1)
	}
}
