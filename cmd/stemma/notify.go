package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/notify"
	"stemma/store"
)

func (p *program) notifyCommand() *cli.Command {
	return &cli.Command{
		Name:  "notify",
		Usage: "tell new alerts by mail, in a chat or to a webhook",
		Description: `Sends each receiver one message with the open alerts that it was not told yet: what
broke, what stands on it, what to do. What a receiver does not take is kept and sent by
a later run; what it took is not sent again. Nothing is checked anew.

   stemma notify --to 'ntfy://ntfy.sh/$TOPIC'
   stemma notify --to 'slack://hook:$SLACK_TOKEN@webhook' --to 'https://example.org/hook'
   stemma notify --to 'smtp://me:$SMTP_PASSWORD@mail.example.org:587/?from=me@example.org&to=us@example.org'
   stemma notify --test

The services: ` + strings.Join(notify.Services(), ", ") + `. docs/notify.md has a line for each.`,
		Flags: append([]cli.Flag{
			dbFlag(), toFlag(),
			&cli.BoolFlag{Name: "dry-run", Category: categoryOutput, Usage: "print what would be sent, and send and keep nothing"},
			&cli.BoolFlag{Name: "test", Category: categoryAlerts, Usage: "send a made-up alert that says so"},
			&cli.BoolFlag{Name: "retry", Category: categoryAlerts, Usage: "also try receivers that failed a short while ago"},
			quietFlag(),
		}, alertFlags()...),
		Action: p.notify,
	}
}

func (p *program) notify(c *cli.Context) error {
	console := p.console(c.Bool("quiet"), false)
	if c.Args().Present() { // and it may hold a secret
		return usagef("this command reads the store alone (--db); addresses are given with --to")
	}
	k, err := p.newCourier(c, console)
	switch {
	case err != nil:
		return err
	case len(k.to) == 0:
		return usagef("nobody to tell: name a receiver with --to URL, or in %s", notifyVariable)
	case c.Bool("test"):
		return p.testCourier(c, k)
	}
	s, err := openToNote(c)
	if err != nil {
		return err
	}
	defer s.Close()
	open, titles, err := p.openAlerts(c, s, console)
	if err != nil {
		return err
	}
	if c.Bool("dry-run") {
		return p.previewDelivery(c, s, k, open, titles)
	}
	deliveries, err := k.deliver(c.Context, s, open, titles)
	for _, d := range deliveries {
		p.writeDelivery(d)
	}
	if err != nil {
		return err
	}
	return failedDelivery(deliveries)
}

// openAlerts returns the open alerts of a store, ranked, and the titles of papers by id.
func (p *program) openAlerts(c *cli.Context, s *store.Store, console *console) ([]stemma.Alert, map[string]string, error) {
	mutes, err := readMutes(c)
	if err != nil {
		return nil, nil, err
	}
	found, err := inquiry{
		options: alertOptions(c), mutes: mutes, now: p.now(), console: console, knowledge: readKnowledge,
		choose: func(f *foundAlerts) { f.keep(func(a *stemma.Alert) bool { return a.State == stemma.AlertOpen }) },
	}.find(c.Context, s)
	if err != nil {
		return nil, nil, err
	}
	titles := make(map[string]string, len(found.Papers))
	for id, paper := range found.Papers {
		titles[id] = paper.Title
	}
	return found.Alerts.Alerts, titles, nil
}

func (p *program) writeDelivery(d delivery) {
	if d.told > 0 || d.later == "" && !d.failed {
		fmt.Fprintf(p.stdout, "%s: %s\n", d.to.Name, toldOf(d.told))
	}
	if d.later != "" {
		fmt.Fprintf(p.stdout, "%s: more is to be told, but %s\n", d.to.Name, d.later)
	}
}

func toldOf(alerts int) string {
	if alerts == 0 {
		return "nothing new"
	}
	return "told of " + plural(alerts, "alert", "alerts")
}

// failedDelivery returns errReported when a destination failed, which was told by then.
func failedDelivery(deliveries []delivery) error {
	for _, d := range deliveries {
		if d.failed {
			return errReported
		}
	}
	return nil
}

func (p *program) previewDelivery(c *cli.Context, s *store.Store, k *courier, open []stemma.Alert, titles map[string]string) error {
	for _, to := range k.to {
		d, err := s.Outbox().Preview(c.Context, to.ID, open)
		if err != nil {
			return err
		}
		if len(d.Alerts) == 0 {
			fmt.Fprintf(p.stdout, "%s: %s\n", to.Name, toldOf(0))
			continue
		}
		if err := p.writeMessage(to, notify.Digest{ID: d.ID, Alerts: d.Alerts, Titles: titles}); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) writeMessage(to notify.Destination, digest notify.Digest) error {
	text, err := to.Message(digest)
	if err == nil {
		_, err = fmt.Fprintf(p.stdout, "%s would be told:\n%s\n", to.Name, printable(text))
	}
	return err
}

// testDigest is what --test sends. Each has an id of its own, lest a receiver drop it.
func testDigest(now time.Time) notify.Digest {
	return notify.Digest{ID: "test-" + strconv.FormatInt(now.Unix(), 10), Test: true, Alerts: []stemma.Alert{{
		Schema: stemma.AlertSchema, ID: "000000000000", Kind: stemma.AlertGone, Target: "https://github.com/owner/name", State: stemma.AlertOpen, Since: now.UTC(),
		Before: "alive", After: "gone", Reason: "this alert is made up", Advice: "Nothing: messages of stemma arrive here.", Papers: []string{},
	}}}
}

// testCourier sends a test to every destination, and needs no store.
func (p *program) testCourier(c *cli.Context, k *courier) error {
	failed := false
	for _, to := range k.to {
		if c.Bool("dry-run") {
			if err := p.writeMessage(to, testDigest(p.now())); err != nil {
				return err
			}
			continue
		}
		err := k.sender.Send(c.Context, to, testDigest(p.now()))
		switch {
		case c.Context.Err() != nil:
			return c.Context.Err()
		case err != nil:
			failed = true
			k.console.fail(fmt.Errorf("%s: %w", to.Name, err))
		default:
			fmt.Fprintf(p.stdout, "%s: took the test\n", to.Name)
		}
	}
	if failed {
		return errReported
	}
	return nil
}
