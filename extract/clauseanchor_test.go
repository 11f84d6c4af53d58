package extract

import (
	"strings"
	"testing"
)

// plainAnchor finds the first anchor as it is said: at each offset, each word.
func plainAnchor(words []string, text string, from int) int {
	for i := from; i < len(text); i++ {
		for _, w := range words {
			if clauseHasPrefix(text[i:], strings.ReplaceAll(w, "|", "")) {
				return i
			}
		}
	}
	return -1
}

// Each word is found wherever it stands to the blocks and the chunks of the text.
func TestClauseAnchors(t *testing.T) {
	words := []string{"release", "be d|istribut", "to| public", "open sourc"}
	anchors := newClauseAnchors(words...)
	for _, core := range []string{"release", "RELEASE", "be distribut", "to public", "Open Sourc", "releas", "e distribut", "topublic", "open-sourc", "rereleaselease"} {
		for before := range 40 {
			for after := range 40 {
				text := strings.Repeat("è", before/2) + strings.Repeat(".", before%2) + core + strings.Repeat("e", after)
				for _, from := range []int{0, before, before + 1} {
					if got, want := anchors.next(text, from), plainAnchor(words, text, from); got != want {
						t.Fatalf("%q from %d: found at %d, want %d", text, from, got, want)
					}
				}
			}
		}
	}
}

func FuzzClauseAnchors(f *testing.F) {
	f.Add("The code will be released to public use; it can be distributed freely.", 3)
	words := []string{"release", "be d|istribut", "t|o public", "open sourc"}
	anchors := newClauseAnchors(words...)
	f.Fuzz(func(t *testing.T, text string, from int) {
		from = max(0, min(from, len(text)))
		if got, want := anchors.next(text, from), plainAnchor(words, text, from); got != want {
			t.Fatalf("%q from %d: found at %d, want %d", text, from, got, want)
		}
	})
}
