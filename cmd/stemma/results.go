package main

import (
	"context"
	"io"

	"stemma"
	"stemma/graph"
	"stemma/report"
	"stemma/store"
)

// Results are everything that reports and pictures are made from.
type results struct {
	readings     []stemma.Reading
	observations map[string]stemma.Observation // by Target.Key
	skipped      int                           // records that could not be read
	lineage      *graph.Graph
	report       *report.Report
}

// newResults draws the lineage and makes the report.
func (p *program) newResults(readings []stemma.Reading, observations map[string]stemma.Observation, skipped int) *results {
	lineage := graph.Build(readings, observations)
	return &results{
		readings: readings, observations: observations, skipped: skipped, lineage: lineage,
		report: report.New(report.Input{
			Readings: readings, Observations: observations, Dependents: func(key string) int { return standing(lineage, key) }, Skipped: skipped, Now: p.now(),
		}),
	}
}

// standing counts the works that build, directly or not, on the papers whose code a
// target holds; those papers themselves, which are one step away, do not count.
func standing(lineage *graph.Graph, targetKey string) int {
	n := 0
	for _, d := range lineage.Dependents(graph.CodeKey(targetKey)) {
		if d.Distance > 1 {
			n++
		}
	}
	return n
}

// storedResults makes them from everything that the store holds.
func (p *program) storedResults(ctx context.Context, s *store.Store) (*results, error) {
	readings, err := s.Readings(ctx)
	if err != nil {
		return nil, err
	}
	observations, err := s.Latest(ctx)
	if err != nil {
		return nil, err
	}
	return p.newResults(readings, observations, 0), nil
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

// outputs are the files of the results in a folder.
func (p *program) reportOutputs(r *results) []output {
	var outputs []output
	for _, format := range reportFormats[1:] {
		outputs = append(outputs, output{"report." + format, func(w io.Writer) error { return p.writeReport(w, r, format) }})
	}
	return outputs
}

// graphFormats are the forms of the graph, by the word that --format takes.
var graphFormats = []string{"dot", "svg"}

func writeGraph(ctx context.Context, w io.Writer, r *results, format string, o graph.Options) error {
	if format == "svg" {
		return graph.WriteSVG(ctx, w, r.lineage, o)
	}
	return graph.WriteDOT(w, r.lineage, o)
}

func graphOutputs(ctx context.Context, r *results, o graph.Options) []output {
	var outputs []output
	for _, format := range graphFormats {
		outputs = append(outputs, output{"graph." + format, func(w io.Writer) error { return writeGraph(ctx, w, r, format, o) }})
	}
	return outputs
}
