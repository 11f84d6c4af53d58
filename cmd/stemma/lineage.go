package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"stemma/graph"
	"stemma/report"
)

func (p *program) lineageCommand() *cli.Command {
	return &cli.Command{
		Name:      "lineage",
		Usage:     "tell what a work stands on, and what stands on it",
		ArgsUsage: "NAME",
		Description: `Follows, from one work, the papers that say that they build on another. NAME is what
people call it, its title, an identifier, or the OWNER/REPO of its code.

   stemma lineage DDIM
   stemma lineage DDIM --down --depth 1 --why
   stemma lineage 2010.02502 --up --format svg > ddim.svg`,
		Flags: questionFlags("lineage", whyFlag(),
			&cli.BoolFlag{Name: "up", Usage: "only what it stands on"},
			&cli.BoolFlag{Name: "down", Usage: "only what stands on it"},
			depthFlag("go `N` steps each way", "all of it"),
		),
		Action: p.lineage,
	}
}

func depthFlag(usage, unset string) cli.Flag {
	return &cli.IntFlag{Name: "depth", Usage: usage, DefaultText: unset,
		Action: atLeastOne("depth")}
}

func (p *program) lineage(c *cli.Context) error {
	name := strings.Join(c.Args().Slice(), " ")
	if name == "" {
		return usagef("name a work: stemma lineage NAME")
	}
	direction := graph.Both
	switch up, down := c.Bool("up"), c.Bool("down"); {
	case up && !down:
		direction = graph.Up
	case down && !up:
		direction = graph.Down
	}
	reach := graph.Reach{BuildsOn: true}
	steps := graph.Endless
	if depth := c.Int("depth"); depth > 0 {
		steps = depth + 1 // to tell what is one step further
	}
	if direction != graph.Down {
		reach.Up = steps
	}
	if direction != graph.Up {
		reach.Down = steps
	}
	g, done, err := p.loadGraph(c, reach, name)
	if err != nil {
		return err
	}
	defer done()
	n, err := pick(g, name, p.console(c.Bool("quiet"), false))
	if err != nil {
		return err
	}
	l, err := g.Lineage(n.Key, direction, c.Int("depth"))
	if err != nil {
		return err
	}
	return p.give(c, reply{"lineage", report.NewLineage(g, l, direction), g, l.Keys(g), "The lineage of " + n.Label})
}
