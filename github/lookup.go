package github

import (
	"context"

	"stemma"
)

// How much is asked at once. GitHub's secondary limits allow a hundred requests at a
// time in all, and count the time that its processors work for us.
const (
	graphInFlight = 2
	restInFlight  = 8
	firstBatch    = 25  // repositories, with the tree at HEAD
	largestBatch  = 100 // no documentation promises more
	batchGrowth   = 5   // after each batch that went well, until one did not
	batchTries    = 8   // after which a repository is asked for through REST
)

// A lookup is one call of Lookup. All its fields belong to the goroutine of the
// caller; the requests run beside it and send back what they found.
type lookup struct {
	client *Client
	repos  []Repo
	emit   func(int, stemma.Observation)

	graph []int // still to be asked for through GraphQL, next one last
	rest  []int // still to be asked for through REST, next one last
	tries []uint8

	size, growth       int // of the next batch
	batches, questions int // in flight
	results            chan result
}

// A result is what one request in flight found.
type result struct {
	asked []int
	batch *batchResult       // of GraphQL
	found stemma.Observation // of REST
	err   error              // of the context
}

// Lookup looks at each of repos and hands its observation to emit, with its place in
// repos: in any order, never two at once, from the goroutine of the caller. The
// observation's Target is left empty.
//
// Whatever goes wrong with GitHub is an observation. The error is that of ctx, when it
// ended before all was asked; what was not answered by then is not emitted. No request
// outlives the call.
func (c *Client) Lookup(ctx context.Context, repos []Repo, emit func(i int, o stemma.Observation)) error {
	l := &lookup{
		client: c, repos: make([]Repo, len(repos)), emit: emit, tries: make([]uint8, len(repos)),
		size: firstBatch, growth: batchGrowth,
		results: make(chan result, graphInFlight+restInFlight), // so that no sender ever waits
	}
	for i := len(repos) - 1; i >= 0; i-- { // the queues are taken from their ends
		l.repos[i] = repos[i].canonical()
		switch {
		case !l.repos[i].valid():
			l.invalid(i)
		case c.token:
			l.graph = append(l.graph, i)
		default:
			l.toREST(i)
		}
	}
	return l.run(ctx)
}

// invalid answers for a name that is never asked for.
func (l *lookup) invalid(i int) {
	o := l.client.observation(viaName, answer{})
	o.Reason = "not a name that a repository on GitHub can have: " + plain(l.repos[i].String())
	l.emit(i, o)
}

func (l *lookup) toREST(i int) {
	l.client.waiting.Add(1)
	l.rest = append(l.rest, i)
}

// run starts requests and takes in their results until nothing is left, or ctx ends
// and the last request has come back.
func (l *lookup) run(ctx context.Context) error {
	unanswered := false
	for {
		if ctx.Err() == nil {
			l.start(ctx)
		}
		if l.batches+l.questions == 0 {
			break
		}
		r := <-l.results
		unanswered = unanswered || r.err != nil
		l.take(r)
	}
	l.client.waiting.Add(-int64(len(l.rest)))
	if unanswered || len(l.graph)+len(l.rest) > 0 {
		return ctx.Err()
	}
	return nil
}

// start fills what may be in flight.
func (l *lookup) start(ctx context.Context) {
	for l.batches < graphInFlight && len(l.graph) > 0 {
		asked := pop(&l.graph, l.size)
		repos := make([]Repo, len(asked))
		for k, i := range asked {
			repos[k] = l.repos[i]
		}
		l.batches++
		go func() {
			b, err := l.client.batch(ctx, repos)
			l.results <- result{asked: asked, batch: &b, err: err}
		}()
	}
	for l.questions < restInFlight && len(l.rest) > 0 {
		asked := pop(&l.rest, 1)
		repo := l.repos[asked[0]]
		l.questions++
		go func() {
			o, err := l.client.rest(ctx, repo)
			l.results <- result{asked: asked, found: o, err: err}
		}()
	}
}

// pop takes up to n off the end of queue, last first.
func pop(queue *[]int, n int) []int {
	q := *queue
	n = min(n, len(q))
	taken := make([]int, n)
	for k := range taken {
		taken[k] = q[len(q)-1-k]
	}
	*queue = q[:len(q)-n]
	return taken
}

func (l *lookup) take(r result) {
	if r.batch == nil {
		l.questions--
		if r.err == nil {
			l.emit(r.asked[0], r.found)
		}
		return
	}
	l.batches--
	if r.err != nil {
		return
	}
	if f := r.batch.fault; f != nil {
		l.again(r.asked, f)
		return
	}
	l.resize(len(r.asked), r.batch.heavy)
	l.sort(r)
}

// sort emits what a batch found. What it did not find is asked for again: through
// REST, or in a smaller batch when this one was too large.
func (l *lookup) sort(r result) {
	var missing []int
	for k, i := range r.asked {
		if o := r.batch.found[k]; o != nil {
			l.emit(i, *o)
		} else {
			missing = append(missing, i)
		}
	}
	if r.batch.heavy && len(r.asked) > 1 {
		l.retry(missing)
		return
	}
	for _, i := range missing {
		l.toREST(i)
	}
	if r.batch.refused {
		l.abandonGraphQL()
	}
}

// again deals with a batch that brought nothing.
func (l *lookup) again(asked []int, f *fault) {
	switch {
	case f.kind == refused:
		for _, i := range asked {
			l.emit(i, l.client.unknown(viaGraphQL, f))
		}
	case f.unasked, f.kind == final && !f.heavy:
		// GraphQL's limit is another than REST's, which may well have some left.
		for _, i := range asked {
			l.toREST(i)
		}
		l.abandonGraphQL()
	case f.kind == limited:
		l.graph = append(l.graph, asked...) // the gate says when, or that it is over
	case f.heavy && len(asked) == 1:
		l.toREST(asked[0])
	default:
		l.resize(len(asked), f.heavy)
		l.retry(asked)
	}
}

// retry puts repositories back into the queue, each a bounded number of times.
func (l *lookup) retry(asked []int) {
	for k := len(asked) - 1; k >= 0; k-- {
		i := asked[k]
		if l.tries[i]++; l.tries[i] < batchTries {
			l.graph = append(l.graph, i)
		} else {
			l.toREST(i)
		}
	}
}

// abandonGraphQL leaves everything to REST.
func (l *lookup) abandonGraphQL() {
	for len(l.graph) > 0 {
		l.toREST(pop(&l.graph, 1)[0])
	}
	reverse(l.rest)
}

func reverse(s []int) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

// resize learns from a batch of n: half as many after one that was too heavy, and then
// growing by one at a time.
func (l *lookup) resize(n int, heavy bool) {
	switch {
	case heavy:
		l.size, l.growth = max(1, min(l.size, n/2)), 1
	case n == l.size:
		l.size = min(l.size+l.growth, largestBatch)
	}
}
