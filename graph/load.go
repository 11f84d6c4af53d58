package graph

import (
	"context"
	"maps"
	"slices"
	"strings"

	"stemma"
)

// A Source keeps the ties that [Weave] made. The store is one.
type Source interface {
	// TiesFrom returns how the papers of these ids stand to works and to code.
	TiesFrom(ctx context.Context, papers []string) ([]stemma.Tie, error)
	// TiesTo returns how papers stand to the works, or link the code, of these keys; with
	// buildsOn only those that build on a work, or link code.
	TiesTo(ctx context.Context, works []string, buildsOn bool) ([]stemma.Tie, error)
	ReadingsOf(ctx context.Context, ids []string) ([]stemma.Reading, error)
	// LatestOf returns the last observations of targets, by Target.Key.
	LatestOf(ctx context.Context, targets []string) (map[string]stemma.Observation, error)
	Facts(ctx context.Context, keys []string) (map[string][]stemma.Fact, error)
	EachTie(ctx context.Context, take func(stemma.Tie) error) error
	EachLinked(ctx context.Context, all bool, take func(stemma.Reading) error) error
	Latest(ctx context.Context) (map[string]stemma.Observation, error)
}

// Endless is a number of steps without end.
const Endless = -1

// A Reach says which part of a lineage is wanted.
type Reach struct {
	From []string // keys of nodes
	// Up is how many steps to follow what works build on, Down how many to follow what builds
	// on them; negative without end.
	Up, Down int
	// Around is how many steps to follow in any direction.
	Around int
	// BuildsOn follows builds-on relations alone, and the way from code to its papers.
	BuildsOn bool
}

// Load returns the part of the lineage that is within reach, with all that stands between
// its nodes and with the code of its works. It takes time in proportion to that part, not
// to the corpus.
func (c *Catalogue) Load(ctx context.Context, src Source, reach Reach) (*Graph, error) {
	l := &loader{source: src, catalogue: c, buildsOn: reach.BuildsOn, keys: make(map[string]bool)}
	from, err := l.inCorpus(ctx, l.withCode(reach.From))
	if err != nil {
		return nil, err
	}
	for _, way := range [...]struct {
		steps int
		step  func(context.Context, []string) ([]string, error)
	}{{reach.Up, l.above}, {reach.Down, l.below}, {reach.Around, l.around}} {
		if err := l.walk(ctx, from, way.steps, way.step); err != nil {
			return nil, err
		}
	}
	return l.graph(ctx)
}

type loader struct {
	source    Source
	catalogue *Catalogue
	buildsOn  bool
	keys      map[string]bool
}

// withCode adds to keys of code the known works whose official code it is.
func (l *loader) withCode(keys []string) []string {
	all := slices.Clone(keys)
	for _, key := range keys {
		for _, work := range l.catalogue.byCode[key] {
			all = append(all, l.catalogue.keys[work])
		}
	}
	return all
}

// inCorpus puts, in place of known works, the papers of the corpus that they are; see
// resolver.known.
func (l *loader) inCorpus(ctx context.Context, keys []string) ([]string, error) {
	var wanted []string
	for _, key := range keys {
		if w, ok := l.catalogue.of(key); ok {
			wanted = append(wanted, factTitle+squeeze(w.Title))
			for _, id := range ids(w) {
				wanted = append(wanted, factID+id)
			}
		}
	}
	if len(wanted) == 0 {
		return keys, nil
	}
	facts, err := l.source.Facts(ctx, wanted)
	if err != nil {
		return nil, err
	}
	look := &lookup{facts: facts, missing: make(map[string]bool), used: make(map[string]bool)}
	r := &resolver{catalogue: l.catalogue}
	mapped := slices.Clone(keys)
	for i, key := range keys {
		if at, ok := l.catalogue.byNode[key]; ok {
			mapped[i] = r.known(&subject{lookup: look}, at, 1).key
		}
	}
	return mapped, nil
}

// walk follows steps from the start until there is nothing new. What was met on another way
// is met again: it may lead further on this one.
func (l *loader) walk(ctx context.Context, start []string, steps int, step func(context.Context, []string) ([]string, error)) error {
	met := make(map[string]bool)
	for ring := start; len(ring) > 0; steps-- {
		var fresh []string
		for _, key := range ring {
			if !met[key] {
				met[key], l.keys[key] = true, true
				fresh = append(fresh, key)
			}
		}
		if steps == 0 || len(fresh) == 0 {
			return nil
		}
		next, err := step(ctx, fresh)
		if err != nil {
			return err
		}
		ring = next
	}
	return nil
}

func (l *loader) above(ctx context.Context, keys []string) ([]string, error) {
	ties, err := l.source.TiesFrom(ctx, paperIDs(keys))
	if err != nil {
		return nil, err
	}
	works, err := l.versions(ctx, keys, false)
	for _, t := range ties {
		if t.Relation != stemma.Implements && (!l.buildsOn || t.Relation.Class() == stemma.ClassBuildsOn) {
			works = append(works, t.Work)
		}
	}
	return works, err
}

func (l *loader) below(ctx context.Context, keys []string) ([]string, error) {
	ties, err := l.source.TiesTo(ctx, keys, l.buildsOn)
	if err != nil {
		return nil, err
	}
	works, err := l.versions(ctx, keys, true)
	for _, t := range ties {
		works = append(works, "paper:"+t.Paper)
	}
	return works, err
}

// versions returns the later or the earlier versions of the known works among keys, as far as
// papers of the store speak of them. Versions of works that nobody knows are not looked for:
// they are tied where both are within reach anyway.
func (l *loader) versions(ctx context.Context, keys []string, later bool) ([]string, error) {
	var others []string
	for _, key := range keys {
		at, ok := l.catalogue.byNode[key]
		if !ok {
			id, _ := strings.CutPrefix(key, "paper:")
			at, ok = l.catalogue.byID[identifier(id)]
		}
		if ok {
			others = append(others, l.catalogue.versions(at, later)...)
		}
	}
	if len(others) == 0 {
		return nil, nil
	}
	others, err := l.inCorpus(ctx, others)
	if err != nil {
		return nil, err
	}
	ties, err := l.source.TiesTo(ctx, others, false)
	referred := make(map[string]bool)
	for _, t := range ties {
		referred[t.Work] = true
	}
	return slices.DeleteFunc(others, func(key string) bool { return !referred[key] && kindOf(key) != Paper }), err
}

func (l *loader) around(ctx context.Context, keys []string) ([]string, error) {
	above, err := l.above(ctx, keys)
	if err != nil {
		return nil, err
	}
	below, err := l.below(ctx, keys)
	return append(above, below...), err
}

// graph makes the graph of all that was met.
func (l *loader) graph(ctx context.Context) (*Graph, error) {
	ids := paperIDs(slices.Sorted(maps.Keys(l.keys)))
	readings, err := l.source.ReadingsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	ties, err := l.source.TiesFrom(ctx, ids)
	if err != nil {
		return nil, err
	}
	ties = slices.DeleteFunc(ties, func(t stemma.Tie) bool { return t.Target == nil && !l.keys[t.Work] })
	a := newAssembly(l.catalogue, nil)
	for i := range readings {
		a.addPaper(&readings[i])
	}
	for i := range ties {
		a.addTie(&ties[i])
	}
	for key := range l.keys { // works that no paper within reach refers to
		if w, ok := l.catalogue.of(key); ok {
			a.work(key, w)
		}
	}
	if a.observations, err = l.source.LatestOf(ctx, a.targets()); err != nil {
		return nil, err
	}
	return a.graph(), nil
}

func paperIDs(keys []string) []string {
	var ids []string
	for _, key := range keys {
		if id, ok := strings.CutPrefix(key, "paper:"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// LoadAll returns the whole lineage. Of a small corpus it has also the papers that stand to
// nothing; of one that is not, it has not the sentences behind edges, see [View.Quote].
func (c *Catalogue) LoadAll(ctx context.Context, src Source, small bool) (*Graph, error) {
	observations, err := src.Latest(ctx)
	if err != nil {
		return nil, err
	}
	a := newAssembly(c, observations)
	a.quotes = small
	err = src.EachLinked(ctx, small, func(r stemma.Reading) error {
		a.addPaper(&r)
		return nil
	})
	if err == nil {
		err = src.EachTie(ctx, func(t stemma.Tie) error {
			a.addTie(&t)
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	g := a.graph()
	if !small {
		g.source = src
	}
	return g, nil
}
