package check

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Bounds on what one answer may cost.
const (
	maxHeader = 64 << 10 // bytes of an answer's header
	maxBody   = 4 << 10  // bytes of a body that are read, to be able to use the connection again
	keptConns = 64       // idle connections, all hosts together
)

// A proxyError says that the proxy setting is of no use. It does not quote the
// setting, which may hold a password.
type proxyError struct{}

func (*proxyError) Error() string {
	return "the proxy setting (HTTP_PROXY, HTTPS_PROXY) can't be read as an address"
}

// A guarded transport goes out through a proxy or directly. These are two transports
// and not one, because only the direct one can look at the address that it connects
// to: a proxy may well stand on this machine, and a target may not, not even one that
// has the very address of the proxy.
type guarded struct {
	proxy        func(*http.Request) (*url.URL, error)
	allowPrivate bool
	direct       *http.Transport
	proxied      *http.Transport
}

type proxyKey struct{} // of the proxy's address in the context of a request

func newGuarded(c Config) *guarded {
	dialer := &net.Dialer{Timeout: c.Timeout, KeepAlive: -1}
	guardedDialer := *dialer
	if !c.AllowPrivate {
		guardedDialer.Control = guard
	}
	g := &guarded{
		proxy: c.Proxy, allowPrivate: c.AllowPrivate,
		direct:  newTransport(guardedDialer.DialContext, c.Timeout),
		proxied: newTransport(dialer.DialContext, c.Timeout),
	}
	g.proxied.Proxy = func(r *http.Request) (*url.URL, error) {
		proxy, _ := r.Context().Value(proxyKey{}).(*url.URL)
		if proxy == nil {
			return nil, &proxyError{} // never directly: this transport has no guard
		}
		return proxy, nil
	}
	return g
}

// newTransport speaks HTTP/1.1 alone: a link check gains nothing from HTTP/2, and
// leaves out what its framing lets a hostile server do.
func newTransport(dial func(ctx context.Context, network, addr string) (net.Conn, error), timeout time.Duration) *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Transport{
		DialContext:            dial,
		Protocols:              protocols,
		TLSHandshakeTimeout:    timeout,
		ResponseHeaderTimeout:  timeout,
		MaxResponseHeaderBytes: maxHeader,
		MaxIdleConns:           keptConns,
		MaxIdleConnsPerHost:    DefaultPerHost,
		IdleConnTimeout:        timeout,
		DisableCompression:     true,
	}
}

// RoundTrip implements http.RoundTripper.
func (g *guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	proxy, err := g.proxy(r)
	if err != nil {
		return nil, &proxyError{}
	}
	if proxy == nil {
		return g.direct.RoundTrip(r)
	}
	if err := openName(r.URL.Hostname()); err != nil && !g.allowPrivate {
		return nil, err
	}
	return g.proxied.RoundTrip(r.WithContext(context.WithValue(r.Context(), proxyKey{}, proxy)))
}

// CloseIdleConnections ends what is still open.
func (g *guarded) CloseIdleConnections() {
	g.direct.CloseIdleConnections()
	g.proxied.CloseIdleConnections()
}
