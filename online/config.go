package online

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"time"
)

// The defaults of a [Config].
const (
	DefaultOpenAlex  = "https://api.openalex.org"
	DefaultArXiv     = "https://export.arxiv.org/api"
	DefaultUserAgent = "stemma"
	DefaultTimeout   = time.Minute // arXiv takes its time over long lists
	DefaultMaxBody   = 32 << 20    // bytes, after decompression
	DefaultMaxWait   = time.Minute
)

// How long answers are kept: a work stays what it is, and one that is missing may come.
const (
	FoundAge   = 30 * 24 * time.Hour
	MissingAge = 7 * 24 * time.Hour
)

// The names of the indexes, which are also the Source of the works that they know.
const (
	OpenAlex = "openalex"
	ArXiv    = "arxiv"
)

// A Config says whom to ask, and how. Its zero value asks both indexes without a key and
// remembers nothing.
type Config struct {
	// Only names the one index to ask, [OpenAlex] or [ArXiv]; empty for both.
	Only string
	// OpenAlexURL and ArXivURL are the roots of the two APIs, without a final slash.
	OpenAlexURL string
	ArXivURL    string
	// Key is an API key of OpenAlex, which multiplies by ten what may be asked in a day;
	// it goes to OpenAlex alone and into no error.
	Key string
	// Mail is an address at which the indexes can reach whoever runs the program; empty
	// for none.
	Mail string
	// UserAgent names the program and its version.
	UserAgent string
	// Cache keeps answers from run to run; nil for nothing.
	Cache Cache
	// Transport sends the requests; nil for one of the client's own, which honours the
	// proxy variables of the environment.
	Transport http.RoundTripper
	// Timeout bounds each request, its body included.
	Timeout time.Duration
	// MaxBody is the most that is read of one answer, in bytes after decompression.
	MaxBody int64
	// MaxWait is the longest that an index is waited for when it asks for that; what asks
	// for more is left alone for the rest of the client's life. Negative for no waiting.
	MaxWait time.Duration
	// Now is the clock; nil for the system's.
	Now func() time.Time
	// Sleep waits for d or until ctx ends, and then returns its error; nil for real time.
	Sleep func(ctx context.Context, d time.Duration) error
	// Logf is told of every request; nil for silence. It never sees the key.
	Logf func(format string, args ...any)
}

// A Client asks the indexes. It is for one goroutine at a time: arXiv wants no second
// connection.
type Client struct {
	config  Config
	indexes []index // in the order in which they are asked
}

// New returns a client. It makes no request; it fails on what can't work.
func New(cfg Config) (*Client, error) {
	if cfg.Mail != "" {
		if parsed, err := mail.ParseAddress(cfg.Mail); err != nil || parsed.Address != cfg.Mail {
			return nil, fmt.Errorf("online: %q is no mail address: write it like you@example.org", cfg.Mail)
		}
	}
	if strings.ContainsFunc(cfg.Key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("online: the key of OpenAlex holds a space or another character that no key has")
	}
	cfg = cfg.withDefaults()
	c := &Client{config: cfg}
	for _, row := range [...]struct {
		name, base string
		open       func(*asker) index
	}{
		{OpenAlex, cfg.OpenAlexURL, func(a *asker) index { return &openAlex{a, cfg.Key, cfg.Mail} }},
		{ArXiv, cfg.ArXivURL, func(a *asker) index { return &arXiv{a} }},
	} {
		base, err := parseBase(row.base)
		if err != nil {
			return nil, fmt.Errorf("online: the address of %s: %w", row.name, err)
		}
		if cfg.Only == "" || cfg.Only == row.name {
			c.indexes = append(c.indexes, row.open(newAsker(row.name, base, cfg)))
		}
	}
	if len(c.indexes) == 0 {
		return nil, fmt.Errorf("online: unknown index %q: they are %s and %s", cfg.Only, OpenAlex, ArXiv)
	}
	return c, nil
}

func (cfg Config) withDefaults() Config {
	cfg.OpenAlexURL = orDefault(cfg.OpenAlexURL, DefaultOpenAlex)
	cfg.ArXivURL = orDefault(cfg.ArXivURL, DefaultArXiv)
	cfg.UserAgent = orDefault(cfg.UserAgent, DefaultUserAgent)
	cfg.Timeout = orDefault(cfg.Timeout, DefaultTimeout)
	cfg.MaxBody = orDefault(cfg.MaxBody, DefaultMaxBody)
	cfg.MaxWait = orDefault(cfg.MaxWait, DefaultMaxWait)
	if cfg.Transport == nil {
		cfg.Transport = newTransport()
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
	return cfg
}

func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// parseBase reads the root of an API.
func parseBase(raw string) (*url.URL, error) {
	base, err := url.Parse(strings.TrimRight(raw, "/"))
	if err != nil || base.Scheme != "https" && base.Scheme != "http" || base.Hostname() == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "" {
		return nil, errors.New("not the root of an API: write it like " + DefaultOpenAlex)
	}
	return base, nil
}

// newTransport returns the transport of a client that was given none.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
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
