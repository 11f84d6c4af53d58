// Package report turns readings and observations into the availability report: which
// code links exist, what became of each, and which papers promised code and never
// linked it. It writes the report as text for a terminal, JSON, Markdown and CSV.
//
// It asks nothing of the network and decides no status. Everything that it prints came
// from outside (titles, names, reasons), so each writer escapes for its own format.
package report

import (
	"cmp"
	"slices"
	"time"

	"stemma"
)

// Schema names the JSON form of a Report. Fields are added to it, never renamed.
const Schema = "stemma.report/1"

// Input is what a report is made from.
type Input struct {
	Readings []stemma.Reading
	// Unlisted are papers that are counted, and have neither links nor promises to report.
	Unlisted Unlisted
	// Observations are the last ones, by Target.Key, and by Target.PlaceKey those of places
	// inside repositories; a target that has none is unknown.
	Observations map[string]stemma.Observation
	// Archived is what archives have of lost targets, by Target.Key; none where nobody asked.
	Archived map[string]Archived
	// Dependents returns how many works stand, directly or not, on the papers that link
	// the target with this key; nil leaves the figure out.
	Dependents func(key string) int
	Skipped    int       // records of the input that could not be read
	Now        time.Time // when the report is made
}

// Unlisted counts papers, and what they say, that a report does not list one by one.
type Unlisted struct{ Papers, Citations, Mentions int }

// A Report is the availability report.
type Report struct {
	Schema      string    `json:"schema"`
	GeneratedAt time.Time `json:"generated_at"` // UTC
	Counts      Counts    `json:"counts"`
	Papers      []Paper   `json:"papers"`  // in input order, but for Unlisted
	Targets     []Target  `json:"targets"` // every distinct target once, the most urgent first
}

// Counts sums a report up.
type Counts struct {
	Papers       int            `json:"papers"`
	Skipped      int            `json:"skipped"`      // records that could not be read
	Links        int            `json:"links"`        // occurrences
	Targets      int            `json:"targets"`      // distinct
	Repositories int            `json:"repositories"` // distinct
	Citations    int            `json:"citations"`
	Mentions     int            `json:"mentions"`
	Promises     int            `json:"promises"`
	Statuses     map[string]int `json:"statuses"` // targets by status; every status is present
	// MissingPlaces are distinct places inside repositories that are not there.
	MissingPlaces int `json:"missing_places"`
}

// A Paper is a paper with its links and their status.
type Paper struct {
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Date     string           `json:"date"`
	Source   stemma.Source    `json:"source"`
	Own      []string         `json:"own"`
	Links    []Link           `json:"links"`
	Promises []stemma.Promise `json:"promises"`
}

// A Link is an address in an abstract, and what became of it.
type Link struct {
	stemma.Link
	Status    stemma.Status `json:"status"`
	Reason    string        `json:"reason"`
	MovedTo   string        `json:"moved_to"`
	CheckedAt *time.Time    `json:"checked_at"` // null if it never was
	// PlaceStatus and PlaceReason are of the place inside the repository that the link
	// points at; left out where there is none or where nobody looked.
	PlaceStatus *stemma.Status `json:"place_status,omitempty"`
	PlaceReason string         `json:"place_reason,omitempty"`
}

// A Target is one checked thing, and who links it.
type Target struct {
	key           string             // Target.Key, which several addresses may share
	URL           string             `json:"target"`
	Kind          stemma.LinkKind    `json:"kind"`
	Status        stemma.Status      `json:"status"`
	Reason        string             `json:"reason"`
	MovedTo       string             `json:"moved_to"`
	CheckedAt     *time.Time         `json:"checked_at"`      // null if it never was
	Repository    *stemma.Repository `json:"repository"`      // null where the host said nothing
	DaysSincePush *int               `json:"days_since_push"` // null if not known
	Papers        []string           `json:"papers"`          // ids, in input order
	Dependents    int                `json:"dependents"`      // works that stand, directly or not, on these papers
	MissingPlaces []string           `json:"missing_places"`  // paths that are linked and are not there, in input order
	Hints         []Hint             `json:"hints"`           // what may be worth a look, and is no verdict
	Archived
}

// NotChecked is the reason given for a target that no check ever looked at.
const NotChecked = "not checked yet"

// New makes the report.
func New(in Input) *Report {
	r := &Report{Schema: Schema, GeneratedAt: in.Now.UTC(), Papers: []Paper{}, Targets: []Target{}}
	r.Counts.Skipped = in.Skipped
	r.Counts.Statuses = make(map[string]int)
	for _, status := range stemma.Statuses() {
		r.Counts.Statuses[status.String()] = 0
	}
	places := make(map[string]int) // by key, the index in r.Targets
	for _, reading := range in.Readings {
		r.Papers = append(r.Papers, newPaper(reading, in.Observations))
		r.count(reading.Extraction)
		for _, link := range reading.Extraction.Links {
			r.addTarget(places, link.Target, reading.Paper, in)
		}
	}
	r.Counts.Papers, r.Counts.Targets = len(r.Papers)+in.Unlisted.Papers, len(r.Targets)
	r.Counts.Citations += in.Unlisted.Citations
	r.Counts.Mentions += in.Unlisted.Mentions
	slices.SortStableFunc(r.Targets, func(a, b Target) int {
		return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(b.Dependents, a.Dependents))
	})
	return r
}

func (r *Report) count(e stemma.Extraction) {
	r.Counts.Links += len(e.Links)
	r.Counts.Citations += len(e.Citations)
	r.Counts.Mentions += len(e.Mentions)
	r.Counts.Promises += len(e.Promises)
}

// addTarget notes that a paper links a target.
func (r *Report) addTarget(places map[string]int, link stemma.Target, paper stemma.Paper, in Input) {
	key := link.Key()
	at, known := places[key]
	if !known {
		at = len(r.Targets)
		places[key] = at
		r.Targets = append(r.Targets, newTarget(link.Root(), in))
		r.Counts.Statuses[r.Targets[at].Status.String()]++
		if link.Kind == stemma.KindRepository {
			r.Counts.Repositories++
		}
	}
	t := &r.Targets[at]
	if missing(link, in.Observations) && !slices.Contains(t.MissingPlaces, link.Path) {
		t.MissingPlaces = append(t.MissingPlaces, link.Path)
		r.Counts.MissingPlaces++
	}
	if !slices.Contains(t.Papers, paper.ID) {
		t.Papers = append(t.Papers, paper.ID)
		t.Hints = append(t.Hints, hintsOf(paper, t.Repository)...)
	}
}

func newPaper(reading stemma.Reading, observations map[string]stemma.Observation) Paper {
	p := Paper{
		ID: reading.Paper.ID, Title: reading.Paper.Title, Date: reading.Paper.Date, Source: reading.Paper.Source,
		Own: orEmpty(reading.Extraction.Own), Links: []Link{}, Promises: orEmpty(reading.Extraction.Promises),
	}
	for _, link := range reading.Extraction.Links {
		o := observed(link.Target, observations)
		l := Link{Link: link, Status: o.Status, Reason: o.Reason, MovedTo: o.MovedTo, CheckedAt: timeOrNil(o.CheckedAt)}
		if place, looked := placeOf(link.Target, observations); looked {
			l.PlaceStatus, l.PlaceReason = &place.Status, place.Reason
		}
		p.Links = append(p.Links, l)
	}
	return p
}

func newTarget(t stemma.Target, in Input) Target {
	o := observed(t, in.Observations)
	target := Target{
		key: t.Key(), URL: t.URL, Kind: t.Kind, Status: o.Status, Reason: o.Reason, MovedTo: o.MovedTo, CheckedAt: timeOrNil(o.CheckedAt),
		Repository: o.Repository, DaysSincePush: daysSincePush(o.Repository, in.Now), Papers: []string{}, MissingPlaces: []string{}, Hints: []Hint{},
		Archived: in.Archived[t.Key()].orEmpty(),
	}
	if in.Dependents != nil {
		target.Dependents = in.Dependents(t.Key())
	}
	return target
}

func observed(t stemma.Target, observations map[string]stemma.Observation) stemma.Observation {
	if o, ok := observations[t.Key()]; ok {
		return o
	}
	return stemma.Observation{Target: t, Reason: NotChecked}
}

// daysSincePush counts whole days; a push that a skewed clock puts in the future is of today.
func daysSincePush(repository *stemma.Repository, now time.Time) *int {
	if repository == nil || repository.PushedAt.IsZero() {
		return nil
	}
	days := max(0, int(now.Sub(repository.PushedAt).Hours()/24))
	return &days
}

func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
