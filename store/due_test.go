package store_test

import (
	"testing"
	"time"

	"stemma"
	"stemma/store"
)

// failed returns an outcome for which an answer came, and no good one.
func failed(name string, at time.Time) stemma.Observation {
	o := seen(name, stemma.Unknown, 0, at)
	o.Reason, o.Evidence = "the server answered 500", stemma.Evidence{Via: "web", Code: 500}
	return o
}

// standing asks for one target.
func standing(t *testing.T, s *store.Store, target stemma.Target, terms store.Terms) store.Standing {
	t.Helper()
	got, err := s.Due(t.Context(), []stemma.Target{target}, terms)
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	return got[0]
}

func TestWhatIsDue(t *testing.T) {
	const day = 24 * time.Hour
	alive := seen("o/r", stemma.Alive, 1, noon)
	fail := failed("o/r", noon)
	limited := with(fail, func(o *stemma.Observation) { o.Reason = "limit" })
	unasked := with(fail, func(o *stemma.Observation) { o.Evidence = stemma.Evidence{} })
	for _, c := range []struct {
		name   string
		looks  []stemma.Observation
		after  time.Duration
		maxAge time.Duration
		want   bool
	}{
		{"never seen", nil, 0, day, true},
		{"seen just now", []stemma.Observation{alive}, 0, day, false},
		{"seen a while ago", []stemma.Observation{alive}, day - 1, day, false},
		{"seen too long ago", []stemma.Observation{alive}, day, day, true},
		{"seen in the future: a wrong clock", []stemma.Observation{alive}, -time.Second, day, true},
		{"--max-age 0 asks anew", []stemma.Observation{alive}, 0, 0, true},
		{"a failure is left alone a minute", []stemma.Observation{fail}, 59 * time.Second, day, false},
		{"and no longer", []stemma.Observation{fail}, time.Minute, day, true},
		{"a second one two", []stemma.Observation{fail, fail}, 119 * time.Second, day, false},
		{"and no longer", []stemma.Observation{fail, fail}, 2 * time.Minute, day, true},
		{"a fourth one eight", []stemma.Observation{fail, fail, fail, fail}, 8*time.Minute - 1, day, false},
		{"but never longer than the age allows", []stemma.Observation{fail, fail, fail, fail}, 5 * time.Minute, 5 * time.Minute, true},
		{"after a hundred failures too", repeat(fail, 100), day, day, true},
		{"after a hundred failures not before", repeat(fail, 100), day - 1, day, false},
		{"--max-age 0 asks anew after a failure", []stemma.Observation{fail}, 0, 0, true},
		{"a failure behind a sighting counts", []stemma.Observation{alive, fail}, time.Minute, day, true},
		{"a sighting behind failures ends them", []stemma.Observation{fail, fail, alive}, time.Hour, day, false},
		{"a limit is no reason to wait", []stemma.Observation{limited}, 0, day, true},
		{"what was not even asked is asked", []stemma.Observation{unasked}, 0, day, true},
	} {
		s := open(t, newPath(t))
		save(t, s, c.looks...)
		got := standing(t, s, repository("o/r"), store.Terms{Now: noon.Add(c.after), MaxAge: c.maxAge,
			AtOnce: func(o stemma.Observation) bool { return o.Reason == "limit" }})
		if got.Due != c.want {
			t.Errorf("%s: due %v, want %v", c.name, got.Due, c.want)
		}
		if got.Known() != (len(c.looks) > 0) {
			t.Errorf("%s: known %v", c.name, got.Known())
		}
	}
}

func repeat(o stemma.Observation, n int) []stemma.Observation {
	all := make([]stemma.Observation, n)
	for i := range all {
		all[i] = o
	}
	return all
}

func TestAStandingTellsTheLastLookAndTheLastSight(t *testing.T) {
	s := open(t, newPath(t))
	save(t, s, seen("o/r", stemma.Alive, 1, noon), failed("o/r", at(1)), failed("o/r", at(2)))
	got := standing(t, s, repository("O/R"), store.Terms{Now: at(2), MaxAge: time.Hour})
	if got.Seen.Status != stemma.Alive || !got.Seen.CheckedAt.Equal(noon) || got.Last.Status != stemma.Unknown || !got.Last.CheckedAt.Equal(at(2)) ||
		got.Last.Reason != "the server answered 500" || got.Failures != 2 || got.Target != repository("O/R") || got.Last.Target != repository("o/r") {
		t.Errorf("got %+v", got)
	}
}

// A place and its repository are looked at together.
func TestPlacesAreDueWithTheirRepository(t *testing.T) {
	there := place("o/r", "tree/main/src")
	look := func(target stemma.Target, status stemma.Status, at time.Time) stemma.Observation {
		return stemma.Observation{Target: target, Status: status, CheckedAt: at, Evidence: stemma.Evidence{Via: "rest", Code: 200}}
	}
	for _, c := range []struct {
		name              string
		looks             []stemma.Observation
		repository, place bool
	}{
		{"a new place of a known repository", []stemma.Observation{look(repository("o/r"), stemma.Alive, noon)}, true, true},
		{"both known", []stemma.Observation{look(repository("o/r"), stemma.Alive, noon), look(there, stemma.Alive, noon)}, false, false},
		{"the repository is old", []stemma.Observation{look(repository("o/r"), stemma.Alive, at(-9)), look(there, stemma.Alive, noon)}, true, true},
		{"the place is old", []stemma.Observation{look(repository("o/r"), stemma.Alive, noon), look(there, stemma.Gone, at(-9))}, true, true},
		{"no place in what is gone", []stemma.Observation{look(repository("o/r"), stemma.Gone, noon)}, false, false},
	} {
		s := open(t, newPath(t))
		save(t, s, c.looks...)
		got, err := s.Due(t.Context(), []stemma.Target{repository("o/r"), there}, store.Terms{Now: noon, MaxAge: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		if got[0].Due != c.repository || got[1].Due != c.place {
			t.Errorf("%s: the repository is due %v, want %v; the place %v, want %v", c.name, got[0].Due, c.repository, got[1].Due, c.place)
		}
	}
}
