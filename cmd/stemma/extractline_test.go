package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"stemma"
)

// An extractLine is one paper as encoding/json is to see it.
type extractLine struct {
	Schema string `json:"schema"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	stemma.Extraction
}

// encodedLine is the line as encoding/json writes it.
func encodedLine(t *testing.T, r stemma.Reading) string {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(extractLine{extractSchema, r.Paper.ID, r.Paper.Title, r.Extraction}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func checkLine(t *testing.T, r stemma.Reading) {
	t.Helper()
	var lines extractLines
	lines.add(r.Paper, &r.Extraction)
	if got, want := string(lines.text), encodedLine(t, r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// A line is what encoding/json writes, to the byte.
func TestExtractLine(t *testing.T) {
	texts := []string{
		"", "plain", `"quoted" \alpha`, "a\b\f\n\r\t\x00\x1f\x7fz", "<b>&amp;</b>", "é 漢 𝒪",
		"\u2027\u2028\u2029\u202a", "\xff", "\xe2\x80", "a\xc3(", "\ufffd", "end\\",
	}
	for _, s := range texts {
		checkLine(t, lineWith(s))
		checkLine(t, stemma.Reading{Paper: stemma.Paper{ID: s, Title: s}})
	}
}

// Every character has its escape wherever it stands in a string.
func TestAppendJSONString(t *testing.T) {
	for _, char := range []string{"a", " ", `"`, "\\", "\n", "\x01", "\x7f", "é", "\u2028", "\xff", "!", "#", "]"} {
		for at := range 20 {
			checkLine(t, stemma.Reading{Paper: stemma.Paper{ID: strings.Repeat("x", at) + char + strings.Repeat("y", 19-at), Title: strings.Repeat(char, at)}})
		}
	}
}

// lineWith returns a reading that has s in every place, and one of everything.
func lineWith(s string) stemma.Reading {
	promises := []stemma.Promise{{Start: 1, End: 2, Text: s, Kind: stemma.PromiseClaim}}
	return stemma.Reading{Paper: stemma.Paper{ID: s, Title: s}, Extraction: stemma.Extraction{
		Links:     []stemma.Link{{Start: 1, End: 22, Raw: s, Target: stemma.Target{URL: s, Kind: stemma.KindWeb, Path: s}, Alternative: s}},
		Citations: []stemma.Citation{{Text: s, Authors: []string{s}, Year: "2021"}, {Name: s, Cue: s, ID: s}},
		Mentions:  []stemma.Mention{{Start: -1, End: 1 << 40, Name: s, Type: stemma.TypeTool, Relation: stemma.Uses, Cue: s}, {Name: s}},
		Own:       []string{s, "other"},
		Promises:  promises, Claims: promises[:0], Requests: promises,
	}}
}

func FuzzExtractLine(f *testing.F) {
	f.Add("id", "a \"title\"\n", "name \u2028 \xff")
	f.Fuzz(func(t *testing.T, id, title, text string) {
		r := lineWith(text)
		r.Paper.ID, r.Paper.Title = id, title
		checkLine(t, r)
	})
}

func BenchmarkExtractLine(b *testing.B) {
	r := lineWith("some text of a common length")
	var lines extractLines
	b.ReportAllocs()
	for b.Loop() {
		lines.text = lines.text[:0]
		lines.add(r.Paper, &r.Extraction)
	}
}
