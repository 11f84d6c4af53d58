package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stemma/github/githubtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPicture holds docs/lineage.svg, the picture of the README, to what its first
// command draws. The states of the code are those of docs/lineage.json.
func TestPicture(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1") // no project page is asked
	docs := filepath.Join("..", "..", "docs")
	text, err := os.Open(filepath.Join(docs, "lineage.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	state, err := githubtest.ReadState(text)
	if err != nil {
		t.Fatal(err)
	}
	server, err := githubtest.New(state)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	clock := &stillClock{at: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)}
	var stdout, stderr bytes.Buffer
	p := &program{stdin: &bytes.Buffer{}, stdout: &stdout, stderr: &stderr, now: clock.now, sleep: clock.sleep,
		getenv: func(name string) string { return map[string]string{"GITHUB_TOKEN": "t"}[name] }}
	out := t.TempDir()
	status := p.run(t.Context(), []string{"scan", filepath.Join("..", "..", "testdata", "papers", "daily.txt"),
		"--github-url", server.URL(), "--db", filepath.Join(out, "s.db"), "--out", out})
	if status != exitDone {
		t.Fatalf("exit status %d\n%s", status, &stderr)
	}
	got, err := os.ReadFile(filepath.Join(out, "graph.svg"))
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join(docs, "lineage.svg")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || !bytes.Equal(want, got) {
		t.Errorf("docs/lineage.svg is not what is drawn now (%v); look at the new picture and run this test with -update", err)
	}
}
