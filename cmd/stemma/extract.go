package main

import (
	"bufio"
	"bytes"
	"encoding/json"

	"github.com/urfave/cli/v2"

	"stemma"
)

// extractSchema names the format of the lines that `stemma extract` prints.
const extractSchema = "stemma.extract/1"

// An extractLine is one paper, as schema/extract.json describes it.
type extractLine struct {
	Schema string `json:"schema"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	stemma.Extraction
}

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "print what the texts say, as JSON lines; no network",
		ArgsUsage: "FILE… | -",
		Description: `Prints one line of JSON for each paper: its links, citations, mentions, own names
and promises, with byte offsets into the abstract (docs/formats.md).

   stemma extract papers.txt
   gzip -dc snapshot.json.gz | stemma extract - | jq -r '.links[].url'`,
		Flags:  []cli.Flag{inputFlag(), jobsFlag("work on `N` blocks of papers at once (one a core)"), quietFlag(), verboseFlag()},
		Action: p.extract,
	}
}

func (p *program) extract(c *cli.Context) error {
	console := p.console(c.Bool("quiet"), c.Bool("verbose"))
	in, err := p.newIntake(c, console)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(p.stdout, 1<<16)
	err = readPapers(c.Context, in, c.Args().Slice(), appendLine, func(lines *bytes.Buffer) error {
		if lines == nil {
			return nil
		}
		_, err := lines.WriteTo(out)
		return err
	})
	// What was extracted before an interruption is whole lines, and worth having.
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		return err
	}
	return in.result()
}

// appendLine adds a paper's line to lines, which may be nil.
func appendLine(lines *bytes.Buffer, r stemma.Reading) *bytes.Buffer {
	if lines == nil {
		lines = new(bytes.Buffer)
	}
	encoder := json.NewEncoder(lines)
	encoder.SetEscapeHTML(false)
	// A buffer takes every write, and these types hold nothing that JSON can't carry.
	_ = encoder.Encode(extractLine{Schema: extractSchema, ID: r.Paper.ID, Title: r.Paper.Title, Extraction: r.Extraction})
	return lines
}
