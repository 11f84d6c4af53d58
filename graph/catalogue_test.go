package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// known are works as the catalogue and a bibliography give them.
var knownWorks = []stemma.KnownWork{
	{Name: "DDIM", Forms: []string{"Denoising Diffusion Implicit Models"}, Kind: stemma.TypeMethod, Field: "generative", Authors: []string{"Song"}, Year: "2020",
		Title: "Denoising Diffusion Implicit Models", ArXiv: "2010.02502", Repository: "ermongroup/ddim"},
	{Name: "SAM", Forms: []string{"Segment Anything"}, Kind: stemma.TypeModel, Field: "vision", Authors: []string{"Kirillov"}, Year: "2023", Title: "Segment Anything", ArXiv: "2304.02643"},
	{Name: "SAM", Forms: []string{"Sharpness-Aware Minimization"}, Kind: stemma.TypeMethod, Field: "optimisation", Authors: []string{"Foret"}, Year: "2020",
		Title: "Sharpness-Aware Minimization for Efficiently Improving Generalization", ArXiv: "2010.01412"},
	{Name: "LLaMA", Kind: stemma.TypeModel, Field: "language", Authors: []string{"Touvron"}, Year: "2023", Title: "LLaMA: Open and Efficient Foundation Language Models", ArXiv: "2302.13971"},
	{Name: "LLaMA 2", Kind: stemma.TypeModel, Field: "language", Authors: []string{"Touvron"}, Year: "2023", Title: "Llama 2: Open Foundation and Fine-Tuned Chat Models", ArXiv: "2307.09288"},
	{Name: "GRPO", Kind: stemma.TypeMethod, Field: "language", Authors: []string{"Shao"}, Year: "2024", Title: "DeepSeekMath: Pushing the Limits", ArXiv: "2402.03300"},
	{Name: "DeepSeekMath", Kind: stemma.TypeModel, Field: "language", Authors: []string{"Shao"}, Year: "2024", Title: "DeepSeekMath: Pushing the Limits", ArXiv: "2402.03300"},
	{Title: "On the Shape of Flows", Authors: []string{"Lind"}, Year: "2021", Keys: []string{"lind2021shape"}, DOI: "10.1000/182"},
}

// birds has words enough of another field than all of these works.
const birds = "Herons and storks nest beside shallow ponds, where autumn storms flood meadows, willows shelter fledglings, and hungry foxes prowl along muddy banks before sunrise."

// TestKnownWorks shows what references become where works are known beyond the corpus.
func TestKnownWorks(t *testing.T) {
	for _, c := range []struct {
		what   string
		papers []stemma.Reading
		want   string
	}{
		{"a name of the catalogue is that work",
			[]stemma.Reading{paper("b 2022", "B", "We extend [DDIM|extends].")},
			"b extends known:arxiv:2010.02502 x1\n"},
		{"unless it is a paper of the corpus, by identifier",
			[]stemma.Reading{paper("2010.02502", "A title", "x"), paper("b 2022", "B", "We extend [DDIM|extends].")},
			"b extends paper:2010.02502 x1\n"},
		{"or by title",
			[]stemma.Reading{paper("a", "Denoising diffusion implicit models", "x"), paper("b 2022", "B", "We extend [DDIM|extends].")},
			"b extends paper:a x1\n"},
		{"no one builds on the future",
			[]stemma.Reading{paper("b 2019", "B", "We extend [DDIM|extends].")},
			"b extends named:DDIM x1\n"},
		{"the words around a name choose among its holders",
			[]stemma.Reading{paper("b 2024", "Masks in video", "To segment any object in an image we prompt [SAM|uses] with points.")},
			"b uses known:arxiv:2304.02643 x1\n"},
		{"and among its other holders",
			[]stemma.Reading{paper("b 2024", "Flat minima", "The loss of stochastic gradient descent is flat where sharpness is low. We use [SAM|uses].")},
			"b uses known:arxiv:2010.01412 x1\n"},
		{"with no such words it stays open",
			[]stemma.Reading{paper("b 2024", "B", "We use [SAM|uses].")},
			"b uses named:SAM x1\n"},
		{"size and tuning make no other work, versions do",
			[]stemma.Reading{paper("b 2024", "B", "We tune [LLaMA-2-7B-Chat|uses] and [LLaMA-13B|uses].")},
			lines("b uses known:arxiv:2302.13971 x1", "b uses known:arxiv:2307.09288 x1", "known:arxiv:2307.09288 version-of known:arxiv:2302.13971 x0")},
		{"two works of one paper stay two",
			[]stemma.Reading{paper("b 2024", "B", "We train [DeepSeekMath|uses] with [GRPO|extends] for language reasoning.")},
			lines("b extends known:arxiv:2402.03300 x1", "b uses known:arxiv:2402.03300#deepseekmath x1")},
		{"a short name that both a paper and the catalogue know is one name, and too short for other fields",
			[]stemma.Reading{paper("2402.03300 2024", "Pushing the Limits", "x", "GRPO"), paper("b 2024", "Birds", birds+" We use [GRPO|uses].")},
			"b uses named:GRPO x1\n"},
		{"with its full name it is two",
			[]stemma.Reading{paper("2402.03300 2024", "Pushing the Limits", "x", "GRPO", "Grouped Ranks Put in Order"),
				paper("b 2024", "Birds", birds+" We use [Grouped Ranks Put in Order|uses] ([GRPO|uses]).")},
			"b uses paper:2402.03300 x2\n"},
		{"a bibliography resolves author and year",
			[]stemma.Reading{paper("b 2024", "B", "As in [=Lind et al., 2021|uses].")},
			"b uses known:doi:10.1000/182 x1\n"},
		{"the catalogue does not",
			[]stemma.Reading{paper("b 2024", "B", "As in [=Foret et al., 2020|uses].")},
			"b uses cited:foret-et-al-2020 x1\n"},
		{"a slip in the surname does not outweigh a telling name",
			[]stemma.Reading{paper("b 2024", "B", "As in DeepSeekMath [=Shoa et al., 2024|uses|DeepSeekMath] and DeepSeekMath [=Shaw et al., 2024|uses|DeepSeekMath].")},
			lines("b uses cited:shoa-et-al-2024 x1", "b uses known:arxiv:2402.03300#deepseekmath x1")},
		{"a paper without authors has those that the catalogue knows of it",
			[]stemma.Reading{paper("a", "Denoising Diffusion Implicit Models", "x"), paper("b", "B", "As in [=Song et al., 2021|uses].")},
			"b uses paper:a x1\n"},
	} {
		g := NewCatalogue(knownWorks).Build(c.papers, nil)
		if got := edgesOf(g); sorted(got) != sorted(c.want) {
			t.Errorf("%s:\n%swant\n%s", c.what, got, c.want)
		}
	}
}

func TestOfficialCode(t *testing.T) {
	for work, papers := range map[string][]stemma.Reading{
		"known:arxiv:2010.02502": {paper("b 2022", "B", "We extend [DDIM|extends].")},
		"paper:2010.02502":       {paper("2010.02502", "A title", "x")},
	} {
		g := NewCatalogue(knownWorks).Build(papers, nil)
		edges := g.Out("code:github.com/ermongroup/ddim")
		if len(edges) != 1 || edges[0].To != work || edges[0].Relation != stemma.Implements {
			t.Errorf("the code implements %v, want %s", edges, work)
		}
	}
}

// Code that is official and linked stands there once, with the place that links it.
func TestALinkToOfficialCodeHasItsPlace(t *testing.T) {
	linking := paper("2010.02502", "A title", "Our code is at <https://github.com/ermongroup/ddim>.")
	var got []string
	for _, e := range NewCatalogue(knownWorks).Build([]stemma.Reading{linking}, nil).Out("code:github.com/ermongroup/ddim") {
		got = append(got, e.To+" by "+e.Best().Text)
	}
	if diff := cmp.Diff([]string{"paper:2010.02502 by https://github.com/ermongroup/ddim"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestKeysOfKnownWorks shows the keys that works get, in the order in which they come. No two
// have one key.
func TestKeysOfKnownWorks(t *testing.T) {
	c := NewCatalogue([]stemma.KnownWork{
		{Name: "Lantern", ArXiv: "2101.00001v2", DOI: "10.1000/1"},
		{Name: "Kiln", DOI: "10.1000/2", Title: "A Kiln for Glass"},
		{Name: "Quern", Title: "Grinding Corn"},
		{Name: "Awl"},
		{Authors: []string{"Ada Orr", "Bo Lind"}, Year: "2019"},
		{Name: "Lanterns at Sea", ArXiv: "2101.00001"}, // the second of a paper
		{Name: "SEAs", ArXiv: "2101.00001"},
		{Name: "Seas", ArXiv: "2101.00001"},                    // is not SEAs, and reads as if it were
		{Name: "sEas", ArXiv: "2101.00001"},                    // the same once more
		{Authors: []string{"Cy Orr", "Di Lind"}, Year: "2019"}, // the same surnames
		{Authors: []string{"Eva Orr", "Flo Lind"}, Year: "2019"},
	})
	want := []string{
		"known:arxiv:2101.00001", "known:doi:10.1000/2", "known:title:grinding-corn", "known:name:awl", "known:by:orr+lind-2019",
		"known:arxiv:2101.00001#lanterns-at-sea", "known:arxiv:2101.00001#seas", "known:arxiv:2101.00001#seas-2",
		"known:by:orr+lind-2019#", "known:by:orr+lind-2019#-2",
	}
	if diff := cmp.Diff(want, c.keys); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i, key := range c.keys {
		if w, ok := c.of(key); !ok || w != &c.works[i] {
			t.Errorf("%s leads to %+v", key, w)
		}
	}
}
