package extract

import (
	"strings"
	"unicode"
)

// credible weighs whether the list and the year make a citation. "et al." settles it;
// two joined names nearly do; a single word before a year is most often no author.
func (s *yearSite) credible(l authorList, y year) bool {
	if l.etAl {
		return true
	}
	for _, a := range l.names[:l.n] {
		if word := s.lastWord(a); !a.initials && (among(noAuthors, word) || among(venues, word) && !s.chained) {
			return false
		}
	}
	switch {
	case s.fromReference(l):
		return false
	case l.names[0].body:
		return s.inside || s.narrative
	case l.n > 1:
		return s.credibleList(l)
	case s.narrative:
		return s.credibleNarrative(l.names[0])
	case s.inside:
		return s.credibleInside(l.names[0], y)
	}
	return s.comma && s.follows(l.start)
}

// credibleList judges two and more authors.
func (s *yearSite) credibleList(l authorList) bool {
	small, acronyms := 0, 0
	for _, a := range l.names[:l.n] {
		switch formOf(s.lastWord(a)) {
		case formLower:
			small++
		case formAcronym:
			acronyms++
		}
	}
	switch {
	case small == l.n && !(s.inside && s.fills(l.start)):
		return false
	case !l.joined && l.n < 3 && !s.semicolons(l):
		return false
	case acronyms == l.n && !s.comma && !s.narrative:
		return false
	}
	return s.inside || s.narrative || small+acronyms == 0 && l.joined && (s.comma || s.endsClause()) && !s.binomial(l.start)
}

// mayBeVenue reports whether a name in a bracket is that of the venue where the authors
// before the bracket published: "Banerjee et al. (Crypto 2014)".
func (s *yearSite) mayBeVenue(a author, outer authorList) bool {
	word := s.lastWord(a)
	return outer.etAl && s.endsInAl(s.bracket) || formOf(word) == formAcronym && !among(knownBodies, word)
}

// endsInAl reports whether "et al." stands before the offset, and not "and others".
func (s *yearSite) endsInAl(at int) bool {
	return strings.HasSuffix(strings.TrimRight(s.text[:s.skipBlank(at)], ".,"), "al")
}

// fromReference reports whether the words are of a reference written out, with journal
// or publisher.
func (s *yearSite) fromReference(l authorList) bool {
	for _, a := range l.names[:l.n] {
		if s.journal(a) {
			return true
		}
	}
	return l.n == 1 && !l.names[0].body && strings.ContainsFunc(s.lastWord(l.names[0]), unicode.IsDigit)
}

// journal reports whether the words before the year are of a journal's title or of a
// publisher's name.
func (s *yearSite) journal(a author) bool {
	for word := range strings.FieldsSeq(s.text[a.start:a.end]) {
		if among(journalWords, strings.Trim(word, "{}")) {
			return true
		}
	}
	at := a.from
	for range 3 {
		t := s.before(at)
		if t.kind != tokenWord && t.kind != tokenAnd {
			return false
		}
		if among(titleWords, s.word(t)) {
			return true
		}
		at = t.start
	}
	return false
}

func (s *yearSite) semicolons(l authorList) bool {
	return s.before(l.names[0].from).kind == tokenSemicolon
}

// capitals reports whether every author is written as a person is, and not as a
// language, a country or a work.
func (s *yearSite) capitals(l authorList) bool {
	for _, a := range l.names[:l.n] {
		if word := s.lastWord(a); formOf(word) != formName || coined(word) || among(noAuthors, word) {
			return false
		}
	}
	return true
}

// endsClause reports whether the year ends its clause.
func (s *yearSite) endsClause() bool { return s.after == 0 || strings.IndexByte(",;).]", s.after) >= 0 }

// credibleNarrative judges "Smith (2010)".
func (s *yearSite) credibleNarrative(a author) bool {
	word := s.lastWord(a)
	switch formOf(word) {
	case formLower:
		return false
	case formAcronym:
		return among(knownBodies, word)
	}
	long := a.words > 3 && !hasBodyWord(s.text[a.start:a.end])
	return !long && !coined(word) && !s.pointsAt(a)
}

// credibleInside judges "(Smith, 2010)" and "(Smith 2010)".
func (s *yearSite) credibleInside(a author, y year) bool {
	word := s.lastWord(a)
	if s.pointsAt(a) && !(s.comma && s.fills(a.from)) {
		return false
	}
	switch formOf(word) {
	case formLower:
		return s.comma && s.fills(a.from)
	case formAcronym:
		return !s.listedPlace(a)
	}
	return !s.taxon(a, y) && !s.listedPlace(a) && (s.comma || s.chained || !coined(word) || among(knownBodies, word))
}

// listedPlace reports whether a word and a comma stand before the name, as in "(Acme
// Instruments, Oxford, 2010)". A work's name may stand there: "(STaR, Zelikman, 2022)".
func (s *yearSite) listedPlace(a author) bool {
	t := s.before(a.from)
	if t.kind != tokenComma {
		return false
	}
	t = s.before(t.start)
	if t.kind != tokenWord {
		return false
	}
	return formOf(s.word(t)) == formName && !coined(s.word(t)) && !s.leads(s.word(t))
}

// fills reports whether the item of the bracket that holds the year begins at from.
func (s *yearSite) fills(from int) bool {
	switch t := s.before(from); t.kind {
	case tokenOpen, tokenSemicolon:
		return true
	case tokenWord, tokenComma:
		return t.kind == tokenComma || t.start <= s.floor || among(citeCues, s.word(t))
	case tokenEdge:
		return s.chained && t.start <= s.floor
	}
	return false
}

// follows reports whether nothing but a separator stands between the last citation and
// the offset: the list "Hull, 1997; Kwok, 1999" goes on outside brackets.
func (s *yearSite) follows(from int) bool {
	t := s.before(from)
	if t.kind == tokenAnd {
		t = s.before(t.start)
	}
	return t.kind == tokenSemicolon && s.skipBlank(t.start) <= s.floor
}

// taxon reports whether the bracket is the authority of a species: "Porcellio scaber
// (Latreille, 1804)".
func (s *yearSite) taxon(a author, y year) bool {
	if y.value >= "1940" || s.bracket < 0 || s.before(a.from).kind != tokenOpen {
		return false
	}
	return s.binomial(s.bracket)
}

// binomial reports whether the name of a species ends at the offset.
func (s *yearSite) binomial(at int) bool {
	species := s.before(at)
	if species.kind != tokenWord || formOf(s.word(species)) != formLower || !latinEnding(s.word(species)) {
		return false
	}
	genus := s.before(species.start)
	if genus.kind != tokenWord {
		return false
	}
	form := formOf(s.word(genus))
	return form == formInitial && strings.HasSuffix(s.word(genus), ".") || form == formName && !s.leads(s.word(genus))
}

// latinEnding reports whether a word ends like a species' name.
func latinEnding(word string) bool {
	for _, end := range [...]string{"us", "is", "a", "um", "i", "ae", "ns", "or", "er", "x", "on", "es"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// lastWord returns the last word of the surname, past "Jr" and "III".
func (s *yearSite) lastWord(a author) string {
	name := strings.TrimRight(s.text[a.start:a.end], " ")
	at := strings.LastIndexAny(name, " ~\n")
	if at > 0 && among(generations, name[at+1:]) {
		name = strings.TrimRight(name[:at], ", ")
		at = strings.LastIndexAny(name, " ~\n")
	}
	return withoutPossessive(name[at+1:])
}

// weak reports whether no more than one word, a space and a year in a bracket were
// read: "(Kell 2011)". So are written places, events and instruments too.
func (s *yearSite) weak(l authorList) bool {
	a := l.names[0]
	return l.n == 1 && !l.etAl && !s.comma && !s.narrative && !a.body && !s.chained && !a.initials &&
		!among(knownBodies, s.lastWord(a)) && !hasBodyWord(s.text[a.start:a.end])
}

// standsAlone reports whether a weak citation fills its place in the bracket, unlike a
// place in a sentence ("only found in Lima 2012") or an instrument with its maker
// ("Sonda 2000, Acme, Austria").
func (s *yearSite) standsAlone(l authorList, y year) bool {
	if !s.fills(l.start) && !s.citesAfter(l.start) {
		return false
	}
	rest := s.text[y.end:]
	if s.after != ',' || len(rest) < 3 || !isUpperAt(rest, 2) {
		return true
	}
	rest = rest[:min(len(rest), 100)]
	if end := strings.IndexAny(rest, ")]"); end >= 0 {
		rest = rest[:end]
	}
	return strings.ContainsFunc(rest, unicode.IsDigit)
}

// citesAfter reports whether the words before the offset announce a citation.
func (s *yearSite) citesAfter(at int) bool {
	t := s.before(at)
	if t.kind == tokenEdge {
		return false
	}
	return t.kind != tokenWord || !among(locatives, s.word(t)) || among(announcers, s.word(s.before(t.start)))
}

// A commaStyle is whether the citations of a text have a comma before the year. It is found
// once, when the first weak citation asks for it.
type commaStyle struct{ known, comma, bare bool }

func (st *commaStyle) of(text string) commaStyle {
	if !st.known {
		*st = commaStyle{
			known: true,
			comma: containsAny(text, "al., 19", "al., 20", "al, 19", "al, 20"),
			bare:  containsAny(text, "al. 19", "al. 20", "al 19", "al 20"),
		}
	}
	return *st
}

// allows reports whether a text of this style writes "(word 2011)" for a citation.
func (st commaStyle) allows(word string) bool {
	if formOf(word) == formAcronym {
		return st.bare
	}
	return st.bare || !st.comma
}

func containsAny(text string, needles ...string) bool {
	for _, n := range needles {
		if strings.Contains(text, n) {
			return true
		}
	}
	return false
}
