package alert

import (
	"time"

	"stemma"
)

// Notes are what people said of alerts and what was told of them, by id. The store keeps
// them.
type Notes map[string]stemma.AlertNote

// Settle merges what people said into alerts: one that is open is muted by a rule, or else
// acknowledged by its note. Its Note is what was said with that.
func Settle(alerts []stemma.Alert, notes Notes, mutes []Mute, now time.Time) {
	for i := range alerts {
		a := &alerts[i]
		if a.State != stemma.AlertOpen {
			continue
		}
		if m, muted := mutedBy(mutes, a, now); muted {
			a.State, a.Note = stemma.AlertMuted, m.Reason
		} else if note := notes[a.ID]; !note.Acknowledged.IsZero() {
			a.State, a.Note = stemma.AlertAcknowledged, note.Note
		}
	}
}

func mutedBy(mutes []Mute, a *stemma.Alert, now time.Time) (Mute, bool) {
	for _, m := range mutes {
		if m.covers(a, now) {
			return m, true
		}
	}
	return Mute{}, false
}

// Fresh returns the alerts that are new: open, and not told yet.
func Fresh(alerts []stemma.Alert, notes Notes) []stemma.Alert {
	var fresh []stemma.Alert
	for _, a := range alerts {
		if a.State == stemma.AlertOpen && notes[a.ID].Told.IsZero() {
			fresh = append(fresh, a)
		}
	}
	return fresh
}
