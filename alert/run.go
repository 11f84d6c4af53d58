package alert

import "time"

// flapping is how far back the returns of a target make its next loss wait for longer.
const flapping = 30 * Day

// mostDoublings bounds the wait: a day becomes a month.
const mostDoublings = 5

// tolerance is the part of the wait that is forgiven, an hour of a day: a look every
// morning is to confirm what that of the day before saw, though it comes a little earlier.
const tolerance = 24

// A run is a stretch of time in which every look that told of one aspect of a target saw
// the same condition of it.
type run struct {
	condition   string // sound, or what is amiss
	first, last *State
	from        time.Time     // since when nothing else was seen
	longest     time.Duration // between two looks with nothing else seen in between
	shallow     bool          // no look saw the files
}

// sound is the condition with which nothing is amiss.
const sound = ""

// An aspect reads one aspect of a state: its condition, and whether the state tells of it
// at all. The last run is nil at the beginning.
type aspect func(s *State, last *run) (condition string, told bool)

// runsOf joins the states of a target that show an aspect in the same condition.
func runsOf(states []State, look aspect) []run {
	var runs []run
	untold := false
	for i := range states {
		s := &states[i]
		var last *run
		if n := len(runs); n > 0 {
			last = &runs[n-1]
		}
		condition, told := look(s, last)
		switch {
		case !told:
			untold = true
			continue
		case last == nil || last.condition != condition:
			runs = append(runs, run{condition: condition, first: s, shallow: true})
			last = &runs[len(runs)-1]
			last.from = s.FirstSeen
		case untold:
			last.from = s.FirstSeen // what was seen in between does not confirm it
		}
		untold = false
		last.last, last.shallow = s, last.shallow && s.Shallow
		last.longest = max(last.longest, s.CheckedAt.Sub(last.from))
	}
	return runs
}

// A change is one from a confirmed condition to another.
type change struct {
	before *run // nil where there was none: it is how the target was seen first
	after  *run
	had    bool // it had been sound before that
	latest bool // nothing changed since
}

// changes returns the changes between confirmed runs. What changed only because nobody
// had looked closely before is none, and has no before.
func changes(runs []run, confirmAfter time.Duration) []change {
	var all []change
	var base *run
	had := false
	for i := range runs {
		r := &runs[i]
		if !confirmed(runs[:i], r, confirmAfter) {
			continue
		}
		hadBefore := had
		had = had || r.condition == sound && !r.shallow
		if base != nil && base.condition == r.condition {
			r.shallow = r.shallow && base.shallow
			base = r
			continue
		}
		before := base
		if base != nil && base.shallow && inside[r.condition] {
			before = nil
		}
		all = append(all, change{before: before, after: r, had: hadBefore})
		base = r
	}
	if n := len(all); n > 0 {
		all[n-1].latest = true
	}
	return all
}

// longestConfirm keeps the doubled time to confirm a loss in range.
const longestConfirm = 5 * 365 * 24 * time.Hour

// confirmed reports whether a run is to be believed after those before it. Each return
// from a loss within a while doubles how long the next loss has to last.
func confirmed(before []run, r *run, confirmAfter time.Duration) bool {
	if r.condition == sound {
		return true
	}
	doublings := 0
	for i := 1; i < len(before); i++ {
		if before[i].condition == sound && r.first.FirstSeen.Sub(before[i].first.FirstSeen) <= flapping {
			doublings++
		}
	}
	return lasted(r.longest, min(confirmAfter, longestConfirm)<<min(doublings, mostDoublings))
}

// lasted reports whether something went on for as long as it has to.
func lasted(length, wait time.Duration) bool { return length >= wait-wait/tolerance }
