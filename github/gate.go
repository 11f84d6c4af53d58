package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A resource is one of the budgets that GitHub keeps apart.
type resource string

const (
	core    resource = "core"
	graphQL resource = "graphql"
)

// Requests in flight. GitHub allows 100 in all; its advice is to go gently, above all
// with names that are not found.
const (
	restInFlight  = 4
	graphInFlight = 2
)

// mostFailures is how many requests in a row are given up before the run is.
const mostFailures = 4

// defaultPause is how long to keep still when GitHub says "slow down" and not how long:
// its documentation asks for at least a minute.
const defaultPause = time.Minute

// A limitError says that GitHub will not answer any more for now.
type limitError struct{ reason string }

func (e *limitError) Error() string { return e.reason }

// errBudget ends a run that has made as many requests as it may.
var errBudget = &limitError{"not asked: the budget of requests for this run is spent"}

// errToken is what every request after a refused token gets, so that it is refused once
// and not ten thousand times.
var errToken = errors.New("GitHub refused the token (401): it is wrong, expired or revoked; give another or none")

// A closing is a time in which a budget takes no request.
type closing struct {
	until time.Time
	paid  bool // the wait is within MaxWait
}

// A gate lets requests through while GitHub takes them. It is safe for concurrent use.
type gate struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	logf  func(string, ...any)

	mutex     sync.Mutex
	closed    map[resource]closing
	remaining map[resource]int // as the last answer said
	patience  time.Duration    // what is left of MaxWait
	budget    int              // requests left, or negative for no bound
	refused   bool             // the token was
	failures  int              // requests in a row that were given up
	failure   error            // of the last of them
}

func newGate(cfg Config) *gate {
	budget := cfg.Budget
	if budget <= 0 {
		budget = -1
	}
	return &gate{
		now: cfg.Now, sleep: cfg.Sleep, logf: cfg.Logf, patience: max(cfg.MaxWait, 0), budget: budget,
		closed: make(map[resource]closing), remaining: make(map[resource]int),
	}
}

// enter waits until a request may go out, and fails where it never may in this run.
func (g *gate) enter(ctx context.Context, r resource) error {
	wait, err := g.admit(r)
	if err != nil || wait <= 0 {
		return errors.Join(err, ctx.Err())
	}
	g.logf("waiting %s for GitHub's rate limit", wait.Round(time.Second))
	return g.sleep(ctx, wait)
}

func (g *gate) admit(r resource) (wait time.Duration, err error) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	closed := g.closed[r]
	switch wait = closed.until.Sub(g.now()); {
	case g.refused:
		return 0, errToken
	case g.failures >= mostFailures:
		return 0, fmt.Errorf("not asked: the requests before failed (%w)", g.failure)
	case g.budget == 0:
		return 0, errBudget
	case wait > 0 && !closed.paid:
		return 0, &limitError{fmt.Sprintf("not asked: GitHub's rate limit is spent until %s", closed.until.UTC().Format("2006-01-02 15:04 MST"))}
	}
	if g.budget > 0 {
		g.budget--
	}
	return wait, nil
}

// refuse notes that the token was refused.
func (g *gate) refuse() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.refused = true
}

// count notes that a request was answered (nil) or given up. After several in a row that
// were given up no more are made: a missing network is found out once.
func (g *gate) count(err error) {
	if errors.As(err, new(*limitError)) || errors.Is(err, errTooDear) {
		return
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.failure = err
	if g.failures++; err == nil {
		g.failures = 0
	}
}

// note reads how much of the budget an answer leaves.
func (g *gate) note(r resource, header http.Header) {
	left, err := strconv.Atoi(header.Get("X-Ratelimit-Remaining"))
	if err != nil {
		return
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.remaining[r] = left
}

// left returns how many requests GitHub said that it still takes.
func (g *gate) left(r resource) int {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	return g.remaining[r]
}

// close keeps requests back as long as the answer asks for. The waits of one client,
// taken together, are at most MaxWait.
func (g *gate) close(r resource, header http.Header) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	now := g.now()
	from, until := now, now.Add(pause(header, now))
	before := g.closed[r]
	if before.until.After(now) {
		from = before.until
	}
	if !until.After(from) {
		return
	}
	// Those who wait for the same limit wait at the same time: it is paid for once.
	more := until.Sub(from)
	paid := more <= g.patience && (before.paid || from.Equal(now))
	if paid {
		g.patience -= more
	}
	g.closed[r] = closing{until: until, paid: paid}
}

// pause returns how long an answer asks to keep still: Retry-After in seconds or as a
// date, else the reset of a spent budget, else a minute.
func pause(header http.Header, now time.Time) time.Duration {
	if after := header.Get("Retry-After"); after != "" {
		if seconds, err := strconv.Atoi(after); err == nil {
			return bounded(time.Duration(seconds) * time.Second)
		}
		if at, err := http.ParseTime(after); err == nil {
			return bounded(at.Sub(now))
		}
	}
	if strings.TrimSpace(header.Get("X-Ratelimit-Remaining")) == "0" {
		if reset, err := strconv.ParseInt(header.Get("X-Ratelimit-Reset"), 10, 64); err == nil {
			return bounded(time.Unix(reset, 0).Sub(now))
		}
	}
	return defaultPause
}

// bounded keeps a wait that a server asks for within reason: at least a second, at most a day.
func bounded(d time.Duration) time.Duration { return min(max(d, time.Second), 24*time.Hour) }
