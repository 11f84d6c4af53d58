package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"stemma/store"
)

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:  "export",
		Usage: "write everything in the store as JSON lines",
		Description: `Writes papers, what was read out of them, and what was seen of every link over time
as JSON lines, which 'stemma import' takes back without loss. The same store gives the
same bytes. The store is read alone; it may lie where nothing can be written.

   stemma export > backup.jsonl
   stemma export --db list.db --out list.jsonl
   stemma export | gzip > backup.jsonl.gz`,
		Flags: []cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "out", Category: categoryOutput, Usage: "write into `FILE`, whole or not at all, instead of standard output"},
		},
		Action: p.export,
	}
}

func (p *program) export(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("%q: this command reads the store alone (--db), and writes to standard output or --out", c.Args().First())
	}
	s, err := store.OpenReadOnly(c.Context, c.String("db"))
	if err != nil {
		return err
	}
	defer s.Close()
	write := func(w io.Writer) error { return s.WriteExport(c.Context, w) }
	if path := c.String("out"); path != "" {
		return writeFile(path, write)
	}
	return write(p.stdout)
}
