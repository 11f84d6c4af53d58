package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stemma"
)

// WriteDOT writes the graph in Graphviz's language. Time runs from left to right: an
// arrow leads from a work to the paper that builds on it. The output is valid and the
// same for the same graph, whatever titles and names hold.
func WriteDOT(w io.Writer, g *Graph, o Options) error {
	d := dotWriter{w: bufio.NewWriter(w)}
	v := g.look(o)
	d.line(`digraph lineage {`)
	d.line(`	graph [rankdir=LR, ranksep=0.9, nodesep=0.22, bgcolor="white", fontname="Helvetica", tooltip=" "];`)
	d.line(`	node [fontname="Helvetica", fontsize=11, margin="0.14,0.07", style="filled", penwidth=1];`)
	d.line(`	edge [fontname="Helvetica", fontsize=9, arrowsize=0.7];`)
	for _, n := range v.nodes {
		d.node(n)
	}
	for _, e := range v.edges {
		d.edge(e)
	}
	d.columns(v)
	d.legend(v)
	d.line(`}`)
	if d.err != nil {
		return d.err
	}
	return d.w.Flush()
}

// A dotWriter writes lines until the first error.
type dotWriter struct {
	w   *bufio.Writer
	err error
}

func (d *dotWriter) line(format string, args ...any) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.w, format+"\n", args...)
	}
}

func (d *dotWriter) node(n Node) {
	switch n.Kind {
	case KindPaper:
		lines := titleLines(n.Label)
		line, fill := "#1f3a5f", "#e8eef6"
		if n.Promised {
			lines = append(lines, "… code promised, not linked")
			line = "#d55e00"
		}
		d.line(`	%s [shape=box, label=%s, tooltip=%s, fillcolor="%s", color="%s"];`, quote(n.Key), label(lines...), quote(tooltip(n.Detail, n.Year)), fill, line)
	case KindWork:
		d.line(`	%s [shape=box, style="filled,rounded", label=%s, tooltip=%s, fillcolor="#f7f7f7", color="#8a8a8a"];`,
			quote(n.Key), label(workLines(n)...), quote(tooltip(n.Label, n.Detail)))
	case KindRepository:
		s := statusStyles[n.Status]
		d.line(`	%s [shape=component, label=%s, tooltip=%s, URL=%s, target="_blank", fillcolor="%s", color="%s", fontsize=10];`, quote(n.Key),
			label(s.sign+" "+n.Status.String(), shorten(n.Label, longestName)), quote(tooltip(n.Status.String(), n.Reason)), quote(webAddress(n.URL)), s.fill, s.line)
	}
}

// edge draws an edge against the direction in which the paper speaks of the work, so
// that arrows follow descent.
func (d *dotWriter) edge(e Edge) {
	if e.Relation == stemma.Implements {
		d.line(`	%s -> %s [arrowhead=none, color="#999999", style="solid", penwidth=1, weight=8, tooltip="implements"];`, quote(e.To), quote(e.From))
		return
	}
	s := edgeStyles[e.Relation.Class()]
	d.line(`	%s -> %s [label=%s, style="%s", color="%s", fontcolor="%s", penwidth=%s, tooltip=%s, labeltooltip=%s];`, quote(e.To), quote(e.From),
		label(verbs[e.Relation]), s.style, s.colour, s.fontColour(), s.width, quote(evidenceText(e)), quote(evidenceText(e)))
}

// evidenceText is every sentence that says it, for the tooltip.
func evidenceText(e Edge) string {
	const most = 3
	var said []string
	last := ""
	for _, evidence := range e.Evidence {
		if evidence.Sentence == last {
			continue
		}
		last = evidence.Sentence
		if len(said) == most {
			said = append(said, "…")
			break
		}
		said = append(said, string(evidence.Relation)+": “"+shorten(evidence.Sentence, longestTooltip)+"”")
	}
	return strings.Join(said, "\n")
}

// columns ties each column's components to an anchor that does not show; ordering keeps
// them in the order of their sizes.
func (d *dotWriter) columns(v view) {
	at := 0
	for i, c := range v.columns() {
		anchor := fmt.Sprintf("layout_column_%d", i)
		d.line(`	%s [style=invis, shape=point, width=0, ordering=out];`, anchor)
		if i > 0 {
			d.line(`	layout_column_0 -> %s [style=invis, weight=0, minlen=%d];`, anchor, at)
		} else {
			d.line(`	%s -> legend_work [style=invis, weight=0];`, anchor)
		}
		for _, part := range c.components {
			for _, source := range part.sources {
				d.line(`	%s -> %s [style=invis, weight=0];`, anchor, quote(source))
			}
		}
		at += c.depth
	}
}

// legend says what shapes, lines and colours mean, and what is not drawn.
func (d *dotWriter) legend(v view) {
	d.line(`	subgraph cluster_legend {`)
	d.line(`		label="How to read this"; labeljust=l; fontsize=12; color="#cccccc"; style="rounded"; margin=10;`)
	d.line(`		node [fontsize=10, tooltip=" "];`)
	d.line(`		edge [tooltip=" "];`)
	d.line(`		legend_work [shape=box, style="filled,rounded", label="a work that papers\ncite or name", fillcolor="#f7f7f7", color="#8a8a8a"];`)
	d.line(`		legend_paper [shape=box, label="a paper\nread here", fillcolor="#e8eef6", color="#1f3a5f"];`)
	d.line(`		legend_code [shape=component, label="its code,\nand its state", fillcolor="#d9f2ea", color="#009e73"];`)
	for _, class := range []stemma.Class{stemma.ClassBuildsOn, stemma.ClassCompares, stemma.ClassBackground} {
		s := edgeStyles[class]
		d.line(`		legend_work -> legend_paper [label=%s, style="%s", color="%s", fontcolor="%s", penwidth=%s];`, label(s.legend), s.style, s.colour, s.fontColour(), s.width)
	}
	d.line(`		legend_paper -> legend_code [arrowhead=none, color="#999999"];`)
	if left := v.leftOut(); left != "" {
		d.line(`		legend_note [shape=plain, style="", label=%s, fontcolor="#555555"];`, label(wrap(left, 34, 6)...))
		d.line(`		legend_work -> legend_note [style=invis];`)
	}
	d.line(`	}`)
}

// leftOut says what the picture does not show.
func (v view) leftOut() string {
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(v.hidden[stemma.ClassEvaluatesOn], "evaluation on data or by a metric", "evaluations on data or by a metric")
	add(v.hidden[stemma.ClassBackground], "passing mention", "passing mentions")
	add(v.unlined, "paper without relation or code", "papers without relation or code")
	if len(parts) == 0 {
		return ""
	}
	return "Not drawn: " + strings.Join(parts, ", ") + "."
}
