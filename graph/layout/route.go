package layout

import (
	"cmp"
	"math"
	"slices"
)

// A side of a node.
const (
	leftSide = iota
	rightSide
)

// An end is where an edge meets a node.
type end struct {
	edge int32
	to   bool    // the edge's To, not its From
	next float64 // the height to which the edge goes from here
}

// widenBy says by what part of the height that edges climb a gap between columns grows.
const (
	widenBy   = 0.08
	widenMost = 56
)

// setColumns gives the columns their places from left to right.
func (d *drawing) setColumns() float64 {
	climbs := make([]float64, len(d.columns)+1)
	for _, p := range d.parts {
		for i, layer := range p.layers {
			for _, id := range layer {
				for _, t := range p.vertices[id].right {
					c := p.column[i]
					climbs[c] = max(climbs[c], math.Abs(p.vertices[id].y-p.vertices[t.to].y))
				}
			}
		}
	}
	x := 0.0
	for i := range d.columns {
		d.columns[i].x = x
		x += d.columns[i].width + d.o.LayerGap + math.Floor(min(widenBy*climbs[i], widenMost))
		if i+1 == len(d.columns) {
			x = d.columns[i].x + d.columns[i].width
		}
	}
	return x
}

// ends meets every edge with its nodes: those at one side of a node stand below each other
// in the order in which they go on.
func (d *drawing) ends() [][2]Point {
	points := make([][2]Point, len(d.g.Edges))
	at := make([][2][]end, len(d.g.Nodes))
	for i, e := range d.g.Edges {
		from, to := d.columnOf(e.From), d.columnOf(e.To)
		a, b := rightSide, rightSide
		switch {
		case from > to:
			a = leftSide
		case from < to:
			b = leftSide
		}
		fromY, toY := d.wayOut(i)
		at[e.From][a] = append(at[e.From][a], end{int32(i), false, fromY})
		at[e.To][b] = append(at[e.To][b], end{int32(i), true, toY})
	}
	for n := range at {
		for side, ends := range at[n] {
			d.spreadEnds(n, side, ends, points)
		}
	}
	return points
}

// columnOf returns the column in which node n stands.
func (d *drawing) columnOf(n int) int32 { return d.parts[d.part[n]].column[d.layer[n]] }

// wayOut returns the heights to which edge e goes from its From and from its To.
func (d *drawing) wayOut(e int) (from, to float64) {
	edge, places := &d.g.Edges[e], d.places[e]
	if len(places) == 0 {
		return d.y[edge.To], d.y[edge.From]
	}
	p := d.parts[d.part[edge.From]]
	left, right := p.y+p.vertices[places[0]].y, p.y+p.vertices[places[len(places)-1]].y
	if d.layer[edge.From] > d.layer[edge.To] {
		return right, left
	}
	return left, right
}

// The distance of ends at one side of a node, and the part of the side that they may take.
const (
	endGap   = 9
	sidePart = 0.75
)

func (d *drawing) spreadEnds(n, side int, ends []end, points [][2]Point) {
	slices.SortStableFunc(ends, func(a, b end) int {
		return cmp.Or(cmp.Compare(a.next, b.next), cmp.Compare(a.edge, b.edge))
	})
	node := &d.g.Nodes[n]
	x := d.corner[n].X
	if side == rightSide {
		x += node.Width
	}
	step := min(endGap, sidePart*node.Body/float64(max(len(ends)-1, 1)))
	for i, end := range ends {
		point := Point{x, d.y[n] + float64((float64(i)-float64(len(ends)-1)/2)*step)}
		if end.to {
			points[end.edge][1] = point
		} else {
			points[end.edge][0] = point
		}
	}
}

// route draws edge e between its ends.
func (d *drawing) route(e int, ends [2]Point) Route {
	edge := &d.g.Edges[e]
	r := Route{Points: []Point{ends[0]}, Against: d.against(int32(e))}
	from, to := d.columnOf(edge.From), d.columnOf(edge.To)
	if from == to {
		r.bow(ends[1], d.columns[from].x+d.columns[from].width, d.o.LayerGap)
		return r
	}
	r.leave(&d.columns[from], from > to)
	for _, v := range d.passed(e, from > to) {
		p := d.parts[d.part[edge.From]]
		r.pass(&d.columns[p.column[v.layer]], p.y+v.y, from > to)
	}
	far := &d.columns[to]
	r.curve(Point{far.edge(from > to), ends[1].Y})
	r.line(ends[1])
	return r
}

// passed lists the places of edge e from its From to its To.
func (d *drawing) passed(e int, leftwards bool) []vertex {
	p := d.parts[d.part[d.g.Edges[e].From]]
	var places []vertex
	for _, id := range d.places[e] {
		places = append(places, p.vertices[id])
	}
	if leftwards {
		slices.Reverse(places)
	}
	return places
}

// edge is the right edge of a column for who comes from the right, else the left one.
func (c *column) edge(right bool) float64 {
	if right {
		return c.x + c.width
	}
	return c.x
}

func (r *Route) end() Point { return r.Points[len(r.Points)-1] }

// line goes straight to p, if that is anywhere else.
func (r *Route) line(p Point) {
	if at := r.end(); at != p || len(r.Points) == 1 {
		third := (p.X - at.X) / 3
		r.Points = append(r.Points, Point{at.X + third, at.Y}, Point{p.X - third, p.Y}, p)
	}
}

// curve swings to p, level at both ends.
func (r *Route) curve(p Point) {
	at := r.end()
	if at.Y == p.Y {
		r.line(p)
		return
	}
	middle := (at.X + p.X) / 2
	r.Points = append(r.Points, Point{middle, at.Y}, Point{middle, p.Y}, p)
}

// leave goes from the node to the edge of its column.
func (r *Route) leave(c *column, leftwards bool) {
	if x := c.edge(!leftwards); r.end().X != x {
		r.line(Point{x, r.end().Y})
	}
}

func (r *Route) pass(c *column, y float64, leftwards bool) {
	r.curve(Point{c.edge(leftwards), y})
	r.line(Point{c.edge(!leftwards), y})
}

// bow goes round in the gap to the right of a column to another node in it.
func (r *Route) bow(p Point, right, gap float64) {
	at := r.end()
	out := right + min(gap, 16+math.Abs(p.Y-at.Y)/8)
	r.Points = append(r.Points, Point{out, at.Y}, Point{out, p.Y}, p)
}
