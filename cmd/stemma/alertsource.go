package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/alert"
	"stemma/github"
	"stemma/graph"
	"stemma/report"
	"stemma/store"
)

// categoryAlerts is that of the flags that say what an alert is.
const categoryAlerts = "Alerts"

// alertFlags are those of every command that finds alerts.
func alertFlags() []cli.Flag {
	return []cli.Flag{
		periodFlag("confirm-after", alert.DefaultConfirmAfter, "believe bad news when a look `TIME` after the first saw it again; 0s believes it at once"),
		periodFlag("unknown-after", alert.DefaultUnknownAfter, "tell what could not be checked for `TIME`"),
		periodFlag("stale-after", alert.DefaultStaleAfter, "tell what had no push for `TIME`"),
		periodFlag("promise-grace", alert.DefaultPromiseGrace, "tell a promise of code that was not kept `TIME` after the paper's date"),
		&cli.BoolFlag{Name: "include-first", Category: categoryAlerts, Usage: "also tell what was amiss when it was seen first, as dead links and overdue promises in papers that were just read"},
		muteFileFlag(),
	}
}

func alertOptions(c *cli.Context) alert.Options {
	return alert.Options{
		ConfirmAfter: lengthOf(c, "confirm-after"), UnknownAfter: lengthOf(c, "unknown-after"), StaleAfter: lengthOf(c, "stale-after"),
		PromiseGrace: lengthOf(c, "promise-grace"), First: c.Bool("include-first"),
	}
}

// foundAlerts are the alerts of a store, and what is kept of them.
type foundAlerts struct {
	report.Alerts
	notes alert.Notes
}

// keep leaves the alerts that are wanted.
func (f *foundAlerts) keep(wanted func(*stemma.Alert) bool) {
	f.Alerts.Alerts = slices.DeleteFunc(f.Alerts.Alerts, func(a stemma.Alert) bool { return !wanted(&a) })
}

// new leaves the alerts that were not told yet.
func (f *foundAlerts) new() { f.Alerts.Alerts = alert.Fresh(f.Alerts.Alerts, f.notes) }

// openToNote opens the store that --db names, which must be there, to find alerts in it
// and to keep notes on them.
func openToNote(c *cli.Context) (*store.Store, error) {
	path := c.String("db")
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("there is no store to read: %w; 'stemma scan FILE' makes one, --db names another", err)
	}
	return store.Open(c.Context, path)
}

// findAlerts finds the alerts of a store as the flags say, and leaves those that choose does.
func (p *program) findAlerts(c *cli.Context, s *store.Store, console *console, choose func(*foundAlerts)) (*foundAlerts, error) {
	mutes, err := readMutes(c)
	if err != nil {
		return nil, err
	}
	q := inquiry{
		options: alertOptions(c), mutes: mutes, now: p.now(), choose: choose, console: console,
		knowledge: readKnowledge,
	}
	return q.find(c.Context, s)
}

// An inquiry is how alerts are looked for.
type inquiry struct {
	options   alert.Options
	mutes     []alert.Mute
	now       time.Time
	choose    func(*foundAlerts)
	console   *console
	knowledge func(context.Context, *store.Store) (*knowledge, error) // asked for only where it is needed
}

// find finds the alerts with what people said of them, leaves those that choose does, and
// ranks them by what stands on their targets. It loads the lineage, which takes longest,
// only where some are left.
func (q inquiry) find(ctx context.Context, s *store.Store) (*foundAlerts, error) {
	in, found, err := q.input(ctx, s)
	if err != nil {
		return nil, err
	}
	if found.notes, err = s.AlertNotes(ctx); err != nil {
		return nil, err
	}
	knowledge := sync.OnceValues(func() (*knowledge, error) { return q.knowledge(ctx, s) })
	var failed error
	in.Known = func(key string) bool { // scans look at the code of known works as well
		k, err := knowledge()
		failed = err
		return err == nil && k.works.HasCode(key)
	}
	if q.fill(found, in); failed != nil || len(found.Alerts.Alerts) == 0 {
		return found, failed
	}
	k, err := knowledge()
	if err == nil {
		err = q.addImpact(ctx, s, k, &in)
	}
	if err != nil {
		return nil, err
	}
	q.fill(found, in)
	return found, nil
}

func (q inquiry) fill(found *foundAlerts, in alert.Input) {
	found.Alerts.Alerts = alert.Find(in)
	alert.Settle(found.Alerts.Alerts, found.notes, q.mutes, q.now)
	q.choose(found)
}

// input reads what alerts are found in, and what is shown of papers beside them.
func (q inquiry) input(ctx context.Context, s *store.Store) (in alert.Input, found *foundAlerts, err error) {
	in = alert.Input{Options: q.options, Now: q.now}
	found = &foundAlerts{Alerts: report.Alerts{Papers: make(map[string]stemma.Paper), Feed: s.Path(), Now: q.now}}
	if in.Histories, err = histories(ctx, s); err != nil {
		return in, nil, err
	}
	if err := s.DatePromises(ctx, q.now); err != nil {
		return in, nil, err
	}
	err = s.EachLinking(ctx, func(l store.Linking) error {
		if len(in.Papers) == 0 {
			found.Feed = l.Paper.ID
		}
		found.Papers[l.Paper.ID] = l.Paper
		in.Papers = append(in.Papers, paperOf(l))
		return nil
	})
	return in, found, err
}

func paperOf(l store.Linking) alert.Paper {
	p := alert.Paper{ID: l.Paper.ID, Date: l.Paper.Date, Promises: l.Promises, Promised: l.Promised, Kept: l.Kept}
	for _, link := range l.Links {
		p.Links = append(p.Links, link.Target)
	}
	return p
}

// histories reads what was seen of every target. A look that failed because there was
// nothing to ask is none.
func histories(ctx context.Context, s *store.Store) ([]alert.History, error) {
	var all []alert.History
	err := s.Histories(ctx, func(from store.History) error {
		h := alert.History{Target: from.Target}
		for _, state := range from.States {
			first := state.Observation
			first.Reason, first.Evidence = state.FirstLook.Reason, state.FirstLook.Evidence
			h.States = append(h.States, alert.State{Observation: state.Observation, FirstSeen: state.FirstSeen, Shallow: shallow(first) && shallow(state.Observation)})
		}
		if !from.FailingSince.IsZero() && !github.Moot(from.Failed) {
			h.Failure = &alert.Failure{Reason: from.Failed.Reason, Since: from.FailingSince, Last: from.Failed.CheckedAt}
		}
		all = append(all, h)
		return nil
	})
	return all, err
}

// shallow reports whether a look could not see what is in a repository.
func shallow(o stemma.Observation) bool {
	return github.Shallow(o) || o.Target.Kind == stemma.KindRepository && alert.Unheard(o.Evidence)
}

// addImpact lets alerts be found with what stands on their targets and papers. Of a large
// lineage it loads the small part that does.
func (q inquiry) addImpact(ctx context.Context, s *store.Store, k *knowledge, in *alert.Input) error {
	if err := weave(ctx, s, k, q.console); err != nil {
		return err
	}
	var keys []string
	note := func(key string) int { keys = append(keys, key); return 0 }
	in.Impact = func(key string) int { return note(graph.CodeKey(key)) }
	in.PaperImpact = func(id string) int { return note(paperKey(id)) }
	alert.Find(*in)
	slices.Sort(keys)
	lineage, err := k.works.Load(ctx, s, graph.Reach{From: slices.Compact(keys), Down: graph.Endless, BuildsOn: true})
	if err != nil {
		return err
	}
	counter := lineage.Counter()
	in.Impact = func(key string) int { return counter.Of(graph.CodeKey(key)) }
	in.PaperImpact = func(id string) int { return counter.Of(paperKey(id)) }
	return nil
}

// paperKey is the key of a paper's node.
func paperKey(id string) string { return "paper:" + id }

// findByID returns the one alert whose id begins with a text.
func findByID(alerts []stemma.Alert, text string) (stemma.Alert, error) {
	const shortest = 4
	var matching []stemma.Alert
	for _, a := range alerts {
		if len(text) >= shortest && len(a.ID) >= len(text) && a.ID[:len(text)] == text {
			matching = append(matching, a)
		}
	}
	switch len(matching) {
	case 1:
		return matching[0], nil
	case 0:
		return stemma.Alert{}, fmt.Errorf("there is no alert %.40q: 'stemma alerts --all' lists them with their ids, of which the first %d letters or more name one", text, shortest)
	}
	slices.SortFunc(matching, func(a, b stemma.Alert) int { return cmp.Compare(a.ID, b.ID) })
	return stemma.Alert{}, fmt.Errorf("%.40q may be %s or %s: give more of the id", text, matching[0].ID, matching[1].ID)
}
