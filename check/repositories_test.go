package check

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"stemma"
	"stemma/github"
)

// known is what GitHub says of a repository with that number.
func known(status stemma.Status, id int64, movedTo string) stemma.Observation {
	return stemma.Observation{
		Status: status, Reason: "as GitHub said", MovedTo: movedTo,
		Repository: &stemma.Repository{ID: id}, Evidence: stemma.Evidence{Via: "graphql", Code: 200},
	}
}

func TestReplaced(t *testing.T) {
	const elsewhere = "https://github.com/new/name"
	tests := []struct {
		said  stemma.Observation
		first int64 // sighting; negative: it can't be read
		want  string
	}{
		{known(stemma.Alive, 7, ""), 0, "alive "},
		{known(stemma.Alive, 7, ""), 7, "alive "},
		{known(stemma.Alive, 7, ""), 5, "replaced "},
		{known(stemma.Empty, 7, ""), 5, "replaced "},
		{known(stemma.Archived, 7, ""), 5, "replaced "},
		{known(stemma.Moved, 7, elsewhere), 7, "moved " + elsewhere},
		{known(stemma.Moved, 7, elsewhere), 0, "moved " + elsewhere},
		{known(stemma.Moved, 7, elsewhere), 5, "replaced "}, // the name was taken over, and then moved on
		{known(stemma.Alive, 0, ""), 5, "alive "},           // no number, no telling
		{stemma.Observation{Status: stemma.Gone}, 5, "gone "},
		{known(stemma.Alive, 7, ""), -1, "alive "},
	}
	for _, test := range tests {
		target := githubTarget("Old/Name")
		config := still(internet{})
		config.GitHub = &lookup{answers: map[string]stemma.Observation{"Old/Name": test.said}}
		config.History = sightings{"github.com/old/name": test.first}
		o := checked(t, config, target)[target.URL]
		if got := o.Status.String() + " " + o.MovedTo; got != test.want {
			t.Errorf("%v %v, first %d: got %q (%s), want %q", test.said.Status, test.said.MovedTo, test.first, got, o.Reason, test.want)
		}
		if o.CheckedAt.IsZero() || o.Target != target {
			t.Errorf("the observation is not complete: %+v", o)
		}
	}
}

// What github.com has goes to the lookup in one call, everything else does not.
func TestWhoIsAsked(t *testing.T) {
	config := still(internet{"github.com": page(200), "gitlab.com": page(200), "ok.org": page(200)})
	l := &lookup{answers: map[string]stemma.Observation{
		"a/b": known(stemma.Alive, 1, ""), "a/c": known(stemma.Archived, 2, ""), "a": {Status: stemma.Alive, Evidence: stemma.Evidence{Via: "rest"}},
		"1": {Status: stemma.Blocked, Evidence: stemma.Evidence{Via: "rest"}},
	}}
	config.GitHub = l
	seen := checked(t, config, githubTarget("a/b"), githubTarget("a/c"), githubTarget("a/none"), repoTarget("gitlab.com/a/b"), webTarget("https://ok.org/"),
		stemma.Target{URL: "https://github.com/a", Kind: stemma.KindOwner, Host: "github.com", Owner: "a"},
		stemma.Target{URL: "https://gist.github.com/a/1", Kind: stemma.KindGist, Host: "gist.github.com", Owner: "a", Repo: "1", Path: "raw"})
	tests := []struct{ url, want string }{
		{"https://github.com/a/b", "alive graphql"},
		{"https://github.com/a/c", "archived graphql"},
		{"https://github.com/a/none", "gone "},
		{"https://gitlab.com/a/b", "alive web"},
		{"https://ok.org/", "alive web"},
		{"https://github.com/a", "alive rest"},
		{"https://gist.github.com/a/1", "blocked rest"},
	}
	for _, test := range tests {
		o := seen[test.url]
		if got := o.Status.String() + " " + o.Evidence.Via; got != test.want {
			t.Errorf("%s: got %s (%s), want %s", test.url, got, o.Reason, test.want)
		}
	}
	if l.calls != 1 || len(seen) != len(tests) {
		t.Errorf("%d calls of the lookup, want 1; %d observations, want %d", l.calls, len(seen), len(tests))
	}
}

// guests is a GitHub for people, on a server of its own.
var guests = internet{"git.test:8080": paths(map[string]http.HandlerFunc{
	"/a/b":       page(200),
	"/a/nohead":  byMethod(page(405), page(200)),
	"/a/old":     to(301, "/new/name"),
	"/new/name":  page(200),
	"/a/case":    to(301, "/A/Case"),
	"/A/Case":    page(200),
	"/a/limited": page(429),
	"/a/dmca":    page(451),
	"/a/forbid":  page(403),
	"/a/away":    to(301, "https://blog.test/a/post"),
	"/a/login":   to(302, "/session/new"),
}), "blog.test": page(200)}

func TestRepositoriesAskedAsGuest(t *testing.T) {
	tests := []struct{ name, want string }{
		{"a/b", "alive "},
		{"a/nohead", "alive "},
		{"a/case", "alive "},
		{"a/old", "moved https://github.com/new/name"},
		{"a/none", "gone "},
		{"a/limited", "unknown "},
		{"a/forbid", "unknown "},
		{"a/dmca", "blocked "},
		{"a/away", "unknown "},
		{"a/login", "unknown "},
		{"../b", "unknown "},
	}
	spent := stemma.Observation{Reason: "the limit is spent", Evidence: stemma.Evidence{Via: "rest", Code: 403}}
	for _, api := range []string{"spent", "none"} {
		for _, test := range tests {
			config := still(guests)
			config.GitHubWeb = "http://git.test:8080/"
			if api == "spent" {
				config.Guest = true
				config.GitHub = &lookup{answers: map[string]stemma.Observation{test.name: spent}}
			}
			target := githubTarget(test.name)
			o := checked(t, config, target)[target.URL]
			if got := o.Status.String() + " " + o.MovedTo; got != test.want {
				t.Errorf("%s, %s: got %q (%s), want %q", api, test.name, got, o.Reason, test.want)
			}
			if o.Status == stemma.Alive && !strings.Contains(o.Reason, "does not tell whether it is archived") {
				t.Errorf("%s: the reason promises too much: %s", test.name, o.Reason)
			}
		}
	}
}

// Only what a guest's spent limit left open is asked again.
func TestWhatIsAskedAgainAsGuest(t *testing.T) {
	seen := func(status stemma.Status, via string, code int) stemma.Observation {
		return stemma.Observation{Status: status, Reason: "as GitHub said", Evidence: stemma.Evidence{Via: via, Code: code}}
	}
	tests := []struct {
		guest bool
		said  stemma.Observation
		want  string
	}{
		{true, seen(stemma.Unknown, "rest", 403), "alive web"},
		{true, seen(stemma.Unknown, "rest", 429), "alive web"},
		{true, seen(stemma.Unknown, "", 0), "alive web"},        // not asked any more
		{true, seen(stemma.Unknown, "rest", 0), "unknown rest"}, // no answer
		{true, seen(stemma.Unknown, "rest", 502), "unknown rest"},
		{true, seen(stemma.Gone, "rest", 404), "gone rest"},
		{true, seen(stemma.Blocked, "rest", 403), "blocked rest"},
		{false, seen(stemma.Unknown, "rest", 403), "unknown rest"}, // what the token may not see, a guest does not see either
		{false, seen(stemma.Unknown, "", 0), "unknown "},
	}
	for _, test := range tests {
		target := githubTarget("a/b")
		config := still(internet{"github.com": page(200)})
		config.Guest, config.GitHub = test.guest, &lookup{answers: map[string]stemma.Observation{"a/b": test.said}}
		o := checked(t, config, target)[target.URL]
		if got := o.Status.String() + " " + o.Evidence.Via; got != test.want {
			t.Errorf("guest %t, %v %+v: got %q, want %q", test.guest, test.said.Status, test.said.Evidence, got, test.want)
		}
	}
}

// When the lookup fails as a whole, its repositories are unknown, the rest is
// checked all the same, and the error comes back.
func TestLookupFails(t *testing.T) {
	broken := errors.New("bad credentials")
	config := still(internet{"ok.org": page(200)})
	config.GitHub = &lookup{err: broken}
	checker, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]stemma.Observation{}
	err = checker.Check(t.Context(), []stemma.Target{githubTarget("a/b"), webTarget("https://ok.org/")}, func(o stemma.Observation) { seen[o.Target.URL] = o })
	if !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	if o := seen["https://github.com/a/b"]; o.Status != stemma.Unknown || !strings.Contains(o.Reason, "bad credentials") {
		t.Errorf("a/b: %v %q", o.Status, o.Reason)
	}
	if o := seen["https://ok.org/"]; o.Status != stemma.Alive {
		t.Errorf("ok.org: %v %q", o.Status, o.Reason)
	}
}

// noisy is a lookup that does not keep its word.
type noisy struct{}

func (noisy) Lookup(_ context.Context, requests []github.Request, emit func(int, stemma.Observation)) error {
	for _, i := range []int{-1, 0, 0, len(requests)} {
		emit(i, known(stemma.Alive, 1, ""))
	}
	return nil
}

func TestLookupThatSaysThingsTwice(t *testing.T) {
	config := still(internet{})
	config.GitHub = noisy{}
	if seen := checked(t, config, githubTarget("a/b")); len(seen) != 1 {
		t.Errorf("got %v", seen)
	}
}
