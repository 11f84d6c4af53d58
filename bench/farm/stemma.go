package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// An outcome is a row of the table.
type outcome struct {
	name                             string
	requests, wrong, alarms, unknown int
	seconds                          float64
	megabytes                        float64
}

func (o outcome) String() string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %.1f | %.0f |", o.name, o.requests, o.wrong, o.alarms, o.unknown, o.seconds, o.megabytes)
}

// A look is one run of `stemma check` on a field.
type look struct {
	name  string
	store string
	names []string // all of the field where nil
	args  []string
	kill  time.Duration // after so long; never where 0
}

func (b *bench) store(name string) string { return filepath.Join(b.dir, name+".db") }

// look runs `stemma check` and judges what it said.
func (b *bench) look(f *field, l look) (outcome, error) {
	names, before := l.names, len(f.Requests())
	if names == nil {
		names = f.names
	}
	args := append([]string{"check", "--quiet", "--format", "jsonl", "--db", l.store, "--github-url", f.URL(), "--allow-private"}, l.args...)
	run := exec.Command(b.stemma, args...)
	run.Env = append(os.Environ(), "GITHUB_TOKEN="+token)
	run.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
	var out, complaints bytes.Buffer
	run.Stdout, run.Stderr = &out, &complaints
	start := time.Now()
	if err := run.Start(); err != nil {
		return outcome{}, err
	}
	peak := watchMemory(run.Process.Pid)
	if l.kill > 0 {
		time.AfterFunc(l.kill, func() { _ = run.Process.Kill() }) // it may have ended by itself
	}
	err := run.Wait()
	o := outcome{name: l.name, seconds: time.Since(start).Seconds(), megabytes: peak()}
	var exit *exec.ExitError
	if err != nil && !(l.kill > 0 && errors.As(err, &exit) && exit.ExitCode() < 0) {
		return o, fmt.Errorf("%s: %w: %s", l.name, err, complaints.String())
	}
	o.requests = len(f.Requests()) - before
	verdicts, err := readVerdicts(&out)
	if err != nil && l.kill == 0 {
		return o, err
	}
	o.wrong, o.alarms, o.unknown = f.judge(verdicts)
	return o, nil
}

// readVerdicts reads the lines of `stemma check --format jsonl`, by name.
func readVerdicts(out *bytes.Buffer) (map[string]string, error) {
	verdicts := make(map[string]string)
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct{ Input, Status string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return verdicts, err
		}
		verdicts[strings.ToLower(line.Input)] = line.Status
	}
	return verdicts, lines.Err()
}
