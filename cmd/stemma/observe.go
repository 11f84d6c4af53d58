package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/check"
	"stemma/github"
	"stemma/store"
)

// An observer finds out the present state of targets: from the store where that is
// fresh enough, else by a check whose outcome it stores. Several may work on one store
// at once, in processes of their own: what one is checking the others wait for.
type observer struct {
	path       string
	store      *store.Store // nil until it is opened
	newChecker func(*store.Store) (*check.Checker, error)
	checker    *check.Checker // nil when offline
	console    *console
	host       string // of the repositories that the API knows
	maxAge     time.Duration
	now        func() time.Time
	sleep      func(context.Context, time.Duration) error
	tick       <-chan time.Time // says when a lease is to be renewed
	token      bool             // GitHub is not asked as a guest
}

// newObserver returns the observer for a run, which the caller closes. It looks at the
// flags and leaves the store for open, so that a mistake leaves no store behind.
func (p *program) newObserver(c *cli.Context, console *console) (*observer, error) {
	to, err := p.connection(c)
	if err != nil {
		return nil, err
	}
	o := &observer{path: c.String("db"), console: console, host: to.host, maxAge: to.maxAge, now: p.now, sleep: p.sleep,
		tick: time.Tick(store.RenewEvery), token: !to.guest()}
	if o.sleep == nil {
		o.sleep = pause
	}
	if !to.offline {
		o.newChecker = func(s *store.Store) (*check.Checker, error) { return p.newChecker(to, s, console) }
	}
	return o, nil
}

// openObserver returns an observer with its store open.
func (p *program) openObserver(c *cli.Context, console *console) (*observer, error) {
	o, err := p.newObserver(c, console)
	if err != nil {
		return nil, err
	}
	return o, o.open(c.Context)
}

// open opens the store, unless it is open. It asks nothing yet.
func (o *observer) open(ctx context.Context) error {
	if o.store != nil {
		return nil
	}
	s, err := store.Open(ctx, o.path)
	if err != nil {
		return err
	}
	if o.newChecker != nil {
		if o.checker, err = o.newChecker(s); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	o.store = s
	return nil
}

// Close closes the store where it was opened.
func (o *observer) Close() error {
	if o.store == nil {
		return nil
	}
	return o.store.Close()
}

// observe calls each with one observation for every distinct target, as they become
// known. An interruption keeps what was learnt and is returned.
func (o *observer) observe(ctx context.Context, targets []stemma.Target, each func(stemma.Observation)) error {
	distinct := distinct(targets, o.host)
	if o.checker == nil {
		return o.recall(ctx, distinct, each)
	}
	worker := o.store.NewWorker(o.now)
	defer o.renewing(ctx, worker)()
	held, err := o.take(ctx, worker, distinct, nil, each)
	if err != nil {
		return err
	}
	return o.await(ctx, worker, held, each)
}

// take hands on what is known of targets, checks what is due and returns what others
// are checking. What was held before is told with the targets.
func (o *observer) take(ctx context.Context, worker *store.Worker, targets []stemma.Target, before []store.Standing, each func(stemma.Observation)) ([]store.Standing, error) {
	standings, err := worker.Claim(ctx, targets, before, o.terms())
	if err != nil {
		return nil, err
	}
	due, held := o.divide(standings, each)
	if len(due) == 0 {
		return held, nil
	}
	return held, o.check(ctx, due, each)
}

func (o *observer) terms() store.Terms {
	return store.Terms{Now: o.now(), MaxAge: o.maxAge, AtOnce: ofTheRun}
}

// ofTheRun reports whether a look failed for a reason that the run had, and its target
// had not: the next run asks at once.
func ofTheRun(failure stemma.Observation) bool {
	api := failure.Evidence.Via == "rest" || failure.Evidence.Via == "graphql"
	unreached := api && failure.Evidence.Code == 0
	return unreached || github.RateLimited(failure) || github.TokenRefused(failure)
}

// divide tells what is to be checked from what others are checking, and hands on what
// is known.
func (o *observer) divide(standings []store.Standing, each func(stemma.Observation)) (due []stemma.Target, held []store.Standing) {
	early := 0
	for _, s := range standings {
		switch {
		case s.Due:
			due = append(due, s.Target)
		case s.Held:
			held = append(held, s)
		case s.Known():
			if s.Failures > 0 {
				early++
			}
			each(s.Last)
		}
	}
	if early > 0 {
		o.console.warn("%s looked at in vain a short while ago and not asked again yet; --max-age 0s asks now", plural(early, "link was", "links were"))
	}
	return due, held
}

// recall hands on what the store knows, when nothing can be asked.
func (o *observer) recall(ctx context.Context, targets []stemma.Target, each func(stemma.Observation)) error {
	standings, err := o.store.Due(ctx, targets, o.terms())
	for _, s := range standings {
		switch {
		case s.Seen.Status != stemma.Unknown:
			each(s.Seen)
		case s.Target.PlaceKey() == s.Target.Key():
			each(stemma.Observation{Target: s.Target, Reason: "not checked: offline, and the store has never seen it"})
		}
	}
	return err
}

// check asks for what is due, keeps the answers and hands them on.
func (o *observer) check(ctx context.Context, due []stemma.Target, each func(stemma.Observation)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	seen := newTally(o, len(due))
	seen.show("")
	k := o.newKeeper(context.WithoutCancel(ctx), stop, func(answer stemma.Observation) {
		seen.add(answer)
		each(answer)
	})
	err := o.checker.Check(ctx, due, k.keep)
	failed := k.end()
	o.console.done()
	if failed != nil {
		return failed
	}
	seen.warn()
	if err != nil && ctx.Err() != nil {
		o.console.say("interrupted: %d of %s checked and kept in %s; run it again to go on from there", seen.asked, plural(len(due), "link was", "links were"), o.path)
	}
	return err
}

// distinct returns the roots of targets, each once, in order, and behind each root the
// places in it that the API of host can tell of.
func distinct(targets []stemma.Target, host string) []stemma.Target {
	seen := make(map[string]bool, len(targets))
	var all []stemma.Target
	for _, t := range targets {
		for _, t := range [...]stemma.Target{t.Root(), t} {
			if key := t.PlaceKey(); !seen[key] && (t.Host == host || key == t.Key()) {
				seen[key] = true
				all = append(all, t)
			}
		}
	}
	return all
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
