package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/store"
)

// histories writes the histories of a store, with days for times.
func histories(t *testing.T, s *store.Store) (all []string) {
	t.Helper()
	must(t, s.Histories(t.Context(), func(h store.History) error {
		text := h.Target.PlaceKey() + ":"
		for _, state := range h.States {
			text += fmt.Sprintf(" %s %d-%d by %s", state.Status, days(state.FirstSeen), days(state.CheckedAt), state.FirstLook.Evidence.Via)
		}
		if !h.FailingSince.IsZero() {
			text += fmt.Sprintf(" failing %d-%d: %s", days(h.FailingSince), days(h.Failed.CheckedAt), h.Failed.Reason)
		}
		all = append(all, text)
		return nil
	}))
	return all
}

func TestHistories(t *testing.T) {
	s := open(t, newPath(t))
	byWeb := with(seen("o/a", stemma.Alive, 1, at(1)), func(o *stemma.Observation) { o.Evidence.Via = "web" })
	save(t, s, seen("o/a", stemma.Alive, 1, at(0)), byWeb, seen("o/a", stemma.Gone, 0, at(2)), failed("o/a", at(3)), failed("o/a", at(4)), failed("o/a", at(5)),
		failed("o/b", at(1)), seen("o/b", stemma.Alive, 2, at(2)), failed("o/c", at(7)),
		stemma.Observation{Target: place("o/a", "tree/main/Src"), Status: stemma.Gone, CheckedAt: at(1)})
	via := seen("o/a", stemma.Alive, 1, at(0)).Evidence.Via
	want := []string{
		"github.com/o/a: alive 0-1 by " + via + " gone 2-2 by " + via + " failing 3-5: the server answered 500",
		"github.com/o/a/tree/main/Src: gone 1-1 by ",
		"github.com/o/b: alive 2-2 by " + via,
		"github.com/o/c: failing 7-7: the server answered 500",
	}
	if diff := cmp.Diff(want, histories(t, s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// What each target's History says is no other story.
	for _, line := range want[:3] {
		key, _, _ := strings.Cut(line, ": ")
		states, err := s.History(t.Context(), key)
		must(t, err)
		if len(states) != strings.Count(line, " by ") {
			t.Errorf("%s: %d states", key, len(states))
		}
	}
}

// A clock that was ahead does not make the first failure later than the last.
func TestFailuresOfAWrongClock(t *testing.T) {
	s := open(t, newPath(t))
	save(t, s, failed("o/a", at(900)), failed("o/a", at(1)), failed("o/a", at(2)))
	if got := histories(t, s)[0]; got != "github.com/o/a: failing 1-2: the server answered 500" {
		t.Error(got)
	}
}
