package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/github/githubtest"
	"stemma/store"
)

var noon = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

// A held GitHub answers nothing until it is released, or the second run asks it.
type heldGitHub struct {
	*githubtest.Server
	url     string
	asked   chan struct{} // closed when the first request has come
	release func()
}

func newHeldGitHub(t *testing.T, repositories ...githubtest.Repository) *heldGitHub {
	t.Helper()
	fake, err := githubtest.New(githubtest.State{Repositories: repositories})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Close)
	to, err := url.Parse(fake.URL())
	if err != nil {
		t.Fatal(err)
	}
	h := &heldGitHub{Server: fake, asked: make(chan struct{})}
	released := make(chan struct{})
	h.release = sync.OnceFunc(func() { close(released) })
	first := sync.OnceFunc(func() { close(h.asked) })
	forward := httputil.NewSingleHostReverseProxy(to)
	before := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		first()
		if strings.HasSuffix(r.Header.Get("Authorization"), secondToken) {
			h.release()
		}
		<-released
		forward.ServeHTTP(w, r)
	}))
	t.Cleanup(before.Close)
	h.url = before.URL + "/"
	return h
}

// The tokens by which a held GitHub knows who asks.
const (
	firstToken  = "first"
	secondToken = "second"
)

// run runs stemma in this process, with a clock that stands still.
func (h *heldGitHub) run(t *testing.T, token string, sleep func(context.Context, time.Duration) error, args ...string) (stdout, stderr string) {
	var out, errors bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &errors, now: func() time.Time { return noon }, sleep: sleep,
		getenv: func(name string) string {
			return map[string]string{"GITHUB_TOKEN": token, "GITHUB_API_URL": h.url}[name]
		}}
	if status := p.run(t.Context(), args); status != exitDone {
		t.Errorf("exit status %d: %s", status, &errors)
	}
	return out.String(), errors.String()
}

// The same check is started a second time while the first waits for GitHub. The second
// must ask nothing and tell the same, whatever age it allows.
func TestTwoRunsAtOnceMakeEachRequestOnce(t *testing.T) {
	few := []githubtest.Repository{{FullName: "o/alive"}, {FullName: "o/archived", State: "archived"}, {FullName: "o/gone", State: "gone"}}
	many := make([]githubtest.Repository, 2*pollAtOnce+100)
	for i := range many {
		many[i].FullName = fmt.Sprintf("o/r%d", i)
	}
	for _, c := range []struct {
		maxAge       string
		repositories []githubtest.Repository
	}{{"24h", few}, {"0s", few}, {"24h", many}} {
		t.Run(fmt.Sprintf("%s/%d", c.maxAge, len(c.repositories)), func(t *testing.T) {
			args := []string{"check", "--max-age", c.maxAge}
			for _, r := range c.repositories {
				args = append(args, r.FullName)
			}
			alone := newHeldGitHub(t, c.repositories...)
			alone.release()
			want, _ := alone.run(t, firstToken, nil, append(args, "--db", filepath.Join(t.TempDir(), "s.db"))...)

			gitHub := newHeldGitHub(t, c.repositories...)
			args = append(args, "--db", filepath.Join(t.TempDir(), "s.db"))
			var first string
			done := make(chan struct{})
			go func() {
				defer close(done)
				first, _ = gitHub.run(t, firstToken, nil, args...)
			}()
			<-gitHub.asked
			waits := 0
			second, said := gitHub.run(t, secondToken, func(ctx context.Context, _ time.Duration) error {
				switch waits++; waits {
				case 1: // it is sure to find everything held
					gitHub.release()
				case 10: // enough looks in the middle of the other's work
					<-done
				}
				return ctx.Err()
			}, args...)
			<-done
			if waits == 0 {
				t.Error("the second run did not wait for the first")
			}
			if got, want := questions(gitHub.Server), questions(alone.Server); got != want {
				t.Errorf("%d questions were asked, and %d by a run alone", got, want)
			}
			for _, got := range []string{first, second} {
				if diff := cmp.Diff(lines(want), lines(got)); diff != "" {
					t.Errorf("the runs tell different things (-alone +together):\n%s", diff)
				}
			}
			if !strings.Contains(said, fmt.Sprintf("%d links are being checked by another run", len(c.repositories))) {
				t.Errorf("it must say what it waits for: %q", said)
			}
		})
	}
}

// questions is how many a GitHub was asked, of which one request may hold many.
func questions(s *githubtest.Server) (n int) {
	for _, r := range s.Requests() {
		n += max(1, r.Aliases)
	}
	return n
}

func lines(text string) []string { return strings.Split(text, "\n") }

func testObserver(t *testing.T, now func() time.Time) *observer {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &observer{store: s, path: s.Path(), console: &console{w: io.Discard}, host: stemma.GitHubHost, now: now}
}

func TestALongCheckKeepsItsLease(t *testing.T) {
	clock := &stillClock{at: noon}
	o := testObserver(t, clock.now)
	tick := make(chan time.Time)
	o.tick = tick
	worker, another := o.store.NewWorker(clock.now), o.store.NewWorker(clock.now)
	targets := []stemma.Target{{URL: "https://github.com/o/r", Kind: stemma.KindRepository, Host: "github.com", Owner: "o", Repo: "r"}}
	end := o.renewing(t.Context(), worker)
	if _, err := worker.Claim(t.Context(), targets, nil, store.Terms{}); err != nil {
		t.Fatal(err)
	}
	held := func() bool {
		standings, err := another.Claim(t.Context(), targets, nil, store.Terms{})
		if err != nil {
			t.Fatal(err)
		}
		return standings[0].Held
	}
	for range 8 { // which together are two leases
		_ = clock.sleep(t.Context(), store.RenewEvery)
		for range 2 { // the second is taken once the first is done with
			tick <- noon
		}
		if !held() {
			t.Fatal("the lease of a worker that is alive has run out")
		}
	}
	end()
	if held() {
		t.Error("what is over still holds its claims")
	}
}

func TestTheStoreThatFailsEndsTheRun(t *testing.T) {
	o := testObserver(t, func() time.Time { return noon })
	if err := o.store.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancelCause(t.Context())
	k := o.newKeeper(t.Context(), stop, func(stemma.Observation) { t.Error("handed on what is not safe") })
	for range 3 * keptAtOnce { // none of which blocks
		k.keep(stemma.Observation{})
	}
	if err := k.end(); err == nil || ctx.Err() == nil {
		t.Errorf("got %v, and the run goes on: %v", err, ctx.Err() == nil)
	}
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		done, of int
		elapsed  time.Duration
		want     string
	}{
		{0, 100, time.Hour, ""},
		{19, 100, time.Hour, ""}, // too few to tell
		{50, 100, time.Second, ""},
		{100, 100, time.Minute, ""}, // nothing is left
		{50, 100, 10 * time.Second, ", 5/s, about 20 s left"},
		{1000, 10000, time.Minute, ", 17/s, about 9 min left"},
		{20, 100, 40 * time.Second, ", 30/min, about 3 min left"},
		{60, 10000, 12 * time.Minute, ", 5/min, about 33 h 10 min left"},
	} {
		if got := pace(c.done, c.of, c.elapsed); got != c.want {
			t.Errorf("%d of %d in %v: got %q, want %q", c.done, c.of, c.elapsed, got, c.want)
		}
	}
}
