package report

import (
	"fmt"
	"io"
	"strings"

	"stemma"
)

// WriteMarkdown writes the report as GitHub-flavoured Markdown.
func WriteMarkdown(w io.Writer, r *Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Code availability\n\n%s\n", escapeMarkdown(strings.Join(r.summary(), "; ")))
	titles := r.titles()
	writeTargetsMarkdown(&b, "Needs attention", r.Targets, titles, Target.needsAttention)
	writeTargetsMarkdown(&b, "Alive", r.Targets, titles, func(t Target) bool { return !t.needsAttention() })
	writePromisesMarkdown(&b, r)
	fmt.Fprintf(&b, "\n_Made by stemma on %s._\n", r.GeneratedAt.Format("2006-01-02 15:04 MST"))
	_, err := io.WriteString(w, b.String())
	return err
}

// needsAttention reports whether someone should look at t: a place in it is missing, or
// GitHub still shows a repository that it has disabled.
func (t Target) needsAttention() bool {
	return t.Status != stemma.Alive || len(t.MissingPlaces) > 0 || t.Repository != nil && t.Repository.Disabled
}

func writeTargetsMarkdown(b *strings.Builder, heading string, targets []Target, titles map[string]string, want func(Target) bool) {
	started := false
	for _, t := range targets {
		if !want(t) {
			continue
		}
		if !started {
			fmt.Fprintf(b, "\n## %s\n\n| status | link | papers | what was seen |\n|---|---|---|---|\n", heading)
			started = true
		}
		papers := make([]string, len(t.Papers))
		for i, id := range t.Papers {
			papers[i] = escapeMarkdown(titles[id])
		}
		lines := []string{escapeMarkdown(t.seen())}
		for _, c := range t.Copies {
			lines = append(lines, escapeMarkdown(copyLabel(c))+": "+linkMarkdown(c.URL))
		}
		if len(t.Copies) == 0 {
			lines = append(lines, t.copyTexts()...)
		}
		fmt.Fprintf(b, "| %s %s | %s | %s | %s |\n", marks[t.Status], t.Status, linkMarkdown(t.URL), strings.Join(papers, "<br>"), strings.Join(lines, "<br>"))
	}
}

func writePromisesMarkdown(b *strings.Builder, r *Report) {
	if r.Counts.Promises == 0 {
		return
	}
	b.WriteString("\n## Promised, and not linked\n\n")
	titles := r.titles()
	for _, paper := range r.Papers {
		for _, promise := range paper.Promises {
			fmt.Fprintf(b, "- **%s**: “%s”\n", escapeMarkdown(titles[paper.ID]), escapeMarkdown(promise.Text))
		}
	}
}

// linkMarkdown writes an address as a link. Only web addresses are made clickable; what
// could end the link early is percent-encoded.
func linkMarkdown(url string) string {
	label := escapeMarkdown(shortURL(url))
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return label
	}
	safe := strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "(", "%28", ")", "%29", "|", "%7C", "\\", "%5C", "\n", "", "\r", "").Replace(oneLine(url))
	return "[" + label + "](" + safe + ")"
}

// escapeMarkdown keeps text from being read as markup, in a table cell as well.
func escapeMarkdown(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case r == '>':
			b.WriteString("&gt;")
			continue
		case r == '&':
			b.WriteString("&amp;")
			continue
		case r == '@': // no one is notified by a report
			b.WriteString("&#64;")
			continue
		case strings.ContainsRune("\\`*_{}[]#|~$!", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
