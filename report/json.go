package report

import (
	"encoding/json"
	"io"
)

// WriteJSON writes the report as one indented JSON value, as docs/formats.md describes it.
func WriteJSON(w io.Writer, r *Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}
