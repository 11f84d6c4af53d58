package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// fenced finds the examples of a language in Markdown.
var fenced = regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$")

// A workflow is what a test reads of a workflow.
type workflow struct {
	On          map[string]any
	Permissions map[string]string
	Jobs        map[string]struct {
		Steps []actionStep
	}
	Repos []struct {
		Repo, Rev string
		Hooks     []hook
	}
}

// exampleWorkflows returns the examples of docs/ci.md.
func exampleWorkflows(t *testing.T) []workflow {
	t.Helper()
	text, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []workflow
	for _, block := range fenced.FindAllStringSubmatch(string(text), -1) {
		var w workflow
		if err := yaml.Unmarshal([]byte(block[1]), &w); err != nil {
			t.Fatalf("docs/ci.md: %v\n%s", err, block[1])
		}
		all = append(all, w)
	}
	return all
}

func TestExamplesNameWhatThereIs(t *testing.T) {
	action, examples := theAction(t), exampleWorkflows(t)
	if len(examples) != 3 {
		t.Fatalf("docs/ci.md has %d examples, not 3", len(examples))
	}
	hooks := theHooks(t)
	for _, w := range examples {
		for _, job := range w.Jobs {
			for _, step := range job.Steps {
				checkExampleStep(t, action, step)
			}
		}
		for _, repo := range w.Repos {
			for _, used := range repo.Hooks {
				if !slices.ContainsFunc(hooks, func(h hook) bool { return h.ID == used.ID }) {
					t.Errorf("docs/ci.md: there is no hook %s", used.ID)
				}
			}
		}
	}
}

func checkExampleStep(t *testing.T, action actionFile, step actionStep) {
	t.Helper()
	if strings.Contains(step.Run, "${{") {
		t.Errorf("docs/ci.md: %s: an expression in a script", step.Name)
	}
	if step.Run != "" {
		shellChecked(t, "docs/ci.md, "+step.Name, step.Run)
	}
	if strings.HasPrefix(step.Uses, "OWNER/stemma@") {
		for input := range step.With {
			if _, known := action.Inputs[input]; !known {
				t.Errorf("docs/ci.md: the action has no input %s", input)
			}
		}
	} else if step.Uses != "" && !fullVersion.MatchString(step.Uses) {
		t.Errorf("docs/ci.md: %s is not pinned to a full version", step.Uses)
	}
}

// fakeGH notes what it is asked, and answers a list of issues as gh does, with jq.
const fakeGH = `#!/usr/bin/env bash
set -euo pipefail
echo "$*" | sed 's/ --jq .*//; s/ --body-file .*//' >> "$GH_LOG"
[ "$1 $2" != 'issue list' ] || jq -r "${!#}" "$GH_ISSUES"
`

// fakeAlerts tells of so many alerts.
const fakeAlerts = `#!/usr/bin/env bash
if [ "$3" = jsonl ]; then for ((i = 0; i < ALERTS; i++)); do echo '{}'; done; else echo "$ALERTS alerts"; fi
`

func TestOneIssueIsKeptUpToDate(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("skipped: jq is not installed (apt-get install jq)")
	}
	examples := exampleWorkflows(t)
	steps := examples[1].Jobs["links"].Steps
	script := steps[len(steps)-1].Run
	if examples[1].Permissions["issues"] != "write" {
		t.Error("the job may not write issues")
	}
	const ours = `{"number": 7, "state": "STATE", "body": "<!-- stemma: alerts -->\nold"}`
	const others = `{"number": 3, "state": "OPEN", "body": "somebody's own"}`
	label, list := "label create stemma --force --description Links to code that need a look --color BFD4F2\n", "issue list --label stemma --state all --limit 200 --json number,state,body\n"
	for _, test := range []struct{ name, alerts, issues, want string }{
		{"the first alerts", "2", `[` + others + `]`, "issue create --title Links to code that need a look --label stemma\n"},
		{"nothing to say", "0", `[` + others + `]`, ""},
		{"nothing to say, and no issue at all", "0", `[]`, ""},
		{"more alerts", "3", `[` + others + `,` + strings.Replace(ours, "STATE", "OPEN", 1) + `]`, "issue edit 7\n"},
		{"alerts again", "1", `[` + strings.Replace(ours, "STATE", "CLOSED", 1) + `]`, "issue edit 7\nissue reopen 7\n"},
		{"nothing left", "0", `[` + strings.Replace(ours, "STATE", "OPEN", 1) + `]`, "issue close 7 --comment Nothing is left to do.\n"},
		{"still nothing", "0", `[` + strings.Replace(ours, "STATE", "CLOSED", 1) + `]`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRunner(t)
			bin := filepath.Join(r.dir, "bin")
			if err := os.Mkdir(bin, 0o755); err != nil {
				t.Fatal(err)
			}
			for name, text := range map[string]string{"bin/gh": fakeGH, "bin/stemma": fakeAlerts, "issues": test.issues} {
				if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			out, status := r.run(t, script, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"),
				"GH_LOG="+filepath.Join(r.dir, "log"), "GH_ISSUES="+filepath.Join(r.dir, "issues"), "ALERTS="+test.alerts)
			if got := r.read("log"); status != 0 || got != label+list+test.want {
				t.Errorf("status %d, asked:\n%s\nwant\n%s%s", status, got, test.want, out)
			}
			if body := r.read("temp/stemma-issue.md"); body != "<!-- stemma: alerts -->\n"+test.alerts+" alerts\n" {
				t.Errorf("the body is %q", body)
			}
		})
	}
}
