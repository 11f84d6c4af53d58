package graph

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
)

func findable() *Graph {
	g := Build([]stemma.Reading{
		paper("2010.02502 2020", "Denoising Diffusion Implicit Models", "We propose DDIM. <https://github.com/ermongroup/ddim>", "DDIM"),
		paper("fast 2022", "FastSolver: Sampling in Ten Steps", "We extend [DDIM|extends]. Code: <https://github.com/ada/FastSolver>", "FastSolver"),
		paper("fast2 2023", "FastSolver++: Sampling in Five Steps", "We extend [FastSolver|extends] and [DDIM|uses].", "FastSolver++"),
		paper("count 2021", "Can Networks Count", "We study [ddim|compares], [CAN|uses] and [Éclair|uses] by [=Liu et al., 2023|uses|InstaFlow]. Page: <https://fast.github.io>"),
	}, nil)
	return g
}

func TestFind(t *testing.T) {
	g := findable()
	for text, want := range map[string]string{
		"paper:fast":                           "paper:fast",
		"2010.02502":                           "paper:2010.02502",
		"arXiv:2010.02502v3":                   "paper:2010.02502",
		"https://arxiv.org/abs/2010.02502":     "paper:2010.02502",
		"ada/fastsolver":                       "code:github.com/ada/fastsolver",
		"https://github.com/Ada/FastSolver/":   "code:github.com/ada/fastsolver",
		"github.com/ada/FastSolver.git":        "code:github.com/ada/fastsolver",
		"https://fast.github.io":               "code:fast.github.io",
		"DDIM":                                 "paper:2010.02502", // an acronym keeps its case: the other one is another work
		"ddim":                                 "named:ddim",
		"CAN":                                  "named:CAN",
		"Ddim":                                 "named:ddim",
		"eclair":                               "named:eclair",
		"fastsolver":                           "paper:fast", // before those that begin so
		"FastSolver++":                         "paper:fast2",
		"denoising diffusion implicit model":   "paper:2010.02502",
		"Denoising  Diffusion-Implicit Models": "paper:2010.02502",
		"fastsol":                              "paper:fast paper:fast2",
		"instaflow":                            "cited:liu-et-al-2023",
		"fa":                                   "", // too short to begin a name
		"nonsense":                             "",
		"":                                     "",
		"  ":                                   "",
		"\x00\u202e":                           "",
		strings.Repeat("x", 10_000):            "",
	} {
		var keys []string
		for _, n := range g.Find(text) {
			keys = append(keys, n.Key)
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestMeant: of several that go by one name the well-known work is meant, if there is one.
func TestMeant(t *testing.T) {
	g := NewCatalogue([]stemma.KnownWork{
		{Name: "Lantern", Title: "Lantern Networks for Slow Light", Authors: []string{"Orr"}, Year: "2015", ArXiv: "1501.00001"},
		{Name: "Kiln", Title: "Kiln Networks", Authors: []string{"Orr"}, Year: "2015", ArXiv: "1501.00002"},
		{Name: "Kiln", Title: "A Kiln for Clay", Authors: []string{"Lee"}, Year: "2016", ArXiv: "1601.00002"},
		{Name: "Quern", Forms: []string{"Handmill"}, Title: "Grinding Corn", Authors: []string{"Day"}, Year: "2017"},
	}).Build([]stemma.Reading{
		paper("a 2020", "A", "We propose Lantern.", "Lantern"),
		paper("b 2021", "B", "We propose Lantern, and Flute.", "Lantern", "Flute"),
		paper("c 2022", "C", "We propose Flute.", "Flute"),
		paper("d 2022", "D", "We use [=Orr et al., 2015|uses|Lantern]."),
		paper("e 2022", "E", "We use [=Orr et al., 2015|uses|Kiln]."),
		paper("corn 2017", "Grinding Corn", "We propose Quern.", "Quern"),
		paper("g 2022", "G", "We propose Quern.", "Quern"),
		paper("f 2022", "F", "We use [=Lee et al., 2016|uses|Kiln]."),
	}, nil)
	for text, want := range map[string]string{
		"Lantern":  "known:arxiv:1501.00001 of 3",
		"Flute":    "nothing of 2",
		"Quern":    "paper:corn of 2", // which is a paper of the corpus
		"handmill": "paper:corn of 1", // by a name that the catalogue alone has
		"Kiln":     "nothing of 2",
		"Lan":      "nothing of 3", // a beginning is no name
		"paper:a":  "paper:a of 1",
		"nonsense": "nothing of 0",
	} {
		meant, others := g.Meant(text)
		got := fmt.Sprint("nothing of ", len(others))
		if meant != nil {
			got = fmt.Sprint(meant.Key, " of ", 1+len(others))
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	g := findable()
	for text, want := range map[string]string{
		"fastsovler": "FastSolver",
		"instaflwo":  "InstaFlow (Liu et al., 2023)",
		"qqqqqqqq":   "",
		"":           "",
	} {
		var labels []string
		for _, n := range g.Nearest(text, 2) {
			if !isCode(n) {
				labels = append(labels, n.Label)
			}
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("nearest to %q: %q, want %q", text, got, want)
		}
	}
}

// FuzzFind asks for what nobody would, and finds every paper by its own key.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"DDIM", "ada/fastsolver", "https://", "arXiv:", ":", "\xff", hostileText, strings.Repeat("漢", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g := Build([]stemma.Reading{hostile(text)}, nil)
		g.Nearest(text, 5)
		g.Find(text)
		for _, n := range g.Nodes() {
			if found := g.Find(n.Key); strings.TrimSpace(n.Key) == n.Key && (len(found) != 1 || found[0] != n) {
				t.Fatalf("%q is found as %v", n.Key, found)
			}
		}
	})
}
