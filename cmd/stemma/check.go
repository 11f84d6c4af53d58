package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/extract"
	"stemma/report"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "tell the state of single repositories and pages",
		ArgsUsage: "[OWNER/REPO | URL]… (none, or -, reads standard input)",
		Description: `Checks what it is given, or what stands on standard input, one a line, and prints
one line for each. What it saw is kept in the store.

   stemma check torvalds/linux https://gitlab.com/gitlab-org/gitlab
   stemma check --format jsonl < links.txt
   stemma check --fail-on gone,archived owner/repo`,
		Flags: append([]cli.Flag{
			dbFlag(), formatFlag("text", "text", "jsonl"), failOnFlag(), jobsFlag("check `N` links at once (8)"), rescueFlag(), quietFlag(), verboseFlag(),
		}, p.networkFlags(0)...),
		Action: p.check,
	}
}

// A question is one thing to check, as it was given.
type question struct {
	input  string
	target stemma.Target
	err    error // what is wrong with the input
}

func (p *program) check(c *cli.Context) error {
	console := p.console(c.Bool("quiet"), c.Bool("verbose"))
	failOn, err := parseStatuses(c.String("fail-on"))
	if err != nil {
		return err
	}
	questions, err := p.questions(c.Context, c.Args().Slice())
	if err != nil {
		return err
	}
	if len(questions) == 0 {
		return usagef("nothing to check: name repositories or addresses, or write them to standard input, one a line")
	}
	o, err := p.openObserver(c, console)
	if err != nil {
		return err
	}
	defer o.Close()
	for i, q := range questions {
		questions[i].target = adopt(q.target, o.host)
	}
	answers := &answers{questions: questions, host: o.host, seen: make(map[string]stemma.Observation), write: p.checkWriter(console, c.String("format"))}
	if c.Bool("rescue") {
		answers.rescue = func(seen map[string]stemma.Observation) (map[string]report.Archived, error) {
			return p.rescue(c, o, seen)
		}
	}
	err = p.answer(c.Context, o, answers)
	if err == nil && answers.match(failOn) {
		return errMatched
	}
	return err
}

// checkWriter returns what writes a line, behind the line of progress that may stand on
// the same terminal.
func (p *program) checkWriter(console *console, format string) func(report.Check) error {
	write := report.WriteCheckJSON
	if format != "jsonl" {
		options := p.textOptions()
		write = func(w io.Writer, line report.Check) error { return report.WriteCheckText(w, line, options) }
	}
	return func(line report.Check) error {
		console.done()
		return write(p.stdout, line)
	}
}

// questions reads what is to be checked from the arguments, or from standard input
// where there is none.
func (p *program) questions(ctx context.Context, args []string) ([]question, error) {
	if len(args) == 1 && args[0] == "-" {
		args = nil
	}
	if len(args) == 0 {
		lines, err := orCancelled(ctx, func() ([]string, error) { return readLines(p.stdin) })
		if err != nil {
			return nil, err
		}
		args = lines
	}
	questions := make([]question, len(args))
	for i, arg := range args {
		questions[i].input = arg
		questions[i].target, questions[i].err = extract.ParseTarget(arg)
	}
	return questions, nil
}

// maxLine is far more than any address has.
const maxLine = 64 << 10

// readLines returns the lines of r that are not blank.
func readLines(r io.Reader) ([]string, error) {
	var lines []string
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, maxLine)
	for scanner.Scan() {
		if line := strings.TrimSpace(scanner.Text()); line != "" {
			lines = append(lines, line)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("standard input, behind line %d: %w", len(lines), err)
	}
	return lines, nil
}

// answers prints the answer to each question in the order of the questions, as soon as
// those before it are answered.
type answers struct {
	questions []question
	host      string                        // of which places are told
	next      int                           // the first question that is not answered
	seen      map[string]stemma.Observation // by key, and by place what was seen of places
	write     func(report.Check) error
	archived  map[string]report.Archived // by key; what is known of copies
	// rescue finds out what is known of copies when all is seen; nil where nobody asked
	// for them, and no line has to wait.
	rescue func(seen map[string]stemma.Observation) (map[string]report.Archived, error)
	err    error // the first of write
}

func (p *program) answer(ctx context.Context, o *observer, a *answers) error {
	var targets []stemma.Target
	bad := 0
	for _, q := range a.questions {
		if q.err != nil {
			bad++
			continue
		}
		targets = append(targets, q.target)
	}
	a.flush(false)
	err := o.observe(ctx, targets, func(seen stemma.Observation) {
		a.seen[seen.Target.PlaceKey()] = seen
		if a.rescue == nil {
			a.flush(false)
		}
	})
	if a.rescue != nil && err == nil {
		a.archived, err = a.rescue(a.seen)
	}
	a.flush(true)
	if err = errors.Join(err, a.err); err == nil && bad > 0 {
		return fmt.Errorf("%d of %d inputs name nothing that can be checked", bad, len(a.questions))
	}
	return err
}

// flush writes what can be written in order; at the end also what stands behind a
// question that an interruption left open.
func (a *answers) flush(end bool) {
	for ; a.next < len(a.questions); a.next++ {
		q := a.questions[a.next]
		seen, ok := a.seen[q.target.Key()]
		place, looked := a.seen[q.target.PlaceKey()]
		switch {
		case q.err != nil:
			seen = stemma.Observation{Reason: q.err.Error()}
		case !ok && end:
			continue
		case !ok, !looked && !end && a.expects(q.target, seen):
			return
		}
		if a.err == nil {
			line := report.NewCheck(q.input, seen)
			if looked && q.err == nil {
				line = line.At(place)
			}
			if archived, known := a.archived[q.target.Key()]; known && q.err == nil {
				line = line.With(archived)
			}
			a.err = a.write(line)
		}
	}
}

// expects reports whether something may still be said of a place whose repository is seen:
// it is told of behind that, if the API knows it and the repository is there.
func (a *answers) expects(t stemma.Target, repository stemma.Observation) bool {
	switch repository.Status {
	case stemma.Gone, stemma.Blocked, stemma.Empty:
		return false
	}
	return isPlace(t) && t.Host == a.host
}

// match reports whether any answer has one of the statuses.
func (a *answers) match(statuses []stemma.Status) bool {
	for key, seen := range a.seen {
		if key == seen.Target.Key() && matches(statuses, seen.Status, seen.Repository) {
			return true
		}
	}
	return false
}
