package input

import (
	"strings"

	"stemma"
)

// bibNoWorks are the kinds of entry that describe no work of their own.
var bibNoWorks = map[string]bool{"xdata": true, "set": true, "control": true, "ieeetranbstctl": true, "proceedings": true, "mvproceedings": true}

// bibKinds are the kinds of entry that tell what sort of work it is.
var bibKinds = map[string]stemma.MentionType{"dataset": stemma.TypeDataset, "software": stemma.TypeTool}

// work returns what an entry says.
func (e *bibEntry) work() (stemma.KnownWork, error) {
	for _, name := range [...]string{"title", "author"} {
		if err := checkText([]byte(e.fields[name])); err != nil {
			return stemma.KnownWork{}, err
		}
	}
	w := stemma.KnownWork{
		Kind: bibKinds[e.kind], Title: plainTeX(e.fields["title"]), Authors: bibSurnames(e.fields["author"]), Year: e.year(),
		ArXiv: e.arXiv(), DOI: e.doi(), Repository: repositoryIn(e.places("url", "note", "howpublished", "code", "annote", "eprint")),
	}
	if subtitle := plainTeX(e.fields["subtitle"]); subtitle != "" {
		w.Title = tidy(w.Title + ": " + subtitle)
	}
	if key := tidy(strings.ToValidUTF8(e.key, "")); key != "" {
		w.Keys = []string{key}
	}
	if w.Title == "" && (len(w.Authors) == 0 || w.Year == "") {
		return w, errNothingKnown
	}
	nameKnown(&w)
	return w, nil
}

// year returns the year of an entry: BibLaTeX has a date, BibTeX a year, many files both.
func (e *bibEntry) year() string {
	for _, name := range [...]string{"year", "date", "eventdate"} {
		if year := yearIn(e.fields[name]); year != "" {
			return year
		}
	}
	return ""
}

// arXiv returns the identifier of an entry, wherever it is written.
func (e *bibEntry) arXiv() string {
	archive := e.fields["archiveprefix"] + e.fields["eprinttype"]
	if archive == "" || strings.EqualFold(archive, "arxiv") {
		if id := stemma.ArXivID(e.fields["eprint"]); id != "" {
			return id
		}
	}
	return stemma.ArXivID(e.places("journal", "journaltitle", "volume", "number", "url", "doi", "note", "howpublished", "pages", "eid"))
}

// doi returns the DOI of an entry.
func (e *bibEntry) doi() string {
	if doi := stemma.DOI(e.places("doi")); doi != "" {
		return doi
	}
	return stemma.DOI(e.places("url", "note"))
}

// places returns what fields say that may hold an address or identifier, one a line.
func (e *bibEntry) places(names ...string) string {
	var b strings.Builder
	for _, name := range names {
		if value := e.fields[name]; len(value) <= maxKnownText {
			b.WriteString(strings.ReplaceAll(value, `\`, "")) // of \_ and \url
			b.WriteByte('\n')
		}
	}
	return b.String()
}
