package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stemma"
)

// Between the same ends, what has more evidence comes first, whatever the order before.
func TestOrderOfEdges(t *testing.T) {
	edges := []*Edge{
		{From: "b", To: "a"},
		{From: "a", To: "b", Relation: stemma.Uses},
		{From: "a", To: "b", Relation: stemma.Extends},
		{From: "a", To: "b", Relation: stemma.Uses, Evidence: make([]Evidence, 1)},
		{From: "a", To: "c", Evidence: make([]Evidence, 9)},
		{From: "a", To: "b", Relation: stemma.Uses, Evidence: make([]Evidence, 2)},
	}
	want := "a b uses x2, a b uses x1, a b extends x0, a b uses x0, a c  x9, b a  x0"
	for range len(edges) {
		edges = append(edges[1:], edges[0])
		mixed := slices.Clone(edges)
		sortEdges(mixed)
		var got []string
		for _, e := range mixed {
			got = append(got, fmt.Sprintf("%s %s %s x%d", e.From, e.To, e.Relation, e.Weight()))
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
