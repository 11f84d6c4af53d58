package input

import (
	"bytes"
	"errors"
	"fmt"
	"unsafe"

	"stemma"
)

// A field is a member of a record that is read; all others are only checked for syntax.
type field int

const (
	fieldID field = iota
	fieldTitle
	fieldAbstract
	fieldSummary // another word for the abstract, as in arXiv's Atom feed
	fieldAuthors
	fieldAuthorsParsed
	fieldPublished
	fieldDate
	fieldUpdateDate
	fieldYear
	fieldCount
	noField field = -1
)

// fieldNames are matched exactly.
var fieldNames = [fieldCount]string{
	fieldID: "id", fieldTitle: "title", fieldAbstract: "abstract", fieldSummary: "summary",
	fieldAuthors: "authors", fieldAuthorsParsed: "authors_parsed",
	fieldPublished: "published", fieldDate: "date", fieldUpdateDate: "update_date", fieldYear: "year",
}

// fieldNamed is fieldNames the other way round; a switch, for it is asked for every member.
func fieldNamed(key []byte) field {
	switch string(key) {
	case "id":
		return fieldID
	case "title":
		return fieldTitle
	case "abstract":
		return fieldAbstract
	case "summary":
		return fieldSummary
	case "authors":
		return fieldAuthors
	case "authors_parsed":
		return fieldAuthorsParsed
	case "published":
		return fieldPublished
	case "date":
		return fieldDate
	case "update_date":
		return fieldUpdateDate
	case "year":
		return fieldYear
	}
	return noField
}

// A rawRecord holds the values of a record's fields as they stand in it; nil where a
// field is missing or null.
type rawRecord [fieldCount][]byte

// decodeJSON decodes one JSON object. A record needs a title or an abstract: with a
// title alone there is nothing to extract, but other papers may cite it. A field of
// the wrong type and one that is there twice are errors, so that no text is taken for
// what it is not; a date that is none is dropped.
func decodeJSON(data []byte) (stemma.Paper, error) {
	d := newDecoder()
	defer d.done()
	if err := d.read(data); err != nil {
		return stemma.Paper{}, err
	}
	return d.paper()
}

// A piece is [from, to) of the bytes in which the small strings of a paper are
// collected, to be made at once: one piece of memory a paper, not one a name. The bytes
// are handed from function to function by value, since they would leave the stack otherwise.
type piece struct{ from, to int }

func (p piece) of(text string) string { return text[p.from:p.to] }

// fold puts what was appended to buf behind from on one line, and returns it as a piece.
func fold(buf []byte, from int) ([]byte, piece) {
	buf = buf[:from+len(foldSpace(buf[from:]))]
	return buf, piece{from, len(buf)}
}

// dateFields are looked at in this order: what was published beats what was changed.
var dateFields = [...]field{fieldPublished, fieldDate, fieldUpdateDate, fieldYear}

// paper copies the values into a Paper. The abstract has memory of its own, so that
// who keeps the small fields alone does not keep the text.
func (d *decoder) paper() (p stemma.Paper, err error) {
	raw := &d.raw
	text, err := d.abstract()
	if err != nil {
		return p, err
	}
	p.Abstract = string(d.buf[text.from:text.to])

	buf, title, err := raw.add(d.buf[:0], fieldTitle, false)
	if err != nil {
		return p, err
	}
	buf, id, err := raw.add(buf, fieldID, true)
	if err != nil {
		return p, err
	}
	var dates [len(dateFields)]piece
	for i, f := range dateFields {
		if buf, dates[i], err = raw.add(buf, f, true); err != nil {
			return p, err
		}
	}
	var few [32]piece
	buf, names, line, err := d.authors(buf, few[:0])
	if err != nil {
		return p, err
	}

	small := string(buf)
	d.buf = buf
	p.Title, p.ID = title.of(small), id.of(small)
	for i := 0; i < len(dates) && p.Date == ""; i++ {
		p.Date = parseDate(dates[i].of(small))
		if dateFields[i] != fieldUpdateDate || p.Date == "" {
			continue
		}
		if first := arXivMonth(p.ID); first != "" && first < p.Date { // an update says little of when the paper was new
			p.Date = first
		}
	}
	if p.Authors = splitAuthors(line.of(small)); len(names) > 0 {
		p.Authors = make([]string, len(names))
		for i, name := range names {
			p.Authors[i] = name.of(small)
		}
	}
	return identified(p)
}

// text is paper without the authors and the date, which are only checked: they fail
// where they fail in paper. What it returns stands in the memory of d, as long as that reads
// no other record: a new string for each text would walk through fresh memory, while this
// stays in the processor's cache.
func (d *decoder) text() (p stemma.Paper, err error) {
	abstract, err := d.abstract()
	if err != nil {
		return p, err
	}
	buf, title, err := d.raw.add(d.buf, fieldTitle, false)
	if err != nil {
		return p, err
	}
	buf, id, err := d.raw.add(buf, fieldID, true)
	if err != nil {
		return p, err
	}
	d.buf = buf
	if err := d.checkRest(); err != nil {
		return p, err
	}
	all := unsafe.String(unsafe.SliceData(buf), len(buf))
	p.Abstract, p.Title, p.ID = abstract.of(all), title.of(all), id.of(all)
	return identified(p)
}

// checkRest returns the error of the dates and of the authors.
func (d *decoder) checkRest() error {
	for _, f := range dateFields {
		if err := d.raw.check(f, true); err != nil {
			return err
		}
	}
	parsed, authors := d.raw[fieldAuthorsParsed], d.raw[fieldAuthors]
	if !d.bare && (parsed == nil || parsed[0] == '[') && (authors == nil || authors[0] == '[' || authors[0] == '"') {
		return nil
	}
	_, _, _, err := d.authors(nil, nil)
	return err
}

// identified sees to it that a paper has text and an id.
func identified(p stemma.Paper) (stemma.Paper, error) {
	if p.Title == "" && p.Abstract == "" {
		return p, errors.New("neither title nor abstract")
	}
	if p.ID == "" {
		p.ID = stableID(p.Title, p.Abstract)
	}
	return p, nil
}

// abstract returns the abstract as a piece of the buffer.
func (d *decoder) abstract() (piece, error) {
	f := fieldAbstract
	if d.raw[f] == nil {
		f = fieldSummary
	}
	inside, err := d.raw.inside(f)
	if !d.plain {
		from := len(d.buf)
		d.buf = appendUnquoted(d.buf, inside)
		return piece{from, len(d.buf)}, err
	}
	if inside == nil {
		return piece{}, err
	}
	return d.texts[f], err
}

// inside returns what stands between the quotes of a string field, still escaped.
func (raw *rawRecord) inside(f field) ([]byte, error) {
	value := raw[f]
	if value == nil {
		return nil, nil
	}
	if value[0] != '"' {
		return nil, wrongType(f, "a string", value)
	}
	return value[1 : len(value)-1], nil
}

// add appends a field that is a string, or perhaps a number: on one line, but for an id.
func (raw *rawRecord) add(buf []byte, f field, number bool) ([]byte, piece, error) {
	from, value := len(buf), raw[f]
	if value == nil {
		return buf, piece{}, nil
	}
	if err := raw.check(f, number); err != nil {
		return buf, piece{}, err
	}
	if value[0] == '"' {
		buf = appendUnquoted(buf, value[1:len(value)-1])
	} else {
		buf = append(buf, value...)
	}
	if f == fieldID && len(bytes.TrimSpace(buf[from:])) > 0 {
		return buf, piece{from, len(buf)}, nil // others know the paper by it, to the byte
	}
	buf, added := fold(buf, from)
	return buf, added, nil
}

// check returns an error unless a field is missing, a string, or perhaps a number.
func (raw *rawRecord) check(f field, number bool) error {
	value := raw[f]
	switch {
	case value == nil, value[0] == '"':
		return nil
	case !number:
		return wrongType(f, "a string", value)
	case value[0] == '-' || '0' <= value[0] && value[0] <= '9':
		return nil
	}
	return wrongType(f, "a string or a number", value)
}

func wrongType(f field, want string, value []byte) error {
	return fmt.Errorf("%s: want %s, not %s", fieldNames[f], want, typeName(value))
}

func typeName(value []byte) string {
	switch value[0] {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}
