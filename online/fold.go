package online

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stemma"
)

// fold returns text as names and titles are compared: in lower case and without
// diacritics, words apart by one space. A plus and a sharp are letters here, since
// DPM-Solver++ is not DPM-Solver.
func fold(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, " ")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '+', r == '#':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// compact is fold without spaces: DPM-Solver is DPM Solver and DPMSolver.
func compact(text string) string { return strings.ReplaceAll(fold(text), " ", "") }

// searchable returns text as a search takes it: words of letters and digits, in lower case
// so that none is an operator.
func searchable(text string) string {
	folded := strings.Map(func(r rune) rune {
		if r == '+' || r == '#' {
			return ' '
		}
		return r
	}, fold(text))
	return strings.Join(strings.Fields(folded), " ")
}

// lastWord returns the folded last word of a surname, which is what texts and indexes
// agree on: "oord" of "van den Oord".
func lastWord(author string) string {
	words := strings.Fields(fold(stemma.Surname(author)))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// emptyWords stand in titles of every field.
var emptyWords = [...]string{"the", "and", "for", "with", "from", "via", "using", "are", "its", "new", "based", "towards", "toward", "into",
	"method", "methods", "model", "models", "approach", "approaches", "paper", "learning", "network", "networks"}

// telling returns the folded words that say something of a title.
func telling(texts []string) []string {
	var words []string
	for _, text := range texts {
		for word := range strings.FieldsSeq(searchable(text)) {
			if len(word) > 2 && len(word) <= maxPhrase && !slices.Contains(emptyWords[:], word) && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words
}
