package extract

import (
	"sort"
	"strings"

	"stemma"
)

// promiseAnchors are the stems that every sentence about a release has one of.
var promiseAnchors = newClauseAnchors(
	"release", "releasing", "vailable", "vailability", "o|pen-sourc", "open sourc", "opensourc", "open-acc", "publish", "public ", "public.", "public,", "publicly",
	"ng soon", "me soon", "be| shared", "l|l share", "t|o share", "w|e share", "be d|istribut", "be accessib", "acc|essible", "deposited", "d|isseminate", "downloadable", "be open",
	"b|e uploaded", "be| posted", "be p|rovided", "free to use", "to| public",
)

// Promises returns the sentences of text that say the paper's own code, data or models
// will come, have come or can be asked for, in text order; see stemma.PromiseKind. links
// are the links of the same text in text order: a link that is given as the place of
// the artefact keeps the promise, and the sentence is left out; the link of a project
// page, of a preview or of another sort of artefact does not.
//
// Offsets are byte offsets of the sentence. A text without any costs no allocation. Of a
// sentence only the first few hundred words are read.
func Promises(text string, links []stemma.Link) []stemma.Promise {
	anchor := promiseAnchors.next(text, 0)
	if anchor < 0 {
		return nil
	}
	return appendPromises(nil, text, anchor, links)
}

// appendPromises reads the sentences that hold an anchor.
func appendPromises(found []stemma.Promise, text string, anchor int, links []stemma.Link) []stemma.Promise {
	reader := promiseReader{text: text, links: links}
	for from := 0; anchor >= 0; anchor = promiseAnchors.next(text, from) {
		start, end := sentenceAround(text, from, anchor)
		clause := reader.clause(start, end)
		if reading := clause.read(); reading.kind != "" && !reader.kept(reading, start, end) {
			found = append(found, stemma.Promise{Start: start, End: end, Text: text[start:end], Kind: reading.kind})
		}
		from = end
	}
	return found
}

// A promiseReader reads the sentences of one text.
type promiseReader struct {
	text     string
	links    []stemma.Link
	tokens   [promiseTokens]clauseToken
	tags     [promiseTokens]promiseTag
	covered  promiseTag // sorts of artefact that other sentences link; computed when first asked
	surveyed bool
}

// clause cuts the sentence into words with their roles.
func (r *promiseReader) clause(start, end int) promiseClause {
	c := promiseClause{text: r.text, tokens: clauseTokens(r.tokens[:0], r.text, start, end)}
	c.tags = r.tags[:len(c.tokens)]
	next := r.firstLink(start)
	for i, token := range c.tokens {
		c.tags[i] = promiseTagOf(token, r.text)
		for next < len(r.links) && r.links[next].End <= token.start {
			next++
		}
		if next < len(r.links) && r.links[next].Start <= token.start {
			c.tags[i] = promiseLink | c.tags[i]&promiseMarks
		}
	}
	c.joinOpenSource()
	c.markLostLinks()
	return c
}

// firstLink returns the place of the first link that ends behind offset.
func (r *promiseReader) firstLink(offset int) int {
	return sort.Search(len(r.links), func(i int) bool { return r.links[i].End > offset })
}

// promiseTagOf returns the roles of a token.
func promiseTagOf(token clauseToken, text string) promiseTag {
	word := token.text(text)
	if !token.word {
		return promiseMarkTag(word)
	}
	if tag, ok := promiseWords.lookUp(word); ok {
		return tag
	}
	if strings.HasSuffix(word, "'ll") || strings.HasSuffix(word, "’ll") {
		return promiseFuture | promiseWe
	}
	return 0
}

// promiseMarkTag returns the roles of a mark of punctuation.
func promiseMarkTag(mark string) promiseTag {
	switch mark {
	case ";", ":", "-", "–", "—":
		return promiseBreak
	case ",", "&":
		return promiseAnd
	case "[":
		return promiseLost
	}
	return 0
}

// joinOpenSource makes one verb of "open source" and "open sourced".
func (c *promiseClause) joinOpenSource() {
	for i := 1; i < len(c.tags); i++ {
		if c.tags[i]&promiseSource == 0 || c.tags[i-1]&promiseOpened == 0 {
			continue
		}
		c.tags[i], _ = promiseWords.lookUp("open-" + strings.ToLower(c.tokens[i].text(c.text)))
		c.tags[i-1] = promiseAdverb
	}
}

// markLostLinks marks where the text had a link whose address is lost ("at this https
// URL"), and bare host names ("at example.org").
func (c *promiseClause) markLostLinks() {
	for i := 1; i < len(c.tags); i++ {
		switch {
		case c.tags[i]&promiseURL != 0 && c.tags[i-1]&promiseLost != 0,
			c.tags[i-1]&promisePlace != 0 && promiseBareHost(c.tokens[i].text(c.text)):
			c.tags[i] = promiseThis
		}
	}
}

// promiseBareHost reports whether word is a host name by its ending.
func promiseBareHost(word string) bool {
	dot := strings.LastIndexByte(word, '.')
	if dot < 2 {
		return false
	}
	switch word[dot+1:] {
	case "org", "com", "net", "io", "edu", "ai", "eu", "de", "uk", "fr", "ch":
		return true
	}
	return false
}
