package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"stemma"
)

// A State is a run of looks at a target that saw the same: the same verdict, the same
// new address, and a repository with the same id that was archived, disabled or empty
// alike. What else the host says (stars, the last push, the reason) may change within it.
type State struct {
	stemma.Observation           // as the last look saw it, and when
	FirstSeen          time.Time // UTC
	Looks              int       // how many saw it
	// FirstLook is what the first of them was told and how; set by Histories alone.
	FirstLook FirstLook

	number int64 // of the observation that began it
}

// A FirstLook is what tells the first look of a State from the last.
type FirstLook struct {
	Reason   string
	Evidence stemma.Evidence
}

// sameState reports whether b, a later look, saw the state of a. A host that says
// nothing of the repository (a web address) contradicts nothing.
func sameState(a, b stemma.Observation) bool {
	if a.Status != b.Status || a.MovedTo != b.MovedTo {
		return false
	}
	was, is := a.Repository, b.Repository
	if was == nil || is == nil {
		return true
	}
	return was.ID == is.ID && was.Archived == is.Archived && was.Disabled == is.Disabled && was.Empty == is.Empty
}

// stateColumns are what scanState reads of the view states s and of targets t.
const stateColumns = `t.target, s.status, s.reason, s.moved_to, s.last_seen, s.repository, s.evidence, s.first_seen, s.looks, s.number`

// present picks the row of states that is the present one of the target t.
const present = `s.number = (SELECT n.number FROM states n WHERE n.target = t.key ORDER BY n.last_seen DESC, n.number DESC LIMIT 1)`

// presentState returns the present state of a target; one with no looks where no look
// ever saw any.
func presentState(ctx context.Context, tx *transaction, key string) (State, error) {
	state, err := scanState(func(into ...any) error {
		return tx.scan(ctx, `SELECT `+stateColumns+` FROM targets t JOIN states s ON `+present+` WHERE t.key = ?`, []any{key}, into)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return State{}, nil
	}
	return state, err
}

// Last returns the last observation of the target with this Target.PlaceKey, and false
// where no look ever saw anything of it.
func (s *Store) Last(ctx context.Context, key string) (stemma.Observation, bool, error) {
	var state State
	err := s.read(ctx, func(tx *transaction) (err error) {
		state, err = presentState(ctx, tx, key)
		return err
	})
	if err != nil {
		return stemma.Observation{}, false, fmt.Errorf("read the state of %s in %s: %w", key, s.path, err)
	}
	return state.Observation, state.Looks > 0, nil
}

// Latest returns, by Target.PlaceKey, the last observation of every target; for a
// target that no look ever saw anything of, an observation with the status Unknown and
// the reason of the last failure.
func (s *Store) Latest(ctx context.Context) (map[string]stemma.Observation, error) {
	return s.latest(ctx, `targets`)
}

// LatestOf is Latest for the targets with the given keys; one that was never looked at is
// left out.
func (s *Store) LatestOf(ctx context.Context, keys []string) (map[string]stemma.Observation, error) {
	return s.latest(ctx, `(SELECT targets.* FROM json_each(?1) k CROSS JOIN targets ON targets.key = k.value)`, asJSON{keys})
}

func (s *Store) latest(ctx context.Context, targets string, args ...any) (map[string]stemma.Observation, error) {
	states, err := s.states(ctx, `
		SELECT `+stateColumns+` FROM `+targets+` t JOIN states s ON `+present+`
		UNION ALL
		SELECT t.target, 'unknown', f.reason, '', f.failed_at, 'null', f.evidence, f.failed_at, 0, 0
		FROM `+targets+` t JOIN failures f ON f.target = t.key
		WHERE NOT EXISTS (SELECT 1 FROM observations WHERE target = t.key)`, args...)
	if err != nil {
		return nil, err
	}
	latest := make(map[string]stemma.Observation, len(states))
	for _, state := range states {
		latest[state.Target.PlaceKey()] = state.Observation
	}
	return latest, nil
}

// History returns the states of the target with this Target.PlaceKey in the order in
// which they were last seen, the present one last.
func (s *Store) History(ctx context.Context, key string) ([]State, error) {
	states, err := s.states(ctx, `
		SELECT `+stateColumns+` FROM targets t JOIN states s ON s.target = t.key WHERE t.key = ? ORDER BY s.last_seen, s.number`, key)
	return fold(states), err
}

// fold joins neighbours that are the same state: two stores that saw it, of which one
// was imported into the other, each have a run of looks.
func fold(states []State) []State {
	var folded []State
	for _, next := range states {
		if n := len(folded) - 1; n >= 0 && sameState(folded[n].Observation, next.Observation) {
			if next.FirstSeen.After(folded[n].FirstSeen) {
				next.FirstSeen = folded[n].FirstSeen
			}
			next.Looks += folded[n].Looks
			next.FirstLook = folded[n].FirstLook
			folded[n] = next
			continue
		}
		folded = append(folded, next)
	}
	return folded
}

func (s *Store) states(ctx context.Context, query string, args ...any) ([]State, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read the observations of %s: %w", s.path, err)
	}
	defer rows.Close()
	var states []State
	for rows.Next() {
		state, err := scanState(rows.Scan)
		if err != nil {
			return nil, fmt.Errorf("read the observations of %s: %w", s.path, err)
		}
		states = append(states, state)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the observations of %s: %w", s.path, err)
	}
	return states, nil
}

// scanState reads a row with stateColumns, by the Scan of a row.
func scanState(scan func(...any) error) (State, error) {
	var s State
	var status, lastSeen, firstSeen string
	err := scan(asJSON{&s.Target}, &status, &s.Reason, &s.MovedTo, &lastSeen, asJSON{&s.Repository}, asJSON{&s.Evidence}, &firstSeen, &s.Looks, &s.number)
	if err != nil {
		return s, err
	}
	var bad [3]error
	s.Status, bad[0] = stemma.ParseStatus(status)
	s.CheckedAt, bad[1] = time.Parse(time.RFC3339Nano, lastSeen)
	s.FirstSeen, bad[2] = time.Parse(time.RFC3339Nano, firstSeen)
	if s.FirstSeen.After(s.CheckedAt) { // a clock was wrong, see setBack
		s.FirstSeen = s.CheckedAt
	}
	return s, errors.Join(bad[:]...)
}
