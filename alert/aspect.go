package alert

import (
	"strings"

	"stemma"
)

// A condition beside sound is the word of a status, or a new address.
var gone = stemma.Gone.String()

// inside are the conditions that only a look at the files can tell from sound.
var inside = map[string]bool{stemma.Empty.String(): true, stemma.Placeholder.String(): true}

// presence tells whether a target is there, and something in it. A look that did not see
// the files does not contradict one that did.
func presence(s *State, last *run) (string, bool) {
	switch s.Status {
	case stemma.Unknown:
		return "", false
	case stemma.Gone, stemma.Blocked, stemma.Empty, stemma.Placeholder, stemma.Replaced:
		return s.Status.String(), true
	}
	if s.Shallow && last != nil && inside[last.condition] {
		return "", false
	}
	return sound, true
}

// name tells where a target lives: the new address in lower case, or sound for the old
// one. A change of case alone is none.
func name(s *State, _ *run) (string, bool) {
	switch s.Status {
	case stemma.Alive, stemma.Archived:
		return sound, true
	case stemma.Moved:
		if to := strings.ToLower(s.MovedTo); to != strings.ToLower(s.Target.Root().URL) {
			return to, true
		}
		return sound, true
	}
	return "", false
}

// upkeep tells whether a repository is archived.
func upkeep(s *State, _ *run) (string, bool) {
	switch {
	case s.Status == stemma.Archived:
		return s.Status.String(), true
	case s.Status == stemma.Gone, s.Status == stemma.Replaced, s.Repository == nil:
		return "", false
	case s.Repository.Archived:
		return stemma.Archived.String(), true
	}
	return sound, true
}
