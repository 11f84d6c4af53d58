package graph

import (
	"strconv"

	"stemma"
	"stemma/graph/draw"
	"stemma/graph/layout"
)

// timeless is the colour of what runs against time.
const timeless = "#D55E00"

func (p *picture) drawEdge(e *Edge, r *layout.Route) {
	points := make([]draw.Point, len(r.Points))
	for i, at := range r.Points {
		points[i] = draw.Point{X: p.x + at.X, Y: p.y + at.Y}
	}
	g := draw.Group{Class: edgeClass(e), Tip: tipText(p.v.edgeTip(e))}
	if e.Relation == stemma.Implements {
		g.Shapes = []draw.Shape{draw.Curve{Points: points, Reach: p.reach(), Paint: draw.Paint{Stroke: "#767676", Line: 1}}}
	} else {
		g.Shapes = arrow(points, styleOf(e.Relation), p.thin(), r.Against, p.reach())
	}
	p.scene.Groups = append(p.scene.Groups, g)
}

func edgeClass(e *Edge) string {
	if e.Relation == stemma.Implements {
		return string(e.Relation)
	}
	return string(e.Relation.Class()) + " " + firstOf(relationName(e.Relation), string(stemma.Background))
}

// thin is by what lines shrink where there are very many.
func (p *picture) thin() float64 {
	switch {
	case len(p.edges) > 10*manyNodes:
		return 0.35
	case p.small:
		return 0.6
	}
	return 1
}

// reach is how far from a line one may point at it. In a big file it is not worth its bytes.
func (p *picture) reach() float64 {
	if p.small {
		return 0
	}
	return 3
}

// arrow draws a relation along a curve.
func arrow(points []draw.Point, s *edgeStyle, scale float64, against bool, reach float64) []draw.Shape {
	width, _ := strconv.ParseFloat(s.width, 64)
	color := s.color
	if against {
		color = timeless
	}
	paint := draw.Paint{Stroke: color, Line: width * scale, Dash: dashes[s.style]}
	shapes := []draw.Shape{draw.Curve{Points: points, Reach: reach, Paint: paint}}
	if s.style == doubled {
		shapes = []draw.Shape{draw.Curve{Points: points, Reach: reach, Paint: draw.Paint{Stroke: color, Line: 3 * width}},
			draw.Curve{Points: points, Paint: draw.Paint{Stroke: "#FFFFFF", Line: width}}}
	}
	tip, before := points[len(points)-1], points[len(points)-2]
	direction := scale
	if before.X > tip.X {
		direction = -scale
	}
	return append(shapes, head(s.arrow, tip, direction, color)...)
}

// head draws the head of an arrow, whose tip is at the end of its edge. Edges arrive level:
// direction is 1 to the right and -1 to the left, times the scale.
func head(name string, tip draw.Point, direction float64, color string) []draw.Shape {
	at := func(back, side float64) draw.Point {
		return draw.Point{X: tip.X - back*direction, Y: tip.Y + side*direction}
	}
	full := draw.Paint{Fill: color, Stroke: color, Line: 0.5}
	hollow := draw.Paint{Fill: "#FFFFFF", Stroke: color, Line: 1.2}
	switch name {
	case "normal":
		return []draw.Shape{draw.Outline{Points: []draw.Point{at(0, 0), at(9, -4), at(9, 4)}, Paint: full}}
	case "empty":
		return []draw.Shape{draw.Outline{Points: []draw.Point{at(0.5, 0), at(9, -4), at(9, 4)}, Paint: hollow}}
	case "vee":
		return []draw.Shape{draw.Outline{Points: []draw.Point{at(0, 0), at(9, -4), at(6, 0), at(9, 4)}, Paint: full}}
	case "dot":
		return []draw.Shape{draw.Disc{Center: at(3.5, 0), Radius: 3.2 * abs(direction), Paint: full}}
	case "odot":
		return []draw.Shape{draw.Disc{Center: at(3.5, 0), Radius: 2.8 * abs(direction), Paint: hollow}}
	case "odiamond":
		return []draw.Shape{draw.Outline{Points: []draw.Point{at(0.5, 0), at(5, -3), at(9.5, 0), at(5, 3)}, Paint: hollow}}
	case "tee":
		return []draw.Shape{draw.Outline{Points: []draw.Point{at(2.5, -4.5), at(2.5, 4.5)}, Open: true, Paint: draw.Paint{Stroke: color, Line: 2.2}}}
	case "open":
		return []draw.Shape{draw.Outline{Points: []draw.Point{at(6, -3), at(0, 0), at(6, 3)}, Open: true, Paint: draw.Paint{Stroke: color, Line: 1}}}
	}
	return nil
}

func abs(x float64) float64 { return max(x, -x) }
