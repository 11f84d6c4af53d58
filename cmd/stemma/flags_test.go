package main

import (
	"strings"
	"testing"
)

func TestFlagsMayFollowArguments(t *testing.T) {
	p := &program{getenv: func(string) string { return "" }}
	for _, c := range []struct{ given, want string }{
		{"scan a.txt --out dir", "scan --out dir -- a.txt"},
		{"scan --out dir a.txt -q b.txt", "scan --out dir -q -- a.txt b.txt"},
		{"scan - --out=dir", "scan --out=dir -- -"},
		{"scan --offline a.txt --jobs 2", "scan --offline --jobs 2 -- a.txt"},
		{"scan -- --out", "scan -- --out"},
		{"check --db s.db o/r --format", "check --db s.db --format"},
		{"nonsense a --b", "nonsense a --b"},
		{"--version", "--version"},
		{"", ""},
	} {
		if got := strings.Join(flagsFirst(p.app(), strings.Fields(c.given)), " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.given, got, c.want)
		}
	}
}

func TestParseStatuses(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{"gone,archived", "[gone archived]"},
		{" gone , ", "[gone]"},
		{"", "[]"},
		{"dead", `--fail-on: "dead" is no status; the statuses are unknown, alive, moved, archived, empty, placeholder, replaced, blocked, gone`},
	} {
		statuses, err := parseStatuses(c.given)
		got := strings.TrimSpace(strings.Join(strings.Fields(sprint(statuses)), " "))
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.given, got, c.want)
		}
	}
}
