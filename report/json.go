package report

import (
	"encoding/json"
	"io"
)

// WriteJSON writes the report as one indented JSON value, as docs/formats.md describes it.
func WriteJSON(w io.Writer, r *Report) error { return writeJSON(w, r) }

// WriteAnswerJSON writes an answer in the same way.
func WriteAnswerJSON(w io.Writer, a Answer) error { return writeJSON(w, a) }

func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
