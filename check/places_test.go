package check

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"stemma"
	"stemma/github"
)

func placeTarget(fullName, path string) stemma.Target {
	t := githubTarget(fullName)
	t.Path = path
	t.URL += "/" + path
	return t
}

// One observation for a repository, and one for each distinct place in it; a host whose
// API is not asked has no places.
func TestPlacesBesideTheirRepository(t *testing.T) {
	alive, gone := stemma.Observation{Status: stemma.Alive}, stemma.Observation{Status: stemma.Gone}
	l := &lookup{answers: map[string]stemma.Observation{
		"a/b": known(stemma.Alive, 1, ""), "a/b/blob/main/x.py": alive, "a/b/blob/main/X.py": gone,
	}}
	config := still(internet{"gitlab.com": page(200), "github.com": page(200)})
	config.GitHub = l
	gitlab := repoTarget("gitlab.com/a/b")
	gitlab.Path = "-/blob/main/x"
	targets := []stemma.Target{
		placeTarget("a/b", "blob/main/x.py"), placeTarget("A/B", "blob/main/x.py"), placeTarget("a/b", "blob/main/X.py"), githubTarget("a/b"), gitlab,
	}
	seen := checked(t, config, targets...)
	for url, want := range map[string]stemma.Status{
		"https://github.com/a/b": stemma.Alive, "https://github.com/a/b/blob/main/x.py": stemma.Alive,
		"https://github.com/a/b/blob/main/X.py": stemma.Gone, "https://gitlab.com/a/b": stemma.Alive,
	} {
		if o := seen[url]; o.Status != want || o.Target.URL != url {
			t.Errorf("%s: %v (%s), want %v", url, o.Status, o.Reason, want)
		}
	}
	if len(seen) != 4 || len(l.asked) != 3 {
		t.Errorf("%d observations of %d requests, want 4 of 3", len(seen), len(l.asked))
	}
	config.GitHub = nil
	if seen := checked(t, config, targets...); len(seen) != 2 {
		t.Errorf("without an API: %d observations, want 2 repositories", len(seen))
	}
}

// What stands in a repository that has taken over the name says nothing of the place
// that was linked, neither that it is there nor that it is gone.
func TestPlacesInAReplacedRepository(t *testing.T) {
	for _, status := range []stemma.Status{stemma.Alive, stemma.Gone} {
		config := still(internet{})
		config.History = sightings{"github.com/a/b": 5}
		config.GitHub = &lookup{answers: map[string]stemma.Observation{"a/b": known(stemma.Alive, 7, ""), "a/b/blob/main/x.py": {Status: status}}}
		target := placeTarget("a/b", "blob/main/x.py")
		seen := checked(t, config, target)
		if got := fmt.Sprint(seen["https://github.com/a/b"].Status, seen[target.URL].Status); got != "replaced unknown" || !github.Moot(seen[target.URL]) {
			t.Errorf("%v: got %s", status, got)
		}
	}
}

// A guest's spent limit sends the repository to its web address, and leaves the place open.
func TestPlacesOfAGuest(t *testing.T) {
	spent := stemma.Observation{Reason: "GitHub's rate limit is spent"}
	config := still(internet{"github.com": page(200)})
	config.Guest, config.GitHub = true, &lookup{answers: map[string]stemma.Observation{"a/b": spent, "a/b/blob/main/x.py": spent}}
	target := placeTarget("a/b", "blob/main/x.py")
	seen := checked(t, config, target)
	if got := fmt.Sprint(seen["https://github.com/a/b"].Status, seen[target.URL].Status); got != "alive unknown" {
		t.Errorf("got %s", got)
	}
}

// What a budget left for later is not asked at the web address instead.
func TestABudgetIsNotGotRound(t *testing.T) {
	left := stemma.Observation{Reason: "GitHub's rate limit is spent as far as this run may use it (budget)"}
	config := still(internet{"github.com": page(200)})
	config.Guest, config.GitHub = true, &lookup{answers: map[string]stemma.Observation{"a/b": left}}
	if o := checked(t, config, githubTarget("a/b"))["https://github.com/a/b"]; o.Status != stemma.Unknown {
		t.Errorf("%v (%s), want unknown", o.Status, o.Reason)
	}
}

// memory is a History that knows one observation by key.
type memory struct {
	key  string
	last stemma.Observation
	err  error
}

func (m memory) FirstID(context.Context, string) (int64, error) { return 0, nil }

func (m memory) Last(_ context.Context, key string) (stemma.Observation, bool, error) {
	return m.last, key == m.key, m.err
}

// The lookup is told what was seen of each target before, under its own key.
func TestTheLookupKnowsWhatWasSeen(t *testing.T) {
	before := stemma.Observation{Status: stemma.Alive, Evidence: stemma.Evidence{ETag: `"x"`}}
	tests := []struct {
		name          string
		history       memory
		repo, inPlace string // what the lookup is told of each
	}{
		{"the repository", memory{key: "github.com/a/b", last: before}, `"x"`, ""},
		{"the place", memory{key: "github.com/a/b/blob/main/x.py", last: before}, "", `"x"`},
		{"a broken store", memory{key: "github.com/a/b", last: before, err: errors.New("the disk is full")}, "", ""},
	}
	for _, test := range tests {
		l := &lookup{answers: map[string]stemma.Observation{}}
		config := still(internet{})
		config.GitHub, config.History = l, test.history
		checked(t, config, placeTarget("a/b", "blob/main/x.py"))
		if got := [2]string{l.asked[0].Last().Evidence.ETag, l.asked[1].Last().Evidence.ETag}; got != [2]string{test.repo, test.inPlace} {
			t.Errorf("%s: told %q", test.name, got)
		}
	}
}
