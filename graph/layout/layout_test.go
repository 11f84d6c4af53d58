package layout

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// field makes a graph as papers make it: every paper builds on a few earlier ones, mostly
// on those that many build on already.
func field(n, edges int) Graph {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var g Graph
	var ends []int
	for i := range n {
		rank := 2010 + 15*i/n
		if i%7 == 3 {
			rank = 0
		}
		g.Nodes = append(g.Nodes, Node{Width: float64(60 + r.IntN(100)), Height: 20, Rank: rank})
		for range edges / n {
			if i == 0 {
				break
			}
			to := r.IntN(i)
			if len(ends) > 0 && r.IntN(3) > 0 {
				to = ends[r.IntN(len(ends))]
			}
			if to == i {
				continue
			}
			g.Edges = append(g.Edges, Edge{From: i, To: to, Weight: 1 + r.IntN(10), Loose: r.IntN(4) == 0})
			ends = append(ends, to)
		}
	}
	return g
}

func path(n int) Graph {
	g := Graph{Nodes: boxes(n, 0)}
	for i := 1; i < n; i++ {
		g.Edges = append(g.Edges, Edge{From: i, To: i - 1})
	}
	return g
}

func star(n int) Graph {
	g := Graph{Nodes: boxes(n, 0)}
	for i := 1; i < n; i++ {
		g.Edges = append(g.Edges, Edge{From: i})
	}
	return g
}

func complete(n int) Graph {
	g := Graph{Nodes: boxes(n, 2020)}
	for i := range n {
		for k := range i {
			g.Edges = append(g.Edges, Edge{From: i, To: k})
		}
	}
	return g
}

func boxes(n, rank int) []Node {
	return slices.Repeat([]Node{{Width: 80, Height: 24, Rank: rank}}, n)
}

// extremes are graphs that no reading list is, and that must be drawn all the same.
var extremes = map[string]Graph{
	"nothing":          {},
	"one node":         {Nodes: boxes(1, 0)},
	"no edge":          {Nodes: boxes(5000, 0)},
	"one year":         {Nodes: boxes(5000, 2020)},
	"a star":           star(5000),
	"a path":           path(5000),
	"complete":         complete(200),
	"a loop":           {Nodes: boxes(1, 0), Edges: []Edge{{}}},
	"a cycle":          {Nodes: boxes(3, 0), Edges: []Edge{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 0}}},
	"twice":            {Nodes: boxes(2, 0), Edges: []Edge{{From: 0, To: 1}, {From: 0, To: 1}, {From: 1, To: 0}}},
	"a field":          field(1000, 3000),
	"nodes of no size": {Nodes: make([]Node, 10)},
}

func TestExtremes(t *testing.T) {
	for name, g := range extremes {
		t.Run(name, func(t *testing.T) { sound(t, g, draw(t, g)) })
	}
}

func draw(t testing.TB, g Graph) *Layout {
	t.Helper()
	l, err := New(g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// sound fails the test unless l could be drawn: everything is finite and inside, no two
// nodes overlap, edges end at their nodes, and time runs one way.
func sound(t testing.TB, g Graph, l *Layout) {
	t.Helper()
	if len(l.Nodes) != len(g.Nodes) || len(l.Edges) != len(g.Edges) {
		t.Fatalf("%d nodes and %d edges, want %d and %d", len(l.Nodes), len(l.Edges), len(g.Nodes), len(g.Edges))
	}
	inside := func(what string, i int, x, y float64) {
		if !(x >= 0 && x <= l.Width && y >= 0 && y <= l.Height) {
			t.Fatalf("%s %d: (%v, %v) is outside %v by %v", what, i, x, y, l.Width, l.Height)
		}
	}
	for i, n := range g.Nodes {
		inside("node", i, l.Nodes[i].X, l.Nodes[i].Y)
		inside("node", i, l.Nodes[i].X+n.Width, l.Nodes[i].Y+n.Height)
	}
	apart(t, g, l)
	for i, e := range g.Edges {
		points := l.Edges[i].Points
		if len(points) < 4 || len(points)%3 != 1 {
			t.Fatalf("edge %d has %d points", i, len(points))
		}
		for _, p := range points {
			inside("edge", i, p.X, p.Y)
		}
		meets(t, g.Nodes[e.From], l.Nodes[e.From], points[0])
		meets(t, g.Nodes[e.To], l.Nodes[e.To], points[len(points)-1])
		if from, to := g.Nodes[e.From].Rank, g.Nodes[e.To].Rank; from != 0 && to != 0 && from != to {
			if l.Edges[i].Against != (from < to) {
				t.Errorf("edge %d from %d to %d: against time %v", i, from, to, l.Edges[i].Against)
			}
		}
	}
	if !slices.IsSortedFunc(l.Bands, func(a, b Band) int { return int(a.X - b.X) }) {
		t.Errorf("bands %v", l.Bands)
	}
}

// apart sweeps from left to right over the nodes.
func apart(t testing.TB, g Graph, l *Layout) {
	t.Helper()
	order := make([]int, len(g.Nodes))
	for i := range order {
		order[i] = i
	}
	right := func(i int) float64 { return l.Nodes[i].X + 2*math.Ceil(g.Nodes[i].Width/2) }
	slices.SortFunc(order, func(a, b int) int {
		return 4*compare(right(a), right(b)) + 2*compare(l.Nodes[a].Y, l.Nodes[b].Y) + compare(float64(a), float64(b))
	})
	for i := 1; i < len(order); i++ {
		a, b := order[i-1], order[i]
		same := right(a) == right(b)
		if same && l.Nodes[a].Y+g.Nodes[a].Height > l.Nodes[b].Y+0.01 ||
			!same && l.Nodes[a].X+g.Nodes[a].Width > l.Nodes[b].X+1 {
			t.Fatalf("nodes %d at %v and %d at %v overlap", a, l.Nodes[a], b, l.Nodes[b])
		}
	}
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func meets(t testing.TB, n Node, at, p Point) {
	t.Helper()
	if !(p.Y >= at.Y-0.01 && p.Y <= at.Y+n.Height+2 && (math.Abs(p.X-at.X) <= 2 || math.Abs(p.X-at.X-n.Width) <= 2)) {
		t.Fatalf("an edge ends at %v, which is not at a side of the node at %v of %v by %v", p, at, n.Width, n.Height)
	}
}

func TestTheSameTwice(t *testing.T) {
	g := field(400, 1200)
	if a, b := draw(t, g), draw(t, g); !reflect.DeepEqual(a, b) {
		t.Error("two layouts of one graph differ")
	}
}

func TestWhatCannotBeDrawn(t *testing.T) {
	for want, g := range map[string]Graph{
		"node 0: a size":   {Nodes: []Node{{Width: math.NaN()}}},
		"node 1: a size":   {Nodes: []Node{{}, {Height: -1}}},
		"edge 0: it leads": {Nodes: boxes(1, 0), Edges: []Edge{{From: 0, To: 1}}},
	} {
		if _, err := New(g, Options{}); err == nil || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func FuzzLayout(f *testing.F) {
	f.Add([]byte{3, 10, 20, 30, 0, 1, 1, 2, 2, 0})
	f.Add([]byte{0})
	f.Add([]byte("a star is born of many nodes and edges, and of years"))
	f.Fuzz(func(t *testing.T, data []byte) {
		g := decode(data)
		sound(t, g, draw(t, g))
	})
}

// decode makes a graph of any bytes.
func decode(data []byte) Graph {
	var g Graph
	if len(data) == 0 {
		return g
	}
	n := min(int(data[0]), len(data)-1)
	for _, b := range data[1 : 1+n] {
		node := Node{Width: float64(b) * 1.7, Height: float64(b % 50), Cluster: int(b % 3), Rank: int(b % 8)}
		node.Body = node.Height / 2 * float64(b%2)
		g.Nodes = append(g.Nodes, node)
	}
	for rest := data[1+n:]; n > 0 && len(rest) >= 2; rest = rest[2:] {
		g.Edges = append(g.Edges, Edge{From: int(rest[0]) % n, To: int(rest[1]) % n, Weight: int(rest[0] % 5), Loose: rest[1]%4 == 0})
	}
	return g
}

func ExampleNew() {
	box := Node{Width: 60, Height: 20}
	g := Graph{Nodes: []Node{box, box, box}, Edges: []Edge{{From: 2, To: 0}, {From: 2, To: 1}}}
	for i, year := range []int{2019, 2021, 2024} {
		g.Nodes[i].Rank = year
	}
	l, err := New(g, Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, at := range l.Nodes {
		fmt.Println(g.Nodes[i].Rank, at.X, at.Y)
	}
	// Output:
	// 2019 0 0
	// 2021 100 20
	// 2024 201 7
}

func BenchmarkLayout5000(b *testing.B) {
	g := field(5000, 15000)
	for b.Loop() {
		draw(b, g)
	}
}

// TestShape: what is drawn fits a page, a chain of five thousand too.
func TestShape(t *testing.T) {
	for name, g := range extremes {
		if l := draw(t, g); len(g.Nodes) >= 100 && (l.Width > 8*l.Height || l.Height > 4*l.Width) {
			t.Errorf("%s is %v by %v", name, l.Width, l.Height)
		}
	}
}
