package graph

import (
	"math/rand/v2"
	"testing"
)

// TestCounter counts on a chain of which the first has code.
func TestCounter(t *testing.T) {
	counter := graphOf(t, "B extends A", "C uses B", "D compares C", "o/a implements A").Counter()
	for name, want := range map[string]int{"A": 2, "B": 1, "C": 0, "D": 0, "o/a": 2, "nobody": 0} {
		for range 2 { // asked again, the answer is the same
			if got := counter.Of(keyOf(name)); got != want {
				t.Errorf("%s: got %d, want %d", name, got, want)
			}
		}
	}
}

// TestRoundCountsTheSame compares 64 at once with one by one.
func TestRoundCountsTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	for run := range 100 {
		g := randomGraph(t, r, 1+r.IntN(60), r.IntN(150))
		var works []int32
		for id, n := range g.store.nodes {
			if !isCode(n) && len(works) < 64 {
				works = append(works, int32(id))
			}
		}
		counter := g.Counter()
		for i, got := range newRound(g.web()).count(works) {
			if want, _ := counter.of(works[i], len(counter.seen)); got != want {
				t.Errorf("%d: %d stand on %s, want %d", run, got, g.store.nodes[works[i]].Key, want)
			}
		}
	}
}

func TestManyAreCountedInRounds(t *testing.T) {
	g := lineageOf(20_000)
	counter := g.Counter()
	works := make([]int32, 150)
	for i := range works {
		works[i] = int32(i)
	}
	for i, got := range counter.ofWorks(works) {
		if want := counter.Of(g.store.nodes[i].Key); got != want {
			t.Errorf("%d stand on %d, want %d", got, i, want)
		}
	}
}
