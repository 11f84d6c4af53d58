package extract

import (
	"strings"
	"testing"
)

// Sentences of our own, repeated: what an abstract is made of.
const (
	citationPlain = "We study how far a sampler can be shortened when its teacher stays fixed, and find that most of the loss comes from the first steps. " +
		"A simple schedule (with no extra parameters) recovers it; on three tasks the student matches the teacher at a fraction of the cost. "
	citationNumbers = "On 12 of 21 datasets the error falls by 1.2 points, from 12.1 to 10.9 (see Table 2), in 2021 as in 2022; 1,024 samples suffice. "
	citationDense   = "Building on score matching (Hyvarinen, 2005; Vincent, 2011) and on the sampler of Song et al. (2021b), we extend InstaFlow (Liu et al., 2023) to video. "
)

func BenchmarkCitations(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"nothing", citationPlain}, {"numbers", citationNumbers}, {"cited", citationDense}, {"mixed", strings.Repeat(citationPlain, 9) + citationNumbers + citationDense},
	} {
		b.Run(bench.name, func(b *testing.B) {
			text := strings.Repeat(bench.text, 1+1500/len(bench.text))
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Citations(text)
			}
		})
	}
}
