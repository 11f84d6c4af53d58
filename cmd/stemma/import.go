package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"stemma/store"
)

func (p *program) importCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "take what 'stemma export' wrote into the store",
		ArgsUsage: "FILE… | -",
		Description: `Adds exports to the store, which is made where there is none. What the store knows
stays: of each link the states from both sides are kept, and the latest counts; of
a paper the reading of the file counts. A second import of the same file changes nothing.
A file is taken whole or, when anything in it is wrong, not at all.

   stemma import backup.jsonl
   stemma import --db all.db mine.jsonl yours.jsonl
   gunzip < backup.jsonl.gz | stemma import -`,
		Flags:  []cli.Flag{dbFlag(), quietFlag()},
		Action: p.importFiles,
	}
}

func (p *program) importFiles(c *cli.Context) error {
	if !c.Args().Present() {
		return usagef("name the exports to import, or - for standard input")
	}
	console := p.console(c.Bool("quiet"), false)
	for _, file := range c.Args().Slice() {
		outcome, err := orCancelled(c.Context, func() (store.Outcome, error) { return p.importFile(c.Context, c.String("db"), file) })
		if err != nil {
			return err
		}
		for _, conflict := range outcome.Conflicts {
			console.warn("%s: %s; the store's word is kept", file, conflict)
		}
		fmt.Fprintf(p.stdout, "%s: %v\n", printable(file), outcome.Counts)
	}
	return nil
}

// importFile opens the store once it has seen that the file is an export, so that a
// mistyped name leaves no empty store behind.
func (p *program) importFile(ctx context.Context, db, file string) (outcome store.Outcome, err error) {
	r := io.NopCloser(p.stdin)
	if file != "-" {
		if r, err = os.Open(file); err != nil {
			return outcome, err
		}
	}
	defer r.Close()
	in, err := store.ReadExport(file, r)
	if err != nil {
		return outcome, err
	}
	_, missing := os.Stat(db)
	s, err := store.Open(ctx, db)
	if err != nil {
		return outcome, err
	}
	defer func() {
		err = errors.Join(err, s.Close())
		if err != nil && errors.Is(missing, fs.ErrNotExist) {
			err = errors.Join(err, os.Remove(db)) // made for this import alone, and empty
		}
	}()
	return s.Import(ctx, in)
}
