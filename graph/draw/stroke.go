package draw

import "math"

// hairline is the least width of a line, in pixels: a thinner one is lost.
const hairline = 0.7

// patch is how far pieces of a line may spread, in pixels, that are painted at one go. A
// long slanting line in one go would touch every pixel around it.
const patch = 64

// stroke draws a line along points.
func (c *canvas) stroke(points []Point, p Paint) {
	half := max(p.Width*c.scale, hairline) / 2
	ink := rgb(p.Stroke)
	var pieces [][]Point
	start := Point{}
	c.dash(points, p.Dash, func(a, b Point, joined bool) {
		if len(pieces) > 0 && (math.Abs(b.X-start.X) > patch || math.Abs(b.Y-start.Y) > patch) {
			c.fill(pieces, ink)
			pieces = pieces[:0]
		}
		if len(pieces) == 0 {
			start = a
		}
		pieces = append(pieces, bar(a, b, half))
		if joined && half > 0.8 {
			pieces = append(pieces, knee(a, half))
		}
	})
	if len(pieces) > 0 {
		c.fill(pieces, ink)
	}
}

// bar is a straight piece of a line. Its corners turn like those of a knee.
func bar(a, b Point, half float64) []Point {
	d := distance(a, b)
	x, y := half*(b.Y-a.Y)/d, half*(a.X-b.X)/d
	return []Point{{a.X - x, a.Y - y}, {b.X - x, b.Y - y}, {b.X + x, b.Y + y}, {a.X + x, a.Y + y}}
}

func knee(at Point, half float64) []Point {
	return arc(at, half, 0, -2*math.Pi)
}

// dash cuts a line into the pieces that are seen, none longer than a patch. Joined says that
// a piece goes on where the one before it ended.
func (c *canvas) dash(points []Point, pattern []float64, emit func(a, b Point, joined bool)) {
	k, left, on := 0, math.Inf(1), true
	if len(pattern) > 0 {
		left = max(pattern[0]*c.scale, hairline)
	}
	joined := false
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for rest := distance(a, b); rest > 1e-6; {
			step := min(rest, left, patch/2)
			to := Point{a.X + (b.X-a.X)*step/rest, a.Y + (b.Y-a.Y)*step/rest}
			if on {
				emit(a, to, joined)
			}
			joined = on
			a, rest, left = to, rest-step, left-step
			if left <= 1e-9 {
				k = (k + 1) % len(pattern)
				left, on, joined = max(pattern[k]*c.scale, hairline), k%2 == 0, false
			}
		}
	}
}
