package input

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// bibOf reads a bibliography in which nothing is wrong.
func bibOf(t *testing.T, text string) []stemma.KnownWork {
	t.Helper()
	works, err := ReadBibliography("refs.bib", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return works
}

func TestReadBibTeX(t *testing.T) {
	tests := []struct {
		what, text string
		want       stemma.KnownWork
	}{
		{"a preprint as Google Scholar writes it", `@article{song2020denoising,
  title={Denoising diffusion implicit models},
  author={Song, Jiaming and Meng, Chenlin and Ermon, Stefano},
  journal={arXiv preprint arXiv:2010.02502},
  year={2020}
}`, stemma.KnownWork{Title: "Denoising diffusion implicit models", Authors: []string{"Song", "Meng", "Ermon"}, Year: "2020",
			ArXiv: "2010.02502", Keys: []string{"song2020denoising"}, Source: "refs.bib:1"}},
		{"a preprint as arXiv writes it", "\n@misc{hu2021lora, title={{LoRA}: Low-Rank Adaptation of Large Language Models}, author={Edward J. Hu and Yelong Shen and others}, year={2021},\n eprint={2106.09685}, archivePrefix={arXiv}, primaryClass={cs.CL}, url={https://arxiv.org/abs/2106.09685}}",
			stemma.KnownWork{Name: "LoRA", Title: "LoRA: Low-Rank Adaptation of Large Language Models", Authors: []string{"Hu", "Shen"}, Year: "2021",
				ArXiv: "2106.09685", Keys: []string{"hu2021lora"}, Source: "refs.bib:2"}},
		{"a preprint as DBLP writes it", `@article{DBLP:journals/corr/KingmaB14, author = {Diederik P. Kingma and
               Jimmy Ba}, title = {Adam: {A} Method for Stochastic Optimization}, journal = {CoRR}, volume = {abs/1412.6980}, year = {2014}}`,
			stemma.KnownWork{Name: "Adam", Title: "Adam: A Method for Stochastic Optimization", Authors: []string{"Kingma", "Ba"}, Year: "2014",
				ArXiv: "1412.6980", Keys: []string{"DBLP:journals/corr/KingmaB14"}, Source: "refs.bib:1"}},
		{"BibLaTeX", `@inproceedings{he, title = {Deep Residual Learning}, subtitle = {Deeper}, author = {He, Kaiming and {de la Torre}, Ana}, date = {2016-06-27}, doi = {10.1109/CVPR.2016.90}}`,
			stemma.KnownWork{Title: "Deep Residual Learning: Deeper", Authors: []string{"He", "de la Torre"}, Year: "2016", DOI: "10.1109/cvpr.2016.90",
				Keys: []string{"he"}, Source: "refs.bib:1"}},
		{"particles, suffixes, organisations and accents", `@book(x, title = "A {"}quoted{"} Title (AQT)", author = "van den Oord, Aaron and Ludwig van Beethoven and King, Jr., Martin Luther and {NLLB Team} and Erwin Schr{\"o}dinger and \c{C}a\u{g}r{\i} {\O}st", year = 1998)`,
			stemma.KnownWork{Name: "AQT", Title: `A "quoted" Title (AQT)`, Authors: []string{"van den Oord", "van Beethoven", "King", "NLLB Team", "Schrödinger", "Øst"}, Year: "1998",
				Keys: []string{"x"}, Source: "refs.bib:1"}},
		{"code and macros", `@string{me = "Roe, R." } @STRING(long = {A } # {Long } # "Title")
@software{code, author = me # { and Poe, P.}, title = long, year = "in " # 2022, month = jan, howpublished = "\url{https://github.com/o\_o/my\_code.git}"}`,
			stemma.KnownWork{Kind: stemma.TypeTool, Title: "A Long Title", Authors: []string{"Roe", "Poe"}, Year: "2022", Keys: []string{"code"}, Source: "refs.bib:2"}},
		{"a repository", `@misc{r, title = {T}, note = {Code: https://github.com/owner/my-code.git.}}`,
			stemma.KnownWork{Title: "T", Repository: "owner/my-code", Keys: []string{"r"}, Source: "refs.bib:1"}},
		{"no commas, no key, a field twice", `@misc{title = {One} year = 2020, , author = {A. B} title = {Two},}`,
			stemma.KnownWork{Title: "One", Authors: []string{"B"}, Year: "2020", Source: "refs.bib:1"}},
		{"comments and addresses around", "Sent by me@home.org {x\n% @ @misc\n@comment{jabref-meta: {a} b} @preamble{\"\\def\\x{}\"}\n@misc{k, title={T}, note={mail me@home.org}}\n@comment{ never closed",
			stemma.KnownWork{Title: "T", Keys: []string{"k"}, Source: "refs.bib:4"}},
		{"old Macs' lines and a mark", "\ufeff\r\r@misc{k,\r title={T}}", stemma.KnownWork{Title: "T", Keys: []string{"k"}, Source: "refs.bib:3"}},
		{"arXiv's own DOI", `@misc{k, title={T}, doi={10.48550/arXiv.2010.02502}}`,
			stemma.KnownWork{Title: "T", ArXiv: "2010.02502", Keys: []string{"k"}, Source: "refs.bib:1"}},
	}
	for _, tt := range tests {
		works, err := ReadBibliography("refs.bib", strings.NewReader(tt.text))
		if diff := cmp.Diff([]stemma.KnownWork{tt.want}, works); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", tt.what, err, diff)
		}
	}
}

// What is broken costs itself alone, and is told with its line.
func TestBrokenBibTeX(t *testing.T) {
	const good = "\n@misc{good, title={Good}}\n"
	tests := []struct{ what, entry, want string }{
		{"a brace too few", "@misc{bad, title={Bad", `@misc{bad}: field "title": the entry is not closed`},
		{"a quotation mark too few", `@misc{bad, title="Bad}`, `field "title": a } too many`},
		{"no end", "@misc{bad, title={Bad}", "the entry is not closed"},
		{"no =", "@misc{bad, title {Bad}}", `no = behind the field "title"`},
		{"an entry within", "@misc{bad, title {Bad}, note={by x@misc{y, title={Not}}}}", `no = behind the field "title"`},
		{"no value", "@misc{bad, title = , year=2020}", `field "title": no value`},
		{"no name", "@misc{bad, title={A}, %x={Bad}}", `"%" where the name of a field should be`},
		{"nothing known", "@misc{bad, year=2020}", "neither a title nor authors and a year"},
		{"a broken macro", "@string{bad = ", `@string: field "bad": no value`},
		{"not UTF-8", "@misc{bad, title={Caf\xe9}}", "not UTF-8: byte 0xe9"},
		{"a hostile key", "@misc{\x1b[31mbad, year=2020}", "@misc{[31mbad}: neither"},
	}
	for _, tt := range tests {
		works, err := ReadBibliography("refs.bib", strings.NewReader(good+tt.entry+good))
		if len(works) != 2 || works[1].Title != "Good" {
			t.Errorf("%s: %d works, want the two good ones", tt.what, len(works))
		}
		var bad *RecordError
		if !errors.As(err, &bad) || bad.Line != 3 || !strings.Contains(bad.Msg, tt.want) {
			t.Errorf("%s: %v, want …:3: …%s…", tt.what, err, tt.want)
		}
	}
}

func TestManyBrokenEntriesAreCounted(t *testing.T) {
	works, err := ReadBibliography("refs.bib", strings.NewReader(strings.Repeat("@misc{bad}\n", 50)))
	if n := strings.Count(err.Error(), "\n") + 1; len(works) != 0 || n != maxFaults+1 || !strings.HasSuffix(err.Error(), "30 more entries can't be read") {
		t.Errorf("%d works and %d lines: %v", len(works), n, err)
	}
}

// Macros that are made of macros double with each line; reading them stays bounded.
func TestMacrosThatGrow(t *testing.T) {
	var b strings.Builder
	b.WriteString("@string{a0 = {xxxxxxxxxxxxxxxx}}\n")
	for i := range 60 {
		fmt.Fprintf(&b, "@string{a%d = a%d # a%d}\n", i+1, i, i)
	}
	b.WriteString("@misc{k, title = {T}, note = a60}\n@misc{l, title = {T}}")
	scanner := newBibScanner(b.String())
	scanner.room = 1 << 10
	var good, bad int
	for e, err := scanner.next(); err != io.EOF; e, err = scanner.next() {
		switch {
		case err == nil && e.fields["title"] == "T":
			good++
		case err == nil || !strings.Contains(err.Error(), "write their values out"):
			t.Errorf("%v: %v", e, err)
		default:
			bad++
		}
	}
	if good != 2 || bad != 1 || scanner.room < 0 { // the macros behind the refused one are made of nothing
		t.Errorf("%d entries and %d errors, room for %d bytes", good, bad, scanner.room)
	}
}

func TestReadCSL(t *testing.T) {
	const song = `{"id":"song","type":"article-journal","title":"<i>DDIM</i>: Fast","author":[{"family":"Song","given":"J"},{"family":"Oord","non-dropping-particle":"van den"},{"literal":"NLLB Team"}],"issued":{"date-parts":[[2020,10]]},"number":"arXiv:2010.02502","URL":"https://github.com/o/r","DOI":"10.1000/X"}`
	want := stemma.KnownWork{Name: "DDIM", Title: "DDIM: Fast", Authors: []string{"Song", "van den Oord", "NLLB Team"}, Year: "2020", ArXiv: "2010.02502", DOI: "10.1000/x",
		Repository: "o/r", Keys: []string{"song"}, Source: "refs.bib:1"}
	second := stemma.KnownWork{Kind: stemma.TypeDataset, Title: "Two", Year: "1999", Keys: []string{"7"}, Source: "refs.bib:2"}
	const two = `{"id":7,"type":"dataset","title":["Two"],"issued":{"raw":"May 1999"}}`
	for what, text := range map[string]string{
		"a list": "[" + song + ",\n" + two + "]", "Zotero's": `{"items":[` + song + ",\n" + two + "]}\n", "a line each": song + "\n" + two + "\n",
	} {
		if diff := cmp.Diff([]stemma.KnownWork{want, second}, bibOf(t, text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

func TestBrokenCSL(t *testing.T) {
	const good = `{"id":"a","title":"Good"}`
	tests := []struct{ what, item, want string }{
		{"another type", `{"title":{"a":1}}`, "not an item of CSL-JSON: an object where a text should be"},
		{"another type of author", `{"title":"T","author":"X"}`, "not an item of CSL-JSON"},
		{"nothing known", `{"id":"x"}`, "neither a title nor authors and a year"},
		{"syntax", `{"title":}`, "not an item of CSL-JSON: invalid character"},
		{"not UTF-8", "{\"title\":\"\xff\"}", "not UTF-8"},
	}
	for _, tt := range tests {
		works, err := ReadBibliography("refs.json", strings.NewReader("["+good+",\n"+tt.item+",\n"+good+"]"))
		var bad *RecordError
		if len(works) != 2 || !errors.As(err, &bad) || bad.Line != 2 || !strings.Contains(bad.Msg, tt.want) {
			t.Errorf("%s: %d works, %v; want two, and …:2: …%s…", tt.what, len(works), err, tt.want)
		}
	}
}

func TestNoBibliography(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "no work found in it"},
		{"[]", "no work found in it"},
		{"plain words", "is no bibliography: give a BibTeX file"},
		{"me@home.org", "no work found in it"},
		{"%PDF-1.7 x", "is a PDF"},
		{"\x1f\x8b\x08broken", "gzip data"},
	}
	for _, tt := range tests {
		works, err := ReadBibliography("refs.bib", strings.NewReader(tt.text))
		if works != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, %v; want %s", tt.text, works, err, tt.want)
		}
	}
	if works := bibOf(t, zip("@misc{k, title={Zipped}}")); len(works) != 1 || works[0].Title != "Zipped" {
		t.Errorf("gzip: %v", works)
	}
}

func TestPlainTeX(t *testing.T) {
	tests := []struct{ source, want string }{
		{`Plain   words`, "Plain words"},
		{`{\'E}t{\'e} \'{e}t\'e \' e`, "Été été é"},
		{`{\"o}\"{u}\"a \"{\i} \^{\j}`, "öüä ï ĵ"},
		{`\c{c}\v{s}\H{o}\k{a}\r{a}\u{g}\=a\.z\~n`, "çšőąåğāżñ"},
		{`\'{\^e}`, "ế"},
		{`{\ss}{\ae}\O slo \L{}\'od\'z \aa`, "ßæØslo Łódź å"},
		{`$\beta$-VAE and $R^2_x$`, "β-VAE and R2x"},
		{`A \emph{great} {\em idea} \textbf{now}`, "A great idea now"},
		{`AT\&T 100\% \#1 a\_b \{c\}`, "AT&T 100% #1 a_b {c}"},
		{"pages 1--2 --- ``so''~there", "pages 1–2 — “so” there"},
		{`a\\b\,c\-d`, "a b cd"},
		{`\href{http://x}{Text} \cite{a{b}c}end`, "Text end"},
		{`\'{} x \`, "x"},
		{`\unknown{kept}`, "kept"},
		{`\'\'\'\'\'\'a`, "á\u0301\u0301\u0301"},
		{`}}{{$`, ""},
	}
	for _, tt := range tests {
		if got := plainTeX(tt.source); got != tt.want {
			t.Errorf("%s becomes %q, want %q", tt.source, got, tt.want)
		}
	}
}
