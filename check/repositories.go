package check

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"stemma"
	"stemma/github"
)

// askGitHub gives all targets to the lookup at once. What the lookup leaves open
// because a guest's limit is spent goes to the web address, while the lookup goes on.
func (r *run) askGitHub(ctx context.Context, targets []stemma.Target) error {
	if len(targets) == 0 {
		return nil
	}
	guests := 0 // with a token nobody is turned away to the web address
	if r.checker.config.Guest {
		guests = len(targets)
	}
	turned := make(chan stemma.Target, guests)
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		r.askAsGuest(ctx, turned)
	}()
	err := r.lookUp(ctx, targets, turned)
	close(turned)
	<-finished
	return err
}

// lookUp runs the lookup and passes its answers on.
func (r *run) lookUp(ctx context.Context, targets []stemma.Target, turned chan<- stemma.Target) error {
	requests := make([]github.Request, len(targets))
	for i, t := range targets {
		requests[i] = github.Request{Kind: t.Kind, Repo: github.Repo{Owner: t.Owner, Name: t.Repo}, Last: func() stemma.Observation { return r.last(ctx, targets[i]) }}
		if t.Kind == stemma.KindRepository {
			requests[i].Path = t.Path
		}
	}
	known := make([]bool, len(targets))
	replaced := make(map[string]bool) // by key
	err := r.checker.config.GitHub.Lookup(ctx, requests, func(i int, o stemma.Observation) {
		if i < 0 || i >= len(known) || known[i] {
			return
		}
		known[i] = true
		t := targets[i]
		if r.checker.config.Guest && requests[i].Path == "" && turnedAway(o) {
			turned <- t
			return
		}
		o.MovedTo = r.atHome(t, o.MovedTo)
		o = r.settle(ctx, t, o)
		if requests[i].Path != "" && replaced[t.Key()] {
			o = inAnother(o)
		}
		replaced[t.Key()] = replaced[t.Key()] || o.Status == stemma.Replaced
		r.results <- o
	})
	if err == nil || cancelled(ctx, err) {
		return nil
	}
	for i, t := range targets {
		if !known[i] && ctx.Err() == nil {
			r.results <- stemma.Observation{Target: t, CheckedAt: r.now(), Reason: "GitHub could not be asked: " + clip(err.Error())}
		}
	}
	return fmt.Errorf("check: ask GitHub about %d targets: %w", len(requests), err)
}

// last returns what was seen of a target before; without it the target is asked for anew.
func (r *run) last(ctx context.Context, t stemma.Target) stemma.Observation {
	history := r.checker.config.History
	if history == nil {
		return stemma.Observation{}
	}
	o, ok, err := history.Last(ctx, t.PlaceKey())
	if err != nil && ctx.Err() == nil {
		r.checker.config.Logf("%s: what was seen of it before can't be read: %v", t.URL, err)
	}
	if err != nil || !ok {
		return stemma.Observation{}
	}
	return o
}

// inAnother takes the word of a repository that has taken over the name for none about
// a place in the one that was linked.
func inAnother(o stemma.Observation) stemma.Observation {
	return stemma.Observation{Target: o.Target, CheckedAt: o.CheckedAt, Evidence: o.Evidence,
		Reason: "its repository is replaced: the name now leads to another one, which says nothing of the place"}
}

// atHome gives a new address on the host of the old one: an API that stands in for
// GitHub's speaks of repositories as if they were at its own address.
func (r *run) atHome(t stemma.Target, movedTo string) string {
	if name, ok := strings.CutPrefix(movedTo, strings.TrimRight(r.checker.config.GitHubWeb, "/")+"/"); ok {
		return "https://" + t.Host + "/" + name
	}
	return movedTo
}

// askAsGuest asks for what comes in until that ends.
func (r *run) askAsGuest(ctx context.Context, turned <-chan stemma.Target) {
	for t := range turned {
		if ctx.Err() == nil {
			r.one(ctx, t)
		}
	}
}

// settle completes what GitHub said with what is known of the target from before.
func (r *run) settle(ctx context.Context, t stemma.Target, o stemma.Observation) stemma.Observation {
	o.Target = t
	if o.CheckedAt.IsZero() {
		o.CheckedAt = r.now()
	}
	history := r.checker.config.History
	if history == nil || o.Repository == nil || o.Repository.ID == 0 {
		return o
	}
	first, err := history.FirstID(ctx, t.Key())
	if err != nil {
		if ctx.Err() == nil {
			r.checker.config.Logf("%s: its first sighting can't be read, so that a replacement would go unseen: %v", t.URL, err)
		}
		return o
	}
	return replaced(o, first)
}

// replaced returns o with the verdict Replaced when the name that was asked for leads
// to a repository with another numeric id than it first did (0: it never did). The id
// is kept over renames and transfers, so that a rename alone never looks like this.
func replaced(o stemma.Observation, first int64) stemma.Observation {
	if first == 0 || first == o.Repository.ID {
		return o
	}
	o.Reason = fmt.Sprintf("the name now leads to another repository: number %d, first seen as %d", o.Repository.ID, first)
	if o.Status == stemma.Moved {
		o.Reason += ", by way of a redirect to " + o.MovedTo
	}
	o.Status, o.MovedTo = stemma.Replaced, ""
	return o
}

// A guest asks for a repository at its web address, where the API is not to be had.
// That tells whether it is there, and under which name.
type guest struct {
	web  web
	base string // of the GitHub that is asked
}

func (g guest) probe(ctx context.Context, t stemma.Target) (stemma.Observation, bool) {
	o, ok := g.web.probe(ctx, t)
	switch o.Status {
	case stemma.Alive:
		o.Reason += "; the web address does not tell whether it is archived, empty or a placeholder"
	case stemma.Moved:
		return g.moved(o), ok
	}
	return o, ok
}

// moved says where a repository went as addresses on GitHub are written everywhere
// else, whatever server was asked.
func (g guest) moved(o stemma.Observation) stemma.Observation {
	path, here := strings.CutPrefix(o.MovedTo, g.base+"/")
	parts := strings.Split(path, "/")
	if !here || len(parts) < 2 {
		o.Status, o.Reason, o.MovedTo = stemma.Unknown, "redirects away from GitHub, to "+clip(o.MovedTo), ""
		return o
	}
	o.MovedTo = "https://" + stemma.GitHubHost + "/" + parts[0] + "/" + parts[1]
	o.Reason = "redirects to " + clip(o.MovedTo)
	return o
}

// turnedAway reports whether GitHub left a target open because a guest's limit is
// spent: it said so, or was not asked any more. A request that got no answer or a
// broken one is another matter, and stays Unknown; so does what a budget left for later.
func turnedAway(o stemma.Observation) bool {
	if o.Status != stemma.Unknown || o.Repository != nil || github.OverBudget(o) {
		return false
	}
	switch o.Evidence.Code {
	case http.StatusForbidden, http.StatusTooManyRequests:
		return true
	}
	return o.Evidence.Code == 0 && o.Evidence.Via == ""
}

func (r *run) now() time.Time { return r.checker.config.Now().UTC() }
