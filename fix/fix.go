// Package fix rewrites the addresses in a text to where they lead now: links to a
// repository that has moved to its new name, and, where copies are given, dead links to
// an archived copy.
//
// What comes in is the text of a file, whatever its format and its encoding, and what is
// known of targets. What comes out is the text with other bytes in the spans of those
// links and nowhere else. Of a link to something that moved, only the names change: scheme,
// "www.", ".git", the path and the query behind the name, and the way in which the format
// escapes all this stay as they are.
//
// The package asks nothing and decides no status. It never guesses: a link that it cannot
// rewrite for certain is left alone, and told with the reason. What it wrote is read again
// before it is handed on, so that mending twice changes nothing more.
package fix

import (
	"strings"

	"stemma"
	"stemma/extract"
)

// Known is what is known of targets. Its zero value knows nothing, and changes nothing.
type Known struct {
	// Observations are the last ones, by Target.Key.
	Observations map[string]stemma.Observation
	// Copies are archived copies, the best first, by Target.Key. Where it is nil, dead
	// links are left as they are, and nothing is said of them.
	Copies map[string][]stemma.Copy
	// Adopt returns what a target really is where only the caller knows (a repository on an
	// Enterprise server); nil stands for the target itself.
	Adopt func(stemma.Target) stemma.Target
}

// A Change is a link that was rewritten.
type Change struct {
	Start, End int    // byte offsets [Start, End) in the text before
	Line       int    // from 1
	Old, New   string // the very bytes, before and after
	// To is what the link leads to now.
	To stemma.Target
}

// A Left is a link that would have to be rewritten and was left alone.
type Left struct {
	Line int    // from 1
	Raw  string // the very bytes of the link
	Why  string
}

// A Result is a text that was mended.
type Result struct {
	Text    string
	Changes []Change // in the order of the text
	Left    []Left   // in the order of the text
}

// Mend rewrites the links of text whose format is syntax. The time is linear in the length
// of the text.
func Mend(text string, syntax Syntax, known Known) Result {
	p := plan{text: text, syntax: syntax, known: known}
	p.make()
	p.settle()
	return p.result()
}

// Targets returns what the addresses of text lead to, each once, in order.
func Targets(text string, adopt func(stemma.Target) stemma.Target) []stemma.Target {
	var all []stemma.Target
	seen := make(map[string]bool)
	extract.Spellings(text, func(s extract.Spelling) {
		t := s.Target
		if adopt != nil {
			t = adopt(t)
		}
		if key := t.Key(); !seen[key] {
			seen[key] = true
			all = append(all, t.Root())
		}
	})
	return all
}

// lines numbers offsets that come in ascending order.
type lines struct {
	text string
	at   int
	line int
}

func (l *lines) of(offset int) int {
	l.line += strings.Count(l.text[l.at:offset], "\n")
	l.at = offset
	return l.line + 1
}
