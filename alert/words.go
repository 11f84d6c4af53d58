package alert

import "stemma"

// words says a state to a person.
func words(s *State) string {
	text := s.Status.String()
	if s.Status == stemma.Moved {
		text += " to " + s.MovedTo
		if s.Repository != nil && s.Repository.Archived {
			text += ", archived there"
		}
	}
	return text
}

// advice says what to do, by kind.
var advice = map[stemma.AlertKind]string{
	stemma.AlertReplaced:       "Take the link out now: the name belongs to somebody else, who can serve anything under it.",
	stemma.AlertGone:           "Ask the authors, or link an archived copy; 'stemma scan --rescue' looks for one.",
	stemma.AlertBlocked:        "Read the host's notice; what was there may be found elsewhere, or may not be linked any more.",
	stemma.AlertPathMissing:    "Link the place where it is now, or the commit that still had it.",
	stemma.AlertPageDead:       "Ask the authors, or link an archived copy.",
	stemma.AlertEmpty:          "Ask the authors; forks and archived copies may still have the commits.",
	stemma.AlertPlaceholder:    "Ask the authors; forks and archived copies may still have the code.",
	stemma.AlertMoved:          "Link the new address, before somebody takes the old name; 'stemma fix' does it.",
	stemma.AlertArchived:       "It still works and is no longer kept: say so where you link it, or look for a fork.",
	stemma.AlertStale:          "Nobody seems to keep it: say so where you link it, or look for a fork.",
	stemma.AlertUnknownForLong: "See for yourself whether the link works, and mute this alert if only programs are turned away.",
	stemma.AlertPromiseOverdue: "Ask the authors for the code.",
	stemma.AlertBack:           "The link works again: nothing to do.",
	stemma.AlertCodeReleased:   "The code is there: have a look.",
	stemma.AlertPromiseKept:    "The code is there: have a look.",
}

// outageAdvice is for the alert that nothing could be checked.
const outageAdvice = "See to the network, the proxy and the token of the machine that runs stemma; nothing is known to be wrong with the links."
