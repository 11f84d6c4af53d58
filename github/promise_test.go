package github_test

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

func withReadme(name, text string, files ...string) githubtest.Repository {
	return githubtest.Repository{FullName: name, Files: append([]string{"README.md"}, files...), Inside: githubtest.Inside{Readme: text}}
}

func movedTo(name string, r githubtest.Repository) githubtest.Repository {
	r.State, r.MovedTo = "moved", name
	return r
}

// The tree decides first; only where it holds next to nothing is the README read.
func TestPlaceholdersByTheirReadme(t *testing.T) {
	soon := "# FooNet\n\nCode coming soon!\n"
	table := []struct {
		repository githubtest.Repository
		status     stemma.Status
		reason     string
	}{
		{withReadme("o/soon", soon, "requirements.txt"), stemma.Placeholder, "no code in it, and its README says: coming soon"},
		{withReadme("o/page", soon, "docs/", "LICENSE"), stemma.Placeholder, "README says"},
		{movedTo("o/later", withReadme("o/sooner", soon, "requirements.txt")), stemma.Placeholder, "coming soon; it is now named o/later"},
		{withReadme("o/code", soon, "main.py"), stemma.Alive, "there"},
		{withReadme("o/folder", soon, "requirements.txt", "src/"), stemma.Alive, "there"},
		{withReadme("o/models", "# FooNet\n\nMore models coming soon.\n", "requirements.txt"), stemma.Alive, "there"},
		{withReadme("o/silent", "# FooNet\n", "requirements.txt"), stemma.Alive, "there"},
		{withReadme("o/bare", "# FooNet\n", "LICENSE"), stemma.Placeholder, "nothing in it but"},
	}
	bothWays(t, func(t *testing.T, token string) {
		state := githubtest.State{Limit: -1}
		var names []string
		for _, row := range table {
			state.Repositories = append(state.Repositories, row.repository)
			names = append(names, row.repository.FullName)
		}
		b := newBench(t, state, github.Config{Token: token})
		for i, o := range b.look(t, names...) {
			if row := table[i]; o.Status != row.status || !strings.Contains(o.Reason, row.reason) || o.Repository == nil || github.Shallow(o) {
				t.Errorf("%s: %v (%s), want %v (… %s …)", names[i], o.Status, o.Reason, row.status, row.reason)
			}
		}
	})
}

// A README that cannot be read raises no alarm, and costs no verdict.
func TestAReadmeThatCannotBeRead(t *testing.T) {
	for _, kind := range []string{"500", "502", "html", "object", "null", "cut", "bomb", "graphql-limited", "html-404"} {
		bothWays(t, func(t *testing.T, token string) {
			soon := withReadme("o/r", "Code coming soon", "requirements.txt")
			fault := githubtest.Fault{Kind: kind, Resource: "graphql", After: 1}
			if token == "" {
				fault = githubtest.Fault{Kind: kind, Path: "/repos/o/r/contents"}
			}
			b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{soon}, Faults: []githubtest.Fault{fault}, Limit: -1}, github.Config{Token: token, MaxBody: 1 << 20})
			if o := b.one(t, "o/r"); o.Status != stemma.Alive || !github.Shallow(o) {
				t.Errorf("%s: %v (%s), want alive, not looked at", kind, o.Status, o.Reason)
			}
		})
	}
}

// READMEs are read in queries of their own, many at once, and in no batch.
func TestReadmesAreReadTogether(t *testing.T) {
	state := githubtest.State{}
	var names []string
	for i := range 60 {
		names = append(names, fmt.Sprintf("o/r%d", i))
		state.Repositories = append(state.Repositories, withReadme(names[i], "Code coming soon", "requirements.txt"))
	}
	b := newBench(t, state, github.Config{Token: token})
	for _, o := range b.look(t, names...) {
		if o.Status != stemma.Placeholder {
			t.Fatalf("%v (%s), want a placeholder", o.Status, o.Reason)
		}
	}
	if n := len(b.server.Requests()); n > 6 {
		t.Errorf("%d requests, want 3 for the repositories and 3 for their READMEs", n)
	}
}
