package store_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stemma"
	"stemma/store"
)

// sizes are the numbers of targets that the benchmarks measure with.
var sizes = []int{10_000, 100_000}

func observations(n int, at time.Time) []stemma.Observation {
	all := make([]stemma.Observation, n)
	for i := range all {
		all[i] = seen(fmt.Sprintf("owner/repository-%d", i), stemma.Alive, int64(i+1), at)
	}
	return all
}

func openBench(b *testing.B) *store.Store {
	b.Helper()
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "stemma.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// saveAll saves a group at a time.
func saveAll(b *testing.B, s *store.Store, all []stemma.Observation, group int) {
	b.Helper()
	for some := range slices.Chunk(all, group) {
		if err := s.SaveObservations(b.Context(), some); err != nil {
			b.Fatal(err)
		}
	}
}

// eachSize runs a benchmark on a store in which as many targets as there are were seen.
func eachSize(b *testing.B, run func(b *testing.B, s *store.Store, all []stemma.Observation)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, all := openBench(b), observations(n, noon)
			saveAll(b, s, all, 100)
			b.ResetTimer()
			run(b, s, all)
		})
	}
}

// BenchmarkSaveFirst saves the first look at every target, one or a hundred at a time.
func BenchmarkSaveFirst(b *testing.B) {
	for _, n := range sizes {
		for _, group := range []int{1, 100} {
			b.Run(fmt.Sprintf("%d/by%d", n, group), func(b *testing.B) {
				all := observations(n, noon)
				for b.Loop() {
					saveAll(b, openBench(b), all, group)
				}
			})
		}
	}
}

// BenchmarkSaveAgain saves looks that see the known state again.
func BenchmarkSaveAgain(b *testing.B) {
	eachSize(b, func(b *testing.B, s *store.Store, all []stemma.Observation) {
		for b.Loop() {
			saveAll(b, s, all, 100)
		}
	})
}

func BenchmarkLatest(b *testing.B) {
	eachSize(b, func(b *testing.B, s *store.Store, all []stemma.Observation) {
		for b.Loop() {
			if got, err := s.Latest(b.Context()); err != nil || len(got) != len(all) {
				b.Fatalf("%d targets, %v", len(got), err)
			}
		}
	})
}

// BenchmarkClaim asks for a tenth of the targets and claims them.
func BenchmarkClaim(b *testing.B) {
	eachSize(b, func(b *testing.B, s *store.Store, all []stemma.Observation) {
		var targets []stemma.Target
		for _, o := range all[:len(all)/10] {
			targets = append(targets, o.Target)
		}
		w := s.NewWorker(func() time.Time { return noon })
		for b.Loop() {
			got, err := w.Claim(b.Context(), targets, nil, store.Terms{Now: noon})
			if err != nil || len(got) != len(targets) || !got[0].Due {
				b.Fatalf("%d targets, %v", len(got), err)
			}
		}
	})
}
