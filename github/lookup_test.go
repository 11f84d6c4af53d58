package github_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

const token = "ghp_notARealToken0123456789"

// A clock is one that the client and its server share, and that moves only when
// somebody sleeps.
type clock struct {
	mutex sync.Mutex
	at    time.Time
	slept time.Duration
}

func newClock() *clock { return &clock{at: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.at
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.at = c.at.Add(d)
	c.slept += d
	return ctx.Err()
}

// A bench is a server, a client and their clock.
type bench struct {
	*clock
	server *githubtest.Server
	client *github.Client
	log    *strings.Builder
}

func newBench(t *testing.T, state githubtest.State, cfg github.Config) *bench {
	t.Helper()
	b := &bench{clock: newClock(), log: new(strings.Builder)}
	state.Now = b.now
	server, err := githubtest.New(state)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	if cfg.BaseURL == "" {
		cfg.BaseURL = server.URL()
	}
	var mutex sync.Mutex
	cfg.Now, cfg.Sleep = b.now, b.sleep
	cfg.Logf = func(format string, args ...any) {
		mutex.Lock()
		defer mutex.Unlock()
		fmt.Fprintf(b.log, format+"\n", args...)
	}
	client, err := github.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	b.server, b.client = server, client
	return b
}

// look asks for repositories by name and returns what was seen, in their order.
func (b *bench) look(t *testing.T, names ...string) []stemma.Observation {
	t.Helper()
	return b.ask(t, requests(names...)...)
}

func (b *bench) one(t *testing.T, name string) stemma.Observation {
	t.Helper()
	return b.look(t, name)[0]
}

// bothWays runs a test with a token, by GraphQL, and without one, by REST.
func bothWays(t *testing.T, test func(t *testing.T, token string)) {
	for name, tok := range map[string]string{"token": token, "no token": ""} {
		t.Run(name, func(t *testing.T) { test(t, tok) })
	}
}

var everyState = []githubtest.Repository{
	{FullName: "o/alive", Stars: 7, License: "MIT", ID: 11, OwnerID: 12},
	{FullName: "o/old", State: "moved", MovedTo: "n/new"},
	{FullName: "o/archived", State: "archived"},
	{FullName: "o/empty", State: "empty"},
	{FullName: "o/placeholder", State: "placeholder"},
	{FullName: "o/no-file", Files: []string{}},
	{FullName: "o/dmca", State: "dmca"},
	{FullName: "o/tos", State: "tos"},
	{FullName: "o/unavailable", State: "unavailable"},
	{FullName: "o/deleted", State: "gone"},
	{FullName: "o/disabled", State: "disabled"},
	{FullName: "o/fork", State: "fork"},
	{FullName: "o/saml", State: "saml"},
	{FullName: "o/old-and-archived", State: "moved", MovedTo: "o/was-old", Archived: true},
	{FullName: "o/old-and-empty", State: "moved", MovedTo: "o/was-empty", Empty: true},
	{FullName: "o/archived-placeholder", State: "archived", Files: []string{"README.md"}},
}

func TestVerdicts(t *testing.T) {
	want := []struct {
		name   string
		status stemma.Status
		reason string // a part of it
	}{
		{"o/alive", stemma.Alive, "under the name that was asked for"},
		{"O/ALIVE", stemma.Alive, "under the name that was asked for"}, // case is no rename
		{"o/alive.git", stemma.Alive, "under the name that was asked for"},
		{"o/old", stemma.Moved, "renamed or transferred to n/new"},
		{"o/archived", stemma.Archived, "archived by its owner"},
		{"o/empty", stemma.Empty, "without a single commit"},
		{"o/placeholder", stemma.Placeholder, "nothing in it but LICENSE, README.md, images"},
		{"o/no-file", stemma.Placeholder, "there is no file"},
		{"o/dmca", stemma.Blocked, "451: access blocked by GitHub: a copyright claim (DMCA), https://github.com/github/dmca/"},
		{"o/tos", stemma.Blocked, "403: access blocked by GitHub: a breach of the terms of service"},
		{"o/unavailable", stemma.Blocked, "403: access blocked"},
		{"o/deleted", stemma.Gone, "404: deleted or private; GitHub does not tell these apart"},
		{"o/never-was", stemma.Gone, "404"},
		{"o/disabled", stemma.Alive, "GitHub has disabled it"},
		{"o/fork", stemma.Alive, "there"},
		{"o/saml", stemma.Unknown, "says nothing of the repository"},
		{"o/old-and-archived", stemma.Moved, "o/was-old"},
		{"o/old-and-empty", stemma.Empty, "it is now named o/was-empty"},
		{"o/archived-placeholder", stemma.Placeholder, "README.md"},
	}
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{Repositories: everyState}, github.Config{Token: token})
		names := make([]string, len(want))
		for i, w := range want {
			names[i] = w.name
		}
		for i, o := range b.look(t, names...) {
			if o.Status != want[i].status || !strings.Contains(o.Reason, want[i].reason) {
				t.Errorf("%s: %v (%s), want %v (… %s …)", want[i].name, o.Status, o.Reason, want[i].status, want[i].reason)
			}
		}
	})
}

func TestFacts(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{Repositories: everyState}, github.Config{Token: token})
		seen := b.look(t, "o/alive", "o/old", "o/old-and-archived", "o/fork", "o/disabled", "o/deleted")
		want := stemma.Repository{
			ID: 11, OwnerID: 12, FullName: "o/alive", Stars: 7, License: "MIT", DefaultBranch: "main",
			PushedAt: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), CreatedAt: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC),
		}
		if *seen[0].Repository != want {
			t.Errorf("facts are %+v, want %+v", *seen[0].Repository, want)
		}
		if seen[0].CheckedAt != b.now().UTC() {
			t.Errorf("checked at %v, want the clock's %v", seen[0].CheckedAt, b.now())
		}
		if got, want := seen[1].MovedTo, strings.TrimSuffix(b.server.URL(), "/")+"/n/new"; got != want {
			t.Errorf("moved to %q, want %q", got, want)
		}
		if !seen[2].Repository.Archived || !seen[3].Repository.Fork || !seen[4].Repository.Disabled {
			t.Error("a fact beside the verdict is lost")
		}
		if seen[5].Repository != nil || seen[5].Evidence.Via != "rest" || seen[5].Evidence.Code != 404 {
			t.Errorf("a repository that is gone has facts %v and evidence %v", seen[5].Repository, seen[5].Evidence)
		}
	})
}

func TestRedirectsAreEvidence(t *testing.T) {
	b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{{FullName: "o/old", State: "moved", MovedTo: "n/new", ID: 5}}}, github.Config{})
	o := b.one(t, "o/old")
	if want := b.server.URL() + "repositories/5"; len(o.Evidence.Redirects) != 1 || o.Evidence.Redirects[0] != want {
		t.Errorf("redirects are %q, want %q", o.Evidence.Redirects, want)
	}
}

func TestImpossibleNamesAreNotAskedFor(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{}, github.Config{Token: token})
		names := []string{"../x", "o/..", "o/.", "o/a?b", "o/a#b", "o/a%2fb", "o/", "/x", `o/a"b`, "o/a b", "o/" + strings.Repeat("a", 101), "ö/x", "o/x\n"}
		for i, o := range b.look(t, names...) {
			if o.Status != stemma.Unknown || !strings.HasPrefix(o.Reason, "not a name") {
				t.Errorf("%q: %v (%s), want unknown", names[i], o.Status, o.Reason)
			}
		}
		if n := len(b.server.Requests()); n != 0 {
			t.Errorf("%d requests were made, want none", n)
		}
	})
}

// An outage of 20 s and one fault in a hundred change no verdict, and cost few requests.
func TestTenThousandTakeFewRequests(t *testing.T) {
	state := githubtest.State{Limit: -1, GraphQLLimit: -1, Seed: 1, Faults: []githubtest.Fault{
		{Kind: "503", After: 300, Lasts: githubtest.Duration{Duration: 20 * time.Second}},
		{Kind: "429", RetryAfter: "1", Rate: 0.003}, {Kind: "500", Rate: 0.003}, {Kind: "cut", Rate: 0.004},
	}}
	var names []string
	for i := range 10_000 {
		r := githubtest.Repository{FullName: fmt.Sprintf("o/r%d", i)}
		switch {
		case i%20 == 0:
			r.State = "gone"
		case i%50 == 1:
			r.State, r.MovedTo = "moved", fmt.Sprintf("n/r%d", i)
		case i%100 == 2:
			r.State = "dmca"
		case i%100 == 3:
			r.State = "placeholder"
		}
		state.Repositories = append(state.Repositories, r)
		names = append(names, r.FullName)
	}
	b := newBench(t, state, github.Config{Token: token})
	count := make(map[stemma.Status]int)
	for _, o := range b.look(t, names...) {
		count[o.Status]++
	}
	want := map[stemma.Status]int{stemma.Gone: 500, stemma.Moved: 200, stemma.Blocked: 100, stemma.Placeholder: 100, stemma.Alive: 9100}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("verdicts are %v, want %v", count, want)
	}
	if n := len(b.server.Requests()); n > 1000 {
		t.Errorf("%d requests, want 1,000 at most", n)
	}
}

func TestCancellation(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{
			Repositories: []githubtest.Repository{{FullName: "o/r"}},
			Faults:       []githubtest.Fault{{Kind: "hang"}},
		}, github.Config{Token: token})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			done <- b.client.Lookup(ctx, []github.Request{{Repo: github.Repo{Owner: "o", Name: "r"}}}, func(int, stemma.Observation) {
				t.Error("what was not answered was emitted")
			})
		}()
		b.server.Await(1)
		cancel()
		if err := <-done; err != context.Canceled {
			t.Errorf("the error is %v, want %v", err, context.Canceled)
		}
	})
}

// A repository that hangs holds up no other, and what was learnt of the others is kept
// when the run is interrupted in the middle of the details.
func TestWhatWasLearntIsKept(t *testing.T) {
	b := newBench(t, githubtest.State{
		Repositories: []githubtest.Repository{{FullName: "o/r"}, {FullName: "o/s"}},
		Faults:       []githubtest.Fault{{Kind: "hang", Path: "/repos/o/s"}, {Kind: "hang", Path: "/repos/o/r/git"}},
	}, github.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		b.server.Await(3) // both repositories, and the files of the first
		cancel()
	}()
	var seen []string
	err := b.client.Lookup(ctx, []github.Request{{Repo: github.Repo{Owner: "o", Name: "r"}}, {Repo: github.Repo{Owner: "o", Name: "s"}}}, func(i int, o stemma.Observation) {
		seen = append(seen, fmt.Sprint(i, o.Status, github.Shallow(o)))
	})
	if err != context.Canceled || fmt.Sprint(seen) != "[0 alive true]" {
		t.Errorf("error %v after %q, want %v after the first, shallow", err, seen, context.Canceled)
	}
}

func TestCancelledBeforeTheFirstRequest(t *testing.T) {
	b := newBench(t, githubtest.State{}, github.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := b.client.Lookup(ctx, []github.Request{{Repo: github.Repo{Owner: "o", Name: "r"}}}, func(int, stemma.Observation) { t.Error("emitted") })
	if err != context.Canceled || len(b.server.Requests()) != 0 {
		t.Errorf("error %v after %d requests, want %v after none", err, len(b.server.Requests()), context.Canceled)
	}
}

func TestNothingToAsk(t *testing.T) {
	b := newBench(t, githubtest.State{}, github.Config{})
	b.look(t)
}

// An Enterprise server has REST below /api/v3/, GraphQL beside it, and the web at its root.
func TestEnterpriseServer(t *testing.T) {
	old := furnished
	old.FullName, old.State, old.MovedTo = "o/old", "moved", "o/new"
	server, err := githubtest.New(githubtest.State{Repositories: []githubtest.Repository{{FullName: "o/r"}, old, {FullName: "o/x", State: "gone"}}, Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{}, github.Config{Token: token, BaseURL: server.URL() + "api/v3"}) // the final slash is added
		seen := b.ask(t, requests("o/r", "o/old", "o/x", "o/old/blob/main/main.py", "o/old/blob/master/main.py", "o/old/blob/main/none.py", "@o", "gist:0a1b")...)
		var got []stemma.Status
		for _, o := range seen {
			got = append(got, o.Status)
		}
		if want := "[alive moved gone alive alive gone alive gone]"; fmt.Sprint(got) != want || seen[1].MovedTo != server.URL()+"o/new" {
			t.Errorf("got %v, want %s; moved to %s", got, want, seen[1].MovedTo)
		}
		if via := seen[0].Evidence.Via; (via == "graphql") != (token != "") {
			t.Errorf("asked by %s with token %q", via, token)
		}
		if strings.Contains(b.log.String(), "other host") {
			t.Errorf("a request left the server:\n%s", b.log)
		}
	})
	for _, r := range server.Elsewhere() {
		t.Errorf("%s was asked of another host", r.Path)
	}
}

func TestTheTokenIsNeverShown(t *testing.T) {
	b := newBench(t, githubtest.State{Faults: []githubtest.Fault{{Kind: "redirect"}}}, github.Config{Token: token})
	o := b.one(t, "o/r")
	if text := fmt.Sprintf("%+v", o) + b.log.String(); strings.Contains(text, token) {
		t.Errorf("the token stands in %s", text)
	}
	if !strings.Contains(b.log.String(), http.MethodPost) {
		t.Error("the log tells nothing of the requests")
	}
}
