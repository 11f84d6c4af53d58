package main

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/graph"
	"stemma/online"
	"stemma/store"
)

// bothIndexes is the word of --resolve for all indexes.
const bothIndexes = "online"

// defaultLookups is how many works a run asks for where nothing else is said.
const defaultLookups = 200

func (p *program) resolveFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "resolve", Category: categoryNetwork, DefaultText: "off",
			Usage: "look up what no paper, catalogue or bibliography explains: `INDEX` is openalex, arxiv or online (both); names, identifiers, and citations with a few words of the field are sent there, nothing else. OPENALEX_API_KEY is a key of OpenAlex (free at openalex.org/settings/api): ten times as many look-ups a day; it goes to OpenAlex alone",
			Action: func(_ *cli.Context, index string) error {
				if !slices.Contains([]string{online.OpenAlex, online.ArXiv, bothIndexes}, index) {
					return usagef("--resolve %q: want %s, %s or %s", index, online.OpenAlex, online.ArXiv, bothIndexes)
				}
				return nil
			}},
		&cli.IntFlag{Name: "resolve-limit", Category: categoryNetwork, Value: defaultLookups, Usage: "with --resolve, ask for at most `N` works in this run; the next goes on with what is left", Action: atLeastOne("resolve-limit")},
		&cli.StringFlag{Name: "resolve-mail", Category: categoryNetwork, Usage: "tell the indexes that `ADDRESS` can be written to about this run's requests"},
	}
}

// A resolver asks indexes of papers for what a lineage leaves unexplained.
type resolver struct {
	config  online.Config // without a cache, which is the store's
	limit   int
	console *console
	started time.Time
}

// newResolver returns what --resolve asks for; nil if nothing. The addresses of the indexes
// can be set in the environment, for a mirror or a test.
func (p *program) newResolver(c *cli.Context, console *console) (*resolver, error) {
	index := c.String("resolve")
	if index == "" {
		for _, flag := range [...]string{"resolve-limit", "resolve-mail"} {
			if c.IsSet(flag) {
				return nil, usagef("--%s says how --resolve is to ask, which is missing", flag)
			}
		}
		return nil, nil
	}
	if c.Bool("offline") {
		return nil, usagef("--resolve asks the network, and --offline forbids it: leave one of them out")
	}
	if index == bothIndexes {
		index = ""
	}
	r := &resolver{limit: c.Int("resolve-limit"), console: console, started: p.now(), config: online.Config{
		Only: index, OpenAlexURL: p.getenv("STEMMA_OPENALEX_URL"), ArXivURL: p.getenv("STEMMA_ARXIV_URL"), Key: p.getenv("OPENALEX_API_KEY"),
		Mail: c.String("resolve-mail"), UserAgent: "stemma/" + version(), Now: p.now, Sleep: p.sleep, Logf: console.log,
	}}
	if _, err := online.New(r.config); err != nil {
		return nil, usageError{err}
	}
	return r, nil
}

// askedAtOnce is how many works are asked for between two lines of progress: whole batches
// of either index.
const askedAtOnce = 40

// resolve asks for what g leaves unexplained, and keeps what is found in the store.
func (r *resolver) resolve(ctx context.Context, s *store.Store, k *knowledge, g *graph.Graph) error {
	config := r.config
	config.Cache = s.Answers()
	client, err := online.New(config)
	if err != nil {
		return err
	}
	said, err := r.ask(ctx, client, g)
	r.console.done()
	if err != nil {
		return err
	}
	if said.failed > 0 {
		r.console.warn("%s could not be looked up: %s", plural(said.failed, "work", "works"), said.reason)
	}
	for _, index := range slices.Sorted(maps.Keys(said.works)) {
		r.console.log("%s knows %s that no paper explains", index, plural(len(said.works[index]), "work", "works"))
		if err := s.AddKnownWorks(ctx, index, said.works[index], k.bears); err != nil {
			return err
		}
	}
	return k.read(ctx, s)
}

// lookups are what indexes said.
type lookups struct {
	asked  int                           // in this run
	works  map[string][]stemma.KnownWork // by index
	failed int                           // of those asked
	reason string                        // why, the first time
}

// ask asks for what g leaves unexplained, until the limit is reached. What earlier runs have
// asked for does not count.
func (r *resolver) ask(ctx context.Context, client *online.Client, g *graph.Graph) (*lookups, error) {
	said := &lookups{works: make(map[string][]stemma.KnownWork)}
	for nodes := g.Unexplained(); len(nodes) > 0 && said.asked < r.limit; {
		some := nodes[:min(len(nodes), askedAtOnce, r.limit-said.asked)]
		nodes = nodes[len(some):]
		queries, err := queriesOf(ctx, g, some)
		if err != nil {
			return nil, err
		}
		answers, err := client.Works(ctx, queries)
		if err != nil {
			return nil, err
		}
		for i, a := range answers {
			said.add(queries[i], a, r.started)
		}
		r.console.progress("looking works up: %d of at most %d", said.asked, r.limit)
	}
	return said, nil
}

func (l *lookups) add(q online.Query, a online.Answer, started time.Time) {
	if a.Reason != "" {
		l.failed++
		l.reason = cmp.Or(l.reason, a.Reason)
	}
	if a.Reason != "" || !a.AskedAt.Before(started) {
		l.asked++
	}
	if w := meant(q, a); w != nil {
		l.works[w.Source] = append(l.works[w.Source], *w)
	}
}

// queriesOf returns what to ask for works, without those that can't be asked for.
func queriesOf(ctx context.Context, g *graph.Graph, nodes []*graph.Node) ([]online.Query, error) {
	clues, err := g.Clues(ctx, nodes)
	if err != nil {
		return nil, err
	}
	var queries []online.Query
	for _, c := range clues {
		q := online.Query{ArXiv: c.ArXiv, DOI: c.DOI, Authors: c.Authors, EtAl: c.EtAl, Year: c.Year, Name: c.Name, Words: c.Words}
		if q.Check() == nil {
			queries = append(queries, q)
		}
	}
	return queries, nil
}

// meant returns the work that an answer holds, with the name that was asked for; nil where
// there is none.
func meant(q online.Query, a online.Answer) *stemma.KnownWork {
	if a.Work == nil {
		return nil
	}
	w := *a.Work
	byName := q.ArXiv == "" && q.DOI == "" && len(q.Authors) == 0
	if byName && !strings.EqualFold(q.Name, w.Name) && !slices.Contains(w.Forms, q.Name) {
		w.Forms = append(slices.Clone(w.Forms), q.Name)
	}
	return &w
}
