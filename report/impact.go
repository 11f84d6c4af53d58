package report

import (
	"fmt"
	"io"
	"strings"

	"stemma/graph"
)

// An Impact is everything that stands on some code.
type Impact struct {
	Schema string `json:"schema"`
	Code   Work   `json:"code"` // what was asked about
	// Stranded counts the dependents that have no other code that can be had, nor any that
	// could not be checked.
	Stranded   int         `json:"stranded"`
	Dependents []Dependent `json:"dependents"` // the nearest first
}

// A Dependent is a work that stands on the code.
type Dependent struct {
	Step
	Other    []Code `json:"other"` // its code, besides the one that was asked about
	Stranded bool   `json:"stranded"`
}

// NewImpact returns the answer.
func NewImpact(g *graph.Graph, i *graph.Impact) *Impact {
	answer := &Impact{Schema: ImpactSchema, Code: NewWork(g, i.Code), Stranded: i.Stranded(), Dependents: []Dependent{}}
	for _, d := range i.Dependents {
		answer.Dependents = append(answer.Dependents, Dependent{newStep(g, d.Step), newCode(d.Other), d.Stranded()})
	}
	return answer
}

// WriteText writes the dependents by their distance.
func (i *Impact) WriteText(w io.Writer, o TextOptions) error {
	return writeText(w, o, func(b *strings.Builder, o TextOptions) {
		heading(b, i.Code, o)
		writeWrapped(b, i.says(), "", o.Width)
		if len(i.Dependents) == 0 {
			return
		}
		b.WriteByte('\n')
		names := i.names()
		t := &table{columns: []column{{head: "WORK", least: 18}, {head: "YEAR"}, {head: "HOW", least: 16}, {head: "OTHER CODE", least: 13}, titleColumn}}
		distance := 0
		for _, d := range i.Dependents {
			if d.Distance > distance {
				distance = d.Distance
				t.say(0, i.ring(distance))
			}
			how := string(d.Edge.Relation) + " " + names[d.Through]
			if d.Edge.From == i.Code.Key {
				how = "links it"
				if len(d.Edge.Evidence) == 0 {
					how = "official code" // as the catalogue knows
				}
			}
			var notes []string
			if o.Why {
				notes = append(notes, d.Edge.why())
			}
			t.add(2, notes, cell{text: d.Work.name()}, cell{text: d.Work.Year}, cell{text: how}, codeCell(d.Other), titleCell(d.Work))
		}
		t.write(b, o)
	})
}

func (i *Impact) says() string {
	if len(i.Dependents) == 0 {
		return "Nothing stands on it, as far as these papers say."
	}
	stand := plural(len(i.Dependents), "work stands", "works stand") + " on it"
	if own := i.implemented(); own > 0 {
		stand += fmt.Sprintf(", among them %d whose own code it is", own)
	}
	return fmt.Sprintf("%s; %s no other code, or none that is left.", stand, plural(i.Stranded, "of them has", "of them have"))
}

// implemented counts the dependents whose code was asked about.
func (i *Impact) implemented() (own int) {
	for _, d := range i.Dependents {
		if d.Edge.From == i.Code.Key {
			own++
		}
	}
	return own
}

// ring names the works at a distance.
func (i *Impact) ring(distance int) string {
	if i.Code.Health == "" {
		distance-- // the first are those that it implements
	}
	if distance == 0 {
		return "The code is theirs:"
	}
	return plural(distance, "step", "steps") + " away:"
}

func (i *Impact) names() map[string]string {
	names := map[string]string{i.Code.Key: i.Code.name()}
	for _, d := range i.Dependents {
		names[d.Work.Key] = d.Work.name()
	}
	return names
}
