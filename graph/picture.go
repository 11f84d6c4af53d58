package graph

import (
	"math"
	"strconv"

	"stemma"
	"stemma/graph/draw"
	"stemma/graph/layout"
)

// The measures of a picture, in pixels.
const (
	margin   = 16
	minWidth = 760 // what the legend needs
)

// manyNodes is the number of nodes past which cards shrink to their names.
const manyNodes = 300

// A picture is a view on its way to the shapes that SVG and PNG share: first every node is
// measured, then all are laid out, then they are drawn from the bottom up.
type picture struct {
	v       *View
	fonts   *draw.Fonts
	small   bool // cards shrink to their names
	figures []*figure
	index   map[string]int // of every figure by the key of its node
	edges   []*Edge        // in the order of the layout's; those to docked code are not among them
	layout  *layout.Layout
	scene   *draw.Scene
	x, y    float64 // where the layout begins
	lanes   []string
}

func newScene(v *View) (*draw.Scene, error) {
	fonts, err := draw.NewFonts()
	if err != nil {
		return nil, err
	}
	p := &picture{v: v, fonts: fonts, small: len(v.Nodes) > manyNodes, index: make(map[string]int),
		scene: &draw.Scene{Title: clean(v.Title)}, x: margin, y: margin}
	p.measureNodes()
	if err := p.layOut(); err != nil {
		return nil, err
	}
	p.scene.Width = max(p.layout.Width, minWidth) + 2*margin
	p.drawHead()
	p.drawBands()
	p.drawLanes()
	for i, e := range p.edges {
		p.drawEdge(e, &p.layout.Edges[i])
	}
	for i, f := range p.figures {
		at := p.layout.Nodes[i]
		p.drawFigure(f, p.x+at.X, p.y+at.Y)
	}
	p.y += p.layout.Height
	p.drawLone()
	p.scene.Height = math.Ceil(p.y + margin)
	return p.scene, nil
}

// measureNodes makes the figures. Code that one work alone has is docked to it.
func (p *picture) measureNodes() {
	homes := p.v.homes()
	docked := make(map[string][]*Node)
	for _, n := range p.v.Nodes {
		if home := homes[n.Key]; home != "" {
			docked[home] = append(docked[home], n)
		}
	}
	builders, arrows := p.v.builders(), p.v.arrows()
	for _, n := range p.v.Nodes {
		if homes[n.Key] != "" {
			continue
		}
		p.index[n.Key] = len(p.figures)
		p.figures = append(p.figures, p.measure(n, docked[n.Key], builders[n.Key], arrows[n.Key]))
	}
}

// homes returns of code that has one edge, which says what work it implements, that work.
func (v *View) homes() map[string]string {
	homes := make(map[string]string)
	edges := make(map[string]int)
	for _, e := range v.Edges {
		edges[e.From]++
		edges[e.To]++
		if e.Relation == stemma.Implements {
			homes[e.From] = e.To
		}
	}
	for code, home := range homes {
		if to := v.node(home); edges[code] != 1 || isCode(to) {
			delete(homes, code)
		}
	}
	return homes
}

// arrows counts the edges that come in at each work.
func (v *View) arrows() map[string]int {
	count := make(map[string]int)
	for _, e := range v.Edges {
		if e.Relation != stemma.Implements {
			count[e.To]++
		}
	}
	return count
}

func (p *picture) layOut() error {
	var g layout.Graph
	ranked := p.v.ranked()
	clusters := p.clusters()
	for i, f := range p.figures {
		n := layout.Node{Width: f.width, Height: f.height, Body: f.body, Cluster: clusters[i]}
		if ranked {
			n.Rank, _ = strconv.Atoi(f.node.Year)
		}
		g.Nodes = append(g.Nodes, n)
	}
	for _, e := range p.v.Edges {
		from, ok := p.index[e.From]
		to, found := p.index[e.To]
		if !ok || !found {
			continue
		}
		p.edges = append(p.edges, e)
		g.Edges = append(g.Edges, layout.Edge{From: from, To: to, Weight: bond(e.Relation), Loose: p.v.loose(e)})
	}
	o := layout.Options{}
	if p.small {
		o = layout.Options{NodeGap: 6, LayerGap: 30, Bundle: true}
	}
	var err error
	p.layout, err = layout.New(g, o)
	return err
}

// ranked reports whether years shape the picture: those of most papers are known, or of
// most works where there is no paper.
func (v *View) ranked() bool {
	var papers, dated, works, datedWorks int
	for _, n := range v.Nodes {
		year := 0
		if n.Year != "" {
			year = 1
		}
		switch n.Kind {
		case Paper:
			papers, dated = papers+1, dated+year
		case Cited, Named, Known:
			works, datedWorks = works+1, datedWorks+year
		}
	}
	if papers > 0 {
		return 2*dated > papers
	}
	return 2*datedWorks > works
}

// bond is how hard the ends of a relation belong together.
func bond(r stemma.Relation) int {
	if r == stemma.Implements {
		return 5
	}
	weight, _ := strconv.Atoi(styleOf(r).weight)
	return weight
}

// loose reports whether e leaves it open which of its ends stands to the left: papers that
// compare themselves are contemporaries.
func (v *View) loose(e *Edge) bool {
	from, to := v.node(e.From), v.node(e.To)
	return from.Kind == Paper && to.Kind == Paper && !buildsOn(e)
}
