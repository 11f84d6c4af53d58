package graph

import (
	"errors"
	"testing"

	dgraph "github.com/dominikbraun/graph"
)

// TestStoreKeepsTheLibrarysContract runs the library's own graph over the store.
func TestStoreKeepsTheLibrarysContract(t *testing.T) {
	g := newGraph()
	d := g.Directed()
	for _, key := range []string{"a", "b", "c"} {
		if err := d.AddVertex(&Node{Key: key}); err != nil {
			t.Fatal(err)
		}
	}
	edge := &Edge{From: "a", To: "b"}
	for _, err := range []error{d.AddEdge("a", "c"), d.AddEdge("a", "b", dgraph.EdgeData(edge), dgraph.EdgeWeight(3))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for what, got := range map[string]struct{ err, want error }{
		"a node twice":             {d.AddVertex(&Node{Key: "a"}), dgraph.ErrVertexAlreadyExists},
		"an edge twice":            {d.AddEdge("a", "b"), dgraph.ErrEdgeAlreadyExists},
		"an edge to nowhere":       {d.AddEdge("a", "x"), dgraph.ErrVertexNotFound},
		"removing what has edges":  {d.RemoveVertex("a"), dgraph.ErrVertexHasEdges},
		"removing what is not":     {d.RemoveVertex("x"), dgraph.ErrVertexNotFound},
		"removing an edge not had": {d.RemoveEdge("b", "a"), dgraph.ErrEdgeNotFound},
	} {
		if !errors.Is(got.err, got.want) {
			t.Errorf("%s: error %v, want %v", what, got.err, got.want)
		}
	}
	if e, err := d.Edge("a", "b"); err != nil || e.Properties.Data != edge || e.Properties.Weight != 3 {
		t.Errorf("edge %+v, %v", e, err)
	}
	if edges := g.Edges(); len(edges) != 2 || edges[1].From != "a" || edges[1].To != "c" {
		t.Errorf("edges %v; the one that was added without data is wanted too", edges)
	}
	if m, err := d.PredecessorMap(); err != nil || len(m["b"]) != 1 {
		t.Errorf("predecessors %v, %v", m, err)
	}
	if err := errors.Join(d.RemoveEdge("a", "b"), d.RemoveVertex("b")); err != nil {
		t.Error(err)
	}
	if n, _ := d.Order(); n != 2 || g.Node("b") != nil || len(g.Nodes()) != 2 {
		t.Errorf("%d nodes after one was removed, want 2", n)
	}
	if n, _ := d.Size(); n != 1 {
		t.Errorf("%d edges, want 1", n)
	}
}

func TestDirectedIsTheSameGraph(t *testing.T) {
	g := Build(sample())
	path, err := dgraph.ShortestPath(g.Directed(), "paper:one", "named:DDPM")
	if err != nil || len(path) != 4 {
		t.Errorf("path %v, %v; want one, fast, ddim, DDPM", path, err)
	}
	size, err := g.Directed().Size()
	if err != nil || size != len(g.Edges()) {
		t.Errorf("size %d, %v; want %d", size, err, len(g.Edges()))
	}
}
