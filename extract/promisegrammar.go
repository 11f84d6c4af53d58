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

// announced returns the artefacts whose release the verb at i puts into the future; 0 if none.
func (c *promiseClause) announced(i int) promiseTag {
	return c.futurePassive(i) | c.futureActive(i) | c.toBe(i) | c.conditional(i) | c.comingSoon(i) | c.due(i) | c.nextRelease(i)
}

// onRequest reads "available on request".
func (c *promiseClause) onRequest(i int) bool {
	if c.tags[i]&(promiseState|promiseDone|promiseBase) == 0 {
		return false
	}
	for j := i + 1; j < min(i+9, len(c.tags)); j++ {
		if c.tags[j]&(promiseBreak|promiseFuture|promiseBe) != 0 {
			return false
		}
		if c.tags[j]&promiseRequest != 0 {
			return c.any(0, i, promiseArtefact|promiseOur) && c.any(j-3, j, promiseUpon|promisePlace)
		}
	}
	return false
}

// futurePassive reads "the code will be released", "will soon be made publicly available".
func (c *promiseClause) futurePassive(i int) promiseTag {
	if c.tags[i]&(promiseDone|promiseState) == 0 {
		return 0
	}
	aux, made, ok := c.auxiliary(i, promiseFuture)
	if !ok || c.inPaper(i) {
		return 0
	}
	return c.subject(i, aux, made)
}

// toBe reads "soon to be open-sourced", "code and data to be released".
func (c *promiseClause) toBe(i int) promiseTag {
	if c.tags[i]&(promiseDone|promiseState) == 0 {
		return 0
	}
	to, made, ok := c.auxiliary(i, promiseTo)
	if !ok || to == 0 || c.any(to-promiseStretch, to, promiseAllow|promiseMaybe|promiseNot) {
		if c.soonToBe(i) {
			return c.artefacts(0, len(c.tags))
		}
		return 0
	}
	switch {
	case c.tags[to-1]&promiseSoon != 0:
		return c.artefacts(to-promiseReach, to) | c.artefacts(i+1, i+6)
	case c.tags[to-1]&(promiseDue|promiseIntent) != 0:
		return c.subject(i, to-1, made)
	case c.tags[to-1]&(promiseArtefact|promisePart) != 0 && c.strong(i) && !c.purpose(to):
		return c.artefacts(to-promiseStretch, to)
	}
	return 0
}

// purpose reports whether the "to" belongs to a "for … to", which states a wish.
func (c *promiseClause) purpose(to int) bool {
	for j := to - 1; j >= max(0, to-6); j-- {
		if strings.EqualFold(c.tokens[j].text(c.text), "for") {
			return true
		}
	}
	return false
}

// soonToBe reads "a soon-to-be publicly available model".
func (c *promiseClause) soonToBe(i int) bool {
	for j := i - 1; j >= max(0, i-3); j-- {
		if hasFoldedPrefix(c.tokens[j].text(c.text), "soon-to-be") {
			return true
		}
	}
	return hasFoldedPrefix(c.tokens[i].text(c.text), "soon-to-be")
}

// auxiliary walks left from the participle or adjective at i over what may stand inside
// a verb ("will also be made publicly and freely") to a word of the wanted role.
func (c *promiseClause) auxiliary(i int, want promiseTag) (at int, made, ok bool) {
	be := false
	for j := i - 1; j >= max(0, i-promiseStretch); j-- {
		tag := c.tags[j]
		switch {
		case tag&promiseNot != 0:
			return 0, false, false
		case tag&want != 0 && (be || want&promiseBe != 0 || c.strong(i)):
			return j, made, true
		case tag&promiseBe != 0:
			be = true
		case tag&promiseMade != 0:
			made = true
		case tag&(promiseAdverb|promiseAnd|promiseDone|promiseState|promiseSoon|promiseOpen|promiseUpon|promiseAccept) == 0 && !c.adverb(j):
			return 0, false, false
		}
	}
	return 0, false, false
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

// futureActive reads "we will release", "we plan to make our data available", "we commit to open-sourcing".
func (c *promiseClause) futureActive(i int) promiseTag {
	verb := i
	switch tag := c.tags[i]; {
	case tag&promiseBase != 0 && (tag&promiseState == 0 || c.governed(i)):
	case tag&promiseState != 0:
		if verb = c.makeBefore(i); verb < 0 {
			return 0
		}
	case tag&promiseDoing == 0:
		return 0
	}
	if c.inPaper(i) || !c.intended(verb) {
		return 0
	}
	return c.object(verb, i)
}

// governed reports whether the word at i stands where a verb stands behind "will" or "to".
func (c *promiseClause) governed(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if c.tags[j]&(promiseFuture|promiseTo|promiseWe) != 0 {
			return true
		}
		if c.tags[j]&promiseAdverb == 0 && !c.adverb(j) {
			return false
		}
	}
	return false
}

// makeBefore returns the place of the "make" that governs the adjective at i, -1 if none does.
func (c *promiseClause) makeBefore(i int) int {
	for j := i - 1; j >= max(0, i-promiseReach); j-- {
		if c.tags[j]&(promiseBreak|promiseBe|promiseFuture) != 0 {
			return -1
		}
		if c.tags[j]&promiseMake != 0 {
			if j+1 < i && c.tags[j+1]&promiseUse != 0 {
				return -1
			}
			return j
		}
	}
	return -1
}

// intended reports whether the paper's authors announce the verb at i.
func (c *promiseClause) intended(i int) bool {
	for j := i - 1; j >= 0; j-- {
		tag := c.tags[j]
		switch {
		case tag&promiseNot != 0:
			return false
		case tag&promiseFuture != 0:
			return tag&promiseWe != 0 || c.oursBefore(j)
		case tag&promiseTo != 0 || tag&promiseDoing == 0 && c.tags[i]&promiseDoing != 0 && tag&promisePlace != 0:
			return c.intentBefore(j)
		case tag&promiseAnd != 0:
			return c.coordinated(j)
		case tag&(promiseAdverb|promiseSoon|promiseMake|promiseBase|promiseState) == 0 && !c.adverb(j):
			return false
		}
	}
	return false
}

// oursBefore reports whether the authors are the subject of the auxiliary at j.
func (c *promiseClause) oursBefore(j int) bool {
	for k := j - 1; k >= 0; k-- {
		switch {
		case c.tags[k]&promiseWe != 0:
			return true
		case c.tags[k]&promiseAnd != 0 && k == j-1:
			return c.any(0, k, promiseWe)
		case c.tags[k]&(promiseAdverb|promiseAnd|promiseSoon|promiseUpon|promiseAccept) == 0 && !c.adverb(k):
			return false
		}
	}
	return false
}

// intentBefore reports whether "we plan", "we are committed" stands before the "to" at j.
func (c *promiseClause) intentBefore(j int) bool {
	for k := j - 1; k >= max(0, j-4); k-- {
		if c.tags[k]&promiseNot != 0 {
			return false
		}
		if c.tags[k]&promiseIntent != 0 {
			return c.any(k-6, k, promiseWe|promiseOur)
		}
	}
	return false
}

// coordinated reports whether the "and" at j joins a verb to one that is announced.
func (c *promiseClause) coordinated(j int) bool {
	for k := j - 1; k >= max(0, j-promiseReach); k-- {
		tag := c.tags[k]
		switch {
		case tag&promiseFuture != 0:
			return c.oursBefore(k)
		case tag&promiseTo != 0 && c.intentBefore(k):
			return true
		case tag&(promiseBreak|promiseBe|promiseHave|promiseMaybe|promiseWhich|promiseWe) != 0:
			return false
		}
	}
	return false
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
	if c.tags[verb]&promiseWeak != 0 && state == verb && !c.public(verb) && !c.any(from, min(to, from+2), promiseOur) {
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

// conditional reads "available upon acceptance", in the present tense too.
func (c *promiseClause) conditional(i int) promiseTag {
	if c.tags[i]&(promiseDone|promiseState|promiseBase) == 0 || c.any(i-4, i, promisePast|promiseNot|promiseUse) {
		return 0
	}
	if !c.condition(i+1, i+2*promiseStretch) && !c.condition(0, min(i, 5)) {
		return 0
	}
	return c.artefacts(i-promiseReach, i) | c.artefacts(i, i+promiseStretch)
}

// condition reports whether tokens [from, to) hold "upon acceptance" or the like.
func (c *promiseClause) condition(from, to int) bool {
	for j := max(0, from); j < min(to, len(c.tags)); j++ {
		if c.tags[j]&promiseUpon == 0 {
			continue
		}
		for k := j + 1; k < min(j+7, len(c.tags)); k++ {
			if word := c.tokens[k].text(c.text); hasFoldedPrefix(word, "accept") && !hasFoldedPrefix(word, "acceptab") || hasFoldedPrefix(word, "publication") {
				return true
			}
		}
	}
	return false
}

// comingSoon reads "code is coming soon", "code available soon".
func (c *promiseClause) comingSoon(i int) promiseTag {
	if c.tags[i]&(promiseComing|promiseState|promiseDone) == 0 || i+1 == len(c.tags) || c.tags[i+1]&promiseSoon == 0 {
		return 0
	}
	return c.artefacts(i-promiseReach, i) | c.artefacts(i+2, i+6)
}

// due reads "is due for release in June", "the first release is scheduled".
func (c *promiseClause) due(i int) promiseTag {
	if c.tags[i]&promiseRelease == 0 || i+1 == len(c.tags) || c.tags[i+1]&(promiseAnd|promiseBe|promisePlace) == 0 && c.tokens[i+1].word {
		return 0
	}
	if !c.any(i-4, i, promiseDue) || !c.any(i-6, i, promiseBe) {
		if i > 4 || !c.dueAfter(i) {
			return 0
		}
	}
	return c.artefacts(0, len(c.tags))
}

// dueAfter reports whether "is due", "is scheduled" follows the noun at i.
func (c *promiseClause) dueAfter(i int) bool {
	for j := i + 2; j < min(len(c.tags), i+promiseReach); j++ {
		if c.tags[j]&promiseDue != 0 && c.tags[j-1]&promiseBe != 0 {
			return true
		}
	}
	return false
}

// nextRelease reads "will be included in the next release of the package".
func (c *promiseClause) nextRelease(i int) promiseTag {
	if c.tags[i]&promiseIncluded == 0 {
		return 0
	}
	if _, _, ok := c.auxiliary(i, promiseFuture); !ok {
		return 0
	}
	for j := i + 1; j < min(len(c.tags)-1, i+promiseStretch); j++ {
		if c.tags[j]&promiseNext != 0 && c.any(j+1, j+4, promiseRelease|promisePart) {
			return c.artefacts(0, i)
		}
	}
	return 0
}

// claimActive reads "we release our code", "we make our data public".
func (c *promiseClause) claimActive(i int) promiseTag {
	verb := i
	switch tag := c.tags[i]; {
	case tag&(promiseBase|promiseDone|promiseDoing) != 0 && (tag&promiseState == 0 || c.governed(i)):
	case tag&promiseState != 0:
		if verb = c.makeBefore(i); verb < 0 {
			return 0
		}
	default:
		return 0
	}
	for j := verb - 1; j >= 0; j-- {
		tag := c.tags[j]
		switch {
		case tag&promiseWe != 0, tag&promiseAnd != 0 && c.sharesWe(j):
			return c.object(verb, i)
		case tag&(promiseAdverb|promiseHave) == 0 && !c.adverb(j):
			return 0
		}
	}
	return 0
}

// sharesWe reports whether the "and" at j joins a verb to one whose subject is "we".
func (c *promiseClause) sharesWe(j int) bool {
	for k := j - 1; k >= 0; k-- {
		if c.tags[k]&promiseWe != 0 {
			return true
		}
		if c.tags[k]&(promiseMaybe|promiseWhich|promiseWhen|promiseBe|promiseBreak) != 0 {
			return false
		}
	}
	return false
}

// claimPassive reads "the code is available", "our data have been released".
func (c *promiseClause) claimPassive(i int) promiseTag {
	if c.tags[i]&(promiseDone|promiseState) == 0 {
		return 0
	}
	aux, made, ok := c.auxiliary(i, promiseBe|promiseHave)
	if !ok || aux > 0 && c.tags[aux-1]&(promiseWhich|promiseMaybe|promiseFuture|promiseTo) != 0 {
		return 0
	}
	for aux > 0 && c.tags[aux-1]&(promiseBe|promiseHave) != 0 {
		aux--
	}
	return c.subject(i, aux, made)
}

// inPaper reports whether the verb at i speaks of publication in a paper.
func (c *promiseClause) inPaper(i int) bool {
	if !hasFoldedPrefix(c.tokens[i].text(c.text), "publish") {
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
