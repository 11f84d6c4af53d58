package stemma_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
)

// Each text has a bar where one sentence ends and the next begins.
func TestSentences(t *testing.T) {
	for _, text := range []string{
		"",
		"One sentence without a full stop",
		"First.| Second!| Third?| (Fourth.)| \"Fifth.\"| Sixth",
		"We follow Song et al. (2021) here.| It works.",
		"Samplers (e.g. DDIM) and others, i.e. DPM-Solver, cf. Fig. 2 vs. Eq. 3.| Next.",
		"It reaches 3.5 FID in 1.5 steps.| CIFAR-10 is small.",
		"Code: https://github.com/o/r.| We also release data.",
		"See https://github.com/o/r.git for it.| Done.",
		"J. Ho and D. P. Kingma found it.| We did not.",
		"a line\nbreak is white space.|\nNext sentence.",
		"a title without a stop|\n\nand a new paragraph",
		"Versions 1.0. and so on stay together.",
		"第一句。|第二句。",
		"Was it so?!| Yes... and no.",
		"The end.|   ",
	} {
		var want []string
		for part := range strings.SplitSeq(text, "|") {
			if part = strings.TrimSpace(part); part != "" {
				want = append(want, part)
			}
		}
		plain := strings.ReplaceAll(text, "|", "")
		var got []string
		for start, end := range stemma.Sentences(plain) {
			got = append(got, plain[start:end])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q:\n got %q\nwant %q", plain, got, want)
		}
	}
}

func TestSentenceAt(t *testing.T) {
	text := "First one. Second one."
	for offset, want := range map[int]string{0: "First one.", 8: "First one.", 11: "Second one.", 21: "Second one."} {
		if start, end := stemma.SentenceAt(text, offset); text[start:end] != want {
			t.Errorf("at %d: got %q, want %q", offset, text[start:end], want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("First. Second et al. (2021)\n\nThird。")
	f.Add(". . .\n\n. \xff.")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for start, end := range stemma.Sentences(text) {
			if start < last || end <= start || end > len(text) {
				t.Fatalf("span [%d, %d) behind %d in %d bytes", start, end, last, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[start:end]) {
				t.Fatalf("span [%d, %d) is not on rune borders", start, end)
			}
			last = end
		}
	})
}
