package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/check"
	"stemma/fix"
	"stemma/store"
)

// mostSteps is how often what is learnt of targets may lead to others that matter: a
// repository may have moved on, and its page with it.
const mostSteps = 4

// known finds out what fix has to know of targets, and of where they lead on.
func (p *program) known(c *cli.Context, console *console, targets []stemma.Target) (fix.Known, error) {
	known := fix.Known{Observations: make(map[string]stemma.Observation), Adopt: adopter(repositoryHost(c.String("github-url")))}
	o, err := p.fixObserver(c, console)
	if err != nil || o == nil {
		return known, err
	}
	defer o.Close()
	asked := make(map[string]bool)
	for range mostSteps {
		targets = unasked(targets, asked)
		if len(targets) == 0 {
			break
		}
		if err := o.learn(c.Context, targets, known.Observations); err != nil {
			return known, err
		}
		targets = known.Wanted(targets)
	}
	if c.Bool("archive") {
		known.Copies, err = p.copies(c, o, known.Observations)
	}
	return known, err
}

// fixObserver returns the observer with its store open. Offline the store is only read, and
// where there is none there is no observer either.
func (p *program) fixObserver(c *cli.Context, console *console) (*observer, error) {
	o, err := p.newObserver(c, console)
	if err != nil {
		return nil, err
	}
	if o.newChecker != nil {
		return o, o.open(c.Context)
	}
	if _, err := os.Stat(o.path); errors.Is(err, fs.ErrNotExist) {
		console.warn("there is no store %s, so that nothing is known of any link: leave --offline out once, or run 'stemma scan'", o.path)
		return nil, nil
	}
	o.store, err = store.OpenReadOnly(c.Context, o.path)
	return o, err
}

// unasked returns the targets that were not asked for yet, and notes that they are now.
func unasked(targets []stemma.Target, asked map[string]bool) (fresh []stemma.Target) {
	for _, t := range targets {
		if key := t.Key(); !asked[key] {
			asked[key] = true
			fresh = append(fresh, t.Root())
		}
	}
	return fresh
}

// learn checks targets, unless offline, and adds what the store knows of them then: a look in
// vain takes nothing from what was seen before.
func (o *observer) learn(ctx context.Context, targets []stemma.Target, into map[string]stemma.Observation) error {
	if o.checker != nil {
		if err := o.observe(ctx, targets, func(stemma.Observation) {}); err != nil {
			return err
		}
	}
	keys := make([]string, len(targets))
	for i, t := range targets {
		keys[i] = t.Key()
	}
	latest, err := o.store.LatestOf(ctx, keys)
	maps.Copy(into, latest)
	return err
}

// copies returns the archived copies of what is gone or blocked; the archives are asked
// unless offline.
func (p *program) copies(c *cli.Context, o *observer, observations map[string]stemma.Observation) (map[string][]stemma.Copy, error) {
	dead := make(map[string]stemma.Observation)
	for key, seen := range observations {
		if check.Lost(seen) && (seen.Status == stemma.Gone || seen.Status == stemma.Blocked) {
			dead[key] = seen
		}
	}
	archived, err := p.rescue(c, o, dead)
	copies := make(map[string][]stemma.Copy, len(archived))
	for key, found := range archived {
		copies[key] = found.Copies
	}
	return copies, err
}
