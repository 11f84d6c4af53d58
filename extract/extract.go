// Package extract reads what a text says: the links in it, the works that it cites and
// names, how the paper stands to each, the names that it introduces, and what it
// promises to release.
//
// Text goes in and spans come out. Every function is pure: no I/O, no state, no clock,
// the same answer on every machine. Spans are byte offsets [start, end) on rune borders
// of the text as given. The work is linear in the length of the text whatever stands in
// it, since texts come from strangers: the scanners look for what is rare (a scheme, a
// host, a year, a capital) and look around only there.
package extract

import "stemma"

// Parts is a set of what can be read out of a text.
type Parts uint8

// The parts. Relations belong to the citations and to the names that they are of.
const (
	LinksPart     Parts = 1 << iota
	CitationsPart       // Citations
	NamesPart           // Mentions and Own
	PromisesPart        // Promises, Claims and Requests
	AllParts      = LinksPart | CitationsPart | NamesPart | PromisesPart
)

// Extract returns everything that the paper's abstract says. Its lists are never nil.
func Extract(p stemma.Paper) stemma.Extraction { return ExtractParts(p, AllParts) }

// ExtractParts returns some of what the paper's abstract says: the lists of the parts
// that are wanted are those that Extract returns, the others are empty. It saves the time
// that the others take, but for what the wanted ones need to know of them.
func ExtractParts(p stemma.Paper, wanted Parts) stemma.Extraction {
	e := stemma.Extraction{
		Links: []stemma.Link{}, Citations: []stemma.Citation{}, Mentions: []stemma.Mention{}, Own: []string{},
		Promises: []stemma.Promise{}, Claims: []stemma.Promise{}, Requests: []stemma.Promise{},
	}
	links := Links(p.Abstract)
	if wanted&LinksPart != 0 {
		e.Links = orEmpty(links)
	}
	if wanted&(CitationsPart|NamesPart) != 0 {
		readWorks(&e, p, links, wanted)
	}
	if wanted&PromisesPart != 0 {
		sortPromises(&e, Promises(p.Abstract, links))
	}
	return e
}

// readWorks reads the works that the abstract cites and names. The names around a
// citation tell its relation, so that a text with citations is read for names even where
// these are not wanted themselves.
func readWorks(e *stemma.Extraction, p stemma.Paper, links []stemma.Link, wanted Parts) {
	citations := Citations(p.Abstract)
	if len(citations) == 0 && wanted&NamesPart == 0 {
		return
	}
	mentions, own := Names(p.Title, p.Abstract, links, citations)
	Relate(p.Abstract, citations, mentions, own)
	if wanted&CitationsPart != 0 {
		e.Citations = orEmpty(citations)
	}
	if wanted&NamesPart != 0 {
		e.Mentions, e.Own = orEmpty(mentions), orEmpty(own)
	}
}

// sortPromises puts each promise on the list of its kind.
func sortPromises(e *stemma.Extraction, promises []stemma.Promise) {
	for _, promise := range promises {
		switch promise.Kind {
		case stemma.PromiseRelease:
			e.Promises = append(e.Promises, promise)
		case stemma.PromiseClaim:
			e.Claims = append(e.Claims, promise)
		case stemma.PromiseRequest:
			e.Requests = append(e.Requests, promise)
		}
	}
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
