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

// No goroutine of this package is left when Lookup returns, however it ends: in the
// middle of the repositories, of their places and READMEs, of owners, or of the making
// of a token. Lookup waits for its requests, so that there is no need to sleep here.
func TestNoGoroutineOutlivesLookup(t *testing.T) {
	table := []struct {
		name  string
		cfg   github.Config
		fault githubtest.Fault
		await int // requests until it is interrupted
	}{
		{"GraphQL", github.Config{Token: token}, githubtest.Fault{After: 2}, 4},
		{"REST", github.Config{}, githubtest.Fault{After: 2}, 4},
		{"places by GraphQL", github.Config{Token: token}, githubtest.Fault{Resource: "graphql", After: 9}, 10},
		{"places by REST", github.Config{}, githubtest.Fault{Path: "/repos/o/r0/contents"}, 500},
		{"owners", github.Config{Token: token}, githubtest.Fault{Path: "/users/"}, 3},
		{"a token in the making", github.Config{App: theApp()}, githubtest.Fault{Path: "/app/"}, 1},
		{"the limits", github.Config{Budget: 5}, githubtest.Fault{Path: "/rate_limit"}, 1},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			state, names := many(500)
			row.fault.Kind = "hang"
			state.Limit, state.Faults, state.App = -1, []githubtest.Fault{row.fault}, nil
			if row.cfg.App.Key != "" {
				state.App = appState().App
			}
			b := newBench(t, state, row.cfg)
			asked := requests(append(names, "o/r0/blob/main/main.py", "o/r1/blob/main/none.py", "@o", "gist:0a1b")...)
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				b.server.Await(row.await)
				cancel()
			}()
			if err := b.client.Lookup(ctx, asked, func(int, stemma.Observation) {}); err != context.Canceled {
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
}

// running returns the stack of a goroutine that works for a client, if there is one.
func running() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(stack, "stemma/github.(*lookup)") || strings.Contains(stack, "stemma/github.(*Client)") ||
			strings.Contains(stack, "stemma/github.(*tokens)") {
			return stack
		}
	}
	return ""
}
