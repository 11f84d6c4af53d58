package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

// benchRecords returns some megabytes of JSON lines of our own, in the shape of arXiv's
// snapshot, or the file that STEMMA_BENCH_FILE names.
func benchRecords(b *testing.B) []byte {
	b.Helper()
	if path := os.Getenv("STEMMA_BENCH_FILE"); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		return data
	}
	const plain = `We study how far a sampler can be shortened when its teacher stays fixed, and find that\nmost of the loss comes from the first steps. ` +
		`Compared with ResNet on ImageNet, it needs half\nof them. `
	const rich = `We extend DDIM (Song et al., 2021b). Our code is at https://github.com/owner/alphaflow,\nand the models will be released soon.`
	var out bytes.Buffer
	for i := range 8000 {
		abstract := strings.Repeat(plain, 5)
		if i%8 == 0 {
			abstract += rich
		}
		fmt.Fprintf(&out, `{"id": "2101.%05d", "submitter": null, "authors": "Jane Doe, Wei Li", "title": "AlphaFlow: Few Steps\n  Suffice", "comments": "9 pages", `+
			`"categories": "cs.LG", "abstract": "  %s\n", "versions": [{"version": "v1", "created": "2021-01-01"}], "update_date": "2021-01-01", `+
			`"authors_parsed": [["Doe", "Jane", ""], ["Li", "Wei", ""]]}`+"\n", i, abstract)
	}
	return out.Bytes()
}

// BenchmarkExtract tells the megabytes of JSON lines a second that the whole of
// `stemma extract` reads, on all cores.
func BenchmarkExtract(b *testing.B) {
	data := benchRecords(b)
	for _, parts := range []string{"links", "citations", "names", "promises", "links,citations,promises", "links,citations,names,promises"} {
		b.Run(parts, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				p := &program{stdin: bytes.NewReader(data), stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}
				if status := p.run(context.Background(), []string{"extract", "--quiet", "--only", parts, "-"}); status != exitDone {
					b.Fatalf("exit status %d", status)
				}
			}
		})
	}
}
