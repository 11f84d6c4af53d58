package extract

import (
	"strings"
	"unicode/utf8"
)

// A yearSite is the surroundings of a year.
type yearSite struct {
	backReader
	yearPlace
	end       int  // where the authors end
	bracket   int  // the bracket that holds the authors, -1 if none
	narrative bool // the year has a bracket to itself
	chained   bool // the citation before this one stands in the same bracket
	after     byte // the first byte behind the year that is no space, 0 at the end
	spaced    bool // white space stands before after
}

// siteOf looks around the year.
func (c *citer) siteOf(y year) yearSite {
	s := yearSite{backReader: backReader{text: c.text, floor: max(c.floor, y.start-authorWindow)}, end: y.start}
	for s.floor < y.start && !utf8.RuneStart(c.text[s.floor]) {
		s.floor++
	}
	s.bracket = c.brackets.openAt(y.start)
	rest := c.text[y.end:]
	trimmed := strings.TrimLeft(rest, " \n\t")
	if s.spaced = len(trimmed) < len(rest); trimmed != "" {
		s.after = trimmed[0]
	}
	if t := s.before(y.start); t.kind == tokenOpen && t.start == s.bracket {
		s.narrative, s.end = true, t.start
		s.bracket = c.outer(t.start)
	} else {
		if t.kind == tokenWord && among(editors, s.word(t)) {
			s.end = t.start
			t = s.before(t.start)
		}
		if t.kind == tokenComma {
			s.comma, s.end = true, t.start
		}
	}
	s.inside = s.bracket >= 0 && !s.narrative
	s.chained = len(c.found) > 0 && c.floor > s.bracket && s.inside
	return s
}

// outer returns the bracket around the one that opens at the offset, or -1.
func (c *citer) outer(open int) int {
	b := c.brackets
	for i := min(b.depth, len(b.opens)) - 1; i >= 0; i-- {
		if b.opens[i] < open && open-b.opens[i] < maxBracket {
			return b.opens[i]
		}
	}
	return -1
}

// pastVenue reads the authors where a venue stands between them and the year.
func (s *yearSite) pastVenue(y year) (authorList, bool) {
	at, ok := s.skipVenue()
	if !ok || y.value < "1900" {
		return authorList{}, false
	}
	l, ok := s.authors(at, s.yearPlace)
	return l, ok && !s.fromReference(l) && (l.etAl || l.joined && s.capitals(l) || l.n > 2 && s.narrative)
}

func (s *yearSite) isVenue(l authorList) bool {
	return l.n == 1 && !l.etAl && among(venues, s.text[l.names[0].start:l.names[0].end])
}

// skipVenue steps back over a venue before the year: "Song et al., Proc. of ICLR 2021",
// "Song and Ermon (ICLR 2021)".
func (s *yearSite) skipVenue() (int, bool) {
	at := s.end
	for range 6 {
		t := s.before(at)
		switch {
		case t.kind == tokenOpen && at < s.end:
			s.narrative, s.inside = true, false
			return t.start, true
		case t.kind == tokenComma && at < s.end:
			return t.start, true
		case at < s.end && t.kind == tokenWord && (s.word(t) == "al." || s.word(t) == "al"):
			return t.end, true
		case t.kind != tokenWord && t.kind != tokenAnd:
			return 0, false
		case at == s.end && (formOf(s.word(t)) == formLower || among(noAuthors, s.word(t))):
			return 0, false
		}
		at = t.start
	}
	return 0, false
}
