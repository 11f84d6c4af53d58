package online

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// A work is a record of an index.
type work struct {
	stemma.KnownWork        // Year is that of the first version
	published        string // year of the version that the index has, which may be later
	cited            int    // how often; 0 where the index does not count
}

// judge settles a question with the works that an index named, if they settle it: one that
// is meant, or several that could be.
func (q *question) judge(works []work) {
	var meant []work
	for i := range works {
		if q.means(&works[i]) {
			meant = append(meant, works[i])
		}
	}
	meant = merge(meant)
	if len(meant) > 1 && q.kind == byName {
		meant = q.narrowed(meant)
	}
	switch {
	case len(meant) == 1:
		q.settled, q.answer.Work = true, q.named(meant[0])
	case len(meant) > 1:
		q.settled = true
		for _, w := range meant[:min(len(meant), MaxCandidates)] {
			q.answer.Candidates = append(q.answer.Candidates, *q.named(w))
		}
	}
}

// named returns a work with its name, which is the one asked for where the title has none.
func (q *question) named(w work) *stemma.KnownWork {
	w.Name, w.Forms = stemma.TitleName(w.Title)
	if w.Name == "" && q.kind == byName {
		w.Name = q.Name
	}
	return &w.KnownWork
}

// means reports whether a work can be the one that is asked for.
func (q *question) means(w *work) bool {
	switch q.kind {
	case byArXiv:
		return w.ArXiv == q.ArXiv
	case byDOI:
		return w.DOI == q.DOI
	case byCitation:
		return q.wrote(w.Authors) && inTime(q.Year, w) && q.shares(w.Title)
	default:
		return goesBy(q.Name, w.Title)
	}
}

// wrote reports whether the authors of the citation can be those of a work.
func (q *question) wrote(authors []string) bool {
	if len(authors) < len(q.authors) || !q.EtAl && len(authors) != len(q.authors) || q.EtAl && len(authors) < 2 {
		return false
	}
	for i, a := range q.authors {
		if lastWord(authors[i]) != a {
			return false
		}
	}
	return true
}

// inTime reports whether a work can be cited with a year: any from its first version to
// the published one, and the one after the first, since many preprints are cited by the
// conference that took them.
func inTime(year string, w *work) bool {
	y, first := yearNumber(year), yearNumber(w.Year)
	return first > 0 && first <= y && y <= max(first+1, yearNumber(w.published))
}

// shares reports whether a title has the name that stands beside the citation, or one of
// the words that it is likely to have.
func (q *question) shares(title string) bool {
	if name := fold(q.Name); len(name) > 1 && (strings.Contains(" "+fold(title)+" ", " "+name+" ") || goesBy(q.Name, title)) {
		return true
	}
	return q.hasWord(title)
}

func (q *question) hasWord(title string) bool {
	for word := range strings.FieldsSeq(searchable(title)) {
		if slices.Contains(q.words, word) {
			return true
		}
	}
	return false
}

// narrowed returns the works of the same name whose titles have a word of the query's, if
// there are any.
func (q *question) narrowed(works []work) []work {
	var near []work
	for _, w := range works {
		if q.hasWord(w.Title) {
			near = append(near, w)
		}
	}
	if len(near) == 0 {
		return works
	}
	return near
}

// secondary are words of titles that speak of a work by another hand: "BERT: A Review".
var secondary = [...]string{"review", "survey", "overview", "tutorial", "introduction", "opportunities", "perspective", "perspectives", "editorial", "comment", "erratum"}

// goesBy reports whether a title gives its work this very name: it is the name, or has it
// before its colon or in brackets.
func goesBy(name, title string) bool {
	name = compact(name)
	if compact(title) == name {
		return true
	}
	head, rest, _ := stemma.CutTitle(title)
	for word := range strings.FieldsSeq(fold(rest)) {
		if slices.Contains(secondary[:], word) {
			return false
		}
	}
	short, forms := stemma.TitleName(title)
	return compact(head) == name || compact(short) == name || slices.ContainsFunc(forms, func(form string) bool { return compact(form) == name })
}

// merge makes one of the records of the same work (a preprint, its publication), and
// sorts the works: the most cited first, then the oldest.
func merge(works []work) []work {
	slices.SortStableFunc(works, func(a, b work) int {
		return cmp.Or(cmp.Compare(b.cited, a.cited), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ArXiv+a.DOI, b.ArXiv+b.DOI))
	})
	var merged []work
	for _, w := range works {
		at := slices.IndexFunc(merged, func(m work) bool { return sameWork(&m, &w) })
		if at < 0 {
			merged = append(merged, w)
			continue
		}
		m := &merged[at]
		m.ArXiv, m.DOI = cmp.Or(m.ArXiv, w.ArXiv), cmp.Or(m.DOI, w.DOI)
		m.Year = earlier(m.Year, w.Year)
	}
	return merged
}

func sameWork(a, b *work) bool {
	if a.ArXiv != "" && a.ArXiv == b.ArXiv || a.DOI != "" && a.DOI == b.DOI {
		return true
	}
	return compact(a.Title) == compact(b.Title) && (len(a.Authors) == 0 || len(b.Authors) == 0 || lastWord(a.Authors[0]) == lastWord(b.Authors[0]))
}

// earlier returns the earlier of two years, of which any may be empty.
func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// yearNumber returns a year of four digits as a number; 0 where it is none.
func yearNumber(year string) int {
	n, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 || n < 1000 {
		return 0
	}
	return n
}
