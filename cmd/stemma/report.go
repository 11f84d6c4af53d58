package main

import (
	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/report"
	"stemma/store"
)

func (p *program) reportCommand() *cli.Command {
	return &cli.Command{
		Name:  "report",
		Usage: "print the availability report of everything in the store",
		Description: `Prints the report again from what the store holds. Nothing is read or checked anew.

   stemma report
   stemma report --format csv > links.csv
   stemma report --db list.db --fail-on gone`,
		Flags:  []cli.Flag{dbFlag(), outFlag("report.json, report.md and report.csv"), formatFlag("text", reportFormats...), failOnFlag()},
		Action: p.report,
	}
}

func (p *program) report(c *cli.Context) error {
	failOn, err := parseStatuses(c.String("fail-on"))
	if err != nil {
		return err
	}
	r, err := p.openResults(c)
	if err != nil {
		return err
	}
	if dir := c.String("out"); dir != "" && c.IsSet("format") {
		return usagef("--out writes every format: leave --format out")
	} else if dir != "" {
		err = writeOutputs(dir, p.reportOutputs(r))
	} else {
		err = p.writeReport(p.stdout, r, c.String("format"))
	}
	if err != nil {
		return err
	}
	return failure(r, failOn)
}

// openResults reads the store that --db names.
func (p *program) openResults(c *cli.Context) (*results, error) {
	s, k, err := p.openAll(c)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	lineage, err := storedLineage(c.Context, s, k)
	if err != nil {
		return nil, err
	}
	observations, err := s.Latest(c.Context)
	if err != nil {
		return nil, err
	}
	archived, err := keptCopies(c.Context, s, observations)
	if err != nil {
		return nil, err
	}
	var readings []stemma.Reading
	err = s.EachLinked(c.Context, true, func(r stemma.Reading) error {
		r.Paper.Abstract = "" // no report shows it
		readings = append(readings, r)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p.newResults(lineage, report.Input{Readings: readings, Observations: observations, Archived: archived}), nil
}

// openAll is openLineage for a command that takes no arguments.
func (p *program) openAll(c *cli.Context) (*store.Store, *knowledge, error) {
	if c.Args().Present() {
		return nil, nil, usagef("%q: this command reads the store alone (--db); to read papers use 'stemma scan'", c.Args().First())
	}
	return p.openLineage(c, p.console(false, false))
}
