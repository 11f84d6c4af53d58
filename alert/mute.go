package alert

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"stemma"
)

// A Mute is a rule of a mute file: the alerts that it names are not told.
type Mute struct {
	// Pattern is an alert's id, or the address of targets, or a paper's id: without
	// scheme, of any case, with "*" for any text. "OWNER/REPO" is meant on GitHub. It is
	// empty where every target is meant.
	Pattern string
	Kind    stemma.AlertKind // empty for every kind
	Until   time.Time        // the end of the last day, UTC; zero for good
	Reason  string           // what stands behind "#"
}

// kindPrefix begins the part of a rule that names a kind.
const kindPrefix = "kind="

// ParseMute reads one rule: a pattern, "kind=KIND" or both, "until YYYY-MM-DD" if it ends,
// and a reason behind "#".
func ParseMute(line string) (Mute, error) {
	rule, reason := cutComment(line)
	m := Mute{Reason: reason}
	fields := strings.Fields(rule)
	for i := 0; i < len(fields); i++ {
		field := fields[i]
		switch {
		case field == "until" && i+1 < len(fields):
			i++
			day, err := time.Parse(time.DateOnly, fields[i])
			if err != nil {
				return Mute{}, fmt.Errorf("%.40q is no day: write it as 2026-12-31", fields[i])
			}
			m.Until = day.AddDate(0, 0, 1)
		case field == "until":
			return Mute{}, errors.New("until what day? write it as 'until 2026-12-31'")
		case strings.HasPrefix(field, kindPrefix):
			m.Kind = stemma.AlertKind(strings.TrimPrefix(field, kindPrefix))
			if !slices.Contains(kinds[:], m.Kind) {
				return Mute{}, fmt.Errorf("%.40q is no kind of alert; the kinds are %v", m.Kind, kinds)
			}
		case m.Pattern != "":
			return Mute{}, fmt.Errorf("two patterns, %.80q and %.80q: write a line for each, and '#' before the reason", m.Pattern, field)
		default:
			m.Pattern = field
		}
	}
	if m.Pattern == "" && m.Kind == "" {
		return Mute{}, errors.New("it mutes nothing: name a target, an alert's id or kind=KIND")
	}
	return m, nil
}

// cutComment splits a line at a "#" that begins it or follows a blank; one inside an
// address belongs to that.
func cutComment(line string) (rule, comment string) {
	for i := range len(line) {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return line[:i], strings.TrimSpace(line[i+1:])
		}
	}
	return line, ""
}

// String returns the rule as a mute file has it.
func (m Mute) String() string {
	parts := make([]string, 0, 4)
	if m.Pattern != "" {
		parts = append(parts, m.Pattern)
	}
	if m.Kind != "" {
		parts = append(parts, kindPrefix+string(m.Kind))
	}
	if !m.Until.IsZero() {
		parts = append(parts, "until "+m.Until.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	if reason := strings.Join(strings.Fields(m.Reason), " "); reason != "" {
		parts = append(parts, "# "+reason)
	}
	return strings.Join(parts, " ")
}

// sameSubject reports whether two rules mute the same, whenever and why.
func (m Mute) sameSubject(n Mute) bool { return m.Pattern == n.Pattern && m.Kind == n.Kind }

// covers reports whether the rule mutes an alert now.
func (m Mute) covers(a *stemma.Alert, now time.Time) bool {
	if !m.Until.IsZero() && !now.Before(m.Until) || m.Kind != "" && m.Kind != a.Kind {
		return false
	}
	if m.Pattern == "" || m.Pattern == a.ID {
		return true
	}
	pattern, target := plain(m.Pattern), plain(a.Target)
	onGitHub, there := strings.CutPrefix(target, stemma.GitHubHost+"/")
	return matches(pattern, target) || there && matches(pattern, onGitHub)
}

// plain is an address as patterns compare it.
func plain(address string) string {
	address = strings.ToLower(address)
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	return strings.TrimRight(strings.TrimPrefix(address, "www."), "/")
}

// matches reports whether text is what a pattern says, "*" standing for any text. It takes
// time in proportion to both at most, whatever stands in the pattern.
func matches(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(text, parts[0])
	if len(parts) == 1 {
		return ok && rest == ""
	}
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return strings.HasSuffix(rest, last)
}
