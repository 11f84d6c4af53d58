package report

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"stemma"
)

// CheckSchema names the JSON form of a Check.
const CheckSchema = "stemma.check/1"

// A Check is the answer to one argument of `stemma check`, and one line of its JSON.
type Check struct {
	Schema     string             `json:"schema"`
	Input      string             `json:"input"`  // as given
	Target     string             `json:"target"` // address of what was checked; empty if the input names nothing
	Status     stemma.Status      `json:"status"`
	Reason     string             `json:"reason"`
	MovedTo    string             `json:"moved_to"`
	CheckedAt  *time.Time         `json:"checked_at"` // null if it never was
	Repository *stemma.Repository `json:"repository"` // null where the host said nothing
	// PlaceStatus and PlaceReason are of the place inside the repository that was asked
	// for; left out where there is none or where nobody looked.
	PlaceStatus *stemma.Status `json:"place_status,omitempty"`
	PlaceReason string         `json:"place_reason,omitempty"`
	*Archived                  // left out where the archives were not to be asked

	place string // the path inside the repository
}

// NewCheck returns the line for one input and what was seen of it.
func NewCheck(input string, o stemma.Observation) Check {
	return Check{
		Schema: CheckSchema, Input: input, Target: o.Target.Root().URL, Status: o.Status, Reason: o.Reason,
		MovedTo: o.MovedTo, CheckedAt: timeOrNil(o.CheckedAt), Repository: o.Repository,
	}
}

// At returns the line with what was seen of the place inside its repository; o may as
// well be of the repository as a whole, which changes nothing.
func (c Check) At(o stemma.Observation) Check {
	if o.Target.PlaceKey() == o.Target.Key() || lost(c.Status) {
		return c
	}
	c.PlaceStatus, c.PlaceReason, c.place = &o.Status, o.Reason, o.Target.Path
	return c
}

// With returns the line with what archives have of its target.
func (c Check) With(a Archived) Check {
	a = a.orEmpty()
	c.Archived = &a
	return c
}

// WriteCheckJSON writes one line of JSON.
func WriteCheckJSON(w io.Writer, c Check) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(c)
}

// WriteCheckText writes one line for a person.
func WriteCheckText(w io.Writer, c Check, o TextOptions) error {
	name := shortURL(c.Target)
	if c.Target == "" {
		name = oneLine(c.Input)
	}
	detail := oneLine(c.Reason)
	if c.MovedTo != "" {
		detail = "now " + shortURL(c.MovedTo)
	}
	if c.PlaceStatus != nil && *c.PlaceStatus == stemma.Gone {
		detail += "; path missing: " + oneLine(c.place)
	}
	status := paint(pad(marks[c.Status]+" "+c.Status.String(), 14), colours[c.Status], o.Color)
	lines := strings.TrimRight(status+name+"  "+detail, " ") + "\n"
	if c.Archived != nil {
		for _, text := range c.copyTexts() {
			lines += strings.Repeat(" ", 14) + text + "\n"
		}
	}
	_, err := io.WriteString(w, lines)
	return err
}
