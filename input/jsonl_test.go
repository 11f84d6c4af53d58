package input

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

func decodeOne(t *testing.T, record string) (stemma.Paper, string) {
	t.Helper()
	paper, err := decodeJSON([]byte(record))
	if err != nil {
		return stemma.Paper{}, err.Error()
	}
	return paper, ""
}

func TestRecords(t *testing.T) {
	tests := []struct {
		name, record string
		want         stemma.Paper
	}{
		{"all of arXiv's fields", `{"id":"2101.00001","submitter":null,"authors":"X","title":"A\n  Title","abstract":"  Text.\n","versions":[{"version":"v1"}],"update_date":"2021-03-04","authors_parsed":[["Doe","Jane",""],["Li","Wei","Jr.","MIT"]]}`,
			stemma.Paper{ID: "2101.00001", Title: "A Title", Abstract: "  Text.\n", Date: "2021-01", Authors: []string{"Jane Doe", "Wei Li"}}},
		{"title and abstract alone", `{"title":"On Trees","abstract":"We plant them."}`,
			stemma.Paper{ID: "on-trees-13d3832e", Title: "On Trees", Abstract: "We plant them."}},
		{"title alone: others may cite it", `{"id":"x","title":"On Trees"}`, stemma.Paper{ID: "x", Title: "On Trees"}},
		{"abstract alone", `{"id":"x","abstract":"We plant trees."}`, stemma.Paper{ID: "x", Abstract: "We plant trees."}},
		{"summary for abstract", `{"id":"x","summary":"We plant."}`, stemma.Paper{ID: "x", Abstract: "We plant."}},
		{"abstract beats summary", `{"id":"x","summary":"No.","abstract":"Yes."}`, stemma.Paper{ID: "x", Abstract: "Yes."}},
		{"null is missing", `{"id":"x","title":"T","abstract":null,"summary":"S.","authors":null,"year":null}`, stemma.Paper{ID: "x", Title: "T", Abstract: "S."}},
		{"a number as id is kept as written", `{"id":2101.10,"title":"T"}`, stemma.Paper{ID: "2101.10", Title: "T"}},
		{"an id is kept to the byte", "{\"id\":\"a\u00a0 b\",\"title\":\"T\"}", stemma.Paper{ID: "a\u00a0 b", Title: "T"}},
		{"an empty id is none", `{"id":" ","title":"On Trees"}`, stemma.Paper{ID: "on-trees-13d3832e", Title: "On Trees"}},
		{"authors on a line", `{"id":"x","title":"T","authors":"A. Doe, B. Poe and C. Roe"}`, stemma.Paper{ID: "x", Title: "T", Authors: []string{"A. Doe", "B. Poe", "C. Roe"}}},
		{"authors in a list", `{"id":"x","title":"T","authors":["Jane  Doe","Wei\u00a0Li",""]}`, stemma.Paper{ID: "x", Title: "T", Authors: []string{"Jane Doe", "Wei Li"}}},
		{"authors as objects", `{"id":"x","title":"T","authors":[{"authorId":"1","name":"Jane Doe"},{"name":"Wei Li","more":{}}]}`, stemma.Paper{ID: "x", Title: "T", Authors: []string{"Jane Doe", "Wei Li"}}},
		{"collaborations have no given name", `{"id":"x","title":"T","authors_parsed":[["ATLAS Collaboration","",""],["Doe"]]}`, stemma.Paper{ID: "x", Title: "T", Authors: []string{"ATLAS Collaboration", "Doe"}}},
		{"an empty parsed list falls back", `{"id":"x","title":"T","authors":"A. Doe","authors_parsed":[]}`, stemma.Paper{ID: "x", Title: "T", Authors: []string{"A. Doe"}}},
		{"the identifier tells of an earlier month than the update", `{"id":"2101.00001","title":"T","update_date":"2023-01-01"}`, stemma.Paper{ID: "2101.00001", Title: "T", Date: "2021-01"}},
		{"but not of a later one, nor better than the day", `{"id":"2101.00001","title":"T","update_date":"2020-12-30","date":"2021-01-05"}`, stemma.Paper{ID: "2101.00001", Title: "T", Date: "2021-01-05"}},
		{"an update before that month counts", `{"id":"2101.00001","title":"T","update_date":"2020-12-30"}`, stemma.Paper{ID: "2101.00001", Title: "T", Date: "2020-12-30"}},
		{"published beats updated", `{"id":"x","title":"T","update_date":"2023-01-01","published":"2021-05-06T07:08:09Z"}`, stemma.Paper{ID: "x", Title: "T", Date: "2021-05-06"}},
		{"a year as a number", `{"id":"x","title":"T","year":1998}`, stemma.Paper{ID: "x", Title: "T", Date: "1998"}},
		{"a bad date is dropped", `{"id":"x","title":"T","date":"soon","year":"98"}`, stemma.Paper{ID: "x", Title: "T"}},
		{"escapes", `{"id":"x","title":"\ud835\udcaa(\"n\\\/\")","abstract":"\ud800 \u00E9\b\f\n\r\t"}`, stemma.Paper{ID: "x", Title: `𝒪("n\/")`, Abstract: "\uFFFD é\b\f\n\r\t"}},
		{"escaped keys", `{"\u0069d":"x","t\u0069tle":"T"}`, stemma.Paper{ID: "x", Title: "T"}},
		{"white space", " {\t\"id\" :\r\n\"x\" , \"title\": \"T\" } ", stemma.Paper{ID: "x", Title: "T"}},
		{"other fields may be anything, and there twice", `{"id":"x","title":"T","url":1,"url":[{"a":[1e5,-0.5,true,false,null]}]}`, stemma.Paper{ID: "x", Title: "T"}},
		{"no character of a title breaks the line", `{"id":"x","title":"\u0000A\u001b[31m\u2028B\u0085C"}`, stemma.Paper{ID: "x", Title: "A [31m B C"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, fault := decodeOne(t, tt.record)
			if diff := cmp.Diff(tt.want, got); diff != "" || fault != "" {
				t.Errorf("%s %s", fault, diff)
			}
		})
	}
}

func TestRecordFaults(t *testing.T) {
	tests := []struct{ record, want string }{
		{`{}`, "neither title nor abstract"},
		{`{"id":"x","title":" \n","abstract":""}`, "neither title nor abstract"},
		{`{"title":5}`, "title: want a string, not a number"},
		{`{"title":"T","abstract":["a"]}`, "abstract: want a string, not a list"},
		{`{"title":"T","summary":{}}`, "summary: want a string, not an object"},
		{`{"title":"T","id":true}`, "id: want a string or a number, not true or false"},
		{`{"title":"T","authors":5}`, "authors: want a list of names, not a number"},
		{`{"title":"T","authors":[null]}`, "authors: want names in the list, not null"},
		{`{"title":"T","authors_parsed":"A. Doe"}`, "authors_parsed: want a list of names, not a string"},
		{`{"title":"T","year":[2020]}`, "year: want a string or a number, not a list"},
		{`{"title":"T","title":"U"}`, "title: there twice"},
		{`{"title":null,"title":"U"}`, "title: there twice"},
		{`[]`, "not JSON: '[' at byte 0, where an object {…} should be"},
		{`"title"`, `not JSON: '"' at byte 0, where an object {…} should be`},
		{`{"title":"T"`, "not JSON: it ends at byte 12, where a comma or } should be"},
		{`{"title":"T`, "not JSON: it ends at byte 11, where the rest of a string should be"},
		{`{"title":"T"} {"title":"U"}`, "not JSON: '{' at byte 14, where the end of the line should be"},
		{`{"title" "T"}`, `not JSON: '"' at byte 9, where a colon should be`},
		{`{"title":"T",}`, "not JSON: '}' at byte 13, where a string should be"},
		{`{title:"T"}`, "not JSON: 't' at byte 1, where a string should be"},
		{`{"title":T}`, "not JSON: 'T' at byte 9, where a value should be"},
		{`{"title":"\x"}`, "not JSON: 'x' at byte 11, where an escaped character should be"},
		{`{"title":"\u12g4"}`, "not JSON: 'g' at byte 14, where a hexadecimal digit should be"},
		{`{"a":01,"title":"T"}`, "not JSON: '1' at byte 6, where a comma or } should be"},
		{`{"a":1.,"title":"T"}`, "not JSON: ',' at byte 7, where a digit should be"},
		{"{\"title\":\"a\tb\"}", `not JSON: '\t' at byte 11, where the rest of a string should be`},
		{"{\"title\":\"a\x00b\"}", `not JSON: '\x00' at byte 11, where the rest of a string should be`},
		{"{\"title\":\"Schr\xf6dinger\"}", "not UTF-8: byte 0xf6 at byte 14; convert the file first"},
		{`{"a":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `,"title":"T"}`, "values are nested more than 100 deep"},
		{`{"a":` + strings.Repeat(`{"a":`, 1e5), "values are nested more than 100 deep"},
	}
	for _, tt := range tests {
		if _, got := decodeOne(t, tt.record); got != tt.want {
			t.Errorf("%.60s\n got %s\nwant %s", tt.record, got, tt.want)
		}
	}
}

// Reading goes on behind a record that can't be read, and counts its line.
func TestReadingGoesOn(t *testing.T) {
	checkOutline(t, recordA+"\noops\n"+`{"title":5}`+"\n"+recordB+"\n",
		lineA,
		"2 ! not JSON: 'o' at byte 0, where an object {…} should be",
		"3 ! title: want a string, not a number",
		`4 B | "Second."`)
}

func TestRecordErrorNamesFileAndLine(t *testing.T) {
	r, err := NewReader(strings.NewReader("\n{}"), "papers.jsonl", Options{})
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	_, err = record.Paper()
	if want := "papers.jsonl:2: neither title nor abstract"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestDecodingAllocatesLittle(t *testing.T) {
	if raced {
		t.Skip("skipped: the race detector makes sync.Pool forget, which costs allocations")
	}
	record := []byte(`{"id":"2101.00001","authors":"X","title":"A\n  Title","abstract":"  Text.\n","update_date":"2021-03-04","authors_parsed":[["Doe","Jane",""],["Li","Wei",""]]}`)
	allocs := testing.AllocsPerRun(100, func() {
		if _, err := decodeJSON(record); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 4 { // the abstract, the small strings, the list of authors, the month of the identifier
		t.Errorf("%v allocations a record, want 4 at most", allocs)
	}
}
