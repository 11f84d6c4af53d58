package input

import (
	"bytes"
	"io"

	"stemma"
)

// jsonValues reads JSON that does not stand one record a line: a list of objects, or
// objects spread over many lines. It follows brackets and quotes only, and leaves the
// syntax to the decoder; a string ends with its line, as JSON has it, so that a
// forgotten quote spoils little.
type jsonValues struct {
	text *text
	max  int
	line int // of the byte at hand
	err  error

	list   bool // inside the list around the records
	open   bool // inside a record
	depth  int  // brackets open in the record
	quoted bool // inside a string
	slash  bool // behind a backslash
	over   bool // the record is larger than max: its bytes are not kept

	start int      // where the record begins in the block
	first int      // the line it begins on
	spans [][2]int // the records of the block
}

// sniffJSON takes a list of objects, and an object whose first line is no whole object.
func sniffJSON(head []byte) bool {
	if len(head) == 0 || head[0] != '[' && head[0] != '{' {
		return false
	}
	if head[0] == '[' {
		rest := bytes.TrimLeft(head[1:], " \t\r\n")
		return len(rest) > 0 && (rest[0] == '{' || rest[0] == ']')
	}
	at := bytes.IndexAny(head, "\r\n")
	if at < 0 {
		return false
	}
	line := bytes.TrimRight(head[:at], " \t")
	return bytes.IndexByte([]byte("{[,:"), line[len(line)-1]) >= 0
}

func openJSON(t *text, maxRecord int) source {
	return &jsonValues{text: t, max: maxRecord, line: 1}
}

func (s *jsonValues) fill(b *Block) error {
	if cap(b.buf) > 4*blockSize {
		b.buf = nil
	}
	b.records, b.buf, s.spans = b.records[:0], b.buf[:0], s.spans[:0]
	for s.err == nil && (s.open || len(b.buf) < blockSize) {
		if _, s.err = s.text.r.Peek(1); s.err != nil {
			s.stop(b)
			break
		}
		chunk, _ := s.text.r.Peek(s.text.r.Buffered())
		n := s.scan(b, chunk)
		s.text.r.Discard(n)
	}
	for i, span := range s.spans { // now that the block no longer moves
		b.records[i].Data = b.buf[span[0]:span[1]]
	}
	if len(b.records) == 0 {
		return s.err
	}
	return nil
}

// stop ends the record at hand where the text has ended.
func (s *jsonValues) stop(b *Block) {
	if s.err != io.EOF {
		s.err = readError(s.text.file, s.line, s.err)
		return
	}
	if s.open {
		s.close(b)
	}
}

// scan goes over chunk, to its end or to that of a record that fills the block, and
// returns the number of bytes passed over.
func (s *jsonValues) scan(b *Block, chunk []byte) int {
	for at := 0; at < len(chunk); {
		if !s.open {
			at += s.between(b, chunk[at])
			continue
		}
		next, whole := s.inside(chunk, at)
		if !s.over {
			b.buf = append(b.buf, chunk[at:next]...)
			s.over = len(b.buf)-s.start > s.max
		}
		if s.over {
			b.buf = b.buf[:s.start]
		}
		at = next
		if whole {
			s.close(b)
			if len(b.buf) >= blockSize {
				return at
			}
		}
	}
	return len(chunk)
}

// between takes a byte outside of the records and returns 1, or opens a record at it
// and returns 0.
func (s *jsonValues) between(b *Block, c byte) int {
	switch {
	case c == '\n':
		s.line++
	case c == ' ', c == '\t', c == '\r', c == ',':
	case c == '[' && !s.list:
		s.list = true
	case c == ']' && s.list:
		s.list = false
	default:
		s.open, s.over, s.quoted, s.slash, s.depth = true, false, false, false, 0
		s.start, s.first = len(b.buf), s.line
		return 0
	}
	return 1
}

// inside goes on in a record and returns where it stopped, and whether the record ends there.
func (s *jsonValues) inside(chunk []byte, at int) (int, bool) {
	for ; at < len(chunk); at++ {
		if s.quoted && !s.slash {
			if at = stringStop(chunk, at); at == len(chunk) {
				break
			}
		}
		c := chunk[at]
		bare := s.depth == 0 && !s.quoted // a value that is neither list nor object, or the first byte
		switch {
		case bare && (c == ',' || c == '\n' || c == ']' && s.list):
			return at, true
		case c == '\n':
			s.line++
			s.quoted, s.slash = false, false
		case s.slash:
			s.slash = false
		case c == '"':
			s.quoted = !s.quoted
		case s.quoted:
			s.slash = c == '\\'
		case c == '{', c == '[':
			s.depth++
		case c == '}', c == ']':
			if s.depth--; s.depth <= 0 {
				return at + 1, true
			}
		}
	}
	return at, false
}

func (s *jsonValues) close(b *Block) {
	s.open = false
	r := Record{Source: stemma.Source{File: s.text.file, Line: s.first}}
	if s.over {
		r.fault = tooLong(s.max)
	}
	b.records = append(b.records, r)
	s.spans = append(s.spans, [2]int{s.start, len(b.buf)})
}
