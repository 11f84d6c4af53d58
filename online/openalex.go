package online

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stemma"
)

// openAlex is OpenAlex (https://developers.openalex.org): hundreds of millions of works of
// every field, with how often each is cited. A list by identifiers costs $0.0001, a search
// ten times that, of the $0.10 that are free in a day, or $1 with a key.
type openAlex struct {
	*asker
	key, mail string
}

// openAlexPage is the most works of one answer (guides/page-through-results).
const openAlexPage = 100

func (o *openAlex) name() string { return OpenAlex }

// most: a filter takes 50 values at least (how-to-use-the-api/get-lists-of-entities). Names
// are few at once, for each brings works that have it and are not meant.
func (o *openAlex) most(k kind) int {
	return [kindCount]int{byArXiv: 50, byDOI: 50, byName: 8, byCitation: 1}[k]
}

// clause quotes what is searched for, which makes a phrase of it and keeps its commas from
// being read as the next filter.
func (o *openAlex) clause(q *question) string {
	switch q.kind {
	case byArXiv:
		return "10.48550/arxiv." + q.ArXiv
	case byDOI:
		return q.DOI
	case byName:
		return strconv.Quote(searchable(q.Name))
	}
	year := yearNumber(q.Year) // of the conference perhaps: the preprint may be a year older, the article younger
	return fmt.Sprintf("raw_author_name.search:%s,publication_year:%d|%d|%d,title.search:%s",
		anyOf(authorForms(q.Query.Authors[0])), year-1, year, year+1, anyOf(q.phrases()))
}

// authorForms returns a surname as bylines write it, with and without diacritics.
func authorForms(author string) []string {
	plain := searchable(author)
	spelled := strings.Join(strings.FieldsFunc(strings.ToLower(norm.NFC.String(author)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
	if spelled == plain {
		return []string{plain}
	}
	return []string{plain, spelled}
}

// anyOf joins phrases so that any of them will do.
func anyOf(phrases []string) string {
	quoted := make([]string, len(phrases))
	for i, p := range phrases {
		quoted[i] = `"` + p + `"`
	}
	return strings.Join(quoted, " OR ")
}

func (o *openAlex) ask(ctx context.Context, k kind, clauses []string) (page, error) {
	filter := clauses[0]
	switch k {
	case byArXiv, byDOI:
		filter = "doi:" + strings.Join(clauses, "|")
	case byName:
		filter = "title.search:" + strings.Join(clauses, " OR ")
	}
	query := url.Values{"filter": {filter}, "per_page": {strconv.Itoa(openAlexPage)}, "sort": {"cited_by_count:desc"},
		"select": {"id,doi,display_name,publication_year,cited_by_count,authorships,locations"}}
	if o.key != "" {
		query.Set("api_key", o.key)
	}
	if o.mail != "" {
		query.Set("mailto", o.mail)
	}
	var p page
	err := o.get(ctx, "works", query, func(body []byte) (f *fault) {
		p, f = o.read(body)
		return f
	})
	return p, err
}

func (o *openAlex) read(body []byte) (page, *fault) {
	var answer openAlexAnswer
	if err := json.Unmarshal(body, &answer); err != nil || answer.Results == nil || answer.Meta.Count == nil {
		return page{}, o.nonsense()
	}
	p := page{whole: *answer.Meta.Count <= len(answer.Results)}
	for i := range answer.Results {
		if w := answer.Results[i].work(); w.Title != "" {
			p.works = append(p.works, w)
		}
	}
	return p, nil
}

// openAlexAnswer is a list of works (api-reference/works/list-works).
type openAlexAnswer struct {
	Meta struct {
		Count *int `json:"count"`
	} `json:"meta"`
	Results []openAlexWork `json:"results"`
}

// openAlexWork is what is read of a work; any field may be null.
type openAlexWork struct {
	DOI         string `json:"doi"`
	DisplayName string `json:"display_name"`
	Year        int    `json:"publication_year"`
	Cited       int    `json:"cited_by_count"`
	Authorships []struct {
		Raw    string `json:"raw_author_name"`
		Author struct {
			DisplayName string `json:"display_name"`
		} `json:"author"`
	} `json:"authorships"`
	Locations []struct {
		LandingPage string `json:"landing_page_url"`
	} `json:"locations"`
}

func (o *openAlexWork) work() work {
	w := work{cited: o.Cited, KnownWork: stemma.KnownWork{
		Title: cleanTitle(o.DisplayName), DOI: stemma.DOI(o.DOI), ArXiv: stemma.ArXivID(o.DOI), Source: OpenAlex,
	}}
	for _, a := range o.Authorships {
		name := a.Raw
		if name == "" {
			name = a.Author.DisplayName
		}
		w.Authors = appendAuthor(w.Authors, name)
	}
	for i := 0; w.ArXiv == "" && i < len(o.Locations); i++ {
		w.ArXiv = stemma.ArXivID(o.Locations[i].LandingPage)
	}
	if o.Year > 1000 && o.Year < 3000 {
		w.published = strconv.Itoa(o.Year)
	}
	w.Year = earlier(w.published, arXivYear(w.ArXiv))
	return w
}

// arXivYear returns the year in an arXiv identifier, which is that of the first version.
func arXivYear(id string) string {
	digits := id[strings.IndexByte(id, '/')+1:]
	if len(digits) < 4 {
		return ""
	}
	if digits[:2] > "90" { // arXiv began in 1991
		return "19" + digits[:2]
	}
	return "20" + digits[:2]
}
