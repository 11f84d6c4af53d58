package graph

import (
	"fmt"
	"io"

	"stemma/graph/draw"
)

// WritePNG draws v as PNG, the same picture as that of [WriteSVG] without its tooltips and
// links. It has two pixels for one of the SVG's, or fewer where it would have more than
// draw.MaxPixels. The error is that of w.
func WritePNG(w io.Writer, v *View) error {
	s, err := newScene(v)
	if err == nil {
		err = draw.WritePNG(w, s)
	}
	if err != nil {
		return fmt.Errorf("writing the graph as PNG: %w", err)
	}
	return nil
}
