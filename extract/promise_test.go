package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
	"stemma/extract"
)

// promiseTexts are sentences, and how each is read: the kind of promise, "-" for none.
var promiseTexts = []struct{ text, kind string }{
	// The future, in the passive.
	{"The code will be released.", "promise"},
	{"Source code and trained weights will soon be made publicly available.", "promise"},
	{"Our annotation toolkit would be open sourced.", "promise"},
	{"All resources will be available online upon acceptance.", "promise"},
	{"The lexicon will be deposited with the national archive at the end of 2031.", "promise"},
	{"ParseFast-XL will be released to support further work.", "promise"},
	{"The corpus holds 40 novels and will be freely available through the archive.", "promise"},
	{"The parser will be included in the next release of our toolkit.", "promise"},
	// The future, with the authors as subject.
	{"We will release our code in a GitHub repository.", "promise"},
	{"We'll open-source the whole pipeline.", "promise"},
	{"We plan to make the data set public.", "promise"},
	{"We are committed to open-sourcing the model weights.", "promise"},
	{"We will collect more speech and release the recordings.", "promise"},
	{"We will develop and make available to the community a set of scripts.", "promise"},
	{"A lexicon which we will make freely available completes the work.", "promise"},
	// Without a verb in the future.
	{"The code and models are coming soon.", "promise"},
	{"Code available upon acceptance.", "promise"},
	{"We present a soon-to-be open-sourced simulator.", "promise"},
	{"We built a parser, soon to be open-sourced.", "promise"},
	{"We present a parser, available on a website that accepts data.", "-"},
	{"The benchmark comes with all code and data to be released.", "promise"},
	{"The first release of the treebank is scheduled for next summer.", "promise"},
	// Made already, or so it is said.
	{"We release our code and data.", "claim"},
	{"The implementation is publicly available.", "claim"},
	{"Our corpus has been made available to the public.", "claim"},
	{"We make all our checkpoints public.", "claim"},
	// To be asked for.
	{"The data set is available upon request.", "request"},
	{"The code will be made available on reasonable request.", "request"},
	// Neither.
	{"The code will not be released.", "-"},
	{"The results will be published in the proceedings of the workshop.", "-"},
	{"Energy will be released when the bond breaks.", "-"},
	{"When new data will be available, the model can be refined.", "-"},
	{"We will evaluate the model on publicly available data sets.", "-"},
	{"The recordings will be shared among the project partners.", "-"},
	{"Authors should release their code.", "-"},
	{"For this data to be released, consent is needed.", "-"},
	{"The data could be made publicly available.", "-"},
	{"The corpus might be released in 2031.", "-"},
	{"A free parser with an interface that accepts the data is based on it.", "-"},
	{"We aim at providing texts for research.", "-"},
	{"Code will be released at this https URL.", "-"},
	{"A release of heat follows.", "-"},
	{"", "-"},
}

func TestPromisesKind(t *testing.T) {
	for _, test := range promiseTexts {
		if got := kinds(extract.Promises(test.text, nil)); got != test.kind {
			t.Errorf("%q is read as %s, want %s", test.text, got, test.kind)
		}
	}
}

// linkedTexts are texts with links, and what is left of their promises.
var linkedTexts = []struct{ text, kind string }{
	{"Code will be released at https://github.com/ann/tool.", "-"},
	{"We will release the code. It can be found at https://github.com/ann/tool.", "-"},
	{"The code will be released. https://github.com/ann/tool", "-"},
	{"Data will be released. Code and data are available at https://ann.example.org/tool.", "-"},
	{"The code will be released. Project page: https://ann.github.io/tool", "promise"},
	{"The code will be released. Videos are available at https://ann.example.org/videos.", "promise"},
	{"The model weights will be released. Code is available at https://github.com/ann/tool.", "promise"},
	{"We will release the full data set. A sample is available at https://github.com/ann/sample.", "promise"},
	{"Our project page is https://ann.github.io/tool, and the code will be released.", "promise"},
	{"We will publish the code at https://xxx.xx.", "promise"},
	{"We release our code at https://github.com/ann/tool.", "-"},
}

func TestPromisesKeptByLinks(t *testing.T) {
	for _, test := range linkedTexts {
		if got := kinds(extract.Promises(test.text, linksIn(test.text))); got != test.kind {
			t.Errorf("%q is read as %s, want %s", test.text, got, test.kind)
		}
	}
}

func TestPromisesSpanIsTheSentence(t *testing.T) {
	const text = "We present a parser.  Its\ncode will be released, e.g. on GitHub. It is fast."
	got := extract.Promises(text, nil)
	const want = "Its\ncode will be released, e.g. on GitHub."
	if len(got) != 1 || got[0].Text != want || text[got[0].Start:got[0].End] != want {
		t.Errorf("got %+v, want one promise %q", got, want)
	}
}

func TestPromisesAllocateNothingWithoutAny(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("We train a network on images and show that it is fast. ", 20),
		strings.Repeat("We train a network on publicly available data, and it is public knowledge that they are biased. ", 20),
	} {
		if n := testing.AllocsPerRun(100, func() { extract.Promises(text, nil) }); n != 0 {
			t.Errorf("%.0f allocations for a text without promises, want none: %.50q…", n, text)
		}
	}
}

// kinds joins the kinds of promises.
func kinds(promises []stemma.Promise) string {
	var all []string
	for _, p := range promises {
		all = append(all, string(p.Kind))
	}
	if all == nil {
		return "-"
	}
	return strings.Join(all, " ")
}

// linksIn finds the plain links of a test's text.
func linksIn(text string) []stemma.Link {
	var links []stemma.Link
	for from := 0; ; {
		at := strings.Index(text[from:], "https://")
		if at < 0 {
			return links
		}
		start := from + at
		end := start + len(strings.TrimRight(strings.Fields(text[start:])[0], ".,"))
		host, _, _ := strings.Cut(text[start+len("https://"):end], "/")
		kind := stemma.KindWeb
		switch {
		case host == stemma.GitHubHost:
			kind = stemma.KindRepository
		case strings.HasSuffix(host, ".github.io"):
			kind = stemma.KindPage
		}
		links = append(links, stemma.Link{Start: start, End: end, Raw: text[start:end], Target: stemma.Target{URL: text[start:end], Kind: kind, Host: host}})
		from = end
	}
}

func ExamplePromises() {
	const text = "We present a parser. Code and weights will be released upon acceptance."
	for _, p := range extract.Promises(text, nil) {
		fmt.Printf("%d-%d %s: %s\n", p.Start, p.End, p.Kind, p.Text)
	}
	// Output: 21-71 promise: Code and weights will be released upon acceptance.
}

func FuzzPromises(f *testing.F) {
	for _, test := range promiseTexts {
		f.Add(test.text)
	}
	for _, test := range linkedTexts {
		f.Add(test.text)
	}
	f.Add("open source \xff releas\u0301ed will be released… code。code will be released")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, p := range extract.Promises(text, linksIn(text)) {
			if p.Start < end || p.End > len(text) || p.Start >= p.End || text[p.Start:p.End] != p.Text || p.Kind == "" {
				t.Fatalf("promise %+v of %q", p, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(p.Text) {
				t.Fatalf("the span of %+v is not on character borders", p)
			}
			end = p.End
		}
	})
}

func BenchmarkPromises(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"none", strings.Repeat("We train a deep network on many images and show that it is both fast and exact. ", 15)},
		{"anchored", strings.Repeat("We train a deep network on publicly available images and show that it is fast. ", 15)},
		{"one", strings.Repeat("We train a deep network on many images and show that it is both fast and exact. ", 14) + "The code will be released."},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				extract.Promises(bench.text, nil)
			}
		})
	}
}
