package report

import (
	"fmt"
	"io"
	"strings"

	"stemma"
)

// kindWidth is the width of the first column: that of the longest kind with its mark.
const kindWidth = 20

// WriteAlertsText writes alerts for a person at a terminal.
func WriteAlertsText(w io.Writer, r *Alerts, o TextOptions) error {
	if o.Width > 0 {
		o.Width = max(o.Width, narrowest)
	}
	var b strings.Builder
	if len(r.Alerts) > 0 {
		nameWidth := r.nameWidth(o.Width)
		fmt.Fprintf(&b, "%s%s  %s\n", pad("  ALERT", kindWidth), pad("LINK", nameWidth), "PAPER")
		for i := range r.Alerts {
			r.writeAlert(&b, &r.Alerts[i], nameWidth, o)
		}
		b.WriteByte('\n')
	}
	writeWrapped(&b, r.summary(), "", o.Width)
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Alerts) writeAlert(b *strings.Builder, a *stemma.Alert, nameWidth int, o TextOptions) {
	kind := alertKinds[kindIndex(a.Kind)]
	name, papers := r.subject(a), r.firstPaper(a)
	if a.Target == everything {
		name = "every link"
	}
	if o.Width > 0 {
		name = clip(name, nameWidth)
		papers = clip(papers, o.Width-kindWidth-nameWidth-2)
	}
	first := paint(pad(kind.mark+" "+string(kind.kind), kindWidth), kind.colour, o.Color) + pad(name, nameWidth) + "  " + papers
	b.WriteString(strings.TrimRight(first, " ") + "\n")
	indent := strings.Repeat(" ", kindWidth)
	if a.Kind == stemma.AlertMoved {
		writeWrapped(b, "now "+shortURL(strings.TrimPrefix(a.After, "moved to ")), indent, o.Width)
	}
	for _, text := range []string{(*shownAlert)(a).facts(), oneLine(a.Advice), "id " + oneLine(a.ID)} {
		if text != "" {
			writeWrapped(b, text, indent, o.Width)
		}
	}
}

// firstPaper names one of the papers, and how many others there are; nothing where the
// alert is about the paper itself.
func (r *Alerts) firstPaper(a *stemma.Alert) string {
	papers := r.papersOf(a)
	switch {
	case len(papers) == 0, a.Papers[0] == a.Target:
		return ""
	case len(papers) == 1:
		return papers[0]
	}
	return fmt.Sprintf("%s (+%d more)", papers[0], len(papers)-1)
}

// nameWidth is the width of the second column, up to half of what is left of the terminal.
func (r *Alerts) nameWidth(terminal int) int {
	widest := 10
	for i := range r.Alerts {
		widest = max(widest, columns(r.subject(&r.Alerts[i])))
	}
	if terminal > 0 {
		return min(widest, (terminal-kindWidth)/2)
	}
	return min(widest, 60)
}
