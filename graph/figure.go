package graph

import (
	"math"
	"strings"

	"stemma/graph/draw"
)

// The measures of the boxes of nodes, in pixels.
const (
	cardWidth  = 172
	workWidth  = 132 // at most
	inset      = 7   // from the border of a box to its text
	smallWidth = 128 // of a card that is but a name, at most

	arrowHeight = 8  // what an arrow takes at the side of a box
	maxArrows   = 88 // what all of them make it grow to
)

// The colours of nodes.
const (
	ink       = "#1A1A1A"
	dim       = "#4D4D4D"
	faint     = "#C4C4C4"
	frame     = "#555555"
	paperFill = "#FFFFFF"
	workFill  = "#ECECEC"
	knownFill = "#DDE6F0"
	warning   = "#8A3B00"
)

// A figure is a node that has been measured: its lines, and the code that is docked below it.
type figure struct {
	node          *Node
	width, height float64
	body          float64 // the height of the box itself, without what is docked
	lines         []line
	docked        []*figure
}

// A line of text. Below is from the top of the box to where the letters stand.
type line struct {
	text  string
	size  float64
	bold  bool
	color string
	below float64
}

func (p *picture) measure(n *Node, code []*Node, builders, arrows int) *figure {
	f := &figure{node: n}
	switch {
	case (n.Kind == Repository || n.Kind == Page) && p.small:
		p.measureName(f, 0)
		return f
	case n.Kind == Repository || n.Kind == Page:
		p.measureCode(f)
		return f
	case p.small:
		p.measureName(f, builders)
	case n.Kind == Paper:
		p.measureCard(f)
	default:
		p.measureWork(f, builders)
	}
	if room := min(float64(arrows*arrowHeight), maxArrows) - f.height; room > 0 && !p.small {
		f.grow(room)
	}
	for _, c := range code {
		f.docked = append(f.docked, p.measure(c, nil, 0, 0))
	}
	p.dock(f)
	return f
}

// add wraps text to lines below those that there are.
func (p *picture) add(f *figure, text string, size float64, bold bool, color string, limit float64, most int) {
	for _, s := range wrapTo(text, limit, most, func(s string) float64 { return p.fonts.Width(s, size, bold) }) {
		f.height += math.Ceil(size * 1.18)
		f.lines = append(f.lines, line{s, size, bold, color, f.height - math.Ceil(size*0.24)})
	}
}

// fit makes the box as wide as its lines.
func (p *picture) fit(f *figure, sides float64) {
	for _, l := range f.lines {
		f.width = max(f.width, math.Ceil(p.fonts.Width(l.text, l.size, l.bold))+sides)
	}
}

// grow makes the box higher, and keeps its lines in the middle.
func (f *figure) grow(room float64) {
	f.height += math.Ceil(room)
	for i := range f.lines {
		f.lines[i].below += math.Floor(room / 2)
	}
}

func (p *picture) measureCard(f *figure) {
	n := f.node
	f.width, f.height = cardWidth, 4
	const limit = cardWidth - 2*inset
	heading, title := clean(n.Label), clean(n.Title)
	if rest, ok := strings.CutPrefix(title, heading+":"); ok {
		title = strings.TrimSpace(rest)
	}
	if heading != title {
		p.add(f, heading, 12, true, ink, limit, 2)
		p.add(f, withYear(title, n.Year), 9, false, dim, limit, 3)
	} else {
		p.add(f, withYear(title, n.Year), 10, true, ink, limit, 3)
	}
	if len(n.Promises) > 0 {
		p.add(f, "code promised, no link", 9, false, warning, limit, 1)
	}
	f.height += 5
}

func (p *picture) measureWork(f *figure, builders int) {
	size := workSize(builders)
	f.height = 4
	const limit = workWidth - 2*inset
	label := workLabel(f.node)
	name, citation, ok := cutLast(label, " (")
	if ok && p.fonts.Width(label, size, false) > limit {
		p.add(f, name, size, false, ink, limit, 2)
		p.add(f, "("+citation, size, false, ink, limit, 1)
	} else {
		p.add(f, label, size, false, ink, limit, 3)
	}
	f.height += 5
	p.fit(f, 2*inset)
}

// workSize is the size of the letters of a work that so many build on.
func workSize(builders int) float64 {
	if builders < 2 {
		return 9
	}
	return 9 + float64(min(builders, 6))
}

// workLabel is what a work is called, with its year if it is known otherwise than by a citation.
func workLabel(n *Node) string {
	label := clean(n.Label)
	if n.Kind == Known && n.Year != "" && !strings.Contains(label, n.Year) {
		label += " (" + n.Year + ")"
	}
	return label
}

// measureName is what is left of papers and works where there are very many.
func (p *picture) measureName(f *figure, builders int) {
	size, color := 8+min(float64(builders)/2, 6), ink
	if f.node.Kind == Repository || f.node.Kind == Page {
		color = statusStyles[f.node.Status].text
	}
	p.add(f, f.node.Label, size, f.node.Kind == Paper, color, smallWidth-inset, 1)
	f.height += 3
	f.body = f.height
	p.fit(f, inset)
}

// dock hangs the code below the box, or in a small picture into its right end.
func (p *picture) dock(f *figure) {
	f.body = f.height
	if p.small {
		f.width += float64(len(f.docked)) * (chipSide + 2)
		return
	}
	for _, c := range f.docked {
		f.width = max(f.width, c.width)
	}
	for _, c := range f.docked {
		f.height += c.height
		c.width = f.width
	}
}

func (p *picture) drawFigure(f *figure, x, y float64) {
	n := f.node
	g := draw.Group{Class: string(n.Kind), Tip: tipText(n.tip()), Link: address(n)}
	switch n.Kind {
	case Repository, Page:
		if !p.small {
			p.drawCode(f, x, y)
			return
		}
		g.Class = codeClass(n)
		g.Shapes = append(g.Shapes, draw.Box{X: x, Y: y, Width: f.width, Height: f.height, Paint: statusStyles[n.Status].paint()})
	case Paper:
		g.Shapes = append(g.Shapes, draw.Box{X: x, Y: y, Width: f.width, Height: f.body, Paint: p.paperPaint(len(n.Promises) > 0)})
	default:
		fill := workFill
		if n.Kind == Known {
			fill = knownFill
		}
		g.Shapes = append(g.Shapes, draw.Box{X: x, Y: y, Width: f.width, Height: f.body, Radius: min(8, f.body/2), Paint: draw.Paint{Fill: fill, Stroke: frame, Line: 1}})
	}
	left := x + inset
	if p.small {
		left = x + inset/2
	}
	for _, l := range f.lines {
		g.Shapes = append(g.Shapes, l.at(left, y))
	}
	p.scene.Groups = append(p.scene.Groups, g)
	p.drawDocked(f, x, y)
}

// paperPaint marks a paper that promises code where there is no room for the words.
func (p *picture) paperPaint(promises bool) draw.Paint {
	if promises && p.small {
		return draw.Paint{Fill: paperFill, Stroke: warning, Line: 2}
	}
	return draw.Paint{Fill: paperFill, Stroke: "#333333", Line: 1}
}

func (l line) at(x, y float64) draw.Text {
	return draw.Text{X: x, Y: y + l.below, Size: l.size, Bold: l.bold, Color: l.color, Text: l.text}
}
