package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"stemma/graph/draw"
	"stemma/graph/layout"
)

// rulerHeight is the room for the years above the nodes.
const rulerHeight = 24

// bandFill is the ground of every second band.
const bandFill = "#F4F6F9"

// drawBands writes the years above their columns.
func (p *picture) drawBands() {
	bands := p.layout.Bands
	if len(bands) == 0 {
		return
	}
	top := p.y
	p.y += rulerHeight
	for i, b := range bands {
		x, width := p.x+b.X, b.Width
		if i == 0 {
			x, width = x-margin/2, width+margin/2
		}
		if i == len(bands)-1 {
			width += margin / 2
		}
		box := draw.Box{X: x, Y: top, Width: width, Height: rulerHeight + p.layout.Height + margin/2}
		if i%2 == 0 {
			box.Fill = bandFill
		}
		if p.v.Cluster == "year" {
			box.Stroke, box.Width, box.Radius = faint, width-4, 6
			box.X, box.Paint.Width = x+2, 1
		}
		label := bandLabel(b)
		middle := x + width/2 - p.fonts.Width(label, 11, true)/2
		p.scene.Groups = append(p.scene.Groups, draw.Group{Class: "year", Shapes: []draw.Shape{box,
			draw.Text{X: math.Round(middle), Y: top + 15, Size: 11, Bold: true, Color: "#6B6B6B", Text: label}}})
	}
}

func bandLabel(b layout.Band) string {
	switch {
	case b.First == 0:
		return "no year"
	case b.First == b.Last:
		return strconv.Itoa(b.First)
	case b.First/100 == b.Last/100:
		return fmt.Sprintf("%d–%02d", b.First, b.Last%100)
	default:
		return fmt.Sprintf("%d–%d", b.First, b.Last)
	}
}

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
	for field := range count {
		p.lanes = append(p.lanes, field)
	}
	slices.SortFunc(p.lanes, func(a, b string) int {
		return cmp.Or(compareBool(a == otherField, b == otherField), cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	for i, f := range p.figures {
		clusters[i] = slices.Index(p.lanes, firstOf(fields[f.node.Key], otherField))
	}
	return clusters
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// fields returns the field of every node: its own, or that of most of the works that it is
// linked with.
func (v *View) fields() map[string]string {
	fields := make(map[string]string)
	votes := make(map[string]*tally)
	for _, n := range v.Nodes {
		if n.Field != "" {
			fields[n.Key] = clean(n.Field)
		}
	}
	vote := func(key, field string) {
		if field != "" {
			if votes[key] == nil {
				votes[key] = new(tally)
			}
			votes[key].add(field)
		}
	}
	for _, e := range v.Edges {
		vote(e.From, fields[e.To])
		vote(e.To, fields[e.From])
	}
	for key, t := range votes {
		if fields[key] == "" {
			fields[key] = t.most()
		}
	}
	return fields
}

// drawLanes frames the lanes and names them.
func (p *picture) drawLanes() {
	for _, lane := range p.layout.Lanes {
		box := draw.Box{X: p.x - margin/2, Y: p.y + lane.Y, Width: p.scene.Width - margin, Height: lane.Height, Radius: 6,
			Paint: draw.Paint{Stroke: faint, Width: 1}}
		p.scene.Groups = append(p.scene.Groups, draw.Group{Class: "field", Shapes: []draw.Shape{box,
			draw.Text{X: p.x, Y: p.y + lane.Y + 15, Size: 11, Bold: true, Color: "#6B6B6B", Text: p.lanes[lane.Cluster]}}})
	}
}
