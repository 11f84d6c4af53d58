package input

import (
	"bytes"
	"fmt"
	"io"
)

// A line of a text, without its end. Where it is over the limit, long is set and there is no data.
type line struct {
	data   []byte
	number int // 1-based
	long   bool
}

// lines cuts a text into blocks of whole lines, without a copy a line.
type lines struct {
	text *text
	max  int    // bytes of the longest line, its end not counted
	end  byte   // what ends a line: a line feed, or a carriage return where there is no feed
	line int    // number of the last line that was delivered
	tail []byte // the beginning of a line whose end has not been read
	skip bool   // inside a line that is too long: drop all up to its end
	err  error  // what the text ended with
}

func newLines(t *text, max int) *lines {
	l := &lines{text: t, max: max, end: '\n'}
	if bytes.IndexByte(t.head, '\n') < 0 && bytes.IndexByte(t.head, '\r') >= 0 {
		l.end = '\r' // as old Macs and some spreadsheets write
	}
	return l
}

// read fills the memory of buf with whole lines and calls each for every one, in
// order. It returns the memory, possibly grown, and at the end an error and no line.
func (l *lines) read(buf []byte, each func(line)) ([]byte, error) {
	if cap(buf) < blockSize || cap(buf) > 4*blockSize {
		buf = make([]byte, 0, blockSize)
	}
	buf = append(buf[:0], l.tail...)
	if l.tail = l.tail[:0]; cap(l.tail) > blockSize {
		l.tail = nil
	}
	for l.err == nil {
		seen := len(buf)
		buf = l.more(buf)
		at := seen + bytes.LastIndexByte(buf[seen:], l.end) + 1
		switch {
		case at > seen:
			l.tail = append(l.tail, buf[at:]...)
			l.split(buf[:at], each)
			return buf, nil
		case l.skip:
			buf = buf[:0]
		case len(buf) > l.max+1: // one more than the limit may be the CR of a CRLF
			l.skip = true
			l.line++
			each(line{number: l.line, long: true})
			return buf, nil
		}
	}
	return buf, l.finish(buf, each)
}

// more appends what one Read gives, growing buf where it is full.
func (l *lines) more(buf []byte) []byte {
	if len(buf) == cap(buf) {
		grown := make([]byte, len(buf), min(2*cap(buf), max(l.max+2, cap(buf)+1)))
		copy(grown, buf)
		buf = grown
	}
	for range 100 { // as many empty reads as bufio takes
		n, err := l.text.r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if n > 0 || err != nil {
			l.err = err
			return buf
		}
	}
	l.err = io.ErrNoProgress
	return buf
}

// finish delivers what follows the last end of line, where the text ended there. Where
// reading failed it is dropped: half a record would only be reported twice.
func (l *lines) finish(rest []byte, each func(line)) error {
	if l.err == io.EOF && len(rest) > 0 && !l.skip {
		l.tail = l.tail[:0]
		l.split(rest, each)
		return nil
	}
	if l.err != io.EOF {
		return readError(l.text.file, l.line+1, l.err)
	}
	return io.EOF
}

// split calls each for the lines of data.
func (l *lines) split(data []byte, each func(line)) {
	for len(data) > 0 {
		one := data
		if at := bytes.IndexByte(data, l.end); at >= 0 {
			one, data = data[:at], data[at+1:]
		} else {
			data = nil
		}
		if l.skip { // the end of a line that has been reported
			l.skip = false
			continue
		}
		if n := len(one); l.end == '\n' && n > 0 && one[n-1] == '\r' {
			one = one[:n-1]
		}
		l.line++
		if len(one) > l.max {
			each(line{number: l.line, long: true})
			continue
		}
		each(line{data: one, number: l.line})
	}
}

// tooLong is the fault of a record over the limit.
func tooLong(max int) string {
	return fmt.Sprintf("the record is larger than %d bytes and was skipped", max)
}
