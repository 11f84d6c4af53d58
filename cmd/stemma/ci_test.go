package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"stemma/github/githubtest"
)

// An actionFile is what a test reads of action.yml
// (https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax).
type actionFile struct {
	Name, Description string
	Inputs            map[string]struct {
		Description string
		Required    bool
		Default     any
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Name, If, Uses, Shell, Run string
	With, Env                      map[string]any
}

func readYAML(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func theAction(t *testing.T) actionFile {
	t.Helper()
	var a actionFile
	readYAML(t, "../../action.yml", &a)
	return a
}

// fullVersion is a tag that names one release of another's action.
var fullVersion = regexp.MustCompile(`^[\w.-]+/[\w./-]+@v\d+\.\d+\.\d+$`)

func TestActionIsWellFormed(t *testing.T) {
	a := theAction(t)
	if a.Name == "" || a.Description == "" || a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Errorf("%+v lacks what every action has", a)
	}
	for _, input := range []string{"files", "fail-on", "args", "token"} {
		if a.Inputs[input].Description == "" {
			t.Errorf("the input %s is not described", input)
		}
	}
	ids := make(map[string]bool)
	for i, step := range a.Runs.Steps {
		ids[step.ID] = true
		switch {
		case (step.Run == "") == (step.Uses == ""):
			t.Errorf("step %d: want either run or uses", i)
		case step.Run != "" && step.Shell != "bash":
			t.Errorf("step %d: a composite action must name the shell", i)
		case strings.Contains(step.Run, "${{"):
			t.Errorf("step %d: an expression in a script lets whoever sets it run commands: pass it by env", i)
		case step.Uses != "" && !fullVersion.MatchString(step.Uses):
			t.Errorf("step %d: %s is not pinned to a full version", i, step.Uses)
		}
	}
	for name, output := range a.Outputs {
		id := regexp.MustCompile(`steps\.(\w+)\.`).FindStringSubmatch(output.Value)
		if id == nil || !ids[id[1]] {
			t.Errorf("the output %s is of no step: %s", name, output.Value)
		}
	}
}

// shellChecked runs shellcheck over a script.
func shellChecked(t *testing.T, name, script string) {
	t.Helper()
	if _, err := exec.LookPath("shellcheck"); err != nil {
		t.Skip("skipped: shellcheck is not installed (apt-get install shellcheck)")
	}
	check := exec.CommandContext(t.Context(), "shellcheck", "--shell=bash", "--severity=info", "-")
	check.Stdin = strings.NewReader(script)
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
}

func TestScriptsOfTheActionAreClean(t *testing.T) {
	for _, step := range theAction(t).Runs.Steps {
		if step.Run != "" {
			shellChecked(t, "action.yml, step "+step.ID, step.Run)
		}
	}
}

// A runner stands in for GitHub's: a folder with the files by which steps talk to it.
type runner struct {
	dir string
	env []string
}

func newRunner(t *testing.T, env ...string) *runner {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("skipped: the steps are run with the bash of a Unix")
	}
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("skipped: bash is not installed")
	}
	dir := t.TempDir()
	for _, sub := range []string{"work", "temp"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{dir: dir}
	r.env = append(os.Environ(), "TEST_NOW=2024-06-01T12:00:00Z", "CI=true", "GITHUB_ACTION_PATH="+root, "RUNNER_TEMP="+filepath.Join(dir, "temp"),
		"GITHUB_OUTPUT="+filepath.Join(dir, "output"), "GITHUB_PATH="+filepath.Join(dir, "path"), "GITHUB_STEP_SUMMARY="+filepath.Join(dir, "summary"))
	r.env = append(r.env, env...)
	return r
}

// write puts a file into the workspace.
func (r *runner) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, "work", name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// read returns a file of the runner, and nothing where there is none.
func (r *runner) read(name string) string {
	text, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil {
		return ""
	}
	return string(text)
}

// run runs a script as the runner does, and returns what it printed and its exit status.
func (r *runner) run(t *testing.T, script string, env ...string) (out string, status int) {
	t.Helper()
	file := filepath.Join(r.dir, "temp", "step.sh")
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	bash := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", file)
	bash.Dir, bash.Env = filepath.Join(r.dir, "work"), slices.Concat(r.env, env)
	var printed bytes.Buffer
	bash.Stdout, bash.Stderr = &printed, &printed
	err := bash.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return printed.String(), exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return printed.String(), 0
}

// stepOf returns the step with an id.
func stepOf(t *testing.T, a actionFile, id string) actionStep {
	t.Helper()
	for _, step := range a.Runs.Steps {
		if step.ID == id {
			return step
		}
	}
	t.Fatalf("there is no step %s", id)
	return actionStep{}
}

// inputs sets the environment of the step as GitHub does from inputs.
func (s actionStep) inputs(values map[string]string) (env []string) {
	for name, value := range s.Env {
		input := strings.TrimSuffix(strings.TrimPrefix(value.(string), "${{ inputs."), " }}")
		env = append(env, name+"="+values[input])
	}
	return env
}

const ciPapers = `Daily Papers

AlphaFlow: A Method of Our Own

We propose AlphaFlow, a sampler that needs neither retraining nor tuning, and that is as fast as its predecessor on every task we tried. Our code is available at https://github.com/owner/alive.

BetaFlow: Another Method on Top

We present BetaFlow, which builds on AlphaFlow and needs half of the steps that it takes to get there, at the same quality and without a second network. The code can be found at https://github.com/owner/gone.
`

func fakeGitHubURL(t *testing.T) string {
	t.Helper()
	state, err := githubtest.ReadState(strings.NewReader(`{"repositories": [{"full_name": "owner/alive", "id": 1}]}`))
	if err != nil {
		t.Fatal(err)
	}
	s, err := githubtest.New(state)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s.URL()
}

func TestActionScans(t *testing.T) {
	step := stepOf(t, theAction(t), "scan")
	for _, test := range []struct {
		name, files, failOn, args string
		status                    int
		printed, summary          string
	}{
		{"plain", "papers.txt", "", "", 0, "", "owner/gone"},
		{"a pattern and a blank line", "pap*.txt\n\n", "", "", 0, "", "owner/gone"},
		{"fail-on", "papers.txt", "gone", "", 3, "", "owner/gone"},
		{"more flags", "papers.txt", "", "--verbose --max-age 0s\n--budget 50", 0, "repos/owner/gone", "owner/gone"},
		{"a name with blanks", "more papers.txt", "", "", 0, "", "owner/gone"},
		{"no such file", "none.txt", "", "", 1, "none.txt", ""},
		{"hostile files", "$(touch pwned)`touch pwned`;touch pwned\n\"; touch pwned #", "", "", 1, "no such file", ""},
		{"hostile flags", "papers.txt", "$(touch pwned)", "", 2, "is no status", ""},
		{"more hostile flags", "papers.txt", "", "$(touch pwned) ; touch pwned", 1, "", ""},
		{"a file that looks like a flag", "--version", "", "", 1, "--version", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRunner(t, "GITHUB_API_URL="+fakeGitHubURL(t))
			r.write(t, "papers.txt", ciPapers)
			r.write(t, "more papers.txt", ciPapers)
			env := step.inputs(map[string]string{"files": test.files, "fail-on": test.failOn, "args": test.args, "token": "good"})
			out, status := r.run(t, step.Run, env...)
			if status != test.status || !strings.Contains(out, test.printed) || !strings.Contains(r.read("summary"), test.summary) {
				t.Errorf("status %d, want %d; printed %s\nsummary %s", status, test.status, out, r.read("summary"))
			}
			if r.read("work/pwned") != "" || fileExists(filepath.Join(r.dir, "work", "pwned")) {
				t.Error("an input was run as a command")
			}
			if !strings.Contains(r.read("output"), "status=") {
				t.Errorf("outputs: %s", r.read("output"))
			}
			checkCommandsStopped(t, out)
		})
	}
}

func fileExists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// checkCommandsStopped holds that the runner takes up commands again after the scan.
func checkCommandsStopped(t *testing.T, out string) {
	t.Helper()
	stop := regexp.MustCompile(`(?m)^::stop-commands::(\S+)$`).FindStringSubmatch(out)
	if stop == nil || !strings.Contains(out, "\n::"+stop[1]+"::\n") {
		t.Errorf("commands are not stopped and taken up again: %s", out)
	}
}

// TestActionKnowsItsSource holds that the cache of the program changes with its files.
func TestActionKnowsItsSource(t *testing.T) {
	step := stepOf(t, theAction(t), "source")
	source := t.TempDir()
	id := func(text string) string {
		r := newRunner(t, "GITHUB_ACTION_PATH="+source)
		if err := os.WriteFile(filepath.Join(source, "go.mod"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, status := r.run(t, step.Run); status != 0 {
			t.Fatal(out)
		}
		if path := r.read("path"); path != filepath.Join(r.dir, "temp", "stemma-bin")+"\n" {
			t.Errorf("GITHUB_PATH is %q", path)
		}
		return r.read("output")
	}
	one, same, other := id("a"), id("a"), id("b")
	if !regexp.MustCompile(`^id=[0-9a-f]{40,64}\n$`).MatchString(one) || one != same || one == other {
		t.Errorf("ids %q, %q, %q", one, same, other)
	}
}

func TestActionBuilds(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: building takes a while (-short)")
	}
	for _, step := range theAction(t).Runs.Steps {
		if !strings.Contains(step.Run, "go install") {
			continue
		}
		r := newRunner(t)
		if out, status := r.run(t, step.Run); status != 0 {
			t.Fatal(out)
		}
		out, err := exec.CommandContext(t.Context(), filepath.Join(r.dir, "temp", "stemma-bin", "stemma"), "help").Output()
		if err != nil || !strings.Contains(string(out), "stemma scan") {
			t.Errorf("%s %v", out, err)
		}
		return
	}
	t.Error("no step builds the program")
}
