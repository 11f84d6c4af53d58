package extract

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
