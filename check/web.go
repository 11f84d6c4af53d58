package check

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"stemma"
)

// A prober says what is behind a target. ok is false when ctx was cancelled before
// that was known. Hosts with an API of their own get a prober each; web is the one
// that any address can be given to.
type prober interface {
	probe(ctx context.Context, t stemma.Target) (o stemma.Observation, ok bool)
}

// probeTimeouts is how many time-outs the requests for one target may take together.
const probeTimeouts = 3

// askAgain lists the answers to HEAD that a GET may still put right. Servers refuse
// HEAD in many ways, wrongly at times; and nothing is held to be gone because of a
// HEAD alone.
var askAgain = [...]int{400, 403, 404, 405, 406, 410, 500, 501}

// web asks for the address itself, by HEAD and where need be by GET, and never looks
// at what the page says.
type web struct {
	client  *client
	address func(stemma.Target) (*url.URL, error)
}

func (w web) probe(ctx context.Context, t stemma.Target) (stemma.Observation, bool) {
	u, err := w.address(t)
	var trail *trail
	if err == nil {
		trail, err = w.look(ctx, u)
	}
	if err != nil && ctx.Err() != nil {
		return stemma.Observation{}, false
	}
	o := w.client.observation("web", t, trail, err)
	if err != nil {
		return o, true
	}
	v := judge(t, trail)
	o.Status, o.Reason, o.MovedTo = v.status, v.reason, v.movedTo
	return o, true
}

// observation begins the observation of what a trail led to, and ends it with the reason
// where that is an error. No way is named for what was not asked.
func (c *client) observation(via string, t stemma.Target, trail *trail, err error) stemma.Observation {
	o := stemma.Observation{Target: t, CheckedAt: c.config.Now().UTC()}
	if trail != nil {
		o.Evidence = stemma.Evidence{Code: trail.code, Redirects: trail.redirects()}
	}
	var never notAsked
	if !errors.As(err, &never) || len(o.Evidence.Redirects) > 0 {
		o.Evidence.Via = via
	}
	if err != nil {
		o.Reason = err.Error()
	}
	return o
}

// insteadOf asks for the page of a target whose host gave no usable answer to a better
// question. What the page says counts by its own rules; o holds what the host said.
func (w web) insteadOf(ctx context.Context, t stemma.Target, o stemma.Observation) (stemma.Observation, bool) {
	page, ok := w.probe(ctx, t)
	switch {
	case !ok:
		return page, false
	case page.Status == stemma.Unknown:
		o.Status, o.MovedTo = stemma.Unknown, ""
		o.Reason += "; its web address " + page.Reason
		return o, true
	case t.Kind == stemma.KindRepository && (page.Status == stemma.Alive || page.Status == stemma.Moved):
		page.Reason += "; the web address does not tell whether it is archived, empty or a placeholder"
	}
	page.Reason += " (" + o.Reason + ")"
	return page, true
}

// look follows the address by HEAD, and again by GET when the answer to HEAD can't be trusted.
func (w web) look(ctx context.Context, u *url.URL) (*trail, error) {
	left := probeTimeouts * w.client.config.Timeout
	t, err := w.client.follow(ctx, http.MethodHead, u, &left)
	var f *failure
	if errors.As(err, &f) && f.abrupt || err == nil && slices.Contains(askAgain[:], t.code) {
		return w.client.follow(ctx, http.MethodGet, u, &left)
	}
	return t, err
}
