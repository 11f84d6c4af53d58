package main

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma/github/githubtest"
	"stemma/store"
)

// farm is how many repositories the killed runs ask for, one request each.
const farm = 60

// A killBench runs the real program in processes of its own against fakes of GitHub.
type killBench struct {
	t    *testing.T
	path string // of the store
}

// gitHub starts a GitHub on which none of the repositories is: that takes one answer,
// where one that is there takes a second, for its files.
func (b *killBench) gitHub(faults ...githubtest.Fault) *githubtest.Server {
	b.t.Helper()
	s, err := githubtest.New(githubtest.State{Limit: -1, Faults: faults})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(s.Close)
	return s
}

// command is stemma, as TestMain makes it, without a token: a request a repository.
func (b *killBench) command(gitHub *githubtest.Server) *exec.Cmd {
	ctx, cancel := context.WithTimeout(b.t.Context(), time.Minute) // far more than it takes, lest a test hang
	b.t.Cleanup(cancel)
	c := exec.CommandContext(ctx, "stemma", "check", "--quiet", "--max-age", "24h", "--db", b.path)
	c.Env = append(os.Environ(), "TEST_NOW=2024-06-01T12:00:00Z", "GITHUB_API_URL="+gitHub.URL(), "GITHUB_TOKEN=", "GH_TOKEN=",
		"HTTP_PROXY=http://127.0.0.1:1", "HTTPS_PROXY=http://127.0.0.1:1")
	var names strings.Builder
	for i := range farm {
		fmt.Fprintf(&names, "o/r%d\n", i)
	}
	c.Stdin = strings.NewReader(names.String())
	return c
}

// start starts a run, of which kill is the end. What it prints comes line by line.
func (b *killBench) start(gitHub *githubtest.Server) (lines *bufio.Scanner, kill func()) {
	b.t.Helper()
	c := b.command(gitHub)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return bufio.NewScanner(out), func() {
		if err := c.Process.Kill(); err != nil { // SIGKILL
			b.t.Fatal(err)
		}
		_ = c.Wait() // which says that it was killed
	}
}

// saved returns the paths of the requests whose answers are in the store.
func (b *killBench) saved() []string {
	b.t.Helper()
	s, err := store.OpenReadOnly(b.t.Context(), b.path)
	if err != nil {
		return nil // it was killed before there was a store
	}
	defer s.Close()
	latest, err := s.Latest(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	var paths []string
	for key := range latest {
		paths = append(paths, "/repos/"+strings.TrimPrefix(key, "github.com/"))
	}
	slices.Sort(paths)
	return paths
}

// finish lets the next run do the rest. It must ask for what was lost and no more.
func (b *killBench) finish(saved []string) {
	b.t.Helper()
	gitHub := b.gitHub()
	if out, err := b.command(gitHub).CombinedOutput(); err != nil || strings.Count(string(out), "gone") != farm {
		b.t.Errorf("the next run: %v\n%s", err, out)
	}
	var want, got []string
	for i := range farm {
		if path := fmt.Sprintf("/repos/o/r%d", i); !slices.Contains(saved, path) {
			want = append(want, path)
		}
	}
	for _, r := range gitHub.Requests() {
		got = append(got, r.Path)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		b.t.Errorf("the next run asked for %d repositories, and %d were lost: %v, want %v", len(got), len(want), got, want)
	}
	if n := len(b.saved()); n != farm {
		b.t.Errorf("%d targets are in the store in the end, want %d", n, farm)
	}
	b.intact()
}

func (b *killBench) intact() {
	b.t.Helper()
	db, err := sql.Open("sqlite", b.path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer db.Close()
	for check, want := range map[string]string{"integrity_check": "ok", "journal_mode": "wal"} {
		var got string
		if err := db.QueryRowContext(b.t.Context(), "PRAGMA "+check).Scan(&got); err != nil || got != want {
			b.t.Errorf("%s: %q, %v", check, got, err)
		}
	}
}

func newKillBench(t *testing.T) *killBench {
	return &killBench{t: t, path: filepath.Join(t.TempDir(), "s.db")}
}

// The run is killed when so many requests have come, in the middle of whatever it does.
func TestKilledAtAnyMoment(t *testing.T) {
	for _, moment := range []int{1, 2, 5, 13, 34, 55} {
		t.Run(fmt.Sprint(moment), func(t *testing.T) {
			t.Parallel()
			b := newKillBench(t)
			gitHub := b.gitHub()
			_, kill := b.start(gitHub)
			gitHub.Await(moment)
			kill()
			b.finish(b.saved())
		})
	}
}

// GitHub answers for some repositories and lets the other requests hang. What is printed
// must be safe, while the run still waits for the rest.
func TestKilledWhileItWaits(t *testing.T) {
	for _, answered := range []int{20, 59} {
		t.Run(fmt.Sprint(answered), func(t *testing.T) {
			t.Parallel()
			b := newKillBench(t)
			var hang []githubtest.Fault
			for i := answered; i < farm; i++ {
				hang = append(hang, githubtest.Fault{Kind: "hang", Repository: fmt.Sprintf("o/r%d", i)})
			}
			lines, kill := b.start(b.gitHub(hang...))
			for n := range answered {
				if !lines.Scan() {
					t.Fatalf("%d answers were given, and %d lines printed", answered, n)
				}
			}
			kill()
			saved := b.saved()
			if len(saved) != answered {
				t.Errorf("%d answers were given and printed, and %d saved", answered, len(saved))
			}
			b.finish(saved)
		})
	}
}
