package report

import (
	"fmt"
	"io"
	"strings"

	"stemma"
)

// TextOptions say how the text form looks.
type TextOptions struct {
	Width int  // columns of the terminal; 0 cuts nothing off
	Color bool // mark statuses with ANSI colours
	Why   bool // with the sentence behind each step of an answer
}

// narrowest is the least width that the layout is made for.
const narrowest = 60

// WriteText writes the report for a person at a terminal.
func WriteText(w io.Writer, r *Report, o TextOptions) error {
	if o.Width > 0 {
		o.Width = max(o.Width, narrowest)
	}
	var b strings.Builder
	writeTargets(&b, r, o)
	writePromises(&b, r, o)
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	for _, line := range r.summary() {
		writeWrapped(&b, line, "", o.Width)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeTargets(b *strings.Builder, r *Report, o TextOptions) {
	if len(r.Targets) == 0 {
		return
	}
	titles := r.titles()
	nameWidth := r.nameWidth(o.Width)
	fmt.Fprintf(b, "  %-12s%s  %s\n", "STATUS", pad("LINK", nameWidth), "PAPER")
	for _, t := range r.Targets {
		status := paint(pad(marks[t.Status]+" "+t.Status.String(), 14), colours[t.Status], o.Color)
		title := titles[t.Papers[0]]
		if more := len(t.Papers) - 1; more > 0 {
			title = fmt.Sprintf("%s (+%d more)", title, more)
		}
		name := shortURL(t.URL)
		if o.Width > 0 {
			title = clip(title, o.Width-14-nameWidth-2)
			name = clip(name, nameWidth)
		}
		fmt.Fprintf(b, "%s%s  %s\n", status, pad(name, nameWidth), title)
		for _, detail := range append([]string{t.seen()}, t.copyTexts()...) {
			if detail != "" {
				writeWrapped(b, detail, strings.Repeat(" ", 14), o.Width)
			}
		}
	}
}

func writePromises(b *strings.Builder, r *Report, o TextOptions) {
	if r.Counts.Promises == 0 {
		return
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString("Promised, and not linked\n")
	titles := r.titles()
	for _, paper := range r.Papers {
		for _, promise := range paper.Promises {
			title := titles[paper.ID]
			if o.Width > 0 {
				title = clip(title, o.Width-2)
			}
			fmt.Fprintf(b, "  %s\n", title)
			writeWrapped(b, "“"+oneLine(promise.Text)+"”", "      ", o.Width)
		}
	}
}

// seen says what the check saw, and what stands on the target.
func (t Target) seen() string {
	parts := make([]string, 0, 3)
	if t.MovedTo != "" {
		parts = append(parts, "now "+shortURL(t.MovedTo))
		if t.Repository != nil && t.Repository.Archived {
			parts = append(parts, "archived there")
		}
	} else if t.Status != stemma.Alive || t.Repository != nil && t.Repository.Disabled {
		parts = append(parts, oneLine(t.Reason))
	}
	if len(t.MissingPlaces) > 0 {
		parts = append(parts, t.missingText())
	}
	parts = append(parts, t.facts()...)
	if hint := t.hintText(); hint != "" {
		parts = append(parts, hint)
	}
	if t.Dependents > 0 {
		parts = append(parts, plural(t.Dependents, "work builds", "works build")+" on it")
	}
	return strings.Join(parts, "; ")
}

// facts says what matters of a repository to somebody who wants to use it.
func (t Target) facts() []string {
	var parts []string
	if t.DaysSincePush != nil && t.Status != stemma.Gone {
		parts = append(parts, fmt.Sprintf("last push %s ago", age(*t.DaysSincePush)))
	}
	if t.Repository == nil {
		return parts
	}
	if license := oneLine(t.Repository.License); license != "" {
		parts = append(parts, "licence "+license)
	}
	if t.Repository.Stars > 0 {
		parts = append(parts, plural(t.Repository.Stars, "star", "stars"))
	}
	return parts
}

// age says a number of days in the largest unit that fits twice.
func age(days int) string {
	switch {
	case days >= 2*365:
		return fmt.Sprintf("%d years", days/365)
	case days >= 60:
		return fmt.Sprintf("%d months", days/30)
	default:
		return plural(days, "day", "days")
	}
}

// summary is what was read, and what became of the links, a line each.
func (r *Report) summary() []string {
	c := r.Counts
	read := []string{plural(c.Papers, "paper", "papers"), plural(c.Repositories, "repository", "repositories")}
	if other := c.Targets - c.Repositories; other > 0 {
		read = append(read, plural(other, "other link", "other links"))
	}
	read = append(read, plural(c.Citations, "citation", "citations"), plural(c.Promises, "promise", "promises"))
	if c.Skipped > 0 {
		read = append(read, plural(c.Skipped, "record", "records")+" skipped")
	}
	lines := []string{strings.Join(read, ", ")}
	var states []string
	for _, status := range append(stemma.Statuses()[1:], stemma.Unknown) {
		if n := c.Statuses[status.String()]; n > 0 {
			states = append(states, fmt.Sprintf("%d %s", n, status))
		}
	}
	if n := c.MissingPlaces; n > 0 {
		states = append(states, plural(n, "path missing", "paths missing"))
	}
	if len(states) > 0 {
		lines = append(lines, "links: "+strings.Join(states, ", "))
	}
	return lines
}

func (r *Report) titles() map[string]string {
	titles := make(map[string]string, len(r.Papers))
	for _, p := range r.Papers {
		titles[p.ID] = oneLine(p.Title)
		if p.Title == "" {
			titles[p.ID] = oneLine(p.ID)
		}
	}
	return titles
}

// nameWidth is the width of the link column: that of the widest, up to half of the
// terminal.
func (r *Report) nameWidth(terminal int) int {
	widest := 4
	for _, t := range r.Targets {
		widest = max(widest, columns(shortURL(t.URL)))
	}
	if terminal > 0 {
		return min(widest, terminal/2)
	}
	return min(widest, 60)
}

// shortURL leaves out what every reader supplies: the scheme, and GitHub's host.
func shortURL(url string) string {
	short := oneLine(url)
	for _, prefix := range []string{"https://", "http://", stemma.GitHubHost + "/"} {
		short = strings.TrimPrefix(short, prefix)
	}
	return short
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
