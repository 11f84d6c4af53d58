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

// Extract returns everything that the paper's abstract says. Its lists are never nil.
func Extract(p stemma.Paper) stemma.Extraction {
	text := p.Abstract
	links := Links(text)
	citations := Citations(text)
	mentions, own := Names(p.Title, text, links, citations)
	Relate(text, citations, mentions, own)
	e := stemma.Extraction{
		Links: orEmpty(links), Citations: orEmpty(citations), Mentions: orEmpty(mentions), Own: orEmpty(own),
		Promises: []stemma.Promise{}, Claims: []stemma.Promise{}, Requests: []stemma.Promise{},
	}
	for _, promise := range Promises(text, links) {
		switch promise.Kind {
		case stemma.PromiseRelease:
			e.Promises = append(e.Promises, promise)
		case stemma.PromiseClaim:
			e.Claims = append(e.Claims, promise)
		case stemma.PromiseRequest:
			e.Requests = append(e.Requests, promise)
		}
	}
	return e
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
