package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/catalogue"
	"stemma/graph"
	"stemma/input"
)

// knowledge is what is known of works beyond the papers that were read.
type knowledge struct {
	works *graph.Catalogue
	stamp string // changes with the works and with the way in which references are resolved
}

func knowledgeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "catalogue", Category: categoryInput, Usage: "also know the works of `FILE`, CSV with the columns name, forms, kind, field, author, year, title, arxiv, doi, repository"},
		&cli.StringSliceFlag{Name: "bib", Category: categoryInput, Usage: "also know the works of the bibliography `FILE`, BibTeX or CSL-JSON; they also resolve citations by author and year"},
	}
}

// knowledge reads the works of --catalogue and --bib and joins them with the built-in ones,
// before which they come. An entry that can't be used is told and left out.
func (p *program) knowledge(c *cli.Context, console *console) (*knowledge, error) {
	var works []stemma.KnownWork
	for _, source := range []struct {
		files []string
		read  func(string, io.Reader) ([]stemma.KnownWork, error)
	}{{c.StringSlice("catalogue"), input.ReadCatalogue}, {c.StringSlice("bib"), input.ReadBibliography}} {
		for _, file := range source.files {
			more, err := readKnown(file, source.read)
			if err != nil && len(more) == 0 {
				return nil, err
			}
			if err != nil {
				console.warn("%v", err)
			}
			works = append(works, more...)
		}
	}
	builtIn, err := catalogue.Works()
	if err != nil {
		return nil, err
	}
	works = append(works, builtIn...)
	hash := sha256.New()
	if err := json.NewEncoder(hash).Encode(works); err != nil {
		return nil, err
	}
	return &knowledge{graph.NewCatalogue(works), fmt.Sprintf("%d:%s", graph.Weaving, hex.EncodeToString(hash.Sum(nil)[:8]))}, nil
}

func readKnown(name string, read func(string, io.Reader) ([]stemma.KnownWork, error)) (works []stemma.KnownWork, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return read(name, file)
}
