package store

import (
	"context"
	"fmt"
	"time"

	"stemma"
)

// AlertNotes returns what is kept of alerts, by their id.
func (s *Store) AlertNotes(ctx context.Context) (map[string]stemma.AlertNote, error) {
	notes := make(map[string]stemma.AlertNote)
	err := s.read(ctx, func(tx *transaction) error {
		return tx.each(ctx, `SELECT id, told, acknowledged, note FROM alert_notes`, nil, func(scan func(...any) error) error {
			var id string
			var n stemma.AlertNote
			err := scan(&id, asTimeOrNone{&n.Told}, asTimeOrNone{&n.Acknowledged}, &n.Note)
			notes[id] = n
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read the notes on alerts in %s: %w", s.path, err)
	}
	return notes, nil
}

// MarkTold notes that alerts were told. The first time counts.
func (s *Store) MarkTold(ctx context.Context, ids []string, at time.Time) error {
	return s.note(ctx, `
		INSERT INTO alert_notes (id, told) SELECT value, ?2 FROM json_each(?1) WHERE true
		ON CONFLICT (id) DO UPDATE SET told = excluded.told WHERE told = ''`, list(ids), timeText(at))
}

// Acknowledge notes that somebody has seen alerts and will act, and what was said with that.
func (s *Store) Acknowledge(ctx context.Context, ids []string, note string, at time.Time) error {
	return s.note(ctx, `
		INSERT INTO alert_notes (id, acknowledged, note) SELECT value, ?2, ?3 FROM json_each(?1) WHERE true
		ON CONFLICT (id) DO UPDATE SET acknowledged = excluded.acknowledged, note = excluded.note`, list(ids), timeText(at), note)
}

func (s *Store) note(ctx context.Context, statement string, args ...any) error {
	err := s.write(ctx, func(tx *transaction) error { return tx.exec(ctx, statement, args...) })
	if err != nil {
		return fmt.Errorf("keep a note on alerts in %s: %w", s.path, err)
	}
	return nil
}

// asTimeOrNone reads a time back from a TEXT column that is empty, or null, for none.
type asTimeOrNone struct{ t *time.Time }

// Scan reads the column.
func (a asTimeOrNone) Scan(column any) error {
	if column == nil || column == "" {
		*a.t = time.Time{}
		return nil
	}
	return asTime(a).Scan(column)
}
