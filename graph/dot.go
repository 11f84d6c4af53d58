package graph

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"stemma"
)

// defaultTitle names a picture that was given no title.
const defaultTitle = "Which method builds on which"

// WriteDOT writes v in Graphviz's language. Papers point at what they build
// on, time runs from left to right, and every edge carries its sentence as tooltip.
//
// Titles and sentences are somebody else's text: they are escaped, stripped of what is
// invisible and shortened in labels; the whole title is in the tooltip. Only http and https
// addresses become links. The error is that of w.
func WriteDOT(w io.Writer, v *View) error {
	d := &dotWriter{w: bufio.NewWriter(w), v: v, builders: v.builders()}
	d.write(v)
	if err := d.w.Flush(); err != nil {
		return fmt.Errorf("writing the graph as DOT: %w", err)
	}
	return nil
}

// dotWriter prints; errors stay in its bufio.Writer until the end.
type dotWriter struct {
	w        *bufio.Writer
	v        *View
	builders map[string]int // how many build on each work
}

func (d *dotWriter) printf(format string, args ...any) { fmt.Fprintf(d.w, format, args...) }

// An attr is an attribute whose value is ready to be printed: quoted, or <html>.
type attr struct{ name, value string }

func (d *dotWriter) statement(head string, attrs ...attr) {
	d.printf("  %s [", head)
	for i, a := range attrs {
		if i > 0 {
			d.printf(" ")
		}
		d.printf("%s=%s", a.name, a.value)
	}
	d.printf("];\n")
}

func (d *dotWriter) write(v *View) {
	d.printf("digraph stemma {\n")
	ranked, pack := v.ranked(), ""
	if !ranked && v.Cluster == "" {
		// pack lays out every family by itself and then fits them together, which keeps the
		// picture near a square. Graphviz drops the labels of edges where it packs, so the
		// arrowheads say what the words would.
		pack = " pack=4 packmode=\"graph\""
	}
	d.printf("  graph [rankdir=RL charset=\"UTF-8\" bgcolor=white fontname=%s%s nodesep=0.1 ranksep=0.45 labelloc=t labeljust=l tooltip=%s label=%s];\n",
		fontName, pack, quote(v.Title), d.legend(v))
	d.printf("  node [fontname=%s fontsize=10 fontcolor=\"#1A1A1A\" color=\"#555555\" height=0.3 margin=\"0.1,0.04\"];\n", fontName)
	d.printf("  edge [fontname=%s fontsize=8 fontcolor=\"#444444\" arrowsize=0.7];\n", fontName)
	for _, n := range v.Nodes {
		d.node(n)
	}
	for _, e := range v.Edges {
		d.edge(e)
	}
	d.clusters(v)
	if ranked {
		d.years(v)
	}
	d.lone(v.Lone)
	d.printf("}\n")
}

func (d *dotWriter) node(n *Node) {
	switch n.Kind {
	case Paper:
		d.paper(n)
	case Repository, Page:
		d.code(n)
	default:
		d.work(n)
	}
}

func (d *dotWriter) work(n *Node) {
	label, fill := workLabel(n), workFill
	if n.Kind == Known {
		fill = knownFill
	}
	lines := wrap(label, columns-8, 3)
	if name, citation, ok := cutLast(label, " ("); ok && n.Kind != Named && len(lines) > 1 {
		lines = append(wrap(name, columns-8, 2), wrap("("+citation, columns-4, 1)...)
	}
	size := int(workSize(d.builders[n.Key]))
	attrs := []attr{{"shape", "box"}, {"style", quote("rounded,filled")}, {"fillcolor", quote(fill)},
		{"fontsize", strconv.Itoa(size)}, leastWidth(lines, size), {"label", quoteLines(lines...)},
		{"class", quote(string(n.Kind))}, {"tooltip", quoteLines(n.tip()...)}}
	d.statement(nodeID(n.Key), append(attrs, linkTo(n)...)...)
}

// linkTo makes a node a link, if it leads anywhere.
func linkTo(n *Node) []attr {
	to := address(n)
	if to == "" {
		return nil
	}
	return []attr{{"URL", quote(to)}, {"target", quote("_blank")}}
}

// leastWidth makes room for letters of which a Graphviz without fonts does not know how wide
// they are, which is all but the Latin ones. The width is in inches.
func leastWidth(lines []string, size int) attr {
	widest := 0
	for _, line := range lines {
		if !isASCII(line) {
			widest = max(widest, textWidth(line))
		}
	}
	inches := float64(widest*size)*0.56/72 + 0.25
	if widest == 0 {
		inches = 0.4
	}
	return attr{"width", strconv.FormatFloat(inches, 'f', 2, 64)}
}

func (d *dotWriter) code(n *Node) {
	s := statusStyles[n.Status]
	shape := "tab"
	if n.Kind == Page {
		shape = "note"
	}
	lines := append(codeLines(n.Label), n.Status.String())
	attrs := []attr{{"shape", shape}, {"style", quote("filled," + s.border)}, {"fillcolor", quote(s.fill)},
		{"fontcolor", quote(s.text)}, {"fontsize", "9"}, leastWidth(lines, 9), {"label", quoteLines(lines...)},
		{"class", quote(codeClass(n))}, {"tooltip", quoteLines(n.tip()...)}}
	d.statement(nodeID(n.Key), append(attrs, linkTo(n)...)...)
}

// codeLines breaks a long owner/repository behind the owner.
func codeLines(label string) []string {
	owner, repo, ok := cutLast(label, "/")
	if !ok || textWidth(label) <= columns-8 {
		return wrap(label, columns, 2)
	}
	return append(wrap(owner+"/", columns, 1), wrap(repo, columns, 1)...)
}

func (d *dotWriter) edge(e *Edge) {
	head := nodeID(e.From) + " -> " + nodeID(e.To)
	if e.Relation == stemma.Implements {
		d.statement(head, attr{"class", quote("implements")}, attr{"arrowhead", "none"}, attr{"color", quote("#767676")},
			attr{"weight", "50"}, attr{"minlen", "1"}, attr{"tooltip", quoteLines(d.v.edgeTip(e)...)})
		return
	}
	s := styleOf(e.Relation)
	style, color, against := s.style, s.color, d.v.againstTime(e)
	if against {
		color = timeless
	}
	if style == doubled {
		style, color = "solid", color+":#FFFFFF:"+color
	}
	attrs := []attr{{"class", quote(edgeClass(e))}, {"style", style}, {"color", quote(color)},
		{"penwidth", s.width}, {"arrowhead", s.arrow}, {"weight", s.weight}, {"tooltip", quoteLines(d.v.edgeTip(e)...)}}
	if against {
		attrs = append(attrs, attr{"constraint", "false"}) // it may not turn time round
	}
	d.statement(head, attrs...)
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
