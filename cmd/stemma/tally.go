package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"stemma"
	"stemma/github"
)

// A tally counts the answers of a check and shows how far it is.
type tally struct {
	observer *observer
	start    time.Time
	due      int // links to ask for
	asked    int
	limited  bool           // a limit of GitHub's was met
	unknown  map[string]int // by reason
}

func newTally(o *observer, due int) *tally {
	return &tally{observer: o, start: o.now(), due: due, unknown: make(map[string]int)}
}

func (t *tally) add(answer stemma.Observation) {
	t.asked++
	if answer.Status == stemma.Unknown && !github.Moot(answer) {
		t.unknown[answer.Reason]++
		t.limited = t.limited || github.RateLimited(answer)
	}
	t.show(answer.Target.URL)
}

func (t *tally) show(url string) {
	t.observer.console.progress("checking links: %d of %d%s  %s", t.asked, t.due, pace(t.asked, t.due, t.observer.now().Sub(t.start)), url)
}

// It takes so much before the pace so far says anything of the time that is left.
const (
	paceAnswers = 20
	paceTime    = 2 * time.Second
)

// pace tells how fast a check was so far, and how long the rest takes at that pace.
func pace(done, of int, elapsed time.Duration) string {
	if done < paceAnswers || elapsed < paceTime || done >= of {
		return ""
	}
	rate := float64(done) / elapsed.Seconds()
	left := time.Duration(float64(of-done) / rate * float64(time.Second))
	return fmt.Sprintf(", %s, %s left", perTime(rate), roughly(left))
}

func perTime(rate float64) string {
	if rate < 1 {
		return fmt.Sprintf("%.0f/min", rate*60)
	}
	return fmt.Sprintf("%.0f/s", rate)
}

// roughly tells a duration as precisely as an estimate deserves.
func roughly(d time.Duration) string {
	switch {
	case d < 50*time.Second:
		return fmt.Sprintf("about %d s", int(d.Round(10*time.Second).Seconds())+10)
	case d < time.Hour:
		return fmt.Sprintf("about %d min", int(d.Round(time.Minute).Minutes()))
	default:
		d = d.Round(10 * time.Minute)
		return fmt.Sprintf("about %d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
}

// mostReasons is how many reasons a warning gives.
const mostReasons = 5

// warn says how many links could not be checked, and why.
func (t *tally) warn() {
	o, reasons := t.observer, t.unknown
	total := 0
	for _, n := range reasons {
		total += n
	}
	if total == 0 {
		return
	}
	o.console.warn("%d of the %s asked now could not be checked and count as unknown:", total, plural(t.due, "link", "links"))
	byNumber := func(a, b string) int { return cmp.Or(cmp.Compare(reasons[b], reasons[a]), cmp.Compare(a, b)) }
	for i, reason := range slices.SortedFunc(maps.Keys(reasons), byNumber) {
		if i == mostReasons {
			o.console.warn("  and %d other reasons, which the report gives", len(reasons)-i)
			break
		}
		o.console.warn("  %d: %s", reasons[reason], reason)
	}
	if !o.token && t.limited {
		o.console.warn("without a token GitHub answers 60 requests an hour; with one in GITHUB_TOKEN, 5,000")
	}
}
