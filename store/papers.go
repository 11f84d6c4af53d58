package store

import (
	"context"
	"fmt"

	"stemma"
)

// SaveReadings stores papers with what was extracted from them, all or none. A paper
// whose id is known replaces the older reading and keeps its place in the order.
func (s *Store) SaveReadings(ctx context.Context, readings []stemma.Reading) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("save papers in %s: %w", s.path, err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it has nothing to do
	insert, err := tx.PrepareContext(ctx, `
		INSERT INTO papers (id, title, abstract, authors, date, file, line, extraction) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, abstract = excluded.abstract, authors = excluded.authors,
			date = excluded.date, file = excluded.file, line = excluded.line, extraction = excluded.extraction`)
	if err != nil {
		return fmt.Errorf("save papers in %s: %w", s.path, err)
	}
	defer insert.Close()
	for _, r := range readings {
		p := r.Paper
		_, err := insert.ExecContext(ctx, p.ID, p.Title, p.Abstract, asJSON{p.Authors}, p.Date, p.Source.File, p.Source.Line, asJSON{r.Extraction})
		if err != nil {
			return fmt.Errorf("save paper %q in %s: %w", p.ID, s.path, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("save papers in %s: %w", s.path, err)
	}
	return nil
}

// Readings returns every paper with what was extracted from it, in the order of
// first arrival.
func (s *Store) Readings(ctx context.Context) ([]stemma.Reading, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, title, abstract, authors, date, file, line, extraction FROM papers ORDER BY position`)
	if err != nil {
		return nil, fmt.Errorf("read the papers of %s: %w", s.path, err)
	}
	defer rows.Close()
	var readings []stemma.Reading
	for rows.Next() {
		var r stemma.Reading
		p := &r.Paper
		err := rows.Scan(&p.ID, &p.Title, &p.Abstract, asJSON{&p.Authors}, &p.Date, &p.Source.File, &p.Source.Line, asJSON{&r.Extraction})
		if err != nil {
			return nil, fmt.Errorf("read paper %q of %s: %w", p.ID, s.path, err)
		}
		readings = append(readings, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the papers of %s: %w", s.path, err)
	}
	return readings, nil
}
