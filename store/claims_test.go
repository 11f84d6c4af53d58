package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/store"
)

// A bench has two workers on one file, each with a connection of its own, and the
// clock of both.
type bench struct {
	t            *testing.T
	now          time.Time
	store        *store.Store
	one, another *store.Worker
	targets      []stemma.Target
}

func newBench(t *testing.T, targets ...stemma.Target) *bench {
	path := newPath(t)
	b := &bench{t: t, now: noon, store: open(t, path), targets: targets}
	clock := func() time.Time { return b.now }
	b.one, b.another = b.store.NewWorker(clock), open(t, path).NewWorker(clock)
	return b
}

// claim tells in letters what a worker is told of each target: d for due, h for held,
// - for neither.
func (b *bench) claim(w *store.Worker, maxAge time.Duration, before []store.Standing, want string) []store.Standing {
	b.t.Helper()
	var awaited []store.Awaited
	for _, s := range before {
		awaited = append(awaited, s.Await())
	}
	standings, err := w.Claim(b.t.Context(), b.targets, awaited, store.Terms{Now: b.now, MaxAge: maxAge})
	must(b.t, err)
	got := ""
	for _, s := range standings {
		switch {
		case s.Due && s.Held:
			got += "!"
		case s.Due:
			got += "d"
		case s.Held:
			got += "h"
		default:
			got += "-"
		}
	}
	if got != want {
		b.t.Errorf("got %q, want %q", got, want)
	}
	return standings
}

func TestWhatOneWorkerClaimsNoOtherChecks(t *testing.T) {
	b := newBench(t, repository("o/a"), repository("o/b"))
	b.claim(b.one, time.Hour, nil, "dd")
	b.claim(b.one, time.Hour, nil, "dd") // its own claims hold up nobody
	held := b.claim(b.another, time.Hour, nil, "hh")
	save(t, b.store, seen("o/a", stemma.Alive, 1, b.now))
	held = b.claim(b.another, time.Hour, held, "-h")
	must(t, b.one.Release(t.Context()))
	b.claim(b.another, time.Hour, held, "-d")
}

// With --max-age 0 nothing is fresh, and still the other's result is what a worker that
// waited for it takes.
func TestTheResultThatWasWaitedForIsTaken(t *testing.T) {
	for _, result := range []stemma.Observation{seen("o/a", stemma.Alive, 1, noon), failed("o/a", noon)} {
		b := newBench(t, repository("o/a"))
		save(t, b.store, result) // an earlier look with the very same outcome, at the same time
		b.claim(b.one, 0, nil, "d")
		held := b.claim(b.another, 0, nil, "h")
		save(t, b.store, result)
		b.claim(b.another, 0, held, "-")
		b.claim(b.another, 0, nil, "d")
	}
}

func TestTheClaimsOfADeadWorkerRunOut(t *testing.T) {
	b := newBench(t, repository("o/a"))
	b.claim(b.one, 0, nil, "d")
	b.now = b.now.Add(store.Lease - time.Second)
	b.claim(b.another, 0, nil, "h")
	b.now = b.now.Add(time.Second)
	b.claim(b.another, 0, nil, "d")
}

func TestALeaseIsRenewed(t *testing.T) {
	b := newBench(t, repository("o/a"))
	b.claim(b.one, 0, nil, "d")
	for range 20 {
		b.now = b.now.Add(store.RenewEvery)
		must(t, b.one.Renew(t.Context()))
		b.claim(b.another, 0, nil, "h")
	}
}

// A lease that a clock far ahead gave out must not hold for years.
func TestALeaseOfAWrongClockIsNone(t *testing.T) {
	b := newBench(t, repository("o/a"))
	b.now = at(1000)
	b.claim(b.one, 0, nil, "d")
	b.now = noon
	b.claim(b.another, 0, nil, "d")
}

func TestAPlaceIsHeldWithItsRepository(t *testing.T) {
	b := newBench(t, repository("o/a"), place("o/a", "tree/main"))
	b.claim(b.one, time.Hour, nil, "dd")
	held := b.claim(b.another, time.Hour, nil, "hh")
	save(t, b.store, seen("o/a", stemma.Alive, 1, b.now))
	held = b.claim(b.another, time.Hour, held, "-h") // not asked a second time for its place
	there := stemma.Observation{Target: b.targets[1], Status: stemma.Alive, CheckedAt: b.now}
	save(t, b.store, there)
	b.claim(b.another, time.Hour, held, "--")
}

// Many more targets than one query reads.
func TestManyTargetsAreClaimedAtOnce(t *testing.T) {
	var targets []stemma.Target

	for i := range 2500 {
		targets = append(targets, repository(fmt.Sprintf("o/r%d", i)))

	}
	b := newBench(t, targets...)
	for i, s := range b.claim(b.one, 0, nil, strings.Repeat("d", 2500)) {
		if s.Target != targets[i] {
			t.Fatalf("target %d is %v", i, s.Target)
		}
	}
	b.claim(b.another, 0, nil, strings.Repeat("h", 2500))
}
