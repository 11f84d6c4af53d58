// Farm measures `stemma check` on ten thousand repositories of a GitHub of our own on
// loopback, in good times and in bad ones, beside the link checker muffet, and prints a
// Markdown table.
//
//	farm -stemma PROGRAM [-muffet PROGRAM] [-n 10000] [-only WORDS]
//
// Of the repositories 5 % are gone, 2 % moved, 3 % archived, and 1 % each empty,
// placeholders, blocked and replaced by another. Every answer takes 50 ms; one in a
// hundred is a 429, a 500 or a body that is cut off. It asks nothing outside this machine.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	var b bench
	flag.StringVar(&b.stemma, "stemma", "", "the stemma to measure")
	flag.StringVar(&b.muffet, "muffet", "", "the muffet to measure; left out where not given")
	flag.IntVar(&b.n, "n", 10_000, "how many repositories")
	only := flag.String("only", "", "run the rows alone whose name holds these words")
	flag.Parse()
	if b.stemma == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := b.run(*only); err != nil {
		fmt.Fprintln(os.Stderr, "farm:", err)
		os.Exit(1)
	}
}

// A bench runs the rows of the table.
type bench struct {
	stemma, muffet string
	n              int
	dir            string // for stores
}

func (b *bench) run(only string) (err error) {
	if b.dir, err = os.MkdirTemp("", "stemma-farm"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	fmt.Println("| run | requests | wrong | false alarms | unknown | s | peak MB |")
	fmt.Println("|---|---:|---:|---:|---:|---:|---:|")
	for _, row := range []struct {
		name string
		run  func(*bench) ([]outcome, error)
	}{
		{"first run, and another within --max-age", (*bench).twice},
		{"500 requests a second", (*bench).limited},
		{"an outage of 20 s", (*bench).outage},
		{"a budget for half", (*bench).budget},
		{"kill -9 at ten moments", (*bench).killed},
		{"muffet", (*bench).muffets},
	} {
		if !strings.Contains(row.name, only) {
			continue
		}
		outcomes, err := row.run(b)
		if err != nil {
			return fmt.Errorf("%s: %w", row.name, err)
		}
		for _, o := range outcomes {
			fmt.Println(o)
		}
	}
	return nil
}
