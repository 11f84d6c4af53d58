package github_test

import (
	"fmt"
	"testing"
	"time"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

func TestPlanAsALine(t *testing.T) {
	at := time.Date(2025, 3, 1, 13, 5, 0, 0, time.UTC)
	table := []struct {
		plan github.Plan
		want string
	}{
		{github.Plan{Things: 10_000, Fit: 1_200, Budget: 30, Rest: 620, Reset: at},
			"1,200 of 10,000 repositories fit into the budget of 30 points; the rest takes about 620 requests, after the reset at 13:05 UTC"},
		{github.Plan{Things: 2, Fit: 0, Budget: 1, Rest: 1}, "0 of 2 repositories fit into the budget of 1 point; the rest takes about 1 request, by another run"},
		{github.Plan{Things: 1_234_567, Fit: 100, Budget: 1000, Rest: 99_999},
			"100 of 1,234,567 repositories fit into the budget of 1,000 points; the rest takes about 99,999 requests, by another run"},
	}
	for _, row := range table {
		if got := row.plan.String(); got != row.want {
			t.Errorf("got  %s\nwant %s", got, row.want)
		}
	}
}

// What a budget is likely to do is told before the first question, and comes true.
func TestTheBudgetIsPlanned(t *testing.T) {
	table := []struct {
		name          string
		token         string
		budget, limit int // limit is GitHub's own, of REST; the one of GraphQL stands at 5,000
		cost          int // of a query
		want          string
		fit, atMost   int
	}{
		{name: "REST", budget: 20, want: "20 of 400 repositories fit into the budget of 20 points; the rest takes about 380 requests, after the reset at 13:00 UTC", fit: 20, atMost: 20},
		{name: "GraphQL", token: token, budget: 12, want: "130 of 400 repositories fit into the budget of 12 points; the rest takes about 22 requests, by another run", fit: 130, atMost: 12},
		{name: "enough", token: token, budget: 500, fit: 400, atMost: 500},
		{name: "GitHub's own limit", budget: 300, limit: 50, want: "50 of 400 repositories fit into the budget of 300 points; the rest takes about 350 requests, after the reset at 13:00 UTC", fit: 50, atMost: 52},
		{name: "dear queries", token: token, budget: 12, cost: 5, want: "130 of 400 repositories fit into the budget of 12 points; the rest takes about 22 requests, by another run", fit: 130, atMost: 4},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			state, names := many(400)
			state.Limit, state.GraphQLCost = row.limit, row.cost
			var plans []string
			b := newBench(t, state, github.Config{Token: row.token, Budget: row.budget, Planned: func(p github.Plan) { plans = append(plans, p.String()) }})
			known := 0
			for i, o := range b.look(t, names...) {
				switch {
				case o.Status == stemma.Alive && (i < row.fit || row.limit > 0): // which of them meets GitHub's limit is chance
					known++
				case i >= row.fit && !(github.OverBudget(o) == (row.limit == 0 || i >= row.budget) && github.RateLimited(o)):
					t.Errorf("%s: %v (%s), want none: it does not fit", names[i], o.Status, o.Reason)
				}
			}
			if got := fmt.Sprint(plans); row.want == "" && len(plans) > 0 || row.want != "" && got != "["+row.want+"]" {
				t.Errorf("the plan is %s,\nwant %s", got, row.want)
			}
			if n := len(b.server.Requests()) - asked(b, "/rate_limit"); n > row.atMost || row.cost == 0 && known != row.fit {
				t.Errorf("%d known by %d requests, want %d by %d at most", known, n, row.fit, row.atMost)
			}
			if n := asked(b, "/rate_limit"); n != 1 {
				t.Errorf("the limit was asked for %d times", n)
			}
		})
	}
}

// Who was gone before is likely to be asked for twice.
func TestThePlanKnowsWhatWasGone(t *testing.T) {
	state, names := many(100)
	var fit []int
	for _, last := range []stemma.Status{stemma.Alive, stemma.Gone} {
		list := requests(names...)
		for i := range list {
			list[i].Last = func() stemma.Observation { return stemma.Observation{Status: last} }
		}
		b := newBench(t, state, github.Config{Token: token, Budget: 3, Planned: func(p github.Plan) { fit = append(fit, p.Fit) }})
		b.ask(t, list...)
	}
	if got := fmt.Sprint(fit); got != "[90 2]" {
		t.Errorf("%s fit into 3 points, want 90 that were alive and 2 that were gone", got)
	}
}

// Each redirect is a request of its own.
func TestRedirectsCountAgainstTheBudget(t *testing.T) {
	state := githubtest.State{}
	for i := range 10 {
		state.Repositories = append(state.Repositories, githubtest.Repository{FullName: fmt.Sprintf("o/r%d", i), State: "moved", MovedTo: fmt.Sprintf("n/r%d", i)})
	}
	b := newBench(t, state, github.Config{Budget: 10})
	for i := range 10 {
		b.one(t, fmt.Sprintf("o/r%d", i))
	}
	if n := len(b.server.Requests()) - asked(b, "/rate_limit"); n > 11 { // where the last one leads to is not known before
		t.Errorf("%d requests with a budget of 10", n)
	}
}

// A plan without an answer about the limits goes by the budget alone, and a lookup
// that is over leaves nothing for the next.
func TestThePlanWithoutLimits(t *testing.T) {
	for _, kind := range []string{"500", "html", "null", "cut", "redirect", "bomb"} {
		state, names := many(30)
		state.Limit, state.Faults = -1, []githubtest.Fault{{Kind: kind, Path: "/rate_limit"}}
		b := newBench(t, state, github.Config{Budget: 20, MaxBody: 1 << 20})
		for round, want := range []int{20, 0} {
			known := 0
			for _, o := range b.look(t, names...) {
				if o.Status == stemma.Alive {
					known++
				}
			}
			if known != want {
				t.Errorf("%s: %d known in round %d, want %d", kind, known, round, want)
			}
		}
	}
}
