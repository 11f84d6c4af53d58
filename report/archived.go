package report

import (
	"time"

	"stemma"
)

// Archived is what archives have of a target.
type Archived struct {
	Copies []stemma.Copy `json:"copies"`
	// AskedAt is when the archives were asked; null if they never were, or could not all be asked and
	// none had a copy.
	AskedAt *time.Time `json:"copies_asked_at"`
}

// NewArchived returns what was found at a time, which is zero where nobody could be asked.
func NewArchived(copies []stemma.Copy, askedAt time.Time) Archived {
	return Archived{Copies: copies, AskedAt: timeOrNil(askedAt)}.orEmpty()
}

func (a Archived) orEmpty() Archived {
	a.Copies = orEmpty(a.Copies)
	return a
}

// archiveNames are what the archives are called.
var archiveNames = map[string]string{"software-heritage": "Software Heritage", "wayback": "the Wayback Machine"}

// copyLabel says of when a copy is, and who has it.
func copyLabel(c stemma.Copy) string {
	name, known := archiveNames[c.Archive]
	if !known {
		name = oneLine(c.Archive)
	}
	if c.TakenAt.IsZero() {
		return "archived by " + name
	}
	return "archived by " + name + " on " + c.TakenAt.UTC().Format(time.DateOnly)
}

// copyTexts are lines for a person: what copies there are, and by what each is found.
func (a Archived) copyTexts() []string {
	if len(a.Copies) == 0 && a.AskedAt != nil {
		return []string{"no archive has a copy"}
	}
	var lines []string
	for _, c := range a.Copies {
		where := shortURL(c.URL)
		if c.SWHID != "" {
			where = oneLine(c.SWHID)
		}
		lines = append(lines, copyLabel(c)+": "+where)
	}
	return lines
}
