package report_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/mattn/go-runewidth"

	"stemma"
	"stemma/graph"
	"stemma/report"
)

// flow is a paper that introduces a name and says how it stands to others: "extends AlphaFlow".
// The address of its code may be empty.
func flow(name, year, code string, says ...string) stemma.Reading {
	r := stemma.Reading{Paper: stemma.Paper{ID: strings.ToLower(name), Title: name + ": a Flow with a Title That Is Longer Than a Column", Date: year}}
	r.Extraction.Own = []string{name}
	var text strings.Builder
	for _, s := range says {
		relation, of, _ := strings.Cut(s, " ")
		sentence := name + " " + relation + " "
		start := text.Len() + len(sentence)
		text.WriteString(sentence + of + " in a sentence that is written to be wrapped on any terminal. ")
		r.Extraction.Mentions = append(r.Extraction.Mentions, stemma.Mention{Start: start, End: start + len(of), Name: of, Relation: stemma.Relation(relation)})
	}
	if code != "" {
		r.Extraction.Links = []stemma.Link{{Raw: code, Target: target(code, stemma.KindRepository)}}
	} else {
		start := text.Len()
		text.WriteString("Code will come.")
		r.Extraction.Promises = []stemma.Promise{{Start: start, End: text.Len(), Text: "Code will come."}}
	}
	r.Paper.Abstract = text.String()
	return r
}

// flows is a small lineage with a circle, a name from outside and code in several states.
func flows() *graph.Graph {
	states := make(map[string]stemma.Observation)
	for name, status := range map[string]stemma.Status{"alpha": stemma.Gone, "gamma-flow-of-a-long-name": stemma.Alive, "delta": stemma.Archived} {
		t := target("https://github.com/owner/"+name, stemma.KindRepository)
		states[t.Key()] = stemma.Observation{Target: t, Status: status, Reason: "what was seen", CheckedAt: now}
	}
	return graph.Build([]stemma.Reading{
		flow("AlphaFlow", "2020", "https://github.com/owner/alpha", "uses Heun Solver"),
		flow("BetaFlow", "2021", "", "extends AlphaFlow"),
		flow("GammaFlow", "2022", "https://github.com/owner/gamma-flow-of-a-long-name", "uses BetaFlow", "extends AlphaFlow", "compares DeltaFlow"),
		flow("DeltaFlow", "", "https://github.com/owner/delta", "generalizes GammaFlow", "uses EpsilonFlow"),
		flow("EpsilonFlow", "", "", "uses DeltaFlow"),
	}, states)
}

// answers asks every question of a graph about a node and its code.
func answers(t testing.TB, g *graph.Graph, key, code string) map[string]report.Answer {
	t.Helper()
	lineage, err := g.Lineage(key, graph.Both, 2)
	if err != nil {
		t.Fatal(err)
	}
	impact, err := g.Impact(code)
	if err != nil {
		t.Fatal(err)
	}
	var path *graph.Path
	for _, n := range g.Nodes() { // to the last one that there is a way to
		if p, err := g.Path(key, n.Key, true); err != nil {
			t.Fatal(err)
		} else if len(p.Edges) > 0 {
			path = p
		}
	}
	all := map[string]report.Answer{
		"lineage": report.NewLineage(g, lineage, graph.Both), "impact": report.NewImpact(g, impact),
		"foundations": report.NewFoundations(g, g.Foundations(graph.FoundationOptions{})), "orphans": report.NewOrphans(g, g.Orphans()),
	}
	if path != nil {
		all["path"] = report.NewPath(g, path)
	}
	return all
}

func text(t testing.TB, a report.Answer, o report.TextOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := a.WriteText(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAnswersGolden shows each answer on narrow and on wide terminals.
func TestAnswersGolden(t *testing.T) {
	for name, answer := range answers(t, flows(), "paper:betaflow", "code:github.com/owner/alpha") {
		var got strings.Builder
		for _, o := range []report.TextOptions{{Width: 80}, {Width: 80, Why: true}, {Width: 200}, {Color: true, Width: 60}} {
			fmt.Fprintf(&got, "== %+v\n%s\n", o, text(t, answer, o))
		}
		path := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || string(want) != got.String() {
			t.Errorf("%s is not what is written now (%v):\n%s", path, err, &got)
		}
	}
}

const evil = "\x1b[31m\u202egnp\x00\r\n\tx \xff 漢字仮名 \u200b<b>|`*"

// FuzzAnswers holds every text to the width of the terminal, to lines that hold no sign that
// a terminal obeys, and to valid UTF-8.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{"plain", evil, strings.Repeat("long ", 500), strings.Repeat("漢", 3000), "", "\x9b2J", "a\u2028b", "e\u0301"} {
		f.Add(seed, 80)
	}
	f.Fuzz(func(t *testing.T, wild string, width int) {
		r := flow("x"+wild, wild, "https://github.com/owner/"+wild, "extends y"+wild, "uses z")
		r.Paper.ID, r.Paper.Title, r.Paper.Authors = "p"+wild, wild, []string{wild}
		other := flow("y"+wild, "2020", "", "uses x"+wild)
		key := r.Extraction.Links[0].Key()
		g := graph.Build([]stemma.Reading{r, other}, map[string]stemma.Observation{key: {Status: stemma.Gone, Reason: wild, MovedTo: wild}})
		width = min(max(width, 60), 300)
		for name, answer := range answers(t, g, "paper:p"+wild, graph.CodeKey(key)) {
			for line := range strings.Lines(text(t, answer, report.TextOptions{Width: width, Why: true})) {
				line = strings.TrimSuffix(line, "\n")
				if i := strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }); i >= 0 {
					t.Fatalf("%s: %q holds %q", name, line, line[i:])
				}
				fits := (&runewidth.Condition{StrictEmojiNeutral: true}).StringWidth(line) <= width
				if !fits && !slices.ContainsFunc(strings.Fields(line), func(word string) bool { return len(word) > width/2 }) {
					t.Fatalf("%s: %q is wider than %d", name, line, width)
				}
			}
			if err := report.WriteAnswerJSON(io.Discard, answer); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func ExamplePath_WriteText() {
	g := flows()
	path, err := g.Path("paper:gammaflow", "paper:alphaflow", false)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := report.NewPath(g, path).WriteText(os.Stdout, report.TextOptions{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// GammaFlow (2022) stands on AlphaFlow (2020), in 1 step.
	//
	//   WORK       YEAR  HOW        SURE  CODE                                     TITLE
	//   GammaFlow  2022  extends ↓  0.95  ✓ alive owner/gamma-flow-of-a-long-name  GammaFlow: a Flow with a Title That Is Longer Than a Column
	//   AlphaFlow  2020                   ✗ gone owner/alpha                       AlphaFlow: a Flow with a Title That Is Longer Than a Column
}

func TestNoCrackedFoundation(t *testing.T) {
	for unsure, want := range map[int]string{
		0: "There is none, as far as these papers say.\n",
		2: "None is known; the code of 2 works that others build on could not be checked.\n",
	} {
		var b strings.Builder
		f := &report.Foundations{Unsure: unsure}
		if err := f.WriteText(&b, report.TextOptions{}); err != nil || b.String() != want {
			t.Errorf("with %d unsure: %q, %v", unsure, b.String(), err)
		}
	}
}
