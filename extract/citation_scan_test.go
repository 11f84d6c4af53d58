package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// plainCitations looks at every mark.
func plainCitations(text string) []stemma.Citation {
	c := citer{text: text, brackets: bracketScan{text: text}}
	for at := range len(text) {
		if at >= c.floor && anchorMarks[text[at]] {
			c.read(at)
		}
	}
	return c.found
}

// scannedTexts have one of each sort of reference, and marks of no use beside it.
var scannedTexts = []string{
	"Song et al. (2021b) and (Kell, 1999; Liu 2003)", "in Smith (in press), (Kell, n.d.; Lee, forthcoming]", "as \\citep{song2021score} and {\\citet{ho}}",
	"see arXiv:2011.13456v2", "see ARXIV preprint arXiv:hep-th/9905333.", "at doi:10.1234/ab.12", "[song2021score]", "[ABW10, BBC+19]", "x1) 2] 3; \\x +9!",
	"(Kell \u2019 1999\u3042), \xb1\xa9\xdd\xf8 (Kell, 2001)", "arxiv.org/abs/0704.3456",
}

// No reference is lost for the marks that are passed over, wherever it stands to the
// spans of the text.
func TestAnchorScan(t *testing.T) {
	for _, core := range scannedTexts {
		for before := range 70 {
			for _, after := range []int{0, 1, 7, 8, 31, 32, 33, 64, 70} {
				text := strings.Repeat("a", before/2) + strings.Repeat(" ", before-before/2) + core + strings.Repeat(" e", after)
				if diff := cmp.Diff(plainCitations(text), Citations(text)); diff != "" {
					t.Fatalf("%q:\n%s", text, diff)
				}
			}
		}
	}
}

func FuzzAnchorScan(f *testing.F) {
	for _, text := range scannedTexts {
		f.Add(strings.Repeat("a ", 20) + text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if diff := cmp.Diff(plainCitations(text), Citations(text)); diff != "" {
			t.Fatalf("%q:\n%s", text, diff)
		}
	})
}

// Each undated word is told by its last two bytes.
func TestUndatedBefore(t *testing.T) {
	for _, w := range undatedWords {
		if y, ok := undatedBefore("("+w.written+")", 1+len(w.written)); !ok || y.value != w.value {
			t.Errorf("%q is read as %+v", w.written, y)
		}
	}
	for _, text := range []string{"", "s", "models", "word", "i.e.", "training", "unpress"} {
		if y, ok := undatedBefore(text, len(text)); ok {
			t.Errorf("%q is read as %+v", text, y)
		}
	}
}

// The first letter of a citing command has one second letter.
func TestCiteStarts(t *testing.T) {
	for _, command := range citeCommands {
		if citeStarts[command.name[1]] != command.name[2] {
			t.Errorf("%s is not told by its first two letters", command.name)
		}
	}
}
