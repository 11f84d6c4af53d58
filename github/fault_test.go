package github_test

import (
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

var living = []githubtest.Repository{{FullName: "o/r"}, {FullName: "o/s"}, {FullName: "o/t"}}

func broken(faults ...githubtest.Fault) githubtest.State {
	return githubtest.State{Repositories: living, Faults: faults}
}

// Whatever goes wrong for ever is unknown, and says why.
func TestAFaultIsNeverAVerdict(t *testing.T) {
	table := []struct{ kind, reason string }{
		{"500", "GitHub answered 500"},
		{"502", "GitHub answered 502"},
		{"503", "GitHub answered 503"},
		{"504", "GitHub answered 504"},
		{"429", "GitHub's rate limit is spent"},
		{"secondary", "GitHub's rate limit is spent"},
		{"403", "Resource not accessible by personal access token"},
		{"saml", "says nothing of the repository"},
		{"html", "makes no sense"},
		{"object", "makes no sense"},
		{"null", "makes no sense"},
		{"empty", "makes no sense"},
		{"html-404", "404 Not Found, in a form that GitHub's API does not use"},
		{"html-502", "GitHub answered 502"},
		{"cut", "GitHub could not be reached: unexpected EOF"},
		{"hang-up", "GitHub could not be reached"},
		{"bomb", "larger than any true answer"},
		{"redirect", "redirect to another host"},
		{"loop", "chain of more than 5 redirects"},
	}
	for _, row := range table {
		t.Run(row.kind, func(t *testing.T) {
			bothWays(t, func(t *testing.T, token string) {
				b := newBench(t, broken(githubtest.Fault{Kind: row.kind}), github.Config{Token: token, MaxBody: 1 << 20})
				for _, o := range b.look(t, "o/r", "o/s", "o/t") {
					if o.Status != stemma.Unknown || !strings.Contains(o.Reason, row.reason) {
						t.Errorf("%v (%s), want unknown (… %s …)", o.Status, o.Reason, row.reason)
					}
				}
				if b.slept > 10*time.Minute || len(b.server.Requests()) > 150 {
					t.Errorf("gave up after %v and %d requests", b.slept, len(b.server.Requests()))
				}
			})
		})
	}
}

// Whatever passes is got over.
func TestAPassingFaultIsGotOver(t *testing.T) {
	for _, kind := range []string{"500", "502", "503", "504", "html", "object", "null", "empty", "cut", "hang-up", "html-502"} {
		t.Run(kind, func(t *testing.T) {
			bothWays(t, func(t *testing.T, token string) {
				b := newBench(t, broken(githubtest.Fault{Kind: kind, Times: 3}), github.Config{Token: token})
				for _, o := range b.look(t, "o/r", "o/s", "o/t") {
					if o.Status != stemma.Alive {
						t.Errorf("%v (%s), want alive", o.Status, o.Reason)
					}
				}
			})
		})
	}
}

func TestAnOutageIsWaitedOut(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		state := broken(githubtest.Fault{Kind: "503", After: 1, Lasts: githubtest.Duration{Duration: 20 * time.Second}})
		b := newBench(t, state, github.Config{Token: token})
		b.one(t, "o/r")
		for _, o := range b.look(t, "o/r", "o/s", "o/t") {
			if o.Status != stemma.Alive {
				t.Errorf("%v (%s), want alive", o.Status, o.Reason)
			}
		}
	})
}

// Where there is no server, a run of any size learns so at once.
func TestNoNetwork(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{}, github.Config{Token: token, BaseURL: "http://127.0.0.1:1/"})
		names := make([]string, 2000)
		for i := range names {
			names[i] = "o/r" + strconv.Itoa(i)
		}
		for _, o := range b.look(t, names...) {
			if o.Status != stemma.Unknown || !strings.Contains(o.Reason, "GitHub could not be reached") || github.RateLimited(o) {
				t.Fatalf("%v (%s), want unknown", o.Status, o.Reason)
			}
		}
		if b.slept > 30*time.Second {
			t.Errorf("waited %v for a server that never was there", b.slept)
		}
	})
}

func TestATimeOutCoversEachRequest(t *testing.T) {
	state := broken(githubtest.Fault{Kind: "hang"})
	b := newBench(t, state, github.Config{Timeout: 20 * time.Millisecond})
	if o := b.one(t, "o/r"); o.Status != stemma.Unknown || !strings.Contains(o.Reason, "did not answer within 20ms") {
		t.Errorf("%v (%s), want unknown", o.Status, o.Reason)
	}
}

// A lastOne is a transport that lets the requests for one repository through only
// after ten more of the others: the clock of these tests runs ahead while they sleep, and
// would else take one broken repository for an outage.
type lastOne struct {
	path    string
	most    int // others that there are
	mutex   sync.Mutex
	changed sync.Cond
	others  int
	tries   int
}

func (l *lastOne) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, l.path) {
		l.mutex.Lock()
		l.tries++
		for l.others < min(10*l.tries, l.most) {
			l.changed.Wait()
		}
		l.mutex.Unlock()
		return http.DefaultTransport.RoundTrip(r)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	l.mutex.Lock()
	l.others++
	l.mutex.Unlock()
	l.changed.Broadcast()
	return response, err
}

// Only its own trouble counts against a repository, and not for ever.
func TestOneBrokenRepositoryDoesNotHoldUpTheOthers(t *testing.T) {
	state := broken(githubtest.Fault{Kind: "500", Repository: "o/s"})
	for i := range 40 {
		state.Repositories = append(state.Repositories, githubtest.Repository{FullName: "o/r" + strconv.Itoa(i)})
	}
	state.Limit = -1
	order := &lastOne{path: "/repos/o/s", most: 40}
	order.changed.L = &order.mutex
	b := newBench(t, state, github.Config{Transport: order})
	var names []string
	for _, r := range state.Repositories {
		names = append(names, r.FullName)
	}
	for i, o := range b.look(t, names...) {
		if want := names[i] != "o/s"; (o.Status == stemma.Alive) != want {
			t.Errorf("%s: %v (%s)", names[i], o.Status, o.Reason)
		}
	}
	tries := 0
	for _, r := range b.server.Requests() {
		if r.Path == "/repos/o/s" {
			tries++
		}
	}
	if tries > 16 {
		t.Errorf("the broken one was asked for %d times", tries)
	}
}

func TestTheTokenGoesNowhereElse(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, broken(githubtest.Fault{Kind: "redirect"}), github.Config{Token: token})
		b.one(t, "o/r")
		if n := len(b.server.Elsewhere()); n != 0 {
			t.Errorf("another host was asked %d times", n)
		}
		for _, r := range b.server.Requests() {
			if want := token != ""; (r.Authorization == "Bearer "+token) != want {
				t.Errorf("%s %s came with authorization %q", r.Method, r.Path, r.Authorization)
			}
		}
	})
}

func TestABombIsNotUnpacked(t *testing.T) {
	b := newBench(t, broken(githubtest.Fault{Kind: "bomb"}), github.Config{})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b.one(t, "o/r")
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 128<<20 {
		t.Errorf("%d MB were allocated for a bomb of 256 MB", grown>>20)
	}
}

// go-github's own struct fails as a whole here.
func TestCustomPropertiesMayHoldAnArray(t *testing.T) {
	state := githubtest.State{Repositories: []githubtest.Repository{{FullName: "o/r", CustomProperties: []byte(`{"teams":["a","b"],"one":"x"}`)}}}
	if o := newBench(t, state, github.Config{}).one(t, "o/r"); o.Status != stemma.Alive {
		t.Errorf("%v (%s), want alive", o.Status, o.Reason)
	}
}

func TestSizeZeroIsNotEmpty(t *testing.T) {
	state := githubtest.State{Limit: 1, Repositories: []githubtest.Repository{{FullName: "o/r", Size: 0}}}
	o := newBench(t, state, github.Config{}).one(t, "o/r")
	if o.Status != stemma.Alive || !github.Shallow(o) {
		t.Errorf("%v (%s), want alive, its files not looked at", o.Status, o.Reason)
	}
}

func TestABlockWithASpentLimitIsABlock(t *testing.T) {
	o := newBench(t, broken(githubtest.Fault{Kind: "spent-and-blocked"}), github.Config{}).one(t, "o/r")
	if o.Status != stemma.Blocked {
		t.Errorf("%v (%s), want blocked", o.Status, o.Reason)
	}
}

func TestABadTokenIsTriedOnce(t *testing.T) {
	state := broken()
	state.Token = "another"
	b := newBench(t, state, github.Config{Token: token})
	names := make([]string, 200)
	for i := range names {
		names[i] = "o/r" + strconv.Itoa(i)
	}
	for _, o := range b.look(t, names...) {
		if !github.TokenRefused(o) || github.RateLimited(o) {
			t.Fatalf("%v (%s), want a refused token", o.Status, o.Reason)
		}
	}
	if n := len(b.server.Requests()); n > 2 {
		t.Errorf("%d requests with a bad token, want those in flight at most: 2", n)
	}
}

func TestRenameThatLeadsNowhereIsGone(t *testing.T) {
	state := githubtest.State{
		Repositories: []githubtest.Repository{{FullName: "o/old", State: "moved", MovedTo: "o/new", ID: 5}},
		Faults:       []githubtest.Fault{{Kind: "html-404", Path: "/repositories/5"}},
	}
	if o := newBench(t, state, github.Config{}).one(t, "o/old"); o.Status != stemma.Unknown {
		t.Errorf("%v (%s), want unknown: a proxy's 404 is no answer of GitHub's", o.Status, o.Reason)
	}
}

func TestAnonymousServersThatWantATokenSaySo(t *testing.T) {
	b := newBench(t, githubtest.State{}, github.Config{Transport: roundTrip(func(r *http.Request) *http.Response {
		return answer(r, 401, nil, `{"message":"Must authenticate to access this API."}`)
	})})
	if o := b.one(t, "o/r"); o.Status != stemma.Unknown || !strings.Contains(o.Reason, "without a token") || github.TokenRefused(o) {
		t.Errorf("%v (%s), want unknown for want of a token", o.Status, o.Reason)
	}
}
