package graph

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// A Difference is what two catalogues do not answer alike.
type Difference struct {
	// Keys are those of facts, sorted: a paper that looked one of them up may stand to other
	// works by the second catalogue than by the first.
	Keys        []string
	ids, titles map[string]bool // of papers of which the two do not tell the same
}

// Difference compares the answers of c with those of another catalogue.
func (c *Catalogue) Difference(other *Catalogue) *Difference {
	d := &Difference{ids: differing(c, other, c.byID, other.byID), titles: differing(c, other, c.byTitle, other.byTitle)}
	before, after := c.answers(), other.answers()
	keys := make(map[string]bool)
	for _, answers := range [...]map[string]string{before, after} {
		for key := range answers {
			if before[key] != after[key] {
				keys[key] = true
			}
		}
	}
	d.Keys = slices.Sorted(maps.Keys(keys))
	return d
}

// differing returns the keys of two indexes under which the catalogues do not have the same.
func differing(c, other *Catalogue, before, after map[string]int32) map[string]bool {
	keys := make(map[string]bool)
	for key, at := range before {
		if in, both := after[key]; !both || by(&c.works[at]) != by(&other.works[in]) {
			keys[key] = true
		}
	}
	for key := range after {
		if _, both := before[key]; !both {
			keys[key] = true
		}
	}
	return keys
}

// by is what a paper that is a known work tells of it; see resolver.catalogued.
func by(w *stemma.KnownWork) string {
	if len(w.Authors) == 0 {
		return ""
	}
	return authorYear(w.Authors[0], w.Year)
}

// Papers returns what tells whether a paper of some id and title is one that the catalogues do
// not know alike, and has to tell anew of itself; nil where there is none.
func (d *Difference) Papers() func(id, title string) bool {
	if len(d.titles)+len(d.ids) == 0 {
		return nil
	}
	return func(id, title string) bool { return d.ids[identifier(id)] || d.titles[squeeze(title)] }
}

// answers returns, by the key of the fact that is looked up with it, all that the catalogue
// has to say to a name, an identifier, or an author and year.
func (c *Catalogue) answers() map[string]string {
	works := make([]string, len(c.works))
	for i := range c.works {
		works[i] = c.keys[i] + separator + said(c.works[i])
	}
	answers := make(map[string]string)
	add := func(key, how string, work int32) { answers[key] += how + separator + works[work] + "\n" }
	for name, forms := range c.byName {
		for _, f := range forms {
			add(factName+name, f.key, f.work)
		}
	}
	for id, at := range c.byID {
		add(factID+id, "identifier", at)
	}
	for key, at := range c.byKey {
		add(factID+key, "key", at)
	}
	for _, by := range slices.Sorted(maps.Keys(c.byAuthor)) { // a key has answers from two of these
		for _, at := range c.byAuthor[by] {
			add(factBy+by, "same year", at)
			if next, ok := nextYear(by); ok { // see writtenBy
				add(factBy+next, "year before", at)
			}
		}
	}
	return answers
}

// said is what of a work can decide what a reference means.
func said(w stemma.KnownWork) string {
	w.Source = ""
	text, err := json.Marshal(w)
	if err != nil {
		return w.Name // cannot be: a work is plain data
	}
	return string(text)
}

// nextYear returns the key of a first author and year, for the year after.
func nextYear(by string) (string, bool) {
	author, year, ok := cutLast(by, " ")
	n, err := strconv.Atoi(year)
	return strings.Join([]string{author, strconv.Itoa(n + 1)}, " "), ok && err == nil
}
