package catalogue_test

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stemma"
	"stemma/catalogue"
)

func works(t testing.TB) []stemma.KnownWork {
	t.Helper()
	all, err := catalogue.Works()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var (
	arXivID = regexp.MustCompile(`^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$`)
	year    = regexp.MustCompile(`^(17|18|19|20)\d\d$`)
	code    = regexp.MustCompile(`^(https://\S+|[\w-]+/[\w.-]+)$`)
)

// TestRowsAreWellFormed reads every row with its facts complete and in order.
func TestRowsAreWellFormed(t *testing.T) {
	kinds := []stemma.MentionType{stemma.TypeMethod, stemma.TypeModel, stemma.TypeDataset, stemma.TypeBenchmark, stemma.TypeMetric, stemma.TypeTool}
	all := works(t)
	if len(all) < 1000 {
		t.Errorf("%d rows, want 1,000 or more", len(all))
	}
	seen := make(map[string]bool)
	for i, w := range all {
		bad := func(format string, args ...any) { t.Errorf("%s: %s", w.Name, fmt.Sprintf(format, args...)) }
		if !slices.Contains(kinds, w.Kind) || w.Field == "" || len(w.Authors) != 1 || w.Title == "" || !year.MatchString(w.Year) {
			bad("kind %q, field %q, authors %q, title %q, year %q", w.Kind, w.Field, w.Authors, w.Title, w.Year)
		}
		if w.ArXiv != "" && !arXivID.MatchString(w.ArXiv) || w.DOI != "" && !strings.HasPrefix(w.DOI, "10.") || w.Repository != "" && !code.MatchString(w.Repository) {
			bad("arXiv %q, DOI %q, repository %q", w.ArXiv, w.DOI, w.Repository)
		}
		if key := strings.ToLower(w.Name + "\t" + w.Title); seen[key] {
			bad("twice")
		} else {
			seen[key] = true
		}
		if i > 0 && strings.Compare(strings.ToLower(all[i-1].Name), strings.ToLower(w.Name)) > 0 {
			bad("comes after %s: sort the table by name", all[i-1].Name)
		}
	}
}

// TestRowsAgreeWithTheCorpora compares the rows with the records of arXiv that stand beside
// the checkout: whoever has the identifier has the title and the first author, and whoever
// has the title and the author has the identifier.
func TestRowsAgreeWithTheCorpora(t *testing.T) {
	byID, byTitle := make(map[string]stemma.KnownWork), make(map[string]stemma.KnownWork)
	for _, w := range works(t) {
		if w.ArXiv != "" {
			byID[w.ArXiv] = w
		}
		byTitle[fold(w.Title)] = w
	}
	checked := 0
	for _, name := range []string{"hf-corpus.jsonl.gz", "arxiv-sample.jsonl.gz"} {
		eachRecord(t, name, func(r record) {
			author := fold(r.author())
			if w, ok := byID[r.ID]; ok {
				checked++
				title := r.Title == "" || strings.ContainsAny(r.Title, `$\`) || fold(w.Title) == fold(r.Title) // TeX is not compared
				if !title || !strings.HasSuffix(author, fold(w.Authors[0])) && !strings.Contains(fold(w.Authors[0]), author) {
					t.Errorf("%s has %q by %s; the record %s %q by %s", w.Name, w.Title, w.Authors[0], r.ID, r.Title, r.author())
				}
			} else if w, ok := byTitle[fold(r.Title)]; ok && strings.HasSuffix(author, fold(w.Authors[0])) && w.ArXiv != r.ID {
				t.Errorf("%s has arXiv %q; the record of that title and author is %s", w.Name, w.ArXiv, r.ID)
			}
		})
	}
	t.Logf("%d rows were compared with records", checked)
}

type record struct {
	ID, Title     string
	Authors       json.RawMessage
	AuthorsParsed [][]string `json:"authors_parsed"`
}

// author returns the first author, in whichever of the two forms of records.
func (r record) author() string {
	if len(r.AuthorsParsed) > 0 && len(r.AuthorsParsed[0]) > 0 {
		return r.AuthorsParsed[0][0]
	}
	var list []string
	if json.Unmarshal(r.Authors, &list) == nil && len(list) > 0 {
		return list[0]
	}
	return ""
}

// fold keeps letters and digits alone, in lower case and without diacritics.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}

func eachRecord(t *testing.T, name string, take func(record)) {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "eval", name)
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("skipped: the corpus ../shared/eval/%s is not here", name)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		take(r)
	}
	if err := cmp.Or(lines.Err(), unpacked.Close()); err != nil {
		t.Fatal(err)
	}
}
