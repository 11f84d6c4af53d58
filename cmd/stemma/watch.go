package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
)

// How often a round may come. Of an interval there are 24, so that a day has one an hour.
const (
	roundsOfInterval = 24
	shortestRound    = time.Minute
	longestRound     = time.Hour
)

// The intervals that --every takes.
const (
	defaultEvery  = 24 * time.Hour
	shortestEvery = 10 * time.Minute
	longestEvery  = 31 * 24 * time.Hour
)

// longestNap is how long a wait sleeps before it looks at the clock again.
const longestNap = time.Minute

func (p *program) watchCommand() *cli.Command {
	flags := slices.DeleteFunc(p.networkFlags(0), func(f cli.Flag) bool { return slices.Contains(f.Names(), "max-age") })
	return &cli.Command{
		Name:      "watch",
		Usage:     "check the links of papers on a schedule, and tell what changed",
		ArgsUsage: "FILE…",
		Description: `Stays in the foreground. Every hour or more often it reads the files anew, checks the
links whose turn it is, each once in the interval, and tells receivers the new alerts;
stderr has a line for each round. A restart goes on where it stopped, and checks at once
what was missed. Ctrl-C or SIGTERM ends it with exit status 0.

   stemma watch papers.txt
   stemma watch papers.txt --every 12h --to 'ntfy://ntfy.sh/$TOPIC'
   stemma watch papers.txt --once        one round, as for cron`,
		Flags: append([]cli.Flag{
			dbFlag(), inputFlag(),
			&cli.DurationFlag{Name: "every", Value: defaultEvery, Usage: "look at each link once in `TIME`, as 24h", Action: within("every", shortestEvery, longestEvery)},
			&cli.BoolFlag{Name: "once", Usage: "end after one round, with status 1 if it failed"},
			jobsFlag("read `N` blocks of papers and check N links at once (one block a core, 8 links)"),
			toFlag(), &cli.BoolFlag{Name: "retry", Category: categoryAlerts, Usage: "also try receivers that failed a short while ago"},
			quietFlag(), verboseFlag(),
		}, slices.Concat(alertFlags(), givenFlags(), flags)...),
		Action: p.watch,
	}
}

func within(name string, least, most time.Duration) func(*cli.Context, time.Duration) error {
	return func(_ *cli.Context, d time.Duration) error {
		if d < least || d > most {
			return usagef("--%s %v: want at least %v and at most %v", name, d, least, most)
		}
		return nil
	}
}

// A watcher runs rounds.
type watcher struct {
	program *program
	c       *cli.Context
	console *console
	courier *courier
	given   *given
	every   time.Duration
	step    time.Duration // from the beginning of a round to that of the next
	sleep   func(context.Context, time.Duration) error
}

func (p *program) newWatcher(c *cli.Context) (*watcher, error) {
	w := &watcher{program: p, c: c, console: p.console(c.Bool("quiet"), c.Bool("verbose")), every: c.Duration("every"), sleep: p.sleep}
	w.step = min(max(w.every/roundsOfInterval, shortestRound), longestRound)
	if w.sleep == nil {
		w.sleep = pause
	}
	for _, file := range c.Args().Slice() {
		switch {
		case strings.Contains(file, "://"): // and it may hold a secret
			return nil, usagef("an address is no file to read; those of receivers are given with --to")
		case file == "-" && !c.Bool("once"):
			return nil, usagef("standard input can be read once only: name a file, or use --once")
		}
	}
	var err error
	if w.courier, err = p.newCourier(c, w.console); err != nil {
		return nil, err
	}
	w.given, err = readGiven(c, w.console)
	return w, err
}

func (p *program) watch(c *cli.Context) error {
	w, err := p.newWatcher(c)
	if err != nil {
		return err
	}
	// What is wrong with the command line is told now, not at every round.
	if _, _, err := w.begin(); err != nil {
		return err
	}
	if _, err := readMutes(c); err != nil {
		return err
	}
	if c.Bool("once") {
		return w.round()
	}
	for c.Context.Err() == nil {
		start := p.now()
		if err := w.round(); err != nil && c.Context.Err() == nil {
			w.console.fail(fmt.Errorf("the round of %s: %w; the next one is at %s", instant(start), err, instant(start.Add(w.step))))
		}
		w.wait(start)
	}
	return nil // to be stopped is how it ends
}

// wait waits until the next round. Sleep is counted as well as read off the clock: a clock
// that is put back makes it wait no longer, one that is put forward, or a computer that
// was asleep, ends the wait.
func (w *watcher) wait(start time.Time) {
	took := w.program.now().Sub(start)
	left := min(max(w.step-took, 0), w.step)
	end := w.wall().Add(left)
	for left > 0 && w.wall().Before(end) {
		nap := min(left, longestNap)
		if w.sleep(w.c.Context, nap) != nil {
			return
		}
		left -= nap
	}
}

// wall is the time without its monotonic part, which stands still while a computer sleeps.
func (w *watcher) wall() time.Time { return w.program.now().Round(0) }

// begin makes what a round reads and asks with: the papers, the mutes and the token are
// read anew for each. The works of --catalogue and --bib are not.
func (w *watcher) begin() (*intake, *observer, error) {
	in, err := w.program.newIntake(w.c, w.console)
	if err != nil {
		return nil, nil, err
	}
	o, err := w.program.newObserver(w.c, w.console)
	return in, o, err
}

// round reads, checks what has its turn, and tells what changed.
func (w *watcher) round() error {
	start := w.program.now()
	in, o, err := w.begin()
	if err != nil {
		return err
	}
	defer o.Close()
	pile, lineage, err := w.program.takeIn(w.c, in, o, w.given, nil)
	if err != nil {
		return err
	}
	checked, all, err := w.check(o, pile.targets(lineage))
	if err != nil {
		return err
	}
	open, titles, err := w.program.openAlerts(w.c, o.store, w.console)
	if err != nil {
		return err
	}
	deliveries, err := w.courier.deliver(w.c.Context, o.store, open, titles)
	if err != nil {
		return err
	}
	w.tell(start, fmt.Sprintf("looked at %d of %s, %s open", checked, plural(all, "link", "links"), plural(len(open), "alert", "alerts")), deliveries)
	if err := in.result(); err != nil {
		return err
	}
	if w.c.Bool("once") {
		return failedDelivery(deliveries)
	}
	return nil
}

// check looks at the targets that have their turn.
func (w *watcher) check(o *observer, targets []stemma.Target) (checked, all int, err error) {
	r := rota{every: w.every, now: w.program.now()}
	if w.c.Bool("once") { // cron is not that precise
		r.whole = w.step
	}
	o.maxAge = r.leastAge()
	targets = distinct(targets, o.host)
	standings, err := o.store.Due(w.c.Context, targets, o.terms())
	if err != nil {
		return 0, 0, err
	}
	chosen := r.choose(standings)
	err = o.observe(w.c.Context, chosen, func(stemma.Observation) { checked++ })
	return checked, len(targets), err
}

// tell writes the line of a round.
func (w *watcher) tell(start time.Time, what string, deliveries []delivery) {
	if w.console.quiet {
		return
	}
	told := 0
	for _, d := range deliveries {
		told += d.told
		if d.later != "" {
			w.console.log("%s: %s", d.to.Name, d.later)
		}
	}
	if len(deliveries) > 0 {
		what += fmt.Sprintf(", %d told", told)
	}
	if !w.c.Bool("once") {
		what += "; next round at " + instant(start.Add(w.step))
	}
	w.console.say("%s: %s", instant(start), what)
}
