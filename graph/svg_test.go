package graph

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"stemma"
)

func svgOf(t *testing.T, g *Graph, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSVG(&b, viewOf(t, g, o)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var svgElements = []string{"svg", "g", "a", "title", "path", "polygon", "polyline", "rect", "circle", "text"}

// safe fails the test unless svg is well-formed and holds nothing that acts or loads.
func safe(t *testing.T, svg string) (texts, links []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	inText := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts, links
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "text"
			if !slices.Contains(svgElements, e.Name.Local) {
				t.Errorf("element %s", e.Name.Local)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "href" {
					links = append(links, a.Value)
				}
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "url(") || a.Name.Local == "href" && href(a.Value) == "" {
					t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
				}
			}
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				texts = append(texts, string(e))
			}
		case xml.ProcInst, xml.Directive, xml.Comment:
			t.Errorf("%T: %v", token, token)
		}
	}
}

func TestSVG(t *testing.T) {
	svg := svgOf(t, Build(sample()), Options{Title: "A sample"})
	texts, links := safe(t, svg)
	all := strings.Join(texts, "\n")
	for _, want := range []string{"FastSolver", "InstaFlow", "ada/fastsolver", "gone", "alive", "code promised, no link", "A sample", "Left out:"} {
		if !strings.Contains(all, want) {
			t.Errorf("the picture does not show %q", want)
		}
	}
	if len(links) != 3 {
		t.Errorf("links %v, want those of three repositories and pages", links)
	}
	for _, want := range []string{"<title>A sample</title>", "“FastSolver extends DDIM by a second-order step.”", "viewBox=", "max-width:100%"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the SVG lacks %q", want)
		}
	}
}

func TestSVGOfHostileText(t *testing.T) {
	for _, text := range []string{hostileText, `\N \G \E \T \\ \`, strings.Repeat("W", 10_000), "漢字かな交じり文の題名", ""} {
		g := Build([]stemma.Reading{hostile(text)}, nil)
		texts, links := safe(t, svgOf(t, g, Options{Full: true, Title: text}))
		if len(links) > 0 {
			t.Errorf("links %v", links)
		}
		if strings.Contains(strings.Join(texts, ""), "paper:") {
			t.Errorf("\\N was replaced by the name of the node: %q", texts)
		}
		if strings.ContainsFunc(strings.Join(texts, ""), func(r rune) bool { return r < ' ' || r == '\u202e' }) {
			t.Errorf("something invisible is shown: %q", texts)
		}
	}
}

func TestSVGTwiceIsTheSame(t *testing.T) {
	g := Build(sample())
	if a, b := svgOf(t, g, Options{}), svgOf(t, g, Options{}); a != b {
		t.Error("two drawings of one graph differ")
	}
}

func TestSVGOfBigGraphIsCut(t *testing.T) {
	svg := svgOf(t, Build(large(300), nil), Options{MaxNodes: 60})
	if texts, _ := safe(t, svg); !strings.Contains(strings.Join(texts, " "), "past the limit") {
		t.Error("the legend does not say that nodes were left out")
	}
}
