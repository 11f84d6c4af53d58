// Package check turns targets into observations: what is behind each address, and
// what answer that rests on.
//
// Targets come in, in any order and with repeats; one observation goes out for each
// distinct one, as soon as it is known. Repositories, accounts and gists of github.com
// are asked for in one batch through a lookup (package github has it), and so are the
// places in its repositories; everything else, and what GitHub no longer answers
// because its anonymous limit is spent, is asked at its web address. This is
// the only package that asks in parallel: a target has a lane (its host), a lane has a
// gate (how many requests at once, how far apart, slowed down by the host's own
// answers), and all gates of a run share one limit.
//
// Repositories of other hosts are asked for through the public API of their host, or as
// git itself asks; services has a row for each host. Their web address is asked where
// that gives no usable answer.
//
// A false alarm is the worst that can happen here. Gone is said only when the host
// itself answers 404 or 410 to a GET, an API in the very words of its documentation;
// whatever else goes wrong (no network, a name
// that does not resolve, a time-out, a certificate, a server error, a page that asks
// to sign in) is Unknown, with its reason. It never sends a token or a cookie, never
// speaks anything but HTTP, reads no page, and connects to no private network
// unless that is allowed.
//
// A [Rescuer] looks for archived copies of what is lost, when it is told to.
package check

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"stemma"
	"stemma/github"
)

// What a zero Config means.
const (
	DefaultJobs      = 8                      // requests at once, all hosts together
	DefaultPerHost   = 2                      // requests at once to one host
	DefaultSpacing   = 100 * time.Millisecond // between two requests to one host
	DefaultTimeout   = 10 * time.Second       // for one request
	DefaultPatience  = 2 * time.Minute        // for all the waits that one host asks for
	DefaultUserAgent = "stemma (link checker)"
	DefaultGitHubWeb = "https://github.com"
)

// A Lookup asks GitHub. It calls emit once for each request, with the index into
// requests, a repository before the places in it, one call at a time; when ctx is
// cancelled the rest stay unasked.
type Lookup interface {
	Lookup(ctx context.Context, requests []github.Request, emit func(i int, o stemma.Observation)) error
}

// History knows what was seen before.
type History interface {
	// FirstID returns the numeric repository id of the first sighting of the target
	// with that key (stemma.Target.Key), or 0 when none was seen.
	FirstID(ctx context.Context, key string) (int64, error)
	// Last returns the last observation of the target with that key
	// (stemma.Target.PlaceKey), and false when there is none.
	Last(ctx context.Context, key string) (stemma.Observation, bool, error)
}

// Config says how to ask. Its zero value asks the open web as a guest, gently, and
// asks for GitHub's repositories at their web addresses as well.
type Config struct {
	GitHub Lookup // nil: github.com is asked at its web addresses, and nothing of places in repositories
	// Guest says that GitHub asks without a token, so that a repository which it leaves
	// Unknown for its rate limit is asked for at its web address. Never set it with a
	// token: what only the token may see is 404 to everybody else.
	Guest   bool
	History History // nil: nothing was seen before, so nothing is Replaced

	// Web makes the requests; nil stands for a transport that honours the proxy
	// variables and refuses private networks. With one of the caller's own both are
	// the caller's business.
	Web http.RoundTripper
	// Proxy chooses the proxy of a request, where Web is nil; nil stands for
	// http.ProxyFromEnvironment.
	Proxy        func(*http.Request) (*url.URL, error)
	AllowPrivate bool // also connect to loopback, private and link-local addresses

	Jobs      int           // DefaultJobs when 0
	PerHost   int           // DefaultPerHost when 0
	Spacing   time.Duration // DefaultSpacing when 0; none when negative
	Timeout   time.Duration // DefaultTimeout when 0
	Patience  time.Duration // DefaultPatience when 0
	UserAgent string        // DefaultUserAgent when empty
	// GitHubHost is the host whose repositories the lookup knows; stemma.GitHubHost when
	// empty. An Enterprise server says "not found" of what is on github.com.
	GitHubHost string
	// GitHubWeb is the web address of the GitHub that is asked; DefaultGitHubWeb when empty.
	GitHubWeb string

	Now   func() time.Time                                 // time.Now when nil
	Sleep func(ctx context.Context, d time.Duration) error // a timer when nil; returns ctx.Err() when cut short
	Logf  func(format string, args ...any)                 // for diagnostics; nothing when nil
}

// A Checker checks targets. It may be used again, and by several goroutines.
type Checker struct {
	config Config
	github *url.URL // base of the web addresses of GitHub
}

// New returns a Checker. It fails when the config makes no sense.
func New(config Config) (*Checker, error) {
	config = config.withDefaults()
	base, err := url.Parse(strings.TrimRight(config.GitHubWeb, "/"))
	if err != nil || base.Host == "" || !askable(base) {
		return nil, fmt.Errorf("check: %q is no web address of a GitHub: it takes the form %s", config.GitHubWeb, DefaultGitHubWeb)
	}
	if config.Jobs < 0 || config.PerHost < 0 || config.Timeout < 0 || config.Patience < 0 {
		return nil, fmt.Errorf("check: jobs (%d), jobs a host (%d), time-out (%v) and patience (%v) can't be negative",
			config.Jobs, config.PerHost, config.Timeout, config.Patience)
	}
	base.Host = strings.ToLower(base.Host)
	return &Checker{config: config, github: plain(base).JoinPath("/")}, nil
}

// Check emits one observation for each distinct target, in the order in which the
// answers come; the observation's target is the Root of the first one with its key.
// For a target in a repository that the lookup knows there is a second one, of the
// place, behind that of the repository.
// Calls of emit come one at a time, from the goroutine that called Check. When ctx is
// cancelled Check emits what it has learnt and returns ctx.Err(); targets that were
// not asked by then are not emitted. Any other error is the GitHub lookup's, and is
// returned after everything was emitted.
func (c *Checker) Check(ctx context.Context, targets []stemma.Target, emit func(stemma.Observation)) error {
	r := c.newRun()
	defer r.web.close()
	done := make(chan error, 1)
	go func() {
		done <- r.all(ctx, c.distinct(targets))
		close(r.results)
	}()
	for o := range r.results {
		emit(o)
	}
	err := <-done
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (c Config) withDefaults() Config {
	c.Jobs = orDefault(c.Jobs, DefaultJobs)
	c.PerHost = orDefault(c.PerHost, DefaultPerHost)
	c.Spacing = orDefault(c.Spacing, DefaultSpacing)
	c.Timeout = orDefault(c.Timeout, DefaultTimeout)
	c.Patience = orDefault(c.Patience, DefaultPatience)
	c.UserAgent = orDefault(c.UserAgent, DefaultUserAgent)
	c.GitHubWeb = orDefault(c.GitHubWeb, DefaultGitHubWeb)
	c.GitHubHost = orDefault(c.GitHubHost, stemma.GitHubHost)
	if c.Proxy == nil {
		c.Proxy = http.ProxyFromEnvironment
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	if c.Logf == nil {
		c.Logf = func(string, ...any) {}
	}
	return c
}

func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// distinct returns the roots of targets, each key once, in order, and the places that
// the lookup can be asked for.
func (c *Checker) distinct(targets []stemma.Target) []stemma.Target {
	seen := make(map[string]bool, len(targets))
	var all []stemma.Target
	add := func(key string, t stemma.Target) {
		if !seen[key] {
			seen[key] = true
			all = append(all, t)
		}
	}
	for _, t := range targets {
		add(t.Key(), t.Root())
		if t.Kind == stemma.KindRepository && t.Path != "" && c.inLookup(t) {
			add(t.PlaceKey(), t)
		}
	}
	return all
}

// inLookup reports whether the lookup knows t.
func (c *Checker) inLookup(t stemma.Target) bool {
	host := c.config.GitHubHost
	switch {
	case c.config.GitHub == nil:
		return false
	case t.Kind == stemma.KindGist:
		return t.Host == "gist."+host
	}
	return t.Host == host && (t.Kind == stemma.KindRepository || t.Kind == stemma.KindOwner)
}
