package graph_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-graphviz"
	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A paper is written in short: "own" names, and in the abstract what it says of other
// works as [verb name] or as a citation [verb Author, year].
func paper(id string, own []string, abstract string) stemma.Reading {
	r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: "Title of " + id}, Extraction: stemma.Extraction{Own: own}}
	for {
		before, rest, found := strings.Cut(abstract, "[")
		r.Paper.Abstract += before
		if !found {
			return r
		}
		said, after, _ := strings.Cut(rest, "]")
		verb, name, _ := strings.Cut(said, " ")
		mark(&r, stemma.Relation(verb), name)
		abstract = after
	}
}

func mark(r *stemma.Reading, relation stemma.Relation, name string) {
	start := len(r.Paper.Abstract)
	r.Paper.Abstract += name
	author, year, cited := strings.Cut(name, ", ")
	if !cited {
		r.Extraction.Mentions = append(r.Extraction.Mentions, stemma.Mention{Start: start, End: start + len(name), Name: name, Relation: relation})
		return
	}
	c := stemma.Citation{Start: start, End: start + len(name), Text: name, Year: year, Relation: relation, Kind: stemma.CitationAuthorYear}
	if beside, who, named := strings.Cut(author, "="); named {
		c.Name, author = beside, who
	}
	author, c.EtAl = strings.CutSuffix(author, "+")
	c.Authors = strings.Split(author, "&")
	r.Extraction.Citations = append(r.Extraction.Citations, c)
}

func link(r stemma.Reading, owner, repo string) stemma.Reading {
	url := "https://github.com/" + owner + "/" + repo
	start := len(r.Paper.Abstract)
	r.Paper.Abstract += url
	r.Extraction.Links = append(r.Extraction.Links, stemma.Link{Start: start, End: start + len(url), Raw: url, Target: stemma.Target{
		URL: url, Kind: stemma.KindRepository, Host: stemma.GitHubHost, Owner: owner, Repo: repo,
	}})
	return r
}

func edges(g *graph.Graph) []string {
	var list []string
	for _, e := range g.Edges() {
		list = append(list, fmt.Sprintf("%s %s %s %d", e.From, e.Relation, e.To, e.Weight()))
	}
	return list
}

func TestResolution(t *testing.T) {
	for _, c := range []struct {
		name   string
		papers []stemma.Reading
		want   []string
	}{
		{"the same citation in two papers is one work",
			[]stemma.Reading{paper("a", nil, "We follow [extends Song+, 2021]."), paper("b", nil, "Unlike [compares Sóng+, 2021].")},
			[]string{"paper:a extends cited:song-2021 1", "paper:b compares cited:song-2021 1"}},
		{"another year, letter or second author is another work",
			[]stemma.Reading{paper("a", nil, "[uses Ho+, 2020] [uses Ho+, 2021] [uses Ho&Salimans, 2021].")},
			[]string{"paper:a uses cited:ho-2020 1", "paper:a uses cited:ho-2021 1", "paper:a uses cited:ho-salimans-2021 1"}},
		{"a name that one paper introduces is that paper",
			[]stemma.Reading{paper("a", []string{"Fast Sampler", "FSMP"}, ""), paper("b", nil, "It [extends FSMP] and [uses fast samplers].")},
			[]string{"paper:b extends paper:a 2"}},
		{"a name that two papers introduce is neither's",
			[]stemma.Reading{paper("a", []string{"Nimbus"}, ""), paper("b", []string{"Nimbus"}, ""), paper("c", nil, "It [uses Nimbus].")},
			[]string{"paper:c uses named:nimbus 1"}},
		{"short capitals are taken as they stand",
			[]stemma.Reading{paper("a", []string{"CAT"}, ""), paper("b", nil, "It [uses cat].")},
			[]string{"paper:b uses named:cat 1"}},
		{"a paper does not build on itself",
			[]stemma.Reading{paper("a", []string{"Nimbus"}, "We [extends Nimbus].")},
			nil},
		{"a name and the citation beside it are one work",
			[]stemma.Reading{paper("a", nil, "It [uses InstaFlow=Liu+, 2023]."), paper("b", nil, "It [outperforms InstaFlow].")},
			[]string{"paper:a uses cited:liu-2023 1", "paper:b outperforms cited:liu-2023 1"}},
		{"an acronym beside its full name is one work with it",
			[]stemma.Reading{paper("a", nil, "[background Consistency Models] ([background CM]) are fast. We [extends CM].")},
			[]string{"paper:a extends named:consistency model 3"}},
		{"the strongest relation types the edge",
			[]stemma.Reading{paper("a", nil, "[compares Foo] and [uses Foo] and [background Foo].")},
			[]string{"paper:a uses named:foo 3"}},
		{"code implements its paper",
			[]stemma.Reading{link(paper("a", nil, "Code: "), "O", "R")},
			[]string{"code:github.com/o/r implements paper:a 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, edges(graph.Build(c.papers, nil))); diff != "" {
				t.Errorf("edges (-want +got):\n%s", diff)
			}
		})
	}
}

func TestACitationMayBeAPaperOfTheCorpus(t *testing.T) {
	song := paper("song", nil, "")
	song.Paper.Authors, song.Paper.Date = []string{"Yang Song", "Jascha Sohl-Dickstein"}, "2021-02-10"
	g := graph.Build([]stemma.Reading{song, paper("b", nil, "We follow [extends Song+, 2021].")}, nil)
	if diff := cmp.Diff([]string{"paper:b extends paper:song 1"}, edges(g)); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
}

func TestEvidenceIsTheSentence(t *testing.T) {
	g := graph.Build([]stemma.Reading{paper("a", nil, "We start here. Our method\n[extends Foo] a lot. The end.")}, nil)
	if got := g.Edges()[0].Evidence[0].Sentence; got != "Our method Foo a lot." {
		t.Errorf("got %q", got)
	}
}

// sample is a lineage of three generations with code in several states.
func sample() *graph.Graph {
	readings := []stemma.Reading{
		link(paper("first", []string{"Alpha"}, "We [extends Root+, 2015] here. Code: "), "owner", "alpha"),
		link(paper("second", []string{"Beta"}, "We build on [extends Alpha]. We beat [outperforms Rival=Foe+, 2020b]. On [evaluates-on CIFAR-10]. Code: "), "owner", "beta"),
		paper("third", nil, "[extends Beta] is our start. As [background Root+, 2015] knew."),
		paper("alone", nil, "Nothing to see."),
	}
	readings[2].Extraction.Promises = []stemma.Promise{{Text: "Code will come."}}
	observations := make(map[string]stemma.Observation)
	for i, status := range []stemma.Status{stemma.Gone, stemma.Archived} {
		target := readings[i].Extraction.Links[0].Target
		observations[target.Key()] = stemma.Observation{Target: target, Status: status, Reason: "seen so"}
	}
	return graph.Build(readings, observations)
}

func TestWhatFallsWithARepository(t *testing.T) {
	g := sample()
	if diff := cmp.Diff([]string{"paper:first", "paper:second", "paper:third"}, g.Standing("code:github.com/owner/alpha")); diff != "" {
		t.Errorf("standing on alpha (-want +got):\n%s", diff)
	}
	for key, want := range map[string]int{"github.com/owner/alpha": 3, "github.com/owner/beta": 2, "github.com/none/none": 0} {
		if got := g.Dependents(key); got != want {
			t.Errorf("%s: got %d, want %d", key, got, want)
		}
	}
}

func TestGoldenDOT(t *testing.T) {
	for name, options := range map[string]graph.Options{"sample.dot": {}, "sample-all.dot": {All: true}} {
		got := dot(t, sample(), options)
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatalf("%v; run the test with -update to write it", err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func dot(t testing.TB, g *graph.Graph, o graph.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := graph.WriteDOT(&b, g, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	want := dot(t, sample(), graph.Options{})
	for range 50 {
		if !bytes.Equal(want, dot(t, sample(), graph.Options{})) {
			t.Fatal("two runs differ")
		}
	}
}

// hostile texts try to break out of a label.
var hostile = []string{
	`"]; evil [label="x`, `back\slash\`, "line\nbreak\r\n", `<b>html</b> &amp; &lt;`, "javascript:alert(1)",
	"\u202eright to left", "\x1b[31mred\x00", "\xff\xfe", strings.Repeat("long ", 3000), strings.Repeat("W", 10000), `\N \G \L`, "// comment /* */ #",
}

func TestHostileTextStaysText(t *testing.T) {
	for _, evil := range hostile {
		checkHostile(t, evil)
	}
}

func FuzzDOT(f *testing.F) {
	for _, evil := range hostile {
		f.Add(evil)
	}
	f.Fuzz(func(t *testing.T, evil string) { checkHostile(t, evil) })
}

// checkHostile puts a text everywhere that text from outside may stand, and has
// Graphviz itself read what comes out.
func checkHostile(t *testing.T, evil string) {
	t.Helper()
	r := paper("p", []string{evil}, evil+". We like this")
	r.Paper.Title = evil
	r.Extraction.Mentions = []stemma.Mention{{Start: 0, End: len(evil), Name: evil + "x", Relation: stemma.Uses}}
	r.Extraction.Links = []stemma.Link{{Target: stemma.Target{URL: evil, Kind: stemma.KindWeb}}}
	g := graph.Build([]stemma.Reading{r}, map[string]stemma.Observation{
		r.Extraction.Links[0].Key(): {Status: stemma.Gone, Reason: evil},
	})
	text := dot(t, g, graph.Options{All: true})
	if bytes.ContainsAny(text, "\x1b\x00\u202e") {
		t.Errorf("%q: a control character comes through", evil)
	}
	engine, err := graphviz.New(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	parsed, err := graphviz.ParseBytes(text)
	if err != nil {
		t.Fatalf("%q: Graphviz does not read it: %v\n%s", evil, err, text)
	}
	defer parsed.Close()
	nodes, err := parsed.NodeNum()
	if err != nil {
		t.Fatal(err)
	}
	if want := len(g.Nodes()) + strings.Count(string(text), "layout_column_") - strings.Count(string(text), "-> layout_column_"); nodes < len(g.Nodes())+3 || nodes > want+4 {
		t.Errorf("%q: Graphviz sees %d nodes, the graph has %d\n%s", evil, nodes, len(g.Nodes()), text)
	}
}

func TestSVG(t *testing.T) {
	var svg bytes.Buffer
	if err := graph.WriteSVG(t.Context(), &svg, sample(), graph.Options{}); err != nil {
		t.Fatal(err)
	}
	text := svg.String()
	for _, want := range []string{"Title of first", "✗ gone", "■ archived", "owner/alpha", "extends", "code promised, not linked", "How to read this", "We build on Alpha."} {
		if !strings.Contains(strings.ReplaceAll(text, "&#45;", "-"), want) {
			t.Errorf("the picture does not show %q", want)
		}
	}
	decoder := xml.NewDecoder(&svg)
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
	}
}

func TestSVGHoldsNothingThatRuns(t *testing.T) {
	for _, evil := range []string{"javascript:alert(1)", `x" onload="alert(1)`, "<script>alert(1)</script>", "data:text/html,x"} {
		r := paper("p", nil, "")
		r.Paper.Title = evil
		r.Extraction.Links = []stemma.Link{{Target: stemma.Target{URL: evil, Kind: stemma.KindPage}}}
		var svg bytes.Buffer
		if err := graph.WriteSVG(t.Context(), &svg, graph.Build([]stemma.Reading{r}, nil), graph.Options{}); err != nil {
			t.Fatal(err)
		}
		decoder := xml.NewDecoder(&svg)
		for token, err := decoder.Token(); err == nil; token, err = decoder.Token() {
			element, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range element.Attr {
				if element.Name.Local == "script" || strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "http") {
					t.Errorf("%q: <%s %s=%q>", evil, element.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
	}
}

func TestSVGIsBounded(t *testing.T) {
	var readings []stemma.Reading
	for i := range 2000 {
		readings = append(readings, paper(fmt.Sprint("p", i), nil, fmt.Sprintf("[extends Work%d].", i)))
	}
	err := graph.WriteSVG(t.Context(), io.Discard, graph.Build(readings, nil), graph.Options{})
	if err == nil || !strings.Contains(err.Error(), "too many for one picture") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := graph.WriteSVG(ctx, io.Discard, sample(), graph.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

func TestGraphvizReadsIt(t *testing.T) {
	program, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("skipped: Graphviz's dot is not installed")
	}
	command := exec.CommandContext(t.Context(), program, "-Tsvg", "-o", os.DevNull)
	command.Stdin = bytes.NewReader(dot(t, sample(), graph.Options{All: true}))
	if said, err := command.CombinedOutput(); err != nil || len(said) > 0 {
		t.Errorf("dot: %v\n%s", err, said)
	}
}

func TestTypedIsTheLibrarysGraph(t *testing.T) {
	g := sample()
	order, err := g.Typed().Order()
	if err != nil || order != len(g.Nodes()) {
		t.Errorf("got %d vertices, %v; want %d", order, err, len(g.Nodes()))
	}
	edge, err := g.Typed().Edge("paper:second", "paper:first")
	if err != nil {
		t.Fatal(err)
	}
	if e, ok := edge.Properties.Data.(graph.Edge); !ok || e.Relation != stemma.Extends {
		t.Errorf("got %+v", edge.Properties.Data)
	}
}

func BenchmarkBuild(b *testing.B) {
	var readings []stemma.Reading
	for i := range 10_000 {
		readings = append(readings, paper(fmt.Sprint("p", i), []string{fmt.Sprint("Method", i)}, fmt.Sprintf("We [extends Method%d] and [compares Method%d] on [evaluates-on Data%d].", i/2, i/3, i%50)))
	}
	for b.Loop() {
		g := graph.Build(readings, nil)
		if err := graph.WriteDOT(io.Discard, g, graph.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func Example() {
	readings := []stemma.Reading{
		{Paper: stemma.Paper{ID: "1", Title: "Alpha"}, Extraction: stemma.Extraction{Own: []string{"Alpha"}}},
		{Paper: stemma.Paper{ID: "2", Title: "Beta", Abstract: "Beta extends Alpha."}, Extraction: stemma.Extraction{
			Mentions: []stemma.Mention{{Start: 13, End: 18, Name: "Alpha", Relation: stemma.Extends}},
		}},
	}
	for _, e := range graph.Build(readings, nil).Edges() {
		fmt.Println(e.From, e.Relation, e.To, "--", e.Evidence[0].Sentence)
	}
	// Output: paper:2 extends paper:1 -- Beta extends Alpha.
}
