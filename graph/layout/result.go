package layout

// result turns columns and heights into points.
func (d *drawing) result() *Layout {
	l := &Layout{Width: d.setColumns(), Lanes: d.lanes, Edges: make([]Route, len(d.g.Edges))}
	d.setNodes(l)
	ends := d.ends()
	for i := range d.g.Edges {
		l.Edges[i] = d.route(i, ends[i])
		for _, p := range l.Edges[i].Points {
			l.Width = max(l.Width, p.X)
		}
	}
	for _, lane := range l.Lanes {
		l.Height = max(l.Height, lane.Y+lane.Height)
	}
	d.setBands(l)
	return l
}

// setNodes stands every node at the right end of its column, where the arrows come in: their
// heads then stand below each other.
func (d *drawing) setNodes(l *Layout) {
	d.y, d.corner = make([]float64, len(d.g.Nodes)), make([]Point, len(d.g.Nodes))
	for _, p := range d.parts {
		for _, v := range p.vertices {
			if v.node == noNode {
				l.Height = max(l.Height, p.y+v.y+v.down)
				continue
			}
			n, c := &d.g.Nodes[v.node], d.columns[p.column[v.layer]]
			d.y[v.node] = p.y + v.y
			d.corner[v.node] = Point{c.x + c.width - n.Width, p.y + v.y - v.up}
			l.Height = max(l.Height, p.y+v.y+v.down)
		}
	}
	l.Nodes = d.corner
}

// setBands turns numbers of columns into places: a band ends in the middle of a gap.
func (d *drawing) setBands(l *Layout) {
	left := 0.0
	for _, b := range d.bands {
		next := int(b.X + b.Width)
		right := l.Width
		if next < len(d.columns) {
			last := d.columns[next-1]
			right = (last.x + last.width + d.columns[next].x) / 2
		}
		b.X, b.Width = left, right-left
		l.Bands = append(l.Bands, b)
		left = right
	}
}
