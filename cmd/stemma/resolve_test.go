package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// An indexed work is what a fake index knows of one.
type indexed struct {
	Title   string
	Authors []string
	Year    int
	ArXiv   string
	DOI     string
}

// fakeIndexes stand for OpenAlex and arXiv. They answer with the works whose title has one
// of the phrases of a search, or whose identifier is asked for.
type fakeIndexes struct {
	works []indexed
	log   string // file of what they are asked
	mutex sync.Mutex
}

// startIndexes is the script command "indexes WORKS.json".
func startIndexes(ts *testscript.TestScript, _ bool, args []string) {
	f := &fakeIndexes{log: ts.MkAbs("asked.txt")}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &f.works))
	ts.Check(os.WriteFile(f.log, nil, 0o644))
	server := httptest.NewServer(f)
	ts.Defer(server.Close)
	ts.Setenv("STEMMA_OPENALEX_URL", server.URL+"/openalex")
	ts.Setenv("STEMMA_ARXIV_URL", server.URL+"/arxiv")
}

var (
	searched = regexp.MustCompile(`"([^"]+)"`)
	asWhole  = regexp.MustCompile(`raw_author_name[^,]*,publication_year[^,]*,|au:"[^"]*"`) // what is not searched for in titles
)

func (f *fakeIndexes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	asked := q.Get("filter") + q.Get("search_query") + q.Get("id_list")
	f.mutex.Lock()
	defer f.mutex.Unlock()
	note := fmt.Sprintln(strings.TrimPrefix(r.URL.Path, "/"), asked, "key="+q.Get("api_key"), "mail="+q.Get("mailto"))
	log, err := os.OpenFile(f.log, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = log.WriteString(note)
		log.Close()
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var phrases []string
	for _, m := range searched.FindAllStringSubmatch(asWhole.ReplaceAllString(asked, ""), -1) {
		phrases = append(phrases, m[1])
	}
	found := slices.DeleteFunc(slices.Clone(f.works), func(x indexed) bool {
		title := strings.ToLower(strings.NewReplacer(":", "", "-", " ").Replace(x.Title))
		hit := slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(" "+title+" ", " "+p+" ") })
		return !hit && (x.ArXiv == "" || !strings.Contains(asked, x.ArXiv)) && (x.DOI == "" || !strings.Contains(asked, x.DOI))
	})
	if strings.HasPrefix(r.URL.Path, "/openalex/") {
		writeOpenAlex(w, found)
	} else {
		writeArXiv(w, found)
	}
}

func writeOpenAlex(w http.ResponseWriter, found []indexed) {
	results := []any{}
	for _, x := range found {
		var authors []any
		for _, a := range x.Authors {
			authors = append(authors, map[string]any{"raw_author_name": a})
		}
		doi := x.DOI
		if doi == "" {
			doi = "10.48550/arxiv." + x.ArXiv
		}
		results = append(results, map[string]any{"doi": "https://doi.org/" + doi, "display_name": x.Title, "publication_year": x.Year, "authorships": authors})
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"meta": map[string]any{"count": len(results)}, "results": results})
}

func writeArXiv(w http.ResponseWriter, found []indexed) {
	found = slices.DeleteFunc(found, func(x indexed) bool { return x.ArXiv == "" })
	fmt.Fprintf(w, `<feed xmlns="http://www.w3.org/2005/Atom"><totalResults xmlns="http://a9.com/-/spec/opensearch/1.1/">%d</totalResults>`, len(found))
	for _, x := range found {
		fmt.Fprintf(w, "<entry><id>http://arxiv.org/abs/%sv1</id><published>%d-10-06T06:15:51Z</published><title>", x.ArXiv, x.Year)
		xml.EscapeText(w, []byte(x.Title))
		fmt.Fprint(w, "</title>")
		for _, a := range x.Authors {
			fmt.Fprintf(w, "<author><name>%s</name></author>", a)
		}
		fmt.Fprint(w, "</entry>")
	}
	fmt.Fprint(w, "</feed>")
}
