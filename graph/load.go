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
	start := l.new(from)
	if err := l.walk(ctx, start, reach.Up, l.above); err != nil {
		return nil, err
	}
	if err := l.walk(ctx, start, reach.Down, l.below); err != nil {
		return nil, err
	}
	if err := l.walk(ctx, start, reach.Around, l.around); err != nil {
		return nil, err
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

// new returns those of keys that were not met before.
func (l *loader) new(keys []string) []string {
	var fresh []string
	for _, key := range keys {
		if !l.keys[key] {
			l.keys[key] = true
			fresh = append(fresh, key)
		}
	}
	return fresh
}

// walk follows steps from the start until there is nothing new.
func (l *loader) walk(ctx context.Context, ring []string, steps int, step func(context.Context, []string) ([]string, error)) error {
	for ; steps != 0 && len(ring) > 0; steps-- {
		next, err := step(ctx, ring)
		if err != nil {
			return err
		}
		ring = l.new(next)
	}
	return nil
}

func (l *loader) above(ctx context.Context, keys []string) ([]string, error) {
	ties, err := l.source.TiesFrom(ctx, paperIDs(keys))
	var works []string
	for _, t := range ties {
		if t.Relation != stemma.Implements && (!l.buildsOn || t.Relation.Class() == stemma.ClassBuildsOn) {
			works = append(works, t.Work)
		}
	}
	return works, err
}

func (l *loader) below(ctx context.Context, keys []string) ([]string, error) {
	ties, err := l.source.TiesTo(ctx, keys, l.buildsOn)
	papers := make([]string, len(ties))
	for i, t := range ties {
		papers[i] = "paper:" + t.Paper
	}
	return papers, err
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

// Quote fills in the sentences behind what the view shows, if the graph was loaded without.
func (v *View) Quote(ctx context.Context) error { return v.Graph.quote(ctx, v.Edges) }

func (g *Graph) quote(ctx context.Context, edges []*Edge) error {
	if g.source == nil {
		return nil
	}
	wanted := make(map[string]bool)
	for _, e := range edges {
		for i := range e.Evidence {
			wanted[e.Evidence[i].Paper] = true
		}
	}
	readings, err := g.source.ReadingsOf(ctx, slices.Sorted(maps.Keys(wanted)))
	if err != nil {
		return err
	}
	texts := make(map[string]*sentences, len(readings))
	for i := range readings {
		texts[readings[i].Paper.ID] = newSentences(&readings[i].Paper)
	}
	for _, e := range edges {
		for i := range e.Evidence {
			ev := &e.Evidence[i]
			ev.Text, ev.Sentence = texts[ev.Paper].quote(ev.Start, ev.End)
		}
	}
	return nil
}

// Candidates returns the keys of what a person may mean by text: a name, an identifier, a
// repository or a key. They are those of exact matches, sorted, and may hold one that the
// lineage knows nothing of.
func (c *Catalogue) Candidates(ctx context.Context, src Source, text string) ([]string, error) {
	text = strings.TrimSpace(text)
	n := newName(text)
	wanted := []string{factName + n.squeezed, factID + text, factID + identifier(text)}
	var works []int32
	for _, f := range c.byName[n.squeezed] {
		works = append(works, f.work)
	}
	if at, ok := c.byID[identifier(text)]; ok {
		works = append(works, at)
	}
	keys := []string{text, "named:" + n.key, CodeKey(strings.ToLower(stemma.GitHubHost + "/" + text)), codeKeyOf(text)}
	for _, at := range works {
		keys = append(keys, c.keys[at])
		for _, id := range ids(&c.works[at]) {
			wanted = append(wanted, factID+id)
		}
		wanted = append(wanted, factTitle+squeeze(c.works[at].Title))
	}
	facts, err := src.Facts(ctx, wanted)
	for _, key := range wanted {
		for _, f := range facts[key] {
			keys = append(keys, "paper:"+f.Paper)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), err
}

// codeKeyOf returns the key of the code at an address.
func codeKeyOf(address string) string {
	_, rest, ok := strings.Cut(strings.TrimRight(address, "/"), "://")
	if !ok {
		rest = address
	}
	return CodeKey(strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(rest, "www."), ".git")))
}
