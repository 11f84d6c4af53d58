package check

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// tries is how often one request is made while the host says "too many".
const tries = 3

// A client makes the requests of one run: through the gate of the host, within the
// limit that all hosts share, each with its time-out.
type client struct {
	config  Config
	web     http.RoundTripper
	jobs    chan struct{} // holds one token for each request under way
	gates   *gates
	network *network
}

// An answer is what is kept of a response.
type answer struct {
	code     int
	location string // of a redirect, as given; else empty
	pause    time.Duration
	tooMany  bool // the host limits its visitors, for pause if that is not 0
}

func newClient(c Config) *client {
	web := c.Web
	if web == nil {
		web = newGuarded(c)
	}
	return &client{
		config: c, web: web,
		jobs:    make(chan struct{}, c.Jobs),
		gates:   &gates{config: c, byHost: map[string]*gate{}},
		network: &network{},
	}
}

// close ends the connections that are kept for reuse, where they are our own.
func (c *client) close() {
	if own, ok := c.web.(*guarded); ok {
		own.CloseIdleConnections()
	}
}

// ask makes one request and waits as the host asks. The time that the request itself
// took is taken off left. An error is a notAsked, a *failure, a lostWay, or ctx.Err().
func (c *client) ask(ctx context.Context, method string, u *url.URL, left *time.Duration) (answer, error) {
	gate := c.gates.of(hostOf(u))
	last, err := c.once(ctx, gate, method, u, left)
	for try := 1; try < tries && err == nil && last.tooMany; try++ {
		next, again := c.once(ctx, gate, method, u, left)
		if again != nil && ctx.Err() == nil {
			return last, nil // the refusal says more than that the gate has closed since
		}
		last, err = next, again
	}
	return last, err
}

// once passes the gate and makes the request.
func (c *client) once(ctx context.Context, g *gate, method string, u *url.URL, left *time.Duration) (answer, error) {
	if err := c.network.state(); err != nil {
		return answer{}, err
	}
	if err := g.enter(ctx); err != nil {
		return answer{}, err
	}
	defer g.leave()
	if err := take(ctx, c.jobs); err != nil {
		return answer{}, err
	}
	defer func() { <-c.jobs }()
	if err := c.network.state(); err != nil { // it may have gone while we waited
		return answer{}, err
	}
	timeout := min(c.config.Timeout, *left)
	if timeout <= 0 {
		return answer{}, lostWay("the answers are too slow in coming")
	}
	start := c.config.Now()
	a, connected, err := c.roundTrip(ctx, method, u, timeout)
	*left -= max(0, c.config.Now().Sub(start))
	if err != nil && ctx.Err() != nil {
		return answer{}, ctx.Err()
	}
	return a, c.learn(g, hostOf(u), a, connected, err, timeout)
}

// roundTrip makes the request and reports whether there was a connection for it.
func (c *client) roundTrip(ctx context.Context, method string, u *url.URL, timeout time.Duration) (answer, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var connected atomic.Bool // a dial that lost its race may still report
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	request, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return answer{}, false, notAsked("the address can't be read")
	}
	request.Header.Set("User-Agent", c.config.UserAgent)
	request.Header.Set("Accept", "text/html, */*;q=0.8")
	response, err := c.web.RoundTrip(request)
	if err != nil {
		return answer{}, connected.Load(), err
	}
	defer response.Body.Close()
	if response.ContentLength >= 0 && response.ContentLength <= maxBody {
		io.CopyN(io.Discard, response.Body, maxBody) // so that the connection can be used again; else it is closed
	}
	return c.read(response), true, nil
}

// read keeps what matters of a response.
func (c *client) read(response *http.Response) answer {
	a := answer{code: response.StatusCode}
	switch a.code {
	case 301, 302, 303, 307, 308:
		a.location = response.Header.Get("Location")
	case 403, 429, 503:
		a.pause = retryAfter(response.Header.Get("Retry-After"), c.config.Now())
		a.tooMany = a.code == 429 || a.pause > 0
	}
	return a
}

// retryAfter returns the wait that a Retry-After header asks for, in seconds or until
// a date (RFC 9110, 10.2.3); 0 when there is none in it.
func retryAfter(value string, now time.Time) time.Duration {
	const longest = 365 * 24 * time.Hour
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil {
		return time.Duration(min(seconds, uint64(longest/time.Second))) * time.Second
	} else if errors.Is(err, strconv.ErrRange) {
		return longest
	}
	if date, err := http.ParseTime(value); err == nil {
		return min(max(0, date.Sub(now)), longest)
	}
	return 0
}

// learn tells gate and network how the request went, and returns its error in plain words.
func (c *client) learn(g *gate, host string, a answer, connected bool, err error, timeout time.Duration) error {
	if err == nil {
		c.network.reached()
		if a.tooMany {
			g.refused(a.pause)
		} else {
			g.answered()
		}
		return nil
	}
	var never notAsked
	if errors.As(err, &never) {
		return never
	}
	f := explain(err, host, connected, timeout)
	g.failed(f.reason, f.forGood)
	if f.network {
		c.network.unreachable(host, f.reason)
	}
	if f.unasked {
		return notAsked(f.reason)
	}
	return &f
}
