package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"stemma"
	"stemma/report"
)

// A repository is held to be late when it is more than a year younger than the end of the
// date that the paper has.
func TestHints(t *testing.T) {
	tests := []struct {
		date, created string
		months        int // 0 for no hint
	}{
		{"2021-02-03", "2022-02-04", 0},
		{"2021-02-03", "2022-02-05", 12},
		{"2021-02-03", "2023-01-31", 23},
		{"2021-02", "2022-02-28", 0},
		{"2021-02", "2022-03-02", 12},
		{"2021", "2022-12-31", 0},
		{"2021", "2023-02-01", 13},
		{"2021", "2019-01-01", 0},
		{"", "2023-02-01", 0},
		{"spring", "2023-02-01", 0},
		{"2021", "0001-01-01", 0},
	}
	for _, test := range tests {
		created, err := time.Parse(time.DateOnly, test.created)
		if err != nil {
			t.Fatal(err)
		}
		repository := target("https://github.com/owner/repo", stemma.KindRepository)
		reading := paper("p", "P", nil, repository)
		reading.Paper.Date = test.date
		r := report.New(report.Input{Readings: []stemma.Reading{reading}, Now: now, Observations: map[string]stemma.Observation{
			repository.Key(): {Target: repository, Status: stemma.Alive, Repository: &stemma.Repository{CreatedAt: created}},
		}})
		got := 0
		for _, hint := range r.Targets[0].Hints {
			got = hint.Months
		}
		if got != test.months {
			t.Errorf("paper of %q, repository of %s: %d months, want %d", test.date, test.created, got, test.months)
		}
		if r.Targets[0].Status != stemma.Alive {
			t.Error("a hint is no verdict")
		}
	}
}

// What was seen of a place counts while its repository is there.
func TestPlaces(t *testing.T) {
	root := target("https://github.com/owner/repo", stemma.KindRepository)
	place := target("https://github.com/owner/repo/tree/main/Src", stemma.KindRepository)
	tests := []struct {
		root, place stemma.Status
		missing     int
		shown       string
	}{
		{stemma.Alive, stemma.Gone, 1, "gone"},
		{stemma.Archived, stemma.Gone, 1, "gone"},
		{stemma.Alive, stemma.Alive, 0, "alive"},
		{stemma.Alive, stemma.Unknown, 0, "unknown"},
		{stemma.Gone, stemma.Gone, 0, ""},
		{stemma.Blocked, stemma.Alive, 0, ""},
		{stemma.Replaced, stemma.Gone, 0, ""},
	}
	for _, test := range tests {
		r := report.New(report.Input{Readings: []stemma.Reading{paper("p", "P", nil, place)}, Now: now, Observations: map[string]stemma.Observation{
			root.Key(): {Target: root, Status: test.root}, place.PlaceKey(): {Target: place, Status: test.place, Reason: "seen"},
		}})
		shown := ""
		if status := r.Papers[0].Links[0].PlaceStatus; status != nil {
			shown = status.String()
		}
		if r.Counts.MissingPlaces != test.missing || len(r.Targets[0].MissingPlaces) != test.missing || shown != test.shown {
			t.Errorf("%v with a place that is %v: %d missing, shown as %q", test.root, test.place, r.Counts.MissingPlaces, shown)
		}
		if r.Targets[0].Status != test.root || r.Counts.Statuses[test.root.String()] != 1 {
			t.Errorf("a place changed the status of its repository to %v", r.Targets[0].Status)
		}
	}
}

func TestCheckLineOfAPlace(t *testing.T) {
	place := target("https://github.com/owner/repo/tree/main/x\x1b[1m", stemma.KindRepository)
	of := func(root, at stemma.Status) report.Check {
		line := report.NewCheck("it", stemma.Observation{Target: place.Root(), Status: root, Reason: "seen"})
		return line.At(stemma.Observation{Target: place, Status: at, Reason: "looked"})
	}
	for _, c := range []struct {
		check report.Check
		text  string
		place bool
	}{
		{of(stemma.Alive, stemma.Gone), "✓ alive       owner/repo  seen; path missing: tree/main/x[1m\n", true},
		{of(stemma.Alive, stemma.Alive), "✓ alive       owner/repo  seen\n", true},
		{of(stemma.Gone, stemma.Gone), "✗ gone        owner/repo  seen\n", false},
		{report.NewCheck("it", stemma.Observation{Target: place.Root(), Reason: "seen"}).At(stemma.Observation{Target: place.Root(), Status: stemma.Gone}), "? unknown     owner/repo  seen\n", false},
	} {
		var text bytes.Buffer
		if err := report.WriteCheckText(&text, c.check, report.TextOptions{}); err != nil || text.String() != c.text {
			t.Errorf("got %q, %v; want %q", text.String(), err, c.text)
		}
		if (c.check.PlaceStatus != nil) != c.place {
			t.Errorf("%q: place %v", c.text, c.check.PlaceStatus)
		}
	}
}

func TestCheckLineWithCopies(t *testing.T) {
	repository := target("https://github.com/owner/repo", stemma.KindRepository)
	gone := report.NewCheck("owner/repo", stemma.Observation{Target: repository, Status: stemma.Gone, Reason: "404"})
	for _, c := range []struct {
		check      report.Check
		text, json string
	}{
		{gone, "✗ gone        owner/repo  404\n", ""},
		{gone.With(report.NewArchived(nil, now)), "✗ gone        owner/repo  404\n              no archive has a copy\n",
			`,"copies":[],"copies_asked_at":"2024-06-01T12:00:00Z"`},
		{gone.With(report.NewArchived(nil, time.Time{})), "✗ gone        owner/repo  404\n", `,"copies":[],"copies_asked_at":null`},
		{gone.With(report.NewArchived([]stemma.Copy{{Archive: "wayback", URL: "https://web.archive.org/web/1/x"}}, now)),
			"✗ gone        owner/repo  404\n              archived by the Wayback Machine: web.archive.org/web/1/x\n",
			`,"copies":[{"archive":"wayback","url":"https://web.archive.org/web/1/x"}],"copies_asked_at":"2024-06-01T12:00:00Z"`},
	} {
		var text, line bytes.Buffer
		if err := report.WriteCheckText(&text, c.check, report.TextOptions{}); err != nil || text.String() != c.text {
			t.Errorf("got %q, %v; want %q", text.String(), err, c.text)
		}
		want := fmt.Sprintf(`{"schema":"stemma.check/1","input":"owner/repo","target":"https://github.com/owner/repo","status":"gone","reason":"404","moved_to":"","checked_at":null,"repository":null%s}`+"\n", c.json)
		if err := report.WriteCheckJSON(&line, c.check); err != nil || line.String() != want || !json.Valid(line.Bytes()) {
			t.Errorf("got %s, %v; want %s", line.String(), err, want)
		}
	}
}
