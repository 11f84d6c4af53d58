package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/check"
	"stemma/github"
	"stemma/store"
)

// An observer finds out the present state of targets: from the store where that is
// fresh enough, else by a check whose outcome it stores.
type observer struct {
	store   *store.Store
	console *console
	checker *check.Checker // nil when offline
	host    string         // of the repositories that the API knows
	maxAge  time.Duration
	now     func() time.Time
	token   bool // a token was given
}

// openObserver opens the store and returns the observer for a run, which the caller
// closes. It asks nothing yet. The flags are looked at first, so that a mistake in them
// leaves no store behind.
func (p *program) openObserver(c *cli.Context, console *console) (*observer, error) {
	to, err := p.connection(c)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(c.Context, c.String("db"))
	if err != nil {
		return nil, err
	}
	o := &observer{store: s, console: console, host: to.host, maxAge: to.maxAge, now: p.now, token: to.token != ""}
	if !to.offline {
		if o.checker, err = p.newChecker(to, s, console); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return o, nil
}

func (o *observer) Close() error { return o.store.Close() }

// observe calls each with one observation for every distinct target, as they become
// known. An interruption keeps what was learnt and is returned.
func (o *observer) observe(ctx context.Context, targets []stemma.Target, each func(stemma.Observation)) error {
	latest, err := o.store.Latest(ctx)
	if err != nil {
		return err
	}
	var due []stemma.Target
	for _, t := range distinct(targets) {
		known, ok := latest[t.Key()]
		switch {
		case ok && o.fresh(known):
			each(known)
		case o.checker == nil:
			each(offline(t, known))
		default:
			due = append(due, t)
		}
	}
	if len(due) == 0 {
		return nil
	}
	return o.check(ctx, due, each)
}

func (o *observer) check(ctx context.Context, due []stemma.Target, each func(stemma.Observation)) error {
	var failed error
	asked, limited := 0, false
	unknown := make(map[string]int) // by reason
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	o.console.progress("checking %s", plural(len(due), "link", "links"))
	err := o.checker.Check(ctx, due, func(seen stemma.Observation) {
		asked++
		o.console.progress("checking links: %d of %d  %s", asked, len(due), seen.Target.URL)
		if seen.Status == stemma.Unknown {
			unknown[seen.Reason]++
			limited = limited || github.RateLimited(seen)
		}
		// What was learnt is kept even when the run is being interrupted.
		if err := o.store.SaveObservation(context.WithoutCancel(ctx), seen); err != nil {
			failed = errors.Join(failed, err)
			stop(err)
			return
		}
		each(seen)
	})
	o.console.done()
	if failed != nil {
		return failed
	}
	o.warnOfUnknown(unknown, len(due), limited)
	if err != nil && ctx.Err() != nil {
		o.console.say("interrupted: %d of %s checked and kept in %s; run it again to go on from there", asked, plural(len(due), "link was", "links were"), o.store.Path())
	}
	return err
}

// fresh reports whether a stored observation may stand for the present state.
func (o *observer) fresh(seen stemma.Observation) bool {
	age := o.now().Sub(seen.CheckedAt) // negative when a clock was wrong: look again
	return seen.Status != stemma.Unknown && age >= 0 && age < o.maxAge
}

// offline returns what is known of a target that can't be asked.
func offline(t stemma.Target, known stemma.Observation) stemma.Observation {
	if known.Status != stemma.Unknown {
		return known
	}
	return stemma.Observation{Target: t, Reason: "not checked: offline, and the store has never seen it"}
}

// mostReasons is how many reasons a warning gives.
const mostReasons = 5

// warnOfUnknown says how many links could not be checked, and why.
func (o *observer) warnOfUnknown(reasons map[string]int, asked int, limited bool) {
	total := 0
	for _, n := range reasons {
		total += n
	}
	if total == 0 {
		return
	}
	o.console.warn("%d of the %s asked now could not be checked and count as unknown:", total, plural(asked, "link", "links"))
	byNumber := func(a, b string) int { return cmp.Or(cmp.Compare(reasons[b], reasons[a]), cmp.Compare(a, b)) }
	for i, reason := range slices.SortedFunc(maps.Keys(reasons), byNumber) {
		if i == mostReasons {
			o.console.warn("  and %d other reasons, which the report gives", len(reasons)-i)
			break
		}
		o.console.warn("  %d: %s", reasons[reason], reason)
	}
	if !o.token && limited {
		o.console.warn("without a token GitHub answers 60 requests an hour; with one in GITHUB_TOKEN, 5,000")
	}
}

// distinct returns the roots of targets, each once, in order.
func distinct(targets []stemma.Target) []stemma.Target {
	seen := make(map[string]bool, len(targets))
	var roots []stemma.Target
	for _, t := range targets {
		if key := t.Key(); !seen[key] {
			seen[key] = true
			roots = append(roots, t.Root())
		}
	}
	return roots
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
