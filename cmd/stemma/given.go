package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/input"
	"stemma/online"
	"stemma/store"
)

// forgetAll is the word of --forget for all files and indexes.
const forgetAll = "all"

func givenFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "catalogue", Category: categoryInput, Usage: "also know the works of `FILE`, CSV with the columns name, forms, kind, field, author, year, title, arxiv, doi, repository; they stay known in the store, until the file is given again"},
		&cli.StringSliceFlag{Name: "bib", Category: categoryInput, Usage: "also know the works of the bibliography `FILE`, BibTeX or CSL-JSON, in the same way; they also resolve citations by author and year"},
		&cli.StringSliceFlag{Name: "forget", Category: categoryInput, Usage: "no longer know what the store was given as `FILE`, or found at openalex or arxiv; all forgets everything"},
	}
}

// given is what the command line says of known works.
type given struct {
	forget []string
	files  []givenFile
}

// A givenFile is a catalogue or bibliography.
type givenFile struct {
	origin string
	works  []stemma.KnownWork
}

// readGiven reads the files of --catalogue and --bib. An entry that can't be used is told and
// left out.
func readGiven(c *cli.Context, console *console) (*given, error) {
	g := &given{forget: c.StringSlice("forget")}
	for _, source := range []struct {
		files []string
		read  func(string, io.Reader) ([]stemma.KnownWork, error)
	}{{c.StringSlice("catalogue"), input.ReadCatalogue}, {c.StringSlice("bib"), input.ReadBibliography}} {
		for _, file := range source.files {
			works, err := readKnown(file, source.read)
			if err != nil && len(works) == 0 {
				return nil, err
			}
			if err != nil {
				console.warn("%v", err)
			}
			g.files = append(g.files, givenFile{originOf(file), works})
		}
	}
	return g, nil
}

func readKnown(name string, read func(string, io.Reader) ([]stemma.KnownWork, error)) (works []stemma.KnownWork, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return read(name, file)
}

// originOf returns the name under which the works of a file are kept: its own, unless that
// is one of an index's.
func originOf(file string) string {
	if slices.Contains([]string{forgetAll, online.OpenAlex, online.ArXiv}, file) {
		return "./" + file
	}
	return file
}

// save makes the store forget and learn as the command line says.
func (g *given) save(ctx context.Context, s *store.Store, k *knowledge, console *console) error {
	origins, err := s.Origins(ctx)
	if err != nil {
		return err
	}
	for _, name := range g.forget {
		gone := []string{name}
		switch {
		case name == forgetAll:
			gone = origins
		case !slices.Contains(origins, name):
			console.warn("--forget %s: the store was given no works of that name; it has those of %s", name, orNone(origins))
		}
		for _, origin := range gone {
			if err := s.SaveKnownWorks(ctx, origin, nil, k.bears); err != nil {
				return err
			}
		}
	}
	for _, file := range g.files {
		if err := s.SaveKnownWorks(ctx, file.origin, file.works, k.bears); err != nil {
			return err
		}
	}
	if len(g.forget)+len(g.files) == 0 {
		return nil
	}
	return k.read(ctx, s)
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, ", ")
}
