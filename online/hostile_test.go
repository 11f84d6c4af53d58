package online

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCleanTitle(t *testing.T) {
	tests := []struct{ title, want string }{
		{" A\n Title\t", "A Title"},
		{"CO<sub>2</sub> and <i>E. coli</i> &amp; <mml:math xmlns=\"x\"><mml:mi>x</mml:mi></mml:math>", "CO2 and E. coli & x"},
		{"a < b > c <script>alert(1)</script>", "a < b > c <script>alert(1)</script>"}, // as text, which writers escape
		{"red \x1b[31m and \u202eright-to-left\u200b", "red [31m and right-to-left"},
		{"bad \xff bytes", "bad bytes"},
		{strings.Repeat("é", maxTitle), strings.Repeat("é", maxTitle/2)},
		{strings.Repeat("<em>", 1<<20), ""},
	}
	for _, tt := range tests {
		if got := cleanTitle(tt.title); got != tt.want {
			t.Errorf("%.60q becomes %.60q, want %.60q", tt.title, got, tt.want)
		}
	}
}

// Hostile titles come through both indexes as text, and as the same.
func TestHostileTitles(t *testing.T) {
	for _, title := range []string{
		`HEDGE: "quotes" \ backslashes ] and | bars`, "HEDGE: <img src=x onerror=alert(1)>", "HEDGE: javascript:alert(1)", "HEDGE: " + strings.Repeat("x", 900),
		"HEDGE: ]]> & &amp;lt; <![CDATA[", "HEDGE: %s %n $(x) `x`",
	} {
		for _, only := range []string{OpenAlex, ArXiv} {
			f := newFake(t)
			f.works = []record{{title, "2001.00001", "", 2020, 1, []string{"A. Gardener"}}}
			cfg := f.config()
			cfg.Only = only
			want := cleanTitle(title)
			if got := titles(f.ask(cfg, Query{Name: "HEDGE"})[0]); got != want {
				t.Errorf("%s: %q, want %q", only, got, want)
			}
		}
	}
}

var (
	quotedWords = regexp.MustCompile(`"[\pL\pN ]+"`)
	// plainRequest is every form that a search has, with W for words in quotation marks.
	plainRequest = regexp.MustCompile(`^(title\.search:W|raw_author_name\.search:W( OR W)*,publication_year:\d+\|\d+\|\d+,title\.search:W( OR W)*` +
		`|ti:W|\(au:W AND \(ti:W( OR ti:W)*\) AND submittedDate:\[\d+ TO \d+\]\))$`)
)

// Hostile queries stay words in requests: none of these asks for anything else.
func TestHostileQueries(t *testing.T) {
	for _, name := range []string{`BERT" OR title.search:"x`, "BERT,is_oa:true", "BERT|x", "BERT) OR (ti:x", "BERT&api_key=x#", "BERT\x00\r\nHost: x", "BERT\\", "M\u00fcller AND NOT x", "\xffBERT*~?"} {
		f := newFake(t)
		f.ask(f.config(), Query{Name: name}, Query{Authors: []string{name}, EtAl: true, Year: "2019", Words: []string{name}})
		for _, r := range f.requests {
			q := r.URL.Query()
			asked := q.Get("filter") + q.Get("search_query")
			if form := quotedWords.ReplaceAllString(asked, "W"); !plainRequest.MatchString(form) || q.Get("api_key") != "" {
				t.Errorf("%q asks %s", name, r.URL)
			}
		}
	}
}

// checkPage holds what was read of an answer to what callers are promised.
func checkPage(t *testing.T, works []work) {
	for _, w := range works {
		for _, text := range append([]string{w.Title, w.Year, w.ArXiv, w.DOI, w.Source}, w.Authors...) {
			if !utf8.ValidString(text) || len(text) > maxTitle || strings.ContainsFunc(text, unicode.IsControl) || strings.TrimSpace(text) != text {
				t.Fatalf("%q in %#v", text, w)
			}
		}
		if w.Title == "" || w.Year != "" && yearNumber(w.Year) == 0 {
			t.Fatalf("%#v", w)
		}
	}
	q := question{Query: Query{Name: "BERT"}, kind: byName}
	q.judge(works)
}

func FuzzOpenAlex(f *testing.F) {
	for _, r := range library {
		body, err := json.Marshal(map[string]any{"meta": map[string]int{"count": 1}, "results": []any{r.openAlex()}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`{"meta":{"count":1e9},"results":[null,{"doi":null,"display_name":"<i>\u0000","publication_year":-5,"authorships":[{}]}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, fault := (&openAlex{asker: &asker{name: OpenAlex}}).read(body)
		if fault == nil {
			checkPage(t, p.works)
		}
	})
}

func FuzzArXiv(f *testing.F) {
	const head = `<feed xmlns="http://www.w3.org/2005/Atom"><totalResults xmlns="http://a9.com/-/spec/opensearch/1.1/">1</totalResults>`
	for _, r := range library {
		f.Add([]byte(head + r.atom() + "</feed>"))
	}
	f.Add([]byte(head + "<entry><id>http://arxiv.org/api/errors#x</id></entry></feed>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, fault := (&arXiv{asker: &asker{name: ArXiv}}).read(body)
		if fault == nil {
			checkPage(t, p.works)
		}
	})
}
