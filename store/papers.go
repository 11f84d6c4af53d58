package store

import (
	"context"
	"fmt"

	"stemma"
)

// SaveReadings stores papers with what was extracted from them, all or none. A paper
// whose id is known replaces the older reading and keeps its place in the order.
func (s *Store) SaveReadings(ctx context.Context, readings []stemma.Reading) error {
	err := s.write(ctx, func(tx *transaction) error {
		for _, r := range readings {
			if err := saveReading(ctx, tx, r); err != nil {
				return fmt.Errorf("paper %q: %w", r.Paper.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("save papers in %s: %w", s.path, err)
	}
	return nil
}

func saveReading(ctx context.Context, tx *transaction, r stemma.Reading) error {
	p := r.Paper
	return tx.exec(ctx, `
		INSERT INTO papers (id, title, abstract, authors, date, file, line, extraction) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, abstract = excluded.abstract, authors = excluded.authors,
			date = excluded.date, file = excluded.file, line = excluded.line, extraction = excluded.extraction`,
		p.ID, p.Title, p.Abstract, asJSON{p.Authors}, p.Date, p.Source.File, p.Source.Line, asJSON{r.Extraction})
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
