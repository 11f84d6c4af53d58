package input

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// sample returns the sample records, repeated to some megabytes.
func sample(b *testing.B) []byte {
	b.Helper()
	records, err := os.ReadFile("../testdata/papers/daily.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	return bytes.Repeat(records, 16<<20/len(records))
}

// drain reads all blocks of data into one block, and calls each for every record.
func drain(b *testing.B, data []byte, each func(Record)) {
	r, err := NewReader(bytes.NewReader(data), "bench", Options{})
	if err != nil {
		b.Fatal(err)
	}
	var block Block
	for err = r.ReadBlock(&block); err == nil; err = r.ReadBlock(&block) {
		for _, record := range block.Records() {
			each(record)
		}
	}
	if err != io.EOF {
		b.Fatal(err)
	}
}

func benchmark(b *testing.B, data []byte, each func(Record)) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		drain(b, data, each)
	}
}

// benchmarkTexts reads the texts of all blocks of data.
func benchmarkTexts(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := NewReader(bytes.NewReader(data), "bench", Options{})
		if err != nil {
			b.Fatal(err)
		}
		var block Block
		for err = r.ReadBlock(&block); err == nil; err = r.ReadBlock(&block) {
			for range block.Texts() {
			}
		}
	}
}

func decodeOrFail(b *testing.B) func(Record) {
	return func(r Record) {
		if _, err := r.Paper(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSONLines(b *testing.B) {
	data := sample(b)
	b.Run("records", func(b *testing.B) { benchmark(b, data, func(Record) {}) })
	b.Run("papers", func(b *testing.B) { benchmark(b, data, decodeOrFail(b)) })
	b.Run("texts", func(b *testing.B) { benchmarkTexts(b, data) })
}

func BenchmarkJSON(b *testing.B) {
	data := sample(b)
	data = append(append([]byte("["), bytes.ReplaceAll(data, []byte("}\n"), []byte("},\n"))...), ']')
	b.Run("records", func(b *testing.B) { benchmark(b, data, func(Record) {}) })
	b.Run("papers", func(b *testing.B) { benchmark(b, data, decodeOrFail(b)) })
}

func BenchmarkText(b *testing.B) {
	page, err := os.ReadFile("../testdata/papers/daily.txt")
	if err != nil {
		b.Fatal(err)
	}
	data := bytes.Repeat(append(page, "\n\n"...), 8<<20/len(page))
	b.Run("records", func(b *testing.B) { benchmark(b, data, func(Record) {}) })
	b.Run("papers", func(b *testing.B) { benchmark(b, data, decodeOrFail(b)) })
}

// BenchmarkBigFile reads a file named by STEMMA_BENCH_FILE, such as arXiv's snapshot.
func BenchmarkBigFile(b *testing.B) {
	path := os.Getenv("STEMMA_BENCH_FILE")
	if path == "" {
		b.Skip("STEMMA_BENCH_FILE names no file")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("records", func(b *testing.B) { benchmark(b, data, func(Record) {}) })
	b.Run("papers", func(b *testing.B) {
		benchmark(b, data, func(r Record) { r.Paper() })
	})
	b.Run("texts", func(b *testing.B) { benchmarkTexts(b, data) })
}
