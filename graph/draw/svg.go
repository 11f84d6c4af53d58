package draw

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// families names fonts cut to the same widths on every system.
const families = "Helvetica,Arial,'Liberation Sans','Nimbus Sans',Arimo,sans-serif"

// WriteSVG writes s as an SVG document that needs nothing from outside: no script, no style
// sheet, no image. Its ground is white, so that it can be read on a dark page too. The error
// is that of w.
func WriteSVG(w io.Writer, s *Scene) error {
	fonts, err := NewFonts()
	if err != nil {
		return err
	}
	p := &svgWriter{w: bufio.NewWriter(w), fonts: fonts}
	width, height := number(s.Width), number(s.Height)
	p.put(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"`)
	p.put(` width="`, width, `" height="`, height, `" viewBox="0 0 `, width, ` `, height, `"`)
	p.put(` style="max-width:100%;height:auto;background:white" font-family="`, families, `">`)
	p.title(s.Title)
	p.put("\n", `<rect width="`, width, `" height="`, height, `" fill="#FFFFFF"/>`, "\n")
	for i := range s.Groups {
		p.group(&s.Groups[i])
	}
	p.put("</svg>\n")
	return p.w.Flush()
}

// svgWriter prints; errors stay in its bufio.Writer until the end.
type svgWriter struct {
	w     *bufio.Writer
	fonts *Fonts
}

func (p *svgWriter) put(parts ...string) {
	for _, part := range parts {
		p.w.WriteString(part)
	}
}

func (p *svgWriter) attribute(name string, value float64) {
	p.put(" ", name, `="`, number(value), `"`)
}

// number writes a coordinate to a hundredth of a pixel.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// escape makes s fit for text and for attributes: what XML cannot hold becomes U+FFFD.
func (p *svgWriter) escape(s string) {
	_ = xml.EscapeText(p.w, []byte(s)) // the error stays in the bufio.Writer
}

func (p *svgWriter) title(s string) {
	if s != "" {
		p.put("<title>")
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				p.put("\n")
			}
			p.escape(line)
		}
		p.put("</title>")
	}
}

func (p *svgWriter) group(g *Group) {
	p.put("<g")
	if g.Class != "" {
		p.put(` class="`)
		p.escape(g.Class)
		p.put(`"`)
	}
	p.put(">")
	p.title(g.Tip)
	if g.Link != "" {
		p.put(`<a xlink:href="`)
		p.escape(g.Link)
		p.put(`" target="_blank" rel="noopener noreferrer">`)
	}
	for _, shape := range g.Shapes {
		p.shape(shape)
	}
	if g.Link != "" {
		p.put("</a>")
	}
	p.put("</g>\n")
}

func (p *svgWriter) shape(s Shape) {
	switch s := s.(type) {
	case Box:
		p.put("<rect")
		p.attribute("x", s.X)
		p.attribute("y", s.Y)
		p.attribute("width", s.Width)
		p.attribute("height", s.Height)
		if s.Radius > 0 {
			p.attribute("rx", s.Radius)
		}
		p.paint(s.Paint)
	case Outline:
		p.outline(s)
	case Curve:
		p.curve(s)
	case Disc:
		p.put("<circle")
		p.attribute("cx", s.Center.X)
		p.attribute("cy", s.Center.Y)
		p.attribute("r", s.Radius)
		p.paint(s.Paint)
	case Text:
		p.text(s)
	}
}

func (p *svgWriter) paint(s Paint) {
	if s.Fill == "" {
		s.Fill = "none"
	}
	p.put(` fill="`)
	p.escape(s.Fill)
	p.put(`"`)
	if s.Stroke != "" {
		p.put(` stroke="`)
		p.escape(s.Stroke)
		p.put(`"`)
		if s.Line != 1 {
			p.attribute("stroke-width", s.Line)
		}
	}
	if len(s.Dash) > 0 {
		p.put(` stroke-dasharray="`)
		for i, d := range s.Dash {
			if i > 0 {
				p.put(" ")
			}
			p.put(number(d))
		}
		p.put(`"`)
	}
	p.put("/>")
}

func (p *svgWriter) outline(s Outline) {
	name := "<polygon"
	if s.Open {
		name = "<polyline"
	}
	p.put(name, ` points="`)
	for i, point := range s.Points {
		if i > 0 {
			p.put(" ")
		}
		p.put(number(point.X), ",", number(point.Y))
	}
	p.put(`"`)
	p.paint(s.Paint)
}

func (p *svgWriter) curve(s Curve) {
	var d strings.Builder
	for i, point := range s.Points {
		switch {
		case i == 0:
			d.WriteString("M")
		case i == 1:
			d.WriteString("C")
		default:
			d.WriteString(" ")
		}
		d.WriteString(number(point.X) + "," + number(point.Y))
	}
	if s.Reach > 0 {
		p.put(`<path d="`, d.String(), `" fill="none" stroke="#FFFFFF" stroke-opacity="0"`)
		p.attribute("stroke-width", s.Line+2*s.Reach)
		p.put("/>")
	}
	p.put(`<path d="`, d.String(), `"`)
	p.paint(s.Paint)
}

// text gives lines with letters that the font lacks a length: whatever font the viewer has
// for them, they stay in their box.
func (p *svgWriter) text(s Text) {
	if s.Text == "" {
		return
	}
	p.put("<text")
	p.attribute("x", s.X)
	p.attribute("y", s.Y)
	p.attribute("font-size", s.Size)
	if s.Bold {
		p.put(` font-weight="bold"`)
	}
	p.put(` fill="`)
	p.escape(s.Color)
	p.put(`"`)
	if !p.fonts.Has(s.Text, s.Bold) {
		p.attribute("textLength", p.fonts.Width(s.Text, s.Size, s.Bold))
		p.put(` lengthAdjust="spacingAndGlyphs"`)
	}
	p.put(">")
	p.escape(s.Text)
	p.put("</text>")
}
