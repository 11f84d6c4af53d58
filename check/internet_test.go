package check

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma"
	"stemma/github"
)

// An internet answers for hosts by name, without any network. A host that is not in
// it is an unknown name.
type internet map[string]http.HandlerFunc

func (n internet) RoundTrip(r *http.Request) (*http.Response, error) {
	handler := n[r.URL.Host]
	if handler == nil {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}}
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	handler(w, r)
	return w.Result(), nil
}

// page answers every request with code.
func page(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// to redirects every request.
func to(code int, location string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", location)
		w.WriteHeader(code)
	}
}

// paths answers by path, and 404 for the others.
func paths(byPath map[string]http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if handler := byPath[r.URL.Path]; handler != nil {
			handler(w, r)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}
}

// byMethod answers HEAD and GET differently.
func byMethod(head, get http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			head(w, r)
			return
		}
		get(w, r)
	}
}

// A clock moves only when someone sleeps.
type clock struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{at: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

func (c *clock) total() (sum time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.slept {
		sum += d
	}
	return sum
}

// lookup is a GitHub of which the answers are written down, by "owner/repo", with the
// path for a place; by owner, and by a gist's id. What is not written down is gone.
type lookup struct {
	answers map[string]stemma.Observation
	calls   int
	err     error
	asked   []github.Request
}

func (l *lookup) Lookup(ctx context.Context, requests []github.Request, emit func(int, stemma.Observation)) error {
	l.calls++
	l.asked = append(l.asked, requests...)
	if l.err != nil {
		return l.err
	}
	for i, request := range requests {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		o, ok := l.answers[request.String()]
		if !ok {
			o = stemma.Observation{Status: stemma.Gone, Reason: "404"}
		}
		emit(i, o)
	}
	return nil
}

// sightings is a History by key.
type sightings map[string]int64

func (s sightings) FirstID(_ context.Context, key string) (int64, error) {
	if s[key] < 0 {
		return 0, errors.New("the disk is full")
	}
	return s[key], nil
}

func (s sightings) Last(context.Context, string) (stemma.Observation, bool, error) {
	return stemma.Observation{}, false, nil
}

// webTarget is a plain address; repoTarget one of a repository on any host.
func webTarget(url string) stemma.Target {
	_, rest, _ := strings.Cut(url, "://")
	host, path, _ := strings.Cut(rest, "/")
	return stemma.Target{URL: url, Kind: stemma.KindWeb, Host: host, Path: path}
}

func repoTarget(name string) stemma.Target {
	parts := strings.SplitN(name, "/", 3)
	return stemma.Target{URL: "https://" + name, Kind: stemma.KindRepository, Host: parts[0], Owner: parts[1], Repo: parts[2]}
}

func githubTarget(fullName string) stemma.Target { return repoTarget("github.com/" + fullName) }

// checked runs a check of config and returns what was emitted, by the target's URL.
func checked(t *testing.T, config Config, targets ...stemma.Target) map[string]stemma.Observation {
	t.Helper()
	checker, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]stemma.Observation{}
	err = checker.Check(t.Context(), targets, func(o stemma.Observation) {
		if _, twice := seen[o.Target.URL]; twice {
			t.Errorf("%s was emitted twice", o.Target.URL)
		}
		seen[o.Target.URL] = o
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// still is a config whose clock stands still but for sleeping.
func still(web http.RoundTripper) Config {
	c := newClock()
	return Config{Web: web, Now: c.now, Sleep: c.sleep}
}

func sortedKeys(m map[string]stemma.Observation) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
