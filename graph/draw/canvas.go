package draw

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// A canvas draws shapes into an image. Points of its own methods are pixels.
type canvas struct {
	image  *image.RGBA
	fonts  *Fonts
	scale  float64
	raster vector.Rasterizer
}

func (c *canvas) at(x, y float64) Point { return Point{x * c.scale, y * c.scale} }

func (c *canvas) all(points []Point) []Point {
	scaled := make([]Point, len(points))
	for i, p := range points {
		scaled[i] = c.at(p.X, p.Y)
	}
	return scaled
}

func (c *canvas) shape(s Shape) {
	switch s := s.(type) {
	case Box:
		c.box(s)
	case Outline:
		c.paint(c.all(s.Points), !s.Open, s.Paint)
	case Curve:
		c.trace(flatten(c.all(s.Points)), s.Paint)
	case Disc:
		c.paint(arc(c.at(s.Center.X, s.Center.Y), s.Radius*c.scale, 0, 2*math.Pi), true, s.Paint)
	case Text:
		c.text(s)
	}
}

func (c *canvas) box(s Box) {
	if s.Fill != "" && s.Radius == 0 {
		a, b := c.at(s.X, s.Y), c.at(s.X+s.Width, s.Y+s.Height)
		r := image.Rect(round(a.X), round(a.Y), round(b.X), round(b.Y))
		draw.Draw(c.image, r, image.NewUniform(rgb(s.Fill)), image.Point{}, draw.Src)
		s.Fill = ""
	}
	c.paint(c.corners(s), true, s.Paint)
}

func round(x float64) int { return int(math.Round(x)) }

func (c *canvas) corners(s Box) []Point {
	r := min(s.Radius, s.Width/2, s.Height/2)
	if r <= 0 {
		return c.all([]Point{{s.X, s.Y}, {s.X + s.Width, s.Y}, {s.X + s.Width, s.Y + s.Height}, {s.X, s.Y + s.Height}})
	}
	left, right, top, bottom := s.X+r, s.X+s.Width-r, s.Y+r, s.Y+s.Height-r
	var points []Point
	for i, center := range []Point{{right, bottom}, {left, bottom}, {left, top}, {right, top}} {
		points = append(points, arc(c.at(center.X, center.Y), r*c.scale, float64(i)*math.Pi/2, math.Pi/2)...)
	}
	return points
}

// arc returns points on a circle, a pixel or two apart.
func arc(center Point, radius, from, angle float64) []Point {
	n := min(max(int(radius*angle/1.5), 3), 64)
	points := make([]Point, 0, n+1)
	for i := range n + 1 {
		sin, cos := math.Sincos(from + angle*float64(i)/float64(n))
		points = append(points, Point{center.X + radius*cos, center.Y + radius*sin})
	}
	return points
}

// flatten turns Bézier curves into short lines.
func flatten(points []Point) []Point {
	if len(points) == 0 {
		return nil
	}
	flat := []Point{points[0]}
	for ; len(points) >= 4; points = points[3:] {
		a, b, c, d := points[0], points[1], points[2], points[3]
		n := min(max(int((distance(a, b)+distance(b, c)+distance(c, d))/8), 2), 64)
		if a.Y == b.Y && b.Y == c.Y && c.Y == d.Y {
			n = 1
		}
		for i := 1; i <= n; i++ {
			t := float64(i) / float64(n)
			u := 1 - t
			flat = append(flat, Point{u*u*u*a.X + 3*u*u*t*b.X + 3*u*t*t*c.X + t*t*t*d.X, u*u*u*a.Y + 3*u*u*t*b.Y + 3*u*t*t*c.Y + t*t*t*d.Y})
		}
	}
	return flat
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func (c *canvas) paint(points []Point, closed bool, p Paint) {
	if len(points) < 2 {
		return
	}
	if p.Fill != "" {
		c.fill([][]Point{points}, rgb(p.Fill))
	}
	if p.Stroke == "" {
		return
	}
	if closed {
		points = append(points, points[0])
	}
	c.stroke(points, p)
}

// fill paints the union of polygons that turn the same way.
func (c *canvas) fill(polygons [][]Point, ink color.Color) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, polygon := range polygons {
		for _, p := range polygon {
			low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
		}
	}
	r, ok := c.within(low, high)
	if !ok {
		return
	}
	c.raster.Reset(r.Dx(), r.Dy())
	for _, polygon := range polygons {
		for i, p := range polygon {
			x, y := float32(p.X-float64(r.Min.X)), float32(p.Y-float64(r.Min.Y))
			if i == 0 {
				c.raster.MoveTo(x, y)
			} else {
				c.raster.LineTo(x, y)
			}
		}
		c.raster.ClosePath()
	}
	c.raster.Draw(c.image, r, image.NewUniform(ink), image.Point{})
}

// within is the part of the image between two corners, if there is any.
func (c *canvas) within(low, high Point) (image.Rectangle, bool) {
	bounds := c.image.Bounds()
	limit := Point{float64(bounds.Max.X), float64(bounds.Max.Y)}
	if !(low.X < limit.X && low.Y < limit.Y && high.X > 0 && high.Y > 0) {
		return image.Rectangle{}, false
	}
	r := image.Rect(int(max(low.X, 0)), int(max(low.Y, 0)), int(min(high.X, limit.X))+1, int(min(high.Y, limit.Y))+1)
	r = r.Intersect(bounds)
	return r, !r.Empty()
}
