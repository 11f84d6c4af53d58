// Package stemma holds the words that every other package speaks: papers, what is
// read out of their abstracts, and what was seen of the code that they link.
//
// The types here are plain data. They import nothing of the project, do no I/O and
// know no format but JSON, whose field names are published (see docs/formats.md).
package stemma

import "time"

// A Paper is one record of the input.
type Paper struct {
	// ID names the paper for good: the record's own id where it has one, else a slug
	// of the title that does not depend on the file or on the place in it.
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Abstract string   `json:"abstract"`
	Authors  []string `json:"authors,omitempty"` // "Given Family", in order
	Date     string   `json:"date,omitempty"`    // YYYY, YYYY-MM or YYYY-MM-DD; empty if unknown
	Source   Source   `json:"source"`            // where it was read
}

// Year returns the year of the paper's date, or "" when it has none.
func (p Paper) Year() string {
	if len(p.Date) < 4 {
		return ""
	}
	return p.Date[:4]
}

// DateEnd returns the end of the day, month or year that the date of a paper names, UTC,
// so that a paper is taken to be as young as it can be; false where it names none.
func DateEnd(date string) (end time.Time, known bool) {
	for _, form := range [...]struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, date); err == nil {
			return t.AddDate(form.years, form.months, form.days), true
		}
	}
	return time.Time{}, false
}

// A Source is the place that a record was read from.
type Source struct {
	File string `json:"file"` // as named on the command line; "-" is standard input
	Line int    `json:"line"` // 1-based, after decompression
}

// An Extraction is everything that the text of one paper says, with spans.
//
// All offsets are byte offsets [Start, End) into Paper.Abstract, on rune borders.
// Lists stand in the order of the text and are never nil.
type Extraction struct {
	Links     []Link     `json:"links"`
	Citations []Citation `json:"citations"`
	Mentions  []Mention  `json:"mentions"`
	Own       []string   `json:"own"` // names that this paper introduces, all their forms
	Promises  []Promise  `json:"promises"`
	Claims    []Promise  `json:"claims"`   // "we release our code", and no link
	Requests  []Promise  `json:"requests"` // "available on request"
}

// A Reading is a paper together with what was extracted from it.
type Reading struct {
	Paper      Paper
	Extraction Extraction
}
