package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// at returns a time so many days after noon.
func at(days int) time.Time { return noon.AddDate(0, 0, days) }

// days is how many days after noon a time is.
func days(t time.Time) int { return int(t.Sub(noon).Round(time.Hour) / (24 * time.Hour)) }

// with returns an observation that a change was made to.
func with(o stemma.Observation, change func(*stemma.Observation)) stemma.Observation {
	if o.Repository != nil {
		facts := *o.Repository
		o.Repository = &facts
	}
	change(&o)
	return o
}

// A run is a state in short: its status, the days of the first and last look, and how
// many looks there were.
type run struct {
	Status      string
	First, Last int
	Looks       int
}

func TestARunOfLooksIsOneState(t *testing.T) {
	alive := func(day int) stemma.Observation { return seen("o/r", stemma.Alive, 1, at(day)) }
	gone := func(day int) stemma.Observation { return seen("o/r", stemma.Gone, 0, at(day)) }
	for _, c := range []struct {
		name  string
		looks []stemma.Observation
		want  []run
	}{
		{"one look", []stemma.Observation{alive(0)}, []run{{"alive", 0, 0, 1}}},
		{"the same again", []stemma.Observation{alive(0), alive(1), alive(5)}, []run{{"alive", 0, 5, 3}}},
		{"a change and back", []stemma.Observation{alive(0), alive(1), gone(2), gone(3), alive(4)},
			[]run{{"alive", 0, 1, 2}, {"gone", 2, 3, 2}, {"alive", 4, 4, 1}}},
		{"stars, a push and the reason change no state", []stemma.Observation{alive(0),
			with(alive(1), func(o *stemma.Observation) { o.Repository.Stars, o.Repository.PushedAt, o.Reason = 9, at(1), "other" })}, []run{{"alive", 0, 1, 2}}},
		{"another id does", []stemma.Observation{alive(0), seen("o/r", stemma.Alive, 2, at(1))}, []run{{"alive", 0, 0, 1}, {"alive", 1, 1, 1}}},
		{"archived beside moved does", []stemma.Observation{alive(0),
			with(alive(1), func(o *stemma.Observation) { o.Repository.Archived = true })}, []run{{"alive", 0, 0, 1}, {"alive", 1, 1, 1}}},
		{"another new address does", []stemma.Observation{
			with(alive(0), func(o *stemma.Observation) { o.Status, o.MovedTo = stemma.Moved, "https://github.com/a/b" }),
			with(alive(1), func(o *stemma.Observation) { o.Status, o.MovedTo = stemma.Moved, "https://github.com/c/d" })}, []run{{"moved", 0, 0, 1}, {"moved", 1, 1, 1}}},
		{"a host that says nothing of the repository contradicts nothing", []stemma.Observation{alive(0),
			with(alive(1), func(o *stemma.Observation) { o.Repository = nil }), alive(2)}, []run{{"alive", 0, 2, 3}}},
		{"a failure is no look at a state", []stemma.Observation{alive(0), seen("o/r", stemma.Unknown, 0, at(1)), alive(2)}, []run{{"alive", 0, 2, 2}}},
		{"what was seen by a clock far ahead does not stay the present state", []stemma.Observation{alive(1000), gone(2), gone(3)},
			[]run{{"alive", 2, 2, 1}, {"gone", 2, 3, 2}}},
		{"what began in the future began by the next look", []stemma.Observation{alive(1000), alive(2), alive(3)},
			[]run{{"alive", 2, 3, 3}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, newPath(t))
			save(t, s, c.looks...)
			states, err := s.History(t.Context(), "github.com/o/r")
			if err != nil {
				t.Fatal(err)
			}
			var got []run
			for _, state := range states {
				got = append(got, run{state.Status.String(), days(state.FirstSeen), days(state.CheckedAt), state.Looks})
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			last, ok, err := s.Last(t.Context(), "github.com/o/r")
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			if diff := cmp.Diff(states[len(states)-1].Observation, last); diff != "" {
				t.Errorf("Last is the end of History (-history +last):\n%s", diff)
			}
			if diff := cmp.Diff(last, latest(t, s)["github.com/o/r"]); diff != "" {
				t.Errorf("and what Latest has (-last +latest):\n%s", diff)
			}
		})
	}
}

func TestTheNewestFactsAreKept(t *testing.T) {
	s := open(t, newPath(t))
	first := seen("o/r", stemma.Alive, 1, at(0))
	second := with(seen("o/r", stemma.Alive, 1, at(1)), func(o *stemma.Observation) { o.Repository.Stars, o.Evidence.ETag = 99, `"2"` })
	third := with(seen("o/r", stemma.Alive, 1, at(2)), func(o *stemma.Observation) { o.Repository, o.Evidence = nil, stemma.Evidence{Via: "web", Code: 200} })
	save(t, s, first, second)
	got, _, err := s.Last(t.Context(), "github.com/o/r")
	if diff := cmp.Diff(second, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	save(t, s, third)
	got, _, err = s.Last(t.Context(), "github.com/o/r")
	third.Repository = second.Repository
	if diff := cmp.Diff(third, got); diff != "" || err != nil {
		t.Errorf("a look at the web address does not take the stars away: %v (-want +got):\n%s", err, diff)
	}
}

func TestNoLookMeansNoState(t *testing.T) {
	s := open(t, newPath(t))
	save(t, s, seen("o/r", stemma.Unknown, 0, noon))
	for _, key := range []string{"github.com/o/r", "github.com/o/never"} {
		states, err := s.History(t.Context(), key)
		if len(states) > 0 || err != nil {
			t.Errorf("%s: got %v, %v", key, states, err)
		}
		if _, ok, err := s.Last(t.Context(), key); ok || err != nil {
			t.Errorf("%s: got %v, %v", key, ok, err)
		}
	}
}

func place(name, path string) stemma.Target {
	t := repository(name)
	t.URL, t.Path = t.URL+"/"+path, path
	return t
}

func TestAPlaceIsNotItsRepository(t *testing.T) {
	s := open(t, newPath(t))
	missing := seen("o/r", stemma.Gone, 0, noon)
	missing.Target = place("o/r", "tree/main/src")
	missing.Repository = &stemma.Repository{ID: 99, FullName: "o/r"}
	save(t, s, missing, seen("o/r", stemma.Alive, 1, noon))
	got := latest(t, s)
	if got["github.com/o/r"].Status != stemma.Alive || got["github.com/o/r/tree/main/src"].Status != stemma.Gone || len(got) != 2 {
		t.Errorf("want the repository alive and the place gone, got %v", got)
	}
	if got["github.com/o/r/tree/main/src"].Target != missing.Target {
		t.Errorf("the place lost its path: %v", got)
	}
	if id, err := s.FirstID(t.Context(), "github.com/o/r"); id != 1 || err != nil {
		t.Errorf("the repository's first id is %d, %v; want 1, from its own sighting", id, err)
	}
	if id, err := s.FirstID(t.Context(), "github.com/o/r/tree/main/src"); id != 0 || err != nil {
		t.Errorf("a place has no id, and this one %d, %v", id, err)
	}
}

// A daily check for years must not make the file grow by a row a day.
func TestLooksThatSeeTheSameTakeNoRoom(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	for day := range 365 {
		save(t, s, seen("o/r", stemma.Alive, 1, at(day)))
	}
	for _, table := range []string{"observations", "sightings"} {
		if n := count(t, path, table); n != 1 {
			t.Errorf("%d rows of %s for 365 looks, want 1", n, table)
		}
	}
}

func count(t *testing.T, path, table string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	must(t, db.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n))
	return n
}

// TestAnOlderStoreIsBroughtUpToDate starts from a file of the first schema.
func TestAnOlderStoreIsBroughtUpToDate(t *testing.T) {
	path := newPath(t)
	script, err := os.ReadFile("migrations/0001_initial.sql")
	must(t, err)
	execute(t, path, string(script)+"PRAGMA application_id = 0x73746d61; PRAGMA user_version = 1;")
	for _, row := range []string{
		`INSERT INTO targets VALUES ('github.com/o/r', '{"url":"https://github.com/o/r","kind":"repository","host":"github.com","owner":"o","repo":"r","path":""}', 1)`,
		looked("alive", "2024-05-01T12:00:00Z", `{"id":1,"stars":1}`), looked("alive", "2024-05-02T12:00:00.5Z", `{"id":1,"stars":2}`),
		looked("alive", "2024-05-03T12:00:00Z", `null`), looked("alive", "2024-05-04T12:00:00Z", `{"id":2}`),
		looked("gone", "2024-05-05T12:00:00Z", `null`), looked("gone", "2024-05-06T12:00:00Z", `null`),
		`INSERT INTO failures VALUES ('github.com/o/r', 'no network', '2024-05-07T12:00:00Z', 3, '{"via":"rest","code":0}')`,
	} {
		execute(t, path, row)
	}
	states, err := open(t, path).History(t.Context(), "github.com/o/r")
	must(t, err)
	var got []string
	for _, s := range states {
		got = append(got, fmt.Sprintf("%s %s–%s ×%d", s.Status, s.FirstSeen.Format(time.RFC3339Nano), s.CheckedAt.Format(time.RFC3339Nano), s.Looks))
	}
	want := []string{
		"alive 2024-05-01T12:00:00Z–2024-05-03T12:00:00Z ×3", "alive 2024-05-04T12:00:00Z–2024-05-04T12:00:00Z ×1",
		"gone 2024-05-05T12:00:00Z–2024-05-06T12:00:00Z ×2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if states[0].Repository == nil || states[0].Repository.Stars != 2 {
		t.Errorf("the facts that were last heard of are kept: got %+v", states[0].Repository)
	}
	save(t, open(t, path), seen("o/r", stemma.Gone, 0, at(10)))
	if states, _ = open(t, path).History(t.Context(), "github.com/o/r"); states[2].Looks != 3 {
		t.Errorf("the present state goes on: got %+v", states)
	}
}

// looked is a row of the first schema.
func looked(status, checkedAt, repository string) string {
	return fmt.Sprintf(`INSERT INTO observations (target, status, reason, moved_to, checked_at, repository, evidence)
		VALUES ('github.com/o/r', '%s', 'seen', '', '%s', '%s', '{"via":"rest","code":200}')`, status, checkedAt, repository)
}
