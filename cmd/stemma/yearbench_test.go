package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/check"
	"stemma/extract"
	"stemma/github/githubtest"
	"stemma/graph"
	"stemma/store"
)

// A year is a list of papers that is looked after for a year: every morning its links are
// checked and what is new is told, by the parts that the program is made of. The program
// itself would load all that it knows of works every day anew.
type year struct {
	t         *testing.T
	clock     *stillClock
	github    *githubtest.Server
	program   *program
	path      string          // of the store
	observer  *observer       // with the store; nil while the program does not run
	knowledge *knowledge      // of works: none
	unread    []stemma.Paper  // new or revised since the last look
	targets   []stemma.Target // of their links
	told      strings.Builder
}

func newYear(t *testing.T) *year {
	y := &year{t: t, clock: &stillClock{at: morning(0)}, path: filepath.Join(t.TempDir(), "s.db"), knowledge: &knowledge{works: graph.NewCatalogue(nil), stamp: "none"}}
	server, err := githubtest.New(githubtest.State{Now: y.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	y.github = server
	y.program = &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, now: y.clock.now, sleep: y.clock.sleep, getenv: func(string) string { return "" }}
	t.Cleanup(y.stop)
	return y
}

// morning is when the program runs on a day, which are counted from 0.
func morning(day int) time.Time {
	return time.Date(2024, 1, 1, 6, 0, 0, 0, time.UTC).AddDate(0, 0, day)
}

// start opens the store, unless it is open.
func (y *year) start() {
	if y.observer != nil {
		return
	}
	console := y.program.console(true, false)
	to := connection{token: "good", address: y.github.URL(), host: repositoryHost(y.github.URL()), timeout: 10 * time.Second}
	y.observer = &observer{path: y.path, console: console, host: to.host, maxAge: time.Hour, now: y.clock.now, sleep: y.clock.sleep, token: true, collects: true,
		newChecker: func(s *store.Store) (*check.Checker, error) { return y.program.newChecker(to, s, console) }}
	y.must(y.observer.open(y.t.Context()))
}

// stop ends the program as if it had been killed: nothing but the store is left.
func (y *year) stop() {
	if y.observer != nil {
		y.must(y.observer.Close())
		y.observer = nil
	}
}

func (y *year) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatalf("%v: %v", y.clock.now(), err)
	}
}

// look reads the papers that are new or revised, and checks all links.
func (y *year) look() {
	y.start()
	for ; len(y.unread) > 0; y.unread = y.unread[1:] {
		reading := stemma.Reading{Paper: y.unread[0], Extraction: extract.Extract(y.unread[0])}
		y.targets = append(y.targets, targetsOf([]stemma.Reading{reading})...)
		y.must(y.observer.store.SaveReadings(y.t.Context(), []stemma.Reading{reading}))
	}
	y.must(y.observer.observe(y.t.Context(), y.targets, func(stemma.Observation) {}))
}

// tell writes what is new to w, and notes that it was told once it is written.
func (y *year) tell(w io.Writer) error {
	y.start()
	s := y.observer.store
	q := inquiry{now: y.clock.now(), choose: (*foundAlerts).new, console: y.observer.console, knowledge: func(context.Context, *store.Store) (*knowledge, error) { return y.knowledge, nil }}
	found, err := q.find(y.t.Context(), s)
	y.must(err)
	for _, a := range found.Alerts.Alerts {
		_, err := fmt.Fprintf(w, "%s  %-16s  %s: %q, then %q, since %s; impact %d\n", y.clock.now().Format(time.DateOnly), a.Kind,
			strings.TrimPrefix(a.Target, "https://github.com/"), a.Before, a.After, a.Since.Format(time.DateOnly), a.Impact)
		if err != nil {
			return err
		}
	}
	return noteTold(y.t.Context(), s, found)
}

// A full disk takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func paper(title, date, abstract string) stemma.Paper {
	name, _, _ := strings.Cut(title, ":")
	return stemma.Paper{ID: name, Title: title, Abstract: abstract, Date: date}
}

// An event happens before the program runs on a day.
type event struct {
	day int
	do  func(*year)
}

// become puts a repository into a state, from then on.
func become(r githubtest.Repository) func(*year) {
	if r.PushedAt.IsZero() {
		r.PushedAt = morning(0)
	}
	return func(y *year) {
		if err := y.github.Add(r); err != nil {
			y.t.Fatal(err)
		}
	}
}

func alive(name string) func(*year) { return become(githubtest.Repository{FullName: name}) }

func state(name, state string) func(*year) {
	return become(githubtest.Repository{FullName: name, State: state})
}

func move(name, to string) func(*year) {
	return become(githubtest.Repository{FullName: name, State: "moved", MovedTo: to})
}

// fail makes every answer fail for some days.
func fail(kind string, days int) func(*year) {
	return func(y *year) {
		lasts := githubtest.Duration{Duration: time.Duration(days)*24*time.Hour - time.Hour}
		if err := y.github.Break(githubtest.Fault{Kind: kind, Lasts: lasts}); err != nil {
			y.t.Fatal(err)
		}
	}
}
