package draw

import (
	"image/color"
	"math"
)

// hairline is the least width of a line and of its dashes, in pixels: a thinner one is lost.
const (
	hairline  = 0.7
	leastDash = 1
)

// stroke draws the border of a shape along points, with its corners.
func (c *canvas) stroke(points []Point, p Paint) {
	half := max(p.Line*c.scale, hairline) / 2
	ink := rgb(p.Stroke)
	var pieces [][]Point
	c.dash(points, p.Dash, func(a, b Point) {
		pieces = append(pieces, bar(a, b, half))
		if len(p.Dash) == 0 && half > 0.5 {
			pieces = append(pieces, arc(a, half, 0, -2*math.Pi))
		}
	})
	if len(pieces) > 0 {
		c.fill(pieces, ink)
	}
}

// bar is a straight piece of a line. Its corners turn the way of an arc by a negative angle.
func bar(a, b Point, half float64) []Point {
	d := distance(a, b)
	x, y := half*(b.Y-a.Y)/d, half*(a.X-b.X)/d
	return []Point{{a.X - x, a.Y - y}, {b.X - x, b.Y - y}, {b.X + x, b.Y + y}, {a.X + x, a.Y + y}}
}

// trace draws an edge along points. It touches the pixels of the line alone: filling polygons
// would touch all around it, and there may be ten thousand long edges.
func (c *canvas) trace(points []Point, p Paint) {
	half := max(p.Line*c.scale, hairline) / 2
	ink := rgb(p.Stroke)
	c.dash(points, p.Dash, func(a, b Point) { c.scan(a, b, half, ink) })
}

// scan draws a piece of a line, column by column where it is rather level and row by row
// where it is steep. It begins and ends between pixels, so that pieces join without a seam.
func (c *canvas) scan(a, b Point, half float64, ink color.RGBA) {
	size := c.image.Bounds().Size()
	steep := math.Abs(b.Y-a.Y) > math.Abs(b.X-a.X)
	if steep {
		a, b, size.X, size.Y = Point{a.Y, a.X}, Point{b.Y, b.X}, size.Y, size.X
	}
	if a.X > b.X {
		a, b = b, a
	}
	slope := (b.Y - a.Y) / (b.X - a.X)
	reach := half * math.Sqrt(1+slope*slope)
	for x := max(round(a.X), 0); x < min(round(b.X), size.X); x++ {
		middle := a.Y + slope*(float64(x)+0.5-a.X)
		low, high := max(middle-reach, 0), min(middle+reach, float64(size.Y))
		for y := math.Floor(low); y < high; y++ {
			cover := min(high, y+1) - max(low, y)
			if steep {
				c.blend(int(y), x, cover, ink)
			} else {
				c.blend(x, int(y), cover, ink)
			}
		}
	}
}

// blend lays ink over a pixel.
func (c *canvas) blend(x, y int, cover float64, ink color.RGBA) {
	pixel := c.image.Pix[c.image.PixOffset(x, y):][:3]
	share := uint32(cover*255 + 0.5)
	for i, v := range [3]uint8{ink.R, ink.G, ink.B} {
		pixel[i] = uint8((uint32(v)*share + uint32(pixel[i])*(255-share) + 127) / 255)
	}
}

// dash cuts a line into the pieces that are seen.
func (c *canvas) dash(points []Point, pattern []float64, emit func(a, b Point)) {
	k, left := 0, math.Inf(1)
	if len(pattern) > 0 {
		left = max(pattern[0]*c.scale, leastDash)
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for rest := distance(a, b); rest > 1e-6; {
			step := min(rest, left)
			to := Point{a.X + (b.X-a.X)*step/rest, a.Y + (b.Y-a.Y)*step/rest}
			if k%2 == 0 {
				emit(a, to)
			}
			a, rest, left = to, rest-step, left-step
			if left <= 1e-9 {
				k = (k + 1) % len(pattern)
				left = max(pattern[k]*c.scale, leastDash)
			}
		}
	}
}
