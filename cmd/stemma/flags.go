package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/input"
)

// Categories of flags in the help.
const (
	categoryInput   = "Input"
	categoryOutput  = "Output"
	categoryNetwork = "Network"
)

// defaultStore is where what was learnt is kept.
const defaultStore = "stemma.db"

// defaultMaxAge is how old an observation may be before scan looks again.
const defaultMaxAge = 24 * time.Hour

func dbFlag() cli.Flag {
	return &cli.StringFlag{Name: "db", Value: defaultStore, Usage: "keep what was learnt in `FILE`"}
}

func inputFlag() cli.Flag {
	return &cli.StringFlag{Name: "input", Category: categoryInput, Usage: "read the input as `FORMAT` (" + strings.Join(input.Formats(), ", ") + "); detected where not given"}
}

func outFlag(files string) cli.Flag {
	return &cli.StringFlag{Name: "out", Category: categoryOutput, Usage: "write " + files + " into `DIR`"}
}

func formatFlag(value string, formats ...string) cli.Flag {
	return &cli.StringFlag{Name: "format", Category: categoryOutput, Value: value,
		Usage: "print as `FORMAT`: " + strings.Join(formats, ", "),
		Action: func(_ *cli.Context, format string) error {
			if !slices.Contains(formats, format) {
				return usagef("--format %q: want one of %s", format, strings.Join(formats, ", "))
			}
			return nil
		}}
}

func failOnFlag() cli.Flag {
	return &cli.StringFlag{Name: "fail-on", Category: categoryOutput,
		Usage: "exit with 3 when a link has one of these `STATUSES`, as gone,archived (unknown, alive, moved, archived, empty, placeholder, replaced, blocked, gone)",
		Action: func(_ *cli.Context, list string) error {
			if strings.Trim(list, ", ") == "" { // an unset variable in a script must not turn the check off
				return usagef("--fail-on: name one status or more")
			}
			return nil
		}}
}

// mostJobs is more than any machine or host can make use of.
const mostJobs = 256

func jobsFlag(what string) cli.Flag {
	return &cli.IntFlag{Name: "jobs", Usage: what, DefaultText: "as many as fit",
		Action: func(_ *cli.Context, n int) error {
			if n < 1 || n > mostJobs {
				return usagef("--jobs %d: want at least 1 and at most %d", n, mostJobs)
			}
			return nil
		}}
}

func quietFlag() cli.Flag {
	return &cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Category: categoryOutput, Usage: "no progress and no warnings, errors alone"}
}

func verboseFlag() cli.Flag {
	return &cli.BoolFlag{Name: "verbose", Category: categoryOutput, Usage: "say on stderr what is done, and what is asked of whom"}
}

func (p *program) networkFlags(maxAge time.Duration) []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "offline", Category: categoryNetwork, Usage: "ask nothing of the network; use what the store knows"},
		&cli.DurationFlag{Name: "timeout", Category: categoryNetwork, Value: 20 * time.Second, Usage: "give one request at most `TIME`, as 30s", Action: positive("timeout")},
		&cli.DurationFlag{Name: "max-time", Category: categoryNetwork, Usage: "check for at most `TIME` in all, as 10m; what is left is unknown, and the next run goes on with it", DefaultText: "no bound", Action: notNegative("max-time")},
		&cli.DurationFlag{Name: "max-age", Category: categoryNetwork, Value: maxAge, Usage: "take what the store saw less than `TIME` ago, as 12h or 30m, for the present state", Action: notNegative("max-age")},
		&cli.StringFlag{Name: "github-url", Category: categoryNetwork, Value: cmp.Or(p.getenv("GITHUB_API_URL"), "https://api.github.com/"),
			Usage: "ask the API at `URL` (or GITHUB_API_URL); an Enterprise server's is https://HOST/api/v3/"},
		&cli.IntFlag{Name: "budget", Category: categoryNetwork, DefaultText: "as many as GitHub allows",
			Usage: "spend at most `N` points of GitHub's limit (a query for up to 100 repositories, or one other request, is a point), and leave the rest to the next run",
			Action: func(_ *cli.Context, n int) error {
				if n < 1 {
					return usagef("--budget %d: want at least 1 point", n)
				}
				return nil
			}},
		&cli.StringFlag{Name: "token-file", Category: categoryNetwork, Usage: "read the GitHub token from `FILE`, instead of from GITHUB_TOKEN or GH_TOKEN, or a GitHub App's of GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PRIVATE_KEY"},
		&cli.BoolFlag{Name: "allow-private", Category: categoryNetwork, Usage: "also check links to loopback and private addresses"},
	}
}

// longest is as long as one request may take.
const longest = time.Hour

func positive(name string) func(*cli.Context, time.Duration) error {
	return func(_ *cli.Context, d time.Duration) error {
		if d <= 0 || d > longest {
			return usagef("--%s %v: want more than 0, and at most %v", name, d, longest)
		}
		return nil
	}
}

func notNegative(name string) func(*cli.Context, time.Duration) error {
	return func(_ *cli.Context, d time.Duration) error {
		if d < 0 {
			return usagef("--%s %v: want 0s or more", name, d)
		}
		return nil
	}
}

// parseStatuses reads the list that --fail-on takes.
func parseStatuses(list string) ([]stemma.Status, error) {
	var statuses []stemma.Status
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		status, err := stemma.ParseStatus(name)
		if err != nil {
			return nil, usageError{fmt.Errorf("--fail-on: %w", err)}
		}
		statuses = append(statuses, status)
	}
	return statuses, nil
}

// flagsFirst moves the flags of a subcommand in front of its arguments, since cli stops
// reading flags at the first argument and people write `stemma scan FILE --out DIR`.
// What follows "--" stays as it is; "-" is an argument.
func flagsFirst(app *cli.App, args []string) []string {
	if len(args) == 0 {
		return args
	}
	command := app.Command(args[0])
	if command == nil {
		return args
	}
	head := 1
	if len(args) > 1 {
		if sub := subcommand(command, args[1]); sub != nil {
			command, head = sub, 2
		}
	}
	var flags, rest []string
	for i := head; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			rest = append(rest, args[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			rest = append(rest, arg)
			continue
		}
		flags = append(flags, arg)
		if takesValue(command, arg) {
			if i++; i == len(args) {
				return slices.Concat(args[:head], flags) // nothing follows, which cli complains of
			}
			flags = append(flags, args[i])
		}
	}
	return slices.Concat(args[:head], flags, []string{"--"}, rest)
}

// subcommand returns the command of that name below another; nil where there is none.
func subcommand(of *cli.Command, name string) *cli.Command {
	for _, sub := range of.Subcommands {
		if sub.HasName(name) {
			return sub
		}
	}
	return nil
}

// takesValue reports whether the flag written as arg takes the next argument.
func takesValue(command *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, flag := range command.Flags {
		if slices.Contains(flag.Names(), name) {
			documented, ok := flag.(cli.DocGenerationFlag)
			return ok && documented.TakesValue()
		}
	}
	return false
}
