package graph

import (
	"slices"
	"strconv"

	"stemma"
)

// A citation gives a surname and a year, which many works share. In a bibliography of the
// user's own the only one that fits is meant. The catalogue is another matter: it holds the
// well-known works alone, so that one that fits may be the wrong one, and the words around
// the citation have to speak of what the work's title does.

// How many words of a title the paper must share, and how many more than with any other
// work that fits; where the citation gives all authors and they agree, one will do.
const (
	leastTitle = 4
	leadTitle  = 2
	leastByAll = 1
)

// citedWork returns the known work that c can be.
func (r *resolver) citedWork(s *subject, c *stemma.Citation) (verdict, bool) {
	works := r.catalogue.writtenBy(c)
	listed := slices.DeleteFunc(slices.Clone(works), func(at int32) bool { return len(r.catalogue.works[at].Keys) == 0 })
	if len(listed) == 1 {
		return r.known(s, listed[0], byCitation), true
	}
	best, most, second := int32(0), 0, 0
	for _, at := range works {
		var title []string
		stems(r.catalogue.works[at].Title, func(stem string) {
			if !slices.Contains(title, stem) {
				title = append(title, stem)
			}
		})
		switch shared := s.context().shared(title); {
		case shared > most:
			best, most, second = at, shared, most
		case shared > second:
			second = shared
		}
	}
	least, lead := leastTitle, leadTitle
	if len(c.Authors) > 1 && len(works) > 0 && len(r.catalogue.works[best].Authors) > 1 {
		least, lead = leastByAll, leastByAll
	}
	if most < least || most-second < lead {
		return verdict{}, false
	}
	return r.known(s, best, byContext), true
}

// writtenBy returns the works whose authors and year c gives; of many only the first author
// is known. A paper is often cited by the year of its conference, the year after its first
// version.
func (c *Catalogue) writtenBy(cited *stemma.Citation) []int32 {
	works := slices.Clone(c.byAuthor[authorYear(cited.Authors[0], cited.Year)])
	if year, err := strconv.Atoi(cited.Year); err == nil {
		works = append(works, c.byAuthor[authorYear(cited.Authors[0], strconv.Itoa(year-1))]...)
	}
	return slices.DeleteFunc(works, func(at int32) bool {
		authors := c.works[at].Authors
		return len(authors) > 1 && !wrote(cited, surnames(authors))
	})
}
