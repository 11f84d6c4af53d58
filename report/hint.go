package report

import (
	"time"

	"stemma"
)

// HintCreatedLate is the kind of a Hint: the repository was created more than a year after
// the paper that links it. Code is often released late; it may also not be the code that
// the paper meant.
const HintCreatedLate = "created-after-paper"

// A Hint is something that may be worth a look, and that decides nothing.
type Hint struct {
	Kind   string `json:"kind"`
	Paper  string `json:"paper"`  // id
	Months int    `json:"months"` // whole months from the paper to the repository
}

// hintsOf compares a paper with a repository that it links.
func hintsOf(paper stemma.Paper, repository *stemma.Repository) []Hint {
	if repository == nil || repository.CreatedAt.IsZero() {
		return nil
	}
	written, known := dateEnd(paper.Date)
	if created := repository.CreatedAt.UTC(); known && created.After(written.AddDate(1, 0, 0)) {
		return []Hint{{HintCreatedLate, paper.ID, monthsBetween(written, created)}}
	}
	return nil
}

// dateEnd returns the end of the day, month or year that a date names, so that a paper
// is taken to be as young as it can be.
func dateEnd(date string) (end time.Time, known bool) {
	for _, form := range [...]struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, date); err == nil {
			return t.AddDate(form.years, form.months, form.days), true
		}
	}
	return time.Time{}, false
}

func monthsBetween(from, to time.Time) int {
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		months--
	}
	return months
}

// hintText says the strongest of the hints, or nothing.
func (t Target) hintText() string {
	months := 0
	for _, hint := range t.Hints {
		months = max(months, hint.Months)
	}
	if months == 0 {
		return ""
	}
	paper := "the paper"
	if len(t.Papers) > 1 {
		paper = "the first paper that links it"
	}
	return "created " + age(months*30) + " after " + paper
}
