package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/fix"
)

func (p *program) fixCommand() *cli.Command {
	return &cli.Command{
		Name:      "fix",
		Usage:     "rewrite links to code that has moved, in the files that have them",
		ArgsUsage: "FILE… | -",
		Description: `Rewrites links to repositories that have moved to their new name, in Markdown, HTML,
LaTeX, BibTeX or plain text, and with --archive dead links to an archived copy. No
other byte of a file is touched. The links are checked first; --offline takes what the
store knows. What can't be rewritten for certain is left alone, and told.

   stemma fix --dry-run README.md          what would change, as a diff
   stemma fix README.md papers/*.bib       change it, and say what was changed
   stemma fix --check --offline README.md  change nothing; exit with 3 if it would
   stemma fix --archive - < in.md > out.md`,
		Flags: append([]cli.Flag{
			dbFlag(),
			&cli.BoolFlag{Name: "archive", Category: categoryOutput, Usage: "also rewrite links to what is gone or blocked to a copy at Software Heritage or the Wayback Machine"},
			&cli.BoolFlag{Name: "dry-run", Aliases: []string{"n"}, Category: categoryOutput, Usage: "change nothing; print what would change as a unified diff"},
			&cli.BoolFlag{Name: "check", Category: categoryOutput, Usage: "change nothing; exit with 3 when something would change"},
			syntaxFlag(), jobsFlag("check `N` links at once (8)"), quietFlag(), verboseFlag(),
		}, p.networkFlags(defaultMaxAge)...),
		Action: p.fix,
	}
}

func syntaxFlag() cli.Flag {
	return &cli.StringFlag{Name: "syntax", Category: categoryInput, DefaultText: "by the ending of the name",
		Usage: "escape as `FORMAT` does: " + strings.Join(fix.Syntaxes(), ", "),
		Action: func(_ *cli.Context, word string) error {
			if _, ok := fix.ParseSyntax(word); !ok {
				return usagef("--syntax %q: want one of %s", word, strings.Join(fix.Syntaxes(), ", "))
			}
			return nil
		}}
}

// A mending is one run of fix.
type mending struct {
	program *program
	console *console
	ctx     *cli.Context
	stdin   string // what stands on standard input
	failed  bool   // a file could not be read or written
	changed bool
}

func (p *program) fix(c *cli.Context) error {
	if !c.Args().Present() {
		return usagef("nothing to fix: name files, or - for standard input")
	}
	m := &mending{program: p, console: p.console(c.Bool("quiet"), c.Bool("verbose")), ctx: c}
	names, targets, err := m.survey(c.Args().Slice())
	if err != nil {
		return err
	}
	known, err := p.known(c, m.console, targets)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := c.Context.Err(); err != nil {
			return err
		}
		if err := m.mend(name, known); err != nil {
			m.fail(err)
		}
	}
	switch {
	case m.failed:
		return errReported
	case m.changed && c.Bool("check"):
		return errMatched
	}
	return nil
}

func (m *mending) fail(err error) {
	m.console.fail(err)
	m.failed = true
}

// survey reads every file once, and returns what the links in them lead to, with the names of
// the files that can be read. No text is kept, so that many files take no more memory than one.
func (m *mending) survey(args []string) (names []string, targets []stemma.Target, err error) {
	host := repositoryHost(m.ctx.String("github-url"))
	seen := make(map[string]bool)
	for _, name := range args {
		if seen[name] {
			continue
		}
		seen[name] = true
		text, err := m.text(name)
		if m.ctx.Context.Err() != nil {
			return nil, nil, m.ctx.Context.Err()
		}
		if err != nil {
			m.fail(err)
			continue
		}
		names = append(names, name)
		targets = append(targets, fix.Targets(text, adopter(host))...)
	}
	return names, targets, nil
}

// text reads a file, or standard input, which can be read only once.
func (m *mending) text(name string) (string, error) {
	if name != "-" {
		file, err := fix.ReadFile(name)
		if err != nil {
			return "", err
		}
		return file.Text, nil
	}
	text, err := orCancelled(m.ctx.Context, func() (string, error) { return fix.ReadText(m.program.stdin, "standard input") })
	m.stdin = text
	return text, err
}

// mend rewrites one file.
func (m *mending) mend(name string, known fix.Known) error {
	if name == "-" {
		r := m.result("standard input", m.stdin, fix.Text, known)
		if m.ctx.Bool("dry-run") || m.ctx.Bool("check") {
			return m.tell("standard input", m.stdin, r)
		}
		for _, change := range r.Changes {
			m.console.note("%s", line("standard input", change))
		}
		_, err := io.WriteString(m.program.stdout, r.Text)
		return err
	}
	file, err := fix.ReadFile(name)
	if err != nil {
		return err
	}
	r := m.result(name, file.Text, fix.SyntaxOf(name), known)
	if len(r.Changes) > 0 && !m.ctx.Bool("dry-run") && !m.ctx.Bool("check") {
		if err := file.Replace(r.Text); err != nil {
			return err
		}
	}
	return m.tell(name, file.Text, r)
}

// result mends a text, and says what is left alone.
func (m *mending) result(name, text string, syntax fix.Syntax, known fix.Known) fix.Result {
	if why := fix.Unreadable(text); why != "" {
		m.console.warn("%s is left alone: %s", name, why)
		return fix.Result{Text: text}
	}
	if word := m.ctx.String("syntax"); word != "" {
		syntax, _ = fix.ParseSyntax(word)
	}
	r := fix.Mend(text, syntax, known)
	for _, left := range r.Left {
		m.console.warn("%s:%d: %s is left alone: %s", name, left.Line, strings.Join(strings.Fields(left.Raw), " "), left.Why)
	}
	m.changed = m.changed || len(r.Changes) > 0
	return r
}

// tell prints what was changed, or would be.
func (m *mending) tell(name, before string, r fix.Result) error {
	var out strings.Builder
	if m.ctx.Bool("dry-run") {
		out.Write(diff.Diff("a/"+name, []byte(before), "b/"+name, []byte(r.Text)))
	} else {
		for _, change := range r.Changes {
			fmt.Fprintln(&out, line(name, change))
		}
	}
	text := out.String()
	if _, terminal := terminalWidth(m.program.stdout); terminal {
		text = printable(text)
	}
	_, err := io.WriteString(m.program.stdout, text)
	return err
}

func line(name string, c fix.Change) string {
	return printable(fmt.Sprintf("%s:%d: %s -> %s", name, c.Line, c.Old, c.New))
}

// adopter returns what targets really are, for the host of an Enterprise server.
func adopter(host string) func(stemma.Target) stemma.Target {
	return func(t stemma.Target) stemma.Target { return adopt(t, host) }
}
