package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma/extract"
)

// labelled are texts of our own with labels; é is one code point of two bytes.
const labelled = `{"id":"a","text":"Née parsers: we extend Ek (2019).","citations":[{"start":23,"end":32,"narrative":true,"relation":"extends"}]}
{"id":"b","text":"Our parser outperforms that of Ek (2019).","citations":[{"start":31,"end":40,"narrative":true,"relation":"outperforms"}]}
{"id":"c","abstract":"We evaluate on WoodBank and use TreeStar.","own":["BushNet"],"mentions":[{"start":15,"end":23,"name":"WoodBank","type":"dataset","relation":"evaluates-on"},{"start":32,"end":40,"name":"TreeStar","type":"model","relation":"builds-on","soft":true}],"citations":[]}
`

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "labels.jsonl")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRunReportsAndWritesTheSameModelEachTime(t *testing.T) {
	labels := write(t, labelled)
	var models [2][]byte
	for i := range models {
		out := filepath.Join(t.TempDir(), "model.tsv")
		var stdout bytes.Buffer
		if err := run([]string{"-min-papers", "1", "-out", out, labels}, &stdout, io.Discard); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"citations: macro-F1", "n 2", "mentions: macro-F1", "n 1"} {
			if !strings.Contains(stdout.String(), want) {
				t.Errorf("the report lacks %q:\n%s", want, stdout.String())
			}
		}
		model, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		models[i] = model
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("two runs write different models")
	}
	if _, err := extract.ReadRelationModel(bytes.NewReader(models[0])); err != nil {
		t.Error(err)
	}
}

func TestReadExamplesCountsBytes(t *testing.T) {
	examples, err := readExamples([]string{write(t, labelled)})
	if err != nil {
		t.Fatal(err)
	}
	e := examples[0]
	if got := e.Text[e.Citations[0].Start:e.Citations[0].End]; got != "Ek (2019)" {
		t.Errorf("the citation's span holds %q, want %q", got, "Ek (2019)")
	}
	if soft := examples[2].Mentions[1]; soft.Relation != "" {
		t.Errorf("a debatable mention teaches %q, want nothing", soft.Relation)
	}
}

func TestRunSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ labels, want string }{
		{"{}\n{", "labels.jsonl:2: "},
		{`{"text":"short","citations":[{"start":3,"end":9}]}`, "labels.jsonl:1: span 3 to 9 lies outside the text of 5 code points"},
	} {
		err := run([]string{write(t, test.labels)}, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want one with %q", test.labels, err, test.want)
		}
	}
	if err := run(nil, io.Discard, io.Discard); err == nil {
		t.Error("no labelled texts, and no error")
	}
}
