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

// details is a report with all that may be said of a target beside its status.
func details() report.Input {
	dated := func(date string, r stemma.Reading) stemma.Reading { r.Paper.Date = date; return r }
	alive := target("https://github.com/lab/alive", stemma.KindRepository)
	lost := target("https://github.com/lab/lost", stemma.KindRepository)
	taken := target("https://github.com/lab/taken", stemma.KindRepository)
	never := target("https://gitlab.com/lab/never-archived", stemma.KindRepository)
	in := func(path string) stemma.Target { return target(alive.URL+"/"+path, stemma.KindRepository) }
	created := time.Date(2023, 3, 15, 0, 0, 0, 0, time.UTC)
	observations := map[string]stemma.Observation{
		alive.Key(): {Target: alive, Status: stemma.Alive, Reason: "there, under the name that was asked for", CheckedAt: now,
			Repository: &stemma.Repository{ID: 1, FullName: "lab/alive", License: "Apache-2.0", Stars: 1234, PushedAt: now.AddDate(0, -5, 0), CreatedAt: created}},
		lost.Key(): {Target: lost, Status: stemma.Gone, Reason: "404: deleted or private; GitHub does not tell these apart", CheckedAt: now},
		taken.Key(): {Target: taken, Status: stemma.Replaced, Reason: "the name now leads to another repository: number 99, first seen as 7", CheckedAt: now,
			Repository: &stemma.Repository{ID: 99, FullName: "lab/taken", PushedAt: now.AddDate(0, 0, -1), CreatedAt: created}},
		never.Key(): {Target: never, Status: stemma.Gone, Reason: "404: deleted, private or for members alone", CheckedAt: now},
	}
	for path, status := range map[string]stemma.Status{
		"tree/main/src": stemma.Alive, "tree/main/Missing": stemma.Gone, "blob/v1/train.py": stemma.Gone, "tree/main/later": stemma.Unknown,
	} {
		observations[in(path).PlaceKey()] = stemma.Observation{Target: in(path), Status: status, Reason: "what was seen of " + path, CheckedAt: now}
	}
	return report.Input{
		Readings: []stemma.Reading{
			dated("2021-02", paper("first", "The first paper, which came long before the code", nil, alive, in("tree/main/src"), in("tree/main/Missing"))),
			dated("2023", paper("second", "The second paper, of the year in which the code was made", nil, in("blob/v1/train.py"), in("tree/main/Missing"), in("tree/main/later"))),
			dated("2022-03-14", paper("third", "A paper whose code is lost", nil, lost, target(lost.URL+"/tree/main/src", stemma.KindRepository), never, taken)),
		},
		Observations: observations,
		Archived: map[string]report.Archived{
			lost.Key(): report.NewArchived([]stemma.Copy{
				{Archive: "software-heritage", SWHID: "swh:1:snp:6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a", TakenAt: time.Date(2021, 3, 4, 5, 6, 7, 0, time.UTC),
					URL: "https://archive.softwareheritage.org/swh:1:snp:6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a;origin=https://github.com/lab/lost"},
				{Archive: "wayback", URL: "https://web.archive.org/web/20210506070809/https://github.com/lab/lost", TakenAt: time.Date(2021, 5, 6, 7, 8, 9, 0, time.UTC)},
			}, now),
			never.Key(): report.NewArchived(nil, now),
		},
		Now: now,
	}
}

// hostile is a report whose every text tries to break out of its format.
func hostile() report.Input {
	evil := "=cmd|' /C calc'!A0\n| <script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m\u202egnp.exe @everyone `code` \xff \"quoted\""
	repository := target("https://github.com/owner/repo", stemma.KindRepository)
	place := target("https://github.com/owner/repo/tree/"+evil, stemma.KindRepository)
	return report.Input{
		Readings: []stemma.Reading{paper("evil", evil, []string{evil}, repository, target("https://example.org/)|<b>", stemma.KindWeb), place)},
		Observations: map[string]stemma.Observation{
			repository.Key(): {
				Target: repository, Status: stemma.Moved, Reason: evil, MovedTo: "https://github.com/new/home", CheckedAt: now,
				Repository: &stemma.Repository{FullName: evil, License: "=1+1\x1b[31m|<b>"},
			},
			place.PlaceKey(): {Target: place, Status: stemma.Gone, Reason: evil, CheckedAt: now},
		},
		Archived: map[string]report.Archived{repository.Key(): report.NewArchived([]stemma.Copy{
			{Archive: evil, URL: "javascript:alert(1)//" + evil}, {Archive: "wayback", URL: "https://web.archive.org/" + evil, SWHID: "swh:1:snp:" + evil},
		}, now)},
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
		{"details-80.txt", details(), text(report.TextOptions{Width: 80})},
		{"details-200.txt", details(), text(report.TextOptions{Width: 200})},
		{"details.json", details(), report.WriteJSON},
		{"details.md", details(), report.WriteMarkdown},
		{"details.csv", details(), report.WriteCSV},
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
