package githubtest

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// A State is how a Server starts.
type State struct {
	Repositories []Repository `json:"repositories"`
	Faults       []Fault      `json:"faults"`
	Limit        int          `json:"limit"`       // API requests that are answered before the limit is spent; 0 for all
	Reset        time.Time    `json:"reset"`       // when it is given back; an hour after the start of 2024 if unset
	Token        string       `json:"token"`       // if set, any other token is refused with 401
	MaxAliases   int          `json:"max_aliases"` // a GraphQL query for more repositories fails with 502; 0 for 100
}

// A Repository is one of the server's. Only the name is needed.
type Repository struct {
	FullName string    `json:"full_name"`
	ID       int64     `json:"id"`       // given out in order if 0
	State    string    `json:"state"`    // see states; alive if empty
	MovedTo  string    `json:"moved_to"` // full name after the move, for the state "moved"
	Files    []string  `json:"files"`    // at the top of the tree; a final slash marks a folder
	License  string    `json:"license"`  // SPDX id; none if empty
	Stars    int       `json:"stars"`
	Fork     bool      `json:"fork"`
	PushedAt time.Time `json:"pushed_at"` // the start of 2024 if unset
}

// states are what can be said of a repository. One that is not listed at all answers
// like one that is gone.
var states = map[string]func(*Repository){
	"":            func(*Repository) {},
	"alive":       func(*Repository) {},
	"archived":    func(*Repository) {},
	"disabled":    func(*Repository) {},
	"empty":       func(r *Repository) { r.Files = nil },
	"placeholder": func(r *Repository) { r.Files = []string{"README.md", "LICENSE", "assets/"} },
	"moved":       func(*Repository) {},
	"gone":        func(*Repository) {},
	"dmca":        func(*Repository) {}, // 451
	"tos":         func(*Repository) {}, // 403 with a block
}

// ReadState reads a State from JSON, as test scripts write it.
func ReadState(r io.Reader) (State, error) {
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	var s State
	if err := decoder.Decode(&s); err != nil {
		return State{}, fmt.Errorf("the state of the test server: %w", err)
	}
	return s, nil
}

func (r *Repository) validate() error {
	if owner, name, ok := strings.Cut(r.FullName, "/"); !ok || owner == "" || name == "" {
		return fmt.Errorf("%q is no full name of a repository", r.FullName)
	}
	apply, known := states[r.State]
	if !known {
		return fmt.Errorf("%s: %q is no state; there are %q", r.FullName, r.State, slices.Sorted(maps.Keys(states)))
	}
	if (r.State == "moved") != (r.MovedTo != "") {
		return fmt.Errorf("%s: the state \"moved\" and moved_to go together", r.FullName)
	}
	if r.Files == nil {
		r.Files = []string{"README.md", "main.py", "src/"}
	}
	if r.PushedAt.IsZero() {
		r.PushedAt = epoch
	}
	apply(r)
	return nil
}

// name is the full name under which the repository is now.
func (r Repository) name() string {
	if r.MovedTo != "" {
		return r.MovedTo
	}
	return r.FullName
}

// hidden reports whether GitHub shows nothing of the repository.
func (r Repository) hidden() bool { return r.State == "gone" || r.State == "dmca" || r.State == "tos" }

// ownerID is the same for all repositories of an owner.
func (r Repository) ownerID() int64 {
	owner, _, _ := strings.Cut(r.name(), "/")
	id := int64(7)
	for _, b := range []byte(strings.ToLower(owner)) {
		id = (id*31 + int64(b)) % 1_000_003
	}
	return id
}
