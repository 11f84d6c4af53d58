package main

import (
	"context"
	"maps"
	"slices"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/check"
	"stemma/report"
	"stemma/store"
)

func rescueFlag() cli.Flag {
	return &cli.BoolFlag{Name: "rescue", Category: categoryNetwork,
		Usage: "look for archived copies of what is gone, blocked, empty or replaced, at Software Heritage and the Wayback Machine (gently: about two seconds each)"}
}

// wantsRescue reports whether archives are to be asked: for a report, or by fix.
func wantsRescue(c *cli.Context) bool {
	return (c.Bool("rescue") || c.Bool("archive")) && !c.Bool("offline")
}

// newRescuer returns what asks the archives. Their addresses can be set in the
// environment, for a mirror or a test.
func (p *program) newRescuer(c *cli.Context, o *observer) (*check.Rescuer, error) {
	return check.NewRescuer(check.RescueConfig{
		Ask: check.Config{
			AllowPrivate: c.Bool("allow-private"), Timeout: c.Duration("timeout"), UserAgent: "stemma/" + version(), Now: p.now, Sleep: p.sleep, Logf: o.console.log,
		},
		Keep:     o.store,
		Heritage: p.getenv("STEMMA_HERITAGE_URL"), Wayback: p.getenv("STEMMA_WAYBACK_URL"), Index: p.getenv("STEMMA_WAYBACK_URL"),
	})
}

// rescue returns what is known of copies of the lost targets among observations, by key:
// what the store remembers, and where --rescue asked for it what the archives say.
func (p *program) rescue(c *cli.Context, o *observer, observations map[string]stemma.Observation) (map[string]report.Archived, error) {
	if !wantsRescue(c) {
		return keptCopies(c.Context, o.store, observations)
	}
	rescuer, err := p.newRescuer(c, o)
	if err != nil {
		return nil, err
	}
	var lost []stemma.Observation
	for _, key := range slices.Sorted(maps.Keys(observations)) {
		if seen := observations[key]; check.Lost(seen) {
			lost = append(lost, seen)
		}
	}
	archived := make(map[string]report.Archived, len(lost))
	failures := make(map[string]int) // by reason
	err = rescuer.Rescue(c.Context, lost, func(found check.Rescue) {
		archived[found.Target.Key()] = report.NewArchived(found.Copies, found.AskedAt)
		if found.Reason != "" {
			failures[found.Reason]++
		}
		o.console.progress("looking for archived copies: %d of %d  %s", len(archived), len(lost), found.Target.URL)
	})
	o.console.done()
	for _, reason := range slices.Sorted(maps.Keys(failures)) {
		o.console.warn("copies of %s could not all be looked for: %s", plural(failures[reason], "link", "links"), reason)
	}
	return archived, err
}

// keptCopies returns what the store remembers of copies of the lost among observations.
func keptCopies(ctx context.Context, s *store.Store, observations map[string]stemma.Observation) (map[string]report.Archived, error) {
	archived := make(map[string]report.Archived)
	for key, seen := range observations {
		if !check.Lost(seen) {
			continue
		}
		copies, at, err := s.Copies(ctx, key)
		if err != nil {
			return nil, err
		}
		if !at.IsZero() {
			archived[key] = report.NewArchived(check.Predating(copies, seen), at)
		}
	}
	return archived, nil
}
