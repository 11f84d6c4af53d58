package check

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Bounds of what a gate does by itself.
const (
	firstPause   = time.Second      // after a first refusal that names no time
	longestPause = time.Minute      // after many
	widest       = 10 * time.Second // the spacing that refusals lead to at most
)

// A gate is the way to one host: so many requests at once, and so far apart. It
// widens the spacing when the host says "too many", waits as long as the host asks,
// and closes for the rest of the run when the waits add up to more than patience or
// the host answers nothing at all.
//
// It needs no clock that moves: a wait is slept through once and never looked at
// again, so that a test with a standing clock ends.
type gate struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
	slots chan struct{} // holds one token for each request under way
	turn  chan struct{} // holds a token while someone waits to start

	mu       sync.Mutex
	base     time.Duration // the spacing of good times
	spacing  time.Duration
	wait     time.Duration // to be waited, from since on, before the next request
	since    time.Time
	patience time.Duration // what is left of it
	refusals int           // in a row
	deaf     int           // requests without an answer, in a row
	deafest  int           // more than these, and the host is left alone
	shut     error         // why the gate is closed; nil while it is open
}

// enter waits for the gate and takes a place, which leave gives back. It returns the
// reason when the gate is closed, or ctx.Err().
func (g *gate) enter(ctx context.Context) error {
	if err := take(ctx, g.slots); err != nil {
		return err
	}
	err := g.pass(ctx)
	if err != nil {
		g.leave()
	}
	return err
}

func (g *gate) leave() { <-g.slots }

// pass waits until the next request may start.
func (g *gate) pass(ctx context.Context) error {
	if err := take(ctx, g.turn); err != nil {
		return err
	}
	defer func() { <-g.turn }()
	for {
		wait, err := g.due()
		if err != nil {
			return err
		}
		if wait <= 0 {
			return nil
		}
		if err := g.sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// due returns what is still to be waited and takes it as waited; when nothing is,
// it counts the spacing of the request that starts now.
func (g *gate) due() (time.Duration, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut != nil {
		return 0, g.shut
	}
	now := g.now()
	wait := g.wait - max(0, now.Sub(g.since))
	g.wait = 0
	if wait <= 0 {
		g.wait, g.since = g.spacing, now
	}
	return wait, nil
}

// answered tells the gate that the host answered with something else than "too many".
func (g *gate) answered() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refusals, g.deaf = 0, 0
	g.spacing -= (g.spacing - g.base) / 8
}

// refused tells the gate that the host said "too many", and for how long it asked to
// be left alone; 0 when it did not say.
func (g *gate) refused(pause time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if pause <= 0 {
		pause = min(firstPause<<min(g.refusals, 16), longestPause)
	}
	g.refusals++
	g.deaf = 0
	g.spacing = min(max(2*g.spacing, firstPause/4), widest)
	if pause <= g.wait {
		return // a wait as long is already to come
	}
	g.wait, g.since = pause, g.now()
	g.patience -= pause
	if g.patience < 0 && g.shut == nil {
		g.shut = notAsked(fmt.Sprintf("the host limits its visitors and asks for %s more, which is longer than one run waits", pause.Round(time.Second)))
	}
}

// failed tells the gate that no answer came; for good says that asking again is useless.
func (g *gate) failed(reason string, forGood bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.deaf++
	if (forGood || g.deaf > g.deafest) && g.shut == nil {
		g.shut = notAsked("the host was given up: " + reason)
	}
}

// take puts a token into full, or returns ctx.Err().
func take(ctx context.Context, full chan<- struct{}) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case full <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// gates holds the gate of each host of a run.
type gates struct {
	config Config
	mu     sync.Mutex
	byHost map[string]*gate
}

// of returns the gate of a host, which all hosts of its service share.
func (g *gates) of(host string) *gate {
	host = gateName(host)
	g.mu.Lock()
	defer g.mu.Unlock()
	if found := g.byHost[host]; found != nil {
		return found
	}
	m := mannersOf(host, g.config)
	fresh := &gate{
		now: g.config.Now, sleep: g.config.Sleep,
		slots: make(chan struct{}, m.atOnce), turn: make(chan struct{}, 1),
		base: m.spacing, spacing: m.spacing, patience: g.config.Patience, deafest: m.atOnce,
	}
	g.byHost[host] = fresh
	return fresh
}
