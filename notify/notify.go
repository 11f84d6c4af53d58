// Package notify tells alerts where people read: by e-mail, in a chat, or to a program
// behind a webhook.
//
// A [Digest] and a [Destination] go in, one message comes out: what broke, what stands on
// it, what to do. The package keeps nothing and decides nothing; which alerts were told to
// whom is the affair of whoever calls it. Every word of an alert may come from a stranger
// and is escaped for where it goes. No error and no name of a destination holds a secret
// of its address.
package notify

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"time"

	"stemma"
)

// DefaultTimeout is how long one message may take.
const DefaultTimeout = 30 * time.Second

// DigestSchema names the JSON form in which webhooks get a digest.
const DigestSchema = "stemma.digest/1"

// A Digest is what one message tells.
type Digest struct {
	// ID is the same whenever the digest is sent again, so that a receiver can drop it.
	ID     string
	Alerts []stemma.Alert // the most important first
	// Titles are those of papers by id, for people; what has none is named by its id.
	Titles map[string]string
	// Test says that the alerts are made up.
	Test bool
}

// Config says how messages are sent. The zero value is useful.
type Config struct {
	Transport http.RoundTripper // http.DefaultTransport where nil; mail does not go through it
	Timeout   time.Duration     // for one message; DefaultTimeout where 0
	UserAgent string            // of what webhooks get
}

// A Sender sends digests.
type Sender struct{ config Config }

// NewSender returns a sender.
func NewSender(config Config) *Sender {
	config.Timeout = cmp.Or(config.Timeout, DefaultTimeout)
	if config.Transport == nil {
		config.Transport = http.DefaultTransport
	}
	return &Sender{config}
}

// Send sends a digest to one destination. After an error it may have arrived all the same,
// as when the answer was lost.
func (s *Sender) Send(ctx context.Context, to Destination, digest Digest) error {
	ctx, cancel := context.WithTimeoutCause(ctx, s.config.Timeout, errSlow)
	defer cancel()
	c := newClient(ctx, s.config.Transport)
	done := make(chan error, 1)
	go func() { done <- to.service.send(c, s.config, to, digest) }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done(): // mail knows no context, and its server may never answer
		err = context.Cause(ctx)
	}
	if err == nil {
		return nil
	}
	return errors.New(to.scrub(err.Error()))
}

var errSlow = errors.New("no answer in time")
