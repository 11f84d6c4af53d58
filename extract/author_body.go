package extract

// maxBodyTokens bounds the name of an organisation.
const maxBodyTokens = 24

// A bodyScan collects the words of an organisation's name, read backwards.
type bodyScan struct {
	from         int  // the leftmost word that a name may begin with
	noun         bool // a word of bodyWords, beside another word of the name
	linked       bool // "of", "and" or a number: words that no surname has
	commas       bool
	prior        citeToken
	complete     bool // a border was reached, not just a word that does not belong
	capitalWords int
}

// body reads the name of an organisation that a list of surnames would break up:
// "Ministry of Health and Welfare, 2010", "1000 Genomes Project Consortium (2015)",
// "World Health Organization (WHO), 2014".
func (r backReader) body(at int, p yearPlace) (author, bool) {
	end := r.before(at).end
	s := bodyScan{from: -1}
	at = r.acronymBefore(at, &s)
	for range maxBodyTokens {
		t := r.before(at)
		if !r.bodyToken(t, p, &s) {
			break
		}
		at = t.start
	}
	if s.from < 0 || !s.noun || !s.linked || s.capitalWords < 2 || s.commas && !s.complete {
		return author{}, false
	}
	return author{start: s.from, end: end, from: s.from, words: s.capitalWords, body: true}, true
}

// acronymBefore steps back over the bracketed acronym that may end the name.
func (r backReader) acronymBefore(at int, s *bodyScan) int {
	if t := r.before(at); t.kind == tokenClose {
		word := r.before(t.start)
		if word.kind == tokenWord && formOf(r.word(word)) == formAcronym {
			if open := r.before(word.start); open.kind == tokenOpen {
				s.linked = true
				return open.start
			}
		}
	}
	return at
}

// bodyToken takes a token into the name, or reports that it ends there.
func (r backReader) bodyToken(t citeToken, p yearPlace, s *bodyScan) bool {
	word := r.word(t)
	switch {
	case t.kind == tokenWord && formOf(word) != formLower && formOf(word) != formOther:
		if !p.inside && r.leads(word) {
			return false
		}
		// "Bank and Smith" has no organisation, "World Bank" and "Bank of Italy" do.
		before := r.before(t.start).kind
		near := s.prior.kind == tokenWord || before == tokenWord || before == tokenNumber
		s.noun = s.noun || near && among(bodyWords, word)
		s.from = t.start
		s.capitalWords++
	case t.kind == tokenNumber && s.from >= 0 && t.end-t.start <= 4:
		if _, isYear := yearAt(r.text, t.start); isYear {
			return false
		}
		s.from, s.linked = t.start, true
	case t.kind == tokenAnd, t.kind == tokenWord && among(bodyLinks, word):
		if s.from < 0 {
			return false
		}
		s.linked = true
	case t.kind == tokenComma && p.inside && s.from >= 0:
		s.commas = true
	default:
		s.complete = t.kind == tokenOpen || t.kind == tokenSemicolon
		return false
	}
	s.prior = t
	return true
}
