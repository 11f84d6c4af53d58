package extract

import (
	"strings"

	"stemma"
)

const (
	promiseTokens  = 256 // tokens of a sentence that are read
	promiseReach   = 25  // tokens that a verb may stand from its subject or object
	promiseStretch = 10  // tokens that may stand between the parts of a verb
)

// A promiseClause is a sentence whose words have their roles.
type promiseClause struct {
	text   string
	tokens []clauseToken
	tags   []promiseTag
}

// A promiseReading is what a sentence says of a release: of which kind, and of which
// sorts of artefact. The zero value says nothing.
type promiseReading struct {
	kind      stemma.PromiseKind
	at        int // the token that decided
	artefacts promiseTag
}

// read returns the strongest of what the verbs of the sentence say: a promise before a
// request before a claim.
func (c *promiseClause) read() promiseReading {
	var best promiseReading
	for i, tag := range c.tags {
		if tag&(promiseVerb|promiseIncluded) == 0 {
			continue
		}
		switch r := c.readVerb(i); r.kind {
		case stemma.PromiseRelease:
			return r
		case stemma.PromiseRequest:
			best = r
		case stemma.PromiseClaim:
			if best.kind == "" {
				best = r
			}
		}
	}
	return best
}

// readVerb returns what the verb, adjective or noun of release at i says.
func (c *promiseClause) readVerb(i int) promiseReading {
	if c.any(i+1, i+5, promiseClosed) {
		return promiseReading{}
	}
	if c.onRequest(i) {
		return promiseReading{stemma.PromiseRequest, i, c.artefacts(0, len(c.tags))}
	}
	if artefacts := c.announced(i); artefacts != 0 {
		return promiseReading{stemma.PromiseRelease, i, artefacts}
	}
	if artefacts := c.claimActive(i) | c.claimPassive(i); artefacts != 0 {
		return promiseReading{stemma.PromiseClaim, i, artefacts}
	}
	return promiseReading{}
}

// adverb reports whether the word at j looks like an adverb or a participle.
func (c *promiseClause) adverb(j int) bool {
	word := c.tokens[j].text(c.text)
	return strings.HasSuffix(word, "ly") || strings.HasSuffix(word, "ed")
}

// strong reports whether the word at i means a release by itself.
func (c *promiseClause) strong(i int) bool {
	return c.tags[i]&(promiseBase|promiseDone|promiseDoing) != 0 && c.tags[i]&promiseWeak == 0
}

// subject returns the artefacts in the subject of the verb at i, whose first word stands
// at aux; 0 when it is none of the paper's own.
func (c *promiseClause) subject(i, aux int, made bool) promiseTag {
	from, to := c.subjectSpan(aux)
	if from < 0 {
		return 0
	}
	released := made || c.strong(i)
	found := c.artefacts(from, c.headEnd(from, to))
	if found == 0 && (released || c.any(from, to, promiseOur)) {
		found = c.artefacts(from, to)
	}
	if found == 0 && released {
		found = c.artefacts(i+1, i+1+c.asA(i))
	}
	if found == 0 && released && c.named(max(from, to-4), to) {
		found = promiseAny
	}
	if found == 0 || c.any(from, to, promiseNext|promiseUse) && !c.any(from, to, promiseOur) {
		return 0
	}
	if !released && !c.public(i) && !c.any(from, to, promiseOur) && !c.closes(i) {
		return 0
	}
	return found
}

// asA returns how many tokens behind the verb at i to read for what a thing is released
// as ("as an open-source library"), 0 when it says none.
func (c *promiseClause) asA(i int) int {
	if i+1 < len(c.tokens) && c.tokens[i+1].text(c.text) == "as" {
		return 6
	}
	return 0
}

// closes reports whether the sentence ends with the adjective at i.
func (c *promiseClause) closes(i int) bool {
	return c.tags[i]&promiseState != 0 && i+2 >= len(c.tags)
}

// subjectSpan returns the tokens [from, to) of the subject of the verb that begins at
// aux; from is -1 when the clause asserts nothing.
func (c *promiseClause) subjectSpan(aux int) (from, to int) {
	to = aux
	for to > 0 && (c.tags[to-1]&(promiseAdverb|promiseSoon) != 0) {
		to--
	}
	if to > 0 && c.tags[to-1]&promiseWhich != 0 {
		return max(0, to-13), to - 1
	}
	if to > 0 && c.tags[to-1]&promiseAnd != 0 {
		return max(0, to-2*promiseReach), to - 1
	}
	comma := false
	for from = to; from > 0 && to-from < promiseReach; from-- {
		tag := c.tags[from-1]
		if tag&promiseWhen != 0 && !comma && tag&promiseArtefact == 0 {
			return -1, to
		}
		if tag&(promiseBreak|promiseWhich|promiseBe|promiseHave|promiseFuture|promiseMaybe|promisePast|promiseWhen) != 0 {
			break
		}
		if tag&promiseAnd != 0 && from < to && c.determiner(from) && c.artefacts(from, to) != 0 {
			break
		}
		comma = comma || c.tokens[from-1].text(c.text) == ","
	}
	return from, to
}

// determiner reports whether a noun phrase of its own begins at i.
func (c *promiseClause) determiner(i int) bool {
	word := c.tokens[i].text(c.text)
	return strings.EqualFold(word, "the") || strings.EqualFold(word, "our")
}

// headEnd returns where the head of the noun phrase [from, to) ends: at its first
// preposition, but for one behind a word such as "version", which takes its sort from there.
func (c *promiseClause) headEnd(from, to int) int {
	for j := from + 1; j < to; j++ {
		if c.tags[j]&promisePlace != 0 && c.tags[j-1]&promisePart == 0 {
			return j
		}
	}
	return to
}

// object returns the artefacts that the verb at verb takes; state is its adjective, or
// the verb itself.
func (c *promiseClause) object(verb, state int) promiseTag {
	from, to := verb+1, state
	switch state {
	case verb:
		to = c.objectEnd(from)
	case verb + 1: // "make available to the community a set of tools"
		from, to = state+1, state+promiseReach
	}
	found := c.artefacts(from, to)
	if found == 0 && c.any(verb-6, verb, promiseWhich) {
		found = c.artefacts(verb-2*promiseStretch, verb-1)
	}
	if c.tags[verb]&promiseWeak != 0 && state == verb && !(c.public(verb) && c.tags[verb]&promiseDoing == 0) && !c.any(from, min(to, from+2), promiseOur) {
		return 0
	}
	if found == 0 && c.named(from, min(to, from+3)) {
		found = promiseAny
	}
	return found
}

// objectEnd returns where the object that begins at from ends.
func (c *promiseClause) objectEnd(from int) int {
	to := from
	for to < min(len(c.tags), from+promiseReach) && c.tags[to]&(promiseBreak|promiseWhich|promiseWhen|promiseBe|promiseTo) == 0 {
		to++
	}
	return to
}

// inPaper reports whether the verb at i speaks of publication in a paper.
func (c *promiseClause) inPaper(i int) bool {
	if !clauseHasPrefix(c.tokens[i].text(c.text), "publish") {
		return false
	}
	for j := i + 1; j < min(len(c.tags), i+7); j++ {
		if c.tags[j]&(promiseUpon|promiseBreak) != 0 && c.tokens[j].text(c.text) != "on" {
			return false
		}
		if c.tags[j]&promisePaper != 0 {
			return true
		}
	}
	return false
}

// public reports whether words near the verb at i say that the public is meant, or when.
func (c *promiseClause) public(i int) bool {
	return c.any(i-4, i, promiseOpen|promiseSoon) || c.any(i+1, i+promiseStretch, promiseOpen|promiseSoon|promiseAccept) || c.dated(i)
}

// dated reports whether a year stands behind the verb at i.
func (c *promiseClause) dated(i int) bool {
	for j := i + 1; j < min(len(c.tokens), i+promiseStretch); j++ {
		if word := c.tokens[j].text(c.text); len(word) == 4 && (word[:2] == "19" || word[:2] == "20") {
			return true
		}
	}
	return false
}

// artefacts returns the sorts of artefact that tokens [from, to) name.
func (c *promiseClause) artefacts(from, to int) promiseTag {
	var found promiseTag
	for j := max(0, from); j < min(to, len(c.tags)); j++ {
		found |= c.tags[j] & promiseArtefact
	}
	return found
}

// named reports whether tokens [from, to) hold a coined name, known by its capitals.
func (c *promiseClause) named(from, to int) bool {
	for j := max(0, from); j < min(to, len(c.tags)); j++ {
		word := c.tokens[j].text(c.text)
		if len(word) > 2 && strings.IndexFunc(word[1:], func(r rune) bool { return 'A' <= r && r <= 'Z' }) >= 0 {
			return true
		}
	}
	return false
}

// any reports whether one of tokens [from, to) has one of the roles.
func (c *promiseClause) any(from, to int, roles promiseTag) bool {
	for j := max(0, from); j < min(to, len(c.tags)); j++ {
		if c.tags[j]&roles != 0 {
			return true
		}
	}
	return false
}
