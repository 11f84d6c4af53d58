package input

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

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
	data = bytes.TrimPrefix(data, []byte(bomUTF8)) // files with a mark, concatenated
	if at := invalidUTF8(data); at >= 0 {
		return stemma.Paper{}, fmt.Errorf("not UTF-8: byte 0x%02x at byte %d; convert the file first", data[at], at)
	}
	raw, err := scanRecord(data)
	if err != nil {
		return stemma.Paper{}, err
	}
	return raw.paper()
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

func scanRecord(data []byte) (raw rawRecord, err error) {
	s := scanner{data: data}
	s.space()
	if s.peek() != '{' {
		return raw, s.fail("an object {…}")
	}
	for more := s.enter('}'); more; {
		if err := raw.member(&s); err != nil {
			return raw, err
		}
		if more, err = s.next('}'); err != nil {
			return raw, err
		}
	}
	if s.space(); s.at < len(data) {
		return raw, s.fail("the end of the line")
	}
	for f := range raw {
		if string(raw[f]) == "null" {
			raw[f] = nil
		}
	}
	return raw, nil
}

// member takes one member of the record.
func (raw *rawRecord) member(s *scanner) error {
	key, err := s.key()
	if err != nil {
		return err
	}
	value, err := s.value(1)
	if err != nil {
		return err
	}
	f := fieldNamed(key)
	if f == noField && bytes.IndexByte(key, '\\') >= 0 {
		f = fieldNamed(appendUnquoted(nil, key))
	}
	if f == noField {
		return nil
	}
	if raw[f] != nil {
		return fmt.Errorf("%s: there twice", fieldNames[f])
	}
	raw[f] = value
	return nil
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
func (raw *rawRecord) paper() (p stemma.Paper, err error) {
	inside, err := raw.abstract()
	if err != nil {
		return p, err
	}
	p.Abstract = unquoted(inside)

	var stack [1 << 10]byte
	buf, title, err := raw.add(stack[:0], fieldTitle, false)
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
	buf, names, line, err := raw.authors(buf, few[:0])
	if err != nil {
		return p, err
	}

	text := string(buf)
	p.Title, p.ID = title.of(text), id.of(text)
	for i := 0; i < len(dates) && p.Date == ""; i++ {
		p.Date = parseDate(dates[i].of(text))
	}
	if p.Authors = splitAuthors(line.of(text)); len(names) > 0 {
		p.Authors = make([]string, len(names))
		for i, name := range names {
			p.Authors[i] = name.of(text)
		}
	}
	if p.Title == "" && p.Abstract == "" {
		return p, errors.New("neither title nor abstract")
	}
	if p.ID == "" {
		p.ID = stableID(p.Title, p.Abstract)
	}
	return p, nil
}

// abstract returns the abstract, still escaped.
func (raw *rawRecord) abstract() ([]byte, error) {
	if raw[fieldAbstract] != nil {
		return raw.inside(fieldAbstract)
	}
	return raw.inside(fieldSummary)
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
	switch {
	case value == nil:
		return buf, piece{}, nil
	case value[0] == '"':
		buf = appendUnquoted(buf, value[1:len(value)-1])
	case !number:
		return buf, piece{}, wrongType(f, "a string", value)
	case value[0] == '-' || '0' <= value[0] && value[0] <= '9':
		buf = append(buf, value...)
	default:
		return buf, piece{}, wrongType(f, "a string or a number", value)
	}
	if f == fieldID && len(bytes.TrimSpace(buf[from:])) > 0 {
		return buf, piece{from, len(buf)}, nil // others know the paper by it, to the byte
	}
	buf, added := fold(buf, from)
	return buf, added, nil
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
