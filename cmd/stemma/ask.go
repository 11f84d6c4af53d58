package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stemma/extract"
	"stemma/graph"
	"stemma/report"
)

// questionFormats are the forms of the answer to a question: a table, JSON of its own, and
// those of the graph, of which it is a part.
var questionFormats = append([]string{"table", "json"}, slices.DeleteFunc(slices.Clone(graphFormats), func(f string) bool { return f == "json" })...)

// questionFlags are those of every question.
func questionFlags(name string, more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		dbFlag(), formatFlag("table", questionFormats...), quietFlag(),
		&cli.StringFlag{Name: "out", Category: categoryOutput, Usage: "write into `DIR` the answer as " + name + ".json and its pictures; with --format, into the file of that name"},
	}, more...)
}

func whyFlag() cli.Flag {
	return &cli.BoolFlag{Name: "why", Category: categoryOutput, Usage: "show the sentence behind each line of the table"}
}

// loadGraph reads the part of the lineage in the store that is within reach of the things of
// these names. It reads all where that is little, where there is no name, or where one names
// nothing for certain: then it may be a title, or near a name. The caller calls done when the
// graph is written.
func (p *program) loadGraph(c *cli.Context, reach graph.Reach, names ...string) (g *graph.Graph, done func(), err error) {
	s, k, err := p.openLineage(c, p.console(c.Bool("quiet"), false))
	if err != nil {
		return nil, nil, err
	}
	done = func() { s.Close() } //nolint:errcheck // it was only read
	defer func() {
		if err != nil {
			s.Close() //nolint:errcheck // the error that matters is err
		}
	}()
	large, err := s.HoldsMore(c.Context, smallStore)
	if err != nil {
		return nil, nil, err
	}
	whole := len(names) == 0 || !large
	for i := 0; !whole && i < len(names); i++ {
		name := names[i]
		keys, err := k.works.Candidates(c.Context, s, name)
		if err != nil {
			return nil, nil, err
		}
		if target, err := extract.ParseTarget(name); err == nil {
			keys = append(keys, graph.CodeKey(target.Key()))
		}
		reach.From = append(reach.From, keys...)
	}
	if !whole {
		if g, err = k.works.Load(c.Context, s, reach); err != nil {
			return nil, nil, err
		}
		for _, name := range names {
			whole = whole || len(g.Find(name)) == 0
		}
	}
	if !whole {
		return g, done, nil
	}
	if g, err = storedLineage(c.Context, s, k); err != nil || !large {
		return g, done, err
	}
	reach.From = nil
	for _, name := range names {
		meant, _ := g.Meant(name)
		if meant == nil {
			return g, done, nil // which is told with the nearest names
		}
		reach.From = append(reach.From, meant.Key)
	}
	if len(names) > 0 { // for the sentences
		g, err = k.works.Load(c.Context, s, reach)
	}
	return g, done, err
}

// nearestShown is how many names an error proposes, candidatesShown how many works that one
// name may mean.
const (
	nearestShown    = 5
	candidatesShown = 20
)

// pick returns the one node that text names, and tells what it was taken for where others go
// by the same name.
func pick(g *graph.Graph, text string, console *console) (*graph.Node, error) {
	meant, others := g.Meant(text)
	switch {
	case meant != nil && len(others) > 0:
		console.note("%q is taken for %s; %s by that name too, and may be named by key:\n%s", text, meant.Key,
			plural(len(others), "other goes", "others go"), candidates(others, nearestShown))
		return meant, nil
	case meant != nil:
		return meant, nil
	case len(others) > 0:
		return nil, usagef("%q may be any of %d; name one by its key:\n%s", text, len(others), candidates(others, candidatesShown))
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
func pickCode(g *graph.Graph, text string, console *console) (*graph.Node, error) {
	if target, err := extract.ParseTarget(text); err == nil {
		if n := g.Node(graph.CodeKey(target.Key())); n != nil {
			return n, nil
		}
	}
	return pick(g, text, console)
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
	for _, format := range append([]string{"json"}, drawn[:]...) {
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
