package main

import (
	"regexp"
	"strings"
	"testing"
)

// A hook is a row of .pre-commit-hooks.yaml (https://pre-commit.com/#creating-new-hooks).
type hook struct {
	ID, Name, Description, Entry, Language, Files string
	Types, Stages                                 []string
	RequireSerial                                 bool `yaml:"require_serial"`
}

func theHooks(t *testing.T) []hook {
	t.Helper()
	var hooks []hook
	readYAML(t, "../../.pre-commit-hooks.yaml", &hooks)
	return hooks
}

func TestHooksAreWellFormed(t *testing.T) {
	stages := map[string]bool{"pre-commit": true, "pre-push": true, "manual": true}
	for _, h := range theHooks(t) {
		if h.ID == "" || h.Name == "" || h.Description == "" || h.Language != "golang" || !strings.HasPrefix(h.Entry, "stemma ") || !h.RequireSerial {
			t.Errorf("%+v", h)
		}
		if _, err := regexp.Compile(h.Files); err != nil || h.Files == "" {
			t.Errorf("%s: files %q: %v", h.ID, h.Files, err)
		}
		for _, stage := range h.Stages {
			if !stages[stage] {
				t.Errorf("%s: %q is no stage", h.ID, stage)
			}
		}
	}
}

// TestHooksRun runs each hook as pre-commit does: its entry with the names of files behind it.
func TestHooksRun(t *testing.T) {
	files := map[string]bool{"README.md": true, "papers.txt": true, "main.go": false}
	for _, h := range theHooks(t) {
		r := newRunner(t, "GITHUB_TOKEN=good", "GITHUB_API_URL="+fakeGitHubURL(t))
		r.write(t, "papers.txt", ciPapers)
		r.write(t, "README.md", "https://github.com/owner/gone\n")
		r.write(t, "main.go", "package main\n")
		var names []string
		for name, wanted := range files {
			matched := regexp.MustCompile(h.Files).MatchString(name)
			if matched && !wanted || name == "papers.txt" && !matched {
				t.Errorf("%s: %s: %v", h.ID, name, matched)
			}
			if matched {
				names = append(names, name)
			}
		}
		want := map[string]int{"stemma-fix-check": 0, "stemma-links": 3}[h.ID]
		if out, status := r.run(t, h.Entry+" "+strings.Join(names, " ")); status != want {
			t.Errorf("%s: status %d, want %d: %s", h.ID, status, want, out)
		}
	}
}
