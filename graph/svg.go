package graph

import (
	"fmt"
	"io"

	"stemma/graph/draw"
)

// DefaultMaxNodes is how much of a graph a person still reads in one picture.
const DefaultMaxNodes = 1500

// WriteSVG draws v as SVG, by a layout of its own: nothing needs to be installed, and 5,000
// nodes with 15,000 edges take about a second.
//
// The SVG holds no script, no style sheet and no reference to anything outside but the
// http and https links of code and works. It scales to the width of its viewer.
func WriteSVG(w io.Writer, v *View) error {
	s, err := newScene(v)
	if err == nil {
		err = draw.WriteSVG(w, s)
	}
	if err != nil {
		return fmt.Errorf("writing the graph as SVG: %w", err)
	}
	return nil
}
