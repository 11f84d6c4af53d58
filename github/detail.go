package github

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// What is asked of repositories that are there, in one query: the places in them, and
// the README of those that may be placeholders. It is kept out of the large batches,
// which stay light that way.
const (
	detailRepos = 25
	detailAsks  = 100 // fields in all, unless one repository alone has more
	detailTries = 4
)

// settle takes note of what is known of a job, emits it, and sees to its places.
func (l *lookup) settle(j *job, o stemma.Observation) {
	j.seen = o
	if o.Repository == nil {
		l.release(j)
		for _, s := range j.spots {
			l.emit(s.i, l.client.unseen(o))
		}
		return
	}
	j.spots = slices.DeleteFunc(j.spots, func(s *spot) bool {
		known, ok := l.client.known(s.place)
		if ok {
			j.ready = append(j.ready, told{s.i, known})
		}
		return ok
	})
	if j.readme == "" {
		l.release(j)
	}
	switch {
	case l.noGraph:
		l.visitAll(j)
	case j.readme != "" || len(j.spots) > 0:
		l.details = append(l.details, j)
	}
}

// release emits what is known of a job, once: first the repository, then its places.
// A README that was not read by then leaves it open whether it is a placeholder.
func (l *lookup) release(j *job) {
	if j.readme != "" {
		shallow(&j.seen)
	}
	if j.i != none {
		l.emit(j.i, j.seen)
	}
	for _, t := range j.ready {
		l.emit(t.i, t.seen)
	}
	j.i, j.readme, j.ready = none, "", nil
}

// visitAll leaves the places of a repository to REST.
func (l *lookup) visitAll(j *job) {
	l.release(j)
	for _, s := range j.spots {
		l.visits = append(l.visits, errand{j, s})
	}
}

// nextDetails takes as many repositories off the queue as fit into one query.
func (l *lookup) nextDetails() []*job {
	n, asks := 0, 0
	for n < min(len(l.details), detailRepos, l.size) {
		asks += len(l.details[len(l.details)-1-n].asks())
		if n > 0 && asks > detailAsks {
			break
		}
		n++
	}
	return pop(&l.details, n)
}

func (l *lookup) startDetails(ctx context.Context, asked []*job) {
	l.batches++
	go func() {
		found, f, err := l.client.detail(ctx, asked)
		l.results <- func() {
			l.batches--
			switch {
			case err != nil:
				l.unanswered = true
				for _, j := range asked {
					l.release(j)
				}
			case f != nil:
				l.detailsAgain(asked, f)
			default:
				l.takeDetails(asked, found)
			}
		}
	}()
}

func (l *lookup) takeDetails(asked []*job, found []detailFound) {
	for k, j := range asked {
		if found[k].read {
			l.client.promise(&j.seen, found[k].readme)
			j.readme = ""
		}
		l.release(j)
		for s, sp := range j.spots {
			if found[k].there[s] {
				l.emit(sp.i, l.client.inPlace(found[k].answer, sp.place))
			} else {
				l.visits = append(l.visits, errand{j, sp}) // REST alone says 404
			}
		}
	}
}

// detailsAgain deals with a query for details that brought nothing.
func (l *lookup) detailsAgain(asked []*job, f *fault) {
	switch {
	case f.unasked, f.kind == refused, f.kind == final && !f.heavy:
		for _, j := range asked {
			l.visitAll(j)
		}
		l.abandonGraphQL()
		return
	case f.kind == limited:
		l.details = append(l.details, asked...) // the gate says when, or that it is over
		return
	}
	if f.heavy {
		l.resize(len(asked), true)
	}
	for _, j := range asked {
		if j.tries++; j.tries < batchTries+detailTries && !(f.heavy && len(asked) == 1) {
			l.details = append(l.details, j)
		} else {
			l.visitAll(j)
		}
	}
}

// An ask is one field of a query, and what an answer looks like that says yes.
type ask struct {
	field string
	there func(json.RawMessage) bool
}

// asks lists all that is asked of a repository, place by place and then the README.
func (j *job) asks() []string {
	var fields []string
	for _, s := range j.spots {
		for _, a := range s.asks() {
			fields = append(fields, a.field)
		}
	}
	if j.readme != "" {
		fields = append(fields, fmt.Sprintf("object(expression: %s) { ... on Blob { text isTruncated } }", quoted("HEAD:"+j.readme)))
	}
	return fields
}

// detailQuery asks for the details of each of asked, d0 and on, under the names f0 and
// on. The repositories go by the names that they have now.
func detailQuery(asked []*job) string {
	var b strings.Builder
	b.WriteString("query {\n  rateLimit { cost remaining resetAt }\n")
	for k, j := range asked {
		r := j.now()
		fmt.Fprintf(&b, "  d%d: repository(owner: %q, name: %q) {\n    databaseId\n", k, r.Owner, r.Name)
		for n, field := range j.asks() {
			fmt.Fprintf(&b, "    f%d: %s\n", n, field)
		}
		b.WriteString("  }\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// now returns the name under which the repository is at present.
func (j *job) now() Repo {
	if r, ok := parseFullName(j.seen.Repository.FullName); ok {
		return r
	}
	return j.Repo
}

// A detailFound is what a query for details found of one repository.
type detailFound struct {
	answer answer
	there  []bool // by place
	readme string // the text
	read   bool   // it could be read
}

func (c *Client) detail(ctx context.Context, asked []*job) ([]detailFound, *fault, error) {
	r, a, f, err := c.graph(ctx, detailQuery(asked))
	if err != nil || f != nil {
		return nil, f, err
	}
	if r.tooHeavy() {
		return nil, &fault{kind: transient, why: "GitHub found the question too large", code: a.code, heavy: true}, nil
	}
	found := make([]detailFound, len(asked))
	for k, j := range asked {
		found[k] = j.read(r.Data["d"+strconv.Itoa(k)])
		found[k].answer = a
	}
	return found, nil, nil
}

// read takes the answers about one repository apart. What is null, or of another
// repository, is not there as far as this answer goes.
func (j *job) read(raw json.RawMessage) detailFound {
	found := detailFound{there: make([]bool, len(j.spots))}
	var fields map[string]json.RawMessage
	var id int64
	if json.Unmarshal(raw, &fields) != nil || json.Unmarshal(fields["databaseId"], &id) != nil || id != j.seen.Repository.ID {
		return found
	}
	n := 0
	for k, s := range j.spots {
		for _, a := range s.asks() {
			answer := fields["f"+strconv.Itoa(n)]
			found.there[k] = found.there[k] || len(answer) > 0 && string(answer) != "null" && a.there(answer)
			n++
		}
	}
	if j.readme != "" {
		found.readme, found.read = blobText(fields["f"+strconv.Itoa(n)])
	}
	return found
}

// blobText returns the text of a file, none where it is cut short or binary; false if
// it could not be read.
func blobText(raw json.RawMessage) (string, bool) {
	var b *struct {
		Text        string `json:"text"`
		IsTruncated bool   `json:"isTruncated"`
	}
	if json.Unmarshal(raw, &b) != nil || b == nil {
		return "", false
	}
	if b.IsTruncated {
		return "", true
	}
	return b.Text, true
}
