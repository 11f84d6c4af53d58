package extract

import (
	"strings"
	"testing"

	"stemma"
)

var sentenceTexts = []string{
	"One. Two x here.", "x", "It is, cf. e.g. x, al. et al. x. No x.", "By A. B. x in no. 3. Then Dr. x came.", "x.\n\nx\n\n x x", "Ends.) x [b. x] \"C.\" x",
	"说。x 好。 x", "Wait… x? Yes! x", "a.\u00a0x b.\u2003x", "x.\tX.\tx.\tX", "e.g. " + strings.Repeat("i.e. and so ", 50) + "x, al. x. B x", "no.\nspace.\nx", "....x .... x", "\u2003al. Bx",
}

func TestSentenceAround(t *testing.T) {
	for _, text := range sentenceTexts {
		checkSentences(t, text)
	}
}

func FuzzSentenceAround(f *testing.F) {
	for _, text := range sentenceTexts {
		f.Add(text)
	}
	f.Fuzz(checkSentences)
}

// checkSentences holds the sentence around each x to those of the whole text, asked for
// from the start and from each end of a sentence before.
func checkSentences(t *testing.T, text string) {
	ends := []int{0}
	for start, end := range stemma.Sentences(text) {
		for i := start; i < end; i++ {
			for _, from := range ends[max(0, len(ends)-5):] {
				if text[i] != 'x' {
					break
				}
				if gotStart, gotEnd := sentenceAround(text, from, i); gotStart != start || gotEnd != end {
					t.Fatalf("%q around %d from %d: [%d, %d), want [%d, %d)", text, i, from, gotStart, gotEnd, start, end)
				}
			}
		}
		ends = append(ends, end)
	}
}
