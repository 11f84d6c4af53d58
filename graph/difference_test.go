package graph

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

func TestDifference(t *testing.T) {
	ddim := stemma.KnownWork{Name: "DDIM", Title: "Implicit Models", Authors: []string{"Song"}, Year: "2020", ArXiv: "2010.02502"}
	with := func(change func(*stemma.KnownWork)) stemma.KnownWork {
		w := ddim
		change(&w)
		return w
	}
	other := stemma.KnownWork{Name: "Glow", Title: "Glow: Flows", Authors: []string{"Kingma"}, Year: "2018"}
	all := []string{"by:song 2020", "by:song 2021", "id:10.48550/arxiv.2010.02502", "id:2010.02502", "name:ddim", "name:implicitmodel"}
	for _, c := range []struct {
		what          string
		before, after []stemma.KnownWork
		keys          []string
		papers        string // by title, by another title, by identifier
	}{
		{"nothing", []stemma.KnownWork{ddim}, []stemma.KnownWork{ddim}, nil, "false false false"},
		{"the source is no matter", []stemma.KnownWork{ddim}, []stemma.KnownWork{with(func(w *stemma.KnownWork) { w.Source = "x:7" })}, nil, "false false false"},
		{"one more", []stemma.KnownWork{other}, []stemma.KnownWork{other, ddim}, all, "true false true"},
		{"one less", []stemma.KnownWork{ddim, other}, []stemma.KnownWork{other}, all, "true false true"},
		{"another form bears on all of the work", []stemma.KnownWork{ddim}, []stemma.KnownWork{with(func(w *stemma.KnownWork) { w.Forms = []string{"Dimmer"} })},
			slices.Concat(all[:4], []string{"name:ddim", "name:dimmer", "name:implicitmodel"}), "false false false"},
		{"what is joined with it too", []stemma.KnownWork{ddim}, []stemma.KnownWork{{Name: "DDIM", DOI: "10.1000/1", ArXiv: "2010.02502"}, ddim},
			slices.Concat(all[:2], []string{"id:10.1000/1"}, all[2:]), "false false false"},
		{"a node that another has taken the key of", []stemma.KnownWork{{Name: "Dimmer", ArXiv: "1"}}, []stemma.KnownWork{{Name: "Other", ArXiv: "1"}, {Name: "Dimmer", ArXiv: "1"}},
			[]string{"id:1", "id:10.48550/arxiv.1", "name:dimmer", "name:other"}, "false false false"},
		{"a key of a bibliography", []stemma.KnownWork{ddim}, []stemma.KnownWork{with(func(w *stemma.KnownWork) { w.Keys = []string{"song20"} })},
			slices.Concat(all[:4], []string{"id:song20"}, all[4:]), "false false false"},
		{"another author", []stemma.KnownWork{ddim}, []stemma.KnownWork{with(func(w *stemma.KnownWork) { w.Authors = []string{"Sung"} })},
			slices.Concat(all[:2], []string{"by:sung 2020", "by:sung 2021"}, all[2:]), "true false true"},
		{"another order of two is no matter", []stemma.KnownWork{ddim, other}, []stemma.KnownWork{other, ddim}, nil, "false false false"},
	} {
		d := NewCatalogue(c.before).Difference(NewCatalogue(c.after))
		if diff := cmp.Diff(c.keys, d.Keys); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
		papers := d.Papers()
		if papers == nil {
			papers = func(string, string) bool { return false }
		}
		if got := fmt.Sprint(papers("a", "Implicit models"), " ", papers("a", "Glow: Flows"), " ", papers("2010.02502v2", "A")); got != c.papers {
			t.Errorf("%s: papers %s, want %s", c.what, got, c.papers)
		}
	}
}
