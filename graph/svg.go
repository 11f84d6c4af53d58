package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-graphviz"
)

// DefaultMaxNodes is how much of a graph a picture shows well. Graphviz takes three to six
// seconds for 1,500 nodes and ten to twenty for 3,000, and cannot be stopped.
const DefaultMaxNodes = 1500

// layoutGate lets one layout run at a time. It is shared by the whole process because what
// it guards is: go-graphviz keeps one instance of Graphviz for all callers, which is not
// safe for concurrent use.
var layoutGate = make(chan struct{}, 1)

// WriteSVG draws v as SVG. Nothing needs to be installed: Graphviz comes along as
// WebAssembly, and is run on what WriteDOT writes, on nothing else.
//
// When ctx ends, WriteSVG returns at once with its error; a layout under way
// cannot be stopped and ends by itself, after some six seconds for DefaultMaxNodes.
//
// The SVG holds no script, no style sheet and no reference to anything outside but the
// http and https links of its repositories. It scales to the width of its viewer.
//
// The library compiles Graphviz when the program starts and keeps the result in the folder
// go-graphviz of os.TempDir; the first start on a machine is slower for it.
func WriteSVG(ctx context.Context, w io.Writer, v *View) error {
	var dot bytes.Buffer
	if err := WriteDOT(&dot, v); err != nil {
		return err
	}
	raw, err := layout(ctx, dot.Bytes())
	if err != nil {
		return fmt.Errorf("drawing the graph as SVG: %w", err)
	}
	if err := scrub(w, raw, v.Title); err != nil {
		return fmt.Errorf("writing the graph as SVG: %w", err)
	}
	return nil
}

// layout runs Graphviz in a goroutine of its own, which alone keeps the gate until it is
// done, also when nobody waits for it any more.
func layout(ctx context.Context, dot []byte) ([]byte, error) {
	select {
	case layoutGate <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		<-layoutGate
		return nil, err
	}
	type result struct {
		svg []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-layoutGate }()
		svg, err := render(context.WithoutCancel(ctx), dot)
		done <- result{svg, err}
	}()
	select {
	case r := <-done:
		return r.svg, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// render calls the library, whose bindings panic where WebAssembly traps.
func render(ctx context.Context, dot []byte) (svg []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			svg, err = nil, fmt.Errorf("graphviz failed: %v", r)
		}
	}()
	g, err := graphviz.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("starting graphviz: %w", err)
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	parsed, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, fmt.Errorf("graphviz does not read the DOT: %w", err)
	}
	defer func() { err = errors.Join(err, parsed.Close()) }()
	var out bytes.Buffer
	if err := g.Render(ctx, parsed, graphviz.SVG, &out); err != nil {
		return nil, fmt.Errorf("graphviz cannot lay it out: %w", err)
	}
	return out.Bytes(), nil
}
