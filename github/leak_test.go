package github_test

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

// No goroutine of this package is left when Lookup returns, however it ends. Lookup
// waits for its requests, so that there is no need to sleep here.
func TestNoGoroutineOutlivesLookup(t *testing.T) {
	bothWays(t, func(t *testing.T, token string) {
		state, names := many(500)
		state.Limit = -1
		state.Faults = []githubtest.Fault{{Kind: "hang", After: 2}}
		b := newBench(t, state, github.Config{Token: token})
		repos := make([]github.Request, len(names))
		for i, n := range names {
			repos[i].Owner, repos[i].Name, _ = strings.Cut(n, "/")
		}
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			b.server.Await(4)
			cancel()
		}()
		if err := b.client.Lookup(ctx, repos, func(int, stemma.Observation) {}); err != context.Canceled {
			t.Errorf("error %v, want %v", err, context.Canceled)
		}
		var left string
		for range 1000 { // one that has sent its last word may still be on its way out
			if left = running(); left == "" {
				return
			}
			runtime.Gosched()
		}
		t.Errorf("left behind:\n%s", left)
	})
}

// running returns the stack of a goroutine that works for a client, if there is one.
func running() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(stack, "stemma/github.(*lookup)") || strings.Contains(stack, "stemma/github.(*Client)") {
			return stack
		}
	}
	return ""
}
