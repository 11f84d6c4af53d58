package github_test

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

type roundTrip func(*http.Request) *http.Response

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r), nil }

func answer(r *http.Request, code int, header map[string]string, body string) *http.Response {
	resp := &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}
	for k, v := range header {
		resp.Header.Set(k, v)
	}
	return resp
}

func many(n int) (state githubtest.State, names []string) {
	for i := range n {
		names = append(names, "o/r"+strconv.Itoa(i))
		state.Repositories = append(state.Repositories, githubtest.Repository{FullName: names[i]})
	}
	return state, names
}

// Each form in which GitHub has been seen to refuse for too many requests, and how
// long it is to be waited before the next one.
func TestWaits(t *testing.T) {
	noon := newClock().now()
	epoch := strconv.FormatInt(noon.Add(40*time.Second).Unix(), 10)
	secondary := `{"message":"You have exceeded a secondary rate limit."}`
	table := []struct {
		name   string
		code   int
		header map[string]string
		body   string
		wait   time.Duration
	}{
		{"seconds", 429, map[string]string{"Retry-After": "7"}, `{}`, 7 * time.Second},
		{"seconds with 403", 403, map[string]string{"Retry-After": "7"}, secondary, 7 * time.Second},
		{"a date", 403, map[string]string{"Retry-After": noon.Add(30 * time.Second).Format(http.TimeFormat)}, secondary, 30 * time.Second},
		{"a date by the server's clock", 403, map[string]string{
			"Retry-After": noon.Add(time.Hour + 30*time.Second).Format(http.TimeFormat), "Date": noon.Add(time.Hour).Format(http.TimeFormat),
		}, secondary, 30 * time.Second},
		{"no hint", 403, nil, secondary, time.Minute},
		{"no hint and no word with 429", 429, nil, "", time.Second},
		{"no hint with 429", 429, nil, secondary, time.Minute},
		{"the old words", 403, nil, `{"message":"You have triggered an abuse detection mechanism."}`, time.Minute},
		{"the reset", 403, map[string]string{"X-Ratelimit-Remaining": "0", "X-Ratelimit-Reset": epoch}, `{"message":"API rate limit exceeded"}`, 40 * time.Second},
		{"the reset with 429", 429, map[string]string{"X-Ratelimit-Remaining": "0", "X-Ratelimit-Reset": epoch}, `{}`, 40 * time.Second},
		{"zero seconds", 429, map[string]string{"Retry-After": "0"}, `{}`, time.Second},
		{"a date in the past", 429, map[string]string{"Retry-After": noon.Add(-time.Hour).Format(http.TimeFormat)}, `{}`, time.Second},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			asked := 0
			b := newBench(t, githubtest.State{}, github.Config{Transport: roundTrip(func(r *http.Request) *http.Response {
				if asked++; asked == 1 {
					return answer(r, row.code, row.header, row.body)
				}
				return answer(r, 404, nil, `{"message":"Not Found"}`)
			})})
			if o := b.one(t, "o/r"); o.Status != stemma.Gone || b.slept != row.wait {
				t.Errorf("%v (%s) after %v, want gone after %v", o.Status, o.Reason, b.slept, row.wait)
			}
		})
	}
}

// A server that goes on to say "too many" without any hint is left alone for longer.
func TestTheSecondRefusalWithoutAWordCounts(t *testing.T) {
	asked := 0
	b := newBench(t, githubtest.State{}, github.Config{Transport: roundTrip(func(r *http.Request) *http.Response {
		if asked++; asked <= 2 {
			return answer(r, 429, nil, "")
		}
		return answer(r, 404, nil, `{"message":"Not Found"}`)
	})})
	if o := b.one(t, "o/r"); o.Status != stemma.Gone || b.slept < time.Minute {
		t.Errorf("%v (%s) after %v, want gone after more than a minute", o.Status, o.Reason, b.slept)
	}
}

func TestALongLimitIsNotWaitedFor(t *testing.T) {
	state, names := many(100)
	state.Limit = 50
	b := newBench(t, state, github.Config{})
	alive, limited := 0, 0
	for _, o := range b.look(t, names...) {
		if o.Evidence.Code == 403 {
			o.Evidence = stemma.Evidence{} // see below
		}
		switch {
		case o.Status == stemma.Alive && github.Shallow(o):
			alive++
		case github.RateLimited(o) && o.Evidence.Via == "" && o.Evidence.Code == 0:
			limited++
		default:
			t.Errorf("%v (%s)", o.Status, o.Reason)
		}
	}
	if alive != 50 || limited != 50 {
		t.Errorf("%d alive and %d limited, want 50 and 50: the limit is for names first", alive, limited)
	}
	if n := len(b.server.Requests()); n > 51 || b.slept > time.Second { // one may be under way when the first answer comes
		t.Errorf("%d requests and %v of waiting, want 50 and none", n, b.slept)
	}
}

func TestAShortLimitIsWaitedFor(t *testing.T) {
	state, names := many(30)
	state.Limit, state.Reset = 35, newClock().now().Add(30*time.Second)
	b := newBench(t, state, github.Config{})
	b.look(t, names...)
	for _, o := range b.look(t, names...) { // the second round meets the limit
		if o.Status != stemma.Alive {
			t.Fatalf("%v (%s), want alive", o.Status, o.Reason)
		}
	}
	if b.slept < 29*time.Second || b.slept > 90*time.Second {
		t.Errorf("waited %v, want until the reset", b.slept)
	}
}

func TestNoWaitingAtAll(t *testing.T) {
	b := newBench(t, broken(githubtest.Fault{Kind: "429", RetryAfter: "5", Times: 1}), github.Config{MaxWait: -1})
	if o := b.one(t, "o/r"); !github.RateLimited(o) || b.slept != 0 {
		t.Errorf("%v (%s) after %v, want limited at once", o.Status, o.Reason, b.slept)
	}
}

func TestRequestsPerSecond(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		state, names := many(300)
		state.Limit, state.PerSecond = -1, 3
		b := newBench(t, state, github.Config{Token: token})
		for _, o := range b.look(t, names...) {
			if o.Status != stemma.Alive {
				t.Fatalf("%v (%s), want alive", o.Status, o.Reason)
			}
		}
	})
}

func TestBudget(t *testing.T) {
	state, names := many(30)
	state.Limit = -1
	b := newBench(t, state, github.Config{Budget: 20})
	limited := 0
	for _, o := range b.look(t, names...) {
		if github.RateLimited(o) {
			limited++
		}
	}
	if n := len(b.server.Requests()) - asked(b, "/rate_limit"); n != 20 || limited != 10 {
		t.Errorf("%d requests and %d limited, want 20 and 10", n, limited)
	}
}

func TestDetailsAreLookedAtWhenThereIsSpare(t *testing.T) {
	state, names := many(20)
	state.Limit = 30
	b := newBench(t, state, github.Config{})
	shallow := 0
	for _, o := range b.look(t, names...) {
		if o.Status != stemma.Alive {
			t.Errorf("%v (%s)", o.Status, o.Reason)
		}
		if github.Shallow(o) {
			shallow++
		}
	}
	if shallow == 0 || shallow > 15 {
		t.Errorf("%d of 20 were not looked into, with 10 requests to spare", shallow)
	}
}

func TestGraphQLLimitLeavesREST(t *testing.T) {
	state, names := many(60)
	state.GraphQLLimit = 1
	b := newBench(t, state, github.Config{Token: token})
	via := make(map[string]int)
	for _, o := range b.look(t, names...) {
		if o.Status != stemma.Alive {
			t.Errorf("%v (%s), want alive", o.Status, o.Reason)
		}
		via[o.Evidence.Via]++
	}
	if fmt.Sprint(via) != "map[graphql:25 rest:35]" {
		t.Errorf("answers came by %v, want 25 by GraphQL and the rest by REST", via)
	}
}

func TestRateLimitedInsideA200(t *testing.T) {
	b := newBench(t, broken(githubtest.Fault{Kind: "graphql-limited", Times: 1}), github.Config{Token: token})
	o := b.one(t, "o/r")
	if o.Status != stemma.Alive || b.slept < time.Minute {
		t.Errorf("%v (%s) after %v, want alive after a minute", o.Status, o.Reason, b.slept)
	}
}

func TestBatchesShrinkUntilTheyPass(t *testing.T) {
	state, names := many(200)
	state.MaxAliases = 7
	b := newBench(t, state, github.Config{Token: token})
	for _, o := range b.look(t, names...) {
		if o.Status != stemma.Alive || o.Evidence.Via != "graphql" {
			t.Fatalf("%v by %s (%s), want alive by graphql", o.Status, o.Evidence.Via, o.Reason)
		}
	}
	if n := len(b.server.Requests()); n > 100 {
		t.Errorf("%d requests, which is hardly fewer than one a repository", n)
	}
}

func TestResourceLimitsInsideA200(t *testing.T) {
	state, names := many(40)
	state.Faults = []githubtest.Fault{{Kind: "graphql-dear", Resource: "graphql", Times: 2}}
	b := newBench(t, state, github.Config{Token: token})
	for _, o := range b.look(t, names...) {
		if o.Status != stemma.Alive || o.Evidence.Via != "graphql" {
			t.Fatalf("%v by %s (%s), want alive by graphql", o.Status, o.Evidence.Via, o.Reason)
		}
	}
}

func TestServersWithoutGraphQL(t *testing.T) {
	state, names := many(60)
	state.Faults = []githubtest.Fault{{Kind: "html-404", Resource: "graphql"}}
	b := newBench(t, state, github.Config{Token: token})
	for _, o := range b.look(t, names...) {
		if o.Status != stemma.Alive || o.Evidence.Via != "rest" {
			t.Errorf("%v by %s (%s), want alive by rest", o.Status, o.Evidence.Via, o.Reason)
		}
	}
	if n := asked(b, "/graphql"); n > 2 {
		t.Errorf("GraphQL was asked for %d times, want those in flight at most: 2", n)
	}
}

// A redirected POST would be a GET without its query.
func TestGraphQLIsNotRedirected(t *testing.T) {
	b := newBench(t, broken(), github.Config{Token: token})
	if err := b.server.Break(githubtest.Fault{Kind: "redirect", Path: "/graphql", To: b.server.URL() + "elsewhere/here"}); err != nil {
		t.Fatal(err)
	}
	if o := b.one(t, "o/r"); o.Status != stemma.Alive || o.Evidence.Via != "rest" {
		t.Errorf("%v by %s (%s), want alive by rest", o.Status, o.Evidence.Via, o.Reason)
	}
	if n := asked(b, "/elsewhere/here"); n != 0 {
		t.Errorf("the redirect was followed %d times", n)
	}
}

// The schema allows databaseId to be null; what has no id is asked for again.
func TestARepositoryWithoutAnIDIsAskedForAgain(t *testing.T) {
	b := newBench(t, githubtest.State{}, github.Config{Token: token, Transport: roundTrip(func(r *http.Request) *http.Response {
		if r.Method == http.MethodPost {
			return answer(r, 200, nil, `{"data":{"r0":{"nameWithOwner":"o/r","databaseId":null}}}`)
		}
		return answer(r, 451, nil, `{"message":"Repository access blocked"}`)
	})})
	if o := b.one(t, "o/r"); o.Status != stemma.Blocked {
		t.Errorf("%v (%s), want the blocked of REST", o.Status, o.Reason)
	}
}

func asked(b *bench, path string) int {
	n := 0
	for _, r := range b.server.Requests() {
		if r.Path == path {
			n++
		}
	}
	return n
}
