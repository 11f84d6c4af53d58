package graph

import (
	"math"
	"slices"
)

// The usual parameters of PageRank (Page, Brin, Motwani and Winograd, 1999).
const (
	damping   = 0.85
	precision = 1e-10 // of the sum of what changes in a round, of a whole of 1
	maxRounds = 200   // 0.85^200 is below 1e-14
)

// pageRank returns how much of all the attention that papers pass on ends at each node, by
// number; works sum up to 1, and what is no work has 0. A paper passes its rank on to what
// it builds on, in proportion to the pull of the edges. One that builds on nothing gives
// its rank to all alike.
//
// What is given to all alike changes the scale and not the proportions, so that it is left
// out of the iteration and the sum is set right in the end (Del Corso, Gulli and Romani,
// 2005). The nodes are gone through from the papers to what they build on, each with what
// the round has given to those before it: without circles, the first round is the answer.
// The order of every sum is that of the nodes' numbers.
func (g *Graph) pageRank(w *web) []float64 {
	in := w.reversed()
	order := w.newestFirst()
	share := g.shares(in)
	rank := make([]float64, in.size())
	for range maxRounds {
		changed, sum := 0.0, 0.0
		for _, n := range order {
			if node := g.store.nodes[n]; node == nil || isCode(node) {
				continue
			}
			r := 1 - damping
			for i := in.first[n]; i < in.first[n+1]; i++ {
				r += damping * share[i] * rank[in.to[i]]
			}
			changed += math.Abs(r - rank[n])
			sum += r
			rank[n] = r
		}
		if changed <= precision*sum {
			break
		}
	}
	normalize(rank)
	return rank
}

// shares returns, for each edge of in, the part of what its paper passes on that goes along it.
func (g *Graph) shares(in *adjacency) []float64 {
	share := make([]float64, len(in.to))
	next := slices.Clone(in.first)
	for _, out := range g.store.out {
		total := 0.0
		for _, a := range out {
			if e := a.edge(); buildsOn(e) {
				total += pull(e)
			}
		}
		for _, a := range out { // papers come in ascending order, as they do in each list of in
			if e := a.edge(); buildsOn(e) {
				share[next[a.to]] = pull(e) / total
				next[a.to]++
			}
		}
	}
	return share
}

func normalize(rank []float64) {
	sum := 0.0
	for _, r := range rank {
		sum += r
	}
	if sum == 0 {
		return
	}
	for i := range rank {
		rank[i] /= sum
	}
}
