package online

import (
	"context"
	"errors"
	"net/url"
	"strings"
)

// An index answers questions. Its clauses are pieces of a query, several of which go into
// one request.
type index interface {
	name() string
	// most is how many questions of a kind go into one request; 0 for a kind that the index
	// does not answer.
	most(k kind) int
	clause(q *question) string
	// ask returns the works that agree with any of the clauses, which are of one kind.
	ask(ctx context.Context, k kind, clauses []string) (page, error)
}

// A page is what an index answers to one request.
type page struct {
	works []work
	whole bool // these are all
}

// maxClauses bounds the clauses of a request, in bytes as they stand in its address:
// OpenAlex takes 4,094 with the rest of it
// (https://developers.openalex.org/guides/searching, "Large Boolean queries").
const maxClauses = 3000

// Works answers queries, in their order. That an index can't be asked is no error: the
// answer says so. An error is that of ctx, whose answers so far are in the cache, or that
// of the cache.
func (c *Client) Works(ctx context.Context, queries []Query) ([]Answer, error) {
	answers := make([]Answer, len(queries))
	questions := make([]*question, len(queries))
	byKey := make(map[string]*question, len(queries))
	var asked [kindCount][]*question
	for i, query := range queries {
		q, err := newQuestion(query, c.config.Only)
		if err != nil {
			answers[i].Reason = err.Error()
			continue
		}
		if byKey[q.key] == nil {
			byKey[q.key] = q
			asked[q.kind] = append(asked[q.kind], q)
		}
		questions[i] = byKey[q.key]
	}
	for k := range kindCount {
		if err := c.askKind(ctx, k, asked[k]); err != nil {
			return nil, err
		}
	}
	for i, q := range questions {
		if q != nil {
			answers[i] = q.answer
		}
	}
	return answers, nil
}

// askKind settles questions of one kind: from the cache, then by one index after the
// other, as long as none has settled them.
func (c *Client) askKind(ctx context.Context, k kind, questions []*question) error {
	for _, q := range questions {
		if err := c.recall(ctx, q); err != nil {
			return err
		}
	}
	open := unsettled(questions)
	for _, ix := range c.order(k) {
		for _, batch := range batches(ix, k, unsettled(open)) {
			if err := c.askBatch(ctx, ix, k, batch); err != nil {
				return err
			}
		}
	}
	for _, q := range unsettled(open) {
		q.answer.Reason = strings.Join(q.reasons, "; ")
		if q.answer.Reason != "" {
			continue
		}
		if err := c.keep(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// order returns the indexes that answer questions of a kind: of its own identifiers, arXiv
// knows most.
func (c *Client) order(k kind) []index {
	var order []index
	for _, ix := range c.indexes {
		switch {
		case ix.most(k) == 0:
		case k == byArXiv && ix.name() == ArXiv:
			order = append([]index{ix}, order...)
		default:
			order = append(order, ix)
		}
	}
	return order
}

func unsettled(questions []*question) []*question {
	var open []*question
	for _, q := range questions {
		if !q.settled {
			open = append(open, q)
		}
	}
	return open
}

// batches parts questions into those that go into one request.
func batches(ix index, k kind, questions []*question) [][]*question {
	var all [][]*question
	size := 0
	for _, q := range questions {
		length := len(url.QueryEscape(ix.clause(q))) + len("+OR+")
		last := len(all) - 1
		if last < 0 || len(all[last]) == ix.most(k) || size+length > maxClauses {
			all = append(all, nil)
			last, size = last+1, 0
		}
		all[last] = append(all[last], q)
		size += length
	}
	return all
}

// askBatch asks an index several questions at once. Where it names more works than it
// shows, or finds the request too much, each half is asked by itself. Of a single question
// the first page is enough: it has the works that are cited most, or fit best.
func (c *Client) askBatch(ctx context.Context, ix index, k kind, batch []*question) error {
	clauses := make([]string, len(batch))
	for i, q := range batch {
		clauses[i] = ix.clause(q)
	}
	page, err := ix.ask(ctx, k, clauses)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var f *fault
	large := errors.As(err, &f) && f.large
	if half := len(batch) / 2; half > 0 && (large || err == nil && !page.whole) {
		if err := c.askBatch(ctx, ix, k, batch[:half]); err != nil {
			return err
		}
		return c.askBatch(ctx, ix, k, batch[half:])
	}
	for _, q := range batch {
		if err != nil {
			q.reasons = append(q.reasons, err.Error())
			continue
		}
		if q.judge(page.works); q.settled {
			if err := c.keep(ctx, q); err != nil {
				return err
			}
		}
	}
	return nil
}
