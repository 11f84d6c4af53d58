package graph

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma"
)

// written is what a format makes of a view.
func written(t testing.TB, write func(io.Writer, *View) error, v *View) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// everything is a view with one of each thing that a format can tell.
func everything() *View {
	check := time.Date(2025, 3, 1, 12, 30, 0, 0, time.UTC)
	from := func(paper, sentence string, r stemma.Relation, cue string) Evidence {
		start := strings.IndexByte(sentence, ' ') + 1
		return Evidence{Paper: paper, Start: start, End: start + 4, Text: sentence[start : start+4], Sentence: sentence, Relation: r, Cue: cue, Confidence: 0.9}
	}
	return &View{
		Title: "A sample",
		Nodes: []*Node{
			{Key: "cited:liu-et-al-2023", Kind: Cited, Label: "Liu et al., 2023", Authors: []string{"Liu"}, Year: "2023"},
			{Key: "code:example.org/slides", Kind: Page, Label: "example.org/slides", Target: stemma.Target{URL: "https://example.org/slides#top;x"}},
			{Key: "code:github.com/ada/fastsolver", Kind: Repository, Label: "ada/fastsolver", Status: stemma.Moved,
				Target:      stemma.Target{URL: "https://github.com/ada/fastsolver"},
				Observation: &stemma.Observation{Status: stemma.Moved, Reason: "renamed", MovedTo: "https://github.com/lab/fast", CheckedAt: check}},
			{Key: "known:arxiv:2010.02502", Kind: Known, Label: "DDIM", Title: "Denoising Diffusion Implicit Models", Authors: []string{"Song"}, Year: "2020",
				Names: []string{"DDIM"}, Type: stemma.TypeMethod, Field: "generative", Address: "https://arxiv.org/abs/2010.02502"},
			{Key: "named:sam", Kind: Named, Label: "SAM", Names: []string{"SAM"}, Type: stemma.TypeDataset, Candidates: []string{"known:a", "known:b"}},
			{Key: "paper:fast", Kind: Paper, Label: "FastSolver", Title: "FastSolver: Sampling in Ten Steps", Authors: []string{"Ada Ng", "Bo Lind"}, Year: "2024",
				Names: []string{"FastSolver", "FS"}, Promises: []Evidence{from("fast", "The code will come.", stemma.NoRelation, "")}},
			{Key: "paper:slow", Kind: Paper, Label: "Slow & Steady", Title: "Slow & Steady", Year: "2025"},
		},
		Edges: []*Edge{
			{From: "code:example.org/slides", To: "paper:slow", Relation: stemma.Implements},
			{From: "code:github.com/ada/fastsolver", To: "paper:fast", Relation: stemma.Implements, Confidence: 1,
				Evidence: []Evidence{from("fast", "See github.com/ada/fastsolver.", stemma.Implements, "")}},
			{From: "known:arxiv:2010.02502", To: "named:sam", Relation: stemma.VersionOf},
			{From: "paper:fast", To: "known:arxiv:2010.02502", Relation: stemma.Extends, Confidence: 0.98765,
				Evidence: []Evidence{from("fast", "Unlike DDIM it is fast.", stemma.Compares, "unlike"), from("fast", "We extend DDIM.", stemma.Extends, "extend")}},
			{From: "paper:slow", To: "cited:liu-et-al-2023", Relation: stemma.NoRelation, Confidence: math.NaN()},
			{From: "paper:slow", To: "named:sam", Relation: stemma.EvaluatesOn, Confidence: math.Inf(1)},
			{From: "paper:slow", To: "paper:fast", Relation: stemma.Outperforms},
		},
		Lone:    []*Node{{Key: "paper:alone", Kind: Paper, Label: "A Note", Title: "A Note", Year: "in press"}},
		Omitted: Omitted{EdgesOf: map[stemma.Class]int{stemma.ClassBackground: 3}, InPassing: 2, PastLimit: 1},
	}
}

// hostileView puts the text wherever somebody else's text can stand.
func hostileView(text string) *View {
	evidence := []Evidence{{Paper: text, Text: text, Sentence: text, Relation: stemma.Relation(text), Cue: text, Confidence: math.NaN()},
		{Paper: text, Sentence: text + ".", Relation: stemma.Extends}}
	observation := &stemma.Observation{Status: stemma.Gone, Reason: text, MovedTo: text}
	work := func(kind Kind) *Node {
		return &Node{Key: string(kind) + ":" + text, Kind: kind, Label: text, Title: text, Authors: []string{text, "x"}, Year: text, Names: []string{text, text + "+"},
			Type: stemma.MentionType(text), Field: text, Address: text, Candidates: []string{text}, Promises: evidence}
	}
	code := func(kind Kind, address string) *Node {
		return &Node{Key: "code:" + string(kind) + text, Kind: kind, Label: text, Target: stemma.Target{URL: address}, Status: stemma.Gone, Observation: observation}
	}
	v := &View{Title: text, Nodes: []*Node{work(Cited), code(Page, text), code(Repository, "javascript:"+text), work(Known), work(Named), work(Paper)},
		Lone: []*Node{{Key: "paper:" + text + " ", Kind: Paper, Label: text, Title: text}}}
	for _, n := range v.Nodes[:5] {
		v.Edges = append(v.Edges, &Edge{From: n.Key, To: v.Nodes[5].Key, Relation: stemma.Relation(text), Confidence: math.Inf(-1), Evidence: evidence})
	}
	return v
}

// hostileTexts are what the readers of every format are tried with.
var hostileTexts = []string{
	"A plain title", hostileText, `"quotes" and 'quotes' and \backslashes\`, "lines\r\nand\ttabs\u2028", "] ]] ]]> --> */ %> }} </script></title>",
	"<script>alert(1)</script><img src=x onerror=alert(1)>", "javascript:alert(1)", "https://example.org/a?b=\"c\"&d=<e>", "https://example.org/ok;#quot;",
	"\u202egnp.exe\u202c \u200b\ufeff", strings.Repeat("W", 10_000), strings.Repeat("long word ", 1_000), "\x1b[31mred\x1b[0m \x00\x07\x08", "\xff\xfe\xc3",
	"=cmd|' /C calc'!A0", "+1-1", "@SUM(A1)", "-1", "`code` ```fence``` **bold** _it_ # head\n- list", "1. one", "- one", "www.example.org mail@example.org", "fa:fa-ban $$x^2$$",
	"end", "style a:#fff;", "classDef x fill:#f00;", "click n1 href \"x\"", "%%{init: {'theme': 'dark'}}%%", "https://example.org/?%%{init:{'theme':'dark'}}%%", "https://example.org/?%%{wrap}%%", "&amp; &#60; #quot; #35; ﬂ°°60¶ß", "\\N \\G \\u0041", "漢字かな交じり文の題名", "é́́",
	"0012", "2024", "NaN", "null", "true", "{\"@id\":\"x\"}", "urn:stemma:x y", "a → b", "%41 _41", " ", "",
}

func TestFormatsGolden(t *testing.T) {
	v := everything()
	for _, f := range Formats() {
		if f.Name != "dot" && f.Name != "png" {
			golden(t, "every."+strings.TrimPrefix(f.File, "graph."), written(t, f.Write, v))
		}
	}
}

func TestFormatsOfNothing(t *testing.T) {
	for _, f := range Formats() {
		if got := written(t, f.Write, &View{Graph: newGraph(), Title: "Nothing"}); got == "" {
			t.Errorf("%s: of an empty view there is not even a head", f.Name)
		}
	}
}

func TestFormatsTellErrors(t *testing.T) {
	full := errors.New("the disk is full")
	for _, f := range Formats() {
		if err := f.Write(fullDisk{full}, &View{Graph: newGraph(), Title: "x"}); !errors.Is(err, full) || !strings.Contains(err.Error(), "writing the graph as") {
			t.Errorf("%s: error %v", f.Name, err)
		}
	}
}

type fullDisk struct{ err error }

func (d fullDisk) Write([]byte) (int, error) { return 0, d.err }

// TestNothingInvisible holds for every format at once: what a terminal or a reader's eye
// could be fooled with does not get through.
func TestNothingInvisible(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "dot" || f.Name == "png" {
			continue // have their own tests
		}
		for _, text := range hostileTexts {
			got := written(t, f.Write, hostileView(text))
			if i := strings.IndexFunc(got, func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && clean(string(r)) == "" && r != 0xa0 }); i >= 0 {
				t.Errorf("%s of %.40q: something invisible in %.80q", f.Name, text, got[max(i-20, 0):])
			}
		}
	}
}

// TestIdentifiers: different keys stay different, in letters that each format allows.
func TestIdentifiers(t *testing.T) {
	keys := []string{"a", "a b", "a_b", "a_20b", "a%20b", "a/b", "a_2Fb", "A", "ä", "a\u0308", "\xc3", "a\x00", "a\n", `a"`, "a<b", "a&b", "a→b", "a;b", "",
		strings.Repeat("a", maxKey) + "b", strings.Repeat("a", maxKey) + "c"} // which differ behind what is written in full
	for name, id := range map[string]func(string) string{"plainID": plainID, "nameToken": nameToken, "urn": urn} {
		seen := make(map[string]string)
		for _, key := range keys {
			got := id(key)
			if other, ok := seen[got]; ok {
				t.Errorf("%s: %.40q and %.40q are both %.40q", name, key, other, got)
			}
			seen[got] = key
			if strings.ContainsAny(got, "\"<>&\\\n\x00") {
				t.Errorf("%s(%q) = %q", name, key, got)
			}
		}
	}
}

func TestEveryNodeIsSorted(t *testing.T) {
	v := everything()
	var keys []string
	for n := range v.everyNode() {
		keys = append(keys, n.Key)
	}
	if len(keys) != len(v.Nodes)+len(v.Lone) || !slices.IsSorted(keys) {
		t.Errorf("keys %q", keys)
	}
}

// fuzzFormat reads back what a format makes of a view that is all one text.
func fuzzFormat(f *testing.F, check func(testing.TB, *View)) {
	for _, text := range hostileTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, hostileView(text)) })
}
