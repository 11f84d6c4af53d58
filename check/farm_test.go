package check

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"stemma"
)

// A farm serves many hosts from one server on loopback, over real connections. What it
// was asked is kept as "METHOD HOST/PATH?QUERY".
type farm struct {
	server *httptest.Server
	hosts  map[string]http.HandlerFunc

	mu    sync.Mutex
	asked []string
}

func newFarm(t *testing.T, hosts map[string]http.HandlerFunc) *farm {
	t.Helper()
	f := &farm{hosts: hosts}
	f.server = httptest.NewServer(f)
	t.Cleanup(f.server.Close)
	return f
}

func (f *farm) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.asked = append(f.asked, r.Method+" "+r.Host+r.URL.RequestURI())
	f.mu.Unlock()
	f.hosts[r.Host](w, r)
}

// RoundTrip sends the request for a host of the farm to its server; no other host has a
// name here.
func (f *farm) RoundTrip(r *http.Request) (*http.Response, error) {
	host := r.URL.Host
	if f.hosts[host] == nil {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}}
	}
	inner := r.Clone(r.Context())
	inner.Host = host
	inner.URL.Scheme, inner.URL.Host = "http", f.server.Listener.Addr().String()
	return f.server.Client().Transport.RoundTrip(inner)
}

func (f *farm) requests() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.asked, "\n")
}

// says answers with a body of JSON.
func says(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

// html answers with a page.
func html(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
		fmt.Fprint(w, "<!doctype html><title>404 Project Not Found</title>")
	}
}

// withHeader adds a header to an answer.
func withHeader(name, value string, inner http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(name, value)
		inner(w, r)
	}
}

// first answers the first requests with one handler, and the rest with another.
func first(times int, before, after http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if times--; times >= 0 {
			before(w, r)
			return
		}
		after(w, r)
	}
}

// cut promises more than it sends.
func cut(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		fmt.Fprint(w, body[:len(body)-1])
	}
}

// swollen sends a good body behind more blanks than are read.
func swollen(body string) http.HandlerFunc {
	return says(200, strings.Repeat(" ", maxReply)+body)
}

// startingWith answers a path that begins so with one handler, and the rest with another.
func startingWith(prefix string, api, page http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.EscapedPath(), prefix) {
			api(w, r)
			return
		}
		page(w, r)
	}
}

// one checks one target on a farm.
func (f *farm) one(t *testing.T, target stemma.Target) stemma.Observation {
	t.Helper()
	return checked(t, still(f), target)[target.Root().URL]
}

func TestFarmKeepsHostsApart(t *testing.T) {
	f := newFarm(t, map[string]http.HandlerFunc{"a.org": page(200), "b.org": page(404)})
	for host, want := range map[string]stemma.Status{"a.org": stemma.Alive, "b.org": stemma.Gone, "c.org": stemma.Unknown} {
		u := url.URL{Scheme: "https", Host: host, Path: "/x"}
		if o := f.one(t, webTarget(u.String())); o.Status != want {
			t.Errorf("%s: %v, want %v", host, o.Status, want)
		}
	}
}
