package notify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

const (
	mostAnswer  = 64 << 10 // bytes that are read of an answer
	mostExcerpt = 200      // bytes of it that an error tells
)

// A client sends the requests of one message. It follows no redirect, which could lead a
// secret to another host, and after a failure sends nothing more: when to try again is not
// for the library to say. Its errors name the host alone, never the path or the query, in
// which most services have their secret.
type client struct {
	ctx context.Context //nolint:containedctx // the library hands on none
	http.Client
	asked  bool
	failed error // the first failure, which not every service of the library reports
}

func newClient(ctx context.Context, transport http.RoundTripper) *client {
	c := &client{ctx: ctx}
	c.Transport = transport
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c
}

// Do sends a request. An answer that is no success is an error.
func (c *client) Do(request *http.Request) (*http.Response, error) {
	c.asked = true
	if c.failed != nil {
		return nil, c.failed
	}
	answer, err := c.Client.Do(request.WithContext(c.ctx))
	if err != nil {
		c.failed = fmt.Errorf("%s could not be reached: %w", request.URL.Host, bare(c.ctx, err))
		return nil, c.failed
	}
	body := io.LimitReader(answer.Body, mostAnswer)
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		c.failed = refusal(request.URL.Host, answer.Status, body)
		answer.Body.Close() //nolint:errcheck // it was only read
		return nil, c.failed
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{body, answer.Body}
	return answer, nil
}

// bare takes the address off an error.
func bare(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if failure := (*url.Error)(nil); errors.As(err, &failure) {
		return failure.Err
	}
	return err
}

func refusal(host, status string, body io.Reader) error {
	excerpt, _ := io.ReadAll(io.LimitReader(body, mostExcerpt)) // what there is of it
	text := strings.TrimSpace(clean(string(excerpt)))
	if text == "" {
		return fmt.Errorf("%s answered %s", host, status)
	}
	return fmt.Errorf("%s answered %s: %s", host, status, text)
}
