package alert

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"stemma"
)

// A finder collects the alerts of one Input.
type finder struct {
	Input
	alerts []stemma.Alert
	papers map[string][]string // by PlaceKey, and by Key, ids of the papers that link it
	absent map[string]bool     // by Key, repositories that are not there to have places
}

func newFinder(in Input) *finder {
	in.Options = in.Options.withDefaults()
	f := &finder{Input: in, alerts: []stemma.Alert{}, papers: make(map[string][]string), absent: make(map[string]bool)}
	for _, p := range in.Papers {
		for _, link := range p.Links {
			f.link(link.Key(), p.ID)
			f.link(link.PlaceKey(), p.ID)
		}
	}
	for _, h := range in.Histories {
		if n := len(h.States); n > 0 && !isPlace(h.Target) && slices.Contains(lost, h.States[n-1].Status) {
			f.absent[h.Target.Key()] = true
		}
	}
	return f
}

// lost are the states of a repository that is not there to have places.
var lost = []stemma.Status{stemma.Gone, stemma.Blocked, stemma.Replaced}

// link notes that a paper links a target. Papers come one after the other.
func (f *finder) link(key, paper string) {
	if ids := f.papers[key]; len(ids) == 0 || ids[len(ids)-1] != paper {
		f.papers[key] = append(ids, paper)
	}
}

// isPlace reports whether t is something inside a repository.
func isPlace(t stemma.Target) bool { return t.PlaceKey() != t.Key() }

// add takes an alert of a target in, and resolves it where the target is no news.
func (f *finder) add(t stemma.Target, a stemma.Alert) {
	a.Target, a.Papers = t.URL, slices.Clone(f.papers[t.PlaceKey()])
	if f.Impact != nil {
		a.Impact = f.Impact(t.Key())
	}
	if f.unlinked(t) || isPlace(t) && f.absent[t.Key()] {
		a.State = stemma.AlertResolved
	}
	f.append(a)
}

// unlinked reports whether nobody has to do with a target any more.
func (f *finder) unlinked(t stemma.Target) bool {
	linked := len(f.Input.Papers) == 0 || len(f.papers[t.PlaceKey()]) > 0
	return !linked && (f.Known == nil || !f.Known(t.Key()))
}

// append takes an alert in as it is.
func (f *finder) append(a stemma.Alert) {
	a.Schema, a.Advice, a.Since = stemma.AlertSchema, advice[a.Kind], a.Since.UTC()
	if a.Papers == nil {
		a.Papers = []string{}
	}
	f.alerts = append(f.alerts, a)
}

// idLength is how many hexadecimal digits an id has: 48 bits, which a million alerts share
// with a probability of 1 in 500.
const idLength = 12

// id names a change for good: by its kind, its target and what is its own.
func id(kind stemma.AlertKind, target, change string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(kind), target, change}, "\x00")))
	return hex.EncodeToString(sum[:])[:idLength]
}

// instant is the text of a time in an id.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// state is open where the condition still holds.
func state(open bool) stemma.AlertState {
	if open {
		return stemma.AlertOpen
	}
	return stemma.AlertResolved
}

// news is the state of good news: open while it holds, and for a while.
func (f *finder) news(holds bool, since time.Time) stemma.AlertState {
	return state(holds && f.Now.Sub(since) < NewsFor)
}
