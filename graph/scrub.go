package graph

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The elements and attributes of Graphviz's SVG that pass. Whatever else there is, a script,
// an image, a style sheet, an event handler, does not.
var (
	svgElements = set("svg", "g", "a", "path", "polygon", "polyline", "ellipse", "text")
	svgAttrs    = set("width", "height", "viewBox", "transform", "class", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray",
		"stroke-opacity", "d", "points", "cx", "cy", "rx", "ry", "x", "y", "text-anchor", "font-size", "font-weight", "font-style")
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

const xlink = "http://www.w3.org/1999/xlink"

// fontFamily names fonts cut to Helvetica's metrics on every system, so that text stays
// inside the boxes that were measured for it.
const fontFamily = "Helvetica,Arial,'Liberation Sans','Nimbus Sans',Arimo,sans-serif"

// scrub copies Graphviz's SVG element by element, and nothing that is not listed above. The
// document type goes, which points outside; ids go, which might clash in a page; a tooltip
// becomes a title element, which every viewer shows; links must be http or https.
func scrub(w io.Writer, svg []byte, title string) error {
	s := &scrubber{w: bufio.NewWriter(w), title: title}
	d := xml.NewDecoder(bytes.NewReader(svg))
	d.Entity = xml.HTMLEntity
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("graphviz wrote SVG that cannot be read: %w", err)
		}
		s.token(t)
	}
	s.w.WriteByte('\n')
	return s.w.Flush()
}

type scrubber struct {
	w     *bufio.Writer
	title string
	depth int // of open elements
	skip  int // depth at which a dropped element began; 0 if none
	text  int // depth of the open text element; 0 if none
}

func (s *scrubber) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		s.depth++
		s.start(t)
	case xml.EndElement:
		if s.skip == 0 {
			s.w.WriteString("</" + t.Name.Local + ">")
		}
		if s.skip == s.depth {
			s.skip = 0
		}
		if s.text == s.depth {
			s.text = 0
		}
		s.depth--
	case xml.CharData:
		if s.skip == 0 && s.text > 0 {
			s.w.WriteString(xmlText(string(t)))
		}
	}
}

func (s *scrubber) start(t xml.StartElement) {
	if s.skip > 0 {
		return
	}
	name := t.Name.Local
	if !svgElements[name] {
		s.skip = s.depth
		return
	}
	s.w.WriteString("\n<" + name)
	if s.depth == 1 {
		s.w.WriteString(` xmlns="http://www.w3.org/2000/svg" xmlns:xlink="` + xlink + `" role="img" style="max-width:100%;height:auto;background:white"`)
		s.attribute("font-family", fontFamily)
	}
	tooltip := s.attributes(t)
	s.w.WriteByte('>')
	if s.depth == 1 {
		tooltip = s.title
	}
	if tooltip != "" {
		s.w.WriteString("<title>" + xmlLines(tooltip) + "</title>")
	}
	if name == "text" {
		s.text = s.depth
	}
}

// attributes writes those that pass, and returns the tooltip.
func (s *scrubber) attributes(t xml.StartElement) (tooltip string) {
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == xlink && a.Name.Local == "title":
			tooltip = a.Value
		case a.Name.Space == xlink && a.Name.Local == "href":
			if address := href(a.Value); address != "" {
				s.attribute("xlink:href", address)
				s.attribute("target", "_blank")
				s.attribute("rel", "noopener noreferrer")
			}
		case a.Name.Space == "" && svgAttrs[a.Name.Local] && !strings.Contains(a.Value, "url("):
			s.attribute(a.Name.Local, a.Value)
		}
	}
	return tooltip
}

func (s *scrubber) attribute(name, value string) {
	s.w.WriteString(" " + name + `="` + xmlText(value) + `"`)
}

// xmlLines is xmlText for what may have several lines, as tooltips do.
func xmlLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = xmlText(line)
	}
	return strings.Join(lines, "\n")
}
