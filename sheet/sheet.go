// Package sheet writes rows that end up in a spreadsheet: CSV that says what it is given
// and starts nothing.
//
// What comes in are rows of cells in any text; what goes out is UTF-8, a row a record, as
// RFC 4180 has it but for the line ends, which are LF. It knows no paper and no graph.
package sheet

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// A Writer writes rows. Its errors are kept until Flush.
type Writer struct {
	csv   *csv.Writer
	cells []string
}

// NewWriter returns a Writer to w. It buffers: call Flush at the end.
func NewWriter(w io.Writer) *Writer { return &Writer{csv: csv.NewWriter(w)} }

// Write writes a row. A cell that a spreadsheet would run as a formula gets an apostrophe
// in front; the cells that were passed are left as they are.
func (w *Writer) Write(cells ...string) {
	w.cells = w.cells[:0]
	for _, c := range cells {
		w.cells = append(w.cells, disarm(c))
	}
	_ = w.csv.Write(w.cells) // kept by the writer, and told by Flush
}

// Flush writes what is left and returns the first error that there was.
func (w *Writer) Flush() error {
	w.csv.Flush()
	return w.csv.Error()
}

// disarm marks what spreadsheets take for a formula as text (OWASP, "CSV Injection"); the
// wide signs are those of East Asian keyboards.
func disarm(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
