package alert

import (
	"cmp"
	"slices"

	"stemma"
)

// kinds are all kinds, the most dangerous first.
var kinds = [...]stemma.AlertKind{
	stemma.AlertReplaced, stemma.AlertGone, stemma.AlertBlocked, stemma.AlertPathMissing, stemma.AlertPageDead, stemma.AlertEmpty, stemma.AlertPlaceholder,
	stemma.AlertMoved, stemma.AlertArchived, stemma.AlertPromiseOverdue, stemma.AlertStale, stemma.AlertUnknownForLong,
	stemma.AlertCodeReleased, stemma.AlertPromiseKept, stemma.AlertBack,
}

// Kinds returns all kinds of alert, the most dangerous first.
func Kinds() []stemma.AlertKind { return slices.Clone(kinds[:]) }

// Good reports whether alerts of a kind are good news.
func Good(kind stemma.AlertKind) bool {
	return kind == stemma.AlertCodeReleased || kind == stemma.AlertPromiseKept || kind == stemma.AlertBack
}

func sortByRank(alerts []stemma.Alert) {
	rank := make(map[stemma.AlertKind]int, len(kinds))
	for i, kind := range kinds {
		rank[kind] = i
	}
	slices.SortFunc(alerts, func(a, b stemma.Alert) int {
		return cmp.Or(cmp.Compare(rank[a.Kind], rank[b.Kind]), cmp.Compare(b.Impact, a.Impact), b.Since.Compare(a.Since),
			cmp.Compare(a.Target, b.Target), cmp.Compare(a.ID, b.ID))
	})
}
