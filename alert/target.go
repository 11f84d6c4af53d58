package alert

import (
	"slices"
	"time"

	"stemma"
)

// target adds the alerts of one target.
func (f *finder) target(h *History) {
	there := f.presence(h)
	f.moved(h, there)
	f.archived(h, there)
	f.stale(h, there)
}

// wanted reports whether a change is told: what was amiss from the first is none.
func (f *finder) wanted(c change) bool {
	return c.before != nil || f.Options.First && c.after.condition != sound
}

// presence adds what came of the target being there. It reports whether it still is, as
// far as is confirmed.
func (f *finder) presence(h *History) (there bool) {
	there = true
	for _, c := range changes(runsOf(h.States, presence), f.Options.ConfirmAfter) {
		there = c.after.condition == sound
		if !f.wanted(c) {
			continue
		}
		kind := kindOf(h.Target, c)
		a := newAlert(kind, h.Target, c)
		if there {
			a.State = f.news(c.latest, a.Since)
		}
		f.add(h.Target, a)
	}
	return there
}

// kindOf returns the kind of a change of presence.
func kindOf(t stemma.Target, c change) stemma.AlertKind {
	switch condition := c.after.condition; {
	case condition == sound && inside[c.before.condition] && !c.had:
		return stemma.AlertCodeReleased
	case condition == sound:
		return stemma.AlertBack
	case condition == gone && isPlace(t):
		return stemma.AlertPathMissing
	case condition == gone && t.Kind != stemma.KindRepository:
		return stemma.AlertPageDead
	default:
		return stemma.AlertKind(condition)
	}
}

// newAlert is the alert of a change that still holds unless there was a later one.
func newAlert(kind stemma.AlertKind, t stemma.Target, c change) stemma.Alert {
	since := c.after.first.FirstSeen
	a := stemma.Alert{ID: id(kind, t.PlaceKey(), instant(since)), Kind: kind, State: state(c.latest), Since: since,
		After: words(c.after.first), Reason: c.after.first.Reason}
	if c.before != nil {
		a.Before = words(c.before.last)
	}
	return a
}

// moved adds each new name of the target once, whenever it went there.
func (f *finder) moved(h *History, there bool) {
	var found []stemma.Alert
	for _, c := range changes(runsOf(h.States, name), f.Options.ConfirmAfter) {
		if c.after.condition == sound || !f.wanted(c) {
			continue
		}
		a := newAlert(stemma.AlertMoved, h.Target, c)
		a.ID = id(a.Kind, h.Target.PlaceKey(), c.after.condition)
		a.State = state(c.latest && there)
		if i := slices.IndexFunc(found, func(b stemma.Alert) bool { return b.ID == a.ID }); i >= 0 {
			found[i].State = a.State
			continue
		}
		found = append(found, a)
	}
	for _, a := range found {
		f.add(h.Target, a)
	}
}

func (f *finder) archived(h *History, there bool) {
	for _, c := range changes(runsOf(h.States, upkeep), f.Options.ConfirmAfter) {
		if c.after.condition != sound && f.wanted(c) {
			a := newAlert(stemma.AlertArchived, h.Target, c)
			a.State = state(c.latest && there)
			f.add(h.Target, a)
		}
	}
}

// stale adds a repository to which nothing was pushed for long, once until there is a
// push. Only a look that heard the host tell of the last push counts, and one that is
// archived is known to get no more.
func (f *finder) stale(h *History, there bool) {
	n := len(h.States)
	if n == 0 || isPlace(h.Target) {
		return
	}
	s := h.States[n-1]
	r := s.Repository
	if r == nil || r.PushedAt.IsZero() || r.Archived || Unheard(s.Evidence) || s.Status != stemma.Alive && s.Status != stemma.Moved {
		return
	}
	since := r.PushedAt.Add(f.Options.StaleAfter)
	if s.CheckedAt.Before(since) || !f.Options.First && !since.After(firstSeen(h.States)) {
		return
	}
	f.add(h.Target, stemma.Alert{
		ID: id(stemma.AlertStale, h.Target.PlaceKey(), instant(r.PushedAt)), Kind: stemma.AlertStale, State: state(there), Since: since,
		Before: words(&s), After: "no push since " + r.PushedAt.UTC().Format(time.DateOnly), Reason: s.Reason,
	})
}

// Unheard reports whether an answer came from the target's web address or from git, which
// tell nothing of the repository's facts and files.
func Unheard(e stemma.Evidence) bool { return e.Via == "web" || e.Via == "git" }

func firstSeen(states []State) time.Time {
	first := states[0].FirstSeen
	for _, s := range states[1:] {
		if s.FirstSeen.Before(first) {
			first = s.FirstSeen
		}
	}
	return first
}
