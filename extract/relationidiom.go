package extract

import (
	"strings"

	"stemma"
)

var (
	// What a work is taken as by those who use it, and by those who measure themselves against it,
	// and what may stand before these words.
	partNouns   = tableOf("teacher teachers backbone backbones base encoder encoders initialization initialisation prior priors")
	rivalNouns  = tableOf("baseline baselines competitor competitors")
	beforeNouns = tableOf("a an the our its their strong")
	// What is trained on data, and called by its name.
	modelNouns = tableOf("model models network networks classifier classifiers checkpoint checkpoints weights")
)

// idiom returns the relation of a list of works that a fixed turn of phrase gives it, whatever else the sentence says:
// "as in X", "with X and Y as teachers".
func (s *relationScene) idiom(view relationView) (stemma.Relation, bool) {
	if s.wordAt(view.from-1) == "in" && s.wordAt(view.from-2) == "as" {
		if view.from == 2 { // "As in X, we …"
			return stemma.Uses, true
		}
		return stemma.Background, true
	}
	if s.wordAt(view.to) != "as" {
		return "", false
	}
	noun := view.to + 1
	for range 3 {
		if among(beforeNouns, s.wordAt(noun)) {
			noun++
		}
	}
	switch word := s.wordAt(noun); {
	case among(partNouns, word):
		return stemma.Uses, true
	case among(rivalNouns, word):
		return stemma.Compares, true
	}
	return "", false
}

// intransitive reports whether the cue at token i, a form of "generalize" behind the work, says how far that goes, and not
// what it is a case of: "a solver of X that generalizes across models".
func (s *relationScene) intransitive(i int) bool {
	switch s.wordAt(i + 1) {
	case "across", "to", "well", "better", "beyond", "poorly", "from":
		return true
	}
	return false
}

// wordAt returns token i in small letters, or "" where there is none.
func (s *relationScene) wordAt(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return strings.ToLower(s.tokens[i].text(s.text))
}
