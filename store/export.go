package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"stemma"
)

// WriteExport writes everything that the store holds but claims as JSON lines: a header,
// then papers in their order, targets, states, failures and copies by key, promises by paper,
// notes on alerts, and known works by origin. The same content gives the same bytes, and
// comes back whole with Import.
func (s *Store) WriteExport(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	err := s.read(ctx, func(tx *transaction) error {
		head := header{Schema: ExportSchema}
		err := tx.scan(ctx, `
			SELECT (SELECT count(*) FROM papers), (SELECT count(*) FROM targets), (SELECT count(*) FROM observations),
				(SELECT count(*) FROM failures), (SELECT count(*) FROM copies), (SELECT count(*) FROM promises), (SELECT count(*) FROM alert_notes),
				(SELECT count(*) FROM known_works)`,
			nil, []any{&head.Papers, &head.Targets, &head.States, &head.Failures, &head.Copies, &head.Promises, &head.Notes, &head.Works})
		if err == nil {
			err = encoder.Encode(head)
		}
		for _, part := range exportParts {
			if err == nil {
				err = part.write(ctx, tx, encoder)
			}
		}
		return err
	})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("export the store %s: %w", s.path, err)
	}
	return nil
}

// An exportPart is one kind of line: the rows it comes from, and how to read one.
type exportPart struct {
	query string
	scan  func(scan func(...any) error) (line, error)
}

var exportParts = [...]exportPart{
	{`SELECT id, title, abstract, authors, date, file, line, extraction FROM papers ORDER BY position`, func(scan func(...any) error) (line, error) {
		p := new(paperLine)
		err := scan(&p.ID, &p.Title, &p.Abstract, asJSON{&p.Authors}, &p.Date, &p.Source.File, &p.Source.Line, asJSON{&p.Extraction})
		return line{Paper: p}, err
	}},
	{`SELECT key, target, first_repository_id FROM targets ORDER BY key`, func(scan func(...any) error) (line, error) {
		t := new(targetLine)
		err := scan(&t.Key, asJSON{&t.Target}, &t.FirstRepositoryID)
		return line{Target: t}, err
	}},
	{`SELECT o.target, o.status, o.moved_to, coalesce(s.looks, 1), o.checked_at, o.reason, o.repository, o.evidence,
			s.last_seen, coalesce(s.reason, ''), coalesce(s.repository, 'null'), coalesce(s.evidence, 'null')
		FROM observations o LEFT JOIN sightings s ON s.observation = o.number ORDER BY o.target, o.number`, scanStateLine},
	{`SELECT target, reason, since, failed_at, times, evidence FROM failures ORDER BY target`, func(scan func(...any) error) (line, error) {
		f := new(failureLine)
		err := scan(&f.Target, &f.Reason, asTime{&f.Since}, asTime{&f.FailedAt}, &f.Times, asJSON{&f.Evidence})
		return line{Failure: f}, err
	}},
	{`SELECT target, at, copies FROM copies ORDER BY target`, func(scan func(...any) error) (line, error) {
		c := new(copiesLine)
		err := scan(&c.Target, asTime{&c.At}, asJSON{&c.Copies})
		return line{Copies: c}, err
	}},
	{`SELECT id, promised, kept FROM promises JOIN papers ON position = paper ORDER BY paper`, func(scan func(...any) error) (line, error) {
		p := new(promiseLine)
		err := scan(&p.Paper, asTimeOrNone{&p.Promised}, asTimeOrNone{&p.Kept})
		return line{Promise: p}, err
	}},
	{`SELECT id, told, acknowledged, note FROM alert_notes ORDER BY id`, func(scan func(...any) error) (line, error) {
		n := new(noteLine)
		err := scan(&n.Alert, asTimeOrNone{&n.Told}, asTimeOrNone{&n.Acknowledged}, &n.Note)
		return line{Note: n}, err
	}},
	{`SELECT origin, work FROM known_works ORDER BY origin, number`, func(scan func(...any) error) (line, error) {
		w := new(workLine)
		err := scan(&w.Origin, asJSON{&w.Work})
		return line{Work: w}, err
	}},
}

func scanStateLine(scan func(...any) error) (line, error) {
	s, last := new(stateLine), new(look)
	var status string
	var lastSeen sql.NullString
	err := scan(&s.Target, &status, &s.MovedTo, &s.Looks, asTime{&s.First.At}, &s.First.Reason, asJSON{&s.First.Repository}, asJSON{&s.First.Evidence},
		&lastSeen, &last.Reason, asJSON{&last.Repository}, asJSON{&last.Evidence})
	if err == nil {
		s.Status, err = stemma.ParseStatus(status)
	}
	if err == nil && lastSeen.Valid {
		s.Last = last
		err = asTime{&last.At}.Scan(lastSeen.String)
	}
	return line{State: s}, err
}

func (p exportPart) write(ctx context.Context, tx *transaction, encoder *json.Encoder) error {
	rows, err := tx.query(ctx, p.query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		l, err := p.scan(rows.Scan)
		if err != nil {
			return err
		}
		if err := encoder.Encode(l); err != nil {
			return err
		}
	}
	return rows.Err()
}

// asTime reads a time back from a TEXT column.
type asTime struct{ t *time.Time }

// Scan reads the column.
func (a asTime) Scan(column any) (err error) {
	text, ok := column.(string)
	if !ok {
		return fmt.Errorf("a time column holds %T", column)
	}
	*a.t, err = time.Parse(time.RFC3339Nano, text)
	return err
}
