package github

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"stemma"
)

// A Plan says how far a budget goes.
type Plan struct {
	Things int // repositories, accounts and gists to be asked for
	Fit    int // how many of them, from the first on, fit
	Budget int // points
	Rest   int // points that the others are likely to take
	// Reset is when GitHub's own limit is given back, if the rest has to wait for that;
	// zero if it has not.
	Reset time.Time
}

// String returns the plan as one line.
func (p Plan) String() string {
	line := fmt.Sprintf("%s of %s repositories fit into the budget of %s; the rest takes about %s",
		thousands(p.Fit), thousands(p.Things), count(p.Budget, "point"), count(p.Rest, "request"))
	if p.Reset.IsZero() {
		return line + ", by another run"
	}
	return line + ", after the reset at " + p.Reset.UTC().Format("15:04 UTC")
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return thousands(n) + " " + what
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// What is likely to be needed beside one point a batch: of the repositories that were
// never seen, one in so many is not known to GraphQL and is asked for again, and one
// place in so many is not there, which takes so many requests to make sure of.
const (
	nullsAmong   = 16
	lostAmong    = 8
	visitPoints  = 3
	placesAtOnce = 25
)

// A bill adds up what jobs are likely to cost.
type bill struct {
	token                     bool
	size, inBatch             int // of the batch that is being filled
	batches, rest             int
	likely, places, lostNulls int // repositories never seen, places, nulls to be expected
}

func (b *bill) add(j *job) {
	b.places += len(j.spots)
	switch {
	case !j.valid():
		return
	case !b.token || !j.whole():
		b.rest++
		return
	}
	switch j.last().Status {
	case stemma.Gone, stemma.Blocked:
		b.lostNulls++
	case stemma.Unknown:
		b.likely++
	}
	if b.inBatch == 0 {
		b.batches++
	}
	if b.inBatch++; b.inBatch >= b.size {
		b.inBatch, b.size = 0, min(b.size+batchGrowth, largestBatch)
	}
}

// points returns the sum.
func (b *bill) points() int {
	if !b.token {
		return b.rest + b.places
	}
	places := (b.places + placesAtOnce - 1) / placesAtOnce
	return b.batches + b.rest + b.lostNulls + b.likely/nullsAmong + places + b.places/lostAmong*visitPoints
}

// fitting returns how many of jobs, from the first on, are to be asked for within the
// budget, and tells the caller's plan where that is not all, or where GitHub's own limit
// does not let it be all: that is left to the gate to find. The error is that of ctx.
func (c *Client) fitting(ctx context.Context, list []*job) (int, error) {
	budget := c.gate.left()
	if budget < 0 || len(list) == 0 {
		return len(list), nil
	}
	limits, err := c.limits(ctx)
	if err != nil {
		return 0, err
	}
	left := limits.left(c.token)
	may := min(budget, left)
	within, fit, upTo := len(list), len(list), 0
	b := &bill{token: c.token, size: firstBatch}
	for k, j := range list {
		b.add(j)
		if b.points() > may && fit == len(list) {
			fit, upTo = k, may
		}
		if b.points() > budget && within == len(list) {
			within = k
		}
	}
	if fit < len(list) {
		p := Plan{Things: len(list), Fit: fit, Budget: budget, Rest: max(1, b.points()-upTo)}
		if p.Rest > left-upTo {
			p.Reset = limits.reset(c.token)
		}
		c.planned(p)
		c.logf("github: %s", p)
	}
	return within, nil
}

// A limit is what is left of one of GitHub's own.
type limit struct {
	Remaining int   `json:"remaining"`
	Reset     int64 `json:"reset"` // in seconds of the Unix epoch
}

// Limits are asked for before a plan is made.
type limits struct{ Core, GraphQL *limit }

// limits asks for what is left. The question is free; where it has no answer, the
// budget alone counts.
// Source: https://docs.github.com/en/rest/rate-limit/rate-limit
func (c *Client) limits(ctx context.Context) (limits, error) {
	var body struct{ Resources limits }
	if f := c.tokens.ready(ctx); f != nil {
		return limits{}, ctx.Err()
	}
	a, err := c.do(ctx, question{method: http.MethodGet, path: "rate_limit"})
	if err != nil || a.code != http.StatusOK || json.Unmarshal(a.body, &body) != nil {
		return limits{}, ctx.Err()
	}
	return body.Resources, nil
}

// unbounded stands for a limit that the server does not keep or did not tell.
const unbounded = 1 << 30

// left returns the points that the limits let be spent. With a token a lookup draws
// on both, and what one has not the other may have.
func (l limits) left(token bool) int {
	if l.Core == nil || token && l.GraphQL == nil {
		return unbounded
	}
	left := max(0, min(l.Core.Remaining, unbounded/2))
	if token {
		left += max(0, min(l.GraphQL.Remaining, unbounded/2))
	}
	return left
}

// reset is when all that a lookup draws on is given back.
func (l limits) reset(token bool) time.Time {
	if l.Core == nil {
		return time.Time{}
	}
	at := l.Core.Reset
	if token && l.GraphQL != nil {
		at = max(at, l.GraphQL.Reset)
	}
	return time.Unix(min(at, 1<<40), 0)
}
