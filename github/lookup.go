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
// caller; the requests run beside it and send back what is to be done with what they
// found.
type lookup struct {
	client *Client
	emit   func(int, stemma.Observation)

	graph   []*job   // still to be asked for through GraphQL, next one last
	details []*job   // there, with places or a README still to be asked for through GraphQL
	rest    []errand // still to be asked for through REST, next one last
	visits  []errand // places still to be asked for through REST, once rest is empty
	noGraph bool     // GraphQL is not to be had any more

	size, growth       int // of the next batch
	batches, questions int // in flight
	unanswered         bool
	results            chan func()
}

// Lookup looks at each of requests and hands its observation to emit, with its place
// in requests: in any order, but a repository before the places in it; never two at
// once, from the goroutine of the caller. The observation's Target is left empty.
//
// What is not likely to fit into the budget is answered at once, without being asked:
// see [Config.Planned] and [OverBudget]. The next run may go on from there.
//
// Whatever goes wrong with GitHub is an observation. The error is that of ctx, when it
// ended before all was asked; what was not answered by then is not emitted. No request
// outlives the call.
func (c *Client) Lookup(ctx context.Context, requests []Request, emit func(i int, o stemma.Observation)) error {
	l := &lookup{
		client: c, emit: emit, size: firstBatch, growth: batchGrowth, noGraph: !c.token,
		results: make(chan func(), graphInFlight+restInFlight), // so that no sender ever waits
	}
	list := jobs(requests)
	fit, err := c.fitting(ctx, list)
	if err != nil {
		return err
	}
	for k := len(list) - 1; k >= 0; k-- { // the queues are taken from their ends
		switch j := list[k]; {
		case !j.valid():
			l.invalid(j)
		case k >= fit:
			l.settle(j, c.unknown(viaREST, overBudget()))
		case !l.noGraph && j.whole():
			l.graph = append(l.graph, j)
		default:
			l.toREST(j)
		}
	}
	return l.run(ctx)
}

// invalid answers for a name that is never asked for.
func (l *lookup) invalid(j *job) {
	o := l.client.observation(viaName, answer{})
	what := map[stemma.LinkKind]string{stemma.KindOwner: "an account", stemma.KindGist: "a gist"}[j.Kind]
	if what == "" {
		what = "a repository"
	}
	o.Reason = "not a name that " + what + " on GitHub can have: " + plain(j.String())
	l.settle(j, o)
}

func (l *lookup) toREST(j *job) {
	l.client.waiting.Add(1)
	l.rest = append(l.rest, errand{job: j})
}

// run starts requests and takes in their results until nothing is left, or ctx ends
// and the last request has come back. What was learnt of a repository by then is
// emitted even if its README was not read.
func (l *lookup) run(ctx context.Context) error {
	for {
		if ctx.Err() == nil {
			l.start(ctx)
		}
		if l.batches+l.questions == 0 {
			break
		}
		take := <-l.results
		take()
	}
	l.client.waiting.Add(-int64(len(l.rest)))
	left := len(l.graph) + len(l.details) + len(l.rest) + len(l.visits)
	for _, j := range l.details {
		l.release(j)
	}
	if l.unanswered || left > 0 {
		return ctx.Err()
	}
	return nil
}

// start fills what may be in flight.
func (l *lookup) start(ctx context.Context) {
	for l.batches < graphInFlight && len(l.graph) > 0 {
		l.startBatch(ctx, pop(&l.graph, l.size))
	}
	for l.batches < graphInFlight && len(l.details) > 0 && len(l.graph) == 0 {
		l.startDetails(ctx, l.nextDetails())
	}
	for l.questions < restInFlight && len(l.rest) > 0 {
		l.startErrand(ctx, pop(&l.rest, 1)[0])
	}
	for l.questions < restInFlight && len(l.visits) > 0 {
		l.startErrand(ctx, pop(&l.visits, 1)[0])
	}
}

func (l *lookup) startBatch(ctx context.Context, asked []*job) {
	l.batches++
	go func() {
		b, err := l.client.batch(ctx, asked)
		l.results <- func() {
			l.batches--
			if err != nil {
				l.unanswered = true
				return
			}
			l.takeBatch(asked, b)
		}
	}()
}

func (l *lookup) startErrand(ctx context.Context, e errand) {
	l.questions++
	go func() {
		o, err := l.client.run(ctx, e)
		l.results <- func() {
			l.questions--
			switch {
			case err != nil:
				l.unanswered = true
			case e.spot != nil:
				l.emit(e.spot.i, o)
			default:
				l.settle(e.job, o)
			}
		}
	}()
}

// pop takes up to n off the end of queue, last first.
func pop[T any](queue *[]T, n int) []T {
	q := *queue
	n = min(n, len(q))
	taken := make([]T, n)
	for k := range taken {
		taken[k] = q[len(q)-1-k]
	}
	clear(q[len(q)-n:]) // what is done with need not be kept in memory
	*queue = q[:len(q)-n]
	return taken
}

func (l *lookup) takeBatch(asked []*job, b batchResult) {
	if f := b.fault; f != nil {
		l.again(asked, f)
		return
	}
	l.resize(len(asked), b.heavy)
	l.sort(asked, b)
}

// sort settles what a batch found. What it did not find is asked for again: through
// REST, or in a smaller batch when this one was too large.
func (l *lookup) sort(asked []*job, b batchResult) {
	var missing []*job
	for k, j := range asked {
		if found := b.found[k]; found != nil {
			j.readme = found.readme
			l.settle(j, found.Observation)
		} else {
			missing = append(missing, j)
		}
	}
	if b.heavy && len(asked) > 1 {
		l.retry(missing)
		return
	}
	for _, j := range missing {
		l.toREST(j)
	}
	if b.refused {
		l.abandonGraphQL()
	}
}

// again deals with a batch that brought nothing.
func (l *lookup) again(asked []*job, f *fault) {
	switch {
	case f.kind == refused:
		for _, j := range asked {
			l.settle(j, l.client.unknown(viaGraphQL, f))
		}
	case f.unasked, f.kind == final && !f.heavy:
		// GraphQL's limit is another than REST's, which may well have some left.
		for _, j := range asked {
			l.toREST(j)
		}
		l.abandonGraphQL()
	case f.kind == limited:
		l.graph = append(l.graph, asked...) // the gate says when, or that it is over
	case f.heavy && len(asked) == 1:
		l.toREST(asked[0])
	default:
		if f.heavy {
			l.resize(len(asked), true)
		}
		l.retry(asked)
	}
}

// retry puts repositories back into the queue, each a bounded number of times.
func (l *lookup) retry(asked []*job) {
	for k := len(asked) - 1; k >= 0; k-- {
		j := asked[k]
		if j.tries++; j.tries < batchTries {
			l.graph = append(l.graph, j)
		} else {
			l.toREST(j)
		}
	}
}

// abandonGraphQL leaves everything to REST.
func (l *lookup) abandonGraphQL() {
	l.noGraph = true
	for len(l.graph) > 0 {
		l.toREST(pop(&l.graph, 1)[0])
	}
	for len(l.details) > 0 {
		l.visitAll(pop(&l.details, 1)[0])
	}
	reverse(l.rest)
}

func reverse[T any](s []T) {
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
