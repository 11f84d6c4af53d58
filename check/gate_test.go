package check

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"stemma"
)

const second = time.Second

// limiting answers with code and Retry-After the first times, and 200 after that.
func limiting(times int32, code int, retryAfter string) http.HandlerFunc {
	var asked atomic.Int32
	return func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) <= times {
			if retryAfter != "" {
				w.Header().Set("Retry-After", retryAfter)
			}
			w.WriteHeader(code)
		}
	}
}

// Each test asks a host for one page without any spacing, and looks at the waits.
func TestWaits(t *testing.T) {
	tests := []struct {
		name  string
		host  http.HandlerFunc
		waits []time.Duration // the wait that was asked for, before the spacing comes back
		want  stemma.Status
	}{
		{"no limit", page(200), nil, stemma.Alive},
		{"seconds", limiting(1, 429, "7"), []time.Duration{7 * second}, stemma.Alive},
		{"date", limiting(1, 429, "Sat, 01 Mar 2025 12:00:30 GMT"), []time.Duration{30 * second}, stemma.Alive},
		{"date in the past", limiting(1, 429, "Fri, 28 Feb 2025 12:00:30 GMT"), []time.Duration{second}, stemma.Alive},
		{"no time", limiting(2, 429, ""), []time.Duration{second, 2 * second}, stemma.Alive},
		{"nonsense", limiting(1, 429, "soon"), []time.Duration{second}, stemma.Alive},
		{"503 with a time", limiting(1, 503, "3"), []time.Duration{3 * second}, stemma.Alive},
		{"503 without", limiting(1, 503, ""), nil, stemma.Unknown},
		{"403 with a time", limiting(1, 403, "3"), []time.Duration{3 * second}, stemma.Alive},
		{"never enough", limiting(9, 429, "1"), []time.Duration{second, second}, stemma.Unknown},
		{"longer than a run waits", limiting(1, 429, "86400"), nil, stemma.Unknown},
		{"for ever", limiting(1, 429, "99999999999999999999999"), nil, stemma.Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newClock()
			target := webTarget("https://x.org/")
			config := Config{Web: internet{"x.org": test.host}, Now: c.now, Sleep: c.sleep, Spacing: -1}
			o := checked(t, config, target)[target.URL]
			if o.Status != test.want {
				t.Errorf("got %v (%s), want %v", o.Status, o.Reason, test.want)
			}
			if !slices.Equal(c.slept, test.waits) {
				t.Errorf("slept %v, want %v", c.slept, test.waits)
			}
		})
	}
}

// A host that asks for long waits is left alone, and the others of its pages are told why.
func TestPatienceIsForTheWholeHost(t *testing.T) {
	c := newClock()
	var asked int
	config := Config{Now: c.now, Sleep: c.sleep, Web: internet{"x.org": func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Retry-After", "50")
		w.WriteHeader(429)
	}}, PerHost: 1}
	var targets []stemma.Target
	for _, path := range "abcdefghij" {
		targets = append(targets, webTarget("https://x.org/"+string(path)))
	}
	for url, o := range checked(t, config, targets...) {
		if o.Status != stemma.Unknown || o.Reason == "" {
			t.Errorf("%s: %v %q", url, o.Status, o.Reason)
		}
	}
	if asked > 4 || c.total() > DefaultPatience {
		t.Errorf("asked %d times and waited %v", asked, c.total())
	}
}

// With a standing clock and a Sleep that sleeps nothing, everything still ends.
func TestStandingClock(t *testing.T) {
	at := newClock().now()
	config := Config{
		Web:   internet{"x.org": limiting(2, 429, "5"), "arxiv.org": page(200)},
		Now:   func() time.Time { return at },
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	seen := checked(t, config, webTarget("https://x.org/a"), webTarget("https://x.org/b"), webTarget("https://arxiv.org/a"), webTarget("https://arxiv.org/b"))
	for url, o := range seen {
		if o.Status != stemma.Alive {
			t.Errorf("%s: %v %s", url, o.Status, o.Reason)
		}
	}
}

func TestSpacing(t *testing.T) {
	tests := []struct {
		host string
		want time.Duration // for the second and the third request
	}{
		{"x.org", 2 * DefaultSpacing},
		{"arxiv.org", 6 * second},
		{"www.arxiv.org", 6 * second}, // the same gate
	}
	for _, test := range tests {
		c := newClock()
		config := Config{Web: internet{test.host: page(200)}, Now: c.now, Sleep: c.sleep, PerHost: 1}
		checked(t, config, webTarget("https://"+test.host+"/a"), webTarget("https://"+test.host+"/b"), webTarget("https://"+test.host+"/c"))
		if c.total() != test.want {
			t.Errorf("%s: slept %v, want %v", test.host, c.total(), test.want)
		}
	}
}

// A counter counts the requests that are under way, and the most there ever were.
type counter struct {
	mu        sync.Mutex
	now, most map[string]int
	gathered  chan struct{} // closed once full requests are under way at once
	full      int
}

// RoundTrip holds every request until full of them are there, or until no more come.
func (c *counter) RoundTrip(r *http.Request) (*http.Response, error) {
	c.change(r.URL.Host, 1)
	defer c.change(r.URL.Host, -1)
	select {
	case <-c.gathered:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	for range 100 {
		runtime.Gosched() // time for more to come in, if they may
	}
	return internet{r.URL.Host: page(200)}.RoundTrip(r)
}

func (c *counter) change(host string, by int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, key := range []string{host, "all"} {
		c.now[key] += by
		c.most[key] = max(c.most[key], c.now[key])
	}
	if c.now["all"] == c.full {
		close(c.gathered)
		c.full = -1
	}
}

// All requests are held until as many are under way as may be: were a gate narrower,
// this would not end, and were one wider, the most would show it.
func TestAtOnce(t *testing.T) {
	tests := []struct {
		name               string
		jobs, perHost      int
		hosts, pages, full int
	}{
		{"two a host", 8, 0, 3, 5, 6},
		{"eight in all", 0, 0, 9, 3, 8},
		{"three in all", 3, 0, 5, 4, 3},
		{"one a host", 8, 1, 4, 4, 4},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := &counter{now: map[string]int{}, most: map[string]int{}, gathered: make(chan struct{}), full: test.full}
			config := still(c)
			config.Jobs, config.PerHost = test.jobs, test.perHost
			var targets []stemma.Target
			for host := range test.hosts {
				for number := range test.pages {
					targets = append(targets, webTarget("https://h"+string(rune('a'+host))+".org/"+string(rune('a'+number))))
				}
			}
			checked(t, config, targets...)
			for host, most := range c.most {
				if limit := orDefault(test.perHost, DefaultPerHost); host != "all" && most > limit {
					t.Errorf("%s had %d requests at once, want at most %d", host, most, limit)
				}
			}
			if c.most["all"] != test.full {
				t.Errorf("%d requests at once, want %d", c.most["all"], test.full)
			}
		})
	}
}

// Pages of many hosts that all redirect to one still pass its gate.
func TestRedirectsPassTheGateToo(t *testing.T) {
	c := &counter{now: map[string]int{}, most: map[string]int{}, gathered: make(chan struct{}), full: DefaultPerHost}
	config := still(roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "all.org" {
			return internet{r.URL.Host: to(301, "https://all.org/"+r.URL.Host)}.RoundTrip(r)
		}
		return c.RoundTrip(r)
	}))
	checked(t, config, many(20)...)
	if most := c.most["all.org"]; most != DefaultPerHost {
		t.Errorf("%d requests at once, want %d", most, DefaultPerHost)
	}
}

// A host that answers each redirect just in time does not hold a job for long.
func TestSlowRedirects(t *testing.T) {
	c := newClock()
	asked := 0
	config := Config{Now: c.now, Sleep: c.sleep, Spacing: -1, Web: roundTrip(func(r *http.Request) (*http.Response, error) {
		asked++
		c.sleep(r.Context(), 9*second)
		return internet{"slow.org": loop}.RoundTrip(r)
	})}
	target := webTarget("https://slow.org/x")
	if o := checked(t, config, target)[target.URL]; o.Status != stemma.Unknown || asked > probeTimeouts+1 {
		t.Errorf("%v %q after %d requests", o.Status, o.Reason, asked)
	}
}

func TestHostThatDoesNotAnswerIsGivenUp(t *testing.T) {
	asked := 0
	web := roundTrip(func(r *http.Request) (*http.Response, error) {
		asked++
		return nil, errors.New("malformed answer")
	})
	config := still(web)
	config.PerHost = 1
	var targets []stemma.Target
	for _, path := range "abcdefghij" {
		targets = append(targets, webTarget("https://x.org/"+string(path)))
	}
	seen := checked(t, config, targets...)
	if asked > 2 {
		t.Errorf("asked %d times", asked)
	}
	want := "not asked: the host was given up: the answer of x.org can't be read: malformed answer"
	if got := seen["https://x.org/j"].Reason; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "0", "120", "-1", "1e9", "18446744073709551616", "Sat, 01 Mar 2025 12:00:30 GMT", "Sun Nov  6 08:49:37 1994"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if d := retryAfter(value, newClock().now()); d < 0 || d > 366*24*time.Hour {
			t.Errorf("%q gives %v", value, d)
		}
	})
}
