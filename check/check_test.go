package check

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"stemma"
)

func TestEachTargetOnce(t *testing.T) {
	seen := checked(t, still(internet{"ok.org": page(200), "github.com": page(200)}),
		webTarget("https://ok.org/a"), webTarget("https://ok.org/a/"), webTarget("https://www.ok.org/a"), webTarget("https://ok.org/A"),
		githubTarget("Owner/Repo"), githubTarget("owner/repo"),
		stemma.Target{URL: "https://github.com/owner/repo/tree/main", Kind: stemma.KindRepository, Host: "github.com", Owner: "owner", Repo: "repo", Path: "tree/main"})
	want := "https://github.com/Owner/Repo https://ok.org/A https://ok.org/a"
	if got := strings.Join(sortedKeys(seen), " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNothingToCheck(t *testing.T) {
	if seen := checked(t, still(internet{})); len(seen) != 0 {
		t.Errorf("got %v", seen)
	}
}

func TestConfigThatMakesNoSense(t *testing.T) {
	for _, config := range []Config{
		{GitHubWeb: "github.com"}, {GitHubWeb: "ftp://github.com"}, {GitHubWeb: "https://"}, {GitHubWeb: "://"},
		{Jobs: -1}, {PerHost: -1}, {Timeout: -1}, {Patience: -1},
	} {
		if _, err := New(config); err == nil {
			t.Errorf("%+v was accepted", config)
		}
	}
}

// many returns pages on so many hosts, one each.
func many(hosts int) []stemma.Target {
	var targets []stemma.Target
	for i := range hosts {
		targets = append(targets, webTarget(fmt.Sprintf("https://h%d.org/", i)))
	}
	return targets
}

// Without a network everything is unknown and little is tried, whatever way the
// missing network shows.
func TestNoNetwork(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		asked int64 // at most, of 500 hosts
	}{
		{"no route", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ENETUNREACH)}, 2 * DefaultJobs},
		{"no name server", &net.OpError{Op: "dial", Err: &net.DNSError{Err: "server misbehaving", Name: "h.org", IsTemporary: true}}, 2 * DefaultJobs},
		{"silence", &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, 2 * DefaultJobs},
		{"no proxy", &net.OpError{Op: "proxyconnect", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, 2 * DefaultJobs},
		// These may be true of every single host, and cost no time.
		{"no such name", &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "h.org", IsNotFound: true}}, 500},
		{"refused", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, 500},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int64
			config := still(roundTrip(func(*http.Request) (*http.Response, error) {
				asked.Add(1)
				return nil, test.err
			}))
			seen := checked(t, config, many(500)...)
			for url, o := range seen {
				if o.Status != stemma.Unknown || o.Reason == "" || o.Evidence.Code != 0 {
					t.Errorf("%s: %v %q", url, o.Status, o.Reason)
				}
			}
			if len(seen) != 500 || asked.Load() > test.asked {
				t.Errorf("%d observations, asked %d times, want 500 and at most %d", len(seen), asked.Load(), test.asked)
			}
		})
	}
}

// Dead hosts among living ones are no missing network: it takes many in a row, and
// more of them once the network is known to have worked.
func TestSomeHostsOutOfReach(t *testing.T) {
	tests := []struct {
		worked, between bool // a host was reached before; … and after every second failure
		fails           int
		down            bool
	}{
		{false, false, lostAtFirst - 1, false},
		{false, false, lostAtFirst, true},
		{true, false, lostAtFirst, false},
		{true, false, lostLater, true},
		{true, true, 10 * lostLater, false},
	}
	for _, test := range tests {
		var n network
		if test.worked {
			n.reached()
		}
		for i := range test.fails {
			n.unreachable(fmt.Sprintf("h%d.org", i), "no answer")
			n.unreachable(fmt.Sprintf("h%d.org", i), "no answer") // the same host counts once
			if test.between && i%2 == 1 {
				n.reached()
			}
		}
		if down := n.state() != nil; down != test.down {
			t.Errorf("%+v: down %t", test, down)
		}
	}
}

// After a cancellation everything learnt has been emitted, the error says why it
// ended, and no goroutine is left, be it asking, waiting for a gate or for a page.
func TestCancel(t *testing.T) {
	before := runtime.NumGoroutine()
	held := make(chan struct{}, 100)
	web := roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host == "quick.org" {
			return internet{r.URL.Host: page(200)}.RoundTrip(r)
		}
		held <- struct{}{}
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	waiting := make(chan struct{}, 100)
	config := Config{Web: web, Timeout: time.Hour, Sleep: func(ctx context.Context, _ time.Duration) error {
		waiting <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}}
	checker, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for range DefaultJobs - 1 { // one job stays for quick.org
			<-held
		}
		<-waiting
		cancel()
	}()
	targets := append([]stemma.Target{webTarget("https://quick.org/a"), webTarget("https://quick.org/b"), webTarget("https://quick.org/c")}, many(DefaultJobs-1)...)
	var emitted []string
	err = checker.Check(ctx, targets, func(o stemma.Observation) { emitted = append(emitted, o.Target.URL) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if len(emitted) != 1 || !strings.HasPrefix(emitted[0], "https://quick.org/") {
		t.Errorf("emitted %v, want one page of quick.org", emitted)
	}
	noneLeft(t, before)
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	checker, err := New(still(roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("asked") })))
	if err != nil {
		t.Fatal(err)
	}
	err = checker.Check(ctx, append(many(3), githubTarget("a/b")), func(o stemma.Observation) { t.Errorf("emitted %v", o) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// eventually lets others run until something is so, and reports whether it ever was.
func eventually(is func() bool) bool {
	for range 1_000_000 {
		if is() {
			return true
		}
		runtime.Gosched()
	}
	return false
}

// noneLeft fails when there are more goroutines than before, once those that are
// about to end had their turn.
func noneLeft(t *testing.T, before int) {
	t.Helper()
	if eventually(func() bool { return runtime.NumGoroutine() <= before }) {
		return
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}
