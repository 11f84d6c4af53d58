package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"stemma"
	"stemma/extract"
)

// A labelledText is a line of a labelled set. Offsets count code points.
type labelledText struct {
	ID        string             `json:"id"`
	Text      string             `json:"text"`
	Abstract  string             `json:"abstract"`
	Own       []string           `json:"own"`
	Citations []labelledCitation `json:"citations"`
	Mentions  []labelledMention  `json:"mentions"`
}

type labelledCitation struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Name      string `json:"name"`
	Narrative bool   `json:"narrative"`
	Relation  string `json:"relation"`
}

type labelledMention struct {
	Start    int                `json:"start"`
	End      int                `json:"end"`
	Name     string             `json:"name"`
	Type     stemma.MentionType `json:"type"`
	Relation string             `json:"relation"`
	Soft     bool               `json:"soft"` // debatable: teaches nothing, and is not counted
}

// readExamples reads the labelled texts of all files.
func readExamples(files []string) ([]extract.RelationExample, error) {
	var examples []extract.RelationExample
	for _, name := range files {
		read, err := readFile(name)
		if err != nil {
			return nil, err
		}
		examples = append(examples, read...)
	}
	return examples, nil
}

// readFile reads the labelled texts of one file.
func readFile(name string) ([]extract.RelationExample, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 16<<20)
	var examples []extract.RelationExample
	for line := 1; scanner.Scan(); line++ {
		var text labelledText
		if err := json.Unmarshal(scanner.Bytes(), &text); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		example, err := text.example()
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		examples = append(examples, example)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return examples, nil
}

// example turns a labelled text into one to learn from. A text with labelled mentions
// teaches by those alone.
func (t labelledText) example() (extract.RelationExample, error) {
	e := extract.RelationExample{ID: t.ID, Text: t.Text + t.Abstract, Own: t.Own}
	offsets := byteOffsets(e.Text)
	for _, m := range t.Mentions {
		start, end, err := byteSpan(offsets, m.Start, m.End)
		if err != nil {
			return e, err
		}
		relation := relationOf(m.Relation)
		if m.Soft {
			relation = stemma.NoRelation
		}
		e.Mentions = append(e.Mentions, stemma.Mention{Start: start, End: end, Name: m.Name, Type: m.Type, Relation: relation})
	}
	if t.Mentions != nil {
		return e, nil
	}
	for _, c := range t.Citations {
		start, end, err := byteSpan(offsets, c.Start, c.End)
		if err != nil {
			return e, err
		}
		e.Citations = append(e.Citations, stemma.Citation{
			Start: start, End: end, Name: c.Name, Narrative: c.Narrative, Relation: relationOf(c.Relation),
		})
	}
	return e, nil
}

// byteSpan turns a span in code points into one in bytes.
func byteSpan(offsets []int, start, end int) (int, int, error) {
	if start < 0 || end <= start || end >= len(offsets) {
		return 0, 0, fmt.Errorf("span %d to %d lies outside the text of %d code points", start, end, len(offsets)-1)
	}
	return offsets[start], offsets[end], nil
}

// byteOffsets returns the byte offset of each code point of text, and of its end.
func byteOffsets(text string) []int {
	var offsets []int
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

// relationOf returns the relation of a label; a group stands for one of its relations.
func relationOf(label string) stemma.Relation {
	switch label {
	case "builds-on":
		return stemma.Uses
	case "extends", "generalizes", "uses", "analyzes", "compares", "outperforms", "evaluates-on":
		return stemma.Relation(label)
	}
	return stemma.Background
}
