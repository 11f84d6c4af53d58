package graph

import (
	"fmt"
	"math"

	"stemma/graph/draw"
)

// The measures of the list of papers of which there is nothing to draw, in pixels, and how
// many of them it names.
const (
	loneWidth  = 176
	loneSize   = 8
	loneHeight = 26
	maxLone    = 240
)

// drawLone lists the papers without relations, small and in columns, read from the top down.
func (p *picture) drawLone() {
	papers := p.v.Lone
	if len(papers) == 0 {
		return
	}
	says := fmt.Sprintf("%s without a relation or code in the abstract", count(len(papers), "paper"))
	if len(papers) > maxLone {
		papers = papers[:maxLone]
		says += fmt.Sprintf("; the first %d of them", maxLone)
	}
	p.y += margin
	inner := p.scene.Width - 2*margin
	columns := max(1, min(int(inner)/loneWidth, len(papers)))
	rows := (len(papers) + columns - 1) / columns
	width := math.Floor(inner / float64(max(columns, int(inner)/loneWidth)))
	box := draw.Box{X: p.x - margin/2, Y: p.y, Width: inner + margin, Height: 22 + float64(rows*loneHeight), Radius: 6, Paint: draw.Paint{Stroke: faint, Line: 1, Dash: dashes["dashed"]}}
	p.scene.Groups = append(p.scene.Groups, draw.Group{Class: "lone", Shapes: []draw.Shape{box,
		draw.Text{X: p.x, Y: p.y + 14, Size: 10, Color: frame, Text: says}}})
	for i, n := range papers {
		f := &figure{node: n}
		p.add(f, withYear(firstOf(clean(n.Title), clean(n.Label)), n.Year), loneSize, false, "#333333", width-12, 2)
		g := draw.Group{Class: "paper lone", Tip: tipText(n.tip()), Link: address(n)}
		for _, l := range f.lines {
			g.Shapes = append(g.Shapes, l.at(p.x+float64(i/rows)*width, p.y+20+float64(i%rows*loneHeight)))
		}
		p.scene.Groups = append(p.scene.Groups, g)
	}
	p.y += box.Height
}
