package input

import (
	"bytes"

	"stemma"
)

// jsonLines reads one JSON object a line, as in arXiv's metadata snapshot.
type jsonLines struct {
	lines *lines
}

// sniffJSONLines takes what begins with an object.
func sniffJSONLines(head []byte) bool {
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(head[1:], " \t\r\n")
	return len(rest) == 0 || rest[0] == '"' || rest[0] == '}'
}

func openJSONLines(t *text, maxRecord int) source {
	return &jsonLines{newLines(t, maxRecord)}
}

func (s *jsonLines) fill(b *Block) (err error) {
	b.records = b.records[:0]
	for len(b.records) == 0 && err == nil { // a block of blank lines is none
		b.buf, err = s.lines.read(b.buf, func(l line) { s.add(b, l) })
	}
	return err
}

func (s *jsonLines) add(b *Block, l line) {
	r := Record{Source: stemma.Source{File: s.lines.text.file, Line: l.number}, Data: l.data}
	switch {
	case l.long:
		r.fault = tooLong(s.lines.max)
	case len(l.data) == 0 || l.data[0] <= ' ' && len(bytes.TrimSpace(l.data)) == 0:
		return
	}
	b.records = append(b.records, r)
}
