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
		Flags: append([]cli.Flag{
			dbFlag(), outFlag("graph.dot and graph.svg"), formatFlag("dot", append(graphFormats, "resolutions")...),
			&cli.BoolFlag{Name: "full", Category: categoryOutput, Usage: "also draw what is only evaluated on or named in passing"},
		}, knowledgeFlags()...),
		Action: p.graph,
	}
}

func (p *program) graph(c *cli.Context) error {
	s, k, err := p.openAll(c)
	if err != nil {
		return err
	}
	defer s.Close()
	lineage, err := storedLineage(c.Context, s, k)
	if err != nil {
		return err
	}
	r := &results{lineage: lineage, source: s}
	o := graph.Options{Full: c.Bool("full")}
	if dir := c.String("out"); dir != "" {
		return writeOutputs(dir, graphOutputs(c.Context, r, o))
	}
	return writeGraph(c.Context, p.stdout, r, c.String("format"), o)
}
