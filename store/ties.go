package store

import (
	"context"
	"fmt"

	"stemma"
)

// tieColumns are what a tie is made of, of ties t. Its work is a paper or one of works.
const tieColumns = `
	(SELECT id FROM papers WHERE position = t.paper),
	CASE WHEN t.work > 0 THEN (SELECT 'paper:' || id FROM papers WHERE position = t.work) ELSE (SELECT key FROM works WHERE number = t.work) END,
	t.relation, t.confidence, t.detail`

// TiesFrom returns how the papers of the given ids stand to works, sorted by both.
func (s *Store) TiesFrom(ctx context.Context, papers []string) ([]stemma.Tie, error) {
	return s.tiesOf(ctx, `SELECT `+tieColumns+` FROM json_each(?) k JOIN papers p ON p.id = k.value JOIN ties t ON t.paper = p.position ORDER BY 1, 2`, asJSON{papers})
}

// TiesTo returns how papers stand to the works, or link the code, of the given keys, sorted
// by both. With buildsOn only those that build on the work, or link the code.
func (s *Store) TiesTo(ctx context.Context, works []string, buildsOn bool) ([]stemma.Tie, error) {
	return s.tiesOf(ctx, `
		WITH wanted AS (
			SELECT w.number FROM json_each(?1) k JOIN works w ON w.key = k.value
			UNION SELECT p.position FROM json_each(?1) k JOIN papers p ON p.id = substr(k.value, 7) WHERE k.value LIKE 'paper:%'
		)
		SELECT `+tieColumns+` FROM wanted CROSS JOIN ties t ON t.work = wanted.number
		WHERE NOT ?2 OR t.relation IN ('extends', 'generalizes', 'uses', 'analyzes', 'implements') ORDER BY 1, 2`, asJSON{works}, buildsOn)
}

func (s *Store) tiesOf(ctx context.Context, query string, args ...any) ([]stemma.Tie, error) {
	var ties []stemma.Tie
	err := s.eachTie(ctx, func(t stemma.Tie) error {
		ties = append(ties, t)
		return nil
	}, query, args...)
	return ties, err
}

// EachTie calls take for every tie of the store, in the order of its papers.
func (s *Store) EachTie(ctx context.Context, take func(stemma.Tie) error) error {
	return s.eachTie(ctx, take, `SELECT `+tieColumns+` FROM ties t ORDER BY t.paper, t.work`)
}

func (s *Store) eachTie(ctx context.Context, take func(stemma.Tie) error, query string, args ...any) error {
	err := s.read(ctx, func(tx *transaction) error {
		return tx.each(ctx, query, args, func(scan func(...any) error) error {
			var t stemma.Tie
			if err := scan(&t.Paper, &t.Work, &t.Relation, &t.Confidence, asJSON{&t.TieDetail}); err != nil {
				return err
			}
			return take(t)
		})
	})
	if err != nil {
		return fmt.Errorf("read the lineage of %s: %w", s.path, err)
	}
	return nil
}

// ReadingsOf returns the papers of the given ids, in the order of their first arrival. An
// id that the store does not know is left out.
func (s *Store) ReadingsOf(ctx context.Context, ids []string) ([]stemma.Reading, error) {
	return s.readings(ctx, `SELECT `+readingColumns+` FROM papers WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position`, asJSON{ids})
}

// EachLinked calls take for every paper that stands to a work or is one, or that promises
// code; with all, for every paper. They come in the order of their first arrival.
func (s *Store) EachLinked(ctx context.Context, all bool, take func(stemma.Reading) error) error {
	return s.eachReading(ctx, take, `
		SELECT `+readingColumns+` FROM papers
		WHERE ? OR position IN (SELECT paper FROM ties) OR position IN (SELECT work FROM ties WHERE work > 0) OR extraction ->> '$.promises[0]' IS NOT NULL
		ORDER BY position`, all)
}

// HoldsMore reports whether the store holds more papers than that. It counts no further.
func (s *Store) HoldsMore(ctx context.Context, than int) (more bool, err error) {
	err = s.read(ctx, func(tx *transaction) error {
		return tx.scan(ctx, `SELECT EXISTS (SELECT 1 FROM papers LIMIT 1 OFFSET ?)`, []any{than}, []any{&more})
	})
	if err != nil {
		return false, fmt.Errorf("look how large %s is: %w", s.path, err)
	}
	return more, nil
}

// Behind returns how many papers are not in the lineage yet, or are there by another stamp.
func (s *Store) Behind(ctx context.Context, stamp string) (papers int, err error) {
	err = s.read(ctx, func(tx *transaction) error {
		return tx.scan(ctx, `
			SELECT CASE WHEN EXISTS (SELECT 1 FROM lineage WHERE stamp = ?) THEN (SELECT count(*) FROM waiting) ELSE (SELECT count(*) FROM papers) END`,
			[]any{stamp}, []any{&papers})
	})
	if err != nil {
		return 0, fmt.Errorf("read the lineage of %s: %w", s.path, err)
	}
	return papers, nil
}
