package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/alert"
	"stemma/report"
	"stemma/store"
)

// alertWriters are the forms of alerts beside text, by the word that --format takes.
var alertWriters = [...]struct {
	format string
	write  func(io.Writer, *report.Alerts) error
}{
	{"json", report.WriteAlertsJSON}, {"jsonl", report.WriteAlertsJSONL}, {"md", report.WriteAlertsMarkdown}, {"sarif", report.WriteAlertsSARIF},
	{"junit", report.WriteAlertsJUnit}, {"github", report.WriteAlertsGitHub}, {"atom", report.WriteAlertsAtom},
}

func alertFormats() []string {
	formats := []string{"text"}
	for _, w := range alertWriters {
		formats = append(formats, w.format)
	}
	return formats
}

func (p *program) alertsCommand() *cli.Command {
	return &cli.Command{
		Name:  "alerts",
		Usage: "tell what changed that someone should act on",
		Description: `Tells what became of links since the store first saw them: bad news once a second
look has confirmed it, good news at once, the most dangerous first. What was amiss
from the first is in 'stemma report', and no alert unless --include-first asks for it.
Nothing is checked anew: run 'stemma scan' before, daily.

   stemma alerts
   stemma alerts --format sarif --out alerts.sarif
   stemma alerts --new
   stemma alerts --format github --fail-on-new
   stemma alerts ack 3f2a --note 'I have written to the authors'
   stemma alerts mute 'owner/*' --until 2027-01-31 --reason 'they move to a new group'

An alert is new while it is open and was neither shown with --new or --fail-on-new nor
delivered by 'stemma notify' from the same store.`,
		Flags: append([]cli.Flag{
			dbFlag(), formatFlag("text", alertFormats()...),
			&cli.StringFlag{Name: "out", Category: categoryOutput, Usage: "write to `FILE` instead, whole or not at all"},
			&cli.BoolFlag{Name: "all", Category: categoryOutput, Usage: "also show what is acknowledged, muted or resolved"},
			kindFlag("show only alerts of these `KINDS`, as gone,replaced"),
			&cli.BoolFlag{Name: "new", Category: categoryOutput, Usage: "show only alerts that are new, which they are not the next time"},
			&cli.BoolFlag{Name: "fail-on-new", Category: categoryOutput, Usage: "exit with 3 when a shown alert is new, which it is not the next time"},
			quietFlag(),
		}, alertFlags()...),
		Action:      p.alerts,
		Subcommands: []*cli.Command{p.ackCommand(), p.muteCommand(), p.unmuteCommand()},
	}
}

func (p *program) alerts(c *cli.Context) error {
	kinds, err := parseKinds(c.String("kind"))
	if err != nil {
		return err
	}
	if c.Args().Present() {
		return usagef("%q: want nothing, or one of ack, mute and unmute first", c.Args().First())
	}
	s, err := openToNote(c)
	if err != nil {
		return err
	}
	defer s.Close()
	found, err := p.findAlerts(c, s, p.console(c.Bool("quiet"), false), func(f *foundAlerts) { f.choose(c, kinds) })
	if err != nil {
		return err
	}
	if err := p.writeAlertsTo(c.String("out"), found, c.String("format")); err != nil {
		return err
	}
	return tellNew(c, s, found)
}

// choose leaves the alerts that the flags ask for.
func (f *foundAlerts) choose(c *cli.Context, kinds []stemma.AlertKind) {
	f.keep(func(a *stemma.Alert) bool { return len(kinds) == 0 || slices.Contains(kinds, a.Kind) })
	total := len(f.Alerts.Alerts)
	switch {
	case c.Bool("new"):
		f.new()
	case !c.Bool("all"):
		f.keep(func(a *stemma.Alert) bool { return a.State == stemma.AlertOpen })
		f.Hidden = total - len(f.Alerts.Alerts)
	}
}

// tellNew notes that the new alerts were told, and ends with errMatched where there are some
// and --fail-on-new asks for that.
func tellNew(c *cli.Context, s *store.Store, found *foundAlerts) error {
	if !c.Bool("new") && !c.Bool("fail-on-new") || len(alert.Fresh(found.Alerts.Alerts, found.notes)) == 0 {
		return nil
	}
	if err := noteTold(c.Context, s, found); err != nil {
		return err
	}
	if c.Bool("fail-on-new") {
		return errMatched
	}
	return nil
}

// noteTold notes that the new alerts were told, once they are written: a run that is killed
// in between tells them again, and none is lost.
func noteTold(ctx context.Context, s *store.Store, found *foundAlerts) error {
	var ids []string
	for _, a := range alert.Fresh(found.Alerts.Alerts, found.notes) {
		ids = append(ids, a.ID)
	}
	return s.MarkTold(ctx, ids, found.Now)
}

func (p *program) writeAlertsTo(file string, found *foundAlerts, format string) error {
	if file == "" {
		return p.writeAlerts(p.stdout, &found.Alerts, format)
	}
	return writeFile(file, func(w io.Writer) error { return p.writeAlerts(w, &found.Alerts, format) })
}

func (p *program) writeAlerts(w io.Writer, r *report.Alerts, format string) error {
	for _, form := range alertWriters {
		if form.format == format {
			return form.write(w, r)
		}
	}
	return report.WriteAlertsText(w, r, p.textOptions())
}

func kindFlag(usage string) cli.Flag {
	names := make([]string, 0, len(alert.Kinds()))
	for _, kind := range alert.Kinds() {
		names = append(names, string(kind))
	}
	return &cli.StringFlag{Name: "kind", Category: categoryOutput, Usage: usage + " (" + strings.Join(names, ", ") + ")"}
}

// parseKinds reads the list that --kind takes.
func parseKinds(list string) ([]stemma.AlertKind, error) {
	var kinds []stemma.AlertKind
	for name := range strings.SplitSeq(list, ",") {
		kind := stemma.AlertKind(strings.TrimSpace(name))
		if kind == "" {
			continue
		}
		if !slices.Contains(alert.Kinds(), kind) {
			return nil, usageError{fmt.Errorf("--kind: %q is no kind of alert; the kinds are %v", kind, alert.Kinds())}
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}
