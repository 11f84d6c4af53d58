package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
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
	maxTime    time.Duration // for all checks; 0 for no bound
	now        func() time.Time
	sleep      func(context.Context, time.Duration) error
	tick       <-chan time.Time // says when a lease is to be renewed
	token      bool             // GitHub is not asked as a guest
	collects   bool             // how garbage is collected was set from outside
}

// newObserver returns the observer for a run, which the caller closes. It looks at the
// flags and leaves the store for open, so that a mistake leaves no store behind.
func (p *program) newObserver(c *cli.Context, console *console) (*observer, error) {
	to, err := p.connection(c)
	if err != nil {
		return nil, err
	}
	o := &observer{path: c.String("db"), console: console, host: to.host, maxAge: to.maxAge, maxTime: to.maxTime, now: p.now, sleep: p.sleep,
		tick: time.Tick(store.RenewEvery), token: !to.guest(), collects: p.getenv("GOGC") != "" || p.getenv("GOMEMLIMIT") != ""}
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

// checkGarbage is how much memory a check lets go to waste before it is collected, in percent
// of what is in use. A check waits for the network most of its time, so that a small
// process is worth more than a few milliseconds of the processor. GOGC overrides it.
const checkGarbage = 20

// observe calls each with one observation for every distinct target, as they become
// known. An interruption keeps what was learnt and is returned.
func (o *observer) observe(ctx context.Context, targets []stemma.Target, each func(stemma.Observation)) error {
	if !o.collects {
		defer debug.SetGCPercent(debug.SetGCPercent(checkGarbage))
	}
	distinct := distinct(targets, o.host)
	if o.checker == nil {
		return o.recall(ctx, distinct, each)
	}
	if o.maxTime <= 0 {
		return o.work(ctx, distinct, each)
	}
	limited, cancel := context.WithTimeout(ctx, o.maxTime)
	defer cancel()
	known := make(map[string]bool)
	err := o.work(limited, distinct, func(seen stemma.Observation) {
		known[seen.Target.PlaceKey()] = true
		each(seen)
	})
	if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
		return err
	}
	for _, t := range distinct {
		if !known[t.PlaceKey()] && !isPlace(t) {
			each(stemma.Observation{Target: t, Reason: fmt.Sprintf("not checked: the %v for checking (--max-time) were over", o.maxTime)})
		}
	}
	return nil
}

// work hands on what is known of targets and finds out the rest.
func (o *observer) work(ctx context.Context, targets []stemma.Target, each func(stemma.Observation)) error {
	worker := o.store.NewWorker(o.now)
	defer o.renewing(ctx, worker)()
	held, err := o.take(ctx, worker, targets, nil, each)
	if err != nil {
		return err
	}
	return o.await(ctx, worker, held, each)
}

// claimAtOnce is how many targets are looked up in the store at once, which bounds what
// of it is in memory.
const claimAtOnce = 500

// take hands on what is known of targets, checks what is due and returns what others
// are checking. What was held before is told with the targets.
func (o *observer) take(ctx context.Context, worker *store.Worker, targets []stemma.Target, before []store.Awaited, each func(stemma.Observation)) ([]store.Awaited, error) {
	var d division
	for len(targets) > 0 {
		n := min(len(targets), claimAtOnce)
		for n < len(targets) && isPlace(targets[n]) {
			n++ // a place is looked at with its repository, behind which it stands
		}
		some := targets[:n]
		targets = targets[n:]
		standings, err := worker.Claim(ctx, some, before, o.terms())
		if err != nil {
			return nil, err
		}
		d.add(standings, each)
	}
	if d.early > 0 {
		o.console.warn("%s looked at in vain a short while ago and not asked again yet; --max-age 0s asks now", plural(d.early, "link was", "links were"))
	}
	if len(d.due) == 0 {
		return d.held, nil
	}
	return d.held, o.check(ctx, d.due, each)
}

// isPlace reports whether t is something inside a repository.
func isPlace(t stemma.Target) bool { return t.PlaceKey() != t.Key() }

func (o *observer) terms() store.Terms {
	return store.Terms{Now: o.now(), MaxAge: o.maxAge, AtOnce: ofTheRun, Settled: github.Moot}
}

// ofTheRun reports whether a look failed for a reason that the run had, and its target
// had not: the next run asks at once.
func ofTheRun(failure stemma.Observation) bool {
	api := failure.Evidence.Via == "rest" || failure.Evidence.Via == "graphql"
	unreached := api && failure.Evidence.Code == 0
	return unreached || github.RateLimited(failure) || github.TokenRefused(failure)
}

// A division tells what is to be checked from what others are checking.
type division struct {
	due   []stemma.Target
	held  []store.Awaited
	early int // known, but looked at in vain too short a while ago to be due
}

// add hands on what is known, and takes the rest.
func (d *division) add(standings []store.Standing, each func(stemma.Observation)) {
	for _, s := range standings {
		switch {
		case s.Due:
			d.due = append(d.due, s.Target)
		case s.Held:
			d.held = append(d.held, s.Await())
		case s.Known():
			if s.Failures > 0 && !github.Moot(s.Last) {
				d.early++
			}
			each(s.Last)
		}
	}
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
	var roots []stemma.Target
	places := make(map[string][]stemma.Target) // by key of the root
	seen := make(map[string]bool, len(targets))
	for _, t := range targets {
		key := t.Key()
		if !seen[key] {
			seen[key] = true
			roots = append(roots, t.Root())
		}
		if place := t.PlaceKey(); !seen[place] && t.Host == host {
			seen[place] = true
			places[key] = append(places[key], t)
		}
	}
	all := make([]stemma.Target, 0, len(seen))
	for _, root := range roots {
		all = append(append(all, root), places[root.Key()]...)
	}
	return all
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
