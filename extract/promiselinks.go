package extract

import (
	"strings"

	"stemma"
)

// kept reports whether a link of the text is the place of what the sentence [start, end)
// speaks of.
func (r *promiseReader) kept(reading promiseReading, start, end int) bool {
	if reading.kind == stemma.PromiseRequest {
		return false
	}
	c := r.clause(start, end)
	if r.keptHere(&c, reading, start, end) {
		return true
	}
	if !r.surveyed {
		r.survey()
	}
	return r.covers(reading.artefacts)
}

// keptHere reports whether a link of the sentence itself, or one that follows it at
// once, is the place.
func (r *promiseReader) keptHere(c *promiseClause, reading promiseReading, start, end int) bool {
	if reading.kind == stemma.PromiseRelease && c.any(reading.at, len(c.tags), promiseThis) {
		return true
	}
	for _, link := range r.links[r.firstLink(start):] {
		if link.Start >= end && !promiseMarksOnly(r.text[end:link.Start]) {
			break
		}
		if promisePlaceholder(link) || link.Start < c.tokens[reading.at].start && c.pageLink(link) {
			continue
		}
		return true
	}
	return false
}

// promiseMarksOnly reports whether text, between a sentence and a link, has no word.
func promiseMarksOnly(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n([{<.:\\")
	return text == "" || text == "footnote{" || text == "url{" || text == "footnote{\\url{"
}

// promisePlaceholder reports whether a link is one of those that stand for an address to come.
func promisePlaceholder(link stemma.Link) bool {
	return strings.Trim(link.Host, "x.") == "" || link.Host == "example.com" || link.Host == "url.com"
}

// pageLink reports whether the words before the link call it a page.
func (c *promiseClause) pageLink(link stemma.Link) bool {
	if link.Kind != stemma.KindPage && link.Kind != stemma.KindWeb {
		return false
	}
	for i, token := range c.tokens {
		if token.start >= link.Start {
			return c.any(i-8, i, promisePage)
		}
	}
	return false
}

// survey notes the sorts of artefact that the links of the text are the places of.
func (r *promiseReader) survey() {
	r.surveyed = true
	next := 0
	for start, end := range stemma.Sentences(r.text) {
		if next == len(r.links) {
			return
		}
		from := next
		for next < len(r.links) && r.links[next].Start < end {
			next++
		}
		if next > from {
			c := r.clause(start, end)
			r.covered |= c.linked(r.links[from:next])
		}
	}
}

// linked returns the sorts of artefact that the links of a sentence are the place of:
// those that the sentence names; for a repository of which it says nothing, all.
func (c *promiseClause) linked(links []stemma.Link) promiseTag {
	var found promiseTag
	hosted := false
	for _, link := range links {
		if promisePlaceholder(link) {
			return 0
		}
		hosted = hosted || link.Kind == stemma.KindRepository || link.Kind == stemma.KindGist
	}
	for _, tag := range c.tags {
		if tag&promisePage == 0 && tag&(promiseBase|promiseDone) == 0 {
			found |= tag & promiseArtefact
		}
	}
	told := c.any(0, len(c.tags), promiseVerb|promiseIncluded)
	switch {
	case c.any(0, len(c.tags), promisePreview), c.any(0, len(c.tags), promiseUse) && !told:
		return 0
	case (found == 0 || found == promiseAny) && hosted && !c.any(0, len(c.tags), promisePage):
		return promiseArtefact
	case !hosted && !c.placed(links):
		return 0
	case !hosted && found == promiseAny && c.any(0, len(c.tags), promisePage):
		return 0
	}
	return found
}

// placed reports whether one of the links follows at once on a word of release or on an
// artefact: "available at LINK", "code: LINK".
func (c *promiseClause) placed(links []stemma.Link) bool {
	next := 0
	for i, token := range c.tokens {
		if next == len(links) {
			break
		}
		if token.start < links[next].Start {
			continue
		}
		if c.any(i-7, i, promiseState|promiseDone|promiseIncluded) || c.any(i-4, i, promiseArtefact) {
			return true
		}
		next++
	}
	return false
}

// covers reports whether the links of other sentences are the place of all of wanted.
// A word that stands for any sort is covered by whatever is linked.
func (r *promiseReader) covers(wanted promiseTag) bool {
	if r.covered == 0 {
		return false
	}
	wanted &^= promiseAny
	return wanted&^r.covered == 0 || r.covered&promiseAny != 0 && r.covered&wanted != 0
}
