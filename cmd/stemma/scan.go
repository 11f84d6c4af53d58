package main

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/graph"
	"stemma/report"
)

func (p *program) scanCommand() *cli.Command {
	return &cli.Command{
		Name:      "scan",
		Usage:     "do the whole job: read papers, check their links, report and draw",
		ArgsUsage: "FILE… | -",
		Description: `Reads papers, extracts what they say, checks every link, keeps what it saw in the
store and prints the availability report. With --out it also writes report.json,
report.md, report.csv, graph.dot, graph.svg and graph.png.

   stemma scan papers.txt --out out
   GITHUB_TOKEN=$(gh auth token) stemma scan arxiv.jsonl.gz --format md
   pbpaste | stemma scan - --fail-on gone,archived
   stemma scan papers.txt --bib refs.bib --resolve online`,
		Flags: append([]cli.Flag{
			dbFlag(), inputFlag(), outFlag("the report and the graph"), formatFlag("text", reportFormats...), failOnFlag(), jobsFlag("read `N` blocks of papers and check N links at once (one block a core, 8 links)"), rescueFlag(), quietFlag(), verboseFlag(),
		}, slices.Concat(givenFlags(), p.networkFlags(defaultMaxAge), p.resolveFlags())...),
		Action: p.scan,
	}
}

// errNoPapers ends a scan that found nothing to work on.
var errNoPapers = errors.New("no paper was read, and nothing was written")

func (p *program) scan(c *cli.Context) error {
	console := p.console(c.Bool("quiet"), c.Bool("verbose"))
	failOn, err := parseStatuses(c.String("fail-on"))
	if err != nil {
		return err
	}
	in, err := p.newIntake(c, console)
	if err != nil {
		return err
	}
	o, err := p.newObserver(c, console)
	if err != nil {
		return err
	}
	defer o.Close()
	if dir := c.String("out"); dir != "" {
		if err := canMake(dir); err != nil { // sooner than after hours of checking
			return err
		}
	}
	given, err := readGiven(c, console)
	if err != nil {
		return err
	}
	resolver, err := p.newResolver(c, console)
	if err != nil {
		return err
	}
	pile, lineage, err := p.takeIn(c, in, o, given, resolver)
	if err != nil {
		return err
	}
	observations := make(map[string]stemma.Observation)
	err = o.observe(c.Context, pile.targets(lineage), func(seen stemma.Observation) { observations[seen.Target.PlaceKey()] = seen })
	if err != nil {
		return err
	}
	lineage.Observe(observations)
	archived, err := p.rescue(c, o, observations)
	if err != nil {
		return err
	}
	r := p.newResults(lineage, report.Input{Readings: pile.readings, Unlisted: pile.unlisted, Observations: observations, Archived: archived, Skipped: in.skipped})
	// The report first: a large picture takes its time.
	if err := p.writeReport(p.stdout, r, c.String("format")); err != nil {
		return err
	}
	if dir := c.String("out"); dir != "" {
		console.progress("drawing the graph")
		err := writeOutputs(dir, append(p.reportOutputs(r), graphOutputs(c.Context, r.lineage, graph.Options{MaxNodes: graph.DefaultMaxNodes})...))
		console.done()
		if err != nil {
			return err
		}
	}
	if err := in.result(); err != nil {
		return err
	}
	return failure(r, failOn)
}

// takeIn reads the files into the store and joins their lineage.
func (p *program) takeIn(c *cli.Context, in *intake, o *observer, given *given, resolver *resolver) (*pile, *graph.Graph, error) {
	pile, err := readAndSave(c.Context, in, o, c.Args().Slice())
	if err != nil {
		return nil, nil, err
	}
	if in.papers == 0 { // nothing to report on, and nothing that an older report should give way to
		return nil, nil, cmp.Or(in.result(), errNoPapers)
	}
	if err := o.store.DatePromises(c.Context, p.now()); err != nil {
		return nil, nil, err
	}
	lineage, err := join(c.Context, o, pile, given, resolver)
	return pile, lineage, err
}

// join takes what was read and given into the lineage of the store, looks up what that leaves
// unexplained if it is to, and returns the lineage of the papers.
func join(ctx context.Context, o *observer, pile *pile, given *given, resolver *resolver) (*graph.Graph, error) {
	k, err := readKnowledge(ctx, o.store)
	if err != nil {
		return nil, err
	}
	if err := given.save(ctx, o.store, k, o.console); err != nil {
		return nil, err
	}
	if err := weave(ctx, o.store, k, o.console); err != nil {
		return nil, err
	}
	lineage, err := pile.lineage(ctx, o.store, k)
	if err != nil || resolver == nil {
		return lineage, err
	}
	if err := resolver.resolve(ctx, o.store, k, lineage); err != nil {
		return nil, err
	}
	if behind, err := o.store.Behind(ctx, k.stamp); err != nil || behind == 0 {
		return lineage, err
	}
	if err := weave(ctx, o.store, k, o.console); err != nil {
		return nil, err
	}
	return pile.lineage(ctx, o.store, k)
}

// savedAtOnce is about how many papers are stored in one transaction.
const savedAtOnce = 5000

// readAndSave reads the papers and stores them. A paper that comes twice counts once,
// as it was read last.
func readAndSave(ctx context.Context, in *intake, o *observer, files []string) (*pile, error) {
	p := &pile{place: make(map[string]spot)}
	fold := func(list []stemma.Reading, r stemma.Reading) []stemma.Reading {
		for i := range r.Extraction.Links {
			r.Extraction.Links[i].Target = adopt(r.Extraction.Links[i].Target, o.host)
		}
		return append(list, r)
	}
	var unsaved []stemma.Reading
	save := func() error {
		if len(unsaved) == 0 {
			return nil
		}
		// Only now, so that a mistyped name leaves no empty store behind.
		if err := o.open(ctx); err != nil {
			return err
		}
		err := o.store.SaveReadings(ctx, unsaved)
		unsaved = unsaved[:0]
		return err
	}
	err := readPapers(ctx, in, files, fold, func(readings []stemma.Reading) error {
		for _, r := range readings {
			if before, known := p.add(r); known {
				in.console.log("%s:%d: %q was read before%s", r.Paper.Source.File, r.Paper.Source.Line, r.Paper.Title, before)
			}
		}
		unsaved = append(unsaved, readings...)
		if len(unsaved) < savedAtOnce {
			return nil
		}
		return save()
	})
	if err == nil {
		err = save()
	}
	return p, err
}

// matches reports whether a status is among those of --fail-on. A repository that has
// moved can be archived too, which its status does not say.
func matches(statuses []stemma.Status, status stemma.Status, facts *stemma.Repository) bool {
	return slices.Contains(statuses, status) || facts != nil && facts.Archived && slices.Contains(statuses, stemma.Archived)
}

// failure returns errMatched when a target of the report has one of the statuses.
func failure(r *results, statuses []stemma.Status) error {
	for _, t := range r.report.Targets {
		if matches(statuses, t.Status, t.Repository) {
			return errMatched
		}
	}
	return nil
}
