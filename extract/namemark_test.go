package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestNameMarks holds that nothing that is looked for is passed over, however it is spelled and wherever it stands.
func TestNameMarks(t *testing.T) {
	found := func(text string, which func(heads, intros []int32) []int32) bool {
		room := new(nameRoom)
		tokens, odd, marks := nameTokens(text, nil, room)
		return slices.Contains(which(nameMarked.split(text, tokens, marks, odd, room)), 1)
	}
	for place, word := range nameWords.words {
		if nameWords.cues[place]&cueIntro == 0 {
			continue
		}
		for _, text := range []string{"x " + word, "x " + word + " it", "x (" + strings.ToUpper(word[:1]) + word[1:] + ")", "x " + word + strings.Repeat(" y", nameBlockSize)} {
			if !found(text, func(_, intros []int32) []int32 { return intros }) {
				t.Errorf("%q: nothing is introduced", text)
			}
		}
	}
	for _, phrase := range lexiconOnce().phrases {
		if head := phrase[:phraseHead(phrase)]; nameWords.lookUp(head) == 0 || strings.ContainsAny(head, ".'") {
			continue // no word of a text is its first
		}
		for _, between := range []string{" ", "-", "\n"} {
			spelled := strings.NewReplacer(" ", between, "-", between).Replace(phrase)
			texts := []string{"x " + spelled, "x " + spelled + "-based y", "x " + spelled + strings.Repeat(" y", nameBlockSize)}
			if asciiOnly(spelled) {
				texts = append(texts, "x "+strings.ToUpper(spelled)+", y")
			}
			if phrase != phrase[:phraseHead(phrase)] {
				texts = append(texts, "x "+spelled+"s y")
			}
			for _, text := range texts {
				if !found(text, func(heads, _ []int32) []int32 { return heads }) {
					t.Errorf("%q: the phrase is not looked for", text)
				}
			}
		}
	}
}
