package graph

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestCircles(t *testing.T) {
	for want, edges := range map[string][]string{
		"":           {"B uses A", "C uses B", "C uses A"},
		"A B":        {"B uses A", "A extends B", "C uses A"},
		"A B C, X Y": {"B uses A", "C uses B", "A uses C", "Y uses X", "X uses Y", "X uses A"},
		"A B C D E":  {"B uses A", "A uses B", "C uses B", "B uses C", "D uses C", "E uses D", "A uses E"},
		"P Q":        {"P uses Q", "Q uses P", "A uses P", "P compares A"},
		"W X, Y Z":   {"W uses X", "X uses W", "X uses Y", "Y uses Z", "Z uses Y"},
	} {
		var got []string
		for _, c := range graphOf(t, edges...).Circles() {
			got = append(got, names(c))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%v: circles %q, want %q", edges, s, want)
		}
	}
}

// TestComponentsAreMutualReachability compares them with their definition.
func TestComponentsAreMutualReachability(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for run := range 200 {
		a := randomGraph(t, r, 1+r.IntN(15), r.IntN(40)).adjacency(buildsOn)
		part, count := components(a)
		reach := reachability(a, nil)
		for x := range a.size() {
			if part[x] < 0 || part[x] >= count {
				t.Fatalf("%d: component %d of %d", run, part[x], count)
			}
			for y := range a.size() {
				if same := reach[x][y] && reach[y][x]; x != y && same != (part[x] == part[y]) {
					t.Fatalf("%d: %d and %d reach each other: %v; components %d and %d", run, x, y, same, part[x], part[y])
				}
				if reach[x][y] && part[y] > part[x] {
					t.Fatalf("%d: an edge leads up from %d to %d", run, part[x], part[y])
				}
			}
		}
	}
}

// reachability is Warshall's, over the edges that are not gone.
func reachability(a *adjacency, gone []bool) [][]bool {
	reach := make([][]bool, a.size())
	for n := range reach {
		reach[n] = make([]bool, a.size())
		for i := a.first[n]; i < a.first[n+1]; i++ {
			reach[n][a.to[i]] = gone == nil || !gone[i]
		}
	}
	for k := range reach {
		for i := range reach {
			for j := range reach {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	return reach
}

func TestAgainstTime(t *testing.T) {
	g := graphOf(t, "A of 2020", "B of 2022", "A uses B", "B uses A", "A extends C", "C of 2020", "A compares D", "D of 2024", "E version-of A", "E of 2019", "A uses Undated")
	var got []string
	for _, e := range g.AgainstTime() {
		got = append(got, strings.ReplaceAll(e.From+" "+string(e.Relation)+" "+e.To, "paper:", ""))
	}
	if s, want := strings.Join(got, ", "), "A uses B, E version-of A"; s != want {
		t.Errorf("%s, want %s", s, want)
	}
}
