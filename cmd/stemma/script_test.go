package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"stemma/github/githubtest"
	"stemma/notify/notifytest"
)

// A stillClock moves only when somebody sleeps by it, and then at once. What the program
// prints is the same every day, and no script waits.
type stillClock struct {
	mutex sync.Mutex
	at    time.Time
}

func (c *stillClock) now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.at
}

func (c *stillClock) sleep(ctx context.Context, d time.Duration) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.at = c.at.Add(d)
	return ctx.Err()
}

// TestMain lets scripts run the whole program as "stemma", in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stemma": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		at, err := time.Parse(time.RFC3339, os.Getenv("TEST_NOW"))
		if err != nil {
			panic(err)
		}
		clock := &stillClock{at: at}
		p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: clock.now, sleep: clock.sleep}
		os.Exit(p.run(ctx, os.Args[1:]))
	}})
}

// TestScripts runs testdata/script. Beside testscript's own commands there are:
//
//	github STATE.json     start a fake GitHub in this state, and point GITHUB_API_URL to it
//	archives ANSWERS.json start fake archives that answer so, and point --rescue to them
//	hook N                start a webhook that refuses the first N messages, and put its address in HOOK
//	posts N [TEXT…]       it has had exactly N messages; the last, which becomes last.json, holds each TEXT
//	indexes WORKS.json    start fake indexes of papers that know these, and point --resolve to them;
//	                      what they are asked goes into asked.txt
//	asked N               the fake GitHub has had exactly N requests
//	await N               wait until it has had N
//	status N stemma ARG…  stemma exits with N
//	tokenless             no request to it has carried a token
//	valid SCHEMA FILE     every JSON value of FILE (or stdout) follows schema/SCHEMA.json
//	repeat N TEXT FILE    write TEXT N times into FILE
//
// No script reaches the network: proxies that do not answer stand before everything
// but loopback.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: false,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TEST_NOW", "2024-06-01T12:00:00Z")
			for _, proxy := range []string{"HTTP_PROXY", "HTTPS_PROXY"} {
				env.Setenv(proxy, "http://127.0.0.1:1")
			}
			env.Setenv("GITHUB_API_URL", "http://127.0.0.1:1/")
			// Graphviz's library keeps its compiled code there, which takes seconds to make.
			env.Setenv("TMPDIR", os.TempDir())
			env.Values[fakeGitHub{}] = new(fakeGitHub)
			env.Values[fakeHook{}] = new(fakeHook)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"github": startGitHub, "archives": startArchives, "indexes": startIndexes, "asked": asked, "await": await, "tokenless": tokenless, "valid": valid, "repeat": repeat, "status": status,
			"hook": startHook, "posts": posts,
		},
	})
}

// A fakeGitHub is the one of a script.
type fakeGitHub struct{ server *githubtest.Server }

func server(ts *testscript.TestScript) *githubtest.Server {
	fake := ts.Value(fakeGitHub{}).(*fakeGitHub)
	if fake.server == nil {
		ts.Fatalf("there is no fake GitHub yet: start it with 'github STATE.json'")
	}
	return fake.server
}

func startGitHub(ts *testscript.TestScript, _ bool, args []string) {
	state, err := githubtest.ReadState(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	s, err := githubtest.New(state)
	ts.Check(err)
	ts.Defer(s.Close)
	ts.Value(fakeGitHub{}).(*fakeGitHub).server = s
	ts.Setenv("GITHUB_API_URL", s.URL())
}

// A fakeHook is the webhook of a script.
type fakeHook struct{ hook *notifytest.Hook }

func startHook(ts *testscript.TestScript, _ bool, args []string) {
	h := notifytest.NewHook(number(ts, args[0]))
	ts.Defer(h.Close)
	ts.Value(fakeHook{}).(*fakeHook).hook = h
	ts.Setenv("HOOK", h.URL())
}

func posts(ts *testscript.TestScript, _ bool, args []string) {
	posts := ts.Value(fakeHook{}).(*fakeHook).hook.Posts()
	if want := number(ts, args[0]); len(posts) != want {
		ts.Fatalf("the webhook has had %d messages, not %d: %+v", len(posts), want, posts)
	}
	if len(posts) == 0 {
		return
	}
	last := posts[len(posts)-1].Body
	ts.Check(os.WriteFile(ts.MkAbs("last.json"), []byte(last), 0o644))
	for _, text := range args[1:] {
		if !strings.Contains(last, text) {
			ts.Fatalf("%q is not in the last message: %s", text, last)
		}
	}
}

func number(ts *testscript.TestScript, text string) int {
	n, err := strconv.Atoi(text)
	ts.Check(err)
	return n
}

func asked(ts *testscript.TestScript, _ bool, args []string) {
	requests := server(ts).Requests()
	if want := number(ts, args[0]); len(requests) != want {
		ts.Fatalf("GitHub was asked %d times, not %d: %+v", len(requests), want, requests)
	}
}

func await(ts *testscript.TestScript, _ bool, args []string) { server(ts).Await(number(ts, args[0])) }

func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if want := number(ts, args[0]); got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

func tokenless(ts *testscript.TestScript, neg bool, _ []string) {
	for _, r := range server(ts).Requests() {
		if (r.Authorization == "") == neg {
			ts.Fatalf("%s %s: Authorization %q", r.Method, r.Path, r.Authorization)
		}
	}
}

func valid(ts *testscript.TestScript, _ bool, args []string) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("../../schema/" + args[0] + ".json")
	ts.Check(err)
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile(args[1])))
	for n := 0; ; n++ {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			if n == 0 {
				ts.Fatalf("%s holds no JSON: %v", args[1], err)
			}
			return
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		ts.Check(err)
		if err := schema.Validate(value); err != nil {
			ts.Fatalf("%s: %#v\n%s", args[1], err, raw)
		}
	}
}

func repeat(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), bytes.Repeat([]byte(text), number(ts, args[0])), 0o644))
}
