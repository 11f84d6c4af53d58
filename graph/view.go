package graph

import (
	"cmp"
	"slices"

	"stemma"
)

// Options say what a picture shows. The zero value is the picture of the lineage.
type Options struct {
	// Title stands above the picture; empty for none.
	Title string
	// Full shows every work and every edge. Otherwise a work that is only evaluated on or
	// named in passing stays out, because a node for every dataset and metric would hide
	// what builds on what; what was left out is counted in the legend.
	Full bool
	// MaxNodes bounds the nodes. The least connected are left out, which the legend says.
	// Zero means DefaultMaxNodes for WriteSVG and no bound for WriteDOT.
	MaxNodes int
}

// A view is the part of a graph that a picture shows.
type view struct {
	nodes []*Node // sorted by key
	edges []*Edge
	lone  []*Node // papers of which there is nothing to draw: no relation, no code, no promise
	// What is not shown, for the legend.
	edgesOut map[stemma.Class]int
	worksOut int
	cutOut   int
}

func newView(g *Graph, o Options) *view {
	v := &view{edgesOut: make(map[stemma.Class]int)}
	nodes, edges := g.Nodes(), g.Edges()
	shown := chooseWorks(nodes, edges, o.Full)
	shown, v.cutOut = cut(nodes, edges, shown, o.MaxNodes)
	linked := make(map[string]bool)
	for _, e := range edges {
		if !shown[e.From] || !shown[e.To] {
			if e.Relation != stemma.Implements {
				v.edgesOut[classShown(e, g.Node(e.To))]++
			}
			continue
		}
		v.edges = append(v.edges, e)
	}
	v.cutEdges(o.MaxNodes * edgesPerNode)
	for _, e := range v.edges {
		linked[e.From], linked[e.To] = true, true
	}
	for _, n := range nodes {
		switch {
		case !shown[n.Key] && (n.Kind == Cited || n.Kind == Named):
			v.worksOut++
		case !shown[n.Key]:
		case n.Kind == Paper && !linked[n.Key] && len(n.Promises) == 0:
			v.lone = append(v.lone, n)
		default:
			v.nodes = append(v.nodes, n)
		}
	}
	return v
}

// classShown is what the legend counts an edge as: what goes to a yardstick is evaluation
// to a reader, whatever the verb.
func classShown(e *Edge, to *Node) stemma.Class {
	if to != nil && yardsticks[to.Type] {
		return stemma.ClassEvaluatesOn
	}
	return e.Relation.Class()
}

// edgesPerNode bounds the edges where the nodes are bounded: the time of a layout grows with
// both.
const edgesPerNode = 2

// cutEdges keeps at most limit edges, the strongest. Zero means no limit.
func (v *view) cutEdges(limit int) {
	if limit <= 0 || len(v.edges) <= limit {
		return
	}
	ranked := slices.Clone(v.edges)
	slices.SortStableFunc(ranked, func(a, b *Edge) int {
		return cmp.Or(cmp.Compare(strength(b.Relation), strength(a.Relation)), cmp.Compare(b.Weight(), a.Weight()))
	})
	for _, e := range ranked[limit:] {
		v.edgesOut[e.Relation.Class()]++
	}
	v.edges = ranked[:limit]
	sortEdges(v.edges)
}

// yardsticks are what methods are trained and measured on. Half of a field's papers "use"
// the same few, which says nothing of descent; one that is extended is another matter.
var yardsticks = map[stemma.MentionType]bool{stemma.TypeDataset: true, stemma.TypeBenchmark: true, stemma.TypeMetric: true}

// chooseWorks returns the keys of what is shown: all papers and all code, all works that
// are cited by author and year, which abstracts do for a reason, and of those that are only
// named the ones that something builds on or compares with, and that are no yardsticks.
func chooseWorks(nodes []*Node, edges []*Edge, full bool) map[string]bool {
	shown := make(map[string]bool, len(nodes))
	types := make(map[string]stemma.MentionType, len(nodes))
	for _, n := range nodes {
		types[n.Key] = n.Type
		if full || n.Kind != Named {
			shown[n.Key] = true
		}
	}
	for _, e := range edges {
		switch c := e.Relation.Class(); {
		case c != stemma.ClassBuildsOn && c != stemma.ClassCompares:
		case yardsticks[types[e.To]] && e.Relation != stemma.Extends && e.Relation != stemma.Generalizes:
		default:
			shown[e.To] = true
		}
	}
	return shown
}

// cut keeps at most limit nodes, the best connected ones, and returns how many it dropped.
func cut(nodes []*Node, edges []*Edge, shown map[string]bool, limit int) (map[string]bool, int) {
	if limit <= 0 || len(shown) <= limit {
		return shown, 0
	}
	degree := make(map[string]int, len(shown))
	for _, e := range edges {
		if shown[e.From] && shown[e.To] {
			weight := strength(e.Relation)
			degree[e.From] += weight
			degree[e.To] += weight
		}
	}
	var ranked []string
	for _, n := range nodes {
		if shown[n.Key] {
			ranked = append(ranked, n.Key)
		}
	}
	slices.SortStableFunc(ranked, func(a, b string) int { return cmp.Compare(degree[b], degree[a]) })
	kept := make(map[string]bool, limit)
	for _, key := range ranked[:limit] {
		kept[key] = true
	}
	return kept, len(ranked) - limit
}
