package main

import (
	"context"
	"io"

	"stemma"
	"stemma/graph"
	"stemma/report"
	"stemma/store"
)

// results are what reports and pictures are written from.
type results struct {
	lineage *graph.Graph
	report  *report.Report
}

// newResults joins the lineage and makes the report.
func (p *program) newResults(readings []stemma.Reading, observations map[string]stemma.Observation, archived map[string]report.Archived, skipped int) *results {
	lineage := graph.Build(readings, observations)
	impact := lineage.Impact()
	return &results{
		lineage: lineage,
		report: report.New(report.Input{
			Readings: readings, Observations: observations, Archived: archived, Dependents: func(key string) int { return impact.Of(graph.CodeKey(key)) }, Skipped: skipped, Now: p.now(),
		}),
	}
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
	archived, err := keptCopies(ctx, s, observations)
	if err != nil {
		return nil, err
	}
	return p.newResults(readings, observations, archived, 0), nil
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

// graphFormats are the forms of the graph, by the word that --format takes.
var graphFormats = []string{"dot", "svg", "png"}

func writeGraph(w io.Writer, r *results, format string, o graph.Options) error {
	v, err := graph.NewView(r.lineage, o)
	if err != nil {
		return err
	}
	switch format {
	case "svg":
		return graph.WriteSVG(w, v)
	case "png":
		return graph.WritePNG(w, v)
	default:
		return graph.WriteDOT(w, v)
	}
}

func graphOutputs(r *results, o graph.Options) []output {
	var outputs []output
	for _, format := range graphFormats {
		outputs = append(outputs, output{"graph." + format, func(w io.Writer) error { return writeGraph(w, r, format, o) }})
	}
	return outputs
}
