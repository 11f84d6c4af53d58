package report

import "stemma"

// urgency orders statuses by how soon someone should act on them.
var urgency = map[stemma.Status]int{
	stemma.Replaced: 0, stemma.Gone: 1, stemma.Blocked: 2, stemma.Empty: 3, stemma.Placeholder: 4,
	stemma.Moved: 5, stemma.Archived: 6, stemma.Unknown: 7, stemma.Alive: 8,
}

// urgency of a target is that of its status; an alive one that needs attention stands
// before the rest of them.
func (t Target) urgency() int {
	rank := 2 * urgency[t.Status]
	if t.Status == stemma.Alive && t.needsAttention() {
		rank--
	}
	return rank
}

// marks are signs that stand beside a status, so that colour never carries it alone.
var marks = map[stemma.Status]string{
	stemma.Replaced: "!", stemma.Gone: "✗", stemma.Blocked: "✗", stemma.Empty: "○", stemma.Placeholder: "○",
	stemma.Moved: "→", stemma.Archived: "■", stemma.Unknown: "?", stemma.Alive: "✓",
}

// colours are SGR parameters (ECMA-48, 8.3.117).
var colours = map[stemma.Status]string{
	stemma.Replaced: "1;31", stemma.Gone: "31", stemma.Blocked: "31", stemma.Empty: "33", stemma.Placeholder: "33",
	stemma.Moved: "34", stemma.Archived: "33", stemma.Unknown: "2", stemma.Alive: "32",
}
