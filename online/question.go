package online

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"stemma"
)

// A kind says what a question is asked by.
type kind int

const (
	byArXiv kind = iota
	byDOI
	byCitation
	byName
	kindCount
)

// A question is a query that is made ready to be asked.
type question struct {
	Query
	kind    kind
	key     string   // of the cache
	words   []string // folded
	authors []string // folded
	settled bool
	answer  Answer
	reasons []string // why indexes could not be asked
}

// newQuestion returns the question of a query. The error says why it can't be asked.
func newQuestion(query Query, only string) (*question, error) {
	q := &question{Query: query}
	switch {
	case query.ArXiv != "":
		q.kind, q.ArXiv = byArXiv, stemma.ArXivID(query.ArXiv)
	case query.DOI != "":
		q.kind, q.DOI = byDOI, stemma.DOI(query.DOI)
		if id := stemma.ArXivID(query.DOI); q.DOI == "" && id != "" {
			q.kind, q.ArXiv = byArXiv, id
		}
	case len(query.Authors) > 0 && query.Year != "":
		q.kind = byCitation
	default:
		q.kind = byName
	}
	for _, a := range query.Authors {
		q.authors = append(q.authors, lastWord(a))
	}
	q.words = telling(query.Words)
	if err := q.check(); err != nil {
		return q, err
	}
	q.key = q.cacheKey(only)
	return q, nil
}

// maxPhrase is the longest text that is searched for, in bytes.
const maxPhrase = 200

// check returns why a question can't be asked.
func (q *question) check() error {
	switch {
	case q.kind == byArXiv && q.ArXiv == "":
		return errors.New("not asked: this is no identifier of arXiv")
	case q.kind == byDOI && (q.DOI == "" || strings.ContainsAny(q.DOI, ",|") || len(q.DOI) > maxPhrase):
		return errors.New("not asked: this is no DOI that can be asked for")
	case q.kind == byCitation && (yearNumber(q.Year) == 0 || q.authors[0] == "" || len(q.authors[0]) > maxPhrase):
		return errors.New("not asked: this is no citation by author and year")
	case q.kind == byCitation && len(fold(q.Name)) < 2 && len(q.words) == 0:
		return errors.New("not asked: by a surname and a year alone, many works could be meant")
	case q.kind == byName && (len(fold(q.Name)) < 2 || len(q.Name) > maxPhrase):
		return errors.New("not asked: this is no name that can be searched for")
	}
	return nil
}

// cacheKey is the same for queries that are asked alike.
func (q *question) cacheKey(only string) string {
	words := slices.Clone(q.words)
	slices.Sort(words)
	data, err := json.Marshal([]any{1, only, q.kind, q.ArXiv, q.DOI, q.authors, q.EtAl, q.Year, fold(q.Name), slices.Compact(words)})
	if err != nil {
		return "" // strings and numbers can't fail
	}
	return string(data)
}

// phrases returns what the title of a cited work is searched for, MaxPhrases at most.
func (q *question) phrases() []string {
	var phrases []string
	if name := searchable(q.Name); name != "" {
		phrases = append(phrases, name)
	}
	for _, word := range q.words {
		if !slices.Contains(phrases, word) && len(phrases) < maxPhrases {
			phrases = append(phrases, word)
		}
	}
	return phrases
}

// maxPhrases bounds the words of one citation, so that a request stays short.
const maxPhrases = 8
