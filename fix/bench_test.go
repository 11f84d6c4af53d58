package fix

import (
	"strings"
	"testing"
)

// BenchmarkMend mends a text of links alone, a third of which must be left alone, and prose
// with a link in every twentieth line.
func BenchmarkMend(b *testing.B) {
	var links strings.Builder
	for _, test := range mendTests {
		links.WriteString(test.text + "\n")
	}
	for _, test := range leftTests {
		links.WriteString(test.text + "\n")
	}
	line := "A line of a list of papers, with what they say of themselves, e.g. that they are fast.\n"
	for _, bench := range []struct{ name, text string }{
		{"links", strings.Repeat(links.String(), 100)},
		{"prose", strings.Repeat(strings.Repeat(line, 19)+"Code: https://github.com/ada/loom\n", 200)},
	} {
		known := aWorld(b)
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				Mend(bench.text, Markdown, known)
			}
		})
	}
}
