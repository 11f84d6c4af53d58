package online

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

func TestWorks(t *testing.T) {
	tests := []struct {
		what  string
		query Query
		want  string // titles: the one work, or the candidates; or the reason
	}{
		{"an arXiv identifier", Query{ArXiv: "1512.03385"}, "Deep Residual Learning for Image Recognition"},
		{"an old one", Query{ArXiv: "arXiv:cs/9901002v1"}, "Old Hedges (HEDGE)"},
		{"one that is nobody's", Query{ArXiv: "2402.99999"}, ""},
		{"none at all", Query{ArXiv: "x"}, "not asked: this is no identifier of arXiv"},
		{"a DOI", Query{DOI: "10.1000/182"}, "Only at a Publisher: Nothing on arXiv"},
		{"arXiv's own DOI", Query{DOI: "10.48550/arXiv.2010.02502"}, "Denoising Diffusion Implicit Models"},
		{"a DOI that would be read as two", Query{DOI: "10.1000/182,10.1109/cvpr.2016.90"}, "not asked: this is no DOI that can be asked for"},
		{"a DOI ends at a bar", Query{DOI: "10.1000/1|10.1000/182"}, ""},

		{"a name before the colon", Query{Name: "WaveNet"}, "WaveNet: A Generative Model for Raw Audio"},
		{"in another spelling", Query{Name: "wave-net"}, ""}, // which no search for words finds
		{"a name in brackets", Query{Name: "HEDGE"}, "Old Hedges (HEDGE)"},
		{"a whole title", Query{Name: "denoising diffusion implicit models"}, "Denoising Diffusion Implicit Models"},
		{"part of a title is no name", Query{Name: "Denoising Diffusion"}, ""},
		{"a review is not the work", Query{Name: "BERT"}, "BERT: Pre-training of Deep Bidirectional Transformers"},
		{"homonyms are not guessed at", Query{Name: "SAM"}, "SAM: Segmenting Trees | SAM: Sharpness for Hedges"},
		{"but for a word of the field", Query{Name: "SAM", Words: []string{"the trees"}}, "SAM: Segmenting Trees"},
		{"a word that none has", Query{Name: "SAM", Words: []string{"fishes"}}, "SAM: Segmenting Trees | SAM: Sharpness for Hedges"},
		{"a sign is no name", Query{Name: "+"}, "not asked: this is no name that can be searched for"},

		{"a citation with its name", Query{Authors: []string{"Song"}, EtAl: true, Year: "2020", Name: "Denoising Diffusion Implicit Models"}, "Denoising Diffusion Implicit Models"},
		{"cited by the year of the conference", Query{Authors: []string{"Song"}, EtAl: true, Year: "2021", Words: []string{"diffusion"}}, "Denoising Diffusion Implicit Models"},
		{"or by that of the preprint", Query{Authors: []string{"He"}, EtAl: true, Year: "2015", Words: []string{"residual"}}, "Deep Residual Learning for Image Recognition"},
		{"not by a later one", Query{Authors: []string{"Song"}, EtAl: true, Year: "2022", Words: []string{"diffusion"}}, ""},
		{"nor by an earlier one", Query{Authors: []string{"van den Oord"}, EtAl: true, Year: "2015", Words: []string{"audio"}}, ""},
		{"two of one surname and year", Query{Authors: []string{"Song"}, EtAl: true, Year: "2021", Words: []string{"diffusion", "stochastic"}}, "Score-Based Generative Modeling through Stochastic Differential Equations | Denoising Diffusion Implicit Models"},
		{"particles", Query{Authors: []string{"van den Oord"}, EtAl: true, Year: "2016", Words: []string{"audio"}}, "WaveNet: A Generative Model for Raw Audio"},
		{"all authors", Query{Authors: []string{"Devlin", "Chang"}, Year: "2019", Words: []string{"transformers"}}, "BERT: Pre-training of Deep Bidirectional Transformers"},
		{"one author too few", Query{Authors: []string{"Devlin"}, Year: "2019", Words: []string{"transformers"}}, ""},
		{"another first author", Query{Authors: []string{"Chang"}, EtAl: true, Year: "2019", Words: []string{"transformers"}}, ""},
		{"no word in common", Query{Authors: []string{"He"}, EtAl: true, Year: "2016", Words: []string{"hedges"}}, ""},
		{"a surname and a year alone", Query{Authors: []string{"He"}, EtAl: true, Year: "2016"}, "not asked: by a surname and a year alone, many works could be meant"},
		{"no year", Query{Authors: []string{"He"}, EtAl: true, Year: "in press", Words: []string{"residual"}}, "not asked: this is no citation by author and year"},
		{"nothing", Query{}, "not asked: this is no name that can be searched for"},
	}
	for _, tt := range tests {
		for _, only := range []string{"", OpenAlex, ArXiv} {
			f := newFake(t)
			cfg := f.config()
			cfg.Only = only
			got := titles(f.ask(cfg, tt.query)[0])
			if only == "" && got != tt.want {
				t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
			}
			// One index alone may know less, and may not know something else.
			if only != "" && got != "" && got != tt.want && !strings.Contains(tt.want, " | ") {
				t.Errorf("%s, of %s alone: %q, want %q or nothing", tt.what, only, got, tt.want)
			}
		}
	}
}

// titles returns what an answer names.
func titles(a Answer) string {
	if a.Reason != "" {
		return a.Reason
	}
	var all []string
	if a.Work != nil {
		all = append(all, a.Work.Title)
	}
	for _, c := range a.Candidates {
		all = append(all, c.Title)
	}
	return strings.Join(all, " | ")
}

func TestWhatIsToldOfAWork(t *testing.T) {
	f := newFake(t)
	answers := f.ask(f.config(), Query{Name: "BERT"}, Query{ArXiv: "1810.04805"}, Query{Name: "WaveNet"})
	bert := stemma.KnownWork{Name: "BERT", Title: "BERT: Pre-training of Deep Bidirectional Transformers", Authors: []string{"Devlin", "Chang"}, Year: "2018",
		ArXiv: "1810.04805", DOI: "10.18653/v1/n19-1423", Source: "openalex"}
	arXivs := bert
	arXivs.Source = "arxiv"
	both := stemma.KnownWork{Name: "WaveNet", Title: "WaveNet: A Generative Model for Raw Audio", Authors: []string{"van den Oord", "Dieleman"}, Year: "2016",
		ArXiv: "1609.03499", DOI: "10.1000/wavenet", Source: "openalex"}
	want := []Answer{{Work: &bert, AskedAt: f.clock()}, {Work: &arXivs, AskedAt: noon}, {Work: &both, AskedAt: f.clock()}}
	for i := range want {
		answers[i].AskedAt = want[i].AskedAt
		if diff := cmp.Diff(want[i], answers[i]); diff != "" {
			t.Errorf("answer %d (-want +got):\n%s", i, diff)
		}
	}
}

// Equal queries are asked once, others of a kind together, and the answers stand in the
// order of the queries.
func TestQueriesAreAskedTogether(t *testing.T) {
	f := newFake(t)
	answers := f.ask(f.config(), Query{Name: "HEDGE"}, Query{ArXiv: "1512.03385"}, Query{Name: "hedge"}, Query{ArXiv: "2010.02502"}, Query{Name: "WaveNet"}, Query{DOI: "10.1000/182"})
	var got []string
	for _, a := range answers {
		got = append(got, titles(a))
	}
	want := []string{"Old Hedges (HEDGE)", "Deep Residual Learning for Image Recognition", "Old Hedges (HEDGE)", "Denoising Diffusion Implicit Models",
		"WaveNet: A Generative Model for Raw Audio", "Only at a Publisher: Nothing on arXiv"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	requests := []string{"/api/query 1512.03385,2010.02502", "/works doi:10.1000/182", `/works title.search:"hedge" OR "wavenet"`}
	if diff := cmp.Diff(requests, f.asked()); diff != "" {
		t.Error(diff)
	}
}

// However many they are, no request is larger than its index takes, and none comes sooner
// than it allows.
func TestManyQueries(t *testing.T) {
	f := newFake(t)
	var queries []Query
	for i := range 250 {
		queries = append(queries, Query{ArXiv: fmt.Sprintf("2001.%05d", i)}, Query{DOI: fmt.Sprintf("10.1000/%0120d", i)}, Query{Name: fmt.Sprintf("%s-%d", strings.Repeat("Long", 20), i)})
	}
	for i, a := range f.ask(f.config(), queries...) {
		if titles(a) != "" {
			t.Errorf("query %d: %s", i, titles(a))
		}
	}
	last := map[string]time.Time{}
	for i, r := range f.requests {
		spacing := map[string]time.Duration{"/works": time.Second / 10, "/api/query": 3 * time.Second}[r.URL.Path]
		if gap := f.times[i].Sub(last[r.URL.Path]); gap < spacing {
			t.Errorf("request %d comes after %v", i, gap)
		}
		if length := len(DefaultOpenAlex + r.URL.RequestURI()); length > 4094 {
			t.Errorf("request %d has %d bytes", i, length)
		}
		last[r.URL.Path] = f.times[i]
	}
	if n := len(f.requests); n > 130 {
		t.Errorf("%d requests", n)
	}
}

// A page that does not show all is no proof that the rest are not there.
func TestAPageThatIsNotWholeIsAskedForInHalves(t *testing.T) {
	f := newFake(t)
	for i := range openAlexPage {
		f.works = append([]record{{title: fmt.Sprintf("Hedge Number %d", i), doi: fmt.Sprintf("10.1000/hedge.%d", i), year: 2000, cited: 500000}}, f.works...)
	}
	cfg := f.config()
	cfg.Only = OpenAlex
	answers := f.ask(cfg, Query{Name: "Hedge"}, Query{Name: "WaveNet"}, Query{Name: "BERT"})
	if got := titles(answers[1]); got != "WaveNet: A Generative Model for Raw Audio" {
		t.Errorf("%q", got)
	}
	if want := []string{`/works title.search:"hedge" OR "wavenet" OR "bert"`, `/works title.search:"hedge"`, `/works title.search:"wavenet" OR "bert"`}; cmp.Diff(want, f.asked()) != "" {
		t.Error(cmp.Diff(want, f.asked()))
	}
}

// What one bad piece spoils is asked for without it.
func TestARefusedRequestIsAskedForInHalves(t *testing.T) {
	f := newFake(t)
	f.before = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Query().Get("id_list"), "1512.03385") {
			return false
		}
		writeFeed(w, 1, "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>no</summary></entry>")
		return true
	}
	cfg := f.config()
	cfg.Only = ArXiv
	answers := f.ask(cfg, Query{ArXiv: "1512.03385"}, Query{ArXiv: "2010.02502"})
	if titles(answers[1]) != "Denoising Diffusion Implicit Models" || answers[0].Reason != "arxiv could not be asked: it says no" || answers[0].Work != nil {
		t.Errorf("%+v", answers)
	}
}

func TestAnswersAreKept(t *testing.T) {
	f := newFake(t)
	cfg := f.config()
	cfg.Cache = memory{}
	queries := []Query{{Name: "BERT"}, {Name: "Nowhere"}, {Name: "SAM"}}
	first := f.ask(cfg, queries...)
	for _, step := range []struct {
		what  string
		after time.Duration
		asked string // what is asked again
	}{
		{"at once", 0, ""},
		{"after six days", 6 * 24 * time.Hour, ""},
		{"after eight", 8 * 24 * time.Hour, `/works title.search:"nowhere" OR "sam"`},
		{"after 31", 31 * 24 * time.Hour, `/works title.search:"bert" OR "nowhere" OR "sam"`},
		{"before all that, by a wrong clock", -24 * time.Hour, `/works title.search:"bert" OR "nowhere" OR "sam"`},
	} {
		f.requests, f.now = nil, noon.Add(step.after)
		got := f.ask(cfg, queries...)
		for i := range got {
			got[i].AskedAt = first[i].AskedAt
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.what, diff)
		}
		if asked := strings.Join(f.asked(), "\n"); !strings.HasPrefix(asked, step.asked) || step.asked == "" && asked != "" {
			t.Errorf("%s: asked %q, want %q", step.what, asked, step.asked)
		}
	}
}

// That an index could not be asked is kept nowhere, and an answer of the other is.
func TestFailuresAreNotKept(t *testing.T) {
	f := newFake(t)
	f.before = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/works" {
			return false
		}
		w.WriteHeader(503)
		return true
	}
	cfg, cache := f.config(), memory{}
	cfg.Cache = cache
	answers := f.ask(cfg, Query{Name: "Nowhere"}, Query{Name: "BERT"})
	if answers[0].Reason == "" || !answers[0].AskedAt.IsZero() || answers[0].Work != nil || answers[1].Work == nil || answers[1].Reason != "" || len(cache) != 1 {
		t.Errorf("%+v, %d kept", answers, len(cache))
	}
}

func TestABrokenCacheIsAnError(t *testing.T) {
	f := newFake(t)
	cfg := f.config()
	for _, broken := range []Cache{brokenCache{load: errors.New("no disk")}, brokenCache{save: errors.New("no disk")}} {
		cfg.Cache = broken
		client, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		if answers, err := client.Works(t.Context(), []Query{{Name: "BERT"}}); answers != nil || err == nil || !strings.Contains(err.Error(), "no disk") {
			t.Errorf("%v, %v", answers, err)
		}
	}
	cfg.Cache = brokenCache{data: "{", until: noon.Add(time.Hour)} // what can't be read is asked again
	if got := titles(f.ask(cfg, Query{Name: "WaveNet"})[0]); got != "WaveNet: A Generative Model for Raw Audio" {
		t.Errorf("%q", got)
	}
}

type brokenCache struct {
	load, save error
	data       string
	until      time.Time
}

func (b brokenCache) Load(context.Context, string) ([]byte, time.Time, bool, error) {
	return []byte(b.data), b.until, b.data != "", b.load
}

func (b brokenCache) Save(context.Context, string, []byte, time.Time, time.Time) error { return b.save }

func TestCancelling(t *testing.T) {
	f := newFake(t)
	ctx, cancel := context.WithCancel(t.Context())
	f.before = func(n int, w http.ResponseWriter, r *http.Request) bool {
		cancel()
		return false
	}
	client, err := New(f.config())
	if err != nil {
		t.Fatal(err)
	}
	if answers, err := client.Works(ctx, []Query{{Name: "BERT"}, {ArXiv: "1512.03385"}}); answers != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", answers, err)
	}
	if len(f.requests) != 1 {
		t.Errorf("%d requests", len(f.requests))
	}
}
