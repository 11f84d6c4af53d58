package graph

import (
	"math"
	"math/rand/v2"
	"testing"
)

// naiveRank is PageRank as it is written in textbooks, on a dense matrix.
func naiveRank(g *Graph) map[string]float64 {
	var works []*Node
	for _, n := range g.Nodes() {
		if !isCode(n) {
			works = append(works, n)
		}
	}
	count := float64(len(works))
	rank := make(map[string]float64)
	for _, n := range works {
		rank[n.Key] = 1 / count
	}
	for range 400 {
		next := make(map[string]float64)
		for _, n := range works {
			total := 0.0
			for _, e := range g.Out(n.Key) {
				if buildsOn(e) {
					total += pull(e)
				}
			}
			for _, m := range works {
				part := 1 / count
				if total > 0 {
					part = 0
					for _, e := range g.Out(n.Key) {
						if e.To == m.Key && buildsOn(e) {
							part = pull(e) / total
						}
					}
				}
				next[m.Key] += damping * part * rank[n.Key]
			}
		}
		for _, m := range works {
			next[m.Key] += (1 - damping) / count
		}
		rank = next
	}
	return rank
}

func TestPageRankIsTheTextbooks(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 1))
	for run := range 30 {
		g := randomGraph(t, r, 1+r.IntN(20), r.IntN(60))
		want := naiveRank(g)
		sum := 0.0
		for id, got := range g.pageRank(g.web()) {
			sum += got
			if key := g.store.nodes[id].Key; math.Abs(got-want[key]) > 1e-9 {
				t.Errorf("%d: %s has %.12f, want %.12f", run, key, got, want[key])
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%d: the ranks sum up to %.15f", run, sum)
		}
	}
}

func TestPageRankOfNothing(t *testing.T) {
	if rank := newGraph().pageRank(newGraph().web()); len(rank) != 0 {
		t.Errorf("ranks %v", rank)
	}
	if g := graphOf(t, "o/r is gone"); g.pageRank(g.web())[0] != 0 {
		t.Error("code has a rank")
	}
}
