package input

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

const catalogueHead = "name,forms,kind,field,author,year,title,arxiv,doi,repository\n"

func TestReadCatalogue(t *testing.T) {
	full := stemma.KnownWork{Name: "DDIM", Forms: []string{"Denoising Diffusion Implicit Models", "DDIMs"}, Kind: stemma.TypeMethod, Field: "generative models",
		Authors: []string{"Song"}, Year: "2020", Title: "Denoising Diffusion Implicit Models", ArXiv: "2010.02502", DOI: "10.1000/182",
		Repository: "ermongroup/ddim", Source: "catalogue:2"}
	tests := []struct {
		what, text string
		want       stemma.KnownWork
	}{
		{"every column", catalogueHead + "DDIM,Denoising Diffusion Implicit Models|DDIMs| |DDIMs,Method,generative models,Song,2020,Denoising Diffusion Implicit Models,2010.02502,10.1000/182,ermongroup/ddim\n", full},
		{"other forms of the same", "\ufeff" + catalogueHead + `DDIM,Denoising Diffusion Implicit Models|DDIMs,method,generative models,Song,2020,"Denoising Diffusion
 Implicit Models",arXiv:2010.02502v4,https://doi.org/10.1000/182,https://github.com/ermongroup/ddim` + "\r\n", full},
		{"few columns, in another order, and a foreign one", "Title,stars,NAME\n\nT,5,N\n", stemma.KnownWork{Name: "N", Title: "T", Source: "catalogue:3"}},
		{"author and year in place of a title", "name,author,year\nN,NLLB Team,2022\n", stemma.KnownWork{Name: "N", Authors: []string{"NLLB Team"}, Year: "2022", Source: "catalogue:2"}},
		{"a short row", catalogueHead + "N,,,,A,2020\n", stemma.KnownWork{Name: "N", Authors: []string{"A"}, Year: "2020", Source: "catalogue:2"}},
		{"another host, and arXiv's own DOI", "name,title,repository,doi\nN,T,https://gitlab.com/g/p,10.48550/arXiv.2010.02502\n",
			stemma.KnownWork{Name: "N", Title: "T", Repository: "https://gitlab.com/g/p", ArXiv: "2010.02502", Source: "catalogue:2"}},
	}
	for _, tt := range tests {
		works, err := ReadCatalogue("catalogue", strings.NewReader(tt.text))
		if diff := cmp.Diff([]stemma.KnownWork{tt.want}, works); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", tt.what, err, diff)
		}
	}
}

func TestBrokenCatalogue(t *testing.T) {
	const good = "Good,,,,,,Title\n"
	manyForms := ""
	for i := range maxKnownForms + 1 {
		manyForms += fmt.Sprintf("form %d|", i)
	}
	tests := []struct{ row, want string }{
		{",,,,,,Title", "no name"},
		{"N,,,,A", "N: neither a title nor authors and a year"},
		{"N,,thing,,,,T", `kind: "thing" is none of ["method"`},
		{"N,,,,,20,T", `year: "20" is no year of four digits`},
		{"N,,,,,,T,x", `arxiv: "x" is no arXiv identifier, such as 2010.02502`},
		{"N,,,,,,T,,x", `doi: "x" is no DOI`},
		{"N,,,,,,T,,,x", `repository: "x" is neither OWNER/REPO on GitHub`},
		{"N,,,,,,T,,,o/r/x", `repository: "o/r/x" is neither`},
		{"N,,,,,,T,,,javascript:o/r", `repository: "javascript:o/r" is neither`},
		{"N,,,,,,A, B, C, D, E", "11 cells in 10 columns: put a cell with commas in quotation marks"},
		{`N,,,,,,A "B" C`, "column 10: a quotation mark that is out of place"},
		{"N,,,,,," + strings.Repeat("x", maxKnownText+1), "title: 2001 bytes, and 2000 are allowed"},
		{"N," + manyForms + ",,,,,T", "forms: 51 forms, and 50 are allowed"},
		{"N,,,,,,\xff", "not UTF-8"},
	}
	for _, tt := range tests {
		works, err := ReadCatalogue("mine.csv", strings.NewReader(catalogueHead+good+tt.row+"\n"+good))
		var bad *RecordError
		if len(works) != 2 || !errors.As(err, &bad) || bad.File != "mine.csv" || bad.Line != 3 || !strings.Contains(bad.Msg, tt.want) {
			t.Errorf("%q: %d works, %v; want two, and mine.csv:3: …%s…", tt.row, len(works), err, tt.want)
		}
	}
}

func TestNoCatalogue(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", `mine.csv:1: no column "name": the first line has to name the columns`},
		{"title,year\n", `no column "name"`},
		{"name,title,Name\n", "the column name is there twice"},
		{"name,title\n", "mine.csv: no work found in it"},
		{"\"name,title\n", "mine.csv:1: "},
		{"SQLite format 3\x00", "is an SQLite database"},
	}
	for _, tt := range tests {
		works, err := ReadCatalogue("mine.csv", strings.NewReader(tt.text))
		if works != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, %v; want …%s…", tt.text, works, err, tt.want)
		}
	}
}

// TestPlainRepository: what is taken at a glance is what the rules for addresses find.
func TestPlainRepository(t *testing.T) {
	plain := 0
	for _, cell := range []string{
		"o/r", "Some-Owner/some_repo.js", "0/0", "o/r.gitter", "topics/r", "Features/r", "o/r.git", "o/r.", "o/", "/r", "o", "o/r/x", "-o/r", "o_o/r",
		strings.Repeat("o", 39) + "/r", strings.Repeat("o", 40) + "/r", "o/" + strings.Repeat("r", 101), "o/r r", "ö/r", "o/.github", "javascript:o/r",
	} {
		if !plainRepository(cell) {
			continue
		}
		plain++
		if found := repositoryIn("github.com/" + cell); found != cell {
			t.Errorf("%q is taken as it is, and %q is found in it", cell, found)
		}
	}
	if plain != 6 {
		t.Errorf("%d are taken at a glance, want 6", plain)
	}
}
