// Package alert finds out what changed in the world that someone should act on: what was
// seen of targets over time goes in, alerts come out.
//
// An alert is a change between two confirmed conditions of a target. Good news is believed
// at once. Bad news is confirmed by a second look, ConfirmAfter behind the first one that
// saw it and with nothing else seen in between, and by later ones where the target comes
// and goes. What could not be checked is no condition: a look that failed neither
// confirms nor breaks what was seen before it, and is told only when it lasts.
//
// The package keeps nothing and asks nobody. The same history gives the same alerts with
// the same ids, however often it is looked at, so that whoever tells them need only
// remember which ids were told. What people say of alerts, in acknowledging and muting
// them, is merged in by [Settle].
package alert

import (
	"time"

	"stemma"
)

// Lengths of time beside those of package time. A month is a twelfth of 365.25 days.
const (
	Day   = 24 * time.Hour
	Month = 30*Day + 10*time.Hour + 30*time.Minute
)

// What zero Options mean.
const (
	DefaultConfirmAfter = Day
	DefaultUnknownAfter = 14 * Day
	DefaultStaleAfter   = 24 * Month
	DefaultPromiseGrace = 6 * Month
)

// OutageAfter is how long every look has to fail before it is told that nothing can be
// checked at all: a limit that is spent, or a host in trouble, is over by then.
const OutageAfter = 3 * Day

// NewsFor is how long good news is open. Then it is no news any more, and resolved.
const NewsFor = 30 * Day

// NetworkTarget is the target of the alert that nothing could be checked at all.
const NetworkTarget = "network"

// Options say when a change is an alert. A negative length is none: AtOnce.
type Options struct {
	ConfirmAfter time.Duration // from the first look that saw bad news to the one that confirms it; DefaultConfirmAfter when 0
	UnknownAfter time.Duration // from the first look that failed to the last one; DefaultUnknownAfter when 0
	StaleAfter   time.Duration // from the last push; DefaultStaleAfter when 0
	PromiseGrace time.Duration // from the end of the paper's day, month or year; DefaultPromiseGrace when 0
	// First also gives an alert for what was amiss when it was seen first, which is no
	// change: a target that was dead already, a promise that was overdue.
	First bool
}

// AtOnce is the length of time of Options that is none, where 0 stands for the default.
const AtOnce time.Duration = -1

// Input is what alerts are found in.
type Input struct {
	Histories []History // of every target that was ever looked at
	// Papers are those that link something, or that promised code. Without any, every target
	// counts; else one that no paper links is no news, unless Known, which may be nil, reports
	// that the target with this [stemma.Target.Key] counts all the same.
	Papers []Paper
	Known  func(key string) bool
	// Impact returns how many works stand, directly or not, on the code with this
	// [stemma.Target.Key], PaperImpact how many on the paper with this id; nil for none.
	Impact      func(key string) int
	PaperImpact func(id string) int
	Options     Options
	Now         time.Time
}

// A History is what was seen of a target.
type History struct {
	Target  stemma.Target
	States  []State  // in the order in which they were last seen, the present one last
	Failure *Failure // the looks that failed since the last that saw something; nil for none
}

// A State is a run of looks that saw the same. Its CheckedAt is the last of them.
type State struct {
	stemma.Observation
	FirstSeen time.Time
	// Shallow says that no look saw the files of the repository: it may be empty or a
	// placeholder while it is taken for alive.
	Shallow bool
}

// A Failure is a row of looks that saw nothing.
type Failure struct {
	Reason      string // of the last
	Since, Last time.Time
}

// A Paper is what is to be known of one that links something or promised code.
type Paper struct {
	ID, Date string          // the date as in stemma.Paper
	Links    []stemma.Target // in the order of the text
	Promises bool            // it promises code today, and links none that keeps it
	// Promised is when it was first seen to promise code, zero if it never was. Kept is when
	// it was first seen to link code instead, zero if it was not.
	Promised, Kept time.Time
}

// Find returns every alert that there is, open or resolved, in the order of their rank: the
// dangerous kinds first, of one kind those on which most stands, of these the latest.
func Find(in Input) []stemma.Alert {
	f := newFinder(in)
	for i := range in.Histories {
		f.target(&in.Histories[i])
	}
	f.failures()
	for i := range in.Papers {
		f.promise(&in.Papers[i])
	}
	sortByRank(f.alerts)
	return f.alerts
}

func (o Options) withDefaults() Options {
	for _, d := range [...]struct {
		value     *time.Duration
		otherwise time.Duration
	}{
		{&o.ConfirmAfter, DefaultConfirmAfter}, {&o.UnknownAfter, DefaultUnknownAfter},
		{&o.StaleAfter, DefaultStaleAfter}, {&o.PromiseGrace, DefaultPromiseGrace},
	} {
		if *d.value == 0 {
			*d.value = d.otherwise
		}
		*d.value = max(*d.value, 0)
	}
	return o
}
