package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// SaveObservation appends what was seen of a target. An observation with the status
// Unknown is no state: it is kept as the target's last failure and leaves what is known
// of the target as it was.
func (s *Store) SaveObservation(ctx context.Context, o stemma.Observation) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("save an observation in %s: %w", s.path, err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	save := saveState
	if o.Status == stemma.Unknown {
		save = saveFailure
	}
	if err := errors.Join(saveTarget(ctx, tx, o), save(ctx, tx, o)); err != nil {
		return fmt.Errorf("save the observation of %s in %s: %w", o.Target.URL, s.path, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("save the observation of %s in %s: %w", o.Target.URL, s.path, err)
	}
	return nil
}

func saveTarget(ctx context.Context, tx *sql.Tx, o stemma.Observation) error {
	root := o.Target.Root()
	var id int64
	if o.Repository != nil {
		id = o.Repository.ID
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO targets (key, target, first_repository_id) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET first_repository_id = excluded.first_repository_id
			WHERE targets.first_repository_id = 0 AND excluded.first_repository_id <> 0`,
		root.Key(), asJSON{root}, id)
	return err
}

func saveState(ctx context.Context, tx *sql.Tx, o stemma.Observation) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO observations (target, status, reason, moved_to, checked_at, repository, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		o.Target.Key(), o.Status.String(), o.Reason, o.MovedTo, timeText(o.CheckedAt), asJSON{o.Repository}, asJSON{o.Evidence})
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM failures WHERE target = ?`, o.Target.Key())
	return err
}

func saveFailure(ctx context.Context, tx *sql.Tx, o stemma.Observation) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO failures (target, reason, failed_at, times, evidence) VALUES (?, ?, ?, 1, ?)
		ON CONFLICT (target) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at,
			times = failures.times + 1, evidence = excluded.evidence`,
		o.Target.Key(), o.Reason, timeText(o.CheckedAt), asJSON{o.Evidence})
	return err
}

// Latest returns, by Target.Key, the last observation of every target; for a target
// that no look ever saw anything of, an observation with the status Unknown and the
// reason of the last failure.
func (s *Store) Latest(ctx context.Context) (map[string]stemma.Observation, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT t.target, o.status, o.reason, o.moved_to, o.checked_at, o.repository, o.evidence
		FROM targets t JOIN observations o ON o.number = (SELECT max(number) FROM observations WHERE target = t.key)
		UNION ALL
		SELECT t.target, 'unknown', f.reason, '', f.failed_at, 'null', f.evidence
		FROM targets t JOIN failures f ON f.target = t.key
		WHERE NOT EXISTS (SELECT 1 FROM observations WHERE target = t.key)`)
	if err != nil {
		return nil, fmt.Errorf("read the observations of %s: %w", s.path, err)
	}
	defer rows.Close()
	latest := make(map[string]stemma.Observation)
	for rows.Next() {
		o, err := scanObservation(rows)
		if err != nil {
			return nil, fmt.Errorf("read the observations of %s: %w", s.path, err)
		}
		latest[o.Target.Key()] = o
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the observations of %s: %w", s.path, err)
	}
	return latest, nil
}

func scanObservation(rows *sql.Rows) (stemma.Observation, error) {
	var o stemma.Observation
	var status, checkedAt string
	err := rows.Scan(asJSON{&o.Target}, &status, &o.Reason, &o.MovedTo, &checkedAt, asJSON{&o.Repository}, asJSON{&o.Evidence})
	if err != nil {
		return o, err
	}
	var badStatus, badTime error
	o.Status, badStatus = stemma.ParseStatus(status)
	o.CheckedAt, badTime = time.Parse(time.RFC3339Nano, checkedAt)
	return o, errors.Join(badStatus, badTime)
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

func timeText(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
