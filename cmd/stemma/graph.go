package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma/graph"
)

func (p *program) graphCommand() *cli.Command {
	return &cli.Command{
		Name:  "graph",
		Usage: "draw what builds on what, from everything in the store",
		Description: `Draws the lineage of the papers in the store, with the state of their code. The cuts are
made in this order: --relation and --min-weight, --around, --since, what is only named
in passing, --top, --reduce. The picture says what was left out.

   stemma graph | dot -Tpdf > lineage.pdf
   stemma graph --format svg > lineage.svg
   stemma graph --around DDIM --depth 2 --reduce --format svg > ddim.svg
   stemma graph --top 40 --relation builds-on --cluster year --out out`,
		Flags:  append([]cli.Flag{dbFlag(), outFlag("graph.dot, graph.svg and graph.png"), formatFlag("dot", append(graphFormats, resolutions)...), quietFlag()}, cutFlags()...),
		Action: p.graph,
	}
}

func (p *program) graph(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("%q: this command draws the whole store (--db); --around NAME draws what is near one work", c.Args().First())
	}
	depth := max(c.Int("depth"), 1) + 1 // to tell that there is more
	g, done, err := p.loadGraph(c, graph.Reach{Around: depth}, c.StringSlice("around")...)
	if err != nil {
		return err
	}
	defer done()
	o, err := p.readCuts(c, g)
	if err != nil {
		return err
	}
	p.console(c.Bool("quiet"), false).reportCircles(g)
	if dir := c.String("out"); dir != "" {
		return writeOutputs(dir, graphOutputs(c.Context, g, o))
	}
	return writeGraph(c.Context, p.stdout, g, c.String("format"), o)
}

// examplesShown is how many of what can't be so a warning names.
const examplesShown = 3

// reportCircles tells what of a lineage can't be so, and is drawn all the same.
func (c *console) reportCircles(g *graph.Graph) {
	if edges := g.AgainstTime(); len(edges) > 0 {
		var examples []string
		for _, e := range edges[:min(examplesShown, len(edges))] {
			from, to := g.Node(e.From), g.Node(e.To)
			examples = append(examples, fmt.Sprintf("%s (%s) on %s (%s)", from.Label, from.Year, to.Label, to.Year))
		}
		c.warn("%s against time, as %s", plural(len(edges), "line of descent runs", "lines of descent run"), strings.Join(examples, ", "))
	}
	if circles := g.Circles(); len(circles) > 0 {
		var examples []string
		for _, n := range circles[0][:min(examplesShown, len(circles[0]))] {
			examples = append(examples, n.Label)
		}
		c.warn("%s on each other in a circle, as %s", plural(len(circles), "set of works builds", "sets of works build"), strings.Join(examples, ", "))
	}
}
