package graph

import (
	"math"
	"slices"

	"stemma"
	"stemma/graph/draw"
)

// drawHead writes the title, what the signs mean that the picture uses, and what it leaves out.
func (p *picture) drawHead() {
	limit := p.scene.Width - 2*margin
	var g draw.Group
	write := func(text string, size float64, bold bool, color string, most int) {
		for _, s := range wrapTo(text, limit, most, func(s string) float64 { return p.fonts.Width(s, size, bold) }) {
			p.y += math.Ceil(size * 1.25)
			g.Shapes = append(g.Shapes, draw.Text{X: p.x, Y: p.y - math.Ceil(size*0.3), Size: size, Bold: bold, Color: color, Text: s})
		}
	}
	write(p.v.Title, 20, true, ink, 2)
	p.y += 4
	write(p.v.says(), 11, false, dim, 3)
	p.y += 6
	g.Shapes = append(g.Shapes, p.keyRow(p.relationSigns())...)
	g.Shapes = append(g.Shapes, p.keyRow(p.nodeSigns())...)
	if left := p.v.leftOut(); left != "" {
		p.y += 2
		write(left, 11, false, dim, 3)
	}
	g.Class = "legend"
	p.y += margin
	p.scene.Groups = append(p.scene.Groups, g)
}

// A sign is an entry of the legend: what it looks like at a place, how wide that is, and what it means.
type sign struct {
	width float64
	means string
	draw  func(x, y float64) []draw.Shape // y is the middle
}

// The measures of a row of the legend.
const (
	keyHeight = 22
	keySize   = 10.5
	keyGap    = 18
)

// keyRow sets signs side by side, in as many rows as they need.
func (p *picture) keyRow(signs []sign) []draw.Shape {
	var shapes []draw.Shape
	x := p.x
	for i, s := range signs {
		width := s.width + 5 + p.fonts.Width(s.means, keySize, false)
		if i > 0 && x+width > p.scene.Width-margin {
			x, p.y = p.x, p.y+keyHeight
		}
		middle := p.y + keyHeight/2
		shapes = append(shapes, s.draw(x, middle)...)
		shapes = append(shapes, draw.Text{X: x + s.width + 5, Y: middle + 3.5, Size: keySize, Color: ink, Text: s.means})
		x += math.Ceil(width) + keyGap
	}
	if len(signs) > 0 {
		p.y += keyHeight
	}
	return shapes
}

func (p *picture) relationSigns() []sign {
	used, against := p.v.relationsUsed(), false
	for i := range p.edges {
		against = against || p.layout.Edges[i].Against
	}
	var signs []sign
	for i := range edgeStyles {
		if s := &edgeStyles[i]; used[s] {
			signs = append(signs, arrowSign(s, s.says, false))
		}
	}
	if against {
		signs = append(signs, arrowSign(&edgeStyles[0], "against time", true))
	}
	return signs
}

func arrowSign(s *edgeStyle, means string, against bool) sign {
	return sign{34, means, func(x, y float64) []draw.Shape {
		return arrow([]draw.Point{{X: x + 32, Y: y}, {X: x + 22, Y: y}, {X: x + 12, Y: y}, {X: x, Y: y}}, s, 1, against, 0)
	}}
}

func (p *picture) nodeSigns() []sign {
	var signs []sign
	kinds := p.v.kinds()
	if kinds[Paper] > 0 {
		signs = append(signs, p.boxSign("paper", "", true, ink, draw.Box{Paint: p.paperPaint(false)}))
	}
	if p.small && slices.ContainsFunc(p.v.Nodes, func(n *Node) bool { return len(n.Promises) > 0 }) {
		signs = append(signs, p.boxSign("paper", "code promised, no link", true, ink, draw.Box{Paint: p.paperPaint(true)}))
	}
	for _, k := range workKeys {
		if slices.ContainsFunc(k.kinds, func(kind Kind) bool { return kinds[kind] > 0 }) {
			signs = append(signs, p.boxSign(k.says, "", false, ink, draw.Box{Radius: 6, Paint: draw.Paint{Fill: k.fill, Stroke: frame, Line: 1}}))
		}
	}
	used := p.v.statusesUsed()
	for _, status := range stemma.Statuses() {
		if !used[status] {
			continue
		}
		style := statusStyles[status]
		signs = append(signs, p.boxSign(status.String(), style.says, false, style.text, draw.Box{Paint: style.paint()}))
	}
	return signs
}

// boxSign is a box with a word in it, and perhaps its meaning beside it.
func (p *picture) boxSign(word, means string, bold bool, color string, box draw.Box) sign {
	width := math.Ceil(p.fonts.Width(word, keySize, bold)) + 12
	return sign{width, means, func(x, y float64) []draw.Shape {
		box.X, box.Y, box.Width, box.Height = x, y-8, width, 16
		return []draw.Shape{box, draw.Text{X: x + 6, Y: y + 3.5, Size: keySize, Bold: bold, Color: color, Text: word}}
	}}
}
