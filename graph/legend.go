package graph

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// legend returns the head of the picture as an HTML-like table: the title, what the signs
// mean that the picture uses, and what it leaves out.
func (d *dotWriter) legend(v *View) string {
	var b strings.Builder
	b.WriteString(`<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4">`)
	for _, line := range wrap(v.Title, 100, 2) {
		fmt.Fprintf(&b, `<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="20"><B>%s</B></FONT></TD></TR>`, html(line))
	}
	fmt.Fprintf(&b, `<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="11" COLOR="#333333">%s</FONT></TD></TR>`, html(v.says()))
	row(&b, v.relationKey())
	row(&b, v.nodeKey())
	if left := v.leftOut(); left != "" {
		fmt.Fprintf(&b, `<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="11" COLOR="#333333">%s</FONT></TD></TR>`, html(left))
	}
	b.WriteString("</TABLE>>")
	return b.String()
}

// row writes cells side by side, in a table of their own so that rows do not share columns.
func row(b *strings.Builder, cells []string) {
	if len(cells) == 0 {
		return
	}
	b.WriteString(`<TR><TD ALIGN="LEFT"><TABLE BORDER="0" CELLBORDER="0" CELLSPACING="4" CELLPADDING="3"><TR>`)
	b.WriteString(strings.Join(cells, ""))
	b.WriteString(`<TD WIDTH="1"></TD></TR></TABLE></TD></TR>`)
}

// says is the picture in one sentence.
func (v *View) says() string {
	kinds := v.kinds()
	parts := []string{count(kinds[Paper]+len(v.Lone), "paper"), count(kinds[Cited]+kinds[Named]+kinds[Known], "work") + " from outside"}
	if code := kinds[Repository] + kinds[Page]; code > 0 {
		parts = append(parts, count(code, "code link"))
	}
	return strings.Join(parts, " · ") + " · arrows point at what a paper builds on, which stands to its left; hover an arrow for its sentence"
}

func (v *View) kinds() map[Kind]int {
	kinds := make(map[Kind]int)
	for _, n := range v.Nodes {
		kinds[n.Kind]++
	}
	return kinds
}

func (v *View) relationsUsed() map[*edgeStyle]bool {
	used := make(map[*edgeStyle]bool)
	for _, e := range v.Edges {
		if e.Relation != stemma.Implements {
			used[styleOf(e.Relation)] = true
		}
	}
	return used
}

func (v *View) statusesUsed() map[stemma.Status]bool {
	used := make(map[stemma.Status]bool)
	for _, n := range v.Nodes {
		if n.Kind == Repository || n.Kind == Page {
			used[n.Status] = true
		}
	}
	return used
}

func (v *View) anyAgainstTime() bool {
	return slices.ContainsFunc(v.Edges, func(e *Edge) bool { return e.Relation != stemma.Implements && v.againstTime(e) })
}

func (v *View) relationKey() []string {
	used := v.relationsUsed()
	var cells []string
	for i := range edgeStyles {
		if s := &edgeStyles[i]; used[s] {
			cells = append(cells, fmt.Sprintf(`<FONT COLOR="%s"><B>%s</B></FONT> %s`, s.color, s.sign, s.says))
		}
	}
	if v.anyAgainstTime() {
		cells = append(cells, fmt.Sprintf(`<FONT COLOR="%s"><B>━━▶</B></FONT> against time`, timeless))
	}
	if len(cells) == 0 {
		return nil
	}
	return []string{`<TD ALIGN="LEFT"><FONT POINT-SIZE="11">` + strings.Join(cells, " &#160; &#160; ") + `</FONT></TD>`}
}

func (v *View) nodeKey() []string {
	kinds := v.kinds()
	cells := []string{`<TD BORDER="1" COLOR="#333333"><FONT POINT-SIZE="10"><B>paper</B></FONT></TD>`}
	for _, k := range workKeys {
		if slices.ContainsFunc(k.kinds, func(kind Kind) bool { return kinds[kind] > 0 }) {
			cells = append(cells, fmt.Sprintf(`<TD BORDER="1" COLOR="%s" BGCOLOR="%s" STYLE="ROUNDED"><FONT POINT-SIZE="10">%s</FONT></TD>`, frame, k.fill, k.says))
		}
	}
	used := v.statusesUsed()
	if len(used) > 0 {
		cells = append(cells, `<TD><FONT POINT-SIZE="10">code:</FONT></TD>`)
	}
	for _, status := range stemma.Statuses() {
		if !used[status] {
			continue
		}
		s := statusStyles[status]
		cells = append(cells, fmt.Sprintf(`<TD BORDER="1" COLOR="#555555" BGCOLOR="%s"><FONT POINT-SIZE="10" COLOR="%s">%s</FONT></TD><TD ALIGN="LEFT"><FONT POINT-SIZE="10">%s</FONT></TD>`,
			s.fill, s.text, status, s.says))
	}
	return cells
}

// workKeys are the entries of the legend for works that are no papers of the corpus.
var workKeys = [...]struct {
	kinds      []Kind
	fill, says string
}{
	{[]Kind{Known}, knownFill, "known work"},
	{[]Kind{Cited, Named}, workFill, "work cited or named"},
}

// leftOut says what the picture does not show, in the order of the cuts.
func (v *View) leftOut() string {
	var parts []string
	for _, c := range [...]stemma.Class{stemma.ClassBuildsOn, stemma.ClassCompares, stemma.ClassEvaluatesOn, stemma.ClassBackground} {
		if n := v.EdgesOf[c]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s (%s)", count(n, "edge"), c))
		}
	}
	for _, cut := range [...]struct {
		n          int
		noun, says string
	}{
		{v.OfRelation, "edge", "of other relations"},
		{v.Light, "edge", "that too few places speak of"},
		{v.Far, "work", "further away"},
		{v.Old, "work", "of earlier years, or linked with those alone"},
		{v.InPassing, "work", "only evaluated on or named in passing"},
		{v.BelowTop, "work", "that less is built upon"},
		{v.PastLimit, "node", "past the limit, the least connected"},
		{v.Implied, "edge", "that a chain of others implies"},
		{v.Unlinked, "paper", "that no edge is left of"},
	} {
		if cut.n > 0 {
			parts = append(parts, count(cut.n, cut.noun)+" "+cut.says)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Left out: " + strings.Join(parts, ", ") + "."
}
