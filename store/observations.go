package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// SaveObservation keeps what was seen of a target. Where that differs from the present
// state a new state begins, else the present one was seen once more. An observation with
// the status Unknown is no state: it is kept as the target's last failure and leaves what
// is known of the target as it was. Nobody's claim on the target outlives it.
//
// It is durable when SaveObservation returns, should the process die; what a failing
// machine takes with it is at most the last second or so (synchronous=NORMAL).
func (s *Store) SaveObservation(ctx context.Context, o stemma.Observation) error {
	return s.SaveObservations(ctx, []stemma.Observation{o})
}

// SaveObservations keeps several observations, all or none, as SaveObservation does one.
// A hundred at a time take half as long as one by one.
func (s *Store) SaveObservations(ctx context.Context, observations []stemma.Observation) error {
	err := s.write(ctx, func(tx *transaction) error {
		for _, o := range observations {
			if err := saveObservation(ctx, tx, o); err != nil {
				return fmt.Errorf("%s: %w", o.Target.URL, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("save observations in %s: %w", s.path, err)
	}
	return nil
}

func saveObservation(ctx context.Context, tx *transaction, o stemma.Observation) error {
	save := saveState
	if o.Status == stemma.Unknown {
		save = saveFailure
	}
	return errors.Join(saveTarget(ctx, tx, o), save(ctx, tx, o), dropClaim(ctx, tx, o.Target.PlaceKey()))
}

// saveTarget makes the target known. The id of the first sighting is that of a
// repository; a place inside one has none of its own.
func saveTarget(ctx context.Context, tx *transaction, o stemma.Observation) error {
	key, id := o.Target.PlaceKey(), int64(0)
	if o.Repository != nil && key == o.Target.Key() {
		id = o.Repository.ID
	}
	return tx.exec(ctx, `
		INSERT INTO targets (key, target, first_repository_id) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET first_repository_id = excluded.first_repository_id
			WHERE targets.first_repository_id = 0 AND excluded.first_repository_id <> 0`,
		key, asJSON{o.Target}, id)
}

func saveState(ctx context.Context, tx *transaction, o stemma.Observation) error {
	key := o.Target.PlaceKey()
	present, err := presentState(ctx, tx, key)
	if err != nil {
		return err
	}
	if present.CheckedAt.After(o.CheckedAt) {
		if err := setBack(ctx, tx, key, o.CheckedAt); err != nil {
			return err
		}
	}
	// A state that began in the future began by a wrong clock, and begins now.
	if present.Looks > 0 && !present.FirstSeen.After(o.CheckedAt) && sameState(present.Observation, o) {
		err = seeAgain(ctx, tx, present, o)
	} else {
		err = tx.exec(ctx, `
			INSERT INTO observations (target, status, reason, moved_to, checked_at, repository, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			key, o.Status.String(), o.Reason, o.MovedTo, timeText(o.CheckedAt), asJSON{o.Repository}, asJSON{o.Evidence})
	}
	if err != nil {
		return err
	}
	return tx.exec(ctx, `DELETE FROM failures WHERE target = ?`, key)
}

// seeAgain notes that a look saw the present state once more. What the host said of
// the repository before is kept when it said nothing now.
func seeAgain(ctx context.Context, tx *transaction, present State, o stemma.Observation) error {
	if o.Repository == nil {
		o.Repository = present.Repository
	}
	return saveSighting(ctx, tx, present.number, present.Looks+1, o)
}

// saveSighting notes the last look that saw the state which began with an observation,
// and how many there were.
func saveSighting(ctx context.Context, tx *transaction, observation int64, looks int, last stemma.Observation) error {
	return tx.exec(ctx, `
		INSERT INTO sightings (observation, last_seen, looks, reason, repository, evidence) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (observation) DO UPDATE SET last_seen = excluded.last_seen, looks = excluded.looks, reason = excluded.reason,
			repository = excluded.repository, evidence = excluded.evidence`,
		observation, timeText(last.CheckedAt), looks, last.Reason, asJSON{last.Repository}, asJSON{last.Evidence})
}

// setBack puts the last sightings of a target that lie in the future of a new look
// just before it. They come of a clock that was wrong, and would pass for the present
// state until then.
func setBack(ctx context.Context, tx *transaction, key string, now time.Time) error {
	return tx.exec(ctx, `
		INSERT INTO sightings (observation, last_seen, looks, reason, repository, evidence)
		SELECT number, ?2, looks, reason, repository, evidence FROM states WHERE target = ?1 AND last_seen > ?3
		ON CONFLICT (observation) DO UPDATE SET last_seen = excluded.last_seen`,
		key, timeText(now.Add(-time.Nanosecond)), timeText(now))
}

func saveFailure(ctx context.Context, tx *transaction, o stemma.Observation) error {
	return tx.exec(ctx, `
		INSERT INTO failures (target, reason, since, failed_at, times, evidence) VALUES (?1, ?2, ?3, ?3, 1, ?4)
		ON CONFLICT (target) DO UPDATE SET reason = excluded.reason, since = min(failures.since, excluded.since),
			failed_at = excluded.failed_at, times = failures.times + 1, evidence = excluded.evidence`,
		o.Target.PlaceKey(), o.Reason, timeText(o.CheckedAt), asJSON{o.Evidence})
}

// FirstID returns the numeric id that the repository with this Target.Key
// had when it was first seen, and 0 where none was ever seen.
func (s *Store) FirstID(ctx context.Context, key string) (int64, error) {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT first_repository_id FROM targets WHERE key = ?`, key).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("read the target %s of %s: %w", key, s.path, err)
	}
	return id, nil
}

// timeLayout is RFC 3339 with nine digits behind the point, so that the order of times
// is that of their texts.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func timeText(t time.Time) string { return t.UTC().Format(timeLayout) }
