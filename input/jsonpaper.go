package input

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
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
	d := newDecoder()
	defer d.done()
	if err := d.read(data); err != nil {
		return stemma.Paper{}, err
	}
	return d.paper()
}

var decoders sync.Pool // of *decoder

// newDecoder returns a decoder, perhaps a used one.
func newDecoder() *decoder {
	if d, ok := decoders.Get().(*decoder); ok {
		return d
	}
	return new(decoder)
}

// done lets others use the decoder. It lets go of the record, and of memory for a large one.
func (d *decoder) done() {
	d.scanner, d.raw = scanner{}, rawRecord{}
	if cap(d.buf) > blockSize {
		d.buf = nil
	}
	decoders.Put(d)
}

// A decoder decodes one record after the other. It keeps its memory from one to the
// next, and what the members of the last one began with.
type decoder struct {
	scanner
	raw   rawRecord
	heads heads
	texts [fieldCount]piece // of buf: the long strings, which the scanner has copied
	buf   []byte
}

// read takes a record apart.
func (d *decoder) read(data []byte) error {
	data = bytes.TrimPrefix(data, []byte(bomUTF8)) // files with a mark, concatenated
	plain := isPlain(data)
	if !plain {
		if at := invalidUTF8(data); at >= 0 {
			return fmt.Errorf("not UTF-8: byte 0x%02x at byte %d; convert the file first", data[at], at)
		}
		plain = !hasControls(data)
	}
	return d.scan(scanner{data: data, plain: plain})
}

// isPlain reports whether data is ASCII without control characters, as most records are:
// it is UTF-8 as it stands, and its strings need not be looked through for what may not
// be in them. Where all bytes are ASCII, the difference to a space has its top bit set
// in none but a control character, or in what stands behind one.
func isPlain(data []byte) bool {
	var seen uint64
	at := 0
	for ; at+32 <= len(data); at += 32 {
		b := (*[32]byte)(data[at:])
		w0, w1 := binary.LittleEndian.Uint64(b[0:]), binary.LittleEndian.Uint64(b[8:])
		w2, w3 := binary.LittleEndian.Uint64(b[16:]), binary.LittleEndian.Uint64(b[24:])
		seen |= w0 | w1 | w2 | w3 | (w0 - lows*' ') | (w1 - lows*' ') | (w2 - lows*' ') | (w3 - lows*' ')
	}
	for ; at+8 <= len(data); at += 8 {
		w := binary.LittleEndian.Uint64(data[at:])
		seen |= w | (w - lows*' ')
	}
	for _, c := range data[at:] {
		seen |= uint64(c | (c - ' ')) // of which the top bit matters
	}
	return seen&highs == 0
}

// hasControls reports whether there is a control character in data.
func hasControls(data []byte) bool {
	for _, c := range data {
		if c < ' ' {
			return true
		}
	}
	return false
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

// scan takes the record before s apart.
func (d *decoder) scan(s scanner) error {
	d.scanner, d.raw, d.buf = s, rawRecord{}, d.buf[:0]
	for i := d.members(); ; i++ {
		f, more, err := d.head(i)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := d.member(f); err != nil {
			return err
		}
	}
	if d.space(); d.at < len(d.data) {
		return d.fail("the end of the line")
	}
	for f, value := range d.raw {
		if len(value) > 0 && value[0] == 'n' {
			d.raw[f] = nil
		}
	}
	return nil
}

// members takes the first members of the record, as long as they begin like those of the
// last one and nothing is wrong with them, and returns their number. It decides nothing:
// what it leaves is scanned.
func (d *decoder) members() int {
	if !d.plain {
		return 0
	}
	data, at := d.data, d.at
	for i := range d.heads.count {
		h := &d.heads.known[i]
		start := at + h.size
		if !bytes.HasPrefix(data[at:], h.text[:h.size]) || start == len(data) || h.field != noField && d.raw[h.field] != nil {
			return i
		}
		end := d.simple(start, h.field)
		if end < 0 {
			from := len(d.buf)
			if d.at = start; d.member(h.field) != nil {
				d.at, d.buf = at, d.buf[:from]
				return i
			}
			end = d.at
		}
		at, d.at = end, end
	}
	return d.heads.count
}

// simple takes a value that is null or a short string without escapes, and returns its
// end; else -1.
func (d *decoder) simple(start int, f field) int {
	data, end := d.data, -1
	switch {
	case data[start] == '"' && !f.long():
		end = stringEnd(data, start+1)
	case data[start] == 'n' && bytes.HasPrefix(data[start:], []byte("null")):
		end = start + len("null")
	}
	if end >= 0 && f != noField {
		d.raw[f] = data[start:end]
	}
	return end
}

// long reports whether a field is text that is copied as it is scanned.
func (f field) long() bool { return f == fieldAbstract || f == fieldSummary }

// head passes over all that stands before the value of the member of the given number,
// and returns its field; or over the end of the record, and reports that there is no more.
func (d *decoder) head(number int) (f field, more bool, err error) {
	start := d.at
	if number > 0 {
		more, err = d.next('}')
	} else if d.space(); d.peek() == '{' {
		more = d.enter('}')
	} else {
		err = d.fail("an object {…}")
	}
	if !more || err != nil {
		return noField, false, err
	}
	key, err := d.key()
	if err != nil {
		return noField, false, err
	}
	f = fieldNamed(key)
	if f == noField && bytes.IndexByte(key, '\\') >= 0 {
		f = fieldNamed(appendUnquoted(nil, key))
	}
	d.heads.set(number, f, d.data[start:d.at])
	return f, true, nil
}

// member takes the value of one member of the record.
func (d *decoder) member(f field) (err error) {
	start, from := d.at, len(d.buf)
	if d.plain && f.long() && d.peek() == '"' {
		d.buf, err = d.long(d.buf)
	} else {
		_, err = d.value(1)
	}
	if err != nil || f == noField {
		return err
	}
	if d.raw[f] != nil {
		return fmt.Errorf("%s: there twice", fieldNames[f])
	}
	d.raw[f], d.texts[f] = d.data[start:d.at], piece{from, len(d.buf)}
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
// where they fail in paper. What it returns stands in the memory of out.
func (d *decoder) text(out *room) (p stemma.Paper, err error) {
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
	all := out.keep(buf)
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
