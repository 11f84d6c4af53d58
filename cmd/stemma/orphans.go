package main

import (
	"github.com/urfave/cli/v2"

	"stemma/graph"
	"stemma/report"
)

func (p *program) orphansCommand() *cli.Command {
	return &cli.Command{
		Name:  "orphans",
		Usage: "list works whose code nobody can have: promised and not there, or lost",
		Description: `Lists papers that promise code of which none is known to be there, and works all of whose
code is lost, those first on which most stands. What could not be checked is not listed.

   stemma orphans
   stemma orphans --why
   stemma orphans --format json > orphans.json`,
		Flags:  questionFlags("orphans", whyFlag()),
		Action: p.orphans,
	}
}

func (p *program) orphans(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("%q: this command takes no name; it goes through everything in the store", c.Args().First())
	}
	g, done, err := p.loadGraph(c, graph.Reach{})
	if err != nil {
		return err
	}
	defer done()
	orphans := g.Orphans()
	return p.give(c, reply{"orphans", report.NewOrphans(g, orphans), g, graph.OrphanKeys(orphans), "Works whose code nobody can have"})
}
