package input

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// readAll reads every record of data and checks what holds for all formats: lines
// that rise, errors of the right type, and texts that are text.
func readAll(t *testing.T, data []byte, format string) []string {
	opts := Options{Format: format, MaxRecord: 1 << 10}
	r, err := NewReader(bytes.NewReader(data), "fuzz", opts)
	if err != nil {
		return nil
	}
	var seen []string
	var block Block
	for err = r.ReadBlock(&block); err == nil; err = r.ReadBlock(&block) {
		if len(block.Records()) == 0 {
			t.Fatal("a block without a record, and no error")
		}
		compareTexts(t, &block)
		for _, record := range block.Records() {
			seen = append(seen, checkRecord(t, record, opts.MaxRecord))
		}
	}
	if again := r.ReadBlock(&block); again != err {
		t.Fatalf("ended with %v, then %v", err, again)
	}
	return seen
}

func checkRecord(t *testing.T, record Record, maxRecord int) string {
	if len(record.Data) > maxRecord {
		t.Fatalf("a record of %d bytes", len(record.Data))
	}
	paper, err := record.Paper()
	if err != nil {
		var bad *RecordError
		if !errors.As(err, &bad) || bad.Line != record.Source.Line || bad.Line < 1 || bad.Msg == "" {
			t.Fatalf("error %#v", err)
		}
		return err.Error()
	}
	if strings.ContainsAny(paper.Title, "\n\r\t\x00") || strings.TrimSpace(paper.Title) != paper.Title {
		t.Fatalf("title %q", paper.Title)
	}
	for _, s := range append([]string{paper.ID, paper.Title, paper.Abstract, paper.Date}, paper.Authors...) {
		if !utf8.ValidString(s) {
			t.Fatalf("%q is not UTF-8", s)
		}
	}
	if paper.ID == "" || paper.Title == "" && paper.Abstract == "" {
		t.Fatalf("an empty paper: %#v", paper)
	}
	return paper.ID + "\n" + paper.Title + "\n" + paper.Abstract
}

func addSeeds(f *testing.F) {
	for _, seed := range []string{
		recordA + "\n" + recordB, "[" + recordA + ",\n{\n\"title\":\"B\"}]", "{\n\"title\":\"A\"\n}",
		"Night Watering\n\n" + prose1 + "\n\nOn Hedges\n\n" + wrapped2, "Title: A\nAuthors: B\nAbstract: C\nabstract\n\n\nUpvote\n3\n" + prose2,
		zip(recordA), inUTF16(recordA, false, true), "\r\n\r\r", strings.Repeat("x", 3000) + "\n" + recordA, "Moss\n" + short1 + "\nMoss\n" + short1,
	} {
		f.Add([]byte(seed))
	}
}

// Whatever the bytes: no panic, and the size of the reads changes nothing.
func FuzzReader(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range append(Formats(), "") {
			readAll(t, data, format)
		}
		opts := Options{MaxRecord: 1 << 10}
		whole := outline(t, bytes.NewReader(data), "fuzz", opts)
		bytewise := outline(t, &dribble{string(data), io.EOF}, "fuzz", opts)
		if !slices.Equal(whole, bytewise) {
			t.Fatalf("at once %q, byte by byte %q", whole, bytewise)
		}
	})
}

// Records of JSON lines stand in the input at the line that they name, byte for byte.
func FuzzJSONLines(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.IndexByte(data, '\n') < 0 || data[0] >= 0x80 || data[0] < ' ' || bytes.IndexByte(data, 0) >= 0 {
			return // other line ends, marks and encodings, which other tests read
		}
		lines := bytes.Split(data, []byte("\n"))
		r, err := NewReader(bytes.NewReader(data), "fuzz", Options{Format: "jsonl", MaxRecord: 1 << 10})
		if err != nil {
			return
		}
		for record, err := r.Next(); err == nil; record, err = r.Next() {
			line := bytes.TrimSuffix(lines[record.Source.Line-1], []byte("\r"))
			if record.fault == "" && !bytes.Equal(record.Data, line) || record.fault != "" && len(line) <= 1<<10 {
				t.Fatalf("line %d is %q, not %q", record.Source.Line, line, record.Data)
			}
		}
	})
}

// The abstracts of a pasted page consist of what stands in it, at or behind the line named.
func FuzzText(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.IndexByte(data, '\n') < 0 || len(data) == 0 || data[0] >= 0x80 || data[0] == 0x1f || bytes.IndexByte(data, 0) >= 0 {
			return
		}
		lines := strings.Split(string(data), "\n")
		r, err := NewReader(bytes.NewReader(data), "fuzz", Options{Format: "text", MaxRecord: 1 << 10})
		if err != nil {
			return
		}
		for record, err := r.Next(); err == nil; record, err = r.Next() {
			rest := strings.Join(lines[record.Source.Line-1:], "\n")
			for piece := range strings.SplitSeq(string(record.Data), "\n") {
				at := strings.Index(rest, piece)
				if at < 0 {
					t.Fatalf("%q does not stand behind line %d", piece, record.Source.Line)
				}
				rest = rest[at:]
			}
		}
	})
}

// The scanner takes what encoding/json takes, and reads the same out of it.
func FuzzJSONRecord(f *testing.F) {
	addSeeds(f)
	f.Add([]byte(`{"id":1e5,"title":"\ud835\udcaa\u00e9\ud800x\/","abstract":"\b\f\n\r\t\"\\","authors":["A",["B","C"],{"name":"D"}],"x":[null,true,false,-0.5e-7]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !utf8.Valid(data) || bytes.HasPrefix(data, []byte(bomUTF8)) {
			return // encoding/json mends the one and refuses the other
		}
		var d decoder
		err := d.scan(scanner{data: data})
		raw := d.raw
		checkPlain(t, data, &d, err)
		var members map[string]json.RawMessage
		want := json.Unmarshal(data, &members)
		switch {
		case err == errDepth || err != nil && strings.HasSuffix(err.Error(), ": there twice"):
			return // what is refused beyond the syntax
		case want == nil && members == nil: // null, which is no object
			if err == nil {
				t.Fatalf("took %q", data)
			}
			return
		case (err == nil) != (want == nil):
			t.Fatalf("%q: %v, but encoding/json: %v", data, err, want)
		case err != nil:
			return
		}
		compareFields(t, raw, members)
	})
}

// checkPlain holds the reading of a record without control characters, and of one whose
// heads are known, to the look at each byte.
func checkPlain(t *testing.T, data []byte, slow *decoder, want error) {
	if hasControls(data) {
		return
	}
	if ascii := !bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }); isPlain(data) != ascii {
		t.Fatalf("%q: ASCII %v", data, ascii)
	}
	var d decoder
	for range 2 {
		err := d.scan(scanner{data: data, plain: true})
		if fmt.Sprint(err) != fmt.Sprint(want) {
			t.Fatalf("%q: %v, want %v", data, err, want)
		}
		if err != nil {
			continue
		}
		got, gotErr := d.paper()
		paper, paperErr := slow.paper()
		if diff := cmp.Diff(got, paper); diff != "" || fmt.Sprint(gotErr) != fmt.Sprint(paperErr) {
			t.Fatalf("%q: %v, want %v %s", data, gotErr, paperErr, diff)
		}
	}
}

// Shortcuts are left where a record is written otherwise than most.
func TestPlainRecords(t *testing.T) {
	for _, record := range []string{
		`{"title":"A","authors":["a",  "b",  5, "c" , "d"]}`, `{"title":"A","authors":["a", "b\n", "c",]}`, `{"title":"A","authors":["a", ]}`,
		`{"title":"A","authors":["a", "b"  ]  }`, `{"title":"A","authors":["a","b"}`, `{"title":"A","authors":["a", "b`, `{"title":"A","authors":["a", "b"`,
		`{"title":"A","authors":["aaaaaaaaa", "bbbbbbbbbb"],"abstract":"\"\\\/\b\f\n\r\t\u00e9\ud835\udcaa\ud835x\udcaa"}`,
		`{"title":"A","abstract":"\ud835\u12"}`, `{"title":"A","abstract":"\ud835\uzzzz"}`, `{"title":"A","abstract":"\`, `{"title":"A","abstract":"\u`, `{"title":"A","abstract":"a\`,
		`{"title":"A","abstract":"a\x"}`, `{"title":"A","abstract":"a`, `{"title":null,"abstract":nul}`, `{"title":null,"abstract":null}`, `{"title":"A\n  B","summary":"é\n"}`,
		`{"title":"A","abstract":"x","abstract":"y"}`, `{"title":"A","summary":"x","abstract":"y"}`, `{"title":"A","summary":5,"abstract":"y"}`, `{"title":"A","summary":"x","abstract":5}`,
	} {
		for range 2 {
			var slow decoder
			err := slow.scan(scanner{data: []byte(record)})
			checkPlain(t, []byte(record), &slow, err)
		}
	}
}

func compareFields(t *testing.T, raw rawRecord, members map[string]json.RawMessage) {
	for f, name := range fieldNames {
		value := members[name]
		if string(value) == "null" {
			value = nil
		}
		if !bytes.Equal(raw[f], value) {
			t.Fatalf("%s is %q, in encoding/json %q", name, raw[f], value)
		}
		if len(value) == 0 || value[0] != '"' {
			continue
		}
		var want string
		if err := json.Unmarshal(value, &want); err != nil {
			t.Fatal(err)
		}
		inside := value[1 : len(value)-1]
		if got := string(appendUnquoted(nil, inside)); got != want {
			t.Fatalf("%s stands for %q, in encoding/json for %q", value, got, want)
		}
	}
}

// Ids do not change with white space and case, and are safe to print.
func FuzzStableID(f *testing.F) {
	f.Add("On  Trees", "")
	f.Fuzz(func(t *testing.T, title, abstract string) {
		folded := string(foldSpace([]byte(title)))
		if again := string(foldSpace([]byte(folded))); again != folded {
			t.Fatalf("folding %q twice gives %q", folded, again)
		}
		id := stableID(folded, abstract)
		if len(id) > slugSize+9 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || id[0] == '-' {
			t.Fatalf("id %q", id)
		}
	})
}
