package graph

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
)

var update = flag.Bool("update", false, "write the golden files anew")

func sorted(text string) string {
	l := strings.Split(text, "\n")
	slices.Sort(l)
	return strings.Join(l, "\n")
}

func dotOf(t testing.TB, g *Graph, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteDOT(&b, viewOf(t, g, o)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (run with -update and look at the change):\n%s", path, got)
	}
}

func TestDOTGolden(t *testing.T) {
	g := Build(sample())
	golden(t, "lineage.dot", dotOf(t, g, Options{Title: "A sample"}))
	golden(t, "full.dot", dotOf(t, g, Options{Full: true}))
	golden(t, "cut.dot", dotOf(t, g, Options{MaxNodes: 4}))
	golden(t, "empty.dot", dotOf(t, Build(nil, nil), Options{}))
}

// TestDOTIsTakenByGraphviz draws by Graphviz, which complains of what it does not like.
func TestDOTIsTakenByGraphviz(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot is not installed; its input was read by the tests' own reader alone")
	}
	statuses := make(map[string]stemma.Observation)
	readings, _ := sample()
	for _, s := range stemma.Statuses() {
		address := "https://github.com/o/" + s.String()
		readings = append(readings, paper("s-"+s.String(), "S "+s.String(), "Code: <"+address+">."))
		statuses["github.com/o/"+s.String()] = stemma.Observation{Status: s}
	}
	for _, s := range seeds {
		readings = append(readings, hostile(s))
	}
	for _, o := range []Options{{}, {Full: true}, {MaxNodes: 5}, {Cluster: "year"}, {Cluster: "field"}} {
		cmd := exec.Command(dot, "-Tsvg")
		cmd.Stdin = strings.NewReader(dotOf(t, Build(readings, statuses), o))
		var complaints bytes.Buffer
		cmd.Stderr = &complaints
		if err := cmd.Run(); err != nil || complaints.Len() > 0 {
			t.Errorf("dot -Tsvg with %+v: %v\n%s", o, err, complaints.String())
		}
	}
}

// TestGraphvizReadsTheSame holds the tests' own reader to Graphviz.
func TestGraphvizReadsTheSame(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot is not installed")
	}
	for _, text := range seeds {
		input := dotOf(t, Build([]stemma.Reading{hostile(text)}, nil), Options{Full: true, Title: text})
		cmd := exec.Command(dot, "-Tplain")
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		nodes, edges := readBack(t, input)
		if n, e := strings.Count(string(out), "\nnode "), strings.Count(string(out), "\nedge "); n != len(nodes) || e != edges {
			t.Errorf("%.40q: Graphviz reads %d nodes and %d edges, we %d and %d", text, n, e, len(nodes), edges)
		}
	}
}

const hostileText = "\"];\nnode [label=\"x\"]; \\N \\\" \\ </TABLE>> <script>alert(1)</script> <B> & &amp; &#60; javascript:alert(1) ]]> -- \u202egnp.exe\u202c \u200b\x00\x1b[31m \xff\xfe }"

// hostile puts the text wherever somebody else's text can stand.
func hostile(text string) stemma.Reading {
	return stemma.Reading{
		Paper: stemma.Paper{ID: text, Title: text, Abstract: text, Date: text, Authors: []string{text}},
		Extraction: stemma.Extraction{
			Own: []string{"own" + text},
			Links: []stemma.Link{{End: len(text), Raw: text, Target: stemma.Target{URL: text, Kind: stemma.KindRepository, Host: text, Owner: text, Repo: text}},
				{Target: stemma.Target{URL: "javascript:alert(1)", Kind: stemma.KindRepository, Host: "h"}}},
			Citations: []stemma.Citation{{End: len(text), Text: text, Authors: []string{text}, Year: text, Suffix: text, Name: text, Relation: stemma.Uses, Cue: text}},
			Mentions: []stemma.Mention{{End: len(text), Name: "m" + text, Relation: stemma.Extends, Type: stemma.MentionType(text)},
				{End: len(text), Name: "n" + text, Relation: stemma.Relation(text)}},
			Promises: []stemma.Promise{{End: len(text), Text: text}},
		},
	}
}

// FuzzHostileText reads back what was written about a paper that is all one
// text: the graph must have the nodes and edges that were put in, and the texts of their
// labels, and nothing else.
func FuzzHostileText(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g := Build([]stemma.Reading{hostile(text)}, map[string]stemma.Observation{text: {Status: stemma.Alive, Reason: text, MovedTo: text}})
		dot := dotOf(t, g, Options{Full: true, Title: text})
		nodes, edges := readBack(t, dot)
		if len(nodes) != len(g.Nodes()) || edges != len(g.Edges()) {
			t.Fatalf("%d nodes and %d edges were read, %d and %d written:\n%s", len(nodes), edges, len(g.Nodes()), len(g.Edges()), dot)
		}
		for _, n := range g.Nodes() {
			id := nodeID(n.Key)
			label, ok := nodes[id[1:len(id)-1]]
			if !ok {
				t.Fatalf("node %s is lost:\n%s", id, dot)
			}
			if want := firstLine(n); !strings.Contains(label, want) {
				t.Errorf("label %q lacks %q", label, want)
			}
		}
		if strings.ContainsFunc(dot, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u202e' || r == '\u200b' }) {
			t.Errorf("something invisible is left:\n%q", dot)
		}
	})
}

// firstLine is the first line of the label of a work or of code, as it must stand in the
// DOT that is read back; "" for labels that are tables.
func firstLine(n *Node) string {
	var l []string
	switch n.Kind {
	case Repository, Page:
		l = codeLines(n.Label)
	case Named:
		l = wrap(n.Label, columns-8, 3)
	}
	if len(l) == 0 {
		return ""
	}
	q := quote(l[0])
	return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
}

func TestHref(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/o/r":        "https://github.com/o/r",
		"http://example.org/a?b=1&c=2":  "http://example.org/a?b=1&c=2",
		"javascript:alert(1)":           "",
		"JavaScript://x/%0aalert(1)":    "",
		"data:text/html,x":              "",
		"//example.org":                 "",
		"https://user:pw@example.org/":  "",
		"https://example.org/\u202ecod": "",
		"https://":                      "",
		"https://a\"onload=x":           "",
	} {
		if got := href(address); got != want {
			t.Errorf("href(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"one":                         "one",
		"one two three":               "one two/three",
		"one two three four five six": "one two/three…",
		"abcdefghijklmnop":            "abcdefgh/ijklmnop",
		"abcdefghijklmnopq":           "abcdefgh/ijklmno…",
		"project-page.io":             "project-/page.io",
		"漢字漢字漢":                       "漢字漢字/漢",
	} {
		if got := strings.Join(wrap(in, 8, 2), "/"); got != want {
			t.Errorf("wrap(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkWriteDOT10000(b *testing.B) {
	g := Build(large(10_000), nil)
	for b.Loop() {
		if err := WriteDOT(io.Discard, viewOf(b, g, Options{Full: true})); err != nil {
			b.Fatal(err)
		}
	}
}

func viewOf(t testing.TB, g *Graph, o Options) *View {
	t.Helper()
	v, err := NewView(g, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
