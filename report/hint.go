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
	written, known := stemma.DateEnd(paper.Date)
	if created := repository.CreatedAt.UTC(); known && created.After(written.AddDate(1, 0, 0)) {
		return []Hint{{HintCreatedLate, paper.ID, monthsBetween(written, created)}}
	}
	return nil
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
