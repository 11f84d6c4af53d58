package github

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"
)

// A resource is one of GitHub's primary limits.
type resource string

const (
	core    resource = "core"    // REST
	graphQL resource = "graphql" // in points
)

// How the gate behaves when things go wrong.
const (
	firstBackoff = 250 * time.Millisecond // doubled each time, up to
	maxBackoff   = 8 * time.Second
	// secondaryWait is how long a secondary limit lasts when its answer does not say:
	// the documentation asks for a minute at least.
	secondaryWait = time.Minute
	// unsaidWait is how long a 429 is waited for that says nothing at all, the first time:
	// GitHub's own limits have their words and headers, so that it is likely the hiccup
	// of something on the way. A second one in a row counts as a secondary limit.
	unsaidWait = time.Second
	// outagePatience is how long a server that was there is waited for, and
	// absencePatience how long one that never answered: without a network, a run
	// should say so soon.
	outagePatience  = 30 * time.Second
	absencePatience = 3 * time.Second
	// restAfterOutage is how long nothing is asked once patience is at its end.
	restAfterOutage = time.Minute
	// probes is how many requests may be in the air before the first answer of a window
	// tells how many may follow. It is not one, lest one that hangs holds up all.
	probes = 2
	// toleratedFaults in a row are the affair of the requests that met them; with more,
	// everybody waits.
	toleratedFaults = 2
)

// A gate is passed before each request. It knows what is left of the limits, closes
// when the server asks for it or is in trouble, and gives up when that lasts.
type gate struct {
	now     func() time.Time
	sleep   func(context.Context, time.Duration) error
	logf    func(string, ...any)
	maxWait time.Duration

	mu      sync.Mutex
	windows map[resource]*window
	free    map[resource]bool // the server keeps no such limit
	flying  map[resource]int  // requests without an answer yet
	landing chan struct{}     // closed when the next of them is over
	budget  int               // points left; negative for no bound
	aside   int               // requests of core that are spared for details
	good    int               // usable answers so far

	shut    time.Time // nobody passes before
	closed  int       // how many times in a row the gate was shut
	faults  int       // since the last good answer
	since   time.Time // of the first of them
	last    time.Time // of the last of them
	epoch   int       // counts closings, so that one event closes the gate once
	dead    *fault    // nothing is asked until deadEnd, or ever if it is zero
	deadEnd time.Time
}

// A window is what is left of a primary limit.
type window struct {
	reset     int64 // as the server writes it, which tells one window from the next
	end       time.Time
	remaining int
}

// A pass is the right to make one request.
type pass struct {
	res   resource
	epoch int
	good  int // good answers when it was given
}

func newGate(cfg Config) *gate {
	g := &gate{now: cfg.Now, sleep: cfg.Sleep, logf: cfg.Logf, maxWait: max(cfg.MaxWait, 0), budget: cfg.Budget, windows: map[resource]*window{}, free: map[resource]bool{}, flying: map[resource]int{}, landing: make(chan struct{})}
	if cfg.Budget <= 0 {
		g.budget = -1
	}
	return g
}

// enter waits until a request for res may be made. It returns a fault when it may not
// be made in time, and ctx's error when that ends first.
func (g *gate) enter(ctx context.Context, res resource) (pass, *fault, error) {
	for {
		if err := ctx.Err(); err != nil {
			return pass{}, nil, err
		}
		p, wait, landing, f := g.try(res)
		var err error
		switch {
		case landing != nil:
			select {
			case <-landing:
			case <-ctx.Done():
			}
		case f != nil || wait <= 0:
			return p, f, nil
		default:
			err = g.sleep(ctx, wait)
		}
		if err != nil {
			return pass{}, nil, err
		}
	}
}

// try lets one request through, or says how long to wait, or what for, or why not to.
func (g *gate) try(res resource) (p pass, wait time.Duration, landing <-chan struct{}, f *fault) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if f := g.closedFor(now); f != nil {
		return p, 0, nil, f
	}
	w := g.windows[res]
	if w != nil && !now.Before(w.end) {
		delete(g.windows, res)
		w = nil
	}
	switch {
	case w != nil && w.remaining <= 0 && w.end.Sub(now) > g.maxWait:
		return p, 0, nil, spent(w.end)
	case w != nil && w.remaining <= 0:
		g.logf("github: the %s limit is spent; waiting until %s", res, clock(w.end))
		return p, w.end.Sub(now), nil, nil
	case now.Before(g.shut):
		return p, g.shut.Sub(now), nil, nil
	case w == nil && !g.free[res] && g.flying[res] >= probes:
		return p, 0, g.landing, nil
	case w != nil:
		w.remaining--
	}
	if g.budget > 0 {
		g.budget--
	}
	g.flying[res]++
	return pass{res: res, epoch: g.epoch, good: g.good}, 0, nil, nil
}

// closedFor returns why nothing at all may be asked; nil if something may.
func (g *gate) closedFor(now time.Time) *fault {
	if g.dead != nil && (g.deadEnd.IsZero() || now.Before(g.deadEnd)) {
		return g.dead.withheld()
	}
	g.dead = nil
	if g.budget == 0 {
		return overBudget()
	}
	return nil
}

// left returns what is left of the budget; negative for no bound.
func (g *gate) left() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.budget
}

// charge takes points off the budget, beyond the one that each request costs.
func (g *gate) charge(points int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.budget > 0 {
		g.budget = max(0, g.budget-points)
	}
}

// spare sets a request of core aside for a detail, if one can be spared with waiting
// other questions still to be asked. The caller gives it back when it is over. Without
// that, several who look at what is left at the same time would all take the last one.
func (g *gate) spare(waiting int) (back func(), ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	need := waiting + g.aside
	if g.budget >= 0 && g.budget <= need {
		return nil, false
	}
	// Of a window that has just begun nothing is known yet, and its first answer did not
	// count the other probes.
	w := g.windows[core]
	if w == nil && !g.free[core] || w != nil && (w.remaining <= need+probes-1 || !g.now().Before(w.end)) {
		return nil, false
	}
	g.aside++
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.aside--
	}, true
}

// landed takes note that a request is over, however it ended.
func (g *gate) landed(p pass) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.flying[p.res]--
	close(g.landing)
	g.landing = make(chan struct{})
}

// learn takes what an answer says of the limits. Answers come in any order: within a
// window what is left only sinks.
func (g *gate) learn(res resource, a answer) {
	remaining, err1 := strconv.Atoi(a.header.Get("X-Ratelimit-Remaining"))
	reset, err2 := strconv.ParseInt(a.header.Get("X-Ratelimit-Reset"), 10, 64)
	g.mu.Lock()
	defer g.mu.Unlock()
	w := g.windows[res]
	if err1 != nil || err2 != nil {
		g.free[res] = w == nil && a.code < 500 // an Enterprise server may keep no limits
		return
	}
	if w == nil || w.reset < reset {
		w = &window{reset: reset, end: g.now().Add(resetAfter(a.header, g.now())), remaining: remaining}
		g.windows[res] = w
	}
	if w.reset == reset { // and not a late answer of the window before
		w.remaining = min(w.remaining, remaining)
	}
}

// succeeded takes note of a usable answer.
func (g *gate) succeeded() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.good++
	g.faults, g.closed, g.since = 0, 0, time.Time{}
}

// failed takes note of a fault. It reports whether the server answered others well
// since p was given, so that the fault is the request's own, and whether everybody
// waits because of it.
func (g *gate) failed(p pass, f *fault) (own, shut bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	if f.kind == refused {
		g.dead, g.deadEnd = f, time.Time{}
		return false, true
	}
	if g.since.IsZero() || now.Sub(g.last) > max(g.maxWait, restAfterOutage) {
		g.since, g.faults, g.closed = now, 0, 0 // what was long ago is another matter
	}
	g.last = now
	g.faults++
	if p.epoch == g.epoch && (f.kind == limited || g.faults > toleratedFaults) {
		g.close(now, p.res, f)
	}
	return f.kind == transient && g.good > p.good, f.kind == limited || now.Before(g.shut)
}

// close shuts the gate for as long as f asks for, or gives up.
func (g *gate) close(now time.Time, res resource, f *fault) {
	g.epoch++
	wait := f.wait
	switch {
	case wait > 0:
	case f.unsaid && g.closed == 0:
		wait = unsaidWait
	case f.unsaid:
		if g.closed == 1 {
			g.since = now // the hiccup was none: patience begins here
		}
		wait = secondaryWait << min(g.closed-1, 4)
	case f.kind == limited:
		wait = secondaryWait << min(g.closed, 4)
	default:
		wait = backoff(g.closed + toleratedFaults)
	}
	g.closed++
	end := now.Add(wait)
	if end.Sub(g.since) > g.patience(f) {
		g.giveUp(now, end, f)
		return
	}
	if end.After(g.shut) {
		g.shut = end
	}
	g.logf("github: %s; waiting %v before asking on (%s)", f.why, wait.Round(time.Millisecond), res)
}

func (g *gate) patience(f *fault) time.Duration {
	switch {
	case f.kind == limited:
		return g.maxWait
	case g.good == 0 && f.code == 0:
		return absencePatience
	default:
		return outagePatience
	}
}

// giveUp makes everything unknown until end. A primary limit is of one resource only
// and is known to its window, which is left to say so.
func (g *gate) giveUp(now, end time.Time, f *fault) {
	g.since, g.closed, g.faults = time.Time{}, 0, 0
	g.dead, g.deadEnd = f, now.Add(restAfterOutage)
	if f.kind != limited {
		return
	}
	g.dead, g.deadEnd = spent(end), end
	for _, w := range g.windows {
		if w.remaining <= 0 && !w.end.Before(end) {
			g.dead = nil
		}
	}
}

// withheld returns f for a question that was not even put, and need not be.
func (f *fault) withheld() *fault {
	kind := f.kind
	if kind == transient {
		kind = final
	}
	return &fault{kind: kind, why: f.why, unasked: kind == limited}
}

func spent(until time.Time) *fault {
	return &fault{kind: limited, why: fmt.Sprintf("%s until %s", limitReason, clock(until)), unasked: true}
}

func clock(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }

// backoff returns the wait before try n+1, with jitter so that many do not come back
// at once.
func backoff(n int) time.Duration {
	d := min(firstBackoff<<min(n, 10), maxBackoff)
	return d/2 + rand.N(d/2)
}
