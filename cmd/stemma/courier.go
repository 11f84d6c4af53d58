package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/notify"
	"stemma/store"
)

// A courier brings alerts to destinations, each alert to each of them once.
type courier struct {
	to      []notify.Destination
	sender  *notify.Sender
	console *console
	now     func() time.Time
	hasty   bool // destinations that failed a short while ago are tried all the same
}

// notifyVariable holds addresses, one behind another, where --to gives none.
const notifyVariable = "STEMMA_NOTIFY"

// mostDestinations is more than anybody has.
const mostDestinations = 100

func toFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "to", Category: categoryAlerts, Usage: "tell `URL`, as ntfy://ntfy.sh/TOPIC or smtp://…; $NAME in it stands for that variable of the environment, so that no secret is on the command line (or " + notifyVariable + ", with spaces between several)"}
}

// newCourier reads the addresses, which may be none.
func (p *program) newCourier(c *cli.Context, console *console) (*courier, error) {
	k := &courier{sender: notify.NewSender(notify.Config{UserAgent: "stemma/" + version()}), console: console, now: p.now, hasty: c.Bool("retry")}
	from, addresses := "--to", c.StringSlice("to")
	if len(addresses) == 0 {
		from, addresses = notifyVariable, strings.Fields(p.getenv(notifyVariable))
	}
	known := make(map[string]bool)
	for i, address := range addresses {
		all, err := notify.Parse(address, p.getenv)
		if err != nil {
			return nil, usagef("%s, address %d: %w", from, i+1, err)
		}
		for _, d := range all {
			if !known[d.ID] {
				known[d.ID] = true
				k.to = append(k.to, d)
			}
		}
		if len(k.to) > mostDestinations {
			return nil, usagef("%s: more than %d receivers", from, mostDestinations)
		}
	}
	return k, nil
}

// A delivery is what became of one destination.
type delivery struct {
	to     notify.Destination
	told   int // alerts that it took
	failed bool
	later  string // why something is left to another run; empty if nothing is
}

// deliver puts alerts into the outbox for every destination, and then sends what is in it.
// A destination that fails holds up no other. The error is that of the store or the context.
func (k *courier) deliver(ctx context.Context, s *store.Store, alerts []stemma.Alert, titles map[string]string) ([]delivery, error) {
	for _, to := range k.to {
		if _, err := s.Outbox().Put(ctx, to.ID, alerts); err != nil {
			return nil, err
		}
	}
	var all []delivery
	for _, to := range k.to {
		d := delivery{to: to}
		for more := true; more; {
			var err error
			if more, err = k.next(ctx, s, &d, titles); err != nil {
				return all, err
			}
		}
		all = append(all, d)
	}
	return all, nil
}

// next sends a destination its next digest, and reports whether there may be another.
func (k *courier) next(ctx context.Context, s *store.Store, d *delivery, titles map[string]string) (more bool, err error) {
	turn, err := s.Outbox().Take(ctx, d.to.ID, k.now(), k.hasty)
	switch {
	case err != nil:
		return false, err
	case turn.Held:
		d.later = fmt.Sprintf("another run is sending to it, or was killed less than %v ago", store.SendLease)
	case !turn.Wait.IsZero():
		d.later = "it failed a short while ago and is tried again from " + instant(turn.Wait) + "; --retry tries now"
	}
	if turn.Digest.ID == "" {
		return false, nil
	}
	digest := turn.Digest
	err = k.sender.Send(ctx, d.to, notify.Digest{ID: digest.ID, Alerts: digest.Alerts, Titles: titles})
	kept := context.WithoutCancel(ctx) // what was done is noted, whatever comes
	if err != nil {
		return false, cmp.Or(k.noteFailure(kept, s, d, digest, err), ctx.Err())
	}
	d.told += len(digest.Alerts)
	var ids []string
	for _, a := range digest.Alerts {
		ids = append(ids, a.ID)
	}
	return true, errors.Join(s.Outbox().Told(kept, digest, k.now()), s.MarkTold(kept, ids, k.now()))
}

func (k *courier) noteFailure(ctx context.Context, s *store.Store, d *delivery, digest store.SentDigest, failure error) error {
	d.failed = true
	next, err := s.Outbox().Failed(ctx, digest, k.now())
	if err != nil {
		return err
	}
	k.console.fail(fmt.Errorf("%s was not told of %s: %w; tried again from %s", d.to.Name, plural(len(digest.Alerts), "alert", "alerts"), failure, instant(next)))
	return nil
}

// instant writes a time of day for people.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
