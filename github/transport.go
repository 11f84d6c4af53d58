package github

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxRedirects is how many redirects are followed for one request. GitHub needs one
// for a rename; a transfer of a renamed repository still comes as one.
const maxRedirects = 5

// The redirects that are not followed. Neither is worth a second try.
var (
	errForeignRedirect = errors.New("the answer is a redirect to another host, which is not followed")
	errRedirectLoop    = fmt.Errorf("the answer is a chain of more than %d redirects", maxRedirects)
)

// A guard adds the token to requests for the one scheme and host it was made for.
// It stands in the transport, behind the following of redirects, so that no redirect
// can carry the token away: go-github's own WithAuthToken sends it to any host.
type guard struct {
	next   http.RoundTripper
	origin string
	token  func() string
}

func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context()) // a transport must not change what it was given
	req.Header.Del("Authorization")
	if origin(req.URL) == g.origin {
		if token := g.token(); token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
	}
	return g.next.RoundTrip(req)
}

// CloseIdleConnections lets http.Client reach the transport behind the guard.
func (g *guard) CloseIdleConnections() {
	if t, ok := g.next.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// sameOrigin returns a policy that follows redirects of a GET within one scheme and
// host. Without it, the body of a foreign host would be taken for GitHub's word.
func sameOrigin(home string) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		switch {
		case origin(req.URL) != home:
			return errForeignRedirect
		case len(via) > maxRedirects:
			return errRedirectLoop
		case via[0].Method != http.MethodGet:
			return http.ErrUseLastResponse // a redirected POST would lose its query
		}
		return nil
	}
}

// origin returns scheme, host and port of u in one form.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// newTransport returns the transport of a client that was given none: the proxy
// variables are honoured, and each step has its bound.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    restInFlight + graphInFlight,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
}
