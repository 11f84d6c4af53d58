package input

import (
	"io"
	"strings"
	"testing"

	"stemma"
)

// formsMeasured is how many papers the pages of TestForms hold.
const formsMeasured = 5000

// A page of real titles and abstracts, pasted in each of the forms that one meets, must
// give (nearly) all of them back. What is lost is named by the shares: titles that look
// like sentences, abstracts with no full stop, and a page of wrapped lines with no blank
// line, where a sentence may begin on a line of its own just as a title does.
func TestForms(t *testing.T) {
	papers := samplePapers(t)
	blank, none := "\n\n", "\n"
	forms := []struct {
		name         string
		wrapped      bool   // abstracts keep their lines
		under, after string // what stands below a title, and below an abstract
		want         float64
	}{
		{"one line each, blank lines", false, blank, blank, 0.99},
		{"wrapped, blank lines", true, blank, blank, 0.98},
		{"one line each, no blank line", false, none, none, 0.99},
		{"one line each, blank lines between papers", false, none, blank, 0.99},
		{"wrapped, blank lines between papers", true, none, blank, 0.94},
		{"wrapped, no blank line", true, none, none, 0.70},
	}
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			var page strings.Builder
			for _, p := range papers {
				abstract := strings.TrimSpace(p.Abstract)
				if !form.wrapped {
					abstract = onOneLine(abstract)
				}
				page.WriteString(p.Title + form.under + abstract + form.after)
			}
			share := float64(found(t, page.String(), papers)) / float64(len(papers))
			t.Logf("%.2f %% of the papers", 100*share)
			if share < form.want {
				t.Errorf("%.4f of the papers, want %.2f", share, form.want)
			}
		})
	}
}

func onOneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// found counts the papers that the page gives back with their title and abstract.
func found(t *testing.T, page string, papers []stemma.Paper) int {
	t.Helper()
	texts := titlesAndAbstracts(t, page)
	abstracts := map[string]string{}
	for i := 0; i < len(texts); i += 2 {
		abstracts[texts[i]] = onOneLine(texts[i+1])
	}
	n := 0
	for _, p := range papers {
		if abstracts[p.Title] == onOneLine(p.Abstract) {
			n++
		}
	}
	return n
}

func samplePapers(t *testing.T) []stemma.Paper {
	t.Helper()
	r, err := Open(sharedFile(t, "eval/arxiv-sample.jsonl.gz"), nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var papers []stemma.Paper
	for n := 0; len(papers) < formsMeasured; n++ {
		record, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if n%7 > 0 { // from all years
			continue
		}
		paper, err := record.Paper()
		if err != nil {
			t.Fatal(err)
		}
		papers = append(papers, paper)
	}
	return papers
}
