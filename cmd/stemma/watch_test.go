package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/github/githubtest"
	"stemma/notify/notifytest"
	"stemma/store"
)

// A watchBench runs a watch by a clock that moves as the watch sleeps.
type watchBench struct {
	t      *testing.T
	clock  *stillClock
	stop   context.CancelFunc
	end    time.Time
	events map[time.Time]func() // what happens when the clock gets there
	hook   *notifytest.Hook
	github *githubtest.Server
	args   []string
}

// links is how many links the papers of a watch have.
const links = 48

func newWatchBench(t *testing.T) *watchBench {
	b := &watchBench{t: t, clock: &stillClock{at: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}, events: make(map[time.Time]func()), hook: notifytest.NewHook(0)}
	t.Cleanup(b.hook.Close)
	dir := t.TempDir()
	state := githubtest.State{Now: b.clock.now, Limit: -1}
	var papers strings.Builder
	papers.WriteString("AlphaFlow: A Method of Our Own\n\nWe propose AlphaFlow, a sampler that outperforms every rival by a wide margin on each of the tasks that we tried it on. Our code is at")
	for i := range links {
		state.Repositories = append(state.Repositories, githubtest.Repository{FullName: fmt.Sprintf("o/r%d", i)})
		fmt.Fprintf(&papers, " https://github.com/o/r%d ,", i)
	}
	file := filepath.Join(dir, "papers.txt")
	if err := os.WriteFile(file, []byte(papers.String()+" all of it.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var err error
	if b.github, err = githubtest.New(state); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.github.Close)
	b.args = []string{"watch", file, "--db", filepath.Join(dir, "s.db"), "--to", b.hook.URL()}
	return b
}

// sleep moves the clock and lets happen what happens by then.
func (b *watchBench) sleep(ctx context.Context, d time.Duration) error {
	if err := b.clock.sleep(ctx, d); err != nil {
		return err
	}
	for at, event := range b.events {
		if !b.clock.now().Before(at) {
			delete(b.events, at)
			event()
		}
	}
	if !b.clock.now().Before(b.end) {
		b.stop()
	}
	return ctx.Err()
}

// run watches for so long and returns the lines of the rounds.
func (b *watchBench) run(long time.Duration) []string {
	b.t.Helper()
	b.end = b.clock.now().Add(long)
	ctx, stop := context.WithCancel(b.t.Context())
	defer stop()
	b.stop = stop
	var stdout, stderr bytes.Buffer
	p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, now: b.clock.now, sleep: b.sleep,
		getenv: func(name string) string {
			return map[string]string{"GITHUB_API_URL": b.github.URL(), "GITHUB_TOKEN": "good"}[name]
		}}
	if exit := p.run(ctx, b.args); exit != exitDone || stdout.Len() > 0 {
		b.t.Errorf("exit %d: %s", exit, &stdout)
	}
	return strings.Split(strings.TrimSpace(stderr.String()), "\n")
}

// checked is how many links a round checked.
func checked(t *testing.T, line string) int {
	t.Helper()
	m := regexp.MustCompile(`: looked at (\d+) of \d+ links`).FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("no line of a round: %s", line)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (b *watchBench) state(name, state string) {
	if err := b.github.Add(githubtest.Repository{FullName: name, State: state}); err != nil {
		b.t.Error(err)
	}
}

// A week of watching: each link is looked at once a day, each hour has its share, and what
// died is told once, when it is confirmed.
func TestAWeekOfWatching(t *testing.T) {
	b := newWatchBench(t)
	start := b.clock.now()
	b.events[start.Add(30*time.Hour)] = func() { b.state("o/r7", "gone") }
	b.events[start.Add(31*time.Hour)] = func() { b.state("o/r9", "gone") }
	b.events[start.Add(60*time.Hour)] = func() { b.state("o/r9", "alive") } // too soon to be confirmed, or back
	lines := b.run(3*24*time.Hour + time.Minute)
	lines = append(lines, b.run(4*24*time.Hour-time.Minute)...) // a restart
	if rounds := len(lines); rounds != 7*24+1 {
		t.Errorf("%d rounds: %s", rounds, strings.Join(lines, "\n"))
	}
	total := checked(t, lines[0])
	if total != links {
		t.Errorf("the first round checked %d of %d", total, links)
	}
	for _, line := range lines[1:] {
		n := checked(t, line)
		if total += n; n > links/6 {
			t.Errorf("one round has more than its share: %s", line)
		}
	}
	if total < 7*links || total > 8*links {
		t.Errorf("%d looks at %d links in a week", total, links)
	}
	told := 0
	for _, post := range b.hook.Posts() {
		told += strings.Count(post.Body, "o/r7")
	}
	if told != 1 {
		t.Errorf("the loss of one link was told %d times: %+v", told, b.hook.Posts())
	}
}

// A round that fails is told, and the next goes on.
func TestAWatchOutlivesItsFailures(t *testing.T) {
	b := newWatchBench(t)
	papers := b.args[1]
	start := b.clock.now()
	b.events[start.Add(30*time.Minute)] = func() { rename(t, papers, papers+".away") }
	b.events[start.Add(90*time.Minute)] = func() { rename(t, papers+".away", papers) }
	lines := strings.Join(b.run(150*time.Minute), "\n")
	if strings.Count(lines, "looked at") != 2 || !strings.Contains(lines, "the round of 2024-06-01 13:00 UTC: ") {
		t.Error(lines)
	}
}

func rename(t *testing.T, from, to string) {
	if err := os.Rename(from, to); err != nil {
		t.Error(err)
	}
}

// A clock that is put forward brings one round, one that is put back none later than the
// pace of the rounds.
func TestAWatchAndItsClock(t *testing.T) {
	for _, c := range []struct {
		name  string
		jump  time.Duration
		hours int // slept
		want  int // rounds
	}{
		{"steady", 0, 5, 6},
		{"forward", 72 * time.Hour, 5, 7}, // the jump ends a wait half way
		{"back", -72 * time.Hour, 5, 6},
		{"far back", -10 * 365 * 24 * time.Hour, 5, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			var slept time.Duration
			clock := &stillClock{at: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}
			w := &watcher{program: &program{now: clock.now}, step: time.Hour, sleep: func(ctx context.Context, d time.Duration) error {
				if slept += d; slept == 90*time.Minute {
					clock.at = clock.at.Add(c.jump)
				}
				return clock.sleep(ctx, d)
			}}
			w.c = cli.NewContext(nil, nil, nil)
			w.c.Context = t.Context()
			rounds := 1
			for ; slept < time.Duration(c.hours)*time.Hour; rounds++ {
				w.wait(clock.now())
			}
			if rounds != c.want {
				t.Errorf("%d rounds in %v, want %d", rounds, slept, c.want)
			}
		})
	}
}

func TestRota(t *testing.T) {
	const day = 24 * time.Hour
	now := time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)
	target := stemma.Target{Host: "github.com", Owner: "o", Repo: "r", Kind: stemma.KindRepository, URL: "https://github.com/o/r"}
	r := rota{every: day, now: now}
	turn := r.turn(target.Key())
	if turn.After(now) || now.Sub(turn) >= day {
		t.Fatalf("the turn before %v is %v", now, turn)
	}
	for _, c := range []struct {
		name     string
		last     time.Time
		status   stemma.Status
		fresh    bool
		failures int
		want     bool
	}{
		{"seen before its turn", turn.Add(-day / 2), stemma.Alive, false, 0, true},
		{"seen shortly before its turn", turn.Add(-day/2 + time.Second), stemma.Alive, false, 0, false},
		{"seen since", turn.Add(time.Second), stemma.Alive, false, 0, false},
		{"missed for long", now.AddDate(0, -1, 0), stemma.Alive, false, 0, true},
		{"too fresh", turn.Add(-time.Hour), stemma.Alive, true, 0, false},
		{"seen in the future", now.Add(day), stemma.Alive, false, 0, true},
		{"bad news, too soon", now.Add(-day + time.Second), stemma.Gone, false, 0, false},
		{"bad news, to be confirmed", now.Add(-day), stemma.Gone, false, 0, true},
		{"a failure whose pause is over", now.Add(-time.Hour), stemma.Unknown, false, 1, true},
	} {
		s := store.Standing{Target: target, Last: stemma.Observation{Target: target, Status: c.status, CheckedAt: c.last}, Due: !c.fresh, Failures: c.failures}
		if got := r.due(s); got != c.want {
			t.Errorf("%s: due is %v", c.name, got)
		}
	}
	unseen := store.Standing{Target: target, Due: true}
	if !r.due(unseen) {
		t.Error("what nobody has seen is not due")
	}
}
