package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// How long a destination is left alone after a send that failed: FirstRetry, twice as long
// for every further failure in a row, and LastRetry at most.
const (
	FirstRetry = time.Minute
	LastRetry  = 6 * time.Hour
)

// SendLease is for how long who has taken a digest out has it alone. One who was killed
// keeps it for so long.
const SendLease = 2 * time.Minute

// An Outbox holds what is to be told to whom, and remembers what was. Each change goes to
// each destination once: at least once where a process is killed between sending a digest
// and saying so, and then in the same digest with the same ID.
type Outbox struct {
	store *Store
}

// Outbox returns the outbox of the store.
func (s *Store) Outbox() Outbox { return Outbox{s} }

// A SentDigest is the alerts that go to a destination in one message. From when it is first
// taken out it stays as it is until the destination takes it; what comes later waits for
// the next one.
type SentDigest struct {
	ID          string
	Destination string
	Alerts      []stemma.Alert // in the order in which they were put in
}

// A Turn is what is to be done for a destination: nothing, if all is zero.
type Turn struct {
	Digest SentDigest // to be sent now, if it has an ID
	Wait   time.Time  // something is to be sent, but not before this
	Held   bool       // somebody else is sending, or was killed in that
}

// Put puts alerts into the outbox for a destination, in one transaction, and returns how
// many were new to it.
func (o Outbox) Put(ctx context.Context, destination string, alerts []stemma.Alert) (added int, err error) {
	err = o.store.write(ctx, func(tx *transaction) error {
		added, err = put(ctx, tx, destination, alerts)
		return err
	})
	return added, o.failure(err)
}

func put(ctx context.Context, tx *transaction, destination string, alerts []stemma.Alert) (added int, err error) {
	if err := tx.exec(ctx, `INSERT INTO destinations (id) VALUES (?) ON CONFLICT DO NOTHING`, destination); err != nil {
		return 0, err
	}
	count := func() (n int, err error) {
		err = tx.scan(ctx, `SELECT count(*) FROM outbox WHERE destination = ?`, []any{destination}, []any{&n})
		return n, err
	}
	before, err := count()
	if err != nil {
		return 0, err
	}
	for _, a := range alerts {
		err := tx.exec(ctx, `INSERT INTO outbox (destination, alert, body) VALUES (?, ?, ?) ON CONFLICT (destination, alert) DO NOTHING`,
			destination, a.ID, asJSON{a})
		if err != nil {
			return 0, err
		}
	}
	after, err := count()
	return after - before, err
}

// Take takes the next digest for a destination out and a lease on the destination with it.
// With hasty, failures of a short while ago are no reason to wait.
func (o Outbox) Take(ctx context.Context, destination string, now time.Time, hasty bool) (turn Turn, err error) {
	err = o.store.write(ctx, func(tx *transaction) error {
		turn, err = take(ctx, tx, destination, now, hasty)
		return err
	})
	return turn, o.failure(err)
}

func take(ctx context.Context, tx *transaction, destination string, now time.Time, hasty bool) (Turn, error) {
	d, err := untold(ctx, tx, destination)
	if err != nil || len(d.Alerts) == 0 {
		return Turn{}, err
	}
	var next, lease time.Time
	err = tx.scan(ctx, `SELECT next, lease FROM destinations WHERE id = ?`, []any{destination}, []any{asTimeOrNone{&next}, asTimeOrNone{&lease}})
	switch {
	case err != nil:
		return Turn{}, err
	case ahead(lease, now, SendLease):
		return Turn{Held: true}, nil
	case !hasty && ahead(next, now, LastRetry):
		return Turn{Wait: next}, nil
	}
	err = tx.exec(ctx, `UPDATE outbox SET digest = ? WHERE destination = ? AND told = '' AND alert IN (SELECT value FROM json_each(?))`,
		d.ID, destination, asJSON{ids(d.Alerts)})
	if err == nil {
		err = tx.exec(ctx, `UPDATE destinations SET lease = ? WHERE id = ?`, timeText(now.Add(SendLease)), destination)
	}
	return Turn{Digest: d}, err
}

// ahead reports whether a moment is still to come. One further off than it can have been
// set is that of a wrong clock.
func ahead(moment, now time.Time, most time.Duration) bool {
	return moment.After(now) && moment.Sub(now) <= most
}

// MostInDigest is how many alerts one digest holds; what is more goes into the next.
const MostInDigest = 200

// untold returns the oldest digest that was taken out and not told, or else all that is to
// be told as a new one.
func untold(ctx context.Context, tx *transaction, destination string) (SentDigest, error) {
	d := SentDigest{Destination: destination}
	err := tx.each(ctx, `
		SELECT body FROM outbox WHERE destination = ?1 AND told = '' AND digest =
			(SELECT digest FROM outbox WHERE destination = ?1 AND told = '' ORDER BY digest = '', number LIMIT 1)
		ORDER BY number LIMIT ?2`, []any{destination, MostInDigest}, func(scan func(...any) error) error {
		var a stemma.Alert
		err := scan(asJSON{&a})
		d.Alerts = append(d.Alerts, a)
		return err
	})
	// An alert goes to a destination in one digest alone, so that these make its ID.
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\n", destination)
	for _, a := range d.Alerts {
		fmt.Fprintf(hash, "%s\n", a.ID)
	}
	d.ID = hex.EncodeToString(hash.Sum(nil)[:16])
	return d, err
}

func ids(alerts []stemma.Alert) []string {
	ids := make([]string, len(alerts))
	for i, a := range alerts {
		ids[i] = a.ID
	}
	return ids
}

// errPreview takes back what a preview did.
var errPreview = errors.New("only a preview")

// Preview returns the digest that Take would return once alerts were put in, and changes
// nothing. What others hold or what has to wait is in it.
func (o Outbox) Preview(ctx context.Context, destination string, alerts []stemma.Alert) (d SentDigest, err error) {
	err = o.store.write(ctx, func(tx *transaction) error {
		if _, err := put(ctx, tx, destination, alerts); err != nil {
			return err
		}
		if d, err = untold(ctx, tx, destination); err != nil {
			return err
		}
		return errPreview
	})
	if errors.Is(err, errPreview) {
		err = nil
	}
	return d, o.failure(err)
}

// Told notes that a destination took a digest, and gives the lease back.
func (o Outbox) Told(ctx context.Context, d SentDigest, now time.Time) error {
	return o.failure(o.store.write(ctx, func(tx *transaction) error {
		return errors.Join(
			tx.exec(ctx, `UPDATE outbox SET told = ?, body = '' WHERE destination = ? AND digest = ? AND told = ''`, timeText(now), d.Destination, d.ID),
			tx.exec(ctx, `UPDATE destinations SET failures = 0, next = '', lease = '' WHERE id = ?`, d.Destination))
	}))
}

// Failed notes that a destination did not take a digest, gives the lease back and returns
// when it is to be tried again.
func (o Outbox) Failed(ctx context.Context, d SentDigest, now time.Time) (next time.Time, err error) {
	err = o.store.write(ctx, func(tx *transaction) error {
		var failures int
		err := tx.scan(ctx, `SELECT failures FROM destinations WHERE id = ?`, []any{d.Destination}, []any{&failures})
		if err != nil {
			return err
		}
		const mostDoublings = 20 // of a minute, which are two years
		next = now.Add(min(FirstRetry<<min(failures, mostDoublings), LastRetry))
		return tx.exec(ctx, `UPDATE destinations SET failures = failures + 1, next = ?, lease = '' WHERE id = ?`, timeText(next), d.Destination)
	})
	return next, o.failure(err)
}

func (o Outbox) failure(err error) error {
	if err != nil {
		return fmt.Errorf("the outbox in %s: %w", o.store.path, err)
	}
	return nil
}
