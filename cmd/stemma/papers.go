package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/extract"
	"stemma/input"
)

// An intake reads the papers of a run and counts what it met.
type intake struct {
	program *program
	console *console
	options input.Options
	parts   extract.Parts // what to extract; all of it where zero
	texts   bool          // the texts of papers are enough, without authors and dates
	jobs    int
	papers  int  // read
	skipped int  // records that could not be
	stopped bool // what was read could not be handed on
	failed  int  // files that could not be, or not to their end
}

func (p *program) newIntake(c *cli.Context, console *console) (*intake, error) {
	in := &intake{program: p, console: console, options: input.Options{Format: c.String("input")}, jobs: runtime.GOMAXPROCS(0)}
	if c.IsSet("jobs") {
		in.jobs = c.Int("jobs")
	}
	if !c.Args().Present() {
		return nil, usagef("name the files to read, or - for standard input")
	}
	if known := input.Formats(); in.options.Format != "" && !slices.Contains(known, in.options.Format) {
		return nil, usagef("--input %q: want one of %s", in.options.Format, strings.Join(known, ", "))
	}
	return in, nil
}

// A batch is what came of one block of records.
type batch[T any] struct {
	value  T
	papers int
	bad    []error // the records that could not be read
}

// readPapers reads every file. On many cores it folds what each block's papers say into
// a T; each gets these in the order of the input. What can't be read is told, counted
// and left out; an error is that of each, or of the context.
func readPapers[T any](ctx context.Context, in *intake, files []string, fold func(T, stemma.Reading) T, each func(T) error) error {
	defer in.console.done()
	parts := cmp.Or(in.parts, extract.AllParts)
	work := func(block *input.Block) batch[T] {
		if in.texts {
			return foldPapers(block.Texts(), parts, fold)
		}
		return foldPapers(block.Papers(), parts, fold)
	}
	for _, file := range files {
		var stop error
		err := in.readFile(ctx, file, func(r *input.Reader) error {
			return inOrder(ctx, r, in.jobs, work, func(b batch[T]) error {
				in.count(file, b.papers, b.bad)
				stop = each(b.value)
				in.stopped = stop != nil
				return stop
			})
		})
		if stop != nil {
			return stop
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			in.failed++
			in.console.fail(err)
		}
	}
	return nil
}

func foldPapers[T any](papers iter.Seq2[stemma.Paper, error], parts extract.Parts, fold func(T, stemma.Reading) T) batch[T] {
	var b batch[T]
	for paper, err := range papers {
		if err != nil {
			b.bad = append(b.bad, err)
			continue
		}
		extraction, err := extractPaper(paper, parts)
		if err != nil {
			b.bad = append(b.bad, err)
			continue
		}
		b.papers++
		b.value = fold(b.value, stemma.Reading{Paper: paper, Extraction: extraction})
	}
	return b
}

// extractPaper extracts what a paper says. Should a text ever bring the extractors
// down, it is told and skipped like a record that can't be read, and the rest goes on.
func extractPaper(paper stemma.Paper, parts extract.Parts) (e stemma.Extraction, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("%s:%d: stemma failed on this paper, which is a bug to report: %v", paper.Source.File, paper.Source.Line, failure)
		}
	}()
	return extract.ExtractParts(paper, parts), nil
}

func (in *intake) readFile(ctx context.Context, file string, read func(*input.Reader) error) error {
	r, err := orCancelled(ctx, func() (*input.Reader, error) { return input.Open(file, in.program.stdin, in.options) })
	if err != nil {
		return err
	}
	err = read(r)
	if ctx.Err() == nil && !in.stopped { // else a read may still be under way
		err = errors.Join(err, r.Close())
	}
	return err
}

func (in *intake) count(file string, papers int, bad []error) {
	in.papers += papers
	in.skipped += len(bad)
	for _, err := range bad {
		in.console.warn("%v", err)
	}
	in.console.progress("reading %s: %d papers", file, in.papers)
}

// result says how the reading went: an error where a file failed, or where there were
// records and none could be read.
func (in *intake) result() error {
	if in.skipped > 0 {
		rest := "; the rest was read"
		if in.papers == 0 {
			rest = ""
		}
		in.console.warn("%s skipped%s", plural(in.skipped, "record was", "records were"), rest)
	}
	switch {
	case in.failed > 0:
		return errReported
	case in.papers == 0 && in.skipped > 0:
		return fmt.Errorf("no record could be read; if the format was taken for another, name it with --input (%s)", strings.Join(input.Formats(), ", "))
	default:
		return nil
	}
}
