package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/store"
)

func TestNotesOnAlerts(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	must(t, s.MarkTold(t.Context(), []string{"a", "b"}, at(1)))
	must(t, s.MarkTold(t.Context(), []string{"b", "c"}, at(2))) // b was told already
	must(t, s.Acknowledge(t.Context(), []string{"b", "d"}, "we wrote to them", at(3)))
	must(t, s.Acknowledge(t.Context(), []string{"d"}, "and again", at(4)))
	must(t, s.MarkTold(t.Context(), nil, at(5)))
	got, err := open(t, path).AlertNotes(t.Context())
	must(t, err)
	want := map[string]stemma.AlertNote{
		"a": {Told: at(1)}, "b": {Told: at(1), Acknowledged: at(3), Note: "we wrote to them"}, "c": {Told: at(2)},
		"d": {Acknowledged: at(4), Note: "and again"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// reading is a paper that promises code, or links some.
func reading(id string, promises bool, links ...string) stemma.Reading {
	r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: "Paper " + id, Date: "2024-05"}}
	if promises {
		r.Extraction.Promises = []stemma.Promise{{Text: "Code will come.", Kind: stemma.PromiseRelease}}
	}
	for _, name := range links {
		r.Extraction.Links = append(r.Extraction.Links, stemma.Link{Raw: name, Target: repository(name)})
	}
	return r
}

func TestPromisesOverTime(t *testing.T) {
	s := open(t, newPath(t))
	for day, readings := range [][]stemma.Reading{
		{reading("kept", true), reading("open", true), reading("never", false, "o/never"), reading("dropped", true), reading("plain", false)},
		{reading("kept", true)},
		{reading("kept", false, "o/kept"), reading("dropped", false)},
		{reading("kept", false, "o/kept", "o/more"), reading("late", true), reading("broken", true)},
		{reading("broken", false, "o/broken")},
		{reading("broken", true)},
	} {
		must(t, s.SaveReadings(t.Context(), readings))
		if day == 2 {
			continue // the program was killed before it dated anything
		}
		must(t, s.DatePromises(t.Context(), at(day)))
	}
	want := []store.Linking{
		{Paper: reading("kept", false).Paper, Promised: at(0), Kept: at(3)},
		{Paper: reading("open", false).Paper, Promises: true, Promised: at(0)},
		{Paper: reading("never", false).Paper},
		{Paper: reading("dropped", false).Paper, Promised: at(0)},
		{Paper: reading("late", false).Paper, Promises: true, Promised: at(3)},
		{Paper: reading("broken", false).Paper, Promises: true, Promised: at(3)},
	}
	var got []store.Linking
	must(t, s.EachLinking(t.Context(), func(l store.Linking) error {
		l.Links = nil
		got = append(got, l)
		return nil
	}))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What is kept of alerts and promises moves with the store, and two stores are joined.
func TestNotesAndPromisesAreExported(t *testing.T) {
	from := open(t, newPath(t))
	must(t, from.SaveReadings(t.Context(), []stemma.Reading{reading("kept", true), reading("open", true)}))
	must(t, from.DatePromises(t.Context(), at(1)))
	must(t, from.SaveReadings(t.Context(), []stemma.Reading{reading("kept", false, "o/kept")}))
	must(t, from.DatePromises(t.Context(), at(2)))
	must(t, from.MarkTold(t.Context(), []string{"a", "b"}, at(1)))
	must(t, from.Acknowledge(t.Context(), []string{"b"}, "known", at(3)))
	save(t, from, failed("o/r", at(1)), failed("o/r", at(4)))
	text := export(t, from)

	to := open(t, newPath(t))
	must(t, to.SaveReadings(t.Context(), []stemma.Reading{reading("open", true)}))
	must(t, to.DatePromises(t.Context(), at(9)))
	must(t, to.MarkTold(t.Context(), []string{"b"}, at(9)))
	for range 2 { // the second time changes nothing
		outcome, err := importInto(t, to, text)
		must(t, err)
		if want := "papers: 2, targets: 1, states: 0, failures: 1, copies: 0, promises: 2, notes on alerts: 2"; outcome.String() != want {
			t.Errorf("got %v, want %s", outcome, want)
		}
	}
	again := open(t, newPath(t))
	if _, err := importInto(t, again, text); err != nil || export(t, again) != text {
		t.Errorf("into an empty store: %v (-want +got):\n%s", err, cmp.Diff(text, export(t, again)))
	}
	notes, err := to.AlertNotes(t.Context())
	must(t, err)
	if diff := cmp.Diff(map[string]stemma.AlertNote{"a": {Told: at(1)}, "b": {Told: at(1), Acknowledged: at(3), Note: "known"}}, notes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := histories(t, to); len(got) != 1 || got[0] != "github.com/o/r: failing 1-4: the server answered 500" {
		t.Errorf("got %q", got)
	}
	must(t, to.EachLinking(t.Context(), func(l store.Linking) error {
		if l.Paper.ID == "open" && days(l.Promised) != 1 || l.Paper.ID == "kept" && days(l.Kept) != 2 {
			t.Errorf("got %+v", l)
		}
		return nil
	}))
}
