package report

import (
	"fmt"
	"io"
	"strings"

	"stemma"
)

// WriteAlertsMarkdown writes alerts as GitHub-flavoured Markdown: bad news, then good.
func WriteAlertsMarkdown(w io.Writer, r *Alerts) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Alerts\n\n%s\n", escapeMarkdown(r.summary()))
	r.writeMarkdown(&b, "To act on", func(l level) bool { return l != levelNote })
	r.writeMarkdown(&b, "Good news", func(l level) bool { return l == levelNote })
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Alerts) writeMarkdown(b *strings.Builder, heading string, want func(level) bool) {
	started := false
	for i := range r.Alerts {
		a := &r.Alerts[i]
		kind := alertKinds[kindIndex(a.Kind)]
		if !want(kind.level) {
			continue
		}
		if !started {
			fmt.Fprintf(b, "\n## %s\n\n| alert | link | papers | what happened, and what to do | id |\n|---|---|---|---|---|\n", heading)
			started = true
		}
		papers := r.papersOf(a)
		for i := range papers {
			papers[i] = escapeMarkdown(papers[i])
		}
		fmt.Fprintf(b, "| %s %s | %s | %s | %s | %s |\n", kind.mark, kind.kind, r.linkMarkdown(a),
			strings.Join(papers, "<br>"), r.happened(a), escapeMarkdown(a.ID))
	}
}

// linkMarkdown is what an alert is about, as a link where it has an address.
func (r *Alerts) linkMarkdown(a *stemma.Alert) string {
	if strings.Contains(a.Target, "://") {
		return linkMarkdown(a.Target)
	}
	if a.Target == everything {
		return "every link"
	}
	return escapeMarkdown(r.subject(a))
}

func (r *Alerts) happened(a *stemma.Alert) string {
	text := escapeMarkdown(message(a))
	if to, moved := strings.CutPrefix(a.After, "moved to "); moved && a.Kind == stemma.AlertMoved {
		text = "now " + linkMarkdown(to) + "; " + text
	}
	return text
}
