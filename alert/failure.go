package alert

import (
	"fmt"
	"time"

	"stemma"
)

// failures adds what could not be checked for long: one alert for all where nothing could
// be, else one for each target.
func (f *finder) failures() {
	since, failing := f.outage()
	if failing > 0 {
		f.append(stemma.Alert{
			ID: id(stemma.AlertUnknownForLong, NetworkTarget, instant(since)), Kind: stemma.AlertUnknownForLong, Target: NetworkTarget, State: stemma.AlertOpen,
			Since: since, After: "nothing could be checked", Reason: fmt.Sprintf("all looks failed, at %d links; the last: %s", failing, f.lastReason()),
		})
		f.alerts[len(f.alerts)-1].Advice = outageAdvice
	}
	for i := range f.Histories {
		h := &f.Histories[i]
		if h.Failure == nil || isPlace(h.Target) || len(h.States) == 0 && !f.Options.First {
			continue
		}
		began, last := h.failing()
		if failing > 0 && last.After(since) {
			last = since // what failed since then was the outage's fault
		}
		if lasted(last.Sub(began), f.Options.UnknownAfter) {
			f.unknown(h, began)
		}
	}
}

// unknown adds a target that could not be checked for long.
func (f *finder) unknown(h *History, since time.Time) {
	a := stemma.Alert{
		ID: id(stemma.AlertUnknownForLong, h.Target.PlaceKey(), instant(since)), Kind: stemma.AlertUnknownForLong, State: stemma.AlertOpen,
		Since: since, After: stemma.Unknown.String(), Reason: h.Failure.Reason,
	}
	if n := len(h.States); n > 0 {
		a.Before = words(&h.States[n-1])
	}
	f.add(h.Target, a)
}

// failing returns the first and the last look of the row that failed, none of which was
// before the last that saw something.
func (h *History) failing() (since, last time.Time) {
	since = h.Failure.Since
	if seen := h.seen(); seen.After(since) {
		since = seen
	}
	return since, h.Failure.Last
}

// seen is when the last look saw something; zero if none did.
func (h *History) seen() time.Time {
	if n := len(h.States); n > 0 {
		return h.States[n-1].CheckedAt
	}
	return time.Time{}
}

// outage tells since when every look at every target has failed, and how many did: none
// unless there are two, and a quarter of all that there are, over OutageAfter. Others may not
// have had their turn.
func (f *finder) outage() (since time.Time, failing int) {
	var seen, last time.Time
	for i := range f.Histories {
		seen = later(seen, f.Histories[i].seen())
	}
	for i := range f.Histories {
		h := &f.Histories[i]
		if h.Failure == nil {
			continue
		}
		began, failed := h.failing()
		if !failed.After(seen) {
			continue
		}
		failing++
		last = later(last, failed)
		if began.After(seen) && (since.IsZero() || began.Before(since)) {
			since = began
		}
	}
	if failing < 2 || 4*failing < len(f.Histories) || since.IsZero() || !lasted(last.Sub(since), OutageAfter) {
		return time.Time{}, 0
	}
	return since, failing
}

// lastReason is the reason of the last look that failed.
func (f *finder) lastReason() string {
	var last Failure
	for _, h := range f.Histories {
		if h.Failure != nil && h.Failure.Last.After(last.Last) {
			last = *h.Failure
		}
	}
	return last.Reason
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
