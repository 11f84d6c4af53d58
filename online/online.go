// Package online asks public indexes of papers, OpenAlex and arXiv, which work a name, a
// citation or an identifier is.
//
// In go queries, in the order in which a caller has them; out come answers in the same
// order. It is made for a few thousand queries in a run: equal ones are asked once,
// answers are kept in a [Cache], queries that an index takes together go out together, and
// requests one after the other, no faster than each index allows.
//
// Two promises hold. A work is only taken for the one that is meant where its title has
// the very name, or its authors, year and a word of its title agree and no other's do; in
// doubt there is none, and the candidates are listed. And that an index could not be asked
// is never taken for "there is no such work": the answer says so in its Reason, and nothing
// is kept of it.
package online

import (
	"time"

	"stemma"
)

// A Query asks for one work. It is read as the first of these that it has: an identifier
// (ArXiv, DOI), a citation (Authors and Year), a name.
type Query struct {
	ArXiv string // without prefix and version
	DOI   string // without resolver
	// Authors are surnames in the order of the citation, particles included. Without EtAl
	// they are all that the work has.
	Authors []string
	EtAl    bool
	Year    string // four digits
	Name    string // what the text calls the work: "DDIM"
	// Words are those that the title is likely to have: of the name's long form, of its
	// field. A citation without Name and Words is not asked for, since a surname and a year
	// mean many works; of several works with the same name, the one whose title has one
	// of them is taken.
	Words []string
}

// Check returns why a query can't be asked, as the Reason of its answer would say; nil where
// it can.
func (q Query) Check() error {
	_, err := newQuestion(q, "")
	return err
}

// An Answer is what the indexes say to a query.
type Answer struct {
	// Work is the work that is meant, with Source "openalex" or "arxiv"; nil where there is
	// none, or where there are several Candidates.
	Work *stemma.KnownWork
	// Candidates are the works that could be meant where several could, the most cited
	// first, MaxCandidates at most.
	Candidates []stemma.KnownWork
	// AskedAt is when the indexes were asked, perhaps in an earlier run, in UTC; zero when
	// one of them could not be and no other knew the work.
	AskedAt time.Time
	// Reason says in plain words why an index could not be asked; empty when all were, or
	// when one knew the work.
	Reason string
}

// MaxCandidates is how many works are listed that a query could mean.
const MaxCandidates = 10
