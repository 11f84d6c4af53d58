package graph

import (
	"cmp"
	"slices"

	"stemma/graph/draw"
)

// otherField is the lane of what no field is known of; it comes last.
const otherField = "other"

// clusters returns the lane of every figure, and names the lanes.
func (p *picture) clusters() []int {
	clusters := make([]int, len(p.figures))
	if p.v.Cluster != "field" {
		return clusters
	}
	fields := p.v.fields()
	count := make(map[string]int)
	for _, f := range p.figures {
		count[firstOf(fields[f.node.Key], otherField)]++
	}
	rest := count[otherField]
	delete(count, otherField)
	for field := range count {
		p.lanes = append(p.lanes, field)
	}
	slices.SortFunc(p.lanes, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	if rest > 0 {
		p.lanes = append(p.lanes, otherField)
	}
	for i, f := range p.figures {
		clusters[i] = slices.Index(p.lanes, firstOf(fields[f.node.Key], otherField))
	}
	return clusters
}

// fields returns the field of every node that has one: its own, or that of most of the works
// that it is linked with, whose field may in turn be that of their neighbours.
func (v *View) fields() map[string]string {
	fields := make(map[string]string)
	for _, n := range v.Nodes {
		if n.Field != "" {
			fields[n.Key] = clean(n.Field)
		}
	}
	for {
		votes := make(map[string]tally)
		vote := func(key, field string) {
			if field != "" && fields[key] == "" {
				t := votes[key]
				t.add(field)
				votes[key] = t
			}
		}
		for _, e := range v.Edges {
			vote(e.From, fields[e.To])
			vote(e.To, fields[e.From])
		}
		if len(votes) == 0 {
			return fields
		}
		for key, t := range votes {
			fields[key] = t.most()
		}
	}
}

// drawLanes frames the lanes and names them.
func (p *picture) drawLanes() {
	for _, lane := range p.layout.Lanes {
		box := draw.Box{X: p.x - margin/2, Y: p.y + lane.Y, Width: p.scene.Width - margin, Height: lane.Height, Radius: 6,
			Paint: draw.Paint{Stroke: faint, Line: 1}}
		p.scene.Groups = append(p.scene.Groups, draw.Group{Class: "field", Shapes: []draw.Shape{box,
			draw.Text{X: p.x, Y: p.y + lane.Y + 15, Size: 11, Bold: true, Color: bandInk, Text: p.lanes[lane.Cluster]}}})
	}
}
