package graph_test

import (
	"testing"

	"stemma"
	"stemma/graph"
)

// TestImpact counts on a chain: second builds on first, third on second; first has code.
func TestImpact(t *testing.T) {
	target := stemma.Target{URL: "https://github.com/o/r", Kind: stemma.KindRepository, Host: stemma.GitHubHost, Owner: "o", Repo: "r"}
	reading := func(id, own, uses string) stemma.Reading {
		r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: id, Abstract: uses}, Extraction: stemma.Extraction{Own: []string{own}}}
		if uses != "" {
			r.Extraction.Mentions = []stemma.Mention{{Start: 0, End: len(uses), Name: uses, Type: stemma.TypeMethod, Relation: stemma.Extends}}
		}
		return r
	}
	first := reading("first", "AlphaFlow", "")
	first.Extraction.Links = []stemma.Link{{Target: target}}
	g := graph.Build([]stemma.Reading{first, reading("second", "BetaFlow", "AlphaFlow"), reading("third", "GammaFlow", "BetaFlow")}, nil)
	impact := g.Impact()
	for key, want := range map[string]int{
		"paper:first": 2, "paper:second": 1, "paper:third": 0, graph.CodeKey(target.Key()): 2, "paper:none": 0,
	} {
		if got := impact.Of(key); got != want {
			t.Errorf("%s: got %d, want %d", key, got, want)
		}
		if again := impact.Of(key); again != want {
			t.Errorf("%s: asked again, got %d, want %d", key, again, want)
		}
	}
}
