package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"stemma"
)

// A History is all that is known of a target over time.
type History struct {
	Target stemma.Target
	// States are in the order in which they were last seen, the present one last. Those of
	// one target that two stores saw, of which one was imported into the other, may overlap.
	States []State
	// Failed is the last look of those that failed since the last that saw something, with
	// the status Unknown, and FailingSince the time of the first; zero where the last look
	// saw something.
	Failed       stemma.Observation
	FailingSince time.Time // UTC
}

// Histories calls take for every target that was ever looked at, in the order of their
// [stemma.Target.PlaceKey]. The states have their FirstLook. It holds one target in memory.
func (s *Store) Histories(ctx context.Context, take func(History) error) error {
	err := s.read(ctx, func(tx *transaction) error {
		var h *History
		var key string
		err := tx.each(ctx, `
			SELECT t.key, t.target, coalesce(f.since, ''), coalesce(f.failed_at, ''), coalesce(f.reason, ''), coalesce(f.evidence, 'null'),
				coalesce(o.number, 0), coalesce(o.status, ''), coalesce(o.moved_to, ''), coalesce(o.checked_at, ''), coalesce(o.reason, ''), coalesce(o.evidence, 'null'),
				coalesce(l.looks, 1), coalesce(l.last_seen, o.checked_at, ''), coalesce(l.reason, o.reason, ''), coalesce(l.repository, o.repository, 'null'), coalesce(l.evidence, o.evidence, 'null')
			FROM targets t LEFT JOIN observations o ON o.target = t.key LEFT JOIN sightings l ON l.observation = o.number LEFT JOIN failures f ON f.target = t.key
			ORDER BY t.key, o.number`, nil, func(scan func(...any) error) error {
			row, err := scanHistory(scan)
			if err != nil {
				return fmt.Errorf("%s: %w", row.key, err)
			}
			if h != nil && key == row.key {
				h.States = append(h.States, row.state)
				return nil
			}
			if err := hand(h, take); err != nil {
				return err
			}
			key, h = row.key, &row.History
			return nil
		})
		if err != nil {
			return err
		}
		return hand(h, take)
	})
	if err != nil {
		return fmt.Errorf("read what was seen over time in %s: %w", s.path, err)
	}
	return nil
}

// hand hands a history on, if there is one.
func hand(h *History, take func(History) error) error {
	if h == nil {
		return nil
	}
	slices.SortStableFunc(h.States, func(a, b State) int {
		return cmp.Or(a.CheckedAt.Compare(b.CheckedAt), cmp.Compare(a.number, b.number))
	})
	h.States = fold(h.States)
	return take(*h)
}

// A historyRow is a target with one of its states, if it has any.
type historyRow struct {
	History
	key   string
	state State
}

func scanHistory(scan func(...any) error) (row historyRow, err error) {
	s := &row.state
	var since, failed, status, first, last string
	err = scan(&row.key, asJSON{&row.Target}, &since, &failed, &row.Failed.Reason, asJSON{&row.Failed.Evidence},
		&s.number, &status, &s.MovedTo, &first, &s.FirstLook.Reason, asJSON{&s.FirstLook.Evidence},
		&s.Looks, &last, &s.Reason, asJSON{&s.Repository}, asJSON{&s.Evidence})
	if err != nil {
		return row, err
	}
	if failed != "" {
		row.Failed.Target = row.Target
		if row.FailingSince, row.Failed.CheckedAt, err = span(since, failed); err != nil {
			return row, err
		}
	}
	if s.number == 0 {
		return row, nil
	}
	s.Target = row.Target
	if s.Status, err = stemma.ParseStatus(status); err != nil {
		return row, err
	}
	s.FirstSeen, s.CheckedAt, err = span(first, last)
	row.States = []State{*s}
	return row, err
}

// span reads two times, of which the first is not behind the second unless a clock was
// wrong.
func span(first, last string) (from, to time.Time, err error) {
	if from, err = time.Parse(time.RFC3339Nano, first); err != nil {
		return from, to, err
	}
	if to, err = time.Parse(time.RFC3339Nano, last); from.After(to) {
		from = to
	}
	return from, to, err
}
