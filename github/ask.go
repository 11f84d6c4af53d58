package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// How often one question is put. While others get answers, its own faults count;
// while nobody does, the gate's patience decides, and maxTries is the last bound. A
// limit that lets others through will let this one through as well, sooner or later.
const (
	ownTries = 4
	maxTries = 64
)

// errTooLarge is the fate of a body that is larger than the client reads. The bound is
// on what comes out of the decompression: half a megabyte of gzip can hold gigabytes.
var errTooLarge = errors.New("the answer is larger than any true answer would be")

// An answer is one answer of GitHub, read to its end.
type answer struct {
	code       int
	header     http.Header
	body       []byte
	redirects  []string // addresses passed through, in order
	authorised bool     // the request carried the token
}

// apiError reads the body as that of an error; the zero value when it is none.
func (a answer) apiError() apiError {
	var e apiError
	if json.Unmarshal(a.body, &e) != nil {
		return apiError{}
	}
	return e
}

// A question is one request, and what makes an answer to it usable.
type question struct {
	method, path string
	body         any
	res          resource
	// accept returns what is wrong with an answer; nil if nothing is.
	accept func(answer) *fault
	once   bool   // the caller repeats it itself
	tag    string // the validator of what is known already; empty for none
}

// ask puts a question until it has a usable answer or a fault that stays. The error is
// that of ctx.
func (c *Client) ask(ctx context.Context, q question) (answer, *fault, error) {
	own := 0
	for try := 1; ; try++ {
		p, f, err := c.gate.enter(ctx, q.res)
		if f != nil || err != nil {
			return answer{}, f, err
		}
		a, f := c.put(ctx, q)
		c.gate.landed(p)
		if err := ctx.Err(); err != nil && f != nil {
			return answer{}, nil, err
		}
		if f == nil {
			c.gate.succeeded()
			return a, nil, nil
		}
		if f.kind == final {
			return a, f, nil
		}
		itsOwn, shut := c.gate.failed(p, f)
		if itsOwn {
			own++
		}
		if f.kind == refused || own >= ownTries || try >= maxTries {
			return a, f, nil
		}
		if !shut {
			if err := c.sleep(ctx, backoff(try-1)); err != nil {
				return answer{}, nil, err
			}
		}
		if q.once {
			return a, f, nil
		}
	}
}

// put makes one request and judges its answer.
func (c *Client) put(ctx context.Context, q question) (answer, *fault) {
	if f := c.tokens.ready(ctx); f != nil {
		return answer{}, f
	}
	start, token := c.now(), c.tokens.current()
	a, err := c.do(ctx, q)
	if err != nil {
		f := networkFault(err, c.timeout)
		f.redirects = a.redirects
		c.logf("github: %s %s: %s", q.method, q.path, f.why)
		return a, f
	}
	c.logf("github: %s %s: %d, %d bytes in %v", q.method, q.path, a.code, len(a.body), c.now().Sub(start).Round(time.Millisecond))
	c.gate.learn(q.res, a)
	c.gate.charge(len(a.redirects)) // GitHub counts each of them as a request
	f := c.tokens.heed(answerFault(a, c.now()), token)
	if f == nil && q.accept != nil {
		f = q.accept(a)
	}
	if f != nil {
		f.redirects = a.redirects
	}
	return a, f
}

// do makes one request and reads its answer whole.
func (c *Client) do(ctx context.Context, q question) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	req, err := c.requests.NewRequest(q.method, q.path, q.body)
	if err != nil {
		return answer{}, fmt.Errorf("building the request: %w", err)
	}
	if q.tag != "" {
		req.Header.Set("If-None-Match", q.tag)
	}
	return send(c.http, req.WithContext(ctx), c.maxBody, c.token)
}

// send makes a request and reads its answer, of most bytes at most.
func send(client *http.Client, req *http.Request, most int64, authorised bool) (answer, error) {
	resp, err := client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	a := answer{code: resp.StatusCode, header: resp.Header, redirects: chain(resp), authorised: authorised}
	a.body, err = io.ReadAll(io.LimitReader(resp.Body, most+1))
	if int64(len(a.body)) > most {
		return a, errTooLarge
	}
	return a, err
}

// chain returns the addresses that redirects led to, in order.
func chain(resp *http.Response) []string {
	var back []string
	for req := resp.Request; req != nil && req.Response != nil; req = req.Response.Request {
		back = append(back, req.URL.String())
	}
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}

// nonsense is the fault of an answer that is not what GitHub would say: a captive
// portal, a proxy, a cut body.
func nonsense(a answer) *fault {
	return &fault{kind: transient, why: fmt.Sprintf("GitHub's answer (%d) makes no sense", a.code), code: a.code}
}
