package input

import (
	"bytes"
	"fmt"
	"io"

	"stemma"
)

// ReadBibliography reads the works of a bibliography: BibTeX, BibLaTeX or CSL-JSON, told
// by its first bytes. The first argument stands in errors and in the works' Source, with
// the line of the entry; the key of an entry is the one of the work's Keys.
//
// LaTeX in titles and names becomes plain text, an identifier of arXiv, a DOI and a
// repository on GitHub are found wherever bibliographies write them, and a work whose
// title gives it a name ("DDIM: …") has that.
//
// An entry that can't be used is left out, and the error holds a [*RecordError] for it;
// where works are returned beside an error, it is of this kind alone.
func ReadBibliography(name string, r io.Reader) ([]stemma.KnownWork, error) {
	t, data, err := readKnown(name, r)
	if err != nil {
		return nil, err
	}
	found := knownWorks{file: t.file}
	start := bytes.TrimLeft(data[:min(len(data), headSize)], " \t\r\n")
	switch {
	case len(start) > 0 && (start[0] == '[' || start[0] == '{'):
		if err := readCSL(name, data, &found); err != nil {
			return nil, err
		}
	case len(start) == 0 || bytes.IndexByte(data, '@') >= 0:
		readBibTeX(string(data), &found)
	default:
		return nil, fmt.Errorf("%s is no bibliography: give a BibTeX file (.bib) or CSL-JSON (.json)", name)
	}
	return found.done()
}

func readBibTeX(text string, found *knownWorks) {
	scanner := newBibScanner(text)
	for {
		e, err := scanner.next()
		if err == io.EOF {
			return
		}
		if bibNoWorks[e.kind] {
			continue
		}
		if err != nil {
			err = fmt.Errorf("@%s%s: %w", clipText(e.kind), keyText(e.key), err)
			found.add(e.line, stemma.KnownWork{}, err)
			continue
		}
		w, err := e.work()
		if err != nil {
			err = fmt.Errorf("@%s%s: %w", clipText(e.kind), keyText(e.key), err)
		}
		found.add(e.line, w, err)
	}
}

func keyText(key string) string {
	if key == "" {
		return ""
	}
	return "{" + clipText(key) + "}"
}
