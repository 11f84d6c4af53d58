package graph

import (
	"strings"

	"stemma"
)

// What a picture says of a thing when one points at it, as lines that are not yet escaped.

func (n *Node) tip() []string {
	switch n.Kind {
	case Repository, Page:
		return n.codeTip()
	case Paper:
		return n.paperTip()
	default:
		return n.workTip()
	}
}

// maxListed bounds the authors, and the candidates, that a tooltip lists.
const maxListed = 5

func (n *Node) paperTip() []string {
	lines := []string{firstOf(n.Title, n.Label)}
	if len(n.Authors) > 0 {
		lines = append(lines, strings.Join(n.Authors[:min(len(n.Authors), maxListed)], ", "))
	}
	for _, p := range n.Promises {
		lines = append(lines, "promised: "+firstOf(p.Sentence, p.Text))
	}
	return lines
}

func (n *Node) workTip() []string {
	lines := []string{n.Label}
	if n.Title != "" && n.Title != n.Label {
		lines = append(lines, n.Title)
	}
	if n.Kind == Known && len(n.Authors) > 0 {
		lines = append(lines, strings.Join(n.Authors[:min(len(n.Authors), maxListed)], ", "))
	}
	if n.Kind == Known && n.Year != "" {
		lines = append(lines, n.Year)
	}
	if len(n.Candidates) > 0 {
		lines = append(lines, "may be "+strings.Join(n.Candidates[:min(len(n.Candidates), maxListed)], " or "))
	}
	return lines
}

func (n *Node) codeTip() []string {
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
	return lines
}

// maxQuotes bounds the sentences in one tooltip.
const maxQuotes = 3

// edgeTip says what stands to what, and quotes who says so.
func (v *View) edgeTip(e *Edge) []string {
	from, to := v.node(e.From), v.node(e.To)
	relation := string(e.Relation)
	if e.Relation != stemma.Implements {
		relation = styleOf(e.Relation).says
	}
	lines := []string{clip(from.Label, 200) + " " + relation + " " + clip(to.Label, 200)}
	if v.againstTime(e) {
		lines = append(lines, "against time: "+from.Year+" before "+to.Year)
	}
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
	return lines
}

// againstTime reports whether e says that a work builds on a newer one.
func (v *View) againstTime(e *Edge) bool {
	from, to := v.node(e.From), v.node(e.To)
	return from.Year != "" && to.Year != "" && from.Year < to.Year
}

// tipText joins clean lines.
func tipText(lines []string) string {
	cleaned := make([]string, len(lines))
	for i, line := range lines {
		cleaned[i] = clean(clip(line, maxTooltip))
	}
	return strings.Join(cleaned, "\n")
}
