package notify

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"stemma"
)

// MostInFull is how many alerts a message tells in full. The rest it counts.
const MostInFull = 20

// mostPapers is how many papers an alert in a message names.
const mostPapers = 3

// A message is the text of a digest. The headline is plain ASCII.
type message struct{ headline, body string }

// Message returns what Send sends to the destination, as text for people: the headline on
// the first line, or the JSON of a webhook.
func (d Destination) Message(digest Digest) (string, error) {
	if d.service.open == nil {
		text, err := json.MarshalIndent(bodyOf(digest), "", "  ")
		return string(text) + "\n", err
	}
	m := compose(digest, d.service.style, d.service.limit)
	return m.headline + "\n" + m.body + "\n", nil
}

// compose writes a digest so that headline and body take no more than limit bytes.
func compose(d Digest, s style, limit int) message {
	m := message{headline: headline(d)}
	var b strings.Builder
	told := 0
	for i := range d.Alerts {
		entry := entry(i+1, &d.Alerts[i], d.Titles, s) + s.gap
		rest := len(d.Alerts) - i - 1
		if i == MostInFull || len(m.headline)+b.Len()+len(entry)+len(remainder(rest, s))+1 > limit {
			break
		}
		b.WriteString(entry)
		told++
	}
	b.WriteString(remainder(len(d.Alerts)-told, s))
	m.body = strings.TrimRight(b.String(), "\n")
	return m
}

// headline counts the alerts by kind, in the order in which they come.
func headline(d Digest) string {
	if d.Test {
		return "stemma: a test, nothing happened"
	}
	var kinds []stemma.AlertKind
	count := make(map[stemma.AlertKind]int)
	for _, a := range d.Alerts {
		if count[a.Kind]++; count[a.Kind] == 1 {
			kinds = append(kinds, a.Kind)
		}
	}
	parts := make([]string, len(kinds))
	for i, k := range kinds {
		parts[i] = fmt.Sprintf("%d %s", count[k], k)
	}
	return fmt.Sprintf("stemma: %s (%s)", plural(len(d.Alerts), "alert", "alerts"), strings.Join(parts, ", "))
}

// entry tells one alert: what broke, what stands on it, what to do.
func entry(number int, a *stemma.Alert, titles map[string]string, s style) string {
	var b strings.Builder
	name := a.Target
	if title := titles[a.Target]; title != "" { // of a promise the target is a paper
		name = title
	}
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s %s", s.bold(s.text(fmt.Sprintf("%d. %s:", number, a.Kind))), s.target(name))
	line("%s", s.text(change(a)))
	if a.Impact > 0 {
		line("%s", s.text(plural(a.Impact, "work stands", "works stand")+" on it"))
	}
	for i, id := range a.Papers {
		if i == mostPapers {
			line("%s", s.text("and "+plural(len(a.Papers)-i, "other paper", "other papers")))
			break
		}
		paper := titles[id]
		if paper == "" {
			paper = id
		}
		line("%s", s.text("in: "+clip(paper, mostWords)))
	}
	if a.Advice != "" {
		line("%s %s", s.bold("To do:"), s.text(clip(a.Advice, mostReason)))
	}
	return b.String()
}

// change says what was and what is.
func change(a *stemma.Alert) string {
	text := clip(a.After, mostWords)
	if a.Before != "" {
		text = "was " + clip(a.Before, mostWords) + ", is " + text
	}
	if !a.Since.IsZero() {
		text += ", since " + a.Since.UTC().Format(time.DateOnly)
	}
	if reason := clip(a.Reason, mostReason); reason != "" {
		text += " (" + reason + ")"
	}
	return text
}

func remainder(n int, s style) string {
	if n == 0 {
		return ""
	}
	return s.text(fmt.Sprintf("and %s: 'stemma alerts' lists them", plural(n, "more alert", "more alerts"))) + "\n"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
