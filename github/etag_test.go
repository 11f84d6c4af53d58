package github_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

// restOnly is a server whose GraphQL is not to be had, so that a token goes through REST.
func restOnly(repositories ...githubtest.Repository) githubtest.State {
	return githubtest.State{Repositories: repositories, Gists: []githubtest.Gist{{ID: "0a1b"}},
		Faults: []githubtest.Fault{{Kind: "html-404", Resource: "graphql"}}}
}

// again asks with what was seen before.
func again(asked []github.Request, seen []stemma.Observation) []github.Request {
	next := append([]github.Request(nil), asked...)
	for i := range next {
		next[i].Last = func() stemma.Observation { return seen[i] }
	}
	return next
}

func TestWhatHasNotChangedIsRenewed(t *testing.T) {
	b := newBench(t, restOnly(
		githubtest.Repository{FullName: "o/r", Stars: 3}, githubtest.Repository{FullName: "o/old", State: "moved", MovedTo: "o/new"},
		githubtest.Repository{FullName: "o/readme", State: "placeholder"},
	), github.Config{Token: token})
	asked := requests("o/r", "o/old", "o/readme", "@o", "gist:0a1b")
	first := b.ask(t, asked...)
	_ = b.sleep(t.Context(), 60e9)
	for i, o := range b.ask(t, again(asked, first)...) {
		before := first[i]
		if o.Evidence.Code != http.StatusNotModified || !o.CheckedAt.After(before.CheckedAt) {
			t.Errorf("%s: code %d at %v, want 304 behind %v", asked[i], o.Evidence.Code, o.CheckedAt, before.CheckedAt)
		}
		o.CheckedAt, o.Evidence = before.CheckedAt, before.Evidence
		if fmt.Sprintf("%+v", o.Repository) != fmt.Sprintf("%+v", before.Repository) {
			t.Errorf("%s: the facts are %+v, were %+v", asked[i], o.Repository, before.Repository)
		}
		o.Repository = before.Repository
		if fmt.Sprint(o) != fmt.Sprint(before) {
			t.Errorf("%s: renewed as %+v, was %+v", asked[i], o, before)
		}
	}
}

func TestWhatHasChangedIsSeen(t *testing.T) {
	archived := githubtest.Repository{State: "archived"}
	b := newBench(t, restOnly(githubtest.Repository{FullName: "o/r", After: 1, Then: &archived}), github.Config{Token: token})
	asked := requests("o/r")
	if o := b.ask(t, again(asked, b.ask(t, asked...))...)[0]; o.Status != stemma.Archived || o.Evidence.Code != http.StatusOK {
		t.Errorf("%v (%s), want archived", o.Status, o.Reason)
	}
}

// When a validator is kept, and when it is sent.
func TestValidators(t *testing.T) {
	asked := requests("o/r")
	table := []struct {
		name        string
		then        string // the token of the second question
		change      func(*stemma.Observation)
		conditional bool
	}{
		{"the same token", token, func(*stemma.Observation) {}, true},
		{"another token", "ghp_another", func(*stemma.Observation) {}, false},
		{"no token", "", func(*stemma.Observation) {}, false},
		{"an unknown", token, func(o *stemma.Observation) { o.Status = stemma.Unknown }, false},
		{"no facts", token, func(o *stemma.Observation) { o.Repository = nil }, false},
		{"files not looked at", token, func(o *stemma.Observation) { o.Reason = "there; its files were not looked at" }, false},
		{"a header in disguise", token, func(o *stemma.Observation) { o.Evidence.ETag = "\"x\"\r\nHost: y" }, false},
		{"a very long one", token, func(o *stemma.Observation) { o.Evidence.ETag = `"` + strings.Repeat("x", 300) + `"` }, false},
	}
	for _, row := range table {
		b := newBench(t, restOnly(githubtest.Repository{FullName: "o/r"}), github.Config{Token: token})
		seen := b.ask(t, asked...)
		if e := seen[0].Evidence; e.ETag == "" || len(e.ETagFor) != 16 || strings.Contains(fmt.Sprintf("%+v", e), token) {
			t.Fatalf("%s: the evidence is %+v", row.name, e)
		}
		row.change(&seen[0])
		sent := ""
		second := newBench(t, githubtest.State{}, github.Config{BaseURL: b.server.URL(), Token: row.then, Transport: headers(func(r *http.Request) {
			if r.URL.Path == "/repos/o/r" {
				sent = r.Header.Get("If-None-Match")
			}
		})})
		o := second.ask(t, again(asked, seen)...)[0]
		if (sent != "") != row.conditional || o.Status != stemma.Alive {
			t.Errorf("%s: sent %q and saw %v (%s)", row.name, sent, o.Status, o.Reason)
		}
	}
	if o := newBench(t, broken(), github.Config{}).one(t, "o/r"); o.Evidence.ETag != "" || o.Evidence.ETagFor != "" {
		t.Errorf("without a token a 304 is not free, and yet %+v", o.Evidence)
	}
}

// A headers sees each request on its way.
type headers func(*http.Request)

func (h headers) RoundTrip(r *http.Request) (*http.Response, error) {
	h(r)
	return http.DefaultTransport.RoundTrip(r)
}

// A 304 that nobody asked for says nothing, whatever was seen before.
func TestAnUnasked304IsUnknown(t *testing.T) {
	b := newBench(t, githubtest.State{}, github.Config{Token: token, Transport: roundTrip(func(r *http.Request) *http.Response { return answer(r, 304, nil, "") })})
	asked := requests("o/r", "@o", "gist:0a1b")
	for i := range asked {
		asked[i].Last = func() stemma.Observation {
			return stemma.Observation{Status: stemma.Alive, Reason: "there", Repository: &stemma.Repository{ID: 1}}
		}
	}
	for _, o := range b.ask(t, asked...) {
		if o.Status != stemma.Unknown || !strings.Contains(o.Reason, "304") {
			t.Errorf("%v (%s), want unknown", o.Status, o.Reason)
		}
	}
}
