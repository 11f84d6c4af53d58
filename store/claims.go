package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// Lease is how long the claims of a worker that gives no sign of life are respected. A
// process that was killed holds up the others for so long at most.
const Lease = time.Minute

// RenewEvery is how often a worker that is at work should renew its lease.
const RenewEvery = Lease / 4

// A Worker is a process, or a part of one, that checks targets. What it has claimed no
// other worker on the same file checks, until its result is saved. Its methods may be
// called concurrently.
type Worker struct {
	store *Store
	owner string
	now   func() time.Time
}

// NewWorker returns a worker with a name of its own. It reads the time from now, which
// is to be the clock of all workers on the file.
func (s *Store) NewWorker(now func() time.Time) *Worker {
	return &Worker{store: s, owner: rand.Text(), now: now}
}

// Claim returns what is known of targets, as Due does, and claims at once what is due
// and nobody's. What another worker is checking is Held: ask for it again later, with
// what [Standing.Await] returned, to read the other's result or, where there will be none,
// to take it over.
func (w *Worker) Claim(ctx context.Context, targets []stemma.Target, before []Awaited, terms Terms) (standings []Standing, err error) {
	err = w.store.write(ctx, func(tx *transaction) error {
		if err := w.renew(ctx, tx); err != nil {
			return err
		}
		standings, err = readStandings(ctx, tx, targets, w.owner)
		if err != nil {
			return err
		}
		judge(standings, before, terms)
		keys := []string{} // which JSON must not write as null
		for _, s := range standings {
			if s.Due {
				keys = append(keys, s.Target.PlaceKey())
			}
		}
		return tx.exec(ctx, `
			INSERT INTO claims (target, owner) SELECT value, ? FROM json_each(?) WHERE true
			ON CONFLICT (target) DO UPDATE SET owner = excluded.owner`, w.owner, asJSON{keys})
	})
	if err != nil {
		return nil, fmt.Errorf("claim what is to be checked in %s: %w", w.store.path, err)
	}
	return standings, nil
}

// Renew gives the worker a new lease.
func (w *Worker) Renew(ctx context.Context) error {
	err := w.store.write(ctx, func(tx *transaction) error { return w.renew(ctx, tx) })
	if err != nil {
		return fmt.Errorf("renew the claims in %s: %w", w.store.path, err)
	}
	return nil
}

// Release gives back what the worker has claimed and not saved.
func (w *Worker) Release(ctx context.Context) error {
	err := w.store.write(ctx, func(tx *transaction) error {
		return errors.Join(tx.exec(ctx, `DELETE FROM claims WHERE owner = ?`, w.owner), tx.exec(ctx, `DELETE FROM workers WHERE owner = ?`, w.owner))
	})
	if err != nil {
		return fmt.Errorf("give back the claims in %s: %w", w.store.path, err)
	}
	return nil
}

// renew gives the worker a new lease and clears away the workers that have none, with
// their claims. A lease that ends later than any that could be given now was given by
// a wrong clock, and is none either.
func (w *Worker) renew(ctx context.Context, tx *transaction) error {
	now := w.now()
	return errors.Join(
		tx.exec(ctx, `DELETE FROM workers WHERE until <= ? OR until > ?`, timeText(now), timeText(now.Add(2*Lease))),
		tx.exec(ctx, `INSERT INTO workers (owner, until) VALUES (?, ?) ON CONFLICT (owner) DO UPDATE SET until = excluded.until`, w.owner, timeText(now.Add(Lease))),
		tx.exec(ctx, `DELETE FROM claims WHERE owner NOT IN (SELECT owner FROM workers)`))
}

// dropClaim ends the claim on a target of which a result is saved.
func dropClaim(ctx context.Context, tx *transaction, key string) error {
	return tx.exec(ctx, `DELETE FROM claims WHERE target = ?`, key)
}
