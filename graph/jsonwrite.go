package graph

import (
	"bufio"
	"encoding/json"
)

// writeJSON writes a value made of clean texts and finite numbers, which always can be
// written, so that only the buffer has errors. "<", ">" and "&" are written \u00XX, so that
// the file may stand in a page.
func writeJSON(b *bufio.Writer, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		text = []byte("null")
	}
	b.Write(text)
}

// A jsonList writes what comes before each value of a list: a line each.
type jsonList struct {
	w *bufio.Writer
	n int
}

func (l *jsonList) next() {
	if l.n > 0 {
		l.w.WriteByte(',')
	}
	l.w.WriteByte('\n')
	l.n++
}
