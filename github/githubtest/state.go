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
	Accounts     []Account    `json:"accounts"`
	Gists        []Gist       `json:"gists"`
	App          *App         `json:"-"`

	// Limit is how many REST requests are answered in an hour; 0 for GitHub's own 60
	// without a token and 5,000 with one, negative for no limit. GraphQLLimit is the
	// same in points. PerSecond is a secondary limit for all requests together,
	// those for pages included; 0 for none.
	Limit        int `json:"limit"`
	GraphQLLimit int `json:"graphql_limit"`
	GraphQLCost  int `json:"graphql_cost"` // of each query, in points, as its answer says; 1 if 0
	PerSecond    int `json:"per_second"`
	// Reset is when the limits are given back first; an hour after the first request if unset.
	Reset time.Time `json:"reset"`

	Token      string   `json:"token"`       // if set, any other token is refused with 401
	MaxAliases int      `json:"max_aliases"` // a GraphQL query for more repositories fails with 502; 0 for 100
	Latency    Duration `json:"latency"`     // of each answer
	Seed       uint64   `json:"seed"`        // of the faults with a rate

	Now func() time.Time `json:"-"` // the server's clock; nil for the system's
}

// A Duration is written in JSON as time.ParseDuration reads it: "50ms".
type Duration struct{ time.Duration }

// UnmarshalText reads a duration.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	d.Duration, err = time.ParseDuration(string(text))
	return err
}

// A Repository is one of the server's. Only the name is needed.
type Repository struct {
	FullName string `json:"full_name"`
	ID       int64  `json:"id"`       // made from the name if 0
	State    string `json:"state"`    // see the table of states; alive if empty
	MovedTo  string `json:"moved_to"` // full name after the move, for the state "moved"
	NewID    int64  `json:"new_id"`   // for the state "replaced": the id after the first answer

	// Facts beside the state; several can be true at once.
	Archived bool `json:"archived"`
	Disabled bool `json:"disabled"`
	Fork     bool `json:"fork"`
	Empty    bool `json:"empty"`

	OwnerID       int64     `json:"owner_id"`       // made from the owner's name if 0
	Files         []string  `json:"files"`          // at the top of the tree; a final slash marks a folder
	License       string    `json:"license"`        // SPDX id; none if empty
	Stars         int       `json:"stars"`          //
	Size          int       `json:"size"`           // in KB, which says nothing: often 0
	DefaultBranch string    `json:"default_branch"` // main if empty
	PushedAt      time.Time `json:"pushed_at"`      // the start of 2024 if unset
	CreatedAt     time.Time `json:"created_at"`     // the start of 2023 if unset
	// CustomProperties stands in the REST answer as it is; an array is a trap that
	// GitHub really sets.
	CustomProperties json.RawMessage `json:"custom_properties"`
	Inside

	// After that many answers the repository becomes Then; 0 for never.
	After int         `json:"after"`
	Then  *Repository `json:"then"`
}

// A repository is a Repository in use.
type repository struct {
	Repository
	served int // answers that told of it
}

// states are what can be said of a repository in one word.
var states = map[string]func(*Repository){
	"":            func(*Repository) {},
	"alive":       func(*Repository) {},
	"archived":    func(r *Repository) { r.Archived = true },
	"disabled":    func(r *Repository) { r.Disabled = true },
	"fork":        func(r *Repository) { r.Fork = true },
	"empty":       func(r *Repository) { r.Empty = true },
	"placeholder": func(r *Repository) { r.Files = []string{"LICENSE", "README.md", "images/"} },
	"moved":       func(*Repository) {},
	"gone":        func(*Repository) {},
	"saml":        func(*Repository) {}, // not for this token
	"dmca":        func(*Repository) {}, // blocked: 451
	"tos":         func(*Repository) {}, // blocked: 403 with a block
	"unavailable": func(*Repository) {}, // blocked: 403 with a block
	"replaced":    becomeAnother,        // after the first answer, the name has another id
}

func becomeAnother(r *Repository) {
	next := *r
	next.State, next.ID = "alive", r.NewID
	if next.ID == 0 {
		next.ID = r.ID + 1_000_000_000
	}
	r.After, r.Then = 1, &next
}

// ReadState reads a State from JSON, as test scripts write it.
func ReadState(r io.Reader) (State, error) {
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields() // a misspelt field would make a test pass for nothing
	var s State
	if err := decoder.Decode(&s); err != nil {
		return State{}, fmt.Errorf("githubtest: read the state: %w", err)
	}
	return s, nil
}

// validate fills in what is not given and finds what cannot be.
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
	r.fill()
	apply(r)
	if r.Then != nil {
		return r.Then.validateAfter(r)
	}
	return nil
}

func (r *Repository) validateAfter(before *Repository) error {
	if r.FullName == "" {
		r.FullName = before.FullName
	}
	if r.ID == 0 {
		r.ID = before.ID
	}
	return r.validate()
}

func (r *Repository) fill() {
	if r.Files == nil {
		r.Files = []string{"README.md", "main.py", "src/"}
	}
	if r.PushedAt.IsZero() {
		r.PushedAt = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if r.CreatedAt.IsZero() {
		r.CreatedAt = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if r.DefaultBranch == "" {
		r.DefaultBranch = "main"
	}
	if r.OwnerID == 0 {
		owner, _, _ := strings.Cut(r.name(), "/")
		r.OwnerID = idOf(owner)
	}
}

// name is the full name under which the repository is now.
func (r *Repository) name() string {
	if r.MovedTo != "" {
		return r.MovedTo
	}
	return r.FullName
}

// hidden reports whether GitHub shows nothing of the repository.
func (r *Repository) hidden() bool {
	return slices.Contains([]string{"gone", "dmca", "tos", "unavailable", "saml"}, r.State)
}

// serve counts an answer that tells of the repository, and returns what it tells.
func (s *Server) tell(p *repository) Repository {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for p.Then != nil && p.After > 0 && p.served >= p.After {
		p.Repository, p.served = *p.Then, 0
		s.byID[p.ID] = p
		if p.MovedTo != "" {
			s.repositories[strings.ToLower(p.MovedTo)] = p
		}
	}
	p.served++
	return p.Repository
}

func (s *Server) find(fullName string) *repository {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.repositories[strings.ToLower(fullName)]
}

func (s *Server) findID(id int64) *repository {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.byID[id]
}
