package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// SaveCopies keeps the archived copies that were found at a time for the target with
// this stemma.Target.PlaceKey, in place of what was found before. An empty list says
// that there are none; a search that failed is not to be saved.
func (s *Store) SaveCopies(ctx context.Context, key string, at time.Time, copies []stemma.Copy) error {
	if copies == nil {
		copies = []stemma.Copy{}
	}
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO copies (target, at, copies) VALUES (?, ?, ?)
		ON CONFLICT (target) DO UPDATE SET at = excluded.at, copies = excluded.copies`,
		key, timeText(at), asJSON{copies})
	if err != nil {
		return fmt.Errorf("save the archived copies of %s in %s: %w", key, s.path, err)
	}
	return nil
}

// Copies returns what SaveCopies kept for a key, and when it was found; the zero time
// where no archive was ever asked.
func (s *Store) Copies(ctx context.Context, key string) (copies []stemma.Copy, at time.Time, err error) {
	var found string
	err = s.db.QueryRowContext(ctx, `SELECT at, copies FROM copies WHERE target = ?`, key).Scan(&found, asJSON{&copies})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, nil
	}
	if err == nil {
		at, err = time.Parse(time.RFC3339Nano, found)
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read the archived copies of %s in %s: %w", key, s.path, err)
	}
	return copies, at, nil
}
