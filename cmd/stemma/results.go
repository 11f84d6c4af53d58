package main

import (
	"context"
	"io"
	"strings"

	"stemma/graph"
	"stemma/report"
	"stemma/store"
)

// results are what reports and pictures are written from.
type results struct {
	lineage *graph.Graph
	report  *report.Report
}

// newResults makes the report of papers with their lineage.
func (p *program) newResults(lineage *graph.Graph, in report.Input) *results {
	counter := lineage.Counter()
	in.Dependents, in.Now = func(key string) int { return counter.Of(graph.CodeKey(key)) }, p.now()
	return &results{lineage: lineage, report: report.New(in)}
}

// smallStore is how many papers a store may hold to be loaded whole, with the papers that
// stand to nothing and with every sentence.
const smallStore = 5000

// storedLineage loads the whole lineage of a store.
func storedLineage(ctx context.Context, s *store.Store, k *knowledge) (*graph.Graph, error) {
	large, err := s.HoldsMore(ctx, smallStore)
	if err != nil {
		return nil, err
	}
	return k.works.LoadAll(ctx, s, !large)
}

// reportFormats are the forms of the report, by the word that --format takes.
var reportFormats = []string{"text", "json", "md", "csv"}

func (p *program) writeReport(w io.Writer, r *results, format string) error {
	switch format {
	case "json":
		return report.WriteJSON(w, r.report)
	case "md":
		return report.WriteMarkdown(w, r.report)
	case "csv":
		return report.WriteCSV(w, r.report)
	default:
		return report.WriteText(w, r.report, p.textOptions())
	}
}

// reportOutputs are the files of the report in a folder.
func (p *program) reportOutputs(r *results) []output {
	var outputs []output
	for _, format := range reportFormats[1:] {
		outputs = append(outputs, output{"report." + format, func(w io.Writer) error { return p.writeReport(w, r, format) }})
	}
	return outputs
}

// resolutions is the form that says what every reference means, and draws nothing.
const resolutions = "resolutions"

// graphFormats are the forms of the graph, by the word that --format takes.
var graphFormats = func() (names []string) {
	for _, f := range graph.Formats() {
		names = append(names, f.Name)
	}
	return names
}()

func writeGraph(ctx context.Context, w io.Writer, g *graph.Graph, format string, o graph.Options) error {
	if format == resolutions {
		return graph.WriteResolutions(ctx, w, g)
	}
	v, err := graph.NewView(g, o)
	if err == nil {
		err = v.Quote(ctx)
	}
	if err != nil {
		return err
	}
	for _, f := range graph.Formats() {
		if f.Name == format {
			return f.Write(w, v)
		}
	}
	return usagef("--format %q: want one of %s", format, strings.Join(graphFormats, ", "))
}

// drawn are the forms that --out writes.
var drawn = [...]string{"dot", "svg", "png"}

func graphOutputs(ctx context.Context, g *graph.Graph, o graph.Options) []output {
	var outputs []output
	for _, format := range drawn {
		outputs = append(outputs, output{"graph." + format, func(w io.Writer) error { return writeGraph(ctx, w, g, format, o) }})
	}
	return outputs
}
