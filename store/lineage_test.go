package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/graph"
	"stemma/store"
)

// lineagePapers makes papers whose references depend on each other in every way: names that
// others introduce or use first, acronyms and citations that others explain.
func lineagePapers(n int, r *rand.Rand) []stemma.Reading {
	names := []string{"AlphaNet", "BetaNet", "GAMMA", "Delta Flow Model", "DFM", "Epsilon-2", "Zeta"}
	authors := []string{"Ann Lee", "Bo Hu", "Cy Day"}
	papers := make([]stemma.Reading, n)
	for i := range papers {
		p := &papers[i]
		p.Paper = stemma.Paper{ID: fmt.Sprint("p", i), Title: fmt.Sprint("Paper ", i), Abstract: strings.Repeat("x", 200),
			Date: fmt.Sprintf("%d-%02d", 2018+r.IntN(5), 1+r.IntN(12)), Authors: []string{authors[r.IntN(3)], "Di Fox"}}
		if r.IntN(3) == 0 {
			p.Extraction.Own = []string{names[r.IntN(len(names))]}
		}
		for at := range r.IntN(4) {
			m := stemma.Mention{Start: at * 20, End: at*20 + 4, Name: names[r.IntN(len(names))], Relation: stemma.Uses}
			if r.IntN(3) > 0 {
				p.Extraction.Mentions = append(p.Extraction.Mentions, m)
				continue
			}
			c := stemma.Citation{Start: m.Start, End: m.End, Kind: stemma.CitationAuthorYear, Authors: []string{"Lee"}, EtAl: true, Year: fmt.Sprint(2018 + r.IntN(5)), Relation: stemma.Extends}
			if r.IntN(2) == 0 {
				c.Name = m.Name
			}
			p.Extraction.Citations = append(p.Extraction.Citations, c)
		}
	}
	return papers
}

func weave(t *testing.T, s *store.Store) {
	t.Helper()
	if err := graph.Weave(t.Context(), s, graph.NewCatalogue(nil), nil); err != nil {
		t.Fatal(err)
	}
}

func saveReadings(t *testing.T, s *store.Store, readings ...stemma.Reading) {
	t.Helper()
	if err := s.SaveReadings(t.Context(), readings); err != nil {
		t.Fatal(err)
	}
}

func tiesOf(t *testing.T, s *store.Store) []string {
	t.Helper()
	var ties []string
	err := s.EachTie(context.WithoutCancel(t.Context()), func(tie stemma.Tie) error {
		ties = append(ties, fmt.Sprintf("%+v", tie))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ties)
	return ties
}

// TestLineageGrows adds papers in one run, and the same in another order, a few at a time,
// some of them first in another version. The lineage has to be the same.
func TestLineageGrows(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		papers := lineagePapers(40, r)
		whole, grown := open(t, filepath.Join(t.TempDir(), "whole.db")), open(t, filepath.Join(t.TempDir(), "grown.db"))
		saveReadings(t, whole, papers...)
		weave(t, whole)

		older := lineagePapers(40, r)
		r.Shuffle(len(papers), func(i, j int) { papers[i], papers[j] = papers[j], papers[i] })
		for some := range slices.Chunk(papers, 7) {
			for _, p := range some {
				if r.IntN(3) == 0 {
					was := older[r.IntN(len(older))]
					was.Paper.ID = p.Paper.ID
					saveReadings(t, grown, was)
				}
			}
			weave(t, grown)
			saveReadings(t, grown, some...)
			weave(t, grown)
		}
		if diff := cmp.Diff(tiesOf(t, whole), tiesOf(t, grown)); diff != "" {
			t.Fatalf("seed %d: at once (-) and bit by bit (+):\n%s", seed, diff)
		}
	}
}
