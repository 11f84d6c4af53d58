package store

import (
	"errors"
	"fmt"
	"time"

	"stemma"
)

// ExportSchema names the format of an export; schema/export.json describes it.
const ExportSchema = "stemma.export/1"

// A header is the first line of an export. By its numbers a file that was cut off is
// known from a whole one.
type header struct {
	Schema string `json:"schema"`
	Counts
}

// Counts are the numbers of what an export holds.
type Counts struct {
	Papers   int `json:"papers"`
	Targets  int `json:"targets"`
	States   int `json:"states"`
	Failures int `json:"failures"`
	Copies   int `json:"copies"` // targets whose copies were asked for
	Promises int `json:"promises,omitempty"`
	Notes    int `json:"notes,omitempty"` // on alerts
	Works    int `json:"works,omitempty"` // known from elsewhere; missing in older exports
}

// String lists the numbers.
func (c Counts) String() string {
	text := fmt.Sprintf("papers: %d, targets: %d, states: %d, failures: %d, copies: %d", c.Papers, c.Targets, c.States, c.Failures, c.Copies)
	if c.Promises > 0 {
		text += fmt.Sprintf(", promises: %d", c.Promises)
	}
	if c.Notes > 0 {
		text += fmt.Sprintf(", notes on alerts: %d", c.Notes)
	}
	if c.Works > 0 {
		text += fmt.Sprintf(", works: %d", c.Works)
	}
	return text
}

// A line is any other line of an export: one of these.
type line struct {
	Paper   *paperLine   `json:"paper,omitempty"`
	Target  *targetLine  `json:"target,omitempty"`
	State   *stateLine   `json:"state,omitempty"`
	Failure *failureLine `json:"failure,omitempty"`
	Copies  *copiesLine  `json:"copies,omitempty"`
	Promise *promiseLine `json:"promise,omitempty"`
	Note    *noteLine    `json:"note,omitempty"`
	Work    *workLine    `json:"work,omitempty"`
}

type paperLine struct {
	stemma.Paper
	Extraction stemma.Extraction `json:"extraction"`
}

type targetLine struct {
	Key               string        `json:"key"` // Target.PlaceKey
	Target            stemma.Target `json:"target"`
	FirstRepositoryID int64         `json:"first_repository_id"` // 0 if none was seen
}

// A stateLine is a run of looks that saw the same. Last is missing while the first look
// is the only one.
type stateLine struct {
	Target  string        `json:"target"` // the key of a target above
	Status  stemma.Status `json:"status"`
	MovedTo string        `json:"moved_to"`
	Looks   int           `json:"looks"`
	First   look          `json:"first"`
	Last    *look         `json:"last,omitempty"`
}

// A look is what one look at a target saw.
type look struct {
	At         time.Time          `json:"at"`
	Reason     string             `json:"reason"`
	Repository *stemma.Repository `json:"repository"`
	Evidence   stemma.Evidence    `json:"evidence"`
}

type failureLine struct {
	Target   string          `json:"target"`
	Reason   string          `json:"reason"`
	Since    time.Time       `json:"since,omitzero"` // the first of the looks; missing in older exports
	FailedAt time.Time       `json:"failed_at"`
	Times    int             `json:"times"` // looks in a row
	Evidence stemma.Evidence `json:"evidence"`
}

type copiesLine struct {
	Target string        `json:"target"` // a key, of which there may be no target
	At     time.Time     `json:"at"`
	Copies []stemma.Copy `json:"copies"`
}

type promiseLine struct {
	Paper    string    `json:"paper"` // id of a paper above
	Promised time.Time `json:"promised,omitzero"`
	Kept     time.Time `json:"kept,omitzero"` // missing if it was not
}

type noteLine struct {
	Alert        string    `json:"alert"` // id
	Told         time.Time `json:"told,omitzero"`
	Acknowledged time.Time `json:"acknowledged,omitzero"`
	Note         string    `json:"note,omitempty"`
}

// A workLine is a work that is known from elsewhere than the papers.
type workLine struct {
	Origin string           `json:"origin"` // the file's name as it was given, or an index of papers
	Work   stemma.KnownWork `json:"work"`
}

// lastSeen is when the state was seen last.
func (s *stateLine) lastSeen() time.Time {
	if s.Last != nil {
		return s.Last.At
	}
	return s.First.At
}

// check returns what is wrong with a line that came from outside.
func (l line) check() error {
	kinds := 0
	for _, there := range [...]bool{l.Paper != nil, l.Target != nil, l.State != nil, l.Failure != nil, l.Copies != nil, l.Promise != nil, l.Note != nil, l.Work != nil} {
		if there {
			kinds++
		}
	}
	switch {
	case kinds != 1:
		return errors.New("want one of paper, target, state, failure, copies, promise, note and work")
	case l.Paper != nil && l.Paper.ID == "":
		return errors.New("the paper has no id")
	case l.Target != nil && l.Target.Key != l.Target.Target.PlaceKey():
		return fmt.Errorf("the key %q is not the target's, which is %q", l.Target.Key, l.Target.Target.PlaceKey())
	case l.Target != nil && l.Target.FirstRepositoryID < 0:
		return fmt.Errorf("%d is no repository's id", l.Target.FirstRepositoryID)
	case l.State != nil:
		return l.State.check()
	case l.Failure != nil && l.Failure.Times < 1:
		return fmt.Errorf("a failure that came %d times", l.Failure.Times)
	case l.Failure != nil:
		return checkTimes(l.Failure.Since, l.Failure.FailedAt)
	case l.Copies != nil:
		return checkTime(l.Copies.At)
	case l.Promise != nil:
		return checkTimes(l.Promise.Promised, l.Promise.Kept)
	case l.Note != nil && l.Note.Alert == "":
		return errors.New("the note is on no alert")
	case l.Note != nil:
		return checkTimes(l.Note.Told, l.Note.Acknowledged)
	case l.Work != nil && l.Work.Origin == "":
		return errors.New("the work is from nowhere")
	}
	return nil
}

func (s *stateLine) check() error {
	switch {
	case s.Status == stemma.Unknown:
		return errors.New("unknown is no state")
	case s.Looks < 1, s.Looks > 1 && s.Last == nil:
		return fmt.Errorf("%d looks, and the last is there: %v", s.Looks, s.Last != nil)
	}
	return errors.Join(checkTime(s.First.At), checkTime(s.lastSeen()))
}

// checkTime refuses a time whose text is not in the order of times.
func checkTime(t time.Time) error {
	if year := t.UTC().Year(); year < 1 || year > 9999 {
		return fmt.Errorf("the year %d is out of range", year)
	}
	return nil
}

func checkTimes(times ...time.Time) error {
	var wrong []error
	for _, t := range times {
		wrong = append(wrong, checkTime(t))
	}
	return errors.Join(wrong...)
}
