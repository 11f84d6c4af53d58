package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"stemma"
)

// The store is the ledger (graph.Ledger) of the lineage: it knows which papers are not in it
// yet, keeps what they tell, and sees to it that a paper is looked at again when something
// that it looked up has changed.

// Waiting returns the next papers that wait for a stage of the lineage, behind the paper of
// the id after where that is not empty, in the order of their first arrival, at most limit.
func (s *Store) Waiting(ctx context.Context, stage int, after string, limit int) (papers []stemma.Waiting, err error) {
	mine := s.changed.Load() // before the count, so that one of its own in between counts as another's
	err = s.eachRow(ctx, `
		SELECT turn, count, `+readingColumns+` FROM changes CROSS JOIN waiting JOIN papers ON position = paper
		WHERE stage = ? AND paper > coalesce((SELECT position FROM papers WHERE id = ?), -1) ORDER BY paper LIMIT ?`,
		[]any{stage, after, limit}, func(scan func(...any) error) error {
			var w stemma.Waiting
			err := scanReading(scan, &w.Reading, &w.Turn, &w.Seen)
			w.Seen -= mine
			papers = append(papers, w)
			return err
		})
	return papers, err
}

// Facts returns the facts under each of the keys, sorted by value and paper. Under a key
// "used:NAME" there is one at most, and a key "id:ID" also finds the paper of that id.
func (s *Store) Facts(ctx context.Context, keys []string) (map[string][]stemma.Fact, error) {
	facts := make(map[string][]stemma.Fact, len(keys))
	err := s.read(ctx, func(tx *transaction) error {
		return tx.each(ctx, `
			SELECT f.key, p.id, f.value FROM json_each(?1) k CROSS JOIN facts f ON f.key = k.value JOIN papers p ON p.position = f.paper
			UNION ALL
			SELECT k.value, p.id, '' FROM json_each(?1) k JOIN papers p ON p.id = substr(k.value, 4) WHERE k.value LIKE 'id:%'
			ORDER BY 1, 3, 2`,
			[]any{asJSON{keys}}, func(scan func(...any) error) error {
				var f stemma.Fact
				err := scan(&f.Key, &f.Paper, &f.Value)
				facts[f.Key] = append(facts[f.Key], f)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("look up what papers tell in %s: %w", s.path, err)
	}
	return facts, nil
}

// Stamp makes sure that all ties of the store are made with what the stamp names: where it
// is another than last time, every paper waits anew.
func (s *Store) Stamp(ctx context.Context, stamp string) error {
	err := s.write(ctx, func(tx *transaction) error {
		var last string
		err := tx.scan(ctx, `SELECT stamp FROM lineage`, nil, []any{&last})
		if err == nil && last == stamp || err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		// Where there was no stamp nobody has a paper in hand, and new papers wait already.
		if err := tx.exec(ctx, `
			INSERT INTO waiting (paper, stage) SELECT position, ?1 FROM papers WHERE ?2 OR position NOT IN (SELECT paper FROM waiting WHERE stage = ?1)
			ON CONFLICT (paper) DO UPDATE SET stage = excluded.stage, turn = random()`, firstStage, err == nil); err != nil {
			return err
		}
		return tx.exec(ctx, `INSERT INTO lineage VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET stamp = excluded.stamp`, stamp)
	})
	if err != nil {
		return fmt.Errorf("mark the lineage in %s: %w", s.path, err)
	}
	return nil
}
