package main

import (
	"context"
	"time"

	"stemma"
	"stemma/store"
)

// How often a run looks for the results of another one, and of how many links at once:
// a look takes the store's lock, which the other needs.
const (
	pollEvery  = 500 * time.Millisecond
	pollAtOnce = 200
)

// await takes over the results of others, or the work where there will be none.
func (o *observer) await(ctx context.Context, worker *store.Worker, held []store.Awaited, each func(stemma.Observation)) error {
	if len(held) > 0 {
		o.console.warn("%s being checked by another run on %s, or by one that was killed less than %v ago: waiting for what it finds",
			plural(len(held), "link is", "links are"), o.path, store.Lease)
	}
	for len(held) > 0 {
		n := min(len(held), pollAtOnce)
		for n < len(held) && isPlace(held[n].Target) {
			n++
		}
		some := held[:n]
		targets := make([]stemma.Target, len(some))
		for i, s := range some {
			targets[i] = s.Target
		}
		still, err := o.take(ctx, worker, targets, some, each)
		if err != nil {
			return err
		}
		held = append(still, held[len(some):]...)
		if len(still) < len(some) {
			continue
		}
		o.console.progress("waiting for another run: %s left", plural(len(held), "link", "links"))
		if err := o.sleep(ctx, pollEvery); err != nil {
			return err
		}
	}
	o.console.done()
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// renewing renews the lease of a worker whenever the clock ticks. It returns what ends
// that and gives back what the worker still holds.
func (o *observer) renewing(ctx context.Context, worker *store.Worker) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for range orDone(ctx, o.tick) {
			if err := worker.Renew(ctx); err != nil && ctx.Err() == nil {
				o.console.log("%v", err) // the next tick may find the store free
			}
		}
	}()
	return func() {
		cancel()
		<-ended
		if err := worker.Release(context.WithoutCancel(ctx)); err != nil {
			o.console.log("%v", err) // the lease will run out
		}
	}
}
