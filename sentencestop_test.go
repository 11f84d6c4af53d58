package stemma

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestAbbreviationsHaveCellsOfTheirOwn(t *testing.T) {
	cells := make(map[uint64]string)
	for _, a := range abbreviations {
		if len(a) > abbreviationLength {
			t.Errorf("%q is longer than abbreviationLength", a)
		}
		if !abbreviated(a) || !abbreviated("("+strings.ToUpper(a)) || abbreviated("x"+a) {
			t.Errorf("%q is not found, or found in a longer word", a)
		}
	}
	for _, word := range abbreviationCells {
		if word != 0 {
			cells[word] = ""
		}
	}
	if len(cells) != len(abbreviations) {
		t.Errorf("%d abbreviations have %d cells", len(abbreviations), len(cells))
	}
}

// plainStartsSentence is startsSentence as it reads aloud.
func plainStartsSentence(rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t\r\n\u00a0")
	if len(trimmed) == len(rest) {
		return false
	}
	if trimmed == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(trimmed)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:)]}", r)
}

// The quick ways find what the plain ones do, wherever in a text it stands.
func FuzzSentenceParts(f *testing.F) {
	for _, text := range []string{
		"", "ab. (Fig", "\u00a0 E.g", "v\u017f", "\xa0al", "e\x0eg", "a\nb!?c", "第一句。第", "\xe3x。.", "é.\u00a0É", "\xc2", " \xc2. ,", "a.\u212a.a", "~J", "wWw.r.t",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i := range len(text) + 1 {
			if got, want := abbreviated(text[:i]), slowAbbreviated(text[:i]); got != want {
				t.Errorf("abbreviated(%q) is %v", text[:i], got)
			}
			if got, want := startsSentence(text[i:]), plainStartsSentence(text[i:]); got != want {
				t.Errorf("startsSentence(%q) is %v", text[i:], got)
			}
			stop := i
			for stop < len(text) && !stopBytes[text[stop]] {
				stop++
			}
			if got := nextStop(text, i); got != stop {
				t.Errorf("nextStop(%q, %d) is %d, want %d", text, i, got, stop)
			}
		}
	})
}
