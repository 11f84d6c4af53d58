package main

import (
	"github.com/urfave/cli/v2"

	"stemma/graph"
	"stemma/report"
)

func (p *program) pathCommand() *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "tell how one work stands on another",
		ArgsUsage: "A B",
		Description: `Looks for the strongest chain of works that build on each other from A to B or from B to
A: the shortest, then the surest. What is called by several words goes in quotes.

   stemma path "Latent Consistency Models" DDPM
   stemma path DDIM DDPM --why
   stemma path DDIM InstaFlow --any`,
		Flags: questionFlags("path", whyFlag(),
			&cli.BoolFlag{Name: "any", Usage: "also go over comparisons, evaluations and mentions, in any direction"},
		),
		Action: p.path,
	}
}

func (p *program) path(c *cli.Context) error {
	if c.NArg() != 2 {
		return usagef("name two works: stemma path A B; one of several words goes in quotes")
	}
	names, console := c.Args().Slice(), p.console(c.Bool("quiet"), false)
	reach := graph.Reach{Up: graph.Endless, BuildsOn: true}
	if c.Bool("any") {
		reach = graph.Reach{Around: graph.Endless}
	}
	g, done, err := p.loadGraph(c, reach, names...)
	if err != nil {
		return err
	}
	defer done()
	a, err := pick(g, names[0], console)
	if err != nil {
		return err
	}
	b, err := pick(g, names[1], console)
	if err != nil {
		return err
	}
	path, err := g.Path(a.Key, b.Key, c.Bool("any"))
	if err != nil {
		return err
	}
	return p.give(c, reply{"path", report.NewPath(g, path), g, path.Keys(g), "From " + path.From.Label + " to " + path.To.Label})
}
