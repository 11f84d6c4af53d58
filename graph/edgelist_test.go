package graph

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"stemma"

	dgraph "github.com/dominikbraun/graph"
)

// graphOf makes a graph of lines such as
//
//	B extends A            A and B are papers, and B extends A
//	B extends A @0.5 x3    with that confidence, said in three places
//	o/a implements A       what holds a slash is a repository
//	B version-of A         any other relation
//	A of 2020              the year
//	o/a is gone            the status
//	A promises             code
//	A known                it is a work from outside, and no paper
func graphOf(t testing.TB, lines ...string) *Graph {
	t.Helper()
	g := newGraph()
	for _, line := range lines {
		f := strings.Fields(line)
		if len(f) < 2 {
			t.Fatalf("%q says nothing", line)
		}
		n := g.listed(f[0])
		switch f[1] {
		case "of":
			n.Year = f[2]
		case "is":
			status, err := stemma.ParseStatus(f[2])
			if err != nil {
				t.Fatal(err)
			}
			n.Status = status
		case "promises":
			n.Promises = []Evidence{{Paper: n.Label, Sentence: "Code will come."}}
		case "known":
			n.Kind = Known
		default:
			g.link(t, n, g.listed(f[2]), stemma.Relation(f[1]), f[3:])
		}
	}
	return g
}

// listed returns the node of that name, and adds it where it is missing.
func (g *Graph) listed(name string) *Node {
	n := &Node{Key: keyOf(name), Kind: Paper, Label: name}
	if strings.Contains(name, "/") {
		n.Kind = Repository
		n.Target = stemma.Target{URL: "https://github.com/" + name, Kind: stemma.KindRepository, Host: stemma.GitHubHost}
	}
	if g.Node(n.Key) == nil {
		if err := g.directed.AddVertex(n); err != nil {
			panic(err)
		}
	}
	return g.Node(n.Key)
}

func keyOf(name string) string {
	if strings.Contains(name, "/") {
		return CodeKey("github.com/" + strings.ToLower(name))
	}
	return "paper:" + name
}

func (g *Graph) link(t testing.TB, from, to *Node, relation stemma.Relation, more []string) {
	e := &Edge{From: from.Key, To: to.Key, Relation: relation, Confidence: 1}
	places := 1
	for _, m := range more {
		value, err := strconv.ParseFloat(m[1:], 64)
		if err != nil {
			t.Fatal(err)
		}
		if m[0] == '@' {
			e.Confidence = value
		} else {
			places = int(value)
		}
	}
	for range places {
		e.Evidence = append(e.Evidence, Evidence{Relation: relation, Sentence: fmt.Sprintf("%s %s %s.", from.Label, relation, to.Label)})
	}
	if err := g.directed.AddEdge(from.Key, to.Key, dgraph.EdgeData(e)); err != nil {
		t.Fatal(err)
	}
}

// randomGraph has n papers and about m edges, of builds-on relations and others, with
// circles, confidences and some code.
func randomGraph(t testing.TB, r *rand.Rand, n, m int) *Graph {
	relations := [...]stemma.Relation{stemma.Extends, stemma.Uses, stemma.Analyzes, stemma.Compares, stemma.VersionOf}
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf("N%d of %d", i, 2000+r.IntN(20)))
		if i%3 == 0 {
			lines = append(lines, fmt.Sprintf("o/r%d implements N%d", i/2, i))
		}
	}
	seen := make(map[[2]int]bool)
	for range m {
		a, b := r.IntN(n), r.IntN(n)
		if a == b || seen[[2]int{a, b}] {
			continue
		}
		seen[[2]int{a, b}] = true
		lines = append(lines, fmt.Sprintf("N%d %s N%d @%.2f x%d", a, relations[r.IntN(len(relations))], b, 0.05+0.95*r.Float64(), 1+r.IntN(3)))
	}
	return graphOf(t, lines...)
}

// names writes nodes as their labels.
func names(nodes []*Node) string {
	var labels []string
	for _, n := range nodes {
		labels = append(labels, n.Label)
	}
	return strings.Join(labels, " ")
}
