package main

import (
	"github.com/urfave/cli/v2"

	"stemma/graph"
	"stemma/report"
)

func (p *program) impactCommand() *cli.Command {
	return &cli.Command{
		Name:      "impact",
		Usage:     "tell what stands on a repository, and falls with it",
		ArgsUsage: "OWNER/REPO | URL | NAME",
		Description: `Lists every work that stands, directly or not, on the works whose code is in a
repository, the nearest first, and which of them have no other code that can be had.

   stemma impact ermongroup/ddim
   stemma impact https://gitlab.com/owner/repo --format json
   stemma impact ermongroup/ddim --format svg > impact.svg`,
		Flags:  questionFlags("impact", whyFlag()),
		Action: p.impact,
	}
}

func (p *program) impact(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("name one repository: stemma impact OWNER/REPO")
	}
	name := c.Args().First()
	g, done, err := p.loadGraph(c, graph.Reach{Down: graph.Endless, BuildsOn: true}, name)
	if err != nil {
		return err
	}
	defer done()
	n, err := pickCode(g, name, p.console(c.Bool("quiet"), false))
	if err != nil {
		return err
	}
	impact, err := g.Impact(n.Key)
	if err != nil {
		return err
	}
	return p.give(c, reply{"impact", report.NewImpact(g, impact), g, impact.Keys(g), "What stands on " + n.Label})
}
