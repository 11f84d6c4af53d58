package graph

import (
	"testing"

	"stemma"
)

// TestCitedWork shows which known work a citation is.
func TestCitedWork(t *testing.T) {
	scores := stemma.KnownWork{Title: "Image Synthesis by Annealing Langevin Chains", Authors: []string{"Lee", "Hu"}, Year: "2020"}
	first := stemma.KnownWork{Title: scores.Title, Authors: []string{"Lee"}, Year: "2020"}
	listed := stemma.KnownWork{Title: "Another Matter", Authors: []string{"Lee", "Hu", "Day"}, Year: "2020", Keys: []string{"lee2020"}}
	known := "known:title:" + looseKey(scores.Title)
	for _, c := range []struct {
		what, text string
		works      []stemma.KnownWork
		want       string
	}{
		{"a word of the title will do where all authors agree", "Synthesis as in [=Lee & Hu, 2020|uses].", []stemma.KnownWork{scores}, known},
		{"a word there must be", "As in [=Lee & Hu, 2020|uses].", []stemma.KnownWork{scores}, "cited:lee+hu-2020"},
		{"other authors wrote another work", "Synthesis as in [=Lee & Day, 2020|uses].", []stemma.KnownWork{scores}, "cited:lee+day-2020"},
		{"two authors are not one", "Image synthesis by annealing chains as in [=Lee, 2020|uses].", []stemma.KnownWork{scores}, "cited:lee-2020"},
		{"the first author alone needs more words", "Synthesis as in [=Lee & Hu, 2020|uses].", []stemma.KnownWork{first}, "cited:lee+hu-2020"},
		{"which it may have", "Image synthesis by annealing chains as in [=Lee et al., 2020|uses].", []stemma.KnownWork{first}, known},
		{"the year of the conference", "Synthesis as in [=Lee & Hu, 2021|uses].", []stemma.KnownWork{scores}, known},
		{"the year before is not", "Synthesis as in [=Lee & Hu, 2019|uses].", []stemma.KnownWork{scores}, "cited:lee+hu-2019"},
		{"of a bibliography the only one that fits", "As in [=Lee et al., 2020|uses].", []stemma.KnownWork{listed}, "known:title:another-matter"},
		{"and not one that does not", "As in [=Lee & Hu, 2020|uses].", []stemma.KnownWork{listed}, "cited:lee+hu-2020"},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := NewCatalogue(c.works).Build([]stemma.Reading{paper("a 2022", "A", c.text)}, nil)
			if got, want := edgesOf(g), "a uses "+c.want+" x1\n"; got != want {
				t.Errorf("got %s want %s", got, want)
			}
		})
	}
}
