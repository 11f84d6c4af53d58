package check

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"stemma"
)

// What a zero RescueConfig means, and how long what was found is good for.
const (
	DefaultHeritage = "https://archive.softwareheritage.org"
	DefaultWayback  = "https://archive.org"
	DefaultIndex    = "https://web.archive.org"

	FoundAge   = 30 * 24 * time.Hour // a copy that was found is looked for again after
	MissingAge = 7 * 24 * time.Hour  // and one that was not
)

// A Keeper remembers which copies were found of the target with a key (stemma.Target.Key).
type Keeper interface {
	SaveCopies(ctx context.Context, key string, at time.Time, copies []stemma.Copy) error
	// Copies returns what SaveCopies was last given; at is zero when that never was.
	Copies(ctx context.Context, key string) (copies []stemma.Copy, at time.Time, err error)
}

// RescueConfig says how to look for copies. Its zero value asks the archives themselves
// and remembers nothing.
type RescueConfig struct {
	// Ask says how requests are made; what it says of GitHub and of the past has no meaning here.
	Ask  Config
	Keep Keeper // nil: nothing is remembered

	Heritage string // web address of Software Heritage; DefaultHeritage when empty
	Wayback  string // of the Wayback Machine's availability API; DefaultWayback when empty
	Index    string // of its CDX index; DefaultIndex when empty
}

// A Rescuer looks for archived copies of what is lost. It may be used again.
type Rescuer struct {
	config                   RescueConfig
	heritage, wayback, index *url.URL
}

// A Rescue is what the archives have of one target. Without copies it means that they
// have none, if AskedAt is set and Reason is not; with a Reason, some archive could not
// be asked.
type Rescue struct {
	Target  stemma.Target
	Copies  []stemma.Copy // Software Heritage's first, since its copies are of the code
	AskedAt time.Time     // UTC, perhaps in an earlier run; zero when not every archive could be asked and none had a copy
	Reason  string        // why an archive could not be asked; empty when all were
}

// NewRescuer returns a Rescuer. It fails when the config makes no sense.
func NewRescuer(config RescueConfig) (*Rescuer, error) {
	if _, err := New(config.Ask); err != nil {
		return nil, err
	}
	config.Ask = config.Ask.withDefaults()
	r := &Rescuer{config: config}
	for _, base := range []struct {
		text, otherwise string
		into            **url.URL
	}{
		{config.Heritage, DefaultHeritage, &r.heritage},
		{config.Wayback, DefaultWayback, &r.wayback},
		{config.Index, DefaultIndex, &r.index},
	} {
		u, err := url.Parse(strings.TrimRight(orDefault(base.text, base.otherwise), "/"))
		if err != nil || !askable(u) {
			return nil, fmt.Errorf("check: %q is no web address of an archive", base.text)
		}
		*base.into = plain(u)
	}
	return r, nil
}

// Lost reports whether a copy is worth looking for: what o is about can't be had any more,
// or no longer by that name.
func Lost(o stemma.Observation) bool {
	switch o.Status {
	case stemma.Gone, stemma.Blocked, stemma.Empty, stemma.Replaced:
		return o.Target.Path == "" || o.Target.Kind != stemma.KindRepository // a place is lost with its repository alone
	}
	return false
}

// Rescue emits one Rescue for each lost target among observations, in their order. Both
// archives are asked about one target at a time. When ctx is cancelled the rest is not
// emitted and ctx.Err() returned; any other error is the Keeper's, and ends the search.
func (r *Rescuer) Rescue(ctx context.Context, observations []stemma.Observation, emit func(Rescue)) error {
	client := newClient(r.config.Ask)
	defer client.close()
	seen := make(map[string]bool)
	for _, o := range observations {
		key := o.Target.Key()
		if !Lost(o) || seen[key] {
			continue
		}
		seen[key] = true
		found, err := r.one(ctx, client, o)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("check: remember the copies of %s: %w", o.Target.URL, err)
		}
		emit(found)
	}
	return nil
}

// one returns what is remembered of a target, or else what the archives say.
func (r *Rescuer) one(ctx context.Context, client *client, o stemma.Observation) (Rescue, error) {
	if r.config.Keep == nil {
		return r.ask(ctx, client, o), nil
	}
	key := o.Target.Key()
	kept, at, err := r.config.Keep.Copies(ctx, key)
	if err != nil {
		return Rescue{Target: o.Target}, err
	}
	old := Predating(kept, o)
	if r.fresh(kept, at) && len(old) == len(kept) {
		return Rescue{Target: o.Target, Copies: kept, AskedAt: at}, nil
	}
	found := r.ask(ctx, client, o)
	switch {
	case ctx.Err() != nil:
		return found, nil
	case found.Reason != "": // of one archive; what was known of it stays, and it is asked again next time
		found.Copies = append(found.Copies, elsewhere(old, found.Copies)...)
		if found.AskedAt.IsZero() && len(old) > 0 {
			found.AskedAt = at
		}
	case !found.AskedAt.IsZero():
		return found, r.config.Keep.SaveCopies(ctx, key, found.AskedAt, found.Copies)
	}
	return found, nil
}

// elsewhere returns the old copies that are in archives of which there is none among found.
func elsewhere(old, found []stemma.Copy) (others []stemma.Copy) {
	for _, c := range old {
		if !slices.ContainsFunc(found, func(f stemma.Copy) bool { return f.Archive == c.Archive }) {
			others = append(others, c)
		}
	}
	return others
}

func (r *Rescuer) fresh(copies []stemma.Copy, at time.Time) bool {
	longest := MissingAge
	if len(copies) > 0 {
		longest = FoundAge
	}
	age := r.config.Ask.Now().Sub(at) // negative when a clock was wrong: look again
	return !at.IsZero() && age >= 0 && age < longest
}

// ask puts the question to both archives at once.
func (r *Rescuer) ask(ctx context.Context, client *client, o stemma.Observation) Rescue {
	found := Rescue{Target: o.Target}
	before, known := latest(o)
	if !known {
		found.Reason = "not asked: it is not known since when another repository has the name"
		return found
	}
	archives := []func(context.Context, asker, stemma.Observation, time.Time) ([]stemma.Copy, error){r.askHeritage, r.askWayback}
	answers, failures := make([][]stemma.Copy, len(archives)), make([]error, len(archives))
	var wait sync.WaitGroup
	for i, archive := range archives {
		wait.Go(func() { answers[i], failures[i] = archive(ctx, asker{client}, o, before) })
	}
	wait.Wait()
	var reasons []string
	for i := range archives {
		found.Copies = append(found.Copies, answers[i]...)
		if failures[i] != nil {
			reasons = append(reasons, failures[i].Error())
		}
	}
	found.Reason = strings.Join(reasons, "; ")
	if found.Reason == "" || len(found.Copies) > 0 {
		found.AskedAt = r.config.Ask.Now().UTC()
	}
	return found
}

// latest returns the time before which a copy is one of what the papers linked, the
// zero time where any is. Of a name that another repository has taken, that is when the
// other was created; known is false where its host does not tell.
func latest(o stemma.Observation) (before time.Time, known bool) {
	if o.Status != stemma.Replaced {
		return time.Time{}, true
	}
	if o.Repository == nil || o.Repository.CreatedAt.IsZero() {
		return time.Time{}, false
	}
	return o.Repository.CreatedAt.UTC(), true
}

// Predating leaves out copies that are not of what the papers linked: they may have been
// found before the name changed hands.
func Predating(copies []stemma.Copy, o stemma.Observation) []stemma.Copy {
	before, known := latest(o)
	if known && before.IsZero() {
		return copies
	}
	var older []stemma.Copy
	for _, c := range copies {
		if known && c.TakenAt.Before(before) {
			older = append(older, c)
		}
	}
	return older
}
