package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stemma"
)

// The size of a label, in average letters a line and in lines.
const (
	mermaidColumns = 40
	mermaidLines   = 3
)

// mermaidShapes are the signs around the label of a node.
var mermaidShapes = map[Kind][2]string{
	Paper: {"[", "]"}, Cited: {"(", ")"}, Named: {"(", ")"}, Known: {"([", "])"}, Repository: {"[(", ")]"}, Page: {"[/", "/]"},
}

// mermaidArrows say how a relation is drawn, as in the other pictures: what builds on
// something solid, what compares dashed. One that is not listed is drawn thin.
var mermaidArrows = map[stemma.Relation]string{
	stemma.Extends: "==>", stemma.Generalizes: "==>", stemma.Uses: "-->", stemma.Analyzes: "-->",
	stemma.Compares: "-.->", stemma.Outperforms: "-.->", stemma.EvaluatesOn: "-.->", stemma.Implements: "---",
}

// WriteMermaid writes v as a Mermaid flowchart, which GitHub, GitLab and many editors draw
// in Markdown. Mermaid draws no more than 500 edges and 50,000 characters: the strongest
// edges are written, each with the code of its ends, and then what room is left for; what is
// left out is said in a comment and in the picture. The error is that of w.
func WriteMermaid(w io.Writer, v *View) error {
	return buffered(w, "Mermaid", chooseForMermaid(v).write)
}

// leftOut says what the picture does not show, for the view's sake and for Mermaid's.
func (m *mermaid) leftOut() []string {
	var left []string
	if s := m.v.leftOut(); s != "" {
		left = append(left, clip(s, 800))
	}
	var parts []string
	if n := len(m.v.Edges) - len(m.edges); n > 0 {
		parts = append(parts, count(n, "edge")+", the weakest")
	}
	if n := len(m.v.Nodes) - len(m.nodes); n > 0 {
		parts = append(parts, count(n, "node"))
	}
	if len(parts) > 0 {
		left = append(left, "Left out because Mermaid draws no more: "+strings.Join(parts, ", and ")+".")
	}
	if n := len(m.v.Lone); n > 0 {
		left = append(left, "Not drawn: "+count(n, "paper")+" without a relation or code in the abstract.")
	}
	return left
}

func (m *mermaid) write(b *bufio.Writer) {
	b.WriteString(mermaidComment(m.v.Title))
	left := m.leftOut()
	for _, line := range left {
		b.WriteString(mermaidComment(line))
	}
	b.WriteString("flowchart RL\n")
	mermaidClasses(b)
	for _, n := range m.nodes {
		b.WriteString(m.nodeLines(n))
	}
	for _, e := range m.edges {
		b.WriteString(m.edgeLine(e))
	}
	if len(left) > 0 {
		b.WriteString(mermaidNode("left", [2]string{"[", "]"}, "note", left))
	}
}

// nodeLines are the statements for a node: its shape, and its link if it has one.
func (m *mermaid) nodeLines(n *Node) string {
	id, class := m.ids[n.Key], firstOf(health(n), string(n.Kind))
	statements := mermaidNode(id, mermaidShapes[n.Kind], class, m.label(n))
	if address := mermaidHref(address(n)); address != "" {
		statements += fmt.Sprintf("  click %s href \"%s\" _blank\n", id, address)
	}
	return statements
}

// label is the name, with the year of a work or the health of code below it. Something has
// to stand there: Mermaid takes no empty label.
func (m *mermaid) label(n *Node) []string {
	lines := wrap(firstOf(clean(n.Label), "…"), mermaidColumns, mermaidLines)
	switch {
	case isCode(n):
		return append(lines, health(n))
	case year(n.Year) != "" && n.Kind != Cited: // whose label has it
		return append(lines, n.Year)
	}
	return lines
}

func mermaidNode(id string, shape [2]string, class string, lines []string) string {
	escaped := make([]string, len(lines))
	for i, line := range lines {
		escaped[i] = mermaidText(line)
	}
	return "  " + id + shape[0] + `"` + strings.Join(escaped, "<br/>") + `"` + shape[1] + ":::" + class + "\n"
}

func (m *mermaid) edgeLine(e *Edge) string {
	arrow := firstOf(mermaidArrows[e.Relation], "-->")
	if r := relationName(e.Relation); r != "" && e.Relation != stemma.Implements {
		arrow += "|" + r + "|"
	}
	return "  " + m.ids[e.From] + " " + arrow + " " + m.ids[e.To] + "\n"
}

// mermaidClasses writes the styles of the kinds and of the states of health.
func mermaidClasses(b *bufio.Writer) {
	b.WriteString("  classDef paper fill:#FFFFFF,stroke:#333333,color:#1A1A1A,font-weight:bold\n")
	for _, kind := range []Kind{Cited, Named, Known} {
		fmt.Fprintf(b, "  classDef %s fill:#ECECEC,stroke:#555555,color:#1A1A1A\n", kind)
	}
	b.WriteString("  classDef note fill:#FFFFFF,stroke:#FFFFFF,color:#333333\n")
	for _, status := range stemma.Statuses() {
		s := statusStyles[status]
		fmt.Fprintf(b, "  classDef %s fill:%s,stroke:#555555,color:%s\n", status, s.fill, s.text)
	}
}
