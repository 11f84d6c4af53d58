package alert_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/alert"
)

// A lookout keeps what looks at one target saw, as the store does.
type lookout struct {
	alert.History
}

func (l *lookout) see(at time.Time, status stemma.Status, movedTo string) {
	l.Failure = nil
	if n := len(l.States); n > 0 && l.States[n-1].Status == status && l.States[n-1].MovedTo == movedTo {
		l.States[n-1].CheckedAt = at
		return
	}
	o := stemma.Observation{Target: l.Target, Status: status, MovedTo: movedTo, CheckedAt: at, Repository: &stemma.Repository{Archived: status == stemma.Archived}}
	l.States = append(l.States, alert.State{Observation: o, FirstSeen: at})
}

func (l *lookout) fail(at time.Time) {
	if l.Failure == nil {
		l.Failure = &alert.Failure{Reason: "502", Since: at}
	}
	l.Failure.Last = at
}

// at returns a copy of what was seen, as later looks leave it alone.
func (l *lookout) history() alert.History {
	h := l.History
	h.States = slices.Clone(h.States)
	if h.Failure != nil {
		failure := *h.Failure
		h.Failure = &failure
	}
	return h
}

var fates = []stemma.Status{
	stemma.Alive, stemma.Alive, stemma.Alive, stemma.Alive, stemma.Gone, stemma.Moved, stemma.Archived, stemma.Empty, stemma.Placeholder, stemma.Replaced, stemma.Blocked,
}

// live lets a target live through random days and calls each on every one. Failures come
// in between with the given chance.
func live(seed uint64, chance float64, each func(day int, h alert.History)) {
	fate, luck := rand.New(rand.NewPCG(seed, 1)), rand.New(rand.NewPCG(seed, 2))
	l := lookout{alert.History{Target: repository("owner/repo")}}
	status, to := stemma.Alive, ""
	for n := range 200 {
		if fate.IntN(6) == 0 {
			status, to = fates[fate.IntN(len(fates))], ""
			if status == stemma.Moved {
				to = fmt.Sprintf("https://github.com/owner/name%d", fate.IntN(3))
			}
		}
		if luck.Float64() < chance {
			l.fail(day(n).Add(-time.Hour))
		}
		l.see(day(n), status, to)
		each(n, l.history())
	}
}

func find(n int, h alert.History) []stemma.Alert {
	return alert.Find(alert.Input{Histories: []alert.History{h}, Now: day(n)})
}

// Whatever happens: what was found once is found again every later day, once a day, under
// the same id and with the same facts; only its state changes. So each change is told once.
func TestAlertsStay(t *testing.T) {
	for seed := range uint64(40) {
		known := make(map[string]stemma.Alert)
		live(seed, 0, func(n int, h alert.History) {
			found := make(map[string]stemma.Alert)
			for _, a := range find(n, h) {
				if _, twice := found[a.ID]; twice {
					t.Fatalf("seed %d, day %d: %s is there twice", seed, n, a.ID)
				}
				found[a.ID] = a
			}
			for id, was := range known {
				is := found[id]
				if is.Kind != was.Kind || !is.Since.Equal(was.Since) || is.Before != was.Before || is.After != was.After {
					t.Fatalf("seed %d, day %d: (-was +is):\n%s", seed, n, cmp.Diff(was, is))
				}
			}
			known = found
		})
	}
}

// At most one alert of a target says that it is lost, and none does while it is there.
func TestOneLossAtATime(t *testing.T) {
	losses := []stemma.AlertKind{stemma.AlertGone, stemma.AlertBlocked, stemma.AlertEmpty, stemma.AlertPlaceholder, stemma.AlertReplaced}
	for seed := range uint64(40) {
		live(seed, 0, func(n int, h alert.History) {
			open := 0
			for _, a := range find(n, h) {
				if a.State == stemma.AlertOpen && slices.Contains(losses, a.Kind) {
					open++
				}
			}
			there := slices.Contains([]stemma.Status{stemma.Alive, stemma.Archived, stemma.Moved}, h.States[len(h.States)-1].Status)
			if open > 1 || open > 0 && there {
				t.Fatalf("seed %d, day %d: %d losses are open, and it is %v", seed, n, open, h.States[len(h.States)-1].Status)
			}
		})
	}
}

func TestFindingTwice(t *testing.T) {
	for seed := range uint64(50) {
		live(seed, 0.3, func(n int, h alert.History) {
			if a, b := find(n, h), find(n, h); !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d, day %d:\n%s", seed, n, cmp.Diff(a, b))
			}
		})
	}
}

// Looks that fail in between change nothing.
func TestFailuresChangeNothing(t *testing.T) {
	for seed := range uint64(50) {
		var without [][]stemma.Alert
		live(seed, 0, func(n int, h alert.History) { without = append(without, find(n, h)) })
		live(seed, 0.5, func(n int, h alert.History) {
			if with := find(n, h); !reflect.DeepEqual(without[n], with) {
				t.Fatalf("seed %d, day %d (-without +with failures):\n%s", seed, n, cmp.Diff(without[n], with))
			}
		})
	}
}
