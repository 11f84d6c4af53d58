package main

import (
	"bufio"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/extract"
)

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "print what the texts say, as JSON lines; no network",
		ArgsUsage: "FILE… | -",
		Description: `Prints one line of JSON for each paper: its links, citations, mentions, own names
and promises, with byte offsets into the abstract (docs/formats.md).

   stemma extract papers.txt
   stemma extract --only links,promises papers.jsonl
   gzip -dc snapshot.json.gz | stemma extract - | jq -r '.links[].url'`,
		Flags:  []cli.Flag{inputFlag(), onlyFlag(), jobsFlag("work on `N` blocks of papers at once (one a core)"), quietFlag(), verboseFlag()},
		Action: p.extract,
	}
}

// How much garbage there may be while texts are read, in percent of the memory in use:
// that is a few megabytes for common records, and to collect after every few more takes a
// tenth of the time. Records of the largest size take more, and then it is collected
// sooner, so as to stay within the bytes a job.
const (
	extractGarbage = 400
	memoryAJob     = 64 << 20
)

func onlyFlag() cli.Flag {
	return &cli.StringFlag{Name: "only", Category: categoryOutput,
		Usage: "extract these `PARTS` alone, as links,citations,names,promises; the lists of the others are empty"}
}

func (p *program) extract(c *cli.Context) error {
	console := p.console(c.Bool("quiet"), c.Bool("verbose"))
	in, err := p.newIntake(c, console)
	if err != nil {
		return err
	}
	in.texts = true // which are done with once their lines are written
	if c.IsSet("only") {
		if in.parts, err = parseParts(c.String("only")); err != nil {
			return err
		}
	}
	if p.getenv("GOGC") == "" && p.getenv("GOMEMLIMIT") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(extractGarbage))
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(int64(in.jobs) * memoryAJob))
	}
	var pool sync.Pool // of the lines that have been written
	appendLine := func(lines *extractLines, r stemma.Reading) *extractLines {
		if lines == nil {
			if lines, _ = pool.Get().(*extractLines); lines == nil {
				lines = new(extractLines)
			}
		}
		lines.add(r.Paper, &r.Extraction)
		return lines
	}
	out := bufio.NewWriterSize(p.stdout, 1<<16)
	err = readPapers(c.Context, in, c.Args().Slice(), appendLine, func(lines *extractLines) error {
		if lines == nil {
			return nil
		}
		_, err := out.Write(lines.text)
		lines.text = lines.text[:0]
		pool.Put(lines)
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

// partsNamed are the words that --only takes.
var partsNamed = map[string]extract.Parts{
	"links": extract.LinksPart, "citations": extract.CitationsPart,
	"names": extract.NamesPart, "promises": extract.PromisesPart,
}

// parseParts reads the list that --only takes.
func parseParts(list string) (parts extract.Parts, err error) {
	for name := range strings.SplitSeq(list, ",") {
		part, known := partsNamed[strings.TrimSpace(name)]
		if !known {
			return 0, usagef("--only %q: want one or more of links, citations, names, promises, with commas between", list)
		}
		parts |= part
	}
	return parts, nil
}
