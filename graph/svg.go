package graph

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/goccy/go-graphviz"
)

// mostDrawn is how many nodes and edges are laid out by Graphviz. Beyond, it takes
// minutes and gigabytes: 5,000 nodes took 10 s, and twice as many do not end.
const mostDrawn = 3000

// WriteSVG draws the graph as SVG, with nothing installed: Graphviz runs inside the
// program, as WebAssembly. It returns when ctx ends; a layout that has begun then ends
// by itself, which the bound on its size makes soon.
func WriteSVG(ctx context.Context, w io.Writer, g *Graph, o Options) error {
	if v := g.look(o); len(v.nodes)+len(v.edges) > mostDrawn {
		return fmt.Errorf("the graph has %d nodes and %d edges, too many for one picture (%d): draw fewer papers, or the DOT form with Graphviz's sfdp", len(v.nodes), len(v.edges), mostDrawn)
	}
	var dot bytes.Buffer
	if err := WriteDOT(&dot, g, o); err != nil {
		return err
	}
	type drawing struct {
		svg []byte
		err error
	}
	done := make(chan drawing, 1)
	// The library does not look at its context once it has begun.
	go func() {
		svg, err := draw(context.WithoutCancel(ctx), dot.Bytes())
		done <- drawing{svg, err}
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case d := <-done:
		if d.err != nil {
			return fmt.Errorf("draw the graph: %w", d.err)
		}
		_, err := w.Write(d.svg)
		return err
	}
}

// draw runs Graphviz in an instance of its own: state of the parser would leak from one
// graph into the next.
func draw(ctx context.Context, dot []byte) (svg []byte, err error) {
	engine, err := graphviz.New(ctx)
	if err != nil {
		return nil, err
	}
	defer engine.Close()
	graph, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, err
	}
	defer graph.Close()
	var out bytes.Buffer
	if err := engine.Render(ctx, graph, graphviz.SVG, &out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
