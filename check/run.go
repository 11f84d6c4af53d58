package check

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"stemma"
)

// lanesPerJob is how many lanes are open for each request that may be made at once:
// most lanes wait for their gate most of the time.
const lanesPerJob = 8

// A run is one call of Check.
type run struct {
	checker *Checker
	web     *client
	results chan stemma.Observation
}

// A lane holds the targets of one host that wait to be asked.
type lane struct {
	host    string
	targets []stemma.Target
	next    int
	mu      sync.Mutex
}

func (c *Checker) newRun() *run {
	return &run{checker: c, web: newClient(c.config), results: make(chan stemma.Observation)}
}

// all asks for every target and returns when all that will be known is in results.
// The error is the GitHub lookup's.
func (r *run) all(ctx context.Context, targets []stemma.Target) error {
	batch, single := r.divide(targets)
	var wait sync.WaitGroup
	var err error
	wait.Go(func() { err = r.askGitHub(ctx, batch) })
	wait.Go(func() { r.travel(ctx, r.lanes(single)) })
	wait.Wait()
	return err
}

// divide tells what goes to GitHub's API in one batch from what is asked one by one.
func (r *run) divide(targets []stemma.Target) (batch, single []stemma.Target) {
	for _, t := range targets {
		if r.checker.inLookup(t) {
			batch = append(batch, t)
		} else {
			single = append(single, t)
		}
	}
	return batch, single
}

// proberOf returns the prober that answers for a target: a new code host is a row of
// services.
func (r *run) proberOf(t stemma.Target) prober {
	plain := web{client: r.web, address: r.checker.address}
	if t.Kind == stemma.KindRepository && t.Host == stemma.GitHubHost {
		return guest{plain, strings.TrimRight(r.checker.github.String(), "/")}
	}
	return throughService(t, plain)
}

// lanes sorts targets by the host that is asked for them, the longest lane first,
// since it takes longest.
func (r *run) lanes(targets []stemma.Target) []*lane {
	var lanes []*lane
	byHost := map[string]*lane{}
	for _, t := range targets {
		host := r.laneOf(t)
		if byHost[host] == nil {
			byHost[host] = &lane{host: host}
			lanes = append(lanes, byHost[host])
		}
		byHost[host].targets = append(byHost[host].targets, t)
	}
	slices.SortStableFunc(lanes, func(a, b *lane) int { return cmp.Compare(len(b.targets), len(a.targets)) })
	return lanes
}

func (r *run) laneOf(t stemma.Target) string {
	u, err := r.checker.address(t)
	if err != nil {
		return ""
	}
	return gateName(hostOf(u))
}

// travel goes down all lanes, in each as many at once as its host likes, so that a
// slow host holds up no other.
func (r *run) travel(ctx context.Context, lanes []*lane) {
	open := make(chan *lane)
	var wait sync.WaitGroup
	for range min(len(lanes), r.checker.config.Jobs) * lanesPerJob {
		wait.Go(func() {
			for l := range open {
				r.goDown(ctx, l)
			}
		})
	}
	for _, l := range lanes {
		for range min(len(l.targets), mannersOf(l.host, r.checker.config).atOnce) {
			open <- l
		}
	}
	close(open)
	wait.Wait()
}

// goDown asks for the targets of a lane, one after the other.
func (r *run) goDown(ctx context.Context, l *lane) {
	for ctx.Err() == nil {
		t, ok := l.pop()
		if !ok {
			return
		}
		r.one(ctx, t)
	}
}

func (l *lane) pop() (stemma.Target, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == len(l.targets) {
		return stemma.Target{}, false
	}
	l.next++
	return l.targets[l.next-1], true
}

func (r *run) one(ctx context.Context, t stemma.Target) {
	if o, ok := r.proberOf(t).probe(ctx, t); ok {
		r.results <- r.settle(ctx, t, o)
	}
}

// cancelled reports whether err says no more than that ctx was cancelled.
func cancelled(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err())
}
