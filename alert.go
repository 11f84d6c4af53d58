package stemma

import "time"

// AlertKind says what changed.
type AlertKind string

// The kinds of alert. The first are bad news, which a second look confirms before they are
// told; the last three are good news.
const (
	AlertGone           AlertKind = "gone"             // deleted or private
	AlertBlocked        AlertKind = "blocked"          // access blocked by the host
	AlertArchived       AlertKind = "archived"         // read-only
	AlertMoved          AlertKind = "moved"            // redirects, but the old name may be taken
	AlertEmpty          AlertKind = "empty"            // its commits are gone
	AlertPlaceholder    AlertKind = "placeholder"      // nothing left but a README and the like
	AlertReplaced       AlertKind = "replaced"         // the name belongs to another repository: a danger
	AlertPathMissing    AlertKind = "path-missing"     // the repository is there, the place that is linked is not
	AlertPageDead       AlertKind = "page-dead"        // a page that is no repository
	AlertStale          AlertKind = "stale"            // no push for long
	AlertUnknownForLong AlertKind = "unknown-for-long" // could not be checked for long
	AlertPromiseOverdue AlertKind = "promise-overdue"  // code was promised and did not come
	AlertBack           AlertKind = "back"             // what was lost is there again
	AlertCodeReleased   AlertKind = "code-released"    // a placeholder or an empty repository was filled
	AlertPromiseKept    AlertKind = "promise-kept"     // promised code is linked now
)

// AlertState is where an alert stands in its life.
type AlertState string

// The states of an alert.
const (
	AlertOpen         AlertState = "open"
	AlertAcknowledged AlertState = "acknowledged" // someone has seen it and will act
	AlertMuted        AlertState = "muted"        // not to be told, until a date or for good
	AlertResolved     AlertState = "resolved"     // the change was undone, or is no news any more
)

// An Alert is a change in the world that someone should act on. It is said once: the same
// change has the same ID, however often it is looked at.
type Alert struct {
	Schema string     `json:"schema"` // "stemma.alert/1"
	ID     string     `json:"id"`
	Kind   AlertKind  `json:"kind"`
	Target string     `json:"target"` // address of the repository, place or page; of a promise, the paper's id
	State  AlertState `json:"state"`
	Since  time.Time  `json:"since"`  // when the change was first seen, UTC
	Before string     `json:"before"` // the state before, in words; empty if there was none
	After  string     `json:"after"`  // the state now, in words
	Reason string     `json:"reason"` // what the host said
	Advice string     `json:"advice"` // what to do
	Impact int        `json:"impact"` // works that stand, directly or not, on the target
	Papers []string   `json:"papers"` // ids of the papers that link it, or that promised
	// Note is what was said when it was acknowledged or muted.
	Note string `json:"note,omitempty"`
}

// AlertSchema names the JSON form of an Alert.
const AlertSchema = "stemma.alert/1"

// An AlertNote is what is kept of an alert with an ID: what people said of it, and that it
// was told.
type AlertNote struct {
	Told         time.Time // when it was first told, UTC; zero if it never was
	Acknowledged time.Time // UTC; zero if it is not
	Note         string    // what was said when it was acknowledged
}
