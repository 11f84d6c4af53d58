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
	d := &dotWriter{w: bufio.NewWriter(w), g: v.Graph}
	d.write(v)
	if err := d.w.Flush(); err != nil {
		return fmt.Errorf("writing the graph as DOT: %w", err)
	}
	return nil
}

// dotWriter prints; errors stay in its bufio.Writer until the end.
type dotWriter struct {
	w *bufio.Writer
	g *Graph
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
	// pack lays out every family by itself and then fits them together, which keeps the
	// picture near a square. Graphviz drops the labels of edges where it packs, so the
	// arrowheads say what the words would.
	d.printf("  graph [rankdir=RL charset=\"UTF-8\" bgcolor=white fontname=%s pack=4 packmode=\"graph\" nodesep=0.1 ranksep=0.45 labelloc=t labeljust=l tooltip=%s label=%s];\n",
		fontName, quote(v.Title), d.legend(v))
	d.printf("  node [fontname=%s fontsize=10 fontcolor=\"#1A1A1A\" color=\"#555555\" height=0.3 margin=\"0.1,0.04\"];\n", fontName)
	d.printf("  edge [fontname=%s fontsize=8 fontcolor=\"#444444\" arrowsize=0.7];\n", fontName)
	for _, n := range v.Nodes {
		d.node(n)
	}
	for _, e := range v.Edges {
		d.edge(e)
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
	lines := wrap(n.Label, columns-8, 3)
	if name, citation, ok := cutLast(n.Label, " ("); ok && n.Kind == Cited && len(lines) > 1 {
		lines = append(wrap(name, columns-8, 2), wrap("("+citation, columns-4, 1)...)
	}
	size := 9
	if by := d.builders(n); by > 1 {
		size += min(by, 6)
	}
	d.statement(nodeID(n.Key), attr{"shape", "box"}, attr{"style", quote("rounded,filled")},
		attr{"fillcolor", quote("#ECECEC")}, attr{"fontsize", strconv.Itoa(size)}, minWidth(lines, size),
		attr{"label", quoteLines(lines...)}, attr{"class", quote(string(n.Kind))}, attr{"tooltip", quoteLines(n.Label)})
}

// minWidth makes room for letters of which the built-in Graphviz does not know how wide they
// are, which is all but the Latin ones. The width is in inches.
func minWidth(lines []string, size int) attr {
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

// builders counts the papers that build on n.
func (d *dotWriter) builders(n *Node) int {
	count := 0
	for _, e := range d.g.In(n.Key) {
		if buildsOn(e) {
			count++
		}
	}
	return count
}

func (d *dotWriter) code(n *Node) {
	s := statusStyles[n.Status]
	shape := "tab"
	if n.Kind == Page {
		shape = "note"
	}
	lines := append(codeLines(n.Label), n.Status.String())
	attrs := []attr{{"shape", shape}, {"style", quote("filled," + s.border)}, {"fillcolor", quote(s.fill)},
		{"fontcolor", quote(s.text)}, {"fontsize", "9"}, minWidth(lines, 9), {"label", quoteLines(lines...)},
		{"class", quote("code " + n.Status.String())}, {"tooltip", d.codeTooltip(n)}}
	if address := href(n.Target.URL); address != "" {
		attrs = append(attrs, attr{"URL", quote(address)}, attr{"target", quote("_blank")})
	}
	d.statement(nodeID(n.Key), attrs...)
}

// codeLines breaks a long owner/repository behind the owner.
func codeLines(label string) []string {
	owner, repo, ok := cutLast(label, "/")
	if !ok || textWidth(label) <= columns-8 {
		return wrap(label, columns, 2)
	}
	return append(wrap(owner+"/", columns, 1), wrap(repo, columns, 1)...)
}

func (d *dotWriter) codeTooltip(n *Node) string {
	lines := []string{n.Label + ": " + n.Status.String()}
	if o := n.Observation; o != nil {
		if o.Reason != "" {
			lines = append(lines, o.Reason)
		}
		if o.MovedTo != "" {
			lines = append(lines, "now "+o.MovedTo)
		}
		if !o.CheckedAt.IsZero() {
			lines = append(lines, "checked "+o.CheckedAt.UTC().Format("2006-01-02"))
		}
	}
	return quoteLines(lines...)
}

func (d *dotWriter) edge(e *Edge) {
	head := nodeID(e.From) + " -> " + nodeID(e.To)
	if e.Relation == stemma.Implements {
		d.statement(head, attr{"class", quote("implements")}, attr{"arrowhead", "none"}, attr{"color", quote("#767676")},
			attr{"weight", "50"}, attr{"minlen", "1"}, attr{"tooltip", d.edgeTooltip(e)})
		return
	}
	s := styleOf(e.Relation)
	attrs := []attr{{"class", quote(string(e.Relation.Class()) + " " + string(e.Relation))}, {"style", s.style}, {"color", quote(s.color)},
		{"penwidth", s.width}, {"arrowhead", s.arrow}, {"weight", s.weight}, {"tooltip", d.edgeTooltip(e)}}
	if from, to := d.g.Node(e.From).Year, d.g.Node(e.To).Year; from != "" && to != "" && from < to {
		attrs = append(attrs, attr{"constraint", "false"}) // says that it builds on the future: it may not turn time round
	}
	d.statement(head, attrs...)
}

// maxQuotes bounds the sentences in one tooltip.
const maxQuotes = 3

func (d *dotWriter) edgeTooltip(e *Edge) string {
	from, to := d.g.Node(e.From), d.g.Node(e.To)
	relation := string(e.Relation)
	if e.Relation != stemma.Implements {
		relation = styleOf(e.Relation).says
	}
	lines := []string{clip(from.Label, 200) + " " + relation + " " + clip(to.Label, 200)}
	said := make(map[string]bool)
	for _, ev := range append([]Evidence{e.Best()}, e.Evidence...) {
		if ev.Sentence == "" || said[ev.Sentence] {
			continue
		}
		if len(said) == maxQuotes {
			lines = append(lines, "…")
			break
		}
		said[ev.Sentence] = true
		lines = append(lines, "“"+clip(ev.Sentence, 600)+"”")
	}
	return quoteLines(lines...)
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
