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
// others introduce or use first, acronyms, citations and identifiers that others explain.
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
			switch r.IntN(4) {
			case 0:
				c = stemma.Citation{Start: m.Start, End: m.End, Kind: stemma.CitationArXiv, ID: fmt.Sprint("2001.0000", r.IntN(3)), Relation: stemma.Uses}
			case 1:
				c = stemma.Citation{Start: m.Start, End: m.End, Kind: stemma.CitationKey, ID: fmt.Sprint("key", r.IntN(3)), Relation: stemma.Uses}
			}
			p.Extraction.Citations = append(p.Extraction.Citations, c)
		}
	}
	return papers
}

// knownWorks makes works that such papers may mean, or be.
func knownWorks(r *rand.Rand) []stemma.KnownWork {
	names := []string{"AlphaNet", "BetaNet 2", "GAMMA", "Delta Flow Model", "Eta", ""}
	var works []stemma.KnownWork
	for range r.IntN(6) {
		w := stemma.KnownWork{Name: names[r.IntN(len(names))], Title: fmt.Sprint("Paper ", r.IntN(60)), Year: fmt.Sprint(2017 + r.IntN(6))}
		for _, may := range [...]func(){
			func() { w.Forms = []string{"DFM"} },
			func() { w.Authors = []string{"Lee", "Fox"} },
			func() { w.Authors = []string{"Lee"} },
			func() { w.ArXiv = fmt.Sprint("2001.0000", r.IntN(3)) },
			func() { w.Keys = []string{fmt.Sprint("key", r.IntN(3))} },
			func() { w.Field = "vision" },
		} {
			if r.IntN(3) == 0 {
				may()
			}
		}
		works = append(works, w)
	}
	return works
}

// bears is what package graph says.
func bears(before, after []stemma.KnownWork) ([]string, func(string) bool) {
	d := graph.NewCatalogue(before).Difference(graph.NewCatalogue(after))
	return d.Keys, d.Titles()
}

func weave(t *testing.T, s *store.Store) {
	t.Helper()
	weaveUntil(t, s, graph.Tying)
}

// weaveUntil weaves with the works of the store, and stops behind a stage.
func weaveUntil(t *testing.T, s *store.Store, last graph.Stage) {
	t.Helper()
	works, err := s.KnownWorks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	err = graph.Weave(ctx, s, graph.NewCatalogue(works), func(stage graph.Stage, _ int) {
		if stage == last && last < graph.Tying {
			stop()
		}
	})
	if err != nil && ctx.Err() == nil {
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

// TestLineageGrows adds papers and known works in one run, and the same in another order, a
// few at a time, some of them first in another version, with runs that are interrupted in
// between. The lineage has to be the same.
func TestLineageGrows(t *testing.T) {
	origins := []string{"a.bib", "b.csv", "openalex"}
	for seed := range uint64(16) {
		r := rand.New(rand.NewPCG(seed, 1))
		papers, works := lineagePapers(40, r), make(map[string][]stemma.KnownWork)
		whole, grown := open(t, filepath.Join(t.TempDir(), "whole.db")), open(t, filepath.Join(t.TempDir(), "grown.db"))
		saveReadings(t, whole, papers...)
		for _, origin := range origins {
			works[origin] = knownWorks(r)
			must(t, whole.SaveKnownWorks(t.Context(), origin, works[origin], bears))
		}
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
			weaveUntil(t, grown, graph.Stage(1+r.IntN(3)))
			saveReadings(t, grown, some...)
			must(t, grown.SaveKnownWorks(t.Context(), origins[r.IntN(len(origins))], knownWorks(r), bears))
			weaveUntil(t, grown, graph.Stage(1+r.IntN(3)))
		}
		for _, origin := range origins {
			must(t, grown.SaveKnownWorks(t.Context(), origin, works[origin], bears))
		}
		weave(t, grown)
		if diff := cmp.Diff(tiesOf(t, whole), tiesOf(t, grown)); diff != "" {
			t.Fatalf("seed %d: at once (-) and bit by bit (+):\n%s", seed, diff)
		}
	}
}
