package check

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stemma"
)

func TestOpenAddresses(t *testing.T) {
	tests := []struct {
		addr string
		open bool
	}{
		{"140.82.121.3", true},
		{"1.1.1.1", true},
		{"2606:50c0:8000::153", true},
		{"::ffff:140.82.121.3", true},
		{"64:ff9b::140.82.121.3", true}, // an IPv6-only network reaches GitHub so
		{"2002:8c52:7903::1", true},
		{"0.0.0.0", false},
		{"10.1.2.3", false},
		{"100.64.0.1", false},
		{"100.127.255.255", false},
		{"127.0.0.1", false},
		{"127.255.255.254", false},
		{"169.254.169.254", false}, // where clouds keep the keys of a machine
		{"172.16.0.1", false},
		{"172.31.255.255", false},
		{"192.168.1.1", false},
		{"198.18.0.1", false},
		{"224.0.0.1", false},
		{"255.255.255.255", false},
		{"::", false},
		{"::1", false},
		{"::ffff:127.0.0.1", false},
		{"::127.0.0.1", false},
		{"64:ff9b::10.0.0.1", false},
		{"64:ff9b:1::1", false},
		{"2002:7f00:1::1", false},
		{"2001:db8::1", false},
		{"fc00::1", false},
		{"fd12:3456::1", false},
		{"fe80::1%eth0", false},
		{"ff02::1", false},
		// The keys of a machine, by all the ways that lead there.
		{"::ffff:169.254.169.254", false},
		{"64:ff9b::169.254.169.254", false},
		{"2002:a9fe:a9fe::1", false},
		{"fd00:ec2::254", false},
		{"100.100.100.200", false},
		// An address of IPv4 inside one of IPv6, in every known form.
		{"::ffff:10.0.0.1", false},
		{"::ffff:0:10.0.0.1", false},
		{"64:ff9b::192.168.1.1", false},
		{"2002:c0a8:101::1", false},
		{"2002:6440:1::1", false},
		{"2001:0:53aa:64c:0:fbfe:3f57:fe01", false}, // Teredo
		{"0.1.2.3", false},
		{"192.0.0.8", false},
		{"192.88.99.1", false},
		{"239.255.255.250", false},
		{"fec0::1", false},
		{"fdff::1", false},
		{"febf::1", false},
		{"100.63.255.255", true},
		{"100.128.0.0", true},
		{"172.32.0.1", true},
		{"169.253.255.255", true},
		{"11.0.0.1", true},
	}
	for _, test := range tests {
		if err := open(netip.MustParseAddr(test.addr)); (err == nil) != test.open {
			t.Errorf("%s: %v", test.addr, err)
		}
	}
}

func TestNamesThatNoProxyIsAsked(t *testing.T) {
	tests := []struct {
		name string
		open bool
	}{
		{"github.com", true},
		{"1und1.de", true},
		{"140.82.121.3", true},
		{"127.0.0.1", false},
		{"127.0.0.1.", false},
		{"127.1", false},
		{"2130706433", false},
		{"0x7f000001", false},
		{"::1", false},
		{"localhost", false},
		{"a.LOCALHOST.", false},
		{"metadata.google.internal", false},
		{"printer.local", false},
		{"169.254.169.254", false},
		{"10.0.0.1", false},
		{"100.64.1.1", false},
		{"::ffff:10.0.0.1", false},
		{"fe80::1%eth0", false},
		{"fd00:ec2::254", false},
		{"0", false},
		{"0177.0.0.1", false},
		{"", false},
	}
	for _, test := range tests {
		if err := openName(test.name); (err == nil) != test.open {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// served starts a server on 127.0.0.1 and counts its requests.
func served(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	count := new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count.Add(1)
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	return server, count
}

func noProxy(*http.Request) (*url.URL, error) { return nil, nil }

func TestPrivateNetworksAreRefused(t *testing.T) {
	server, asked := served(t, page(200))
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	// The second resolves on its way to the connection, as any name does.
	for _, address := range []string{server.URL, "http://localhost:" + port} {
		target := webTarget(address)
		o := checked(t, Config{Proxy: noProxy}, target)[address]
		if o.Status != stemma.Unknown || !strings.Contains(o.Reason, "only the open internet is asked") || o.Evidence.Via != "" {
			t.Errorf("%s: %v %q via %q", address, o.Status, o.Reason, o.Evidence.Via)
		}
		if asked.Load() != 0 {
			t.Fatalf("%s was asked", address)
		}
		o = checked(t, Config{Proxy: noProxy, AllowPrivate: true}, target)[address]
		if o.Status != stemma.Alive || asked.Swap(0) != 1 {
			t.Errorf("%s, allowed: %v %q", address, o.Status, o.Reason)
		}
	}
}

// A page that is reached through the proxy may redirect to a private address; the
// guard stands there as well.
func TestRedirectToPrivateNetwork(t *testing.T) {
	inner, asked := served(t, page(200))
	proxy, _ := served(t, to(301, inner.URL+"/secret"))
	address, _ := url.Parse(proxy.URL)
	tests := []struct {
		name  string
		proxy func(*http.Request) (*url.URL, error)
	}{
		{"through the proxy again", http.ProxyURL(address)},
		{"directly", func(r *http.Request) (*url.URL, error) {
			if r.URL.Host == "page.org" {
				return address, nil
			}
			return nil, nil
		}},
	}
	for _, test := range tests {
		target := webTarget("http://page.org/x")
		o := checked(t, Config{Proxy: test.proxy}, target)[target.URL]
		if o.Status != stemma.Unknown || !strings.Contains(o.Reason, "only the open internet") || len(o.Evidence.Redirects) != 1 {
			t.Errorf("%s: %v %q %v", test.name, o.Status, o.Reason, o.Evidence)
		}
	}
	if asked.Load() != 0 {
		t.Error("the private address was asked")
	}
}

// The proxy may stand on this machine; a target that has the proxy's own address may not be asked.
func TestProxyOnThisMachine(t *testing.T) {
	var through atomic.Value
	server, asked := served(t, func(_ http.ResponseWriter, r *http.Request) { through.Store(r.URL.String()) })
	address, _ := url.Parse(server.URL)
	config := Config{Proxy: func(r *http.Request) (*url.URL, error) {
		if r.URL.Host == address.Host {
			return nil, nil // as NO_PROXY would have it
		}
		return address, nil
	}}
	target := webTarget("http://page.org/x")
	if o := checked(t, config, target)[target.URL]; o.Status != stemma.Alive || through.Load() != "http://page.org/x" {
		t.Errorf("through the proxy: %v %q, it saw %v", o.Status, o.Reason, through.Load())
	}
	asked.Store(0)
	if o := checked(t, config, webTarget(server.URL))[server.URL]; o.Status != stemma.Unknown || asked.Load() != 0 {
		t.Errorf("the proxy itself: %v %q, asked %d times", o.Status, o.Reason, asked.Load())
	}
}

// A proxy setting that can't be read is told without its password.
func TestBadProxySetting(t *testing.T) {
	bad := func(*http.Request) (*url.URL, error) {
		return nil, errors.New("invalid proxy address \"http://me:secret@[::1\"")
	}
	target := webTarget("https://page.org/x")
	o := checked(t, Config{Proxy: bad}, target)[target.URL]
	if o.Status != stemma.Unknown || !strings.Contains(o.Reason, "proxy setting") || strings.Contains(o.Reason, "secret") {
		t.Errorf("%v %q", o.Status, o.Reason)
	}
}

func TestHostileAnswers(t *testing.T) {
	tests := []struct {
		name    string
		handler http.HandlerFunc
		want    stemma.Status
	}{
		{"header without end", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X", strings.Repeat("x", 2*maxHeader))
		}, stemma.Unknown},
		{"body without end", byMethod(page(405), func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		}), stemma.Alive},
		{"no HTTP", func(w http.ResponseWriter, _ *http.Request) { say(w, "SSH-2.0-OpenSSH\r\n") }, stemma.Unknown},
		{"hangs up", func(w http.ResponseWriter, _ *http.Request) { say(w, "") }, stemma.Unknown},
		{"hangs up on HEAD", byMethod(func(w http.ResponseWriter, _ *http.Request) { say(w, "") }, page(200)), stemma.Alive},
		{"absurd code", func(w http.ResponseWriter, _ *http.Request) { say(w, "HTTP/1.1 999 No\r\n\r\n") }, stemma.Unknown},
		{"cut header", func(w http.ResponseWriter, _ *http.Request) { say(w, "HTTP/1.1 404 Not") }, stemma.Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server, _ := served(t, test.handler)
			target := webTarget(server.URL + "/x")
			o := checked(t, Config{Proxy: noProxy, AllowPrivate: true}, target)[target.URL]
			if o.Status != test.want || o.Reason == "" {
				t.Errorf("%v %q, want %v", o.Status, o.Reason, test.want)
			}
		})
	}
}

// say writes raw bytes in place of an answer and closes the connection.
func say(w http.ResponseWriter, raw string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	conn.Write([]byte(raw))
	conn.Close()
}

func TestCertificate(t *testing.T) {
	server := httptest.NewUnstartedServer(page(404))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	o := checked(t, Config{Proxy: noProxy, AllowPrivate: true}, webTarget(server.URL))[server.URL]
	if o.Status != stemma.Unknown || !strings.Contains(o.Reason, "certificate") {
		t.Errorf("%v %q", o.Status, o.Reason)
	}
}

// Over real connections: after a check, and after a cancelled one, nothing is left.
func TestNoConnectionIsLeft(t *testing.T) {
	arrived := make(chan struct{}, 10)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/held" {
			arrived <- struct{}{}
			<-r.Context().Done()
		}
	}))
	var conns atomic.Int32
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			conns.Add(1)
		case http.StateClosed:
			conns.Add(-1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	before := runtime.NumGoroutine()
	config := Config{Proxy: noProxy, AllowPrivate: true, Spacing: -1, Timeout: time.Minute}
	checked(t, config, webTarget(server.URL+"/a"), webTarget(server.URL+"/b"), webTarget(server.URL+"/c"))
	eventually(func() bool { return conns.Load() == 0 }) // it is our side that closes them
	noneLeft(t, before)

	checker, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { <-arrived; cancel() }()
	if err := checker.Check(ctx, []stemma.Target{webTarget(server.URL + "/held")}, func(o stemma.Observation) { t.Errorf("emitted %+v", o) }); err != context.Canceled {
		t.Errorf("the error is %v", err)
	}
	eventually(func() bool { return conns.Load() == 0 })
	noneLeft(t, before)
}
