package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma/extract"
	"stemma/graph"
	"stemma/report"
)

// questionFormats are the forms of the answer to a question: a table, JSON, and those of
// the graph, of which it is a part.
var questionFormats = append([]string{"table", "json"}, graphFormats...)

// questionFlags are those of every question.
func questionFlags(name string, more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		dbFlag(), formatFlag("table", questionFormats...),
		&cli.StringFlag{Name: "out", Category: categoryOutput, Usage: "write into `DIR` the answer as " + name + ".json and its pictures; with --format, into the file of that name"},
	}, more...)
}

func whyFlag() cli.Flag {
	return &cli.BoolFlag{Name: "why", Category: categoryOutput, Usage: "show the sentence behind each line of the table"}
}

// loadGraph reads the graph that answers a question about the things of these names, or
// about all of the store where there is none.
func (p *program) loadGraph(c *cli.Context, _ ...string) (*graph.Graph, error) {
	s, err := openStored(c)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	readings, err := s.Readings(c.Context)
	if err != nil {
		return nil, err
	}
	observations, err := s.Latest(c.Context)
	if err != nil {
		return nil, err
	}
	return graph.Build(readings, observations), nil
}

// nearestShown is how many names an error proposes, candidatesShown how many works that one
// name may mean.
const (
	nearestShown    = 5
	candidatesShown = 20
)

// pick returns the one node that text names.
func pick(g *graph.Graph, text string) (*graph.Node, error) {
	found := g.Find(text)
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, usagef("%q may be any of %d; name one by its key:\n%s", text, len(found), candidates(found, candidatesShown))
	}
	if near := g.Nearest(text, nearestShown); len(near) > 0 {
		return nil, fmt.Errorf("nothing in the store is called %q; the nearest are:\n%s", text, candidates(near, nearestShown))
	}
	return nil, fmt.Errorf("nothing in the store is called %q, or nearly so", text)
}

// candidates lists nodes, a line each.
func candidates(nodes []*graph.Node, most int) string {
	var lines []string
	for _, n := range nodes[:min(most, len(nodes))] {
		line := "   " + n.Key + "  " + n.Label
		if n.Title != "" && n.Title != n.Label {
			line += ", " + n.Title
		}
		if n.Year != "" {
			line += " (" + n.Year + ")"
		}
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	if more := len(nodes) - most; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return "   " + strings.Join(lines, "\n   ")
}

// pickCode returns the repository or page that text names, or the work of that name.
func pickCode(g *graph.Graph, text string) (*graph.Node, error) {
	if target, err := extract.ParseTarget(text); err == nil {
		if n := g.Node(graph.CodeKey(target.Key())); n != nil {
			return n, nil
		}
	}
	return pick(g, text)
}

// A reply is an answer, and what its picture shows.
type reply struct {
	name   string // of its files, without ending
	answer report.Answer
	graph  *graph.Graph
	keys   []string // of the nodes in the picture
	title  string
}

// give prints the answer, or writes it where --out says.
func (p *program) give(c *cli.Context, r reply) error {
	format, out := c.String("format"), c.String("out")
	switch {
	case out == "":
		return p.writeReply(c, p.stdout, r, format)
	case c.IsSet("format"):
		return writeFile(out, func(w io.Writer) error { return p.writeReply(c, w, r, format) })
	}
	var outputs []output
	for _, format := range questionFormats[1:] {
		outputs = append(outputs, output{r.name + "." + format, func(w io.Writer) error { return p.writeReply(c, w, r, format) }})
	}
	return writeOutputs(out, outputs)
}

func (p *program) writeReply(c *cli.Context, w io.Writer, r reply, format string) error {
	switch format {
	case "json":
		return report.WriteAnswerJSON(w, r.answer)
	case "table":
		o := p.textOptions()
		if w != p.stdout {
			o = report.TextOptions{}
		}
		o.Why = c.Bool("why")
		return r.answer.WriteText(w, o)
	}
	return writeGraph(c.Context, w, r.graph, format, graph.Options{Title: r.title, Only: r.keys, MaxNodes: graph.DefaultMaxNodes})
}
