package github

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"stemma"
)

// A result is what was seen of one repository, by its place in what was asked.
type result struct {
	i int
	o stemma.Observation
}

// Lookup asks for repositories and calls emit once for each, with its place in repos,
// as the answers come: in any order, one call at a time, from the calling goroutine.
// The Target of the observation is left for the caller to fill.
//
// When ctx ends, what was not answered is not emitted, and the error is the context's.
// There is no other error: what could not be learnt is stemma.Unknown, with its reason.
// A repository that was never asked for, because a limit is spent, has Evidence.Via "".
func (c *Client) Lookup(ctx context.Context, repos []Repo, emit func(i int, o stemma.Observation)) error {
	out := make(chan result)
	go func() {
		defer close(out)
		c.lookup(ctx, repos, out)
	}()
	for r := range out {
		emit(r.i, r.o)
	}
	return ctx.Err()
}

func (c *Client) lookup(ctx context.Context, repos []Repo, out chan<- result) {
	var indices []int
	for i, r := range repos {
		if err := r.validate(); err != nil {
			deliver(out, result{i, stemma.Observation{CheckedAt: c.now().UTC(), Reason: err.Error(), Evidence: stemma.Evidence{Via: "name"}}})
			continue
		}
		indices = append(indices, i)
	}
	if c.token {
		indices = c.byGraphQL(ctx, repos, indices, out)
		slices.Sort(indices)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(restInFlight, len(indices)) {
		group.Go(func() {
			for ctx.Err() == nil {
				at := int(next.Add(1)) - 1
				if at >= len(indices) {
					return
				}
				i := indices[at]
				if o, err := c.byREST(ctx, repos[i], len(indices)-at-1); err == nil {
					deliver(out, result{i, o})
				}
			}
		})
	}
	group.Wait()
}

// deliver hands a result over. What is known is worth keeping when the run ends, and
// Lookup reads to the end, so that this never waits for long.
func deliver(out chan<- result, r result) { out <- r }
