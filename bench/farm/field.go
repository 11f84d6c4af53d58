package main

import (
	"fmt"
	"strings"
	"time"

	"stemma/github/githubtest"
)

// kindOf returns the state of the i-th repository, which githubtest knows by the same
// word but for "blocked".
func kindOf(i int) string {
	switch at := i % 100; {
	case at < 5:
		return "gone"
	case at < 7:
		return "moved"
	case at < 10:
		return "archived"
	case at < 11:
		return "empty"
	case at < 12:
		return "placeholder"
	case at < 13:
		return "blocked"
	case at < 14:
		return "replaced"
	}
	return "alive"
}

func nameOf(i int) string { return fmt.Sprintf("owner%d/repository%d", i%97, i) }

// A field is a server with its repositories.
type field struct {
	*githubtest.Server
	names []string
}

// newField starts a server with n repositories; change completes its state.
func newField(n int, change func(*githubtest.State)) (*field, error) {
	state := githubtest.State{
		Latency: githubtest.Duration{Duration: 50 * time.Millisecond}, Seed: 1, Token: token,
		Limit: -1, GraphQLLimit: -1,
	}
	for _, kind := range []string{"429", "500", "cut"} {
		state.Faults = append(state.Faults, githubtest.Fault{Kind: kind, Rate: 0.01 / 3})
	}
	f := &field{}
	for i := range n {
		r := githubtest.Repository{FullName: nameOf(i), State: kindOf(i)}
		switch r.State {
		case "blocked":
			r.State = "dmca"
		case "moved":
			r.MovedTo = "new-" + r.FullName
		}
		state.Repositories = append(state.Repositories, r)
		f.names = append(f.names, r.FullName)
	}
	if change != nil {
		change(&state)
	}
	var err error
	f.Server, err = githubtest.New(state)
	return f, err
}

const token = "token-of-the-bench"

// replaced returns the names that another repository takes after the first look.
func (f *field) replaced() (names []string) {
	for i, name := range f.names {
		if kindOf(i) == "replaced" {
			names = append(names, name)
		}
	}
	return names
}

// judge holds what was said of each repository, by name, against the truth.
func (f *field) judge(verdicts map[string]string) (wrong, alarms, unknown int) {
	for i, name := range f.names {
		want, got := kindOf(i), verdicts[strings.ToLower(name)]
		if got == want {
			continue
		}
		wrong++
		switch {
		case got == "unknown" || got == "":
			unknown++
		case got != "alive":
			alarms++
		}
	}
	return wrong, alarms, unknown
}
