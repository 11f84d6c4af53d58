package graph

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"stemma"
)

// The statements of a flowchart that are ours. A label is of letters, harmless signs and
// entities.
var (
	mermaidNodeLine  = regexp.MustCompile(`^  (n\d+|left)(\[|\(|\(\[|\[\(|\[/)"((?:[^"#&<>;:\x60\\$*_~|]|#\d+;|<br/>)*)"(\]|\)|\]\)|\)\]|/\]):::([a-z]+)$`)
	mermaidEdgeLine  = regexp.MustCompile(`^  (n\d+) (==>|-->|-\.->|---)(?:\|([a-z-]+)\|)? (n\d+)$`)
	mermaidClickLine = regexp.MustCompile(`^  click (n\d+) href "(https?://[^" ;{}]+)" _blank$`)
	mermaidOtherLine = regexp.MustCompile(`^(%% [^{}]*|flowchart RL|  classDef [a-z]+ fill:#[0-9A-F]{6},stroke:#[0-9A-F]{6},color:#[0-9A-F]{6}(,font-weight:bold)?)$`)
	mermaidEntity    = regexp.MustCompile(`#(\d+);`)
)

// readMermaid returns the labels by id, and the number of edges.
func readMermaid(t testing.TB, text string) (labels map[string]string, edges int) {
	t.Helper()
	labels = make(map[string]string)
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if m := mermaidNodeLine.FindStringSubmatch(line); m != nil {
			labels[m[1]] = mermaidEntity.ReplaceAllStringFunc(m[3], func(entity string) string {
				code, _ := strconv.Atoi(entity[1 : len(entity)-1])
				return string(rune(code))
			})
		} else if m := mermaidEdgeLine.FindStringSubmatch(line); m != nil {
			edges++
			if labels[m[1]] == "" || labels[m[4]] == "" {
				t.Errorf("%s: an end is no node", line)
			}
		} else if m := mermaidClickLine.FindStringSubmatch(line); m != nil {
			if href(m[2]) == "" {
				t.Errorf("%s: nobody may be sent there", line)
			}
		} else if !mermaidOtherLine.MatchString(line) {
			t.Errorf("no statement of ours: %.300q", line)
		}
	}
	return labels, edges
}

// mermaidLabels are the labels that have to be read back, by id.
func mermaidLabels(v *View) map[string]string {
	m := chooseForMermaid(v)
	labels := make(map[string]string)
	for _, n := range m.nodes {
		labels[m.ids[n.Key]] = mermaidStandIns.Replace(strings.Join(m.label(n), "<br/>"))
	}
	if left := m.leftOut(); len(left) > 0 {
		labels["left"] = strings.Join(left, "<br/>")
	}
	return labels
}

func checkMermaid(t testing.TB, v *View) {
	t.Helper()
	text := written(t, WriteMermaid, v)
	labels, edges := readMermaid(t, text)
	compare(t, "labels", labels, mermaidLabels(v))
	if edges > mermaidMaxEdges || mermaidLength(text) > mermaidMaxLength {
		t.Errorf("%d edges and %d characters are more than Mermaid takes", edges, mermaidLength(text))
	}
	for _, n := range v.Nodes {
		if n.Title != "" && strings.Contains(text, "\n"+n.Title+"\n") {
			t.Errorf("the text %.80q stands on a line of its own", n.Title)
		}
	}
}

func FuzzMermaid(f *testing.F) { fuzzFormat(f, checkMermaid) }

func TestMermaidText(t *testing.T) {
	for in, want := range map[string]string{
		"DPM-Solver++ (2022)": "DPM-Solver#43;#43; (2022#41;",
		`a "b"`:               "a #34;b#34;",
		"#quot; &amp;":        "#35;quot#59; #38;amp#59;",
		"- a list":            "#45; a list",
		"1. a list":           "1#46; a list",
		"<b>x</b>":            "#60;b#62;x#60;/b#62;",
		"style x:#fff;":       "style x#58;#35;fff#59;",
		"`md` **b** _i_ $$x$": "#96;md#96; #42;#42;b#42;#42; #95;i#95; #36;#36;x#36;",
		"ﬂ°°60¶ß":             "fl°°60⁋ß",
		"題名, O'Neill a/b":     "題名, O'Neill a/b",
	} {
		if got := mermaidText(in); got != want {
			t.Errorf("mermaidText(%q) = %q, want %q", in, got, want)
		}
	}
}

// star is a view in which n papers extend one work, each with code, but for the last, which
// all compare with it.
func star(n int, label string) *View {
	v := &View{Title: "A star", Omitted: Omitted{EdgesOf: map[stemma.Class]int{}}}
	var papers []*Node
	for i := range n {
		id := fmt.Sprintf("%06d", i)
		v.Nodes = append(v.Nodes, &Node{Key: "code:" + id, Kind: Repository, Label: "o/" + id, Target: stemma.Target{URL: "https://github.com/o/" + id}})
		papers = append(papers, &Node{Key: "paper:" + id, Kind: Paper, Label: label + id})
		v.Edges = append(v.Edges, &Edge{From: "code:" + id, To: "paper:" + id, Relation: stemma.Implements})
	}
	for i, p := range papers {
		r := stemma.Extends
		if i%2 == 1 {
			r = stemma.Background
		}
		v.Edges = append(v.Edges, &Edge{From: p.Key, To: "named:hub", Relation: r})
	}
	v.Nodes = append(append(v.Nodes, &Node{Key: "named:hub", Kind: Named, Label: "Hub"}), papers...)
	return v
}

// TestMermaidIsCut: what Mermaid would refuse is cut to the strongest relations, with the
// code of their ends, and the picture says so.
func TestMermaidIsCut(t *testing.T) {
	for _, c := range []struct {
		name  string
		v     *View
		least int // edges that are drawn
	}{{"edges", star(1_000, ""), 400}, {"characters", star(1_000, "漢字の長い題名 𝔘nicode "), 200}} {
		t.Run(c.name, func(t *testing.T) {
			checkMermaid(t, c.v)
			text := written(t, WriteMermaid, c.v)
			labels, edges := readMermaid(t, text)
			if edges < c.least {
				t.Errorf("only %d edges are drawn", edges)
			}
			bare := strings.Count(text, "|extends|") - strings.Count(text, " --- ") // the last one, where its code did not fit
			if strings.Contains(text, "|background|") || bare < 0 || bare > 1 {
				t.Errorf("not the strongest, each with its code, are drawn:\n%.2000s", text)
			}
			if want := fmt.Sprintf("Left out because Mermaid draws no more: %d edges", len(c.v.Edges)-edges); !strings.Contains(labels["left"], want) || !strings.Contains(text, "%% "+want) {
				t.Errorf("the picture says %q, want %q", labels["left"], want)
			}
		})
	}
}

// TestMermaidOfMuchCode: a work with more code than Mermaid draws does not keep its
// relations out.
func TestMermaidOfMuchCode(t *testing.T) {
	v := star(1, "")
	for i := range 700 {
		code := &Node{Key: fmt.Sprintf("code:1%05d", i), Kind: Repository, Label: "r"}
		v.Nodes = append(v.Nodes[:len(v.Nodes)-2], code, v.Nodes[len(v.Nodes)-2], v.Nodes[len(v.Nodes)-1])
		v.Edges = append(v.Edges[:len(v.Edges)-1], &Edge{From: code.Key, To: "paper:000000", Relation: stemma.Implements}, v.Edges[len(v.Edges)-1])
	}
	checkMermaid(t, v)
	text := written(t, WriteMermaid, v)
	if !strings.Contains(text, "|extends|") || strings.Count(text, " --- ") != mermaidMaxEdges-1 {
		t.Errorf("%d links to code are drawn, and the relation: %v", strings.Count(text, " --- "), strings.Contains(text, "|extends|"))
	}
}
