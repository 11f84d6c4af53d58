package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"stemma"
)

func (m *merge) target(ctx context.Context, t *targetLine) error {
	var known int64
	err := m.tx.scan(ctx, `SELECT first_repository_id FROM targets WHERE key = ?`, []any{t.Key}, []any{&known})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		m.fresh[t.Key] = true
		return m.tx.exec(ctx, `INSERT INTO targets (key, target, first_repository_id) VALUES (?, ?, ?)`, t.Key, asJSON{t.Target}, t.FirstRepositoryID)
	case err != nil || known == t.FirstRepositoryID || t.FirstRepositoryID == 0:
		return err
	case known == 0:
		return m.tx.exec(ctx, `UPDATE targets SET first_repository_id = ? WHERE key = ?`, t.FirstRepositoryID, t.Key)
	}
	m.Conflicts = append(m.Conflicts, fmt.Sprintf("%s was first seen as repository number %d, and in the file as %d", t.Key, known, t.FirstRepositoryID))
	return nil
}

// errNoTarget says that a line stands alone.
var errNoTarget = errors.New("no line before it tells of its target")

func (m *merge) checkTarget(ctx context.Context, key string) error {
	var one int
	err := m.tx.scan(ctx, `SELECT 1 FROM targets WHERE key = ?`, []any{key}, []any{&one})
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%q: %w", key, errNoTarget)
	}
	return err
}

// A known state is one that the store holds, as far as a merge needs it.
type knownState struct {
	number   int64
	lastSeen string
	looks    int
}

func (m *merge) state(ctx context.Context, s *stateLine) error {
	if err := m.checkTarget(ctx, s.Target); err != nil {
		return err
	}
	known, err := m.known(ctx, s)
	if err != nil {
		return err
	}
	if known == nil {
		return m.newState(ctx, s)
	}
	m.matched[known.number] = true
	last := timeText(s.lastSeen())
	if s.Last == nil || last < known.lastSeen || last == known.lastSeen && s.Looks <= known.looks {
		return nil
	}
	s.Looks = max(s.Looks, known.looks) // which of them both counted can't be told
	return m.sighting(ctx, known.number, s)
}

// known returns the store's own record of a state: the same verdict, first seen at the
// same time; nil where it has none. No two lines of a file are the same state.
func (m *merge) known(ctx context.Context, s *stateLine) (*knownState, error) {
	rows, err := m.tx.query(ctx, `
		SELECT number, last_seen, looks FROM states WHERE target = ? AND first_seen = ? AND status = ? AND moved_to = ? ORDER BY number`,
		s.Target, timeText(s.First.At), s.Status.String(), s.MovedTo)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []knownState
	for rows.Next() {
		var k knownState
		if err := rows.Scan(&k.number, &k.lastSeen, &k.looks); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	i := slices.IndexFunc(all, func(k knownState) bool { return !m.matched[k.number] })
	if err := rows.Err(); err != nil || i < 0 {
		return nil, err
	}
	return &all[i], nil
}

func (m *merge) newState(ctx context.Context, s *stateLine) error {
	var number int64
	err := m.tx.scan(ctx, `
		INSERT INTO observations (target, status, reason, moved_to, checked_at, repository, evidence) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number`,
		[]any{s.Target, s.Status.String(), s.First.Reason, s.MovedTo, timeText(s.First.At), asJSON{s.First.Repository}, asJSON{s.First.Evidence}}, []any{&number})
	if err != nil {
		return err
	}
	m.matched[number] = true
	if s.Last != nil {
		return m.sighting(ctx, number, s)
	}
	return m.endFailures(ctx, s)
}

func (m *merge) sighting(ctx context.Context, number int64, s *stateLine) error {
	last := stemma.Observation{CheckedAt: s.Last.At, Reason: s.Last.Reason, Repository: s.Last.Repository, Evidence: s.Last.Evidence}
	return errors.Join(saveSighting(ctx, m.tx, number, s.Looks, last), m.endFailures(ctx, s))
}

// endFailures takes away a failure of the store's that a later look of the file's ended.
func (m *merge) endFailures(ctx context.Context, s *stateLine) error {
	return m.tx.exec(ctx, `DELETE FROM failures WHERE target = ? AND failed_at < ?`, s.Target, timeText(s.lastSeen()))
}

// failure keeps a failure where it is later than what the store knows. A target that the
// file alone knows is taken as it is.
func (m *merge) failure(ctx context.Context, f *failureLine) error {
	if err := m.checkTarget(ctx, f.Target); err != nil {
		return err
	}
	since := f.FailedAt
	if !f.Since.IsZero() { // an older export lacks it
		since = f.Since
	}
	return m.tx.exec(ctx, `
		INSERT INTO failures (target, reason, since, failed_at, times, evidence) SELECT ?1, ?2, ?7, ?3, ?4, ?5
			WHERE ?6 OR NOT EXISTS (SELECT 1 FROM states WHERE target = ?1 AND last_seen > ?3)
		ON CONFLICT (target) DO UPDATE SET reason = excluded.reason, since = min(failures.since, excluded.since), failed_at = excluded.failed_at,
			times = excluded.times, evidence = excluded.evidence
			WHERE excluded.failed_at > failures.failed_at`,
		f.Target, f.Reason, timeText(f.FailedAt), f.Times, asJSON{f.Evidence}, m.fresh[f.Target], timeText(since))
}

func (m *merge) copies(ctx context.Context, c *copiesLine) error {
	if c.Copies == nil {
		c.Copies = []stemma.Copy{}
	}
	return m.tx.exec(ctx, `
		INSERT INTO copies (target, at, copies) VALUES (?, ?, ?)
		ON CONFLICT (target) DO UPDATE SET at = excluded.at, copies = excluded.copies WHERE excluded.at > copies.at`,
		c.Target, timeText(c.At), asJSON{c.Copies})
}

// promise dates a paper's promise by the earlier of what the file and the store say. It is
// kept where one of them saw it kept, unless the paper promises again today.
func (m *merge) promise(ctx context.Context, p *promiseLine) error {
	return m.tx.exec(ctx, `
		INSERT INTO promises (paper, promised, kept) SELECT position, ?2, CASE WHEN extraction ->> '$.promises[0]' IS NULL THEN ?3 END FROM papers WHERE id = ?1
		ON CONFLICT (paper) DO UPDATE SET promised = coalesce(min(nullif(promised, ''), nullif(excluded.promised, '')), nullif(promised, ''), excluded.promised),
			kept = coalesce(min(nullif(kept, ''), excluded.kept), nullif(kept, ''), excluded.kept, kept)`,
		p.Paper, textOr(p.Promised, ""), textOr(p.Kept, nil))
}

// note joins what is kept of an alert: it was told when either told it, and the store's
// own acknowledgement counts.
func (m *merge) note(ctx context.Context, n *noteLine) error {
	return m.tx.exec(ctx, `
		INSERT INTO alert_notes (id, told, acknowledged, note) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET told = coalesce(min(nullif(told, ''), nullif(excluded.told, '')), nullif(told, ''), excluded.told),
			note = CASE WHEN acknowledged = '' THEN excluded.note ELSE note END,
			acknowledged = CASE WHEN acknowledged = '' THEN excluded.acknowledged ELSE acknowledged END`,
		n.Alert, textOr(n.Told, ""), textOr(n.Acknowledged, ""), n.Note)
}

// textOr is the text of a time, or what stands for none.
func textOr(t time.Time, none any) any {
	if t.IsZero() {
		return none
	}
	return timeText(t)
}

// work keeps a known work. One that the store did not know may bear on any paper.
func (m *merge) work(ctx context.Context, w *workLine) error {
	var number int64
	err := m.tx.scan(ctx, `INSERT INTO known_works (origin, work) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING number`, []any{w.Origin, asJSON{w.Work}}, []any{&number})
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return errors.Join(err, m.tx.exec(ctx, `DELETE FROM lineage`))
}
