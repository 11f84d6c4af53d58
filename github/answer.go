package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// tries is how often one request is sent before it is given up.
const tries = 3

// An answer is what came back for one request.
type answer struct {
	code      int
	header    http.Header
	body      []byte
	redirects []string // addresses passed through, in order
}

var (
	errTooLarge  = errors.New("the answer is larger than any of GitHub's")
	errServer    = errors.New("GitHub had an error of its own")
	errNoNetwork = errors.New("no network")
)

// ask sends a request until it is answered: errors of the server, cut bodies and
// time-outs are tried again, and limits waited for, each a bounded number of times. The
// error says in words for a person why there is no answer.
func (c *Client) ask(ctx context.Context, r resource, build func() (*http.Request, error)) (answer, error) {
	var last error
	for try := 0; ; try++ {
		if try > 0 && !errors.As(last, new(*limitError)) {
			if err := c.sleep(ctx, time.Second<<(try-1)); err != nil {
				return answer{}, err
			}
		}
		if err := c.gate.enter(ctx, r); err != nil {
			return answer{}, errors.Join(err, limitOf(last))
		}
		request, err := build()
		if err != nil {
			return answer{}, err
		}
		a, err := c.send(ctx, request)
		if ctx.Err() != nil {
			return answer{}, ctx.Err()
		}
		last = c.judge(r, a, err)
		if last == nil || isFinal(last) || try == tries-1 {
			c.gate.count(last)
			return a, last
		}
		c.logf("%s %s: %v; trying again", request.Method, request.URL, last)
	}
}

// limitOf returns err where it is the reason why a gate closed.
func limitOf(err error) error {
	if errors.As(err, new(*limitError)) {
		return err
	}
	return nil
}

// isFinal reports whether the same request would only get the same answer again.
func isFinal(err error) bool {
	for _, final := range []error{errForeignRedirect, errRedirectLoop, errTooLarge, errToken, errTooDear, errNoNetwork} {
		if errors.Is(err, final) {
			return true
		}
	}
	return false
}

// send makes one exchange. Its time-out covers the body as well.
func (c *Client) send(ctx context.Context, request *http.Request) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	c.logf("%s %s", request.Method, request.URL)
	response, err := c.http.Do(request.WithContext(ctx))
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	a := answer{code: response.StatusCode, header: response.Header, redirects: chain(response)}
	// The transport has undone gzip by now, so that this bounds what a bomb unpacks to.
	a.body, err = io.ReadAll(io.LimitReader(response.Body, c.maxBody+1))
	if err == nil && int64(len(a.body)) > c.maxBody {
		err = errTooLarge
	}
	return a, err
}

// chain returns the addresses that the answer was redirected to, in order.
func chain(response *http.Response) []string {
	var passed []string
	for request := response.Request; request.Response != nil; request = request.Response.Request {
		passed = append(passed, request.URL.String())
	}
	slices.Reverse(passed)
	return passed
}

// judge tells an answer that says something of what was asked from one that only says
// something of the exchange.
func (c *Client) judge(r resource, a answer, err error) error {
	if err != nil {
		return describe(err)
	}
	c.gate.note(r, a.header)
	switch {
	case a.code == http.StatusUnauthorized:
		c.gate.refuse()
		return errToken
	case r == graphQL && (a.code == http.StatusBadGateway || a.code == http.StatusGatewayTimeout):
		return errTooDear // GitHub ends a query after 10 s in this way
	case a.code >= 500:
		return fmt.Errorf("%w (%d)", errServer, a.code)
	case limited(a):
		c.gate.close(r, a.header)
		return &limitError{fmt.Sprintf("GitHub's rate limit is reached (%d)", a.code)}
	default:
		return nil
	}
}

// limited tells a rate limit from the other meanings of 403. The header says it of the
// primary limit; of the secondary one only the text does, since the address of the
// documentation in it has changed over time. A repository that is blocked can be
// answered with a spent limit in the same headers, and stays blocked.
func limited(a answer) bool {
	if a.code == http.StatusTooManyRequests {
		return true
	}
	if a.code != http.StatusForbidden || blockOf(a.body).Reason != "" {
		return false
	}
	message := strings.ToLower(messageOf(a.body))
	return strings.Contains(message, "rate limit") || strings.Contains(message, "abuse detection") ||
		a.header.Get("Retry-After") != "" || a.header.Get("X-Ratelimit-Remaining") == "0" && message == ""
}

// describe turns an error of the exchange into words for a person. The address that
// url.Error adds is known to who reads it.
func describe(err error) error {
	var timeout net.Error
	var lookup *net.DNSError
	switch {
	case errors.Is(err, errForeignRedirect), errors.Is(err, errRedirectLoop), errors.Is(err, errTooLarge):
		return unwrapURL(err)
	case errors.As(err, &lookup):
		return fmt.Errorf("%w: %s cannot be looked up", errNoNetwork, lookup.Name)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return errors.New("GitHub did not answer in time")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return errors.New("the answer was cut off")
	default:
		return fmt.Errorf("%w: %w", errNoNetwork, unwrapURL(err))
	}
}

// unwrapURL returns what is behind the *url.Error of package http, which repeats the address.
func unwrapURL(err error) error {
	if outer := (*url.Error)(nil); errors.As(err, &outer) {
		return outer.Err
	}
	return err
}

// A block is why GitHub does not show a repository.
type block struct {
	Reason  string `json:"reason"`
	HTMLURL string `json:"html_url"`
}

func blockOf(body []byte) block {
	var reply struct {
		Block block `json:"block"`
	}
	if json.Unmarshal(body, &reply) != nil {
		return block{}
	}
	return reply.Block
}

// messageOf returns the message of an error in GitHub's form, "" for anything else.
func messageOf(body []byte) string {
	var reply struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(body, &reply) != nil {
		return ""
	}
	return reply.Message
}
