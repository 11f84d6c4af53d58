package draw

import (
	"image/color"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// text draws a line of letters.
func (c *canvas) text(s Text) {
	face := c.fonts.face(s.Bold)
	size := s.Size * c.scale
	pen := c.at(s.X, s.Y)
	ink := rgb(s.Color)
	var polygons [][]Point
	for _, r := range s.Text {
		advance := face.advance(r) * size
		switch {
		case face.lacks[r] && advance > 0:
			c.missing(pen, advance, size, ink)
		case !face.lacks[r]:
			polygons = append(polygons, face.outline(r, size, pen)...)
		}
		pen.X += advance
	}
	if len(polygons) > 0 {
		c.fill(polygons, ink)
	}
}

// missing draws an empty box for a letter that the font lacks.
func (c *canvas) missing(pen Point, advance, size float64, ink color.Color) {
	x, y, w, h := pen.X+0.06*size, pen.Y-0.72*size, advance-0.12*size, 0.72*size
	half := max(0.03*size, hairline/2)
	box := []Point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}
	for i := 1; i < len(box); i++ {
		c.fill([][]Point{bar(box[i-1], box[i], half)}, ink)
	}
}

// outline returns the shape of a letter that stands at pen.
func (f *face) outline(r rune, size float64, pen Point) [][]Point {
	glyph, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		return nil
	}
	segments, err := f.font.LoadGlyph(&f.buffer, glyph, fixed.Int26_6(math.Round(size*64)), nil)
	if err != nil {
		return nil
	}
	var polygons [][]Point
	point := func(p fixed.Point26_6) Point {
		return Point{pen.X + float64(p.X)/64, pen.Y + float64(p.Y)/64}
	}
	for _, s := range segments {
		last := len(polygons) - 1
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			polygons = append(polygons, []Point{point(s.Args[0])})
		case sfnt.SegmentOpLineTo:
			polygons[last] = append(polygons[last], point(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			polygons[last] = bend(polygons[last], point(s.Args[0]), point(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			from := polygons[last][len(polygons[last])-1]
			polygons[last] = append(polygons[last], flatten([]Point{from, point(s.Args[0]), point(s.Args[1]), point(s.Args[2])})[1:]...)
		}
	}
	return polygons
}

// bend adds a quadratic curve.
func bend(points []Point, b, c Point) []Point {
	a := points[len(points)-1]
	n := min(max(int((distance(a, b)+distance(b, c))/1.5), 2), 16)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		points = append(points, Point{u*u*a.X + 2*u*t*b.X + t*t*c.X, u*u*a.Y + 2*u*t*b.Y + t*t*c.Y})
	}
	return points
}
