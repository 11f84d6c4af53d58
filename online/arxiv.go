package online

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"stemma"
)

// arXiv is arXiv's own API (https://info.arxiv.org/help/api/user-manual.html), which is
// free and slow, and whose dates are those of the first versions.
type arXiv struct {
	*asker
}

// arXivPage is the most works that are asked for in one search; each comes with its
// abstract.
const arXivPage = 200

func (x *arXiv) name() string { return ArXiv }

func (x *arXiv) most(k kind) int {
	return [kindCount]int{byArXiv: 100, byName: 10, byCitation: 5}[k]
}

// clause is a search in the query language of the manual's section 5.1; dates are those of
// first versions, a year before the citation's at the earliest.
func (x *arXiv) clause(q *question) string {
	switch q.kind {
	case byArXiv:
		return q.ArXiv
	case byName:
		return fmt.Sprintf("ti:%q", searchable(q.Name))
	}
	var titles []string
	for _, phrase := range q.phrases() {
		titles = append(titles, fmt.Sprintf("ti:%q", phrase))
	}
	year := yearNumber(q.Year)
	return fmt.Sprintf("(au:%q AND (%s) AND submittedDate:[%d01010000 TO %d12312359])",
		searchable(q.Query.Authors[0]), strings.Join(titles, " OR "), year-1, year)
}

func (x *arXiv) ask(ctx context.Context, k kind, clauses []string) (page, error) {
	query := url.Values{"start": {"0"}}
	if k == byArXiv {
		query.Set("id_list", strings.Join(clauses, ","))
		query.Set("max_results", strconv.Itoa(len(clauses)))
	} else {
		query.Set("search_query", strings.Join(clauses, " OR "))
		query.Set("max_results", strconv.Itoa(arXivPage))
	}
	var p page
	err := x.get(ctx, "query", query, func(body []byte) (f *fault) {
		p, f = x.read(body)
		return f
	})
	p.whole = p.whole || k == byArXiv // what is missing then, arXiv does not have
	return p, err
}

func (x *arXiv) read(body []byte) (page, *fault) {
	var feed arXivFeed
	if err := xml.Unmarshal(body, &feed); err != nil {
		return page{}, x.nonsense()
	}
	total, err := strconv.Atoi(strings.TrimSpace(feed.Total))
	if err != nil || total > 0 && len(feed.Entries) == 0 { // as it is said to do at times
		return page{}, x.nonsense()
	}
	p := page{whole: total <= len(feed.Entries)}
	for i := range feed.Entries {
		e := &feed.Entries[i]
		if strings.Contains(e.ID, "/api/errors") { // section 3.4
			f := x.fault("it says " + plain(e.Summary))
			f.large = true // one bad piece spoils the whole
			return page{}, f
		}
		if w := e.work(); w.Title != "" && w.ArXiv != "" {
			p.works = append(p.works, w)
		}
	}
	return p, nil
}

// arXivFeed is an answer, in Atom.
type arXivFeed struct {
	XMLName xml.Name     `xml:"http://www.w3.org/2005/Atom feed"`
	Total   string       `xml:"http://a9.com/-/spec/opensearch/1.1/ totalResults"`
	Entries []arXivEntry `xml:"http://www.w3.org/2005/Atom entry"`
}

// arXivEntry is what is read of a paper (section 3.3.2).
type arXivEntry struct {
	ID        string   `xml:"http://www.w3.org/2005/Atom id"`
	Title     string   `xml:"http://www.w3.org/2005/Atom title"`
	Summary   string   `xml:"http://www.w3.org/2005/Atom summary"`
	Published string   `xml:"http://www.w3.org/2005/Atom published"`
	Authors   []string `xml:"http://www.w3.org/2005/Atom author>name"`
	DOI       string   `xml:"http://arxiv.org/schemas/atom doi"`
}

func (e *arXivEntry) work() work {
	w := work{KnownWork: stemma.KnownWork{Title: cleanTitle(e.Title), ArXiv: stemma.ArXivID(e.ID), DOI: stemma.DOI(e.DOI), Source: ArXiv}}
	if published := strings.TrimSpace(e.Published); len(published) > 4 && yearNumber(published[:4]) > 0 {
		w.Year = published[:4]
	}
	w.published = w.Year
	for _, name := range e.Authors {
		w.Authors = appendAuthor(w.Authors, name)
	}
	return w
}
