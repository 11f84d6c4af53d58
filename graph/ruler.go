package graph

import (
	"fmt"
	"math"
	"strconv"

	"stemma/graph/draw"
	"stemma/graph/layout"
)

// rulerHeight is the room for the years above the nodes.
const rulerHeight = 24

// The colours of the ground of every second band, and of the names of bands and lanes.
const (
	bandFill = "#F4F6F9"
	bandInk  = "#6B6B6B"
)

// drawBands writes the years above their columns.
func (p *picture) drawBands() {
	bands := p.layout.Bands
	if len(bands) == 0 {
		return
	}
	top := p.y
	p.y += rulerHeight
	for i, b := range bands {
		left, right := p.x+b.X, p.x+b.X+b.Width
		if i == 0 {
			left -= margin / 2
		}
		if i == len(bands)-1 {
			right += margin / 2
		}
		box := draw.Box{X: left, Y: top, Width: right - left, Height: rulerHeight + p.layout.Height + margin/2}
		if i%2 == 0 {
			box.Fill = bandFill
		}
		if p.v.Cluster == "year" {
			box.X, box.Width, box.Radius = left+2, right-left-4, 6
			box.Stroke, box.Line = faint, 1
		}
		label := bandLabel(b)
		middle := (left+right)/2 - p.fonts.Width(label, 11, true)/2
		p.scene.Groups = append(p.scene.Groups, draw.Group{Class: "year", Shapes: []draw.Shape{box,
			draw.Text{X: math.Round(middle), Y: top + 15, Size: 11, Bold: true, Color: bandInk, Text: label}}})
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
