package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A PromiseRecord is what became of a paper's promise of code.
type PromiseRecord struct {
	Promised time.Time // when it was first seen, UTC
	Kept     time.Time // when the paper was first seen to link code instead, UTC; zero if it was not
}

// Promises returns, by their ids, the papers that promise code or did when they were read
// before. What was read since the last call is dated now: call it behind each reading.
func (s *Store) Promises(ctx context.Context, now time.Time) (map[string]PromiseRecord, error) {
	promises := make(map[string]PromiseRecord)
	err := s.write(ctx, func(tx *transaction) error {
		err := errors.Join(
			tx.exec(ctx, `UPDATE promises SET promised = ? WHERE promised = ''`, timeText(now)),
			tx.exec(ctx, `UPDATE promises SET kept = ? WHERE kept = ''`, timeText(now)))
		if err != nil {
			return err
		}
		return tx.each(ctx, `SELECT id, promised, kept FROM promises JOIN papers ON position = paper`, nil, func(scan func(...any) error) error {
			var id string
			var p PromiseRecord
			err := scan(&id, asTimeOrNone{&p.Promised}, asTimeOrNone{&p.Kept})
			promises[id] = p
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read the promises of papers in %s: %w", s.path, err)
	}
	return promises, nil
}
