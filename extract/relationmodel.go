package extract

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"hash/maphash"
	"io"
	"strconv"
	"strings"
	"sync"

	"stemma"
)

// relationClasses are the classes in the order of the model's weights.
var relationClasses = [...]stemma.Class{
	stemma.ClassBuildsOn, stemma.ClassCompares, stemma.ClassEvaluatesOn, stemma.ClassBackground,
}

// relationWeights are what a feature adds to the score of each class.
type relationWeights [len(relationClasses)]float32

// A RelationModel is a linear model of the class of a relation: a table of features with
// a weight for each class. Its features are sorts of words and places, and words that
// many papers use. ReadRelationModel reads one, TrainRelations learns one.
type RelationModel struct {
	weights map[uint64]relationWeights
	held    hashSet       // the keys of weights
	rows    []relationRow // sorted by name; what is written
}

// A relationRow is a feature by name.
type relationRow struct {
	name    string
	weights relationWeights
}

//go:embed data/relation.tsv
var shippedRelationTable []byte

// shippedRelations returns the model that comes with the program. A table that can't be
// read gives a model that knows nothing, for which all is background; a test sees to it
// that it can.
var shippedRelations = sync.OnceValue(func() *RelationModel {
	model, err := ReadRelationModel(bytes.NewReader(shippedRelationTable))
	if err != nil {
		return newRelationModel(nil)
	}
	return model
})

// ReadRelationModel reads a model as WriteRelationModel writes it: a heading, then one
// feature a line, its name and one weight a class, divided by tabs. Names are
// "group:word". An error says which line is wrong.
func ReadRelationModel(r io.Reader) (*RelationModel, error) {
	scanner := bufio.NewScanner(r)
	var rows []relationRow
	for line := 1; scanner.Scan(); line++ {
		if line == 1 && strings.HasPrefix(scanner.Text(), "feature\t") {
			continue
		}
		row, err := parseRelationRow(scanner.Text())
		if err != nil {
			return nil, fmt.Errorf("relation model, line %d: %w", line, err)
		}
		rows = append(rows, row)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("relation model: %w", err)
	}
	return newRelationModel(rows), nil
}

// parseRelationRow reads a line of a model.
func parseRelationRow(line string) (relationRow, error) {
	cells := strings.Split(line, "\t")
	if len(cells) != 1+len(relationClasses) || cells[0] == "" {
		return relationRow{}, fmt.Errorf("want a feature and %d weights divided by tabs, got %d cells", len(relationClasses), len(cells))
	}
	row := relationRow{name: cells[0]}
	for i, cell := range cells[1:] {
		w, err := strconv.ParseFloat(cell, 32)
		if err != nil {
			return relationRow{}, fmt.Errorf("weight of %q: %w", row.name, err)
		}
		row.weights[i] = float32(w)
	}
	return row, nil
}

// newRelationModel returns a model of rows.
func newRelationModel(rows []relationRow) *RelationModel {
	m := &RelationModel{weights: make(map[uint64]relationWeights, len(rows)), rows: rows}
	for _, row := range rows {
		group, word, _ := strings.Cut(row.name, ":")
		key := relationHash(group, relationHashFolded(word))
		m.weights[key] = row.weights
		m.held.add(uint32(key))
	}
	return m
}

// WriteRelationModel writes m as text, sorted by feature.
func WriteRelationModel(w io.Writer, m *RelationModel) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "feature")
	for _, class := range relationClasses {
		fmt.Fprint(out, "\t", class)
	}
	fmt.Fprintln(out)
	for _, row := range m.rows {
		fmt.Fprint(out, row.name)
		for _, weight := range row.weights {
			fmt.Fprintf(out, "\t%.3f", weight)
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the relation model: %w", err)
	}
	return nil
}

// prior returns the scores of a span of which nothing is known.
func (m *RelationModel) prior() relationWeights {
	return m.weights[relationHash("", relationHashFolded(""))]
}

// relationSeed makes hashes of this run; none leaves it.
var relationSeed = maphash.MakeSeed()

// relationCueHashes are the hashes of the names of the cues.
var relationCueHashes = func() (hashes [len(relationCueNames)]uint64) {
	for i, name := range relationCueNames {
		hashes[i] = relationHashFolded(name)
	}
	return hashes
}()

// relationHash returns the hash of a feature's group and of the hash of its word.
func relationHash(group string, word uint64) uint64 {
	return maphash.String(relationSeed, group)*0x9E3779B97F4A7C15 ^ word
}

// relationHashFolded returns the hash of word in lower case.
func relationHashFolded(word string) uint64 {
	var low [clauseLongestWord]byte
	if len(word) > len(low) {
		return maphash.String(relationSeed, word)
	}
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		low[i] = c
	}
	return maphash.Bytes(relationSeed, low[:len(word)])
}

// A relationScorer sums what the features of a span weigh.
type relationScorer struct {
	model *RelationModel
	score relationWeights
}

func (r *relationScorer) add(group, word string) { r.addHashed(group, word, relationHashFolded(word)) }

func (r *relationScorer) addHashed(group, _ string, hash uint64) {
	key := relationHash(group, hash)
	if !r.model.held.mayHold(uint32(key)) {
		return
	}
	for i, w := range r.model.weights[key] {
		r.score[i] += w
	}
}

// best returns the class of the highest score. A citation is never what a paper
// evaluates on: the work behind a cited data set was used.
func (r *relationScorer) best(citation bool) stemma.Class {
	best := len(relationClasses) - 1
	for i, class := range relationClasses {
		if r.score[i] > r.score[best] && !(citation && class == stemma.ClassEvaluatesOn) {
			best = i
		}
	}
	return relationClasses[best]
}
