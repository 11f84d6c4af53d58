package main

import (
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

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

// openResults reads the store that --db names, which must be there.
func (p *program) openResults(c *cli.Context) (*results, error) {
	if c.Args().Present() {
		return nil, usagef("%q: this command reads the store alone (--db); to read papers use 'stemma scan'", c.Args().First())
	}
	s, err := openStored(c)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return p.storedResults(c.Context, s)
}

// openStored opens the store that --db names, for reading.
func openStored(c *cli.Context) (*store.Store, error) {
	path := c.String("db")
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no store to read: %w; 'stemma scan FILE' makes one, --db names another", err)
	}
	return store.OpenReadOnly(c.Context, path)
}
