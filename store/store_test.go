package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/store"
)

var noon = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newPath(t *testing.T) string { return filepath.Join(t.TempDir(), "stemma.db") }

func repository(name string) stemma.Target {
	owner, repo, _ := strings.Cut(name, "/")
	return stemma.Target{URL: "https://github.com/" + name, Kind: stemma.KindRepository, Host: stemma.GitHubHost, Owner: owner, Repo: repo}
}

func seen(name string, status stemma.Status, id int64, at time.Time) stemma.Observation {
	o := stemma.Observation{Target: repository(name), Status: status, Reason: "seen as " + status.String(), CheckedAt: at,
		Evidence: stemma.Evidence{Via: "rest", Code: 200, Redirects: []string{"https://api.github.com/repositories/1"}}}
	if id != 0 {
		o.Repository = &stemma.Repository{ID: id, OwnerID: 7, FullName: name, PushedAt: at.Add(-time.Hour), License: "MIT", Stars: 3}
	}
	return o
}

func save(t *testing.T, s *store.Store, observations ...stemma.Observation) {
	t.Helper()
	for _, o := range observations {
		if err := s.SaveObservation(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
}

func latest(t *testing.T, s *store.Store) map[string]stemma.Observation {
	t.Helper()
	all, err := s.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestReadingsComeBackAsTheyWereSaved(t *testing.T) {
	path := newPath(t)
	first := stemma.Reading{
		Paper: stemma.Paper{ID: "b", Title: "Ünïcode \x00 title", Abstract: "Code: https://github.com/o/r", Authors: []string{"Ada Lovelace"},
			Date: "2024-05", Source: stemma.Source{File: "-", Line: 3}},
		Extraction: stemma.Extraction{
			Links:     []stemma.Link{{Start: 6, End: 28, Raw: "https://github.com/o/r", Target: repository("o/r"), Alternative: "https://github.com/o/rs"}},
			Citations: []stemma.Citation{{Authors: []string{"Song"}, EtAl: true, Year: "2021", Suffix: "b", Relation: stemma.Extends}},
			Own:       []string{"Engine"},
		},
	}
	second := stemma.Reading{Paper: stemma.Paper{ID: "a", Title: "Second"}}
	s := open(t, path)
	if err := s.SaveReadings(t.Context(), []stemma.Reading{first, second}); err != nil {
		t.Fatal(err)
	}
	first.Paper.Date = "2024-06"
	if err := s.SaveReadings(t.Context(), []stemma.Reading{first}); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, path).Readings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]stemma.Reading{first, second}, got); diff != "" {
		t.Errorf("the later reading of a paper takes the place of the first (-want +got):\n%s", diff)
	}
}

func TestTheLatestObservationCounts(t *testing.T) {
	s := open(t, newPath(t))
	gone := seen("o/r", stemma.Gone, 0, noon.Add(time.Hour))
	save(t, s, seen("O/R", stemma.Alive, 11, noon), gone, seen("o/other", stemma.Archived, 12, noon))
	got := latest(t, s)
	if diff := cmp.Diff(stemma.Gone, got["github.com/o/r"].Status); diff != "" || len(got) != 2 {
		t.Errorf("want two targets and the last state of o/r, got %v", got)
	}
	want := seen("o/other", stemma.Archived, 12, noon)
	if diff := cmp.Diff(want, got["github.com/o/other"]); diff != "" {
		t.Errorf("an observation comes back whole (-want +got):\n%s", diff)
	}
}

func TestAFailureIsNoState(t *testing.T) {
	s := open(t, newPath(t))
	failed := seen("o/r", stemma.Unknown, 0, noon)
	failed.Reason = "no network"
	save(t, s, failed)
	if got := latest(t, s)["github.com/o/r"]; got.Status != stemma.Unknown || got.Reason != "no network" {
		t.Errorf("never seen: want the reason of the failure, got %+v", got)
	}
	save(t, s, seen("o/r", stemma.Alive, 11, noon), failed)
	if got := latest(t, s)["github.com/o/r"]; got.Status != stemma.Alive {
		t.Errorf("a failure after a sighting must not hide it, got %+v", got)
	}
}

func TestTheFirstIDIsKept(t *testing.T) {
	s := open(t, newPath(t))
	for _, step := range []struct {
		seen stemma.Observation
		want int64
	}{
		{seen("o/r", stemma.Unknown, 0, noon), 0},
		{seen("o/r", stemma.Alive, 11, noon), 11},
		{seen("o/r", stemma.Gone, 0, noon), 11},
		{seen("o/r", stemma.Replaced, 99, noon), 11},
	} {
		save(t, s, step.seen)
		got, err := s.FirstID(t.Context(), "github.com/o/r")
		if err != nil || got != step.want {
			t.Errorf("after %s with id %v: got %d, %v; want %d", step.seen.Status, step.seen.Repository, got, err, step.want)
		}
	}
}

func TestObservationsAreAppendOnly(t *testing.T) {
	path := newPath(t)
	save(t, open(t, path), seen("o/r", stemma.Alive, 1, noon))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{"UPDATE observations SET status = 'gone'", "DELETE FROM observations"} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: want it refused, got %v", statement, err)
		}
	}
}

func TestOpenRefusesWhatIsNotItsOwn(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, path string)
		want    string
	}{
		{"a text file", func(t *testing.T, path string) { writeFile(t, path, strings.Repeat("no database ", 100)) }, "not a database"},
		{"a folder", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o755)) }, "--db names another file"},
		{"another program's SQLite file", func(t *testing.T, path string) { execute(t, path, "CREATE TABLE t (x)") }, "not a store of stemma's"},
		{"a newer schema", func(t *testing.T, path string) {
			open(t, path)
			execute(t, path, "PRAGMA user_version = 999")
		}, "newer stemma"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := newPath(t)
			c.prepare(t, path)
			before, _ := os.ReadFile(path)
			_, err := store.Open(t.Context(), path)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the refused file was changed")
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("want an error with %q and the path, got %v", c.want, err)
			}
		})
	}
	if _, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "missing", "stemma.db")); err == nil {
		t.Error("a missing folder: want an error")
	}
}

func TestFileNamesAreTakenLiterally(t *testing.T) {
	for _, name := range []string{"a b.db", "what?.db", "50%.db", "a#b.db", "ünï.db", "x&mode=memory.db"} {
		path := filepath.Join(t.TempDir(), name)
		open(t, path)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestTwoProcessesWriteAtOnce(t *testing.T) {
	path := newPath(t)
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			s, err := store.Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for j := range 25 {
				if err := s.SaveObservation(t.Context(), seen(fmt.Sprintf("o/r%d-%d", i, j), stemma.Alive, 1, noon)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got := len(latest(t, open(t, path))); got != 100 {
		t.Errorf("got %d targets, want 100", got)
	}
}

func TestACancelledSaveSaysSo(t *testing.T) {
	s := open(t, newPath(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.SaveObservation(ctx, seen("o/r", stemma.Alive, 1, noon)); err == nil {
		t.Error("want an error")
	}
	if got := latest(t, s); len(got) != 0 {
		t.Errorf("nothing half-saved: got %v", got)
	}
}

func writeFile(t *testing.T, path, text string) { must(t, os.WriteFile(path, []byte(text), 0o644)) }

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.ExecContext(t.Context(), statement)
	must(t, err)
	must(t, db.Close())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
