package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"stemma"
)

// FirstPause is how long a target is left alone after a look that failed. The pause
// doubles with every further failure in a row, up to the age that makes any look due.
const FirstPause = time.Minute

// Terms say when a target is due.
type Terms struct {
	Now time.Time
	// MaxAge is how long what was seen stands for the present state. With 0 everything
	// is due.
	MaxAge time.Duration
	// AtOnce names the failures that say nothing of the target itself, as a spent limit
	// does, and need no pause; nil for none. One for which nothing was asked needs none
	// in any case.
	AtOnce func(failure stemma.Observation) bool
	// Settled names the failures that the next look would have again, as that of a page
	// which no API tells of: they are due like what was seen. Nil names none.
	Settled func(failure stemma.Observation) bool
}

// A Standing is what the store knows of a target.
type Standing struct {
	Target stemma.Target
	// Last is the outcome of the last look: what it saw, or why it saw nothing, with
	// the status Unknown. It is zero where there was no look.
	Last stemma.Observation
	// Seen is the last look that saw something; zero where none did.
	Seen     stemma.Observation
	Failures int  // looks in a row that saw nothing
	Due      bool // it is to be looked at
	Held     bool // somebody else is looking at it

	looks looks
}

// An Awaited is a target that somebody else is looking at.
type Awaited struct {
	Target stemma.Target
	looks  looks
}

// Await returns what is to be kept of a Standing that is Held until it is asked for again.
func (s Standing) Await() Awaited { return Awaited{s.Target, s.looks} }

// looks tell whether there was another look at a target.
type looks struct {
	state             int64
	looks, failures   int
	lastSeen, failure string
}

// Known reports whether there ever was a look.
func (s Standing) Known() bool { return s.looks != looks{} }

// Due returns what is known of targets and which of them are to be looked at: those
// last seen MaxAge ago, and those at which the last look failed, after a shorter pause.
// A place inside a repository is due with its repository, never without it, and not at
// all while that is known not to be there.
func (s *Store) Due(ctx context.Context, targets []stemma.Target, terms Terms) (standings []Standing, err error) {
	err = s.read(ctx, func(tx *transaction) error {
		standings, err = readStandings(ctx, tx, targets, "")
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the state of targets in %s: %w", s.path, err)
	}
	judge(standings, nil, terms)
	return standings, nil
}

// judge fills in what is due. What was held before and has been looked at since is not:
// its result is what the worker was waiting for.
func judge(standings []Standing, before []Awaited, terms Terms) {
	waited := make(map[string]looks, len(before))
	for _, b := range before {
		waited[b.Target.PlaceKey()] = b.looks
	}
	roots := make(map[string]*Standing, len(standings))
	for i := range standings {
		s := &standings[i]
		key := s.Target.PlaceKey()
		then, wasHeld := waited[key]
		s.Due = terms.due(*s) && (!wasHeld || then == s.looks)
		if key == s.Target.Key() {
			roots[key] = s
		}
	}
	for i := range standings {
		if s := &standings[i]; s.Target.PlaceKey() != s.Target.Key() {
			goWith(s, roots[s.Target.Key()])
		}
	}
	for i := range standings {
		s := &standings[i]
		s.Held = s.Held && s.Due
		s.Due = s.Due && !s.Held
	}
}

// absent are the states of a repository in which no place in it can be.
var absent = []stemma.Status{stemma.Gone, stemma.Blocked, stemma.Empty}

// goWith makes a place and its repository (nil when that was not asked for) be looked
// at together. What somebody else is looking at is waited for.
func goWith(place, root *Standing) {
	switch {
	case root == nil || place.Held:
	case !root.Due && slices.Contains(absent, root.Last.Status):
		place.Due = false
	case root.Held:
		place.Held = place.Due
	case place.Due || root.Due:
		place.Due, root.Due = true, true
	}
}

// due reports whether a target is to be looked at, whoever does it. An age below 0 is
// that of a wrong clock.
func (t Terms) due(s Standing) bool {
	if !s.Known() || t.MaxAge <= 0 {
		return true
	}
	age := t.Now.Sub(s.Last.CheckedAt)
	return age < 0 || age >= t.patience(s)
}

// patience is how long after the last look the next one is due.
func (t Terms) patience(s Standing) time.Duration {
	unasked := s.Last.Evidence.Via == "" && s.Target.PlaceKey() == s.Target.Key()
	switch {
	case s.Failures == 0, t.Settled != nil && t.Settled(s.Last):
		return t.MaxAge
	case unasked, t.AtOnce != nil && t.AtOnce(s.Last):
		return 0
	}
	const mostDoublings = 20 // of a minute, which are two years
	return min(FirstPause<<min(s.Failures-1, mostDoublings), t.MaxAge)
}

// standingsAtOnce is how many targets one query reads.
const standingsAtOnce = 1000

// readStandings reads what is known of targets and which of them a worker other than
// owner holds.
func readStandings(ctx context.Context, tx *transaction, targets []stemma.Target, owner string) ([]Standing, error) {
	standings := make([]Standing, 0, len(targets))
	for part := range slices.Chunk(targets, standingsAtOnce) {
		keys := make([]string, len(part))
		for i, t := range part {
			keys[i] = t.PlaceKey()
			standings = append(standings, Standing{Target: t})
		}
		if err := readSome(ctx, tx, standings[len(standings)-len(part):], keys, owner); err != nil {
			return nil, err
		}
	}
	return standings, nil
}

func readSome(ctx context.Context, tx *transaction, standings []Standing, keys []string, owner string) error {
	// Not the view states, but what it is made of: SQLite works a view out as a whole where
	// a LEFT JOIN has it on its right side.
	rows, err := tx.query(ctx, `
		SELECT k.key, coalesce(t.target, 'null'), coalesce(s.status, 'unknown'), coalesce(l.reason, s.reason, ''), coalesce(s.moved_to, ''),
			coalesce(l.last_seen, s.checked_at, ''), coalesce(l.repository, s.repository, 'null'), coalesce(l.evidence, s.evidence, 'null'),
			coalesce(l.looks, s.number IS NOT NULL), coalesce(s.number, 0),
			coalesce(f.reason, ''), coalesce(f.failed_at, ''), coalesce(f.times, 0), coalesce(f.evidence, 'null'),
			EXISTS (SELECT 1 FROM claims c JOIN workers w ON w.owner = c.owner WHERE c.target = k.value AND c.owner <> ?2)
		FROM json_each(?1) k LEFT JOIN targets t ON t.key = k.value LEFT JOIN observations s ON `+present+`
			LEFT JOIN sightings l ON l.observation = s.number LEFT JOIN failures f ON f.target = k.value`,
		asJSON{keys}, owner)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var i int
		var s Standing
		var failed stemma.Observation
		var status string
		err := rows.Scan(&i, asJSON{&s.Seen.Target}, &status, &s.Seen.Reason, &s.Seen.MovedTo, &s.looks.lastSeen,
			asJSON{&s.Seen.Repository}, asJSON{&s.Seen.Evidence}, &s.looks.looks, &s.looks.state,
			&failed.Reason, &s.looks.failure, &s.looks.failures, asJSON{&failed.Evidence}, &s.Held)
		if err != nil {
			return err
		}
		failed.Target = s.Seen.Target
		if err := s.complete(status, failed); err != nil {
			return err
		}
		s.Target = standings[i].Target
		standings[i] = s
	}
	return rows.Err()
}

// complete fills in what follows from the columns of a row.
func (s *Standing) complete(status string, failed stemma.Observation) (err error) {
	s.Failures = s.looks.failures
	if s.looks.lastSeen == "" {
		s.Seen = stemma.Observation{}
	} else if s.Seen.Status, err = stemma.ParseStatus(status); err != nil {
		return err
	} else if s.Seen.CheckedAt, err = time.Parse(time.RFC3339Nano, s.looks.lastSeen); err != nil {
		return err
	}
	s.Last = s.Seen
	if s.Failures > 0 {
		s.Last = failed
		s.Last.CheckedAt, err = time.Parse(time.RFC3339Nano, s.looks.failure)
	}
	return err
}
