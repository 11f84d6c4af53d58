package input

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"stemma"
)

// A column is a row of the table of what a catalogue may say.
type column struct {
	name string
	// set takes a cell that is not empty, on one line.
	set func(w *stemma.KnownWork, cell string) error
}

// columns are found by the names in the first line, in any order; others are left alone.
var columns = [...]column{
	{"name", func(w *stemma.KnownWork, cell string) error { w.Name = cell; return nil }},
	{"forms", setForms},
	{"kind", setKind},
	{"field", func(w *stemma.KnownWork, cell string) error { w.Field = cell; return nil }},
	{"author", func(w *stemma.KnownWork, cell string) error { w.Authors = []string{cell}; return nil }},
	{"year", setYear},
	{"title", func(w *stemma.KnownWork, cell string) error { w.Title = cell; return nil }},
	{"arxiv", setArXiv},
	{"doi", setDOI},
	{"repository", setRepository},
}

// ReadCatalogue reads a catalogue of works: CSV (RFC 4180, UTF-8) whose first line names
// its columns, of name, forms (with | between them), kind (one of stemma's types of
// mention), field, author (the surname of the first), year, title, arxiv, doi and
// repository (OWNER/REPO on GitHub, or an address). Only name has to be there, and in
// each row a title or author and year beside it. The first argument stands in errors and
// in the works' Source.
//
// A row that can't be used is left out, and the error holds a [*RecordError] for it; where
// works are returned beside an error, it is of this kind alone.
func ReadCatalogue(name string, r io.Reader) ([]stemma.KnownWork, error) {
	_, data, err := readKnown(name, r)
	if err != nil {
		return nil, err
	}
	rows := csv.NewReader(bytes.NewReader(data))
	rows.FieldsPerRecord, rows.ReuseRecord = -1, true
	header, err := rows.Read()
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s:1: %w", name, rowFault(err))
	}
	setters, err := headerColumns(header)
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", name, err)
	}
	found := knownWorks{file: name}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return found.done()
		}
		if err != nil {
			var bad *csv.ParseError
			if !errors.As(err, &bad) {
				return nil, fmt.Errorf("reading %s: %w", name, err)
			}
			found.add(bad.StartLine, stemma.KnownWork{}, rowFault(err))
			continue
		}
		line, _ := rows.FieldPos(0)
		w, err := catalogueWork(setters, row)
		found.add(line, w, err)
	}
}

// rowFault says what is wrong with the syntax of a row.
func rowFault(err error) error {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return err
	}
	if errors.Is(bad.Err, csv.ErrQuote) || errors.Is(bad.Err, csv.ErrBareQuote) {
		return fmt.Errorf(`column %d: a quotation mark that is out of place: put the cell in quotation marks and double those inside`, bad.Column)
	}
	return bad.Err
}

// headerColumns returns what to do with each cell of a row; nil for those of unknown columns.
func headerColumns(header []string) ([]*column, error) {
	setters := make([]*column, len(header))
	for i, cell := range header {
		at := slices.IndexFunc(columns[:], func(c column) bool { return strings.EqualFold(c.name, strings.TrimSpace(cell)) })
		if at < 0 {
			continue
		}
		if slices.Contains(setters, &columns[at]) {
			return nil, fmt.Errorf("the column %s is there twice", columns[at].name)
		}
		setters[i] = &columns[at]
	}
	if !slices.Contains(setters, &columns[0]) {
		return nil, errors.New("no column \"name\": the first line has to name the columns, as in name,forms,kind,field,author,year,title,arxiv,doi,repository")
	}
	return setters, nil
}

func catalogueWork(setters []*column, row []string) (w stemma.KnownWork, err error) {
	if len(row) > len(setters) {
		return w, fmt.Errorf("%d cells in %d columns: put a cell with commas in quotation marks", len(row), len(setters))
	}
	for i, cell := range row {
		if setters[i] == nil {
			continue
		}
		if err := checkText([]byte(cell)); err != nil {
			return w, err
		}
		if len(cell) > maxKnownText {
			return w, fmt.Errorf("%s: %d bytes, and %d are allowed", setters[i].name, len(cell), maxKnownText)
		}
		if cell = tidy(cell); cell == "" {
			continue
		}
		if err := setters[i].set(&w, cell); err != nil {
			return w, fmt.Errorf("%s: %w", setters[i].name, err)
		}
	}
	if w.Name == "" {
		return w, errors.New("no name")
	}
	if w.Title == "" && (len(w.Authors) == 0 || w.Year == "") {
		return w, fmt.Errorf("%s: %w", w.Name, errNothingKnown)
	}
	return w, nil
}

func setForms(w *stemma.KnownWork, cell string) error {
	for form := range strings.SplitSeq(cell, "|") {
		form = strings.TrimSpace(form)
		if form != "" && !slices.Contains(w.Forms, form) {
			w.Forms = append(w.Forms, form)
		}
	}
	if len(w.Forms) > maxKnownForms {
		return fmt.Errorf("%d forms, and %d are allowed", len(w.Forms), maxKnownForms)
	}
	return nil
}

// kinds are the types of mention that a work may have.
var kinds = [...]stemma.MentionType{stemma.TypeMethod, stemma.TypeModel, stemma.TypeDataset, stemma.TypeBenchmark, stemma.TypeMetric, stemma.TypeTool}

func setKind(w *stemma.KnownWork, cell string) error {
	w.Kind = stemma.MentionType(strings.ToLower(cell))
	if !slices.Contains(kinds[:], w.Kind) {
		return fmt.Errorf("%q is none of %q", cell, kinds)
	}
	return nil
}

func setYear(w *stemma.KnownWork, cell string) error {
	if w.Year = yearIn(cell); w.Year != cell {
		return fmt.Errorf("%q is no year of four digits", cell)
	}
	return nil
}

func setArXiv(w *stemma.KnownWork, cell string) error {
	if w.ArXiv = stemma.ArXivID(cell); w.ArXiv == "" {
		return fmt.Errorf("%q is no arXiv identifier, such as 2010.02502", cell)
	}
	return nil
}

func setDOI(w *stemma.KnownWork, cell string) error {
	if w.DOI = stemma.DOI(cell); w.DOI != "" {
		return nil
	}
	if id := stemma.ArXivID(cell); id != "" { // arXiv's own DOI
		w.ArXiv = id
		return nil
	}
	return fmt.Errorf("%q is no DOI, such as 10.1000/182", cell)
}

func setRepository(w *stemma.KnownWork, cell string) error {
	if plainRepository(cell) {
		w.Repository = cell
		return nil
	}
	if w.Repository = repositoryIn(cell); w.Repository == "" {
		w.Repository = repositoryIn("github.com/" + cell)
	}
	if w.Repository != "" && (w.Repository == cell || strings.Contains(cell, "/"+w.Repository)) {
		return nil
	}
	if w.Repository = cell; !webAddress(cell) {
		return fmt.Errorf("%q is neither OWNER/REPO on GitHub nor an address such as https://gitlab.com/o/r", cell)
	}
	return nil
}

// plainRepository reports whether cell is OWNER/REPO and nothing else, as most are; what it
// denies repositoryIn may still find.
func plainRepository(cell string) bool {
	owner, repo, ok := strings.Cut(cell, "/")
	plain := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }
	if !ok || len(owner) == 0 || len(owner) > 39 || !plain(owner[0]) || len(repo) == 0 || len(repo) > 100 || slices.Contains(gitHubPages[:], strings.ToLower(owner)) {
		return false
	}
	for i := range len(cell) {
		switch c := cell[i]; {
		case plain(c), c == '-', i == len(owner), i > len(owner) && c == '_':
		case i > len(owner) && c == '.':
			if end := cell[i:]; end == "." || end == ".git" {
				return false
			}
		default:
			return false
		}
	}
	return true
}
