package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"stemma"
)

// A Bearing says on what a change of the known works bears, of which it is given all that
// there were before and are after: the keys of facts, so that papers that looked one up are
// matched anew, and what tells by its id and title a paper that has to tell anew of itself; nil
// for none. See graph.Difference.
type Bearing func(before, after []stemma.KnownWork) (keys []string, paper func(id, title string) bool)

// SaveKnownWorks keeps the works that are known from one origin in place of those that were,
// and lets the papers on which that bears wait. No works forget the origin.
func (s *Store) SaveKnownWorks(ctx context.Context, origin string, works []stemma.KnownWork, bears Bearing) error {
	return s.changeKnownWorks(ctx, bears, func(tx *transaction) error {
		if err := tx.exec(ctx, `DELETE FROM known_works WHERE origin = ?`, origin); err != nil {
			return err
		}
		return addKnownWorks(ctx, tx, origin, works)
	})
}

// AddKnownWorks is SaveKnownWorks, but for what is known from the origin already, which stays.
func (s *Store) AddKnownWorks(ctx context.Context, origin string, works []stemma.KnownWork, bears Bearing) error {
	return s.changeKnownWorks(ctx, bears, func(tx *transaction) error { return addKnownWorks(ctx, tx, origin, works) })
}

func addKnownWorks(ctx context.Context, tx *transaction, origin string, works []stemma.KnownWork) error {
	return tx.exec(ctx, `INSERT INTO known_works (origin, work) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, origin, list(works))
}

// changeKnownWorks does a change together with what follows from it, so that a process that
// is killed leaves no paper behind.
func (s *Store) changeKnownWorks(ctx context.Context, bears Bearing, change func(*transaction) error) error {
	err := s.write(ctx, func(tx *transaction) error {
		before, err := knownWorks(ctx, tx)
		if err != nil {
			return err
		}
		if err := change(tx); err != nil {
			return err
		}
		after, err := knownWorks(ctx, tx)
		if err != nil {
			return err
		}
		keys, paper := bears(before, after)
		if err := tellAnew(ctx, tx, paper); err != nil {
			return err
		}
		if err := noteChange(ctx, tx); err != nil {
			return err
		}
		return putBack(ctx, tx, firstStage+1, slices.Clone(keys))
	})
	if err != nil {
		return fmt.Errorf("keep known works in %s: %w", s.path, err)
	}
	return nil
}

// tellAnew lets the papers wait for the first stage that are among those. Ids and titles are
// compared as no index of SQLite's could, so all are looked at.
func tellAnew(ctx context.Context, tx *transaction, among func(id, title string) bool) error {
	if among == nil {
		return nil
	}
	var papers []int64
	err := tx.each(ctx, `SELECT position, id, title FROM papers`, nil, func(scan func(...any) error) error {
		var paper int64
		var id, title string
		err := scan(&paper, &id, &title)
		if among(id, title) {
			papers = append(papers, paper)
		}
		return err
	})
	if err != nil {
		return err
	}
	return tx.exec(ctx, `
		INSERT INTO waiting (paper, stage) SELECT value, ? FROM json_each(?) WHERE true
		ON CONFLICT (paper) DO UPDATE SET stage = excluded.stage, turn = random()`, firstStage, list(papers))
}

// KnownWorks returns all works that are known, in the order of their origins, and of an
// origin in the order in which they came.
func (s *Store) KnownWorks(ctx context.Context) (works []stemma.KnownWork, err error) {
	err = s.read(ctx, func(tx *transaction) error {
		works, err = knownWorks(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the known works of %s: %w", s.path, err)
	}
	return works, nil
}

func knownWorks(ctx context.Context, tx *transaction) ([]stemma.KnownWork, error) {
	var works []stemma.KnownWork
	err := tx.each(ctx, `SELECT work FROM known_works ORDER BY origin, number`, nil, func(scan func(...any) error) error {
		var w stemma.KnownWork
		err := scan(asJSON{&w})
		works = append(works, w)
		return err
	})
	return works, err
}

// Origins returns from where works are known, sorted.
func (s *Store) Origins(ctx context.Context) (origins []string, err error) {
	err = s.read(ctx, func(tx *transaction) error {
		var all string
		err := tx.scan(ctx, `SELECT json_group_array(origin) FROM (SELECT DISTINCT origin FROM known_works ORDER BY origin)`, nil, []any{&all})
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(all), &origins)
	})
	if err != nil {
		return nil, fmt.Errorf("read the known works of %s: %w", s.path, err)
	}
	return origins, nil
}
