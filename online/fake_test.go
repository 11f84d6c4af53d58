package online

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A record is a work that the fake indexes know.
type record struct {
	title, arXiv, doi string
	year, cited       int // year of publication
	authors           []string
}

// library is what they know. Titles and authors are facts; the rest is made up where it
// need not be one.
var library = []record{
	{"Denoising Diffusion Implicit Models", "2010.02502", "", 2020, 4000, []string{"Jiaming Song", "Chenlin Meng", "Stefano Ermon"}},
	{"Score-Based Generative Modeling through Stochastic Differential Equations", "2011.13456", "", 2021, 5000, []string{"Yang Song", "Jascha Sohl-Dickstein", "Diederik P. Kingma"}},
	{"Deep Residual Learning for Image Recognition", "1512.03385", "10.1109/cvpr.2016.90", 2016, 100000, []string{"Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"}},
	{"BERT: Pre-training of Deep Bidirectional Transformers", "1810.04805", "10.18653/v1/n19-1423", 2019, 90000, []string{"Jacob Devlin", "Ming-Wei Chang"}},
	{"BERT: A Review of Applications in Natural Language Processing", "2103.11943", "", 2021, 300, []string{"M. V. Koroteev"}},
	{"SAM: Sharpness for Hedges", "2101.00001", "", 2021, 50, []string{"A. Gardener"}},
	{"SAM: Segmenting Trees", "2301.00001", "", 2023, 70, []string{"B. Forester"}},
	{"WaveNet: A Generative Model for Raw Audio", "1609.03499", "", 2016, 7000, []string{"Aaron van den Oord", "Sander Dieleman"}},
	{"WaveNet: A generative model for raw audio", "", "10.1000/wavenet", 2017, 10, []string{"Oord, Aäron van den", "Dieleman, Sander"}},
	{"Old Hedges (HEDGE)", "cs/9901002", "", 1999, 5, []string{"C. Hedger"}},
	{"Only at a Publisher: Nothing on arXiv", "", "10.1000/182", 2012, 3, []string{"D. Printer"}},
}

// A fake stands for both indexes: it answers as their documentation says, refuses what
// they refuse, and has a clock of its own that only sleeping moves.
type fake struct {
	*httptest.Server
	t *testing.T

	mu       sync.Mutex
	now      time.Time
	works    []record
	requests []*http.Request
	times    []time.Time
	slept    []time.Duration
	// before answers a request in place of the index; it returns false to let that do it.
	before func(n int, w http.ResponseWriter, r *http.Request) bool
}

var noon = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

func newFake(t *testing.T) *fake {
	f := &fake{t: t, now: noon, works: library}
	f.Server = httptest.NewServer(http.HandlerFunc(f.answer))
	t.Cleanup(f.Close)
	return f
}

func (f *fake) config() Config {
	return Config{OpenAlexURL: f.URL, ArXivURL: f.URL + "/api/", Now: f.clock, Sleep: f.sleep}
}

func (f *fake) clock() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

func (f *fake) sleep(ctx context.Context, d time.Duration) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(d)
	f.slept = append(f.slept, d)
	return ctx.Err()
}

func (f *fake) ask(cfg Config, queries ...Query) []Answer {
	f.t.Helper()
	client, err := New(cfg)
	if err != nil {
		f.t.Fatal(err)
	}
	answers, err := client.Works(f.t.Context(), queries)
	if err != nil || len(answers) != len(queries) {
		f.t.Fatalf("%d answers, %v", len(answers), err)
	}
	return answers
}

// asked returns the paths and main parameters of the requests so far.
func (f *fake) asked() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, r := range f.requests {
		q := r.URL.Query()
		all = append(all, r.URL.Path+" "+q.Get("filter")+q.Get("id_list")+q.Get("search_query"))
	}
	return all
}

func (f *fake) answer(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.requests = append(f.requests, r)
	f.times = append(f.times, f.now)
	n, before := len(f.requests), f.before
	f.mu.Unlock()
	if before != nil && before(n, w, r) {
		return
	}
	switch r.URL.Path {
	case "/works":
		f.openAlex(w, r)
	case "/api/query":
		f.arXiv(w, r.URL.Query())
	default:
		http.NotFound(w, r)
	}
}

// filters parts a filter at the commas outside of quotation marks.
var filterPart = regexp.MustCompile(`(?:"[^"]*"|[^",])+`)

func (f *fake) openAlex(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	perPage, _ := strconv.Atoi(q.Get("per_page"))
	if len(f.URL+r.URL.RequestURI()) > 4094 {
		refuse(w, 400, "Request URL too long")
		return
	}
	if perPage < 1 || perPage > 100 || q.Get("sort") != "cited_by_count:desc" {
		refuse(w, 400, "Invalid query parameters error.")
		return
	}
	found := slices.Clone(f.works)
	for _, part := range filterPart.FindAllString(q.Get("filter"), -1) {
		name, value, _ := strings.Cut(part, ":")
		match := openAlexFilters[name]
		if match == nil || strings.Count(value, "|") >= 50 {
			refuse(w, 403, "Invalid query parameters error.")
			return
		}
		found = slices.DeleteFunc(found, func(rec record) bool { return !match(rec, value) })
	}
	slices.SortStableFunc(found, func(a, b record) int { return b.cited - a.cited })
	results := []map[string]any{}
	for _, rec := range found[:min(len(found), perPage)] {
		results = append(results, rec.openAlex())
	}
	json.NewEncoder(w).Encode(map[string]any{"meta": map[string]any{"count": len(found), "per_page": perPage, "page": 1}, "results": results, "group_by": []any{}})
}

func refuse(w http.ResponseWriter, code int, message string) {
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": message, "message": "Try something else."})
}

var openAlexFilters = map[string]func(record, string) bool{
	"doi": func(r record, value string) bool {
		values := strings.Split(strings.ToLower(value), "|")
		return r.doi != "" && slices.Contains(values, r.doi) || r.doi == "" && slices.Contains(values, "10.48550/arxiv."+r.arXiv)
	},
	"title.search":           func(r record, value string) bool { return anyPhrase(r.title, value) },
	"raw_author_name.search": func(r record, value string) bool { return anyPhrase(strings.Join(r.authors, " | "), value) },
	"publication_year": func(r record, value string) bool {
		return slices.Contains(strings.Split(value, "|"), strconv.Itoa(r.year))
	},
}

// anyPhrase reports whether one of the phrases in value ("a b" OR "c") stands in text.
func anyPhrase(text, value string) bool {
	for phrase := range strings.SplitSeq(value, " OR ") {
		words := searchable(strings.Trim(phrase, `"`))
		if words != "" && strings.Contains(" "+searchable(text)+" ", " "+words+" ") {
			return true
		}
	}
	return false
}

func (r record) openAlex() map[string]any {
	var authorships, locations []any
	for _, a := range r.authors {
		authorships = append(authorships, map[string]any{"author_position": "middle", "raw_author_name": a, "author": map[string]any{"display_name": a}, "institutions": []any{}})
	}
	doi := any(nil)
	if r.doi != "" {
		doi = "https://doi.org/" + r.doi
	} else if r.arXiv != "" {
		doi = "https://doi.org/10.48550/arxiv." + r.arXiv
	}
	if r.arXiv != "" {
		locations = append(locations, map[string]any{"landing_page_url": "http://arxiv.org/abs/" + r.arXiv, "source": nil})
	}
	return map[string]any{"id": "https://openalex.org/W1", "doi": doi, "display_name": r.title, "publication_year": r.year, "cited_by_count": r.cited,
		"authorships": authorships, "locations": locations}
}

var (
	arXivID      = regexp.MustCompile(`^([0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})$`)
	arXivClauses = regexp.MustCompile(`\(au:"([^"]*)" AND \(([^)]*)\) AND submittedDate:\[(\d{4})01010000 TO (\d{4})12312359\]\)|ti:"([^"]*)"`)
)

func (f *fake) arXiv(w http.ResponseWriter, q url.Values) {
	var found []record
	most, _ := strconv.Atoi(q.Get("max_results"))
	if ids := q.Get("id_list"); ids != "" {
		for id := range strings.SplitSeq(ids, ",") {
			if !arXivID.MatchString(id) {
				writeFeed(w, 1, fmt.Sprintf("<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_%s</id><title>Error</title><summary>incorrect id format for %[1]s</summary></entry>", id))
				return
			}
			found = append(found, f.where(func(r record) bool { return r.arXiv == id })...)
		}
	} else {
		for _, m := range arXivClauses.FindAllStringSubmatch(q.Get("search_query"), -1) {
			found = append(found, f.where(func(r record) bool { return r.arXiv != "" && r.agrees(m) })...)
		}
	}
	var entries strings.Builder
	for _, r := range found[:min(len(found), most)] {
		entries.WriteString(r.atom())
	}
	writeFeed(w, len(found), entries.String())
}

func (f *fake) where(match func(record) bool) (found []record) {
	for _, r := range f.works {
		if match(r) {
			found = append(found, r)
		}
	}
	return found
}

// agrees reports whether a record agrees with a clause of a search.
func (r record) agrees(m []string) bool {
	if m[5] != "" {
		return anyPhrase(r.title, m[5])
	}
	year := arXivYear(r.arXiv)
	return anyPhrase(strings.Join(r.authors, " | "), m[1]) && anyPhrase(r.title, strings.ReplaceAll(m[2], "ti:", "")) && m[3] <= year && year <= m[4]
}

func (r record) atom() string {
	var b strings.Builder
	b.WriteString("<entry><id>http://arxiv.org/abs/" + r.arXiv + "v2</id><updated>2023-01-01T00:00:00Z</updated><published>" + arXivYear(r.arXiv) + "-10-06T06:15:51Z</published><title>")
	xml.EscapeText(&b, []byte(r.title))
	b.WriteString("</title><summary>  Words.\n</summary>")
	for _, a := range r.authors {
		b.WriteString("<author><name>" + a + "</name></author>")
	}
	if r.doi != "" {
		b.WriteString(`<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">` + r.doi + "</arxiv:doi>")
	}
	b.WriteString("</entry>")
	return b.String()
}

func writeFeed(w http.ResponseWriter, total int, entries string) {
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title><id>http://arxiv.org/api/x</id><updated>2024-05-01T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">%d</opensearch:totalResults>
  %s
</feed>`, total, entries)
}

// A memory is a Cache in memory.
type memory map[string]struct {
	answer []byte
	until  time.Time
}

func (m memory) Load(_ context.Context, key string) ([]byte, time.Time, bool, error) {
	k, found := m[key]
	return k.answer, k.until, found, nil
}

func (m memory) Save(_ context.Context, key string, answer []byte, _, until time.Time) error {
	m[key] = struct {
		answer []byte
		until  time.Time
	}{answer, until}
	return nil
}
