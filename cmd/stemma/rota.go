package main

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"stemma"
	"stemma/github"
	"stemma/store"
)

// A rota says which targets have their turn. Each has one in every interval, at a moment
// that a hash of it picks, so that each hour has its share of the links. It is worked out
// from when a target was last looked at, and so survives a restart; what was missed has
// its turn now.
type rota struct {
	every time.Duration
	now   time.Time
	// whole is for a single round, whose times others set: all that was last looked at an
	// interval ago, less this slack, has its turn. 0 for the rounds of a watch.
	whole time.Duration
}

// leastAge is how long what was seen is left alone. A turn that comes sooner after the
// target was seen first is left out.
func (r rota) leastAge() time.Duration { return r.every / 2 }

// due reports whether a target is to be looked at. Standings are those for leastAge.
func (r rota) due(s store.Standing) bool {
	last := s.Last.CheckedAt
	switch {
	case !s.Due: // too fresh, or somebody else is looking
		return false
	case last.After(r.now): // by a wrong clock
		return true
	case s.Failures > 0 && !github.Moot(s.Last):
		return true // the store waits longer after each
	case s.Last.Status != stemma.Alive, r.whole > 0:
		// A second look confirms bad news, and not before its time.
		return r.now.Sub(last) >= r.every-r.whole
	}
	return r.turn(s.Target.Key()).Sub(last) >= r.leastAge()
}

// turn is the last moment at which it was the turn of a key.
func (r rota) turn(key string) time.Time {
	hash := sha256.Sum256([]byte(key))
	offset := time.Duration(binary.BigEndian.Uint64(hash[:]) % uint64(r.every))
	since := time.Duration(r.now.UnixNano()) - offset
	return r.now.Add(-(since%r.every + r.every) % r.every)
}

// choose returns the targets that have their turn; a place and its repository together.
func (r rota) choose(standings []store.Standing) []stemma.Target {
	chosen := make(map[string]bool)
	for _, s := range standings {
		if r.due(s) {
			chosen[s.Target.Key()] = true
		}
	}
	var targets []stemma.Target
	for _, s := range standings {
		if chosen[s.Target.Key()] {
			targets = append(targets, s.Target)
		}
	}
	return targets
}
