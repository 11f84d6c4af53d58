package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
)

// Exit statuses, as the help lists them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitMatched     = 3
	exitInterrupted = 130 // what shells give a program that SIGINT ended
)

// errMatched ends a run that is done and in which --fail-on, or --check, matched.
var errMatched = errors.New("--fail-on matched")

// errReported ends a run whose failures have been told already.
var errReported = errors.New("some of the work failed")

// A usageError is a mistake in the arguments.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// A program is stemma with everything that it touches of the outside.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	sleep          func(context.Context, time.Duration) error // nil for real time
}

// run executes one command line and returns the exit status.
func (p *program) run(ctx context.Context, args []string) int {
	app := p.app()
	var help strings.Builder // cli's own output is help and the version
	app.Writer = &help
	err := app.RunContext(ctx, append([]string{app.Name}, flagsFirst(app, args)...))
	if help.Len() > 0 {
		width := helpWidth
		if w := p.textOptions().Width; w > 0 {
			width = min(width, w)
		}
		if _, failed := io.WriteString(p.stdout, filledHelp(help.String(), width)); err == nil {
			err = failed
		}
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errMatched):
		return exitMatched
	case errors.As(err, new(usageError)), errors.As(err, new(cli.ExitCoder)): // the latter is cli's own, for help on what there is not
		p.complain("%v\nRun 'stemma help' or 'stemma COMMAND --help' for what can be given.", err)
		return exitUsage
	case ctx.Err() != nil:
		if !errors.Is(err, context.Canceled) {
			p.complain("%v", err)
		}
		return exitInterrupted
	case !errors.Is(err, errReported):
		p.complain("%v", err)
	}
	return exitFailed
}

func (p *program) complain(format string, args ...any) {
	fmt.Fprintf(p.stderr, "stemma: %s\n", printable(fmt.Sprintf(format, args...)))
}

func (p *program) app() *cli.App {
	app := &cli.App{
		Name:  "stemma",
		Usage: "is the code behind this line of research still alive, and what falls with it when it dies?",
		Description: strings.TrimSpace(`
Stemma reads the abstracts of papers, finds the code they link and the works they
build on, asks GitHub whether that code is still there, and draws which method
stands on which.

   stemma scan papers.txt --out out  the whole job: report and picture in out/
   stemma extract papers.jsonl       what the texts say, as JSON lines
   stemma check owner/repo           the state of single repositories
   stemma report --format md         the report again, from the store
   stemma graph --format svg         the picture again, from the store
   stemma lineage NAME               what a work stands on and what on it
   stemma impact owner/repo          what falls with a repository
   stemma alerts                     what changed that someone should act on
   stemma fix README.md              rewrite links to what has moved
   stemma notify --to URL            tell alerts by mail, in a chat or to a webhook
   stemma watch papers.txt           all of it, until it is stopped
   stemma export > backup.jsonl      the whole store, for 'stemma import'

Exit status: 0 done, 1 failed, 2 wrong usage, 3 done and --fail-on,
--fail-on-new or --check matched, 130 interrupted (what was learnt is kept).`),
		Version:                   version(),
		ErrWriter:                 p.stderr,
		DisableSliceFlagSeparator: true, // names have commas
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              onUsageError,
		Action:                    noCommand,
		Commands: []*cli.Command{p.scanCommand(), p.extractCommand(), p.checkCommand(), p.reportCommand(),
			p.graphCommand(), p.lineageCommand(), p.pathCommand(), p.impactCommand(), p.foundationsCommand(), p.orphansCommand(),
			p.alertsCommand(), p.notifyCommand(), p.watchCommand(), p.fixCommand(), p.exportCommand(), p.importCommand()},
	}
	passDown(app.Commands)
	return app
}

// passDown sets what cli does not pass down to commands.
func passDown(commands []*cli.Command) {
	for _, command := range commands {
		command.OnUsageError = onUsageError
		command.HideHelpCommand = true
		passDown(command.Subcommands)
	}
}

// noCommand answers a command line that names no known command.
func noCommand(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("there is no command %q", c.Args().First())
	}
	return cli.ShowAppHelp(c)
}

func onUsageError(_ *cli.Context, err error, _ bool) error { return usageError{err} }

// version is the module's version, and the commit for a build from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
