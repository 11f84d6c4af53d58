package input

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"
	"unicode/utf8"
)

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
