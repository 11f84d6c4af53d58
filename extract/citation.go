package extract

import (
	"strings"

	"stemma"
)

// Citations returns the references to other works in text, in order: author-year
// citations in all their forms, citation keys left over from LaTeX or BibTeX, arXiv
// ids and DOIs. Spans are byte offsets on rune borders and do not overlap. Relation
// and Cue are left empty. It returns nil, and allocates nothing, where there is none.
//
// A year is the rare thing in a text, so each citation is found from its year: a list
// of authors is read backwards from it, further years of the same authors forwards.
// Every step is bounded, which makes the whole linear in len(text).
func Citations(text string) []stemma.Citation {
	c := citer{text: text, brackets: bracketScan{text: text}}
	for scan := (anchorScan{text: text}); ; {
		at, ok := scan.after(c.floor)
		if !ok {
			return c.found
		}
		c.read(at)
	}
}

// A citer gathers the citations of one text.
type citer struct {
	text     string
	brackets bracketScan
	found    []stemma.Citation
	floor    int // the end of what was read as a citation
	group    citeGroup
	style    commaStyle
}

// A citeGroup is what citations that share a bracket have in common.
type citeGroup struct {
	open int    // offset of the bracket
	name string // the work that they are named for
}

// read reads what the mark at the offset is of.
func (c *citer) read(at int) {
	switch mark := c.text[at]; mark {
	case '\\':
		c.command(at)
	case 'x', 'X':
		c.arxiv(at)
	case ')', ']', ';':
		if mark == ']' {
			c.labels(at)
		}
		if y, ok := undatedBefore(c.text, at); ok && y.start >= c.floor {
			c.authorYear(y)
		}
	default:
		c.number(at)
	}
}

// number reads what a digit may start: a DOI, a key such as song2021score, or a year.
func (c *citer) number(at int) {
	if strings.HasPrefix(c.text[at:], "10.") && c.doi(at) {
		return
	}
	y, ok := yearAt(c.text, at)
	if !ok {
		c.key(at)
		return
	}
	c.authorYear(y)
}

// authorWindow is how far back from a year its authors may begin, in bytes.
const authorWindow = 400

// authorYear reads the citation whose year is y, and those that share its authors.
func (c *citer) authorYear(y year) {
	if !c.promising(y) {
		return
	}
	s := c.siteOf(y)
	l, ok := c.list(&s, y)
	if !ok {
		return
	}
	first := stemma.Citation{
		Authors:   l.surnames(c.text, s.narrative),
		EtAl:      l.etAl,
		Narrative: s.narrative || s.bracket < 0,
		Kind:      stemma.CitationAuthorYear,
	}
	if len(first.Authors) == 0 {
		return
	}
	first.Name = c.nameBeside(s, l)
	c.add(first, l.start, c.closed(y.end, s.narrative), y)
	c.moreYears(first, y, s.narrative)
}

// promising reports whether a list of authors may end before the year. It is asked of
// every year in a text, and cheap: most stand behind "in" or a number.
func (c *citer) promising(y year) bool {
	r := backReader{text: c.text, floor: max(c.floor, y.start-authorWindow)}
	t := r.before(y.start)
	for range 2 { // "et al., (2014)" has both
		if t.kind == tokenComma || t.kind == tokenOpen {
			t = r.before(t.start)
		}
	}
	switch t.kind {
	case tokenWord:
		word := r.word(t)
		return !isSmall(word) || !among(smallWords, word) || word == "al"
	case tokenClose:
		return true
	}
	return false
}

// list reads the authors of the year, beside it or past a venue, and weighs them.
func (c *citer) list(s *yearSite, y year) (authorList, bool) {
	l, ok := s.authors(s.end, s.yearPlace)
	ok = ok && !s.isVenue(l) && s.credible(l, y)
	if ok && s.weak(l) {
		ok = s.standsAlone(l, y) && c.style.of(c.text).allows(s.lastWord(l.names[0]))
	}
	if !ok {
		return s.pastVenue(y)
	}
	if l.n == 1 && !l.etAl && s.inside {
		past := *s
		if outer, ok := past.pastVenue(y); ok && past.narrative && s.mayBeVenue(l.names[0], outer) {
			*s = past
			return outer, true
		}
	}
	return l, true
}

// add appends a citation with the span and the year.
func (c *citer) add(cite stemma.Citation, start, end int, y year) {
	cite.Start, cite.End, cite.Text = start, end, c.text[start:end]
	cite.Year, cite.Suffix = y.value, y.suffix
	c.found = append(c.found, cite)
	c.floor = end
}

// closed returns end, or the offset behind the bracket that closes a narrative year.
func (c *citer) closed(end int, narrative bool) int {
	if narrative && end < len(c.text) && (c.text[end] == ')' || c.text[end] == ']') {
		return end + 1
	}
	return end
}

// surnames returns the authors in the order of the text.
func (l *authorList) surnames(text string, narrative bool) []string {
	names := make([]string, 0, l.n)
	for i := l.n - 1; i >= 0; i-- {
		a := l.names[i]
		name := cleanName(text[a.start:a.end])
		if narrative && !l.etAl && a.words == 2 {
			if first, rest, ok := strings.Cut(name, " "); ok && among(givenNames, first) && !among(bodyWords, rest) {
				name = rest
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}
