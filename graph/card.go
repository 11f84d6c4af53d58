package graph

import (
	"fmt"
	"strings"
)

// columns is the width of a paper's card in letters.
const columns = 34

func (d *dotWriter) paper(n *Node) {
	var b strings.Builder
	b.WriteString(`<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" WIDTH="196" COLOR="#333333" BGCOLOR="#FFFFFF">`)
	heading, title := clean(n.Label), clean(n.Title)
	if rest, ok := strings.CutPrefix(title, heading+":"); ok {
		title = strings.TrimSpace(rest)
	}
	if heading != title {
		cell(&b, `POINT-SIZE="12"`, true, wrap(heading, columns-6, 2))
		cell(&b, `POINT-SIZE="9" COLOR="#333333"`, false, wrap(withYear(title, n.Year), columns, 3))
	} else {
		cell(&b, `POINT-SIZE="10"`, true, wrap(withYear(title, n.Year), columns-3, 3))
	}
	if len(n.Promises) > 0 {
		b.WriteString(`<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="9" COLOR="#8A3B00"><I>code promised, no link</I></FONT></TD></TR>`)
	}
	b.WriteString("</TABLE>>")
	d.statement(nodeID(n.Key), attr{"shape", "plain"}, attr{"label", b.String()},
		attr{"class", quote("paper")}, attr{"tooltip", quoteLines(n.tip()...)})
}

func withYear(title, year string) string {
	if year == "" {
		return title
	}
	return year + " · " + title
}

// cell writes lines of text as one row of an HTML-like table. Graphviz refuses an empty
// element, so no line gives no row.
func cell(b *strings.Builder, font string, bold bool, lines []string) {
	if len(lines) == 0 {
		return
	}
	escaped := make([]string, len(lines))
	for i, line := range lines {
		escaped[i] = html(line)
	}
	text := strings.Join(escaped, "<BR ALIGN=\"LEFT\"/>") + "<BR ALIGN=\"LEFT\"/>"
	if bold {
		text = "<B>" + text + "</B>"
	}
	fmt.Fprintf(b, `<TR><TD ALIGN="LEFT" BALIGN="LEFT"><FONT %s>%s</FONT></TD></TR>`, font, text)
}

// loneColumns is the number of columns in which the papers without relations stand.
const loneColumns = 5

// lone lists the papers of which there is nothing to draw, small and in rows.
func (d *dotWriter) lone(papers []*Node) {
	if len(papers) == 0 {
		return
	}
	d.printf("  subgraph cluster_lone {\n  label=%s fontsize=10 fontcolor=\"#555555\" labelloc=t labeljust=r color=\"#C4C4C4\" style=dashed margin=8 tooltip=\" \"\n",
		quote(fmt.Sprintf("%s without a relation or code in the abstract", count(len(papers), "paper"))))
	for i, n := range papers {
		d.loneNode(n)
		if i%loneColumns != 0 {
			d.printf("  %s -> %s [style=invis weight=100];\n", nodeID(n.Key), nodeID(papers[i-1].Key))
		}
	}
	d.printf("  }\n")
}

func (d *dotWriter) loneNode(n *Node) {
	var b strings.Builder
	b.WriteString(`<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1" WIDTH="150" HEIGHT="26" FIXEDSIZE="FALSE">`)
	cell(&b, `POINT-SIZE="8" COLOR="#333333"`, false, wrap(withYear(firstOf(clean(n.Title), clean(n.Label)), n.Year), columns, 2))
	b.WriteString("</TABLE>>")
	d.statement(nodeID(n.Key), attr{"shape", "plain"}, attr{"label", b.String()}, attr{"class", quote("paper lone")}, attr{"tooltip", quoteLines(n.tip()...)})
}
