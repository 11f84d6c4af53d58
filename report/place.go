package report

import (
	"strings"

	"stemma"
)

// placeOf returns what was seen of the place inside a repository that a link points at.
// What was once seen of it says nothing any more where the repository itself is lost.
func placeOf(t stemma.Target, observations map[string]stemma.Observation) (o stemma.Observation, looked bool) {
	if t.PlaceKey() == t.Key() {
		return o, false
	}
	if lost(observed(t, observations).Status) {
		return o, false
	}
	o, looked = observations[t.PlaceKey()]
	return o, looked
}

// lost reports whether a repository with this status is not there to have places.
func lost(status stemma.Status) bool {
	return status == stemma.Gone || status == stemma.Blocked || status == stemma.Replaced
}

// missing reports whether the place that a link points at is not in its repository.
func missing(t stemma.Target, observations map[string]stemma.Observation) bool {
	place, looked := placeOf(t, observations)
	return looked && place.Status == stemma.Gone
}

// mostPlaces is how many missing places are named in a line.
const mostPlaces = 3

// missingText names the places that are missing.
func (t Target) missingText() string {
	var names []string
	for _, place := range t.MissingPlaces[:min(len(t.MissingPlaces), mostPlaces)] {
		names = append(names, oneLine(place))
	}
	text := "path missing: " + strings.Join(names, ", ")
	if more := len(t.MissingPlaces) - mostPlaces; more > 0 {
		text += ", and " + plural(more, "other", "others")
	}
	return text
}
