package main

import (
	"github.com/urfave/cli/v2"

	"stemma/graph"
	"stemma/report"
)

// defaultTop is how many foundations are listed where nothing else is said.
const defaultTop = 20

func (p *program) foundationsCommand() *cli.Command {
	return &cli.Command{
		Name:  "foundations",
		Usage: "list the works that most is built upon, and the state of their code",
		Description: `Ranks the works of the store by how many papers build on them, and how surely (LOAD), and
by PageRank (RANK). Those all of whose known code is lost are cracked.

   stemma foundations
   stemma foundations --cracked --top 50
   stemma foundations --by rank --format json`,
		Flags: questionFlags("foundations",
			&cli.IntFlag{Name: "top", Value: defaultTop, Usage: "list the first `N`", Action: atLeastOne("top")},
			&cli.BoolFlag{Name: "cracked", Usage: "only those all of whose known code is lost"},
			&cli.StringFlag{Name: "by", Value: string(graph.ByLoad), Usage: "rank by `ORDER`: load or rank",
				Action: func(_ *cli.Context, order string) error {
					if order != string(graph.ByLoad) && order != string(graph.ByRank) {
						return usagef("--by %q: want load or rank", order)
					}
					return nil
				}},
		),
		Action: p.foundations,
	}
}

func atLeastOne(name string) func(*cli.Context, int) error {
	return func(_ *cli.Context, n int) error {
		if n < 1 {
			return usagef("--%s %d: want at least 1", name, n)
		}
		return nil
	}
}

func (p *program) foundations(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("%q: this command takes no name; it ranks everything in the store", c.Args().First())
	}
	g, done, err := p.loadGraph(c, graph.Reach{})
	if err != nil {
		return err
	}
	defer done()
	f := g.Foundations(graph.FoundationOptions{Top: c.Int("top"), Cracked: c.Bool("cracked"), Order: graph.FoundationOrder(c.String("by"))})
	return p.give(c, reply{"foundations", report.NewFoundations(g, f), g, f.Keys(g), "What most is built upon"})
}
