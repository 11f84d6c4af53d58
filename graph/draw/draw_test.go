package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// one of everything
func sample(text string) *Scene {
	line := Paint{Stroke: "#0072B2", Line: 2, Dash: []float64{5, 3}}
	full := Paint{Fill: "#E69F00", Stroke: "#333333", Line: 1}
	return &Scene{Width: 200, Height: 120, Title: text, Groups: []Group{
		{Class: text, Tip: text + "\n" + text, Link: "https://example.org/?a=1&b=2", Shapes: []Shape{
			Box{X: 10, Y: 10, Width: 60, Height: 30, Radius: 6, Paint: full},
			Text{X: 16, Y: 28, Size: 12, Color: "#1A1A1A", Text: text},
			Text{X: 16, Y: 38, Size: 12, Bold: true, Color: "#1A1A1A", Text: text},
		}},
		{Shapes: []Shape{
			Box{X: 90, Y: 10, Width: 20, Height: 20, Paint: full},
			Curve{Points: []Point{{10, 60}, {60, 60}, {60, 100}, {150, 100}}, Reach: 3, Paint: line},
			Outline{Points: []Point{{150, 100}, {140, 95}, {140, 105}}, Paint: full},
			Outline{Points: []Point{{20, 110}, {30, 100}, {40, 110}}, Open: true, Paint: line},
			Disc{Center: Point{170, 60}, Radius: 8, Paint: full},
		}},
	}}
}

func svgOf(t testing.TB, s *Scene) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSVG(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func pngOf(t testing.TB, s *Scene) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := WritePNG(&b, s); err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read returns the texts of the elements of an SVG by their names.
func read(t testing.TB, svg string) map[string][]string {
	t.Helper()
	found := make(map[string][]string)
	var open []string
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			open = append(open, e.Name.Local)
			found[e.Name.Local] = append(found[e.Name.Local], "")
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				texts := found[open[len(open)-1]]
				texts[len(texts)-1] += string(e)
			}
		}
	}
}

func TestSVG(t *testing.T) {
	found := read(t, svgOf(t, sample(`"a" <b> & 'c' ]]> javascript:`)))
	for name, want := range map[string]int{"svg": 1, "rect": 3, "circle": 1, "path": 2, "polygon": 1, "polyline": 1, "text": 2, "title": 2, "a": 1, "g": 2} {
		if got := len(found[name]); got != want {
			t.Errorf("%d elements %s, want %d", got, name, want)
		}
	}
	if got := found["text"][0]; got != `"a" <b> & 'c' ]]> javascript:` {
		t.Errorf("text %q", got)
	}
}

func TestPNG(t *testing.T) {
	m := pngOf(t, sample("Text"))
	if got := m.Bounds().Size(); got != (image.Point{400, 240}) {
		t.Errorf("size %v", got)
	}
	for _, tt := range []struct {
		what string
		x, y float64
		want string
	}{
		{"the ground", 195, 5, "ffffff"},
		{"the box", 100, 20, "e69f00"},
		{"beside the round corner", 10.5, 10.5, "ffffff"},
		{"the disc", 170, 60, "e69f00"},
		{"the curve", 12, 60, "0072b2"},
		{"a gap of the curve", 16.5, 60, "ffffff"},
		{"the head", 143, 100, "e69f00"},
	} {
		r, g, b, _ := m.At(int(2*tt.x), int(2*tt.y)).RGBA()
		if got := fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8); got != tt.want {
			t.Errorf("%s is %s, want %s", tt.what, got, tt.want)
		}
	}
}

func TestPNGIsBounded(t *testing.T) {
	for _, tt := range []struct {
		width, height float64
		most          int
	}{{200_000, 100_000, MaxPixels}, {5_000_000, 10, MaxSide}, {0, 0, 4}} {
		size := pngOf(t, &Scene{Width: tt.width, Height: tt.height}).Bounds().Size()
		if size.X < 1 || size.Y < 1 || size.X*size.Y > tt.most || size.X > MaxSide {
			t.Errorf("%v by %v is drawn as %v", tt.width, tt.height, size)
		}
	}
}

// TestWhatIsOutside draws shapes that lie beside the paper, or nowhere.
func TestWhatIsOutside(t *testing.T) {
	far := []Point{{-1e6, -1e6}, {1e6, -1e6}, {-1e6, 1e6}, {1e6, 1e6}}
	nowhere := []Point{{math.NaN(), 0}, {0, math.NaN()}}
	s := &Scene{Width: 10, Height: 10, Groups: []Group{{Shapes: []Shape{
		Outline{Points: far[:3], Paint: Paint{Fill: "#000000"}}, Outline{Points: nowhere, Paint: Paint{Fill: "red", Stroke: "#12", Line: 1}},
		Outline{}, Curve{}, Text{X: -50, Y: -50, Size: 5, Text: "x"}, Text{X: 1e9, Y: 5, Size: 5, Text: "x"}, Disc{}, Box{Width: -5, Height: -5, Paint: Paint{Fill: "#000000"}},
	}}}}
	pngOf(t, s)
}

// TestWidth holds the widths to those of Helvetica (Adobe's metrics: A 667, M 833, i 222 of 1000).
func TestWidth(t *testing.T) {
	fonts, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text string
		bold bool
		want float64
	}{{"A", false, 6.67}, {"M", false, 8.33}, {"i", false, 2.22}, {"AMi", false, 17.22}, {"i", true, 2.78}, {"漢字", false, 20}, {"", false, 0}} {
		if got := fonts.Width(tt.text, 10, tt.bold); math.Abs(got-tt.want) > 0.01 {
			t.Errorf("%q is %.3f wide, want %.2f", tt.text, got, tt.want)
		}
	}
	if fonts.Has("漢", false) || !fonts.Has("Ωж€é", true) {
		t.Error("the font has Greek and Cyrillic letters, and no Chinese ones")
	}
}

// TestMissingLetters: what the font lacks is an empty box in the image, and text of a fixed
// length in the SVG.
func TestMissingLetters(t *testing.T) {
	s := &Scene{Width: 40, Height: 20, Groups: []Group{{Shapes: []Shape{Text{X: 2, Y: 15, Size: 12, Color: "#000000", Text: "漢"}}}}}
	if svg := svgOf(t, s); !strings.Contains(svg, `textLength="12"`) {
		t.Errorf("no length in %s", svg)
	}
	m := pngOf(t, s)
	dark := 0
	for y := range 40 {
		for x := range 80 {
			if r, _, _, _ := m.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	if dark < 20 || dark > 200 {
		t.Errorf("%d dark pixels, want the outline of a box", dark)
	}
}

// FuzzText puts any text into both formats and reads it back.
func FuzzText(f *testing.F) {
	for _, s := range []string{"plain", `"'<>&]]>`, "<script>alert(1)</script>", "\x00\x1b[31m\xff\xfe", "\u202egnp.exe\u202c", "漢字 ж Ω ́́", strings.Repeat("W", 2000), "a\r\nb", "￾\U0010ffff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := sample(text)
		found := read(t, svgOf(t, s))
		want := text
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0xfffe || r == 0xffff }) {
			want = "" // some letters become signs
		}
		if want != "" && found["text"][0] != want {
			t.Errorf("text %q, want %q", found["text"][0], want)
		}
		if len(found) != 10 && text != "" {
			t.Errorf("elements %v", found)
		}
		pngOf(t, s)
	})
}

func Example() {
	s := &Scene{Width: 120, Height: 40, Title: "A greeting", Groups: []Group{{Tip: "a box", Shapes: []Shape{
		Box{X: 10, Y: 10, Width: 100, Height: 20, Paint: Paint{Stroke: "#333333", Line: 1}},
		Text{X: 16, Y: 24, Size: 11, Color: "#1A1A1A", Text: "Hello & welcome"},
	}}}}
	if err := WriteSVG(os.Stdout, s); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" width="120" height="40" viewBox="0 0 120 40" style="max-width:100%;height:auto;background:white" font-family="Helvetica,Arial,'Liberation Sans','Nimbus Sans',Arimo,sans-serif"><title>A greeting</title>
	// <rect width="120" height="40" fill="#FFFFFF"/>
	// <g><title>a box</title><rect x="10" y="10" width="100" height="20" fill="none" stroke="#333333"/><text x="16" y="24" font-size="11" fill="#1A1A1A">Hello &amp; welcome</text></g>
	// </svg>
}
