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
	return s.readings(ctx, `SELECT `+readingColumns+` FROM papers ORDER BY position`)
}

// readingColumns are what a reading is made of.
const readingColumns = `id, title, abstract, authors, date, file, line, extraction`

func (s *Store) readings(ctx context.Context, query string, args ...any) ([]stemma.Reading, error) {
	var readings []stemma.Reading
	err := s.eachReading(ctx, func(r stemma.Reading) error {
		readings = append(readings, r)
		return nil
	}, query, args...)
	return readings, err
}

func (s *Store) eachReading(ctx context.Context, take func(stemma.Reading) error, query string, args ...any) error {
	return s.eachRow(ctx, query, args, func(scan func(...any) error) error {
		var r stemma.Reading
		if err := scanReading(scan, &r); err != nil {
			return err
		}
		return take(r)
	})
}

// scanReading reads the readingColumns of a row, and what stands before them.
func scanReading(scan func(...any) error, r *stemma.Reading, before ...any) error {
	p := &r.Paper
	err := scan(append(before, &p.ID, &p.Title, &p.Abstract, asJSON{&p.Authors}, &p.Date, &p.Source.File, &p.Source.Line, asJSON{&r.Extraction})...)
	if err != nil {
		return fmt.Errorf("paper %q: %w", p.ID, err)
	}
	return nil
}

// eachRow calls take for every row of a query about papers.
func (s *Store) eachRow(ctx context.Context, query string, args []any, take func(scan func(...any) error) error) error {
	err := s.read(ctx, func(tx *transaction) error { return tx.each(ctx, query, args, take) })
	if err != nil {
		return fmt.Errorf("read the papers of %s: %w", s.path, err)
	}
	return nil
}
