package extract

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stemma"
)

// A relationClass is a place among relationClasses, or classNone.
type relationClass uint8

// The classes.
const (
	classBuildsOn relationClass = iota
	classCompares
	classEvaluatesOn
	classBackground
	classNone // of a span that nothing governs
)

// group returns the group of what is said of the class.
func (c relationClass) group() relationGroupSet { return groupBuildsOn.set() << c }

// word returns the name of the class.
func (c relationClass) word() relationWordNumber { return wordBuildsOn + relationWordNumber(c) }

// relationClasses are the classes in the order of the model's weights.
var relationClasses = [...]stemma.Class{
	stemma.ClassBuildsOn, stemma.ClassCompares, stemma.ClassEvaluatesOn, stemma.ClassBackground,
}

// relationWeights are what a feature adds to the score of each class.
type relationWeights [len(relationClasses)]float32

// A RelationModel is a linear model of the class of a relation: a table of features with
// a weight for each class. Its features are sorts of words and places, and words that
// many papers use. ReadRelationModel reads one, TrainRelations learns one.
//
// A word knows the groups in which it weighs something, and where the weights of the
// first of them stand; those of the others follow, in the order of the groups.
type RelationModel struct {
	vocabulary *relationVocabulary
	held       []relationGroupSet // by word
	first      []uint32           // by word: the place in weights of the first of its groups
	weights    []relationWeights
	rows       []relationRow // sorted by name; what is written
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
	words := slices.Concat(relationFixed[:], relationLexicon.words)
	for _, row := range rows {
		words = append(words, row.word())
	}
	vocabulary, numbers := newRelationVocabulary(words)
	m := &RelationModel{
		vocabulary: vocabulary, rows: rows,
		held: make([]relationGroupSet, len(vocabulary.words)), first: make([]uint32, len(vocabulary.words)),
	}
	weights := make(map[relationFeature]relationWeights, len(rows))
	for _, row := range rows {
		if group := row.group(); group < relationGroups {
			m.held[numbers[row.word()]] |= group.set()
			weights[relationFeature{group, numbers[row.word()]}] = row.weights
		}
	}
	for word, groups := range m.held {
		m.first[word] = uint32(len(m.weights))
		for ; groups != 0; groups &= groups - 1 {
			m.weights = append(m.weights, weights[relationFeature{groups.lowest(), relationWordNumber(word)}])
		}
	}
	return m
}

// A relationFeature is a word in a group.
type relationFeature struct {
	group relationGroup
	word  relationWordNumber
}

// word returns the word of the feature, in lower case.
func (r relationRow) word() string {
	_, word, _ := strings.Cut(r.name, ":")
	return relationLower(word)
}

// group returns the group of the feature, relationGroups when there is none of its name.
func (r relationRow) group() relationGroup {
	name, _, _ := strings.Cut(r.name, ":")
	if i := slices.Index(relationGroupNames[:], name); i >= 0 {
		return relationGroup(i)
	}
	return relationGroups
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

// A relationScore is what the features of a span weigh.
type relationScore struct {
	model *RelationModel
	sum   relationWeights
	names *[]string // takes the features themselves, where a model is learnt
}

// add adds the weights of word in each of groups.
func (r *relationScore) add(groups relationGroupSet, word relationWordNumber) {
	if known := groups & r.model.held[word]; known != 0 {
		r.addKnown(known, word)
	}
}

// addKnown is add for groups that the word is known in.
func (r *relationScore) addKnown(groups relationGroupSet, word relationWordNumber) {
	if r.names != nil {
		r.collect(groups, word)
		return
	}
	m := r.model
	for ; groups != 0; groups &= groups - 1 {
		before := m.held[word] & (groups&-groups - 1)
		w := &m.weights[int(m.first[word])+bits.OnesCount64(uint64(before))]
		r.sum[0] += w[0]
		r.sum[1] += w[1]
		r.sum[2] += w[2]
		r.sum[3] += w[3]
	}
}

// addCues adds the weights of the names of cues in groups.
func (r *relationScore) addCues(groups relationGroupSet, cues relationCue) {
	for ; cues != 0; cues &= cues - 1 {
		r.add(groups, wordOurs+relationWordNumber(bits.TrailingZeros32(uint32(cues))))
	}
}

// best returns the class of the highest score. A citation is never what a paper
// evaluates on: the work behind a cited data set was used.
func (r *relationScore) best(citation bool) relationClass {
	best := classBackground
	for class, sum := range r.sum {
		if sum > r.sum[best] && !(citation && relationClass(class) == classEvaluatesOn) {
			best = relationClass(class)
		}
	}
	return best
}
