package extract

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"stemma"
)

// benchPapers are papers of our own: one in four links, cites or promises something, as
// abstracts of today do, the others only name. STEMMA_BENCH_FILE may name a file of JSON
// lines to take instead.
func benchPapers(b *testing.B) []stemma.Paper {
	b.Helper()
	if path := os.Getenv("STEMMA_BENCH_FILE"); path != "" {
		return readBenchPapers(b, path)
	}
	const (
		plain = "We study how far a sampler can be shortened when its teacher stays fixed, and find that most of\nthe loss comes from the first steps. " +
			"In 2021 as in 2022, on 12 of 21 tasks (see Table 2) the\nerror falls by 1.2 points; a simple schedule recovers it. "
		named  = "Compared with LSTM and ResNet baselines on ImageNet and CIFAR-10, our method needs half of the steps. "
		cited  = "Building on score matching (Hyvarinen, 2005; Vincent, 2011) and on the sampler of Song et al. (2021b), we\nextend InstaFlow (Liu et al., 2023) to video. "
		linked = "Our code is available at https://github.com/owner/alphaflow. The models will be released soon. "
	)
	var papers []stemma.Paper
	for i, abstract := range []string{plain + named, plain + cited + named, plain + plain, plain + named + linked} {
		title := []string{"AlphaFlow: Few Steps Suffice", "A Shorter Way", "On Teachers", "BetaFlow: More of the Same"}[i]
		papers = append(papers, stemma.Paper{Title: title, Abstract: "  " + strings.Repeat(plain, 3) + abstract})
	}
	return papers
}

func readBenchPapers(b *testing.B, path string) (papers []stemma.Paper) {
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() && len(papers) < 20_000 {
		var raw struct{ Title, Abstract string }
		if err := json.Unmarshal(lines.Bytes(), &raw); err != nil {
			b.Fatal(err)
		}
		papers = append(papers, stemma.Paper{Title: raw.Title, Abstract: raw.Abstract})
	}
	if lines.Err() != nil || len(papers) == 0 {
		b.Fatalf("%s: no papers in it: %v", path, lines.Err())
	}
	return papers
}

// BenchmarkExtract tells the megabytes of abstracts a second, on one core. That of the
// whole way from JSON lines is the benchmark of cmd/stemma.
func BenchmarkExtract(b *testing.B) {
	papers := benchPapers(b)
	size := 0
	for _, p := range papers {
		size += len(p.Abstract)
	}
	for _, bench := range []struct {
		name string
		work func(stemma.Paper)
	}{
		{"links", func(p stemma.Paper) { Links(p.Abstract) }},
		{"citations", func(p stemma.Paper) { Citations(p.Abstract) }},
		{"names", func(p stemma.Paper) { Names(p.Title, p.Abstract, nil, nil) }},
		{"promises", func(p stemma.Paper) { Promises(p.Abstract, nil) }},
		{"all", func(p stemma.Paper) { Extract(p) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range papers {
					bench.work(p)
				}
			}
		})
	}
}
