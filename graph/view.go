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
	// Zero means no bound.
	MaxNodes int
	// Cluster frames what belongs together: "field", "year", or empty for no frames.
	Cluster string
}

// A View is the part of a graph that a picture or a file shows.
type View struct {
	Graph *Graph  // all of it
	Title string  // stands above a picture; never empty
	Nodes []*Node // sorted by key
	Edges []*Edge // sorted by From and To; both ends are among Nodes
	Lone  []*Node // papers of which there is nothing to draw: no relation, no code, no promise
	// Cluster is Options.Cluster.
	Cluster string
	Omitted
}

// Omitted counts what a View leaves out, so that it can say so.
type Omitted struct {
	EdgesOf   map[stemma.Class]int // edges by class
	InPassing int                  // works that are only evaluated on or named in passing
	PastLimit int                  // nodes past Options.MaxNodes, the least connected
}

// NewView chooses what to show of g. The error says which option asks for what is not there.
func NewView(g *Graph, o Options) (*View, error) {
	v := &View{Graph: g, Title: firstOf(clean(o.Title), defaultTitle), Cluster: o.Cluster, Omitted: Omitted{EdgesOf: make(map[stemma.Class]int)}}
	nodes, edges := g.Nodes(), g.Edges()
	shown := chooseWorks(nodes, edges, o.Full)
	shown, v.PastLimit = cut(nodes, edges, shown, o.MaxNodes)
	linked := make(map[string]bool)
	for _, e := range edges {
		if !shown[e.From] || !shown[e.To] {
			if e.Relation != stemma.Implements {
				v.EdgesOf[classShown(e, g.Node(e.To))]++
			}
			continue
		}
		v.Edges = append(v.Edges, e)
	}
	v.cutEdges(o.MaxNodes * edgesPerNode)
	for _, e := range v.Edges {
		linked[e.From], linked[e.To] = true, true
	}
	for _, n := range nodes {
		switch {
		case !shown[n.Key] && (n.Kind == Cited || n.Kind == Named):
			v.InPassing++
		case !shown[n.Key]:
		case n.Kind == Paper && !linked[n.Key] && len(n.Promises) == 0:
			v.Lone = append(v.Lone, n)
		default:
			v.Nodes = append(v.Nodes, n)
		}
	}
	return v, nil
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
func (v *View) cutEdges(limit int) {
	if limit <= 0 || len(v.Edges) <= limit {
		return
	}
	ranked := slices.Clone(v.Edges)
	slices.SortStableFunc(ranked, func(a, b *Edge) int {
		return cmp.Or(cmp.Compare(strength(b.Relation), strength(a.Relation)), cmp.Compare(b.Weight(), a.Weight()))
	})
	for _, e := range ranked[limit:] {
		v.EdgesOf[e.Relation.Class()]++
	}
	v.Edges = ranked[:limit]
	sortEdges(v.Edges)
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
