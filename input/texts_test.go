package input

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// Texts are papers without authors and date, and fail where these fail.
func TestTexts(t *testing.T) {
	inputs := map[string]string{
		"json lines": strings.Join([]string{
			`{"id":"1","title":"A\n  B","abstract":"C\n","update_date":"2021-03-04","authors_parsed":[["Doe","Jane",""]],"authors":5}`,
			`{"id":"2","title":"A","authors_parsed":[["",""]],"authors":5}`,
			`{"id":"3","title":"A","authors_parsed":[["Doe"],5]}`,
			`{"id":"4","title":"A","authors":[5]}`,
			`{"id":"5","title":"A","authors":["A. Doe"],"x":[5]}`,
			`{"id":"6","title":"A","authors":{}}`,
			`{"id":"7","title":"A","authors":"A. Doe","date":true}`,
			`{"id":"8","title":"A","authors_parsed":"A. Doe"}`,
			`{"id":9,"title":"A","year":2024}`,
			`{"title":"A","summary":"\u00e9 \ud835\udcaa \" \/"}`,
			"{\"title\":\"A\",\"summary\":\"é\",\t\"id\":\"\"}",
			`{"title":"","abstract":" "}`, `{"title":"\u007f","abstract":""}`, `{"title":5}`, `{"abstract":5}`, `{"id":null}`, `{`, "{\"title\":\"\xff\"}",
		}, "\n"),
		"json": "[" + recordA + ",\n" + recordB + ", 5]",
		"text": "Title: A\nAuthors: B\nAbstract: C\n",
	}
	for name, text := range inputs {
		t.Run(name, func(t *testing.T) { checkTexts(t, text) })
	}
}

func checkTexts(t *testing.T, text string) {
	r, err := NewReader(strings.NewReader(text), "in", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var block Block
	if err := r.ReadBlock(&block); err != nil {
		t.Fatal(err)
	}
	compareTexts(t, &block)
}

func compareTexts(t *testing.T, block *Block) {
	t.Helper()
	var papers, texts []stemma.Paper
	var bad, badTexts []string
	for p, err := range block.Papers() {
		p.Authors, p.Date = nil, ""
		if err != nil {
			p, bad = stemma.Paper{}, append(bad, err.Error())
		}
		papers = append(papers, p)
	}
	for p, err := range block.Texts() {
		if err != nil {
			p, badTexts = stemma.Paper{}, append(badTexts, err.Error())
		}
		p.ID, p.Title, p.Abstract = strings.Clone(p.ID), strings.Clone(p.Title), strings.Clone(p.Abstract)
		texts = append(texts, p)
	}
	if diff := cmp.Diff(papers, texts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(bad, badTexts); diff != "" {
		t.Error(diff)
	}
}
