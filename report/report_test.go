package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var now = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

func target(url string, kind stemma.LinkKind) stemma.Target {
	host, rest, _ := strings.Cut(strings.TrimPrefix(url, "https://"), "/")
	t := stemma.Target{URL: url, Kind: kind, Host: host}
	if kind == stemma.KindRepository {
		names := strings.SplitN(rest, "/", 3)
		t.Owner, t.Repo, t.Path = names[0], names[1], strings.Join(names[2:], "")
	} else {
		t.Path = rest
	}
	return t
}

func paper(id, title string, promises []string, targets ...stemma.Target) stemma.Reading {
	r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: title, Source: stemma.Source{File: "papers.txt", Line: 7}}}
	for _, t := range targets {
		r.Extraction.Links = append(r.Extraction.Links, stemma.Link{Raw: t.URL, Target: t})
	}
	for _, p := range promises {
		r.Extraction.Promises = append(r.Extraction.Promises, stemma.Promise{Text: p, Kind: stemma.PromiseRelease})
	}
	return r
}

// sample is a report with every status, a page, shared links and a promise.
func sample() report.Input {
	var readings []stemma.Reading
	observations := make(map[string]stemma.Observation)
	for _, status := range stemma.Statuses() {
		repository := target("https://github.com/owner/"+status.String(), stemma.KindRepository)
		readings = append(readings, paper("paper-"+status.String(), "A paper whose code is "+status.String()+", with a title too long for a narrow terminal", nil, repository))
		o := stemma.Observation{Target: repository, Status: status, Reason: "what was seen of it", CheckedAt: now.Add(-time.Hour)}
		if status != stemma.Unknown && status != stemma.Gone && status != stemma.Blocked {
			o.Repository = &stemma.Repository{ID: 1, FullName: "owner/" + status.String(), License: "MIT", Stars: 12, PushedAt: now.AddDate(-3, 0, 0)}
		}
		if status == stemma.Moved {
			o.MovedTo = "https://github.com/new/home"
		}
		observations[repository.Key()] = o
	}
	page := target("https://owner.github.io/project", stemma.KindPage)
	readings = append(readings,
		paper("promising", "A promising paper", []string{"The code will be released."}, page),
		paper("sharing", "Another that links the same code", nil, target("https://github.com/Owner/Gone/tree/main", stemma.KindRepository)))
	return report.Input{
		Readings: readings, Observations: observations, Skipped: 1, Now: now,
		Dependents: func(key string) int { return strings.Count(key, "gone") * 3 },
	}
}

// hostile is a report whose every text tries to break out of its format.
func hostile() report.Input {
	evil := "=cmd|' /C calc'!A0\n| <script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m\u202egnp.exe @everyone `code` \xff \"quoted\""
	repository := target("https://github.com/owner/repo", stemma.KindRepository)
	return report.Input{
		Readings: []stemma.Reading{paper("evil", evil, []string{evil}, repository, target("https://example.org/)|<b>", stemma.KindWeb))},
		Observations: map[string]stemma.Observation{repository.Key(): {
			Target: repository, Status: stemma.Moved, Reason: evil, MovedTo: "https://github.com/new/home", CheckedAt: now,
			Repository: &stemma.Repository{FullName: evil, License: "=1+1"},
		}},
		Now: now,
	}
}

func TestGolden(t *testing.T) {
	text := func(o report.TextOptions) func(io.Writer, *report.Report) error {
		return func(w io.Writer, r *report.Report) error { return report.WriteText(w, r, o) }
	}
	for _, c := range []struct {
		golden string
		input  report.Input
		write  func(io.Writer, *report.Report) error
	}{
		{"sample.txt", sample(), text(report.TextOptions{})},
		{"sample-80.txt", sample(), text(report.TextOptions{Width: 80})},
		{"sample-200-colour.txt", sample(), text(report.TextOptions{Width: 200, Color: true})},
		{"sample.json", sample(), report.WriteJSON},
		{"sample.md", sample(), report.WriteMarkdown},
		{"sample.csv", sample(), report.WriteCSV},
		{"hostile.txt", hostile(), text(report.TextOptions{Width: 80})},
		{"hostile.md", hostile(), report.WriteMarkdown},
		{"hostile.csv", hostile(), report.WriteCSV},
		{"empty.txt", report.Input{Now: now}, text(report.TextOptions{Width: 80})},
		{"empty.json", report.Input{Now: now}, report.WriteJSON},
	} {
		t.Run(c.golden, func(t *testing.T) {
			var got bytes.Buffer
			if err := c.write(&got, report.New(c.input)); err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join("testdata", c.golden), got.Bytes())
		})
	}
}

func compare(t *testing.T, golden string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; run the test with -update to write it", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", golden, diff)
	}
}

func TestALinkIsCountedOnceAndListsItsPapers(t *testing.T) {
	r := report.New(sample())
	if r.Counts.Links != 11 || r.Counts.Targets != 10 || r.Counts.Repositories != 9 {
		t.Errorf("got %+v; want 11 links, 10 targets, 9 repositories", r.Counts)
	}
	for _, target := range r.Targets {
		if target.Status == stemma.Gone && !cmp.Equal(target.Papers, []string{"paper-gone", "sharing"}) {
			t.Errorf("a deep link in other letters is the same repository; got papers %v", target.Papers)
		}
	}
}

func TestTwoSpellingsOfOneTargetShareItsFacts(t *testing.T) {
	lower, upper := target("https://github.com/foo/bar", stemma.KindRepository), target("https://github.com/Foo/Bar", stemma.KindRepository)
	r := report.New(report.Input{
		Readings: []stemma.Reading{paper("a", "A", nil, upper), paper("b", "B", nil, lower)},
		Observations: map[string]stemma.Observation{lower.Key(): {Target: lower, Status: stemma.Alive, CheckedAt: now,
			Repository: &stemma.Repository{FullName: "Foo/Bar", License: "MIT"}}},
		Now: now,
	})
	var sheet bytes.Buffer
	if err := report.WriteCSV(&sheet, r); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(sheet.String(), "Foo/Bar,MIT"); got != 2 {
		t.Errorf("the facts stand in %d rows, want 2:\n%s", got, &sheet)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	r := report.New(hostile())
	var text, sheet, data bytes.Buffer
	for _, err := range []error{report.WriteText(&text, r, report.TextOptions{}), report.WriteCSV(&sheet, r), report.WriteJSON(&data, r)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if strings.ContainsAny(text.String(), "\x1b\u202e") {
		t.Errorf("the terminal gets an escape:\n%q", text.String())
	}
	rows, err := csv.NewReader(&sheet).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
	if !json.Valid(data.Bytes()) {
		t.Error("the JSON form is not valid JSON")
	}
}

func TestCheckLines(t *testing.T) {
	repository := target("https://github.com/owner/repo", stemma.KindRepository)
	moved := stemma.Observation{Target: repository, Status: stemma.Moved, Reason: "renamed", MovedTo: "https://github.com/new/home", CheckedAt: now}
	for _, c := range []struct {
		check      report.Check
		text, json string
	}{
		{report.NewCheck("Owner/Repo", moved), "→ moved       owner/repo  now new/home\n",
			`{"schema":"stemma.check/1","input":"Owner/Repo","target":"https://github.com/owner/repo","status":"moved","reason":"renamed","moved_to":"https://github.com/new/home","checked_at":"2024-06-01T12:00:00Z","repository":null}` + "\n"},
		{report.NewCheck("no\x1b[1m name", stemma.Observation{Reason: "this names nothing"}), "? unknown     no[1m name  this names nothing\n",
			`{"schema":"stemma.check/1","input":"no\u001b[1m name","target":"","status":"unknown","reason":"this names nothing","moved_to":"","checked_at":null,"repository":null}` + "\n"},
	} {
		var text, line bytes.Buffer
		if err := report.WriteCheckText(&text, c.check, report.TextOptions{}); err != nil || text.String() != c.text {
			t.Errorf("got %q, %v; want %q", text.String(), err, c.text)
		}
		if err := report.WriteCheckJSON(&line, c.check); err != nil || line.String() != c.json {
			t.Errorf("got %s, %v; want %s", line.String(), err, c.json)
		}
	}
}

func ExampleWriteText() {
	r := report.New(report.Input{Readings: []stemma.Reading{
		{Paper: stemma.Paper{ID: "p", Title: "A Paper"}, Extraction: stemma.Extraction{
			Links: []stemma.Link{{Target: stemma.Target{URL: "https://github.com/owner/repo", Kind: stemma.KindRepository, Host: "github.com", Owner: "owner", Repo: "repo"}}},
		}},
	}})
	_ = report.WriteText(os.Stdout, r, report.TextOptions{Width: 80})
	// Output:
	//   STATUS      LINK        PAPER
	// ? unknown     owner/repo  A Paper
	//               not checked yet
	//
	// 1 paper, 1 repository, 0 citations, 0 promises
	// links: 1 unknown
}
