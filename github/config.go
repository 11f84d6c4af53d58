package github

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	gogithub "github.com/google/go-github/v60/github"
)

// The defaults of a [Config].
const (
	DefaultBaseURL   = "https://api.github.com/"
	DefaultUserAgent = "stemma"
	DefaultTimeout   = 20 * time.Second // GitHub ends a GraphQL query itself after 10 s
	DefaultMaxBody   = 8 << 20          // bytes, after decompression
	DefaultMaxWait   = time.Minute
)

// A Config says where and how to ask. Its zero value asks github.com without a token.
type Config struct {
	// BaseURL is the root of the REST API: https://api.github.com/, for an Enterprise
	// server https://HOST/api/v3/. A missing final slash is added.
	BaseURL string
	// Token is a personal, fine-grained or installation token; empty for none.
	Token string
	// App stands for a GitHub App, whose installation tokens are made and renewed as
	// they are needed; it takes the place of Token. The zero value is none.
	App App
	// UserAgent names the program and its version to GitHub, which demands one.
	UserAgent string
	// Transport sends the requests; nil for one of the client's own, which honours the
	// proxy variables of the environment.
	Transport http.RoundTripper
	// Timeout bounds each request, its body included.
	Timeout time.Duration
	// MaxBody is the most that is read of one answer, in bytes after decompression.
	MaxBody int64
	// MaxWait is the longest that a rate limit is waited for before the rest is given
	// up as unknown; negative for no waiting at all.
	MaxWait time.Duration
	// Budget is the most points that the client spends in its life; 0 for as many as
	// GitHub allows. A request through REST costs one, a query through GraphQL what its
	// answer says, mostly one too.
	Budget int
	// Planned is told before the first question of a lookup how far the budget goes, if
	// it does not go all the way; nil for nobody.
	Planned func(Plan)
	// Now is the clock; nil for the system's.
	Now func() time.Time
	// Sleep waits for d or until ctx ends, and then returns its error; nil for real time.
	Sleep func(ctx context.Context, d time.Duration) error
	// Logf is told of every request and of every wait; nil for silence. It never sees
	// the token.
	Logf func(format string, args ...any)
}

// A Client asks GitHub. It may be used by several goroutines at once; they share its
// limits.
type Client struct {
	http      *http.Client
	requests  *gogithub.Client // builds requests, sends none
	graphPath string           // of the GraphQL endpoint, relative to the base
	web       string           // scheme and host of the web pages, without a final slash
	token     bool
	tokens    *tokens
	planned   func(Plan)
	timeout   time.Duration
	maxBody   int64
	now       func() time.Time
	sleep     func(context.Context, time.Duration) error
	logf      func(string, ...any)
	gate      *gate
	waiting   atomic.Int64 // repositories, accounts and gists that are still to be asked for through REST
}

// New returns a client for cfg. It makes no request; it fails on an address or a token
// that cannot work.
func New(cfg Config) (*Client, error) {
	base, err := parseBase(cfg.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("github: base URL: %w", err)
	}
	if !sendable(cfg.Token) {
		return nil, errors.New("github: the token holds a space or another character that no token has; check where it is read from")
	}
	cfg = cfg.withDefaults()
	requests := gogithub.NewClient(nil)
	requests.BaseURL = base
	requests.UserAgent = cfg.UserAgent
	tokens, err := newTokens(cfg, requests)
	if err != nil {
		return nil, fmt.Errorf("github: %w", err)
	}
	c := &Client{
		requests: requests, graphPath: graphPath(base), web: webRoot(base), token: tokens.any(), tokens: tokens,
		planned: cfg.Planned, timeout: cfg.Timeout, maxBody: cfg.MaxBody, now: cfg.Now, sleep: cfg.Sleep, logf: cfg.Logf,
		gate: newGate(cfg),
	}
	c.http = guarded(cfg.Transport, base, tokens.current)
	return c, nil
}

// guarded returns a client whose requests carry a token to the API at base alone.
func guarded(next http.RoundTripper, base *url.URL, token func() string) *http.Client {
	home := origin(base)
	return &http.Client{Transport: &guard{next: next, origin: home, token: token}, CheckRedirect: sameOrigin(home)}
}

// WebURL returns the address of the web pages that belong to the API, without a final
// slash: https://github.com for api.github.com.
func (c *Client) WebURL() string { return c.web }

// Close lets go of idle connections. The client can still be used.
func (c *Client) Close() { c.http.CloseIdleConnections() }

func (cfg Config) withDefaults() Config {
	if cfg.UserAgent == "" {
		cfg.UserAgent = DefaultUserAgent
	}
	if cfg.Transport == nil {
		cfg.Transport = newTransport()
	}
	if cfg.Timeout <= 0 {
		cfg.Timeout = DefaultTimeout
	}
	if cfg.MaxBody <= 0 {
		cfg.MaxBody = DefaultMaxBody
	}
	if cfg.MaxWait == 0 {
		cfg.MaxWait = DefaultMaxWait
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Sleep == nil {
		cfg.Sleep = sleep
	}
	if cfg.Logf == nil {
		cfg.Logf = func(string, ...any) {}
	}
	if cfg.Planned == nil {
		cfg.Planned = func(Plan) {}
	}
	return cfg
}

// parseBase returns the base address with its final slash. go-github takes a host
// without a scheme silently and then fails on every request, so it is refused here.
func parseBase(raw string) (*url.URL, error) {
	if raw == "" {
		raw = DefaultBaseURL
	}
	base, err := url.Parse(raw)
	switch {
	case err != nil:
		return nil, errors.New("not an address; write it like " + DefaultBaseURL)
	case base.Scheme != "https" && base.Scheme != "http":
		return nil, fmt.Errorf("%q has no scheme; write it like %s", base.Redacted(), DefaultBaseURL)
	case base.Hostname() == "":
		return nil, fmt.Errorf("%q names no host; write it like %s", base.Redacted(), DefaultBaseURL)
	case base.User != nil:
		return nil, fmt.Errorf("%q holds a user name or password; give the token apart", base.Redacted())
	case base.RawQuery != "" || base.Fragment != "":
		return nil, fmt.Errorf("%q has a query or a fragment, which an API root has not", base.Redacted())
	}
	base.Host = strings.ToLower(base.Host)
	return base.JoinPath("/"), nil
}

// enterprisePath is where an Enterprise server keeps its REST API.
const enterprisePath = "/api/v3/"

// graphPath returns where GraphQL is, seen from the REST root: an Enterprise server
// has it at /api/graphql beside /api/v3/.
func graphPath(base *url.URL) string {
	if strings.HasSuffix(base.Path, enterprisePath) {
		return "../graphql"
	}
	return "graphql"
}

// webRoot returns where the web pages of the API's repositories are.
func webRoot(base *url.URL) string {
	host := base.Host
	if net.ParseIP(base.Hostname()) == nil {
		host = strings.TrimPrefix(host, "api.") // api.github.com, api.TENANT.ghe.com
	}
	path := strings.TrimSuffix(base.Path, enterprisePath)
	return strings.TrimRight(base.Scheme+"://"+host+path, "/")
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
