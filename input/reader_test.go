package input

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"stemma"
)

// outline reads all of text and returns a line for every record: the line number, the
// title and the abstract in quotes, or what is wrong; last what ended the reading.
func outline(t *testing.T, r io.Reader, name string, opts Options) []string {
	t.Helper()
	reader, err := NewReader(r, name, opts)
	if err != nil {
		return []string{"open: " + err.Error()}
	}
	var lines []string
	for {
		record, err := reader.Next()
		if err == io.EOF {
			return lines
		}
		if err != nil {
			return append(lines, "end: "+err.Error())
		}
		paper, err := record.Paper()
		var bad *RecordError
		switch {
		case errors.As(err, &bad):
			lines = append(lines, fmt.Sprintf("%d ! %s", bad.Line, bad.Msg))
		case err != nil:
			t.Fatalf("an error that is no *RecordError: %v", err)
		default:
			lines = append(lines, fmt.Sprintf("%d %s | %q", paper.Source.Line, paper.Title, paper.Abstract))
		}
	}
}

func checkOutline(t *testing.T, text string, want ...string) {
	t.Helper()
	if got := outline(t, strings.NewReader(text), "in", Options{}); !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func zip(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func inUTF16(text string, big, mark bool) string {
	var b strings.Builder
	put := func(r rune) {
		if big {
			b.Write([]byte{byte(r >> 8), byte(r)})
		} else {
			b.Write([]byte{byte(r), byte(r >> 8)})
		}
	}
	if mark {
		put(0xFEFF)
	}
	for _, r := range text {
		put(r)
	}
	return b.String()
}

const (
	recordA = `{"title":"A","abstract":"First."}`
	recordB = `{"title":"B","abstract":"Second."}`
	lineA   = `1 A | "First."`
)

func TestEncodings(t *testing.T) {
	lineB := `2 B | "Second."`
	tests := []struct {
		name, input string
		want        []string
	}{
		{"line feeds", recordA + "\n" + recordB + "\n", []string{lineA, lineB}},
		{"no line feed at the end", recordA + "\n" + recordB, []string{lineA, lineB}},
		{"carriage returns and line feeds", recordA + "\r\n" + recordB + "\r\n", []string{lineA, lineB}},
		{"carriage returns alone", recordA + "\r" + recordB + "\r", []string{lineA, lineB}},
		{"blank lines", "\n \n" + recordA + "\n\t\r\n\n" + recordB, []string{`3 A | "First."`, `6 B | "Second."`}},
		{"byte order mark", bomUTF8 + recordA, []string{lineA}},
		{"marks of concatenated files", bomUTF8 + recordA + "\n" + bomUTF8 + recordB, []string{lineA, lineB}},
		{"UTF-16, little-endian", inUTF16(recordA, false, true), []string{lineA}},
		{"UTF-16, big-endian", inUTF16(recordA, true, true), []string{lineA}},
		{"UTF-16 without mark", inUTF16(recordA, false, false), []string{lineA}},
		{"UTF-16 without mark, big-endian", inUTF16(recordA, true, false), []string{lineA}},
		{"UTF-32", "\xff\xfe\x00\x00{\x00\x00\x00", []string{"open: in is UTF-32: convert it first (iconv -f UTF-32 -t UTF-8)"}},
		{"gzip", zip(recordA), []string{lineA}},
		{"gzip of UTF-16", zip(inUTF16(recordA, false, true)), []string{lineA}},
		{"gzip, concatenated", zip(recordA+"\n") + zip(recordB), []string{lineA, lineB}},
		{"gzip, twice", zip(zip(recordA)), []string{"open: in is gzipped twice: unpack it once first"}},
		{"a PDF", "%PDF-1.7\n", []string{"open: in is a PDF: give its abstract as text, or the metadata of the paper as JSON lines"}},
		{"an HTML page", "\n<!DOCTYPE html>\n", []string{"open: in is an HTML page: copy its text from the browser and paste that"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkOutline(t, tt.input, tt.want...) })
	}
}

// Records of varied length, so that a cut falls into one and not between two.
func manyRecords(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"title":"Paper %d","abstract":"%x"}`+"\n", i, fmt.Sprint(i*i*i, i))
	}
	return b.String()
}

func TestDamagedGzip(t *testing.T) {
	packed := zip(manyRecords(5000))
	flipped := []byte(packed)
	flipped[len(packed)/2] ^= 0xFF
	tests := []struct{ name, input, want string }{
		{"cut", packed[:len(packed)/2], "the gzip data ends too early"},
		{"no trailer", packed[:len(packed)-8], "the gzip data ends too early"},
		{"wrong checksum", packed[:len(packed)-8] + "12345678", "the gzip data is damaged"},
		{"a byte changed", string(flipped), "the gzip data is damaged"},
		{"something behind it", packed + "something else", "the gzip data is damaged"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outline(t, strings.NewReader(tt.input), "in.gz", Options{})
			last := len(got) - 1
			if !strings.HasPrefix(got[last], "end: in.gz:") || !strings.Contains(got[last], tt.want) {
				t.Errorf("ended with %q, want %q", got[last], tt.want)
			}
			for i, line := range got[:last] {
				want := fmt.Sprintf("%d Paper %d |", i+1, i)
				if tt.name == "a byte changed" { // the checksum that tells comes at the end
					want = fmt.Sprintf("%d ", i+1)
				}
				if !strings.HasPrefix(line, want) {
					t.Fatalf("record %d is %q", i, line)
				}
			}
			if last < 1000 {
				t.Errorf("only %d records were read before the damage", last)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	for _, input := range []string{"", "\n\n \n", bomUTF8, "[]", "Subscribe\n\nUpvote 12\n", zip("")} {
		r, err := NewReader(strings.NewReader(input), "in", Options{})
		if err != nil {
			t.Errorf("%q: %v", input, err)
			continue
		}
		if _, err := r.Next(); !errors.Is(err, ErrEmpty) {
			t.Errorf("%q: %v, want %v", input, err, ErrEmpty)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "papers.jsonl")
	if err := os.WriteFile(path, []byte(recordA), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(path, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Next()
	if want := (stemma.Source{File: path, Line: 1}); err != nil || record.Source != want {
		t.Errorf("read from %v, %v; want %v", record.Source, err, want)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Next(); err == nil {
		t.Error("a closed reader goes on")
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(filepath.Join(dir, "none"), nil, Options{})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "check the name") {
		t.Errorf("a missing file: %v", err)
	}
	if _, err = Open(dir, nil, Options{}); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if _, err = Open("-", nil, Options{}); err == nil {
		t.Error("there is no standard input, and no error")
	}
	_, err = NewReader(strings.NewReader(""), "-", Options{Format: "docx"})
	if want := `unknown input format "docx": the formats are json, jsonl, text`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestUnreadable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(path, nil, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil {
		f.Close()
		t.Skip("this user may read everything")
	}
	if _, err := Open(path, nil, Options{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}

func TestDetect(t *testing.T) {
	tests := []struct{ name, head, want string }{
		{"x", `{"title": "A"}`, "jsonl"},
		{"x.txt", "\n\n{ \"title\": \"A\"}\n{", "jsonl"},
		{"x", `[{"title": "A"}]`, "json"},
		{"x.jsonl", "[\n {", "json"},
		{"x.jsonl", "{\n  \"title\": \"A\"\n}", "json"},
		{"x.jsonl", "oops\n{\"title\":\"A\"}", "jsonl"},
		{"x.jsonl.gz", "oops", "jsonl"},
		{"x", "[1] A Title\n\nAn abstract.", "text"},
		{"x", "{\\em A} title", "text"},
		{"x", "", "text"},
	}
	for _, tt := range tests {
		if f, err := detect([]byte(tt.head), tt.name, ""); err != nil || f.name != tt.want {
			t.Errorf("%s %q is %s, %v; want %s", tt.name, tt.head, f.name, err, tt.want)
		}
	}
}

// An endless is a stream of one byte, so that memory would show.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.left -= n
	return n, nil
}

func TestLongRecords(t *testing.T) {
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			head, tail := `{"title":"`, `"}`+"\n"+recordB+"\n"
			want := `2 B | "Second."`
			if format == "text" {
				head, tail, want = "First Title\n\n", "\n\nSecond Title\n\nThis is the abstract.\n", `5 Second Title | "This is the abstract."`
			}
			long := io.MultiReader(strings.NewReader(head), &endless{left: 64 << 20}, strings.NewReader(tail))
			got := outline(t, long, "in", Options{Format: format, MaxRecord: 1 << 20})
			if len(got) < 2 || !strings.Contains(strings.Join(got[:len(got)-1], "\n"), "larger than 1048576 bytes") || got[len(got)-1] != want {
				t.Errorf("got %q, want the length reported and then %s", got, want)
			}
		})
	}
}

func TestLimitIsExact(t *testing.T) {
	opts := Options{Format: "jsonl", MaxRecord: len(recordA)}
	tests := []struct {
		input string
		want  []string
	}{
		{recordA, []string{lineA}},
		{recordA + "\r\n" + recordA, []string{lineA, `2 A | "First."`}},
		{recordA + " \n" + recordA, []string{"1 ! " + tooLong(opts.MaxRecord), `2 A | "First."`}},
		{recordA + strings.Repeat(" ", blockSize) + "\n" + recordA, []string{"1 ! " + tooLong(opts.MaxRecord), `2 A | "First."`}},
		{recordA + "\n" + recordA + strings.Repeat(" ", 3*blockSize), []string{lineA, "2 ! " + tooLong(opts.MaxRecord)}},
	}
	for _, tt := range tests {
		if got := outline(t, strings.NewReader(tt.input), "in", opts); !slices.Equal(got, tt.want) {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// A dribble gives one byte at a time, and breaks at the end.
type dribble struct {
	text string
	err  error
}

func (d *dribble) Read(p []byte) (int, error) {
	if d.text == "" {
		return 0, d.err
	}
	n := copy(p[:1], d.text)
	d.text = d.text[n:]
	return n, nil
}

func TestReadsOfAnySize(t *testing.T) {
	papers := manyRecords(500)
	list := "[" + strings.ReplaceAll(papers, "}\n", "},\n") + "]"
	for _, input := range []string{papers, list, zip(papers)} {
		whole := outline(t, strings.NewReader(input), "in", Options{})
		bytewise := outline(t, &dribble{input, io.EOF}, "in", Options{})
		if len(whole) != 500 || !slices.Equal(whole, bytewise) {
			t.Errorf("%.20q: %d records at once, %d byte by byte", input, len(whole), len(bytewise))
		}
	}
}

func TestBrokenStream(t *testing.T) {
	broken := errors.New("cable pulled")
	got := outline(t, &dribble{recordA + "\n" + recordB[:9], broken}, "in", Options{})
	want := []string{lineA, "end: in:2: reading failed; what stood before was read: cable pulled"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBlocksAreReused(t *testing.T) {
	r, err := NewReader(strings.NewReader(manyRecords(50000)), "in", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var block Block
	next, blocks := 0, 0
	for err = r.ReadBlock(&block); err == nil; err = r.ReadBlock(&block) {
		blocks++
		for _, record := range block.Records() {
			paper, err := record.Paper()
			if want := fmt.Sprintf("Paper %d", next); err != nil || paper.Title != want || paper.Source.Line != next+1 {
				t.Fatalf("got %q at line %d, %v; want %q", paper.Title, paper.Source.Line, err, want)
			}
			next++
		}
	}
	if err != io.EOF || next != 50000 || blocks < 5 {
		t.Errorf("%d records in %d blocks, then %v", next, blocks, err)
	}
	if got := cap(block.buf); got > 4*blockSize {
		t.Errorf("the block has grown to %d bytes", got)
	}
	if err := r.ReadBlock(&block); err != io.EOF {
		t.Errorf("after the end: %v", err)
	}
}

// Records of Next outlive their block, and may be decoded anywhere.
func TestRecordsOfNextStay(t *testing.T) {
	r, err := NewReader(strings.NewReader(manyRecords(20000)), "in", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var records []Record
	for record, err := r.Next(); err == nil; record, err = r.Next() {
		records = append(records, record)
	}
	var all sync.WaitGroup
	for part := range slices.Chunk(records, 7000) {
		all.Go(func() {
			for _, record := range part {
				paper, err := record.Paper()
				if want := fmt.Sprintf("Paper %d", record.Source.Line-1); err != nil || paper.Title != want {
					t.Errorf("got %q, %v; want %q", paper.Title, err, want)
					return
				}
			}
		})
	}
	all.Wait()
}
