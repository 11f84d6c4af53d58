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
		if i < 3 && r.IntN(2) == 0 { // one that says not by whom it is, and that a known work may be
			p.Paper.ID, p.Paper.Authors = fmt.Sprint("2001.0000", i), nil
		}
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
func bears(before, after []stemma.KnownWork) ([]string, func(id, title string) bool) {
	d := graph.NewCatalogue(before).Difference(graph.NewCatalogue(after))
	return d.Keys, d.Papers()
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

// An echo is a store to which every fact is told twice. It notes who passed a stage, as "STAGE ID".
type echo struct {
	*store.Store
	passed []string
}

func (e *echo) Settle(ctx context.Context, stage int, papers []stemma.Settled) (int, error) {
	for i := range papers {
		p := &papers[i]
		p.Facts = slices.Concat(p.Facts, p.Facts)
		e.passed = append(e.passed, fmt.Sprint(stage, " ", p.Paper))
	}
	return e.Store.Settle(ctx, stage, papers)
}

// TestAFactToldTwice: what a paper tells twice is kept once, and telling it again is no news to
// those that looked it up.
func TestAFactToldTwice(t *testing.T) {
	lantern := func(date, abstract string) stemma.Reading {
		return stemma.Reading{Paper: stemma.Paper{ID: "2101.00001", Title: "Light from Noise", Date: date, Abstract: abstract, Authors: []string{"Ada Orr"}}, Extraction: stemma.Extraction{Own: []string{"Lantern"}}}
	}
	user := stemma.Reading{Paper: stemma.Paper{ID: "b", Date: "2022", Abstract: "Lantern, Kiln, arXiv:2101.00001."}}
	user.Extraction.Mentions = []stemma.Mention{{Start: 0, End: 7, Name: "Lantern", Relation: stemma.Uses}, {Start: 9, End: 13, Name: "Kiln", Relation: stemma.Uses}}
	user.Extraction.Citations = []stemma.Citation{{Start: 15, End: 31, Kind: stemma.CitationArXiv, ID: "2101.00001", Relation: stemma.Uses}}
	path := newPath(t)
	s := &echo{Store: open(t, path)}
	saveReadings(t, s.Store, user, lantern("2020", "It is."))
	must(t, graph.Weave(t.Context(), s, graph.NewCatalogue(nil), nil))
	for _, c := range []struct {
		what   string // how the paper comes again
		paper  stemma.Reading
		passed string
	}{
		{"in other words", lantern("2020", "So it was."), "1 2101.00001"},
		{"and in others", lantern("2020", "It is so."), "1 2101.00001"},
		{"with another date", lantern("2021", "It is so."), "1 2101.00001, 2 b, 3 b"},
		{"as it was", lantern("2021", "It is so."), ""},
	} {
		saveReadings(t, s.Store, c.paper)
		s.passed = nil
		must(t, graph.Weave(t.Context(), s, graph.NewCatalogue(nil), nil))
		if got := strings.Join(s.passed, ", "); got != c.passed {
			t.Errorf("%s: %s passed, want %s", c.what, got, c.passed)
		}
		if n := count(t, path, "facts"); n != 5 {
			t.Errorf("%s: %d facts, want a name, who wrote it, two uses and what the citation is", c.what, n)
		}
	}
}

// TestAPartIsLoadedFromAKnownWork: a known work that is a paper of the corpus is that paper,
// as in the whole lineage, also where a part of it is asked for by the work.
func TestAPartIsLoadedFromAKnownWork(t *testing.T) {
	c := graph.NewCatalogue([]stemma.KnownWork{
		{Name: "Lantern", Title: "Light from Noise", ArXiv: "2101.00001"}, {Name: "Quern", Title: "Grinding Corn"}, {Name: "Kiln", Title: "A Kiln for Glass", DOI: "10.1000/2"},
	})
	s := open(t, newPath(t))
	saves := func(id, title, uses string) {
		r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: title, Abstract: "We use " + uses + "."}}
		r.Extraction.Mentions = []stemma.Mention{{Start: 7, End: 7 + len(uses), Name: uses, Relation: stemma.Uses}}
		saveReadings(t, s, r)
	}
	saves("2101.00001v3", "Light", "Gimlet")
	saves("mill", "Grinding corn", "Gimlet")
	for _, name := range []string{"Lantern", "Quern", "Kiln"} {
		saves("by "+name, "On "+name, name)
	}
	must(t, graph.Weave(t.Context(), s, c, nil))
	for key, want := range map[string]string{
		"known:arxiv:2101.00001":    "paper:2101.00001v3 paper:by Lantern", // by identifier
		"known:title:grinding-corn": "paper:by Quern paper:mill",           // by title
		"known:doi:10.1000/2":       "known:doi:10.1000/2 paper:by Kiln",   // it is none of the corpus
		"paper:mill":                "paper:by Quern paper:mill",
	} {
		g, err := c.Load(t.Context(), s, graph.Reach{From: []string{key}, Down: graph.Endless})
		must(t, err)
		var got []string
		for _, n := range g.Nodes() {
			got = append(got, n.Key)
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("from %s: %s, want %s", key, got, want)
		}
	}
}

// TestAPartIsAsInTheWhole: a part of the lineage holds what the whole holds of it, along
// versions of a work and for what is met on the way up and again on the way down.
func TestAPartIsAsInTheWhole(t *testing.T) {
	c := graph.NewCatalogue([]stemma.KnownWork{
		{Name: "Lantern", Title: "Light", ArXiv: "2001.00001", Year: "2020"}, {Name: "Lantern-2", Title: "More Light", ArXiv: "2101.00002", Year: "2021"},
		{Name: "Lantern-3", Title: "All Light", ArXiv: "2201.00003", Year: "2022"}, {Name: "Lanterns for Corn", Title: "Corn", ArXiv: "2101.00005", Year: "2021"},
	})
	s := open(t, newPath(t))
	saves := func(id string, uses ...string) {
		r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: id, Date: "2023"}}
		for _, name := range uses {
			at := len(r.Paper.Abstract)
			r.Paper.Abstract += name + ". "
			if id, ok := strings.CutPrefix(name, "arXiv:"); ok {
				r.Extraction.Citations = append(r.Extraction.Citations, stemma.Citation{Start: at, End: at + len(name), Text: name, Kind: stemma.CitationArXiv, ID: id, Relation: stemma.Uses})
				continue
			}
			r.Extraction.Mentions = append(r.Extraction.Mentions, stemma.Mention{Start: at, End: at + len(name), Name: name, Relation: stemma.Uses})
		}
		saveReadings(t, s, r)
	}
	saves("old", "Lantern")
	saves("new", "Lantern-2")
	saves("corn", "Lanterns for Corn")
	// These build on each other, as papers without dates of their own may seem to.
	saves("2301.00001", "arXiv:2301.00002")
	saves("2301.00002", "arXiv:2301.00001")
	saves("2301.00003", "arXiv:2301.00002") // which is above the first, and below it
	must(t, graph.Weave(t.Context(), s, c, nil))
	whole, err := c.LoadAll(t.Context(), s, true)
	must(t, err)
	for _, key := range []string{"known:arxiv:2001.00001", "known:arxiv:2101.00002", "paper:new", "paper:2301.00001"} {
		part, err := c.Load(t.Context(), s, graph.Reach{From: []string{key}, Up: graph.Endless, Down: graph.Endless, BuildsOn: true})
		must(t, err)
		if diff := cmp.Diff(lineageOf(t, whole, key), lineageOf(t, part, key)); diff != "" {
			t.Errorf("from %s: in the whole (-) and in the part (+):\n%s", key, diff)
		}
		if part.Node("known:arxiv:2201.00003") != nil || part.Node("paper:corn") != nil {
			t.Errorf("from %s: more than the lineage was loaded", key)
		}
	}
}

func lineageOf(t *testing.T, g *graph.Graph, key string) (steps []string) {
	t.Helper()
	l, err := g.Lineage(key, graph.Both, 0)
	must(t, err)
	for _, step := range l.Up {
		steps = append(steps, fmt.Sprint("up ", step.Distance, " ", step.Node.Key, " by ", step.Edge.Relation))
	}
	for _, step := range l.Down {
		steps = append(steps, fmt.Sprint("down ", step.Distance, " ", step.Node.Key, " by ", step.Edge.Relation))
	}
	return steps
}
