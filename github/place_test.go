package github_test

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

// requests makes requests of "o/r", "o/r/blob/main/x", "@owner" and "gist:id".
func requests(things ...string) []github.Request {
	list := make([]github.Request, len(things))
	for i, thing := range things {
		if owner, ok := strings.CutPrefix(thing, "@"); ok {
			list[i] = github.Request{Kind: stemma.KindOwner, Repo: github.Repo{Owner: owner}}
			continue
		}
		if id, ok := strings.CutPrefix(thing, "gist:"); ok {
			list[i] = github.Request{Kind: stemma.KindGist, Repo: github.Repo{Name: id}}
			continue
		}
		parts := strings.SplitN(thing, "/", 3)
		list[i].Owner, list[i].Name = parts[0], parts[1]
		if len(parts) == 3 {
			list[i].Path = parts[2]
		}
	}
	return list
}

// ask puts requests and returns what was seen, in their order.
func (b *bench) ask(t *testing.T, asked ...github.Request) []stemma.Observation {
	t.Helper()
	seen := make([]stemma.Observation, len(asked))
	times := make([]int, len(asked))
	err := b.client.Lookup(t.Context(), asked, func(i int, o stemma.Observation) {
		seen[i] = o
		times[i]++
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range times {
		if n != 1 {
			t.Errorf("%s was emitted %d times, want once", asked[i], n)
		}
	}
	return seen
}

// furnished is a repository with one of everything in it.
var furnished = githubtest.Repository{FullName: "o/r", ID: 7, Inside: githubtest.Inside{
	Paths:    []string{"src/train.py", "docs/a b.md", `odd/q"\uote.py`, "data/set.huge"},
	Branches: map[string][]string{"dev": {"new.py"}, "user/topic": {"deep/x.py"}, "v1": {"old.py"}, "v2/beta": {"b.py"}},
	Renamed:  map[string]string{"master": "main"},
	Tags:     []string{"v1.0", "rel/2"},
	Releases: map[string][]string{"v1.0": {"weights.zip"}},
	Commits:  []string{"0123456789abcdef0123456789abcdef01234567"},
	Issues:   []int{5}, Pulls: []int{6}, Discussions: []int{8},
}}

func TestPlaces(t *testing.T) {
	table := []struct {
		path   string
		status stemma.Status
		reason string // a part of it
	}{
		{"blob/main/main.py", stemma.Alive, "there: main/main.py"},
		{"tree/main", stemma.Alive, "there: main"},
		{"tree/main/", stemma.Alive, "there: main"},
		{"tree/main/src", stemma.Alive, "there"},
		{"raw/main/src/train.py", stemma.Alive, "there"},
		{"raw/refs/heads/main/src/train.py", stemma.Alive, "there"},
		{"blob/main/src/train.py#L10-L20", stemma.Alive, "there"},
		{"blob/main/docs/a%20b.md?plain=1", stemma.Alive, "there: main/docs/a b.md"},
		{`blob/main/odd/q%22%5Cuote.py`, stemma.Alive, "there"}, // quotes and backslashes stay in their string
		{"blob/main/data/set.huge", stemma.Alive, "there"},
		{"blob/HEAD/main.py", stemma.Alive, "there"},
		{"tree/dev", stemma.Alive, "there"},
		{"blob/dev/new.py", stemma.Alive, "there"},
		{"blob/v1.0/main.py", stemma.Alive, "there"},
		{"blob/0123456789abcdef0123456789abcdef01234567/main.py", stemma.Alive, "there"},
		{"blob/user/topic/deep/x.py", stemma.Alive, "there"}, // a branch with a slash
		{"tree/user/topic", stemma.Alive, "there"},
		{"tree/user%2Ftopic/deep", stemma.Alive, "there"},
		{"tree/rel/2/src", stemma.Alive, "there"},
		{"blob/main/none.py", stemma.Gone, "404: the repository is there, but not none.py at main"},
		{"tree/main/src/none", stemma.Gone, "but not src/none at main"},
		{"blob/user/topic/none.py", stemma.Gone, "but not none.py at user/topic"},
		{"blob/v2/beta/none.py", stemma.Gone, "but not none.py at v2/beta"},
		{"tree/nobranch", stemma.Gone, "but not any branch, tag or commit nobranch"},
		{"blob/nobranch/main.py", stemma.Gone, "main.py is at main now"},
		{"blob/nobranch/none.py", stemma.Gone, "but not any branch, tag or commit nobranch"},
		{"blob/master/main.py", stemma.Alive, "the branch master is now named main"},
		{"tree/master", stemma.Alive, "the branch master is now named main"},
		{"blob/master/none.py", stemma.Gone, "none.py at main, which was named master"},
		{"commit/0123456789abcdef0123456789abcdef01234567", stemma.Alive, "there: commit 0123456"},
		{"commit/0123456", stemma.Alive, "there: commit 0123456"},
		{"commit/fedcba9876543210fedcba9876543210fedcba98", stemma.Gone, "422: the repository is there, but not commit fedcba"},
		{"releases", stemma.Alive, "a page that every repository has"},
		{"releases/tag/v1.0", stemma.Alive, "the tag v1.0"},
		{"releases/tag/rel/2", stemma.Alive, "the tag rel/2"}, // a tag without a release has a page too
		{"releases/tag/v9", stemma.Gone, "but not the tag v9"},
		{"releases/download/v1.0/weights.zip", stemma.Alive, "weights.zip of the release v1.0"},
		{"releases/download/v1.0/none.zip", stemma.Gone, "but not none.zip of the release v1.0"},
		{"releases/latest", stemma.Alive, "a latest release"},
		{"archive/refs/tags/v1.0.tar.gz", stemma.Alive, "commit v1.0"},
		{"archive/main.zip", stemma.Alive, "commit main"},
		{"archive/none.zip", stemma.Gone, "commit none"},
		{"issues/5", stemma.Alive, "issue 5"},
		{"issues/5#issuecomment-1", stemma.Alive, "issue 5"},
		{"issues/6", stemma.Alive, "issue 6"}, // leads to the pull request
		{"pull/6/files", stemma.Alive, "pull request 6"},
		{"pull/5", stemma.Alive, "pull request 5"}, // leads to the issue
		{"issues/99", stemma.Gone, "but not issue 99"},
		{"?tab=readme-ov-file", stemma.Alive, "a page that every repository has"},
		{"#usage", stemma.Alive, "a page that every repository has"},
		{"stargazers", stemma.Alive, "a page that every repository has"},
		{"commits/main/src/deleted.py", stemma.Unknown, "does not tell of this sort of page"}, // its history outlives a file
		{"wiki/Home", stemma.Unknown, "does not tell of this sort of page"},
		{"actions", stemma.Unknown, "does not tell of this sort of page"},
		{"blob/main/../../../user", stemma.Unknown, "does not tell of this sort of page"},
		{"blob/main/%2e%2e/x", stemma.Unknown, "does not tell of this sort of page"},
		{"blob/main/a%2f..%2f..%2f..%2f..%2fuser", stemma.Unknown, "does not tell of this sort of page"},
		{"blob/main%5E/x", stemma.Unknown, "does not tell of this sort of page"},
		{"blob/-x/y", stemma.Unknown, "does not tell of this sort of page"},
		{"issues/new", stemma.Unknown, "does not tell of this sort of page"},
		{"%zz", stemma.Unknown, "does not tell of this sort of page"},
		{"blob/main/" + strings.Repeat("a/", 600), stemma.Unknown, "does not tell of this sort of page"},
	}
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{furnished}, Limit: -1}, github.Config{Token: token})
		asked := make([]string, len(table))
		for i, row := range table {
			asked[i] = "o/r/" + row.path
		}
		for i, o := range b.ask(t, requests(asked...)...) {
			if row := table[i]; o.Status != row.status || !strings.Contains(o.Reason, row.reason) {
				t.Errorf("%s: %v (%s), want %v (… %s …)", row.path, o.Status, o.Reason, row.status, row.reason)
			}
			if o.Repository != nil || o.MovedTo != "" {
				t.Errorf("%s: speaks of the repository: %+v", asked[i], o)
			}
		}
	})
}

// GraphQL knows discussions, REST does not.
func TestDiscussions(t *testing.T) {
	for tok, want := range map[string]string{token: "[alive unknown]", "": "[unknown unknown]"} {
		b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{furnished}}, github.Config{Token: tok})
		seen := b.ask(t, requests("o/r/discussions/8", "o/r/discussions/9")...)
		if got := fmt.Sprint([]stemma.Status{seen[0].Status, seen[1].Status}); got != want {
			t.Errorf("token %q: %s, want %s", tok, got, want)
		}
	}
}

// What is there costs one query for many; only what is not there is asked for by itself.
func TestPlacesAreAskedForInBatches(t *testing.T) {
	state, _ := many(100)
	var asked []string
	for _, r := range state.Repositories {
		asked = append(asked, r.FullName, r.FullName+"/blob/main/main.py")
	}
	b := newBench(t, state, github.Config{Token: token})
	for i, o := range b.ask(t, requests(asked...)...) {
		if o.Status != stemma.Alive || o.Evidence.Via != "graphql" {
			t.Fatalf("%s: %v by %s (%s)", asked[i], o.Status, o.Evidence.Via, o.Reason)
		}
	}
	if n := len(b.server.Requests()); n > 9 {
		t.Errorf("%d requests, want 4 for the repositories and 4 or 5 for the places", n)
	}
}

// A place is not asked for where its repository cannot be looked into, and is never
// gone for that.
func TestPlacesInRepositoriesThatAreNotThere(t *testing.T) {
	table := []struct {
		state, reason string
		moot          bool
	}{
		{"gone", "its repository is gone", true},
		{"dmca", "its repository is blocked", true},
		{"saml", "says nothing of the repository", false},
	}
	bothWays(t, func(t *testing.T, token string) {
		for _, row := range table {
			b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{{FullName: "o/r", State: row.state}}}, github.Config{Token: token})
			o := b.ask(t, requests("o/r/blob/main/main.py")...)[0]
			if o.Status != stemma.Unknown || !strings.Contains(o.Reason, row.reason) || github.Moot(o) != row.moot {
				t.Errorf("%s: %v (%s), want unknown (… %s …)", row.state, o.Status, o.Reason, row.reason)
			}
		}
	})
}

func TestPlacesFollowTheirRepository(t *testing.T) {
	moved := furnished
	moved.FullName, moved.State, moved.MovedTo = "o/old", "moved", "n/new"
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{moved, {FullName: "o/empty", State: "empty"}}}, github.Config{Token: token})
		seen := b.ask(t, requests("o/old/blob/main/main.py", "o/old", "o/old/blob/main/none.py", "o/empty/tree/main")...)
		if got := fmt.Sprint(seen[0].Status, seen[1].Status, seen[2].Status, seen[3].Status); got != "alive moved gone gone" {
			t.Errorf("got %s: %+v", got, seen)
		}
	})
}

// Whatever goes wrong with the question for a place is unknown, and the repository's
// verdict stands.
func TestAFaultIsNeverAVerdictOnAPlace(t *testing.T) {
	for _, kind := range []string{"500", "502", "429", "secondary", "403", "html", "html-404", "object", "null", "empty", "cut", "hang-up", "bomb", "redirect", "loop", "spent-and-blocked"} {
		t.Run(kind, func(t *testing.T) {
			bothWays(t, func(t *testing.T, token string) {
				fault := githubtest.Fault{Kind: kind, Repository: "o/r/contents"}
				b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{furnished}, Limit: -1, Faults: []githubtest.Fault{fault}}, github.Config{Token: token, MaxBody: 1 << 20})
				seen := b.ask(t, requests("o/r/blob/main/none.py", "o/r")...)
				if seen[0].Status != stemma.Unknown || seen[0].Reason == "" || seen[1].Status != stemma.Alive {
					t.Errorf("%v (%s) in %v (%s), want unknown in alive", seen[0].Status, seen[0].Reason, seen[1].Status, seen[1].Reason)
				}
			})
		})
	}
}

// A query for details that fails leaves the places to REST, but for an outage, in which
// nobody is asked any more.
func TestDetailsThatFail(t *testing.T) {
	table := []struct{ kind, want string }{
		{"502", "alive alive gone"},
		{"graphql-dear", "alive alive gone"},
		{"html-404", "alive alive gone"},
		{"bomb", "alive alive gone"},
		{"500", "alive unknown unknown"},
		{"html", "alive unknown unknown"},
		{"object", "alive unknown unknown"},
		{"cut", "alive unknown unknown"},
		{"graphql-limited", "alive unknown unknown"},
	}
	for _, row := range table {
		b := newBench(t, githubtest.State{
			Repositories: []githubtest.Repository{furnished}, Faults: []githubtest.Fault{{Kind: row.kind, Resource: "graphql", After: 1}},
		}, github.Config{Token: token, MaxBody: 1 << 20})
		seen := b.ask(t, requests("o/r", "o/r/blob/main/main.py", "o/r/blob/main/none.py")...)
		if got := fmt.Sprint(seen[0].Status, seen[1].Status, seen[2].Status); got != row.want {
			t.Errorf("%s: %s, want %s (%s; %s)", row.kind, got, row.want, seen[1].Reason, seen[2].Reason)
		}
	}
}

// Details are of the repository that was seen, and of no other that has its name by now.
func TestDetailsOfAnotherRepository(t *testing.T) {
	other := githubtest.Repository{FullName: "o/r", ID: 8}
	first := furnished
	first.After, first.Then = 1, &other
	b := newBench(t, githubtest.State{Repositories: []githubtest.Repository{first}}, github.Config{Token: token})
	o := b.ask(t, requests("o/r/blob/main/main.py")...)[0]
	if o.Evidence.Via == "graphql" {
		t.Errorf("%v (%s) by %s, though the number is another", o.Status, o.Reason, o.Evidence.Via)
	}
}

func TestOwnersAndGists(t *testing.T) {
	table := []struct {
		thing  string
		status stemma.Status
		reason string
	}{
		{"@o", stemma.Alive, "an organisation"},
		{"@ADA", stemma.Alive, "an account"},
		{"@none", stemma.Gone, "404"},
		{"@../x", stemma.Unknown, "not a name that an account"},
		{"@a?b", stemma.Unknown, "not a name that an account"},
		{"@", stemma.Unknown, "not a name that an account"},
		{"gist:0a1b", stemma.Alive, "there"},
		{"gist:none", stemma.Gone, "404"},
		{"gist:0b10", stemma.Blocked, "451"},
		{"gist:0705", stemma.Blocked, "403"},
		{"gist:../x", stemma.Unknown, "not a name that a gist"},
	}
	bothWays(t, func(t *testing.T, token string) {
		b := newBench(t, githubtest.State{
			Repositories: living, Accounts: []githubtest.Account{{Login: "ada", Type: "User"}},
			Gists: []githubtest.Gist{{ID: "0a1b"}, {ID: "0b10", State: "dmca"}, {ID: "0705", State: "tos"}},
		}, github.Config{Token: token})
		asked := make([]string, len(table))
		for i, row := range table {
			asked[i] = row.thing
		}
		for i, o := range b.ask(t, requests(asked...)...) {
			if row := table[i]; o.Status != row.status || !strings.Contains(o.Reason, row.reason) {
				t.Errorf("%s: %v (%s), want %v (… %s …)", row.thing, o.Status, o.Reason, row.status, row.reason)
			}
		}
	})
}

func TestAFaultIsNeverAVerdictOnAnOwner(t *testing.T) {
	for _, kind := range []string{"500", "429", "html", "html-404", "object", "null", "empty", "cut", "bomb", "redirect", "loop"} {
		b := newBench(t, broken(githubtest.Fault{Kind: kind}), github.Config{MaxBody: 1 << 20})
		for _, o := range b.ask(t, requests("@o", "gist:0a1b")...) {
			if o.Status != stemma.Unknown || o.Reason == "" {
				t.Errorf("%s: %v (%s), want unknown", kind, o.Status, o.Reason)
			}
		}
	}
}

// Queries for places that are too large shrink until they pass, as those for
// repositories do.
func TestDetailsShrinkUntilTheyPass(t *testing.T) {
	for name, change := range map[string]func(*githubtest.State){
		"502": func(s *githubtest.State) { s.MaxAliases = 5 },
		"RESOURCE_LIMITS_EXCEEDED": func(s *githubtest.State) {
			s.Faults = []githubtest.Fault{{Kind: "graphql-dear", Resource: "graphql", After: 3, Times: 2}}
		},
	} {
		state, names := many(60)
		change(&state)
		for i := range names {
			names[i] += "/blob/main/main.py"
		}
		b := newBench(t, state, github.Config{Token: token})
		for _, o := range b.ask(t, requests(names...)...) {
			if o.Status != stemma.Alive || o.Evidence.Via != "graphql" {
				t.Fatalf("%s: %v by %s (%s), want alive by graphql", name, o.Status, o.Evidence.Via, o.Reason)
			}
		}
	}
}
