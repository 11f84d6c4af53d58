package layout

// A layering spreads the nodes of one band of one part over columns.
type layering struct {
	*drawing
	nodes  []int32   // in the order of time
	filled []float64 // the height of every column
	open   []int32   // of every column, the first from it on that has room
}

// A chain of works that each build on the one before is folded: a band has no more columns
// than this, or than so many times those that its nodes would fill.
const (
	mostColumns = 16
	mostTimes   = 2
)

// assign returns the number of columns.
func (l *layering) assign() int32 {
	for _, n := range l.nodes {
		l.put(n, l.firstOpen(l.lowest(n)))
	}
	for range 2 {
		for i := len(l.nodes) - 1; i >= 0; i-- {
			l.pull(l.nodes[i])
		}
	}
	return l.fold(l.dropEmpty())
}

// fold puts neighbouring columns together if there are too many.
func (l *layering) fold(count int32) int32 {
	height := 0.0
	for _, n := range l.nodes {
		height += l.height(n)
	}
	most := max(mostColumns, int32(mostTimes*height/max(l.target, 1)))
	if count <= most {
		return count
	}
	for _, n := range l.nodes {
		l.layer[n] = int32(int64(l.layer[n]) * int64(most) / int64(count))
	}
	return most
}

// dropEmpty takes columns away that pull has emptied. One stays where there are no nodes,
// for the edges that pass.
func (l *layering) dropEmpty() int32 {
	kept := make([]int32, len(l.filled))
	for _, n := range l.nodes {
		kept[l.layer[n]] = 1
	}
	count := int32(0)
	for i, k := range kept {
		kept[i] = count
		count += k
	}
	for _, n := range l.nodes {
		l.layer[n] = kept[l.layer[n]]
	}
	return max(count, 1)
}

func (l *layering) put(n, column int32) {
	for int(column) >= len(l.filled) {
		l.filled = append(l.filled, 0)
	}
	l.layer[n] = column
	l.filled[column] += l.height(n)
	if l.filled[column] >= l.target {
		l.close(column)
	}
}

func (l *layering) height(n int32) float64 { return l.g.Nodes[n].Height + l.o.NodeGap }

// lowest is the first column to the right of all that n must stand right of.
func (l *layering) lowest(n int32) int32 {
	column := int32(0)
	for _, e := range l.links[n] {
		if to := l.other(e, n); l.shapes(e) && l.at[to] < l.at[n] && l.part[to] == l.part[n] {
			column = max(column, l.layer[to]+l.step(e))
		}
	}
	return column
}

// close marks a column as full. The marks lead to the next with room, as in union-find.
func (l *layering) close(column int32) {
	for int(column) >= len(l.open) {
		l.open = append(l.open, int32(len(l.open)))
	}
	if l.open[column] == column {
		l.open[column] = column + 1
	}
}

func (l *layering) firstOpen(column int32) int32 {
	at := column
	for int(at) < len(l.open) && l.open[at] != at {
		at = l.open[at]
	}
	for int(column) < len(l.open) && l.open[column] != column {
		column, l.open[column] = l.open[column], at
	}
	return at
}

// pull moves n to the right, towards what leads to it, if that makes its edges shorter.
func (l *layering) pull(n int32) {
	gain := 0
	highest := int32(len(l.filled)) - 1
	for _, e := range l.links[n] {
		to := l.other(e, n)
		if l.part[to] != l.part[n] {
			continue
		}
		if l.shapes(e) && l.at[to] > l.at[n] {
			highest = min(highest, l.layer[to]-l.step(e))
		}
		switch {
		case l.band[to] > l.band[n], l.band[to] == l.band[n] && l.layer[to] > l.layer[n]:
			gain += l.g.Edges[e].Weight
		case l.band[to] < l.band[n] || l.layer[to] < l.layer[n]:
			gain -= l.g.Edges[e].Weight
		}
	}
	if gain <= 0 {
		return
	}
	for column := highest; column > l.layer[n]; column-- {
		if l.filled[column]+l.height(n) <= l.target || l.filled[column] == 0 {
			l.filled[l.layer[n]] -= l.height(n)
			l.layer[n] = column
			l.filled[column] += l.height(n)
			return
		}
	}
}
