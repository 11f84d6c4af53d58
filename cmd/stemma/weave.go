package main

import (
	"context"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"stemma/graph"
	"stemma/store"
)

// weave brings the lineage in the store up to date.
func weave(ctx context.Context, s *store.Store, k *knowledge, console *console) error {
	behind, err := s.Behind(ctx, k.stamp)
	if err != nil || behind == 0 {
		return err
	}
	if err := s.Stamp(ctx, k.stamp); err != nil {
		return err
	}
	defer console.done()
	return graph.Weave(ctx, s, k.works, func(stage graph.Stage, papers int) {
		console.progress("joining the lineage: step %d of %d, %d papers", stage, graph.Tying, papers)
	})
}

// openLineage opens the store that --db names, which must be there, with its lineage up to
// date. Where that needs no change the store is only read.
func (p *program) openLineage(c *cli.Context, console *console) (*store.Store, *knowledge, error) {
	path := c.String("db")
	if _, err := os.Stat(path); err != nil {
		return nil, nil, fmt.Errorf("there is no store to read: %w; 'stemma scan FILE' makes one, --db names another", err)
	}
	s, err := store.OpenReadOnly(c.Context, path)
	if err != nil {
		return nil, nil, err
	}
	k, err := readKnowledge(c.Context, s)
	behind := 0
	if err == nil {
		behind, err = s.Behind(c.Context, k.stamp)
	}
	if err == nil && behind > 0 {
		s.Close() //nolint:errcheck // it was only read
		if s, err = store.Open(c.Context, path); err == nil {
			err = weave(c.Context, s, k, console)
		}
		if err != nil {
			err = fmt.Errorf("%s in the store are not in the lineage yet, which is kept there: %w", plural(behind, "paper", "papers"), err)
		}
	}
	if err != nil {
		if s != nil {
			s.Close() //nolint:errcheck // the error that matters is err
		}
		return nil, nil, err
	}
	return s, k, nil
}
