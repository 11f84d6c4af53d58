package report

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"stemma"
)

// Alerts are what the writers of alerts write.
type Alerts struct {
	Alerts []stemma.Alert // in the order in which they are shown
	// Papers are those that the alerts name, by id, with their titles and sources; one that
	// is missing is shown by its id.
	Papers map[string]stemma.Paper
	Hidden int       // alerts that are not shown, because they are muted, acknowledged or resolved
	Feed   string    // names the feed among others: the same for the same list for good
	Now    time.Time // when the alerts were found
}

// A level is how SARIF names a severity (3.27.10); the other formats have their own words.
type level string

const (
	levelError   level = "error"
	levelWarning level = "warning"
	levelNote    level = "note" // good news
)

// alertKinds say how the kinds of alert are shown, the most dangerous first.
var alertKinds = [...]struct {
	kind   stemma.AlertKind
	level  level
	mark   string // stands beside the kind, so that colour never carries it alone
	colour string // SGR parameters
	says   string // what is said of the target
	about  string // what an alert of the kind tells
}{
	{stemma.AlertReplaced, levelError, "!", "1;31", "belongs to another repository now", "The name of a repository was taken over by another one."},
	{stemma.AlertGone, levelError, "✗", "31", "is gone", "A repository was deleted or made private."},
	{stemma.AlertBlocked, levelError, "✗", "31", "is blocked", "The host blocks access."},
	{stemma.AlertPathMissing, levelError, "✗", "31", "is missing in its repository", "The repository is there, the linked place in it is not."},
	{stemma.AlertPageDead, levelError, "✗", "31", "is dead", "A page that is no repository is gone."},
	{stemma.AlertEmpty, levelError, "○", "33", "was emptied", "A repository lost its commits."},
	{stemma.AlertPlaceholder, levelError, "○", "33", "is but a placeholder now", "A repository lost everything but a README and the like."},
	{stemma.AlertMoved, levelWarning, "→", "34", "has moved", "A repository was renamed or transferred: the old name redirects, until somebody takes it."},
	{stemma.AlertArchived, levelWarning, "■", "33", "was archived", "A repository was made read-only."},
	{stemma.AlertPromiseOverdue, levelWarning, "…", "33", "promised code that has not come", "A paper promised code long ago and links none."},
	{stemma.AlertStale, levelWarning, "■", "33", "had no push for long", "Nothing was pushed to a repository for long."},
	{stemma.AlertUnknownForLong, levelWarning, "?", "2", "could not be checked for long", "A target could not be checked for long, and may be well."},
	{stemma.AlertCodeReleased, levelNote, "✓", "32", "has its code now", "A placeholder or an empty repository was filled."},
	{stemma.AlertPromiseKept, levelNote, "✓", "32", "links its code now", "A paper that promised code links it."},
	{stemma.AlertBack, levelNote, "✓", "32", "is back", "What was lost is there again."},
}

// kindIndex returns the row of a kind; the last for one that is not known.
func kindIndex(kind stemma.AlertKind) int {
	for i, k := range alertKinds {
		if k.kind == kind {
			return i
		}
	}
	return len(alertKinds) - 1
}

// everything is the target of the alert that nothing could be checked.
const everything = "network"

// subject names what an alert is about as short as it is still clear.
func (r *Alerts) subject(a *stemma.Alert) string {
	if paper, ok := r.Papers[a.Target]; ok && !strings.Contains(a.Target, "://") {
		return title(paper)
	}
	return shortURL(a.Target)
}

// headline says in one line what happened.
func (r *Alerts) headline(a *stemma.Alert) string {
	switch {
	case a.Target == everything:
		return "no link can be checked"
	case a.Kind == stemma.AlertMoved:
		return r.subject(a) + " has " + oneLine(a.After)
	}
	return r.subject(a) + " " + alertKinds[kindIndex(a.Kind)].says
}

// facts says what else is to be known: the cause, the state before, since when, and what
// stands on it.
func (a *shownAlert) facts() string {
	parts := make([]string, 0, 5)
	if reason := oneLine(a.Reason); reason != "" && a.Kind != stemma.AlertMoved {
		parts = append(parts, reason)
	}
	if a.Before != "" {
		parts = append(parts, "before: "+oneLine(a.Before))
	}
	parts = append(parts, "since "+a.Since.UTC().Format(time.DateOnly))
	if a.Impact > 0 {
		parts = append(parts, plural(a.Impact, "method builds", "methods build")+" on it")
	}
	if a.State != stemma.AlertOpen {
		parts = append(parts, strings.TrimSuffix(string(a.State)+": "+oneLine(a.Note), ": "))
	}
	return strings.Join(parts, "; ")
}

// A shownAlert is an alert on its way into a format.
type shownAlert stemma.Alert

// message is all of an alert in a few sentences, without its headline.
func message(a *stemma.Alert) string {
	return strings.TrimSpace((*shownAlert)(a).facts() + ". " + oneLine(a.Advice))
}

// papersOf returns the titles of an alert's papers.
func (r *Alerts) papersOf(a *stemma.Alert) []string {
	titles := make([]string, len(a.Papers))
	for i, id := range a.Papers {
		titles[i] = oneLine(id)
		if paper, ok := r.Papers[id]; ok {
			titles[i] = title(paper)
		}
	}
	return titles
}

func title(p stemma.Paper) string {
	if text := oneLine(p.Title); text != "" {
		return text
	}
	return oneLine(p.ID)
}

// places returns where the papers of an alert were read, those of files alone.
func (r *Alerts) places(a *stemma.Alert) []stemma.Source {
	var places []stemma.Source
	for _, id := range a.Papers {
		if source := r.Papers[id].Source; source.File != "" && source.File != "-" {
			places = append(places, source)
		}
	}
	return places
}

// fileURI is a file's name as a URI reference (RFC 3986).
func fileURI(name string) string {
	slashed := filepath.ToSlash(name)
	u := url.URL{Path: slashed}
	if strings.HasPrefix(slashed, "/") {
		u.Scheme = "file"
	}
	return u.String()
}

// summary counts the alerts.
func (r *Alerts) summary() string {
	counts := make([]int, len(alertKinds))
	for i := range r.Alerts {
		counts[kindIndex(r.Alerts[i].Kind)]++
	}
	text := "no alerts"
	if n := len(r.Alerts); n > 0 {
		var parts []string
		for i, n := range counts {
			if n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, alertKinds[i].kind))
			}
		}
		text = plural(n, "alert", "alerts") + ": " + strings.Join(parts, ", ")
	}
	if r.Hidden > 0 {
		text += fmt.Sprintf("; %d not shown (--all): muted, acknowledged or resolved", r.Hidden)
	}
	return text
}
