package graph

import (
	"math"

	"stemma/graph/draw"
)

// The measures of the tabs that show code, in pixels.
const (
	tabEar     = 4 // how far the ear of a folder stands out
	pageCorner = 7 // what is cut off a sheet
	chipSide   = 9 // of the square that is left of a tab in a small picture
)

// measureCode breaks a long owner/repository behind the owner, and puts the state below or,
// in a tab that is docked, at the end of the line.
func (p *picture) measureCode(f *figure) {
	s := statusStyles[f.node.Status]
	f.height = tabEar + 2
	limit := float64(cardWidth - 2*inset)
	state := f.node.Status.String()
	label := clean(f.node.Label)
	beside := limit - math.Ceil(p.fonts.Width(state, 9, true)) - 2*inset
	if owner, repo, ok := cutLast(label, "/"); ok && p.fonts.Width(label, 9, false) > beside {
		p.add(f, owner+"/", 9, false, ink, beside, 1)
		label = repo
	}
	p.add(f, label, 9, false, ink, beside, 2)
	f.height += 4
	f.width = cardWidth
	f.body = f.height
	f.lines = append(f.lines, line{state, 9, true, s.text, f.height - 6})
}

func (p *picture) drawDocked(f *figure, x, y float64) {
	for i, c := range f.docked {
		if p.small {
			s := statusStyles[c.node.Status]
			p.scene.Groups = append(p.scene.Groups, draw.Group{Class: codeClass(c.node), Tip: tipText(c.node.tip()), Link: address(c.node),
				Shapes: []draw.Shape{draw.Box{X: x + f.width - float64(i+1)*(chipSide+2), Y: y + (f.body-chipSide)/2, Width: chipSide, Height: chipSide, Paint: s.paint()}}})
			continue
		}
		if i == 0 {
			y += f.body
		}
		p.drawCode(c, x, y)
		y += c.height
	}
}

func codeClass(n *Node) string { return "code " + n.Status.String() }

// drawCode draws a repository or page, with its state in a field of its colour.
func (p *picture) drawCode(f *figure, x, y float64) {
	s := statusStyles[f.node.Status]
	g := draw.Group{Class: codeClass(f.node), Tip: tipText(f.node.tip()), Link: address(f.node)}
	top, right, bottom := y+tabEar, x+f.width, y+f.height
	state := f.lines[len(f.lines)-1]
	width := math.Ceil(p.fonts.Width(state.text, state.size, state.bold))
	border := s.paint()
	border.Fill = paperFill
	g.Shapes = append(g.Shapes, draw.Outline{Points: f.contour(x, y), Paint: border})
	for _, l := range f.lines[:len(f.lines)-1] {
		g.Shapes = append(g.Shapes, l.at(x+inset, y))
	}
	g.Shapes = append(g.Shapes, draw.Box{X: right - width - 2*inset, Y: top, Width: width + 2*inset, Height: bottom - top, Paint: s.paint()},
		draw.Text{X: right - width - inset, Y: math.Round((top+bottom)/2) + 3, Size: state.size, Bold: state.bold, Color: state.color, Text: state.text})
	p.scene.Groups = append(p.scene.Groups, g)
}

// contour is a folder with its ear, or a sheet with a corner cut off.
func (f *figure) contour(x, y float64) []draw.Point {
	top, right, bottom := y+tabEar, x+f.width, y+f.height
	if f.node.Kind == Page {
		return []draw.Point{{X: x + pageCorner, Y: top}, {X: right, Y: top}, {X: right, Y: bottom}, {X: x, Y: bottom}, {X: x, Y: top + pageCorner}}
	}
	return []draw.Point{{X: x, Y: y + 1}, {X: x + 24, Y: y + 1}, {X: x + 27, Y: top}, {X: right, Y: top}, {X: right, Y: bottom}, {X: x, Y: bottom}}
}

// paint turns the words of Graphviz into what draw knows.
func (s statusStyle) paint() draw.Paint {
	paint := draw.Paint{Fill: s.fill, Stroke: frame, Line: 1, Dash: dashes[s.border]}
	if s.border == "bold" {
		paint.Line = 2
	}
	return paint
}

var dashes = map[string][]float64{"dashed": {5, 3}, "dotted": {1, 2.5}}
