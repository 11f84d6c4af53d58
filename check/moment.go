package check

import (
	"encoding/json"
	"time"
)

// A moment is a time in an API's answer. One that is missing, that makes no sense or
// that no calendar of ours can hold is the zero time, and no reason to refuse the rest of the answer.
type moment struct{ time.Time }

// UnmarshalJSON reads RFC 3339, with or without a zone (UTC then, as Zenodo has it in places).
func (m *moment) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) != nil {
		return nil
	}
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04:05.999999999"} {
		t, err := time.Parse(layout, text)
		if err == nil && t.Year() > 1970 && t.Year() < 9999 {
			m.Time = t.UTC()
			return nil
		}
	}
	return nil
}
