package extract

import (
	"strings"
)

// announced returns the artefacts whose release the verb at i puts into the future; 0 if none.
func (c *promiseClause) announced(i int) promiseTag {
	return c.futurePassive(i) | c.futureActive(i) | c.toBe(i) | c.conditional(i) | c.comingSoon(i) | c.due(i) | c.nextRelease(i)
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
		if clauseHasPrefix(c.tokens[j].text(c.text), "soon-to-be") {
			return true
		}
	}
	return clauseHasPrefix(c.tokens[i].text(c.text), "soon-to-be")
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
		if c.tags[j]&promiseUpon != 0 && c.any(j+1, j+7, promiseAwaited) {
			return true
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
