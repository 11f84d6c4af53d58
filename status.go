package stemma

import (
	"fmt"
	"strings"
	"time"
)

// Status is the verdict of a check. The zero value is Unknown, and "could not check"
// is always Unknown, never Gone.
type Status uint8

// The verdicts.
const (
	Unknown     Status = iota // could not be checked; the reason says why
	Alive                     // there, under the name that was asked for
	Moved                     // renamed or transferred; MovedTo has the new address
	Archived                  // there, read-only
	Empty                     // there, without a commit
	Placeholder               // there, with nothing but a README, a licence and the like
	Replaced                  // the name now belongs to another repository
	Blocked                   // access blocked by the host (451, DMCA, terms of service)
	Gone                      // 404: deleted or made private, which the API does not tell apart
)

var statusNames = [...]string{
	Unknown: "unknown", Alive: "alive", Moved: "moved", Archived: "archived", Empty: "empty",
	Placeholder: "placeholder", Replaced: "replaced", Blocked: "blocked", Gone: "gone",
}

// Statuses returns every verdict, in the order of the constants.
func Statuses() []Status {
	all := make([]Status, len(statusNames))
	for i := range all {
		all[i] = Status(i)
	}
	return all
}

// String returns the word that is printed and stored for s.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("status(%d)", s)
}

// ParseStatus returns the verdict that String prints as name.
func ParseStatus(name string) (Status, error) {
	for i, n := range statusNames {
		if n == name {
			return Status(i), nil
		}
	}
	return Unknown, fmt.Errorf("%q is no status; the statuses are %s", name, strings.Join(statusNames[:], ", "))
}

// MarshalText writes the word of s; it fails on a value that is no verdict.
func (s Status) MarshalText() ([]byte, error) {
	if int(s) >= len(statusNames) {
		return nil, fmt.Errorf("status %d is out of range", s)
	}
	return []byte(statusNames[s]), nil
}

// UnmarshalText reads the word of a verdict.
func (s *Status) UnmarshalText(text []byte) error {
	parsed, err := ParseStatus(string(text))
	if err == nil {
		*s = parsed
	}
	return err
}

// A Repository is what the host says of a repository.
type Repository struct {
	ID            int64     `json:"id"`       // numeric id, kept over renames; 0 if unknown
	OwnerID       int64     `json:"owner_id"` // numeric id of the owner; 0 if unknown
	FullName      string    `json:"full_name"`
	Archived      bool      `json:"archived"`
	Disabled      bool      `json:"disabled"`
	Fork          bool      `json:"fork"`
	Empty         bool      `json:"empty"`
	PushedAt      time.Time `json:"pushed_at,omitzero"`
	CreatedAt     time.Time `json:"created_at,omitzero"`
	License       string    `json:"license"` // SPDX id; empty if none was recognised
	Stars         int       `json:"stars"`
	DefaultBranch string    `json:"default_branch"`
}

// An Observation is what one check saw of a target. One whose target has a path inside a
// repository speaks of that place alone: Alive while it is there, Gone when the
// repository is there and the place is not, and Unknown otherwise. It is known by
// [Target.PlaceKey], as every other is by [Target.Key].
type Observation struct {
	Target    Target
	Status    Status
	Reason    string    // one sentence: what was seen, or why nothing was
	MovedTo   string    // the new address where Status is Moved
	CheckedAt time.Time // UTC
	// Repository is what the host said; nil when it said nothing.
	Repository *Repository
	Evidence   Evidence
}

// Evidence is the answer that a verdict rests on.
type Evidence struct {
	Via       string   `json:"via"`                 // "graphql", "rest", "web", "git", or the API of another host, as "gitlab"; empty if nothing was asked
	Code      int      `json:"code"`                // HTTP status of the deciding answer; 0 if none came
	Redirects []string `json:"redirects,omitempty"` // addresses passed through, in order
	// ETag is the answer's validator, with which the same question may be asked again
	// for nothing while nothing changed; ETagFor names the token that it was given to,
	// without telling it, since another token's validators are others.
	ETag    string `json:"etag,omitempty"`
	ETagFor string `json:"etag_for,omitempty"`
}

// A Copy is an archived copy of what a target led to.
type Copy struct {
	Archive string    `json:"archive"`           // "software-heritage" or "wayback"
	URL     string    `json:"url"`               // where a person can look at it
	SWHID   string    `json:"swhid,omitempty"`   // Software Heritage's identifier (ISO/IEC 18670)
	TakenAt time.Time `json:"taken_at,omitzero"` // when the archive was last there, UTC
}
