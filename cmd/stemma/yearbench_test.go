package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/github/githubtest"
)

// A year is a list of papers that is looked after for a year: every morning the program
// reads the list, checks the links and tells what is new, as from a command line.
type year struct {
	t      *testing.T
	clock  *stillClock
	github *githubtest.Server
	dir    string
	papers []string // lines of JSON
	read   string   // the papers as the program read them last
	links  []string // in them
	told   strings.Builder
}

func newYear(t *testing.T) *year {
	y := &year{t: t, clock: &stillClock{}, dir: t.TempDir()}
	server, err := githubtest.New(githubtest.State{Now: y.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	y.github = server
	return y
}

// morning is when the program runs on a day, which are counted from 0.
func morning(day int) time.Time {
	return time.Date(2024, 1, 1, 6, 0, 0, 0, time.UTC).AddDate(0, 0, day)
}

// run runs the program and returns its exit status.
func (y *year) run(stdout io.Writer, args ...string) int {
	var stderr bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: stdout, stderr: &stderr, now: y.clock.now, sleep: y.clock.sleep, getenv: func(name string) string {
		return map[string]string{"GITHUB_API_URL": y.github.URL(), "GITHUB_TOKEN": "good"}[name]
	}}
	exit := p.run(y.t.Context(), append(args, "--db", filepath.Join(y.dir, "s.db"), "--quiet"))
	if _, meant := stdout.(full); exit == exitFailed && !meant {
		y.t.Fatalf("%v: %v: %s", y.clock.now(), args, &stderr)
	}
	return exit
}

// look checks the links, in the papers where they were revised.
func (y *year) look() {
	if text := strings.Join(y.papers, "\n") + "\n"; text != y.read {
		file := filepath.Join(y.dir, "papers.jsonl")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			y.t.Fatal(err)
		}
		y.run(io.Discard, "scan", file, "--max-age", "1h")
		y.read, y.links = text, regexp.MustCompile(`https://github\.com/[\w/]+(\.py)?`).FindAllString(text, -1)
		return
	}
	y.run(io.Discard, append([]string{"check", "--max-age", "1h"}, y.links...)...) // which knows no works, and is faster
}

// tell writes down what is new.
func (y *year) tell() {
	var out bytes.Buffer
	y.run(&out, "alerts", "--new", "--format", "jsonl")
	for decoder := json.NewDecoder(&out); decoder.More(); {
		var a stemma.Alert
		if err := decoder.Decode(&a); err != nil {
			y.t.Fatal(err)
		}
		fmt.Fprintf(&y.told, "%s  %-16s  %s: %q, then %q, since %s; impact %d\n", y.clock.now().Format(time.DateOnly), a.Kind,
			strings.TrimPrefix(a.Target, "https://github.com/"), a.Before, a.After, a.Since.Format(time.DateOnly), a.Impact)
	}
}

// A full disk takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// paperJSON is a line as in the arXiv metadata snapshot.
func paperJSON(title, date, abstract string) string {
	line, err := json.Marshal(map[string]string{"id": "2401." + title[:5], "title": title, "abstract": abstract, "update_date": date})
	if err != nil {
		panic(err) // strings alone can't fail
	}
	return string(line)
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
