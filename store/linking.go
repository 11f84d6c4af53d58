package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// A Linking is a paper that links something, or that promises code or did when it was read
// before.
type Linking struct {
	Paper    stemma.Paper // without abstract and authors
	Links    []stemma.Link
	Promises bool      // it promises code today
	Promised time.Time // when that was first seen, UTC; zero if it never was
	Kept     time.Time // when it was first seen to link code instead, UTC; zero if it was not
}

// EachLinking calls take for every such paper, in the order of their first arrival. A
// promise counts from DatePromises on.
func (s *Store) EachLinking(ctx context.Context, take func(Linking) error) error {
	err := s.read(ctx, func(tx *transaction) error {
		return tx.each(ctx, `
			SELECT id, title, date, file, line, extraction -> '$.links', extraction ->> '$.promises[0]' IS NOT NULL, coalesce(promised, ''), kept
			FROM papers LEFT JOIN promises ON paper = position
			WHERE extraction ->> '$.links[0]' IS NOT NULL OR promised IS NOT NULL ORDER BY position`, nil, func(scan func(...any) error) error {
			var l Linking
			p := &l.Paper
			err := scan(&p.ID, &p.Title, &p.Date, &p.Source.File, &p.Source.Line, asJSON{&l.Links}, &l.Promises, asTimeOrNone{&l.Promised}, asTimeOrNone{&l.Kept})
			if err != nil {
				return fmt.Errorf("paper %q: %w", p.ID, err)
			}
			return take(l)
		})
	})
	if err != nil {
		return fmt.Errorf("read the links of papers in %s: %w", s.path, err)
	}
	return nil
}

// DatePromises dates what was read of promises since it was last called: call it behind
// each reading of papers.
func (s *Store) DatePromises(ctx context.Context, now time.Time) error {
	err := s.write(ctx, func(tx *transaction) error {
		return errors.Join(
			tx.exec(ctx, `UPDATE promises SET promised = ? WHERE promised = ''`, timeText(now)),
			tx.exec(ctx, `UPDATE promises SET kept = ? WHERE kept = ''`, timeText(now)))
	})
	if err != nil {
		return fmt.Errorf("date the promises of papers in %s: %w", s.path, err)
	}
	return nil
}
