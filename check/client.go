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

// A question is one request.
type question struct {
	method string
	url    *url.URL
	accept string // media types; those of pages when empty
	keep   int64  // bytes of the body that are wanted; its content is passed over when 0
	head   bool   // the first of those bytes will do where the body is longer
	stay   bool   // a redirect away from the scheme and host is not followed
}

// An answer is what is kept of a response.
type answer struct {
	code     int
	location string // of a redirect, as given; else empty
	pause    time.Duration
	tooMany  bool // the host limits its visitors, for pause if that is not 0

	media  string // type of the body, in lower case and without parameters
	fault  string // what the host calls its error in a header, beside the code
	body   []byte
	broken string // why the body can't be used, as "breaks off"; empty when nothing is wrong with it
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
func (c *client) ask(ctx context.Context, q question, left *time.Duration) (answer, error) {
	gate := c.gates.of(hostOf(q.url))
	last, err := c.once(ctx, gate, q, left)
	for try := 1; try < tries && err == nil && last.tooMany; try++ {
		next, again := c.once(ctx, gate, q, left)
		if again != nil && ctx.Err() == nil {
			return last, nil // the refusal says more than that the gate has closed since
		}
		last, err = next, again
	}
	return last, err
}

// once passes the gate and makes the request.
func (c *client) once(ctx context.Context, g *gate, q question, left *time.Duration) (answer, error) {
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
	a, connected, err := c.roundTrip(ctx, q, timeout)
	*left -= max(0, c.config.Now().Sub(start))
	if err != nil && ctx.Err() != nil {
		return answer{}, ctx.Err()
	}
	return a, c.learn(g, hostOf(q.url), a, connected, err, timeout)
}

// roundTrip makes the request and reports whether there was a connection for it.
func (c *client) roundTrip(ctx context.Context, q question, timeout time.Duration) (answer, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var connected atomic.Bool // a dial that lost its race may still report
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	request, err := http.NewRequestWithContext(ctx, q.method, q.url.String(), nil)
	if err != nil {
		return answer{}, false, notAsked("the address can't be read")
	}
	request.Header.Set("User-Agent", c.config.UserAgent)
	request.Header.Set("Accept", orDefault(q.accept, "text/html, */*;q=0.8"))
	response, err := c.web.RoundTrip(request)
	if err != nil {
		return answer{}, connected.Load(), err
	}
	defer response.Body.Close()
	a := c.read(response)
	if q.keep > 0 {
		a.body, a.broken = readBody(response.Body, q)
	} else if response.ContentLength >= 0 && response.ContentLength <= maxBody {
		io.CopyN(io.Discard, response.Body, maxBody) // so that the connection can be used again; else it is closed
	}
	return a, true, nil
}

// readBody returns what is wanted of a body, or says why that is of no use.
func readBody(body io.Reader, q question) (read []byte, broken string) {
	read, err := io.ReadAll(io.LimitReader(body, q.keep+1))
	switch longer := int64(len(read)) > q.keep; {
	case longer && q.head:
		return read[:q.keep], ""
	case longer:
		return nil, "is longer than " + strconv.FormatInt(q.keep>>20, 10) + " MB"
	case err != nil && timedOut(err):
		return nil, "does not come to its end"
	case err != nil:
		return nil, "breaks off"
	}
	return read, ""
}

// read keeps what matters of a response's head.
func (c *client) read(response *http.Response) answer {
	a := answer{code: response.StatusCode, fault: response.Header.Get("X-Error-Code")}
	a.media, _, _ = strings.Cut(strings.ToLower(response.Header.Get("Content-Type")), ";")
	a.media = strings.TrimSpace(a.media)
	switch a.code {
	case 301, 302, 303, 307, 308:
		a.location = response.Header.Get("Location")
	case 403, 429, 503:
		a.pause = pauseOf(response.Header, a.code == 429, c.config.Now())
		a.tooMany = a.code == 429 || a.pause > 0
	}
	return a
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
	g.failed(f.reason, f.forGood && gateName(host) == host) // other hosts of the service may well answer
	if f.network {
		c.network.unreachable(host, f.reason)
	}
	if f.unasked {
		return notAsked(f.reason)
	}
	return &f
}
