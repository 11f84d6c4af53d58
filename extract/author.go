package extract

import "strings"

// An author is one name of a list, as offsets into the text.
type author struct {
	start, end int  // of the name that is kept: no initials
	from       int  // where its words begin, initials included
	initials   bool // initials stood beside it
	words      int
	body       bool // an organisation
}

// maxAuthors bounds a list; longer ones are cut by "et al." in practice.
const maxAuthors = 16

// authorList is what was read backwards from a year: the last author comes first.
type authorList struct {
	names  [maxAuthors]author
	n      int
	etAl   bool
	joined bool // the last two are joined by "and" or "&"
	start  int
}

// yearPlace says how the year stands to the authors, which decides what may be read as one.
type yearPlace struct {
	inside bool // authors and year share a bracket: "(Song et al., 2021)"
	comma  bool // a comma stands before the year
}

// authors reads the list that ends at the offset.
func (r backReader) authors(at int, p yearPlace) (authorList, bool) {
	var l authorList
	at, l.etAl = r.etAl(r.skipPossessive(at))
	if !l.etAl {
		if body, ok := r.body(at, p); ok {
			l.names[0], l.n, l.start = body, 1, body.from
			return l, true
		}
	}
	commaBefore := false
	if l.etAl {
		if t := r.before(at); t.kind == tokenComma {
			at, commaBefore = t.start, true
		}
	}
	last, ok := r.last(at, l.etAl)
	if !ok {
		return l, false
	}
	l.names[0], l.n, l.start = last, 1, last.from
	r.join(&l, p)
	if l.etAl && !commaBefore {
		return l, true
	}
	r.listed(&l, p)
	if !l.joined && !l.etAl && l.n == 2 && r.before(last.from).kind == tokenComma {
		// Two names and a comma are a name and what stands before it: "(AIC, Akaike, 1973)".
		l.n, l.start = 1, last.from
	}
	if !p.inside {
		r.dropPreposition(&l.names[l.n-1])
		l.start = l.names[l.n-1].from
	}
	return l, true
}

// dropPreposition drops "de" before the first author where the sentence is Portuguese or
// Spanish: there it is the "of" of the sentence, elsewhere a part of the surname.
func (r backReader) dropPreposition(a *author) {
	first, rest, ok := strings.Cut(r.text[a.start:a.end], " ")
	if !ok || !among(romanceParticles, first) || formOf(rest) == formLower {
		return
	}
	known, at := 0, a.from
	for range 8 {
		t := r.before(at)
		if t.kind == tokenEdge {
			break
		}
		if t.kind == tokenWord && among(romanceWords, r.word(t)) || t.kind == tokenAnd && r.word(t) == "e" {
			known++
		}
		at = t.start
	}
	if known > 1 {
		a.start += len(first) + 1
		a.from = a.start
	}
}

// skipPossessive steps back over an 's that follows a full stop: "Smith et al.'s".
func (r backReader) skipPossessive(at int) int {
	head := r.text[r.floor:r.skipBlank(at)]
	for _, s := range [...]string{".'s", ".’s"} {
		if strings.HasSuffix(head, s) {
			return r.floor + len(head) - len(s) + 1
		}
	}
	return at
}

// last reads the author nearest the year. With "et al." even a single letter is one.
func (r backReader) last(at int, etAl bool) (author, bool) {
	if a, ok := r.name(at, true); ok || !etAl {
		return a, ok
	}
	t := r.before(at)
	a := author{start: t.start, end: t.end, from: t.start, words: 1}
	return a, t.kind == tokenWord && t.end-t.start == 1
}

// join reads "X and" before the last author.
func (r backReader) join(l *authorList, p yearPlace) {
	t := r.before(l.start)
	if t.kind != tokenAnd {
		return
	}
	at := t.start
	if l.etAl {
		// "and" never stands before "Lee et al.", but "e" is a part of Portuguese names.
		if first, ok := r.name(at, false); ok && t.end-t.start == 1 && r.text[t.start] != '&' {
			l.names[0].start, l.names[0].from, l.start = first.start, first.from, first.from
		}
		return
	}
	if comma := r.before(at); comma.kind == tokenComma {
		at = comma.start
	}
	// A capital that was lost in a PDF is made up for by the bracket.
	if first, ok := r.name(at, true); ok && (p.inside || !r.lostCapital(first) && !r.pointsAt(first)) {
		l.add(first)
		l.joined = true
	}
}

func (r backReader) lostCapital(a author) bool {
	name := r.text[a.start:a.end]
	return !strings.Contains(name, " ") && formOf(name) == formLower
}

// listed reads the authors that commas (in some styles semicolons) separate.
func (r backReader) listed(l *authorList, p yearPlace) {
	for l.n < maxAuthors {
		t := r.before(l.start)
		semicolons := t.kind == tokenSemicolon && p.inside && p.comma && !l.joined && !l.etAl
		if t.kind != tokenComma && !semicolons {
			return
		}
		next, ok := r.name(t.start, false)
		if !ok || semicolons && !r.semicolonAuthor(next, l.names[0]) || !semicolons && r.intro(next, l, p) {
			return
		}
		l.add(next)
	}
}

// semicolonAuthor reports whether a name before a semicolon is an author of the next
// year, as in "(Rodrigues; Salm; Neubert, 2017)", and not the work that the next
// citation is of, as in "(PPDB; Smith, 2013)".
func (r backReader) semicolonAuthor(a, last author) bool {
	before := r.before(a.from).kind
	if before != tokenOpen && before != tokenSemicolon {
		return false
	}
	name := r.text[a.start:a.end]
	form := formOf(name)
	return a.words <= 2 && (form == formAcronym || !coined(name)) && form == formOf(r.text[last.start:last.end]) && (form == formName || a.end-a.start > 4)
}

// intro reports whether a name that ends in a comma belongs to a phrase before the
// list: "In Kenya, Smith and Lee (2010) found".
func (r backReader) intro(a author, l *authorList, p yearPlace) bool {
	name := r.text[a.start:a.end]
	if !p.inside && (r.pointsAt(a) || isAdverb(name)) || r.isWork(a) && !r.isWork(l.names[0]) {
		return true
	}
	t := r.before(a.from)
	return t.kind == tokenWord && among(prepositions, r.word(t)) && !r.resumes(l)
}

// isWork reports whether a name is written as those of works and bodies are.
func (r backReader) isWork(a author) bool {
	name := r.text[a.start:a.end]
	return !a.initials && (formOf(name) == formAcronym || coined(name))
}

// resumes reports whether the sentence goes on behind the year with a comma or "we",
// so that the preposition at its start governs the citation.
func (r backReader) resumes(l *authorList) bool {
	rest := r.text[l.names[0].end:]
	if i := strings.IndexAny(rest[:min(len(rest), 30)], ")]"); i >= 0 {
		rest = rest[i+1:]
	}
	return strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " we ")
}

func (l *authorList) add(a author) {
	l.names[l.n] = a
	l.n++
	l.start = a.from
}

// etAl steps back over "et al." in all its spellings, or over "and colleagues".
func (r backReader) etAl(at int) (int, bool) {
	t := r.before(at)
	if t.kind == tokenComma {
		t = r.before(t.start)
	}
	if t.kind != tokenWord {
		return at, false
	}
	word := withoutPossessive(r.word(t))
	if glued, ok := etAlInWord(word); ok {
		return t.start + glued, true
	}
	prior := r.before(t.start)
	switch bare := strings.TrimSuffix(word, "."); {
	case bare == "al" || bare == "Al" || bare == "AL" || bare == "alii":
		return r.et(prior, at)
	case among(crowds, word) && (prior.kind == tokenAnd || prior.kind == tokenWord && r.word(prior) == "et"):
		return prior.start, true
	}
	return at, false
}

// et steps back over the "et" of "et al.", which may be glued to the name before it.
func (r backReader) et(t citeToken, otherwise int) (int, bool) {
	if t.kind == tokenComma {
		t = r.before(t.start)
	}
	if t.kind == tokenAnd {
		return t.start, true
	}
	if t.kind != tokenWord {
		return otherwise, false
	}
	switch word := r.word(t); {
	case word == "et" || word == "et." || word == "Et" || word == "ET" || word == "at" || word == "er":
		return t.start, true
	case strings.HasSuffix(word, "et") && formOf(word) == formName:
		return t.end - len("et"), true
	}
	return otherwise, false
}

// etAlInWord finds "etal" or "\etal" at the end of a word, and returns where in the
// word it begins.
func etAlInWord(word string) (int, bool) {
	stem := strings.TrimSuffix(word, ".")
	for _, e := range [...]string{`\etal`, "et.al", "etal"} {
		if cut, ok := strings.CutSuffix(stem, e); ok && (cut == "" || formOf(cut) == formName) {
			return len(cut), true
		}
	}
	return 0, false
}

// name reads one author backwards: initials, generation, surname with its particles
// and further words. A lower-case word is taken only where small is set.
func (r backReader) name(at int, small bool) (author, bool) {
	t, initials := r.afterInitials(r.before(at))
	if t.kind == tokenWord && among(generations, r.word(t)) {
		if prior := r.before(t.start); prior.kind == tokenWord {
			t.start = prior.start
		} else if prior.kind == tokenComma {
			t = r.before(prior.start)
		}
	}
	if t.kind != tokenWord || !r.namelike(t, small) {
		return author{}, false
	}
	a := author{start: t.start, end: t.end, from: t.start, initials: initials, words: 1}
	if formOf(r.word(t)) == formLower {
		r.mend(&a)
		return a, true
	}
	r.extend(&a)
	return a, true
}

// mend completes a name whose first part is not where it should be: broken at the end
// of a line ("Dommer- gues"), or a capital particle before a lost capital ("Von hippel").
func (r backReader) mend(a *author) {
	t := r.before(a.from)
	if t.kind != tokenWord || formOf(r.word(t)) != formName {
		return
	}
	if strings.HasSuffix(r.word(t), "-") || among(particles, strings.ToLower(r.word(t))) {
		a.start, a.from = t.start, t.start
	}
}

// afterInitials steps back over initials that follow a surname: "Huang M.", "Smith, J.".
func (r backReader) afterInitials(t citeToken) (citeToken, bool) {
	skipped := false
	for i := 0; i < 4 && t.kind == tokenWord && formOf(r.word(t)) == formInitial; i++ {
		prior := r.before(t.start)
		if prior.kind == tokenComma {
			prior = r.before(prior.start)
		}
		if prior.kind != tokenWord {
			break
		}
		if s := formOf(r.word(prior)); s != formName && s != formInitial {
			break
		}
		t, skipped = prior, true
	}
	return t, skipped
}

// namelike reports whether a name may end with the token.
func (r backReader) namelike(t citeToken, small bool) bool {
	word := r.word(t)
	switch formOf(word) {
	case formName, formAcronym:
		return true
	case formInitial:
		return false
	case formLower:
		return small && len(word) > 1 && !among(smallWords, word) && !among(crowds, word)
	}
	return false
}

// maxNameWords bounds a surname or an organisation of capitalised words.
const maxNameWords = 7

// extend adds the words before a surname that belong to it.
func (r backReader) extend(a *author) {
	for a.words < maxNameWords {
		t := r.before(a.from)
		if t.kind != tokenWord {
			return
		}
		word := r.word(t)
		form := formOf(word)
		switch {
		case form == formInitial && !strings.HasSuffix(word, "'s"):
			a.from, a.initials = t.start, true
			if formOf(r.text[a.start:a.end]) == formName && a.words > 1 && !strings.HasSuffix(word, ".") {
				a.start = t.start
			}
		case a.initials && a.from < a.start:
			return
		case among(particles, word):
			a.start, a.from = t.start, t.start
		case (form == formName || form == formAcronym) && !r.leads(word) && !(a.words == 1 && among(noAuthors, word)) && r.together(word, a):
			a.start, a.from = t.start, t.start
			a.words++
		default:
			return
		}
	}
}

// together reports whether a capitalised word belongs to the name behind it. A work's
// name or an acronym does only where an organisation is named.
func (r backReader) together(word string, a *author) bool {
	if formOf(word) == formName && !coined(word) {
		return true
	}
	name := r.text[a.start:a.end]
	return formOf(name) == formAcronym || hasBodyWord(name)
}

// leads reports whether a capitalised word before a name only introduces it.
func (r backReader) leads(word string) bool {
	return among(leadingWords, word) || isAdverb(word) || withoutPossessive(word) != word
}

func isAdverb(word string) bool {
	for _, end := range adverbEndings {
		if strings.HasSuffix(word, end) && !strings.HasPrefix(word, "Mc") {
			return true
		}
	}
	return false
}

// pointsAt reports whether what was read as a name is a word that leads to one.
func (r backReader) pointsAt(a author) bool {
	return a.words == 1 && !a.initials && among(leadingWords, r.text[a.start:a.end])
}

func hasBodyWord(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if among(bodyWords, word) {
			return true
		}
	}
	return false
}
