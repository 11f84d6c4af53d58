package report

import (
	"encoding/json"
	"io"

	"stemma"
)

// WriteAlertsJSON writes alerts as one indented JSON list; schema/alert.json describes it.
func WriteAlertsJSON(w io.Writer, r *Alerts) error {
	return writeJSON(w, orEmpty(r.Alerts))
}

// WriteAlertsJSONL writes an alert a line.
func WriteAlertsJSONL(w io.Writer, r *Alerts) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, a := range r.Alerts {
		if err := encoder.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

// suppressed reports whether people know of an alert and do not want to be told of it.
func suppressed(a *stemma.Alert) bool {
	return a.State == stemma.AlertAcknowledged || a.State == stemma.AlertMuted
}
