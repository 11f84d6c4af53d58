package graph

import (
	"cmp"
	"math"
	"slices"
)

// Rough sizes for the choice of columns, in points.
const (
	rankWidth  = 260
	nodeHeight = 62
	wantAspect = 1.5 // width by height, that of a slide
)

// A component is a connected part of what is drawn.
type component struct {
	keys    []string // sorted
	sources []string // those that nothing drawn leads to
	depth   int      // ranks from left to right
	height  int      // nodes in its fullest rank
	edges   int
}

// A column is a run of components that stand one below the other.
type column struct {
	components []component
	depth      int
}

// columns spreads the components over columns, the largest first, so that the picture
// comes near the form of a slide. Graphviz alone would stack them all in one; its own
// packing loses the labels of edges.
func (v view) columns() []column {
	components := v.components()
	var best []column
	bestDistance := math.Inf(1)
	for n := 1; n <= 5 && n <= len(components); n++ {
		columns := spread(components, n)
		width, height := 0, 1
		for _, c := range columns {
			width += c.depth * rankWidth
			tall := 0
			for _, part := range c.components {
				tall += part.height * nodeHeight
			}
			height = max(height, tall)
		}
		if distance := math.Abs(math.Log(float64(width) / float64(height) / wantAspect)); distance < bestDistance {
			best, bestDistance = columns, distance
		}
	}
	return best
}

// spread puts each component into the column that is shortest so far.
func spread(components []component, n int) []column {
	columns := make([]column, n)
	heights := make([]int, n)
	for _, part := range components {
		at := slices.Index(heights, slices.Min(heights))
		columns[at].components = append(columns[at].components, part)
		columns[at].depth = max(columns[at].depth, part.depth)
		heights[at] += part.height
	}
	return columns
}

// components returns the connected parts, those with the most edges first.
func (v view) components() []component {
	next := make(map[string][]string) // in the direction of the arrows
	both := make(map[string][]string)
	entered := make(map[string]bool)
	for _, e := range v.edges {
		from, to := e.To, e.From // an arrow runs against the edge, see WriteDOT
		next[from] = append(next[from], to)
		both[from] = append(both[from], to)
		both[to] = append(both[to], from)
		entered[to] = true
	}
	seen := make(map[string]bool)
	var parts []component
	for _, n := range v.nodes {
		if seen[n.Key] {
			continue
		}
		part := component{keys: reach(n.Key, both, seen)}
		slices.Sort(part.keys)
		for _, key := range part.keys {
			part.edges += len(next[key])
			if !entered[key] {
				part.sources = append(part.sources, key)
			}
		}
		if len(part.sources) == 0 {
			part.sources = part.keys[:1]
		}
		part.depth, part.height = measure(part, next)
		parts = append(parts, part)
	}
	slices.SortStableFunc(parts, func(a, b component) int {
		return cmp.Or(cmp.Compare(b.edges, a.edges), cmp.Compare(a.keys[0], b.keys[0]))
	})
	return parts
}

func reach(start string, neighbours map[string][]string, seen map[string]bool) []string {
	seen[start] = true
	keys := []string{start}
	for at := 0; at < len(keys); at++ {
		for _, key := range neighbours[keys[at]] {
			if !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// measure returns how many ranks a component takes and how many nodes its fullest rank
// has, by the longest way to each node. A cycle is cut where it closes.
func measure(part component, next map[string][]string) (depth, height int) {
	rank := make(map[string]int)
	open := make(map[string]bool)
	var visit func(key string) int // ranks from key to the far end
	visit = func(key string) int {
		if far, known := rank[key]; known || open[key] {
			return far
		}
		open[key] = true
		far := 1
		for _, to := range next[key] {
			far = max(far, 1+visit(to))
		}
		open[key] = false
		rank[key] = far
		return far
	}
	full := make(map[int]int)
	for _, key := range part.keys {
		far := visit(key)
		depth = max(depth, far)
		full[far]++
		height = max(height, full[far])
	}
	return depth, height
}
