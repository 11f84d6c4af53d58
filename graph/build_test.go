package graph

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"stemma"
)

// TestResolution shows, for papers and what they say, the edges that must come of it.
func TestResolution(t *testing.T) {
	ddim := paper("a 2020-10 by Jia Song, Che Meng, Ste Erm", "Implicit Models", "We propose DDIM.", "DDIM", "Implicit Diffusion Model")
	for _, c := range []struct {
		what   string
		papers []stemma.Reading
		want   string
	}{
		{"a name that a paper of the corpus introduces is that paper",
			[]stemma.Reading{ddim, paper("b 2022", "B", "We extend [DDIM|extends].")},
			"b extends paper:a x1\n"},
		{"an acronym is compared exactly",
			[]stemma.Reading{ddim, paper("b 2022", "B", "We extend [ddim|extends].")},
			"b extends named:ddim x1\n"},
		{"a longer name in any case, with or without hyphen and plural",
			[]stemma.Reading{ddim, paper("b 2022", "B", "We extend [implicit-diffusion models|extends].")},
			"b extends paper:a x1\n"},
		{"a paper does not build on itself",
			[]stemma.Reading{ddim, paper("b 2022", "B", "We propose NEW. [NEW|uses] is good.", "NEW")},
			"\n"[1:]},
		{"a citation beside a name of its own is the cited work, whoever else goes by that name",
			[]stemma.Reading{ddim, paper("z 2019", "Z", "We propose Tidewheel.", "Tidewheel"), paper("b 2022", "B", "Tidewheel follows [=Song et al., 2020|uses|Tidewheel].", "Tidewheel")},
			"b uses paper:a x1\n"},
		{"and tells no other paper that the citation is the one that goes by the name",
			[]stemma.Reading{paper("z 2019", "Z", "We propose Tidewheel.", "Tidewheel"), paper("b 2022", "B", "Tidewheel follows [=Orr et al., 2018|uses|Tidewheel].", "Tidewheel"),
				paper("c 2022", "C", "As in [=Orr et al., 2018|uses].")},
			lines("b uses cited:orr-et-al-2018 x1", "c uses cited:orr-et-al-2018 x1")},
		{"nor do mentions of its own name speak of that work",
			[]stemma.Reading{paper("b 2022", "B", "[Tidewheel|uses] follows [=Orr et al., 2018|background|Tidewheel].", "Tidewheel")},
			"b background cited:orr-et-al-2018 x1\n"},
		{"a word of every paper is nobody's name",
			[]stemma.Reading{paper("a 2020", "A", "We propose ReSearch.", "ReSearch"), paper("b 2022", "B", "We use [ReSearch|uses].")},
			"b uses named:research x1\n"},
		{"but what begins like one can be",
			[]stemma.Reading{paper("a 2020", "A", "We propose ReSearchy.", "ReSearchy"), paper("b 2022", "B", "We use [ReSearchy|uses].")},
			"b uses paper:a x1\n"},
		{"no one builds on the future",
			[]stemma.Reading{ddim, paper("b 2019-05", "B", "We use [DDIM|uses].")},
			"b uses named:DDIM x1\n"},
		{"two introducers and no dates: nobody",
			[]stemma.Reading{paper("a", "A", "x", "DPM"), paper("b", "B", "x", "DPM"), paper("c", "C", "We use [DPM|uses].")},
			"c uses named:DPM x1\n"},
		{"two introducers, one of them later: the earlier",
			[]stemma.Reading{paper("a 2020", "A", "x", "DPM"), paper("b 2024", "B", "x", "DPM"), paper("c 2022", "C", "We use [DPM|uses].")},
			"c uses paper:a x1\n"},
		{"the citation beside a name tells its homonyms apart",
			[]stemma.Reading{paper("a 2020 by Ann Lee", "A", "x", "DPM"), paper("b 2020 by Bo Hu", "B", "x", "DPM"),
				paper("c 2022", "C", "We use DPM [=Hu, 2020|uses|DPM].")},
			"c uses paper:b x1\n"},
		{"a citation is the paper whose authors and year it gives",
			[]stemma.Reading{ddim, paper("b 2022", "B", "As in [=Song et al., 2020|uses].")},
			"b uses paper:a x1\n"},
		{"but not where the year differs",
			[]stemma.Reading{ddim, paper("b 2022", "B", "As in [=Song et al., 2021|uses].")},
			"b uses cited:song-et-al-2021 x1\n"},
		{"nor where the number of authors does",
			[]stemma.Reading{ddim, paper("b 2022", "B", "As in [=Song & Meng, 2020|uses].")},
			"b uses cited:song+meng-2020 x1\n"},
		{"nor where two papers fit",
			[]stemma.Reading{ddim, paper("z 2020 by Kai Song, Al Roy", "Z", "x"), paper("b 2022", "B", "As in [=Song et al., 2020|uses].")},
			"b uses cited:song-et-al-2020 x1\n"},
		{"nor where two suffixes compete for one paper",
			[]stemma.Reading{ddim, paper("b 2022", "B", "As in [=Song et al., 2020a|uses] and [=Song et al., 2020b|uses].")},
			lines("b uses cited:song-et-al-2020a x1", "b uses cited:song-et-al-2020b x1")},
		{"particles and diacritics do not matter",
			[]stemma.Reading{paper("a 2018 by Aäron van den Oord, Yazhe Li", "A", "x"), paper("b 2022", "B", "As in [=van den Oord & Li, 2018|uses].")},
			"b uses paper:a x1\n"},
		{"the same key cited by several papers is one work",
			[]stemma.Reading{paper("a", "A", "[=Önal et al., 2021b|uses]"), paper("b", "B", "[=Onal et al., 2021b|compares]")},
			lines("a uses cited:onal-et-al-2021b x1", "b compares cited:onal-et-al-2021b x1")},
		{"a mention and a citation of one name are one work, in the paper and beyond",
			[]stemma.Reading{paper("a", "A", "We beat InstaFlow [=Liu et al., 2023|outperforms|InstaFlow]. [InstaFlow|compares] is slow."), paper("b", "B", "We use [InstaFlow|uses].")},
			lines("a outperforms cited:liu-et-al-2023 x2", "b uses cited:liu-et-al-2023 x1")},
		{"an acronym belongs to the full name before it",
			[]stemma.Reading{paper("a", "A", "We use [Markov score climbing|uses] ([MSC|background]). [MSC|uses] is good.")},
			"a uses named:markov-score-climbing x3\n"},
		{"and to the name with its initials",
			[]stemma.Reading{paper("a", "A", "We study [Hamiltonian Monte Carlo|background]. It is seen that [HMC|compares] wins.")},
			"a compares named:hamiltonian-monte-carlo x2\n"},
		{"elsewhere only if it is long enough to be telling",
			[]stemma.Reading{paper("a", "A", "[Slow Random Walk Kernel|uses] ([SRWK|uses]), [Top Model|uses] ([TM|uses])"), paper("b", "B", "[SRWK|uses] and [TM|uses]")},
			lines("a uses named:slow-random-walk-kernel x2", "a uses named:top-model x2", "b uses named:TM x1", "b uses named:slow-random-walk-kernel x1")},
		{"the acronym in the name of a citation counts",
			[]stemma.Reading{paper("a", "A", "Consistency Models (CM) [=Song et al., 2023|background|Consistency Models (CM)] are fast. [CM|extends] is our start.")},
			"a extends cited:song-et-al-2023 x2\n"},
		{"a name beside two citations is neither",
			[]stemma.Reading{paper("a", "A", "DDPM [=Ho et al., 2020|uses|DDPM] [=Sohl et al., 2015|uses|DDPM] and [DDPM|compares]")},
			lines("a uses cited:ho-et-al-2020 x1", "a uses cited:sohl-et-al-2015 x1", "a compares named:DDPM x1")},
		{"the strongest relation wins",
			[]stemma.Reading{ddim, paper("b 2022", "B", "[DDIM|background]. [DDIM|compares]. [DDIM|uses]. [DDIM|evaluates-on].")},
			"b uses paper:a x4\n"},
		{"spellings of one name are one node",
			[]stemma.Reading{paper("a", "A", "[CIFAR10|evaluates-on]"), paper("b", "B", "[CIFAR-10|evaluates-on]"), paper("c", "C", "[CIFAR 10|evaluates-on]")},
			lines("a evaluates-on named:CIFAR-10 x1", "b evaluates-on named:CIFAR-10 x1", "c evaluates-on named:CIFAR-10 x1")},
		{"versions are not, but tied",
			[]stemma.Reading{paper("a", "A", "[DPM-Solver|uses], [DPM-Solver++|uses], [GPT-3|uses] and [GPT-3.5|uses]")},
			lines("named:GPT-3.5 version-of named:GPT-3 x0", "a uses named:GPT-3 x1", "a uses named:GPT-3.5 x1", "a uses named:dpm-solver x1", "a uses named:dpm-solver++ x1")},
		{"signs alone are no name",
			[]stemma.Reading{paper("a", "A", "We use [--|uses] and [\u200b\u202e|uses].")},
			""},
	} {
		if got := edgesOf(Build(c.papers, nil)); sorted(got) != sorted(c.want) {
			t.Errorf("%s:\n%swant\n%s", c.what, got, c.want)
		}
	}
}

func TestIdentifierResolvesToPaper(t *testing.T) {
	b := paper("b 2022", "B", "As in arXiv:2010.02502v4.")
	b.Extraction.Citations = []stemma.Citation{{Start: 6, End: 24, Text: "arXiv:2010.02502v4", Kind: stemma.CitationArXiv, ID: "2010.02502v4", Relation: stemma.Uses}}
	a := paper("2010.02502 2020", "A", "x")
	if got, want := edgesOf(Build([]stemma.Reading{a, b}, nil)), "b uses paper:2010.02502 x1\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := edgesOf(Build([]stemma.Reading{b}, nil)), "b uses cited:arxiv:2010.02502 x1\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEvidence(t *testing.T) {
	readings, observations := sample()
	g := Build(readings, observations)
	edges := g.Out("paper:fast")
	if len(edges) != 2 || edges[1].To != "paper:ddim" {
		t.Fatalf("edges of fast: %v", edges)
	}
	best := edges[1].Best()
	if best.Sentence != "FastSolver extends DDIM by a second-order step." || best.Text != "DDIM" || best.Relation != stemma.Extends {
		t.Errorf("best evidence %+v", best)
	}
	if abstract := readings[1].Paper.Abstract; abstract[best.Start:best.End] != "DDIM" {
		t.Errorf("span %d:%d does not hold DDIM", best.Start, best.End)
	}
}

func TestNodes(t *testing.T) {
	g := Build(sample())
	for key, want := range map[string]string{
		"paper:ddim":                      "DDIM",
		"paper:fast":                      "FastSolver",
		"paper:alone":                     "A Note on Measure",
		"cited:liu-et-al-2023":            "InstaFlow (Liu et al., 2023)",
		"named:consistency-model":         "Consistency Models",
		"code:github.com/ada/fastsolver":  "ada/fastsolver",
		"code:two-ways.github.io":         "two-ways.github.io",
		"code:github.com/ermongroup/ddim": "ermongroup/ddim",
	} {
		if n := g.Node(key); n == nil || n.Label != want {
			t.Errorf("node %q is %+v, want label %q", key, n, want)
		}
	}
	if n := g.Node("paper:one"); len(n.Promises) != 1 {
		t.Errorf("promises of one: %v", n.Promises)
	}
	if s := g.Node("code:github.com/ada/fastsolver").Status; s != stemma.Gone {
		t.Errorf("status %v, want gone", s)
	}
}

func TestBuildTakesSpansOutsideTheText(t *testing.T) {
	r := paper("a", "A", "Short.")
	r.Extraction.Mentions = []stemma.Mention{{Start: -4, End: 90, Name: "DDIM", Relation: stemma.Uses}, {Start: 5, End: 2, Name: "CM"}}
	r.Extraction.Citations = []stemma.Citation{{Start: 1 << 40, End: -1}}
	if got, want := edgesOf(Build([]stemma.Reading{r}, nil)), lines("a - named:CM x1", "a uses named:DDIM x1"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOrderOfReadingsDoesNotMatter(t *testing.T) {
	readings, observations := sample()
	want := dotOf(t, Build(readings, observations), Options{Full: true})
	for i := range 50 {
		r := rand.New(rand.NewPCG(1, uint64(i)))
		r.Shuffle(len(readings), func(a, b int) { readings[a], readings[b] = readings[b], readings[a] })
		if got := dotOf(t, Build(readings, observations), Options{Full: true}); got != want {
			t.Fatalf("run %d differs:\n%s\nwant\n%s", i, got, want)
		}
	}
}

// large makes a corpus of n papers, each with a repository, that build on earlier ones, on
// well-known names and on citations.
func large(n int) []stemma.Reading {
	readings := make([]stemma.Reading, n)
	for i := range readings {
		id := strconv.Itoa(i)
		text := "We propose METHOD" + id + ". It extends [METHOD" + strconv.Itoa(i/2) + "|extends] and is compared with [Known Method " + strconv.Itoa(i%97) +
			"|compares]. It follows [=Author" + strconv.Itoa(i%31) + " et al., 20" + strconv.Itoa(10+i%14) + "|uses]. We test on [CIFAR-10|evaluates-on]. Code: <https://github.com/o/r" + id + ">."
		readings[i] = paper(id+" 2024", "Method "+id+": a Method among Many of its Kind", text, "METHOD"+id)
	}
	return readings
}

func BenchmarkBuild10000(b *testing.B) {
	readings := large(10_000)
	for b.Loop() {
		Build(readings, nil)
	}
}

// TestACitedWorkIsByItsCommonestCitation: its authors and year are those of the wording that
// most papers use, whatever order they come in.
func TestACitedWorkIsByItsCommonestCitation(t *testing.T) {
	readings := []stemma.Reading{
		paper("a 2022", "A", "We use [=Orr et al., 2018b|uses]."), paper("b 2022", "B", "We use [=Orr et al., 2018b|uses]."),
		paper("z 2022", "Z", "We use [=Ōrr et al., 2018b|uses]."),
	}
	for range len(readings) {
		readings = append(readings[1:], readings[0])
		if n := Build(readings, nil).Node("cited:orr-et-al-2018b"); n == nil || n.Label != "Orr et al., 2018b" || strings.Join(n.Authors, "") != "Orr" || n.Year != "2018" {
			t.Errorf("%+v", n)
		}
	}
}

// TestAnOwnNameBesideACitation: the work that is cited there does not go by it, and nobody
// learns that it does.
func TestAnOwnNameBesideACitation(t *testing.T) {
	r := paper("b 2022", "B", "[Tidewheel|uses] follows [=Orr et al., 2018|background|Tidewheel].", "Tidewheel")
	if n := Build([]stemma.Reading{r}, nil).Node("cited:orr-et-al-2018"); n == nil || len(n.Names) > 0 || n.Label != "Orr et al., 2018" {
		t.Errorf("the cited work is %+v", n)
	}
	for _, f := range learnt(r.Paper.ID, readReferences(&r), ownNames(&r)) {
		t.Errorf("others learn %+v", f)
	}
}
