package graph

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"strconv"
	"strings"
	"testing"

	"stemma"
)

// fieldOf makes a corpus of n papers over the years that build on three earlier ones each,
// and on well-known works.
func fieldOf(n int) []stemma.Reading {
	readings := make([]stemma.Reading, n)
	for i := range readings {
		id := strconv.Itoa(i)
		older := func(k int) string { return "METHOD" + strconv.Itoa(max(0, i*k/16-i%7)) }
		text := "We propose METHOD" + id + ". It extends [" + older(13) + "|extends], uses [" + older(11) + "|uses] and [Known Method " + strconv.Itoa(i%97) + "|uses]. It beats [" +
			older(8) + "|outperforms]. Code: <https://github.com/o/r" + id + ">."
		readings[i] = paper(id+" "+strconv.Itoa(2008+17*i/n), "METHOD"+id+": a Method among Many of its Kind", text, "METHOD"+id)
	}
	return readings
}

func pngOf(t testing.TB, v *View) (width, height int) {
	t.Helper()
	var b bytes.Buffer
	if err := WritePNG(&b, v); err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return m.Bounds().Dx(), m.Bounds().Dy()
}

func TestPNGIsTheSamePicture(t *testing.T) {
	g := Build(sample())
	width, height := pngOf(t, viewOf(t, g, Options{}))
	if want := fmt.Sprintf(`viewBox="0 0 %d %d"`, width/2, height/2); !strings.Contains(svgOf(t, g, Options{}), want) {
		t.Errorf("the SVG has another size than the PNG: %s", want)
	}
}

// TestYears: a dated corpus has its years above the columns, an undated one has none.
func TestYears(t *testing.T) {
	svg := svgOf(t, Build(sample()), Options{})
	at := -1
	for _, year := range []string{"2020", "2022", "2023", "2024"} {
		next := strings.Index(svg, ">"+year+"</text>")
		if next <= at {
			t.Errorf("%s stands at %d, the year before at %d", year, next, at)
		}
		at = next
	}
	undated := []stemma.Reading{paper("a", "A", "We use [DDIM|uses]."), paper("b", "B", "We use [=Song et al., 2021|uses].")}
	if svg := svgOf(t, Build(undated, nil), Options{}); strings.Contains(svg, `class="year"`) {
		t.Error("years above papers that have none")
	}
}

func TestPictureMarksEdgesAgainstTime(t *testing.T) {
	g := Build([]stemma.Reading{
		paper("old 2019", "OLD: First", "We propose OLD.", "OLD"),
		paper("new 2023", "NEW: Second", "We use [OLD|uses].", "NEW"),
		paper("odd 2010", "ODD: Third", "We use [=Song et al., 2021|uses] and [Thing|uses].", "ODD"),
	}, nil)
	svg, dot := svgOf(t, g, Options{}), dotOf(t, g, Options{})
	for _, want := range []string{">against time</text>", "against time: 2010 before 2021"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the SVG lacks %q", want)
		}
	}
	if n := strings.Count(dot, "constraint=false"); n != 1 {
		t.Errorf("%d edges against time in DOT, want 1:\n%s", n, dot)
	}
}

// TestEveryKindAndRelation: whatever a graph holds is drawn, and the legend says what it is.
func TestEveryKindAndRelation(t *testing.T) {
	relations := []stemma.Relation{stemma.Extends, stemma.Generalizes, stemma.Uses, stemma.Analyzes, stemma.Outperforms, stemma.Compares,
		stemma.EvaluatesOn, stemma.VersionOf, stemma.Background}
	var text strings.Builder
	for _, r := range relations {
		fmt.Fprintf(&text, "One is [Work-%s|%s]. ", r, r)
	}
	g := Build([]stemma.Reading{paper("p 2024", "P", text.String())}, nil)
	for _, n := range g.Nodes() {
		if n.Label == "Work-uses" {
			n.Kind, n.Year, n.Address = Known, "2019", "https://example.org/work"
		}
	}
	v := viewOf(t, g, Options{Full: true})
	svg, dot := svgOf(t, g, Options{Full: true}), dotOf(t, g, Options{Full: true})
	if len(v.Edges) != len(relations) {
		t.Fatalf("%d edges, want %d", len(v.Edges), len(relations))
	}
	for _, r := range relations {
		if says := styleOf(r).says; !strings.Contains(svg, ">"+says+"</text>") || !strings.Contains(dot, "</FONT> "+says) {
			t.Errorf("the legends do not say %q", says)
		}
		if class := `class="` + string(r.Class()) + " " + string(r) + `"`; !strings.Contains(svg, class) || !strings.Contains(dot, class) {
			t.Errorf("no edge of %s", class)
		}
	}
	for _, want := range []string{"known work", "Work-uses (2019)", "https://example.org/work"} {
		if !strings.Contains(svg, want) || !strings.Contains(dot, want) {
			t.Errorf("the pictures lack %q", want)
		}
	}
}

// TestDocking: code of one paper hangs below it, code of two stands for itself.
func TestDocking(t *testing.T) {
	v := viewOf(t, Build([]stemma.Reading{
		paper("a", "A", "Code: <https://github.com/o/own> and <https://github.com/o/shared>."),
		paper("b", "B", "Code: <https://github.com/o/shared>."),
	}, nil), Options{})
	homes := v.homes()
	if len(homes) != 1 || homes["code:github.com/o/own"] != "paper:a" {
		t.Errorf("homes %v", homes)
	}
}

func TestClusters(t *testing.T) {
	readings, observations := sample()
	g := Build(append(readings, paper("far 2022", "Far", "We extend [Farness|extends].")), observations)
	g.Node("named:DDPM").Field = "vision"
	fields := viewOf(t, g, Options{Cluster: "field"}).fields()
	for key, want := range map[string]string{"named:DDPM": "vision", "paper:ddim": "vision", "paper:fast": "vision", "named:farness": "", "paper:far": ""} {
		if fields[key] != want { // the neighbours of neighbours have it too
			t.Errorf("the field of %s is %q, want %q", key, fields[key], want)
		}
	}
	svg, dot := svgOf(t, g, Options{Cluster: "field"}), dotOf(t, g, Options{Cluster: "field"})
	if !strings.Contains(svg, ">vision</text>") || !strings.Contains(svg, ">other</text>") || !strings.Contains(dot, `label="vision"`) {
		t.Errorf("no frame for the field in\n%s\n%s", svg, dot)
	}
	if dot := dotOf(t, g, Options{Cluster: "year"}); !strings.Contains(dot, `label="2022" fontsize=11`) {
		t.Errorf("no frame for a year in\n%s", dot)
	}
}

// TestManyNodes: cards shrink to their names, and code to squares.
func TestManyNodes(t *testing.T) {
	g := Build(fieldOf(manyNodes), nil)
	svg := svgOf(t, g, Options{})
	if strings.Contains(svg, "a Method among Many</text>") || !strings.Contains(svg, ">METHOD7</text>") {
		t.Error("cards still show titles")
	}
	if !strings.Contains(svg, "<title>METHOD7: a Method among Many of its Kind</title>") {
		t.Error("the title is not in the tooltip")
	}
}

// hostilePicture shows a corpus that is all one text, beside an honest paper.
func hostilePicture(t testing.TB, text string) *View {
	readings := []stemma.Reading{hostile(text), paper("honest 2024", "Honest: a Paper", "We use [DDIM|uses].", "Honest")}
	g := Build(readings, map[string]stemma.Observation{text: {Status: stemma.Alive, Reason: text, MovedTo: text}})
	for _, n := range g.Nodes() {
		if n.Kind == Named {
			n.Field, n.Address, n.Candidates = text, text, []string{text, text}
		}
	}
	return viewOf(t, g, Options{Full: true, Title: text, Cluster: "field"})
}

// seeds are texts that break what does not escape.
var seeds = []string{"A plain title", hostileText, strings.Repeat("long ", 2000), strings.Repeat("W", 10_000), strings.Repeat("\"", 10_000), strings.Repeat("&", 10_000), "", "\\", "\"", "\\N\\G", "\xff",
	"漢字かな交じり文の題名", "é́́", "a\r\nb", "&#x202e;", "%22", "-->", "</B>", "x:y:n", "]]>", "</title><script>alert(1)</script>", "https://example.org/?a=\"onload=x"}

// FuzzHostileSVG reads the SVG back: its title is the cleaned text, nothing acts, and nothing
// invisible is left.
func FuzzHostileSVG(f *testing.F) {
	for _, s := range append(seeds, hostileTexts...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v := hostilePicture(t, text)
		var b bytes.Buffer
		if err := WriteSVG(&b, v); err != nil {
			t.Fatal(err)
		}
		texts, _ := safe(t, b.String())
		if !strings.Contains(b.String(), "<title>"+xmlText(v.Title)+"</title>") && !strings.ContainsAny(v.Title, `"'`) {
			t.Errorf("the title %q is lost", v.Title)
		}
		all := strings.Join(texts, "\n")
		if !strings.Contains(all, "Honest") {
			t.Errorf("the honest paper is lost in %q", all)
		}
		if strings.ContainsFunc(all, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u202e' || r == '\u200b' }) {
			t.Errorf("something invisible is left: %q", all)
		}
	})
}

// FuzzHostilePNG reads the PNG back: it is no bigger than a picture of so few nodes can be.
func FuzzHostilePNG(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if width, height := pngOf(t, hostilePicture(t, text)); width > 4000 || height > 4000 {
			t.Errorf("%d by %d pixels", width, height)
		}
	})
}

func BenchmarkWriteSVG5000(b *testing.B) {
	for _, o := range []Options{{}, {Cluster: "field"}, {Cluster: "year"}} {
		b.Run("cluster="+o.Cluster, func(b *testing.B) {
			v := viewOf(b, Build(fieldOf(4900), nil), o)
			for b.Loop() {
				if err := WriteSVG(io.Discard, v); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(v.Nodes)), "nodes")
			b.ReportMetric(float64(len(v.Edges)), "edges")
		})
	}
}

func BenchmarkWritePNG5000(b *testing.B) {
	v := viewOf(b, Build(fieldOf(4900), nil), Options{})
	for b.Loop() {
		if err := WritePNG(io.Discard, v); err != nil {
			b.Fatal(err)
		}
	}
}
