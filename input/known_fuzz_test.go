package input

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// checkKnown holds what a reader of known works returns to what all of them promise: the
// same twice, texts within bounds and on one line, and errors with a line for each entry.
func checkKnown(t *testing.T, data []byte, read func(string, io.Reader) ([]stemma.KnownWork, error)) {
	works, err := read("fuzz", bytes.NewReader(data))
	again, errAgain := read("fuzz", &dribble{string(data), io.EOF})
	if diff := cmp.Diff(works, again); diff != "" || fmt.Sprint(err) != fmt.Sprint(errAgain) {
		t.Fatalf("%v, then %v\n%s", err, errAgain, diff)
	}
	for _, w := range works {
		checkKnownWork(t, w)
	}
	var bad *RecordError
	if works != nil && err != nil && !errors.As(err, &bad) || len(works) == 0 && err == nil {
		t.Fatalf("%d works and %v", len(works), err)
	}
}

func checkKnownWork(t *testing.T, w stemma.KnownWork) {
	texts := append([]string{w.Name, w.Title, w.Year, w.ArXiv, w.DOI, w.Repository, w.Source, w.Field}, w.Forms...)
	for _, text := range append(append(texts, w.Authors...), w.Keys...) {
		if !utf8.ValidString(text) || len(text) > maxKnownText || strings.ContainsFunc(text, unicode.IsControl) || strings.TrimSpace(text) != text {
			t.Fatalf("%q in %#v", text, w)
		}
	}
	if w.Title == "" && (len(w.Authors) == 0 || w.Year == "") {
		t.Fatalf("nothing is known: %#v", w)
	}
}

func FuzzBibliography(f *testing.F) {
	for _, seed := range []string{
		"@article{k, title={A {B} \\'e}, author = \"A and {B and C} and others\" # x, year=2020, eprint={2010.02502}}", "@string{x={y}}@misc(k,title=x#x)",
		"@comment{@misc{k,title={T}}\n@misc{l,title=\"{\"}", "[{\"id\":1,\"title\":\"X: y\",\"author\":[{\"family\":\"F\"}]}]", "{\"items\":[{\"title\":\"T\"}]}",
		"@misc{k,title={\\c{c}$\\alpha^2$}}\r@misc{", inUTF16("@misc{k,title={T}}", false, true), zip("@misc{k,title={T}}"),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkKnown(t, data, ReadBibliography) })
}

func FuzzCatalogue(f *testing.F) {
	f.Add([]byte(catalogueHead + "N,a|b,tool,f,A,2020,T,2010.02502,10.1/x,o/r\n"))
	f.Add([]byte("name,title\n\"N\",\"T\nU\"\n\"x,y\n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkKnown(t, data, ReadCatalogue) })
}

func FuzzPlainTeX(f *testing.F) {
	f.Add(`{\'E}t\'e $\alpha$ \c{\i} --- \href{x}{y}`)
	f.Fuzz(func(t *testing.T, source string) {
		text := plainTeX(source)
		if len(text) > maxKnownText || strings.ContainsAny(text, "\n\t\x1b") {
			t.Fatalf("%q becomes %q", source, text)
		}
	})
}
