package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Answers keeps in a store what indexes of papers answered. It draws no conclusions from
// an answer; whether one is still good, its reader decides.
type Answers struct {
	store *Store
}

// Answers returns the part of the store that keeps answers.
func (s *Store) Answers() Answers { return Answers{s} }

// Save keeps an answer that was got at a time and is good until another, in place of an
// older one with the same key. Answers that were no longer good at that time are removed.
func (a Answers) Save(ctx context.Context, key string, answer []byte, at, until time.Time) error {
	if answer == nil {
		answer = []byte{}
	}
	err := a.store.write(ctx, func(tx *transaction) error {
		return errors.Join(
			tx.exec(ctx, `DELETE FROM answers WHERE until <= ?`, timeText(at)),
			tx.exec(ctx, `
				INSERT INTO answers (key, answer, at, until) VALUES (?, ?, ?, ?)
				ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, at = excluded.at, until = excluded.until`,
				key, answer, timeText(at), timeText(until)))
	})
	if err != nil {
		return fmt.Errorf("save an answer in %s: %w", a.store.path, err)
	}
	return nil
}

// Load returns the answer that Save last kept under key, and until when it is good; found
// is false where there is none.
func (a Answers) Load(ctx context.Context, key string) (answer []byte, until time.Time, found bool, err error) {
	var end string
	err = a.store.db.QueryRowContext(ctx, `SELECT answer, until FROM answers WHERE key = ?`, key).Scan(&answer, &end)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, false, nil
	}
	if err == nil {
		until, err = time.Parse(time.RFC3339Nano, end)
	}
	if err != nil {
		return nil, time.Time{}, false, fmt.Errorf("read an answer of %s: %w", a.store.path, err)
	}
	return answer, until, true, nil
}
