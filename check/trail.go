package check

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Bounds on a chain of redirects.
const (
	maxRedirects = 10
	maxLocation  = 4096 // bytes of one address
)

// A trail is the way that one request took through redirects to its last answer.
type trail struct {
	asked  *url.URL
	last   *url.URL   // what the last answer is about
	passed []*url.URL // the addresses that redirects led to, in order; the last of them is last
	code   int        // of the last answer; 0 when none came
	answer answer     // the last

	left      bool // led to another site
	unsettled bool // … by a redirect that is not for good
	insecure  bool // … by one, moreover, that came without encryption, so that anything on the way may have sent it
}

// follow asks for an address and goes where it is sent. The trail is good for
// evidence even when there is an error.
func (c *client) follow(ctx context.Context, method string, from *url.URL, left *time.Duration) (*trail, error) {
	return c.pursue(ctx, question{method: method, url: from}, left)
}

// pursue puts a question and goes where it is sent, as follow does.
func (c *client) pursue(ctx context.Context, q question, left *time.Duration) (*trail, error) {
	t := &trail{asked: q.url, last: q.url}
	for {
		q.url = t.last
		a, err := c.ask(ctx, q, left)
		if err != nil {
			return t, err
		}
		t.code, t.answer = a.code, a
		if a.location == "" {
			return t, nil
		}
		if err := t.step(a); err != nil {
			return t, err
		}
		if q.stay && (t.last.Scheme != t.asked.Scheme || hostOf(t.last) != hostOf(t.asked)) {
			return t, lostWay("it redirects to another host, " + clip(t.last.Scheme+"://"+t.last.Host))
		}
	}
}

// step takes the redirect of a.
func (t *trail) step(a answer) error {
	if len(a.location) > maxLocation {
		return lostWay("it redirects to an address that is too long")
	}
	next, err := t.last.Parse(a.location)
	if err != nil || !askable(next) {
		return lostWay("it redirects to what is no web address: " + clip(a.location))
	}
	next = plain(next)
	if len(t.passed) == maxRedirects {
		return lostWay("it redirects more often than is followed")
	}
	if t.visited(next) {
		return lostWay("it redirects in a circle")
	}
	if !sameSite(t.last, next) {
		t.left = true
		forGood := a.code == http.StatusMovedPermanently || a.code == http.StatusPermanentRedirect
		t.unsettled = t.unsettled || !forGood
		t.insecure = t.insecure || !forGood && t.last.Scheme != "https"
	}
	t.passed, t.last = append(t.passed, next), next
	return nil
}

func (t *trail) visited(u *url.URL) bool {
	text := u.String()
	if text == t.asked.String() {
		return true
	}
	for _, p := range t.passed {
		if p.String() == text {
			return true
		}
	}
	return false
}

// redirects returns the addresses passed through, for Evidence.
func (t *trail) redirects() []string {
	var texts []string
	for _, p := range t.passed {
		texts = append(texts, p.String())
	}
	return texts
}

// sameSite reports whether two addresses are of one host, or of one host and a host
// below it ("mit.edu" and "web.mit.edu").
func sameSite(a, b *url.URL) bool {
	x, y := hostOf(a), hostOf(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return x == y || strings.Contains(x, ".") && strings.HasSuffix(y, "."+x)
}
