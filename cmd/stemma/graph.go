package main

import (
	"github.com/urfave/cli/v2"

	"stemma/graph"
)

func (p *program) graphCommand() *cli.Command {
	return &cli.Command{
		Name:  "graph",
		Usage: "draw what builds on what, from everything in the store",
		Description: `Draws the lineage of the papers in the store, with the state of their code.

   stemma graph | dot -Tpdf > lineage.pdf
   stemma graph --format svg > lineage.svg
   stemma graph --full --out out`,
		Flags: []cli.Flag{
			dbFlag(), outFlag("graph.dot, graph.svg and graph.png"), formatFlag("dot", graphFormats...),
			&cli.BoolFlag{Name: "full", Category: categoryOutput, Usage: "also draw what is only evaluated on or named in passing"},
		},
		Action: p.graph,
	}
}

func (p *program) graph(c *cli.Context) error {
	r, err := p.openResults(c)
	if err != nil {
		return err
	}
	o := graph.Options{Full: c.Bool("full")}
	if dir := c.String("out"); dir != "" {
		return writeOutputs(dir, graphOutputs(r, o))
	}
	return writeGraph(p.stdout, r, c.String("format"), o)
}
