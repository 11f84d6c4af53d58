package fix

import (
	"strings"
	"testing"

	"stemma"
	"stemma/extract"
)

// aWorld is what the tests know of targets: ada/loom is bob/new_loom now, ada/yarn moved
// on twice, and so on.
func aWorld(t testing.TB) Known {
	t.Helper()
	k := Known{Observations: make(map[string]stemma.Observation), Copies: make(map[string][]stemma.Copy)}
	for _, row := range []struct {
		address string
		status  stemma.Status
		movedTo string
		id      int64
	}{
		{"https://github.com/ada/loom", stemma.Moved, "https://github.com/bob/new_loom", 1},
		{"https://github.com/bob/new_loom", stemma.Alive, "", 1},
		{"https://github.com/ada/warp_weft", stemma.Moved, "https://github.com/ada/warp-weft_2", 2},
		{"https://github.com/ada/yarn", stemma.Moved, "https://github.com/ada/yarn2", 3},
		{"https://github.com/ada/yarn2", stemma.Moved, "https://github.com/cyd/yarn3", 3},
		{"https://github.com/ada/ring", stemma.Moved, "https://github.com/ada/ring2", 4},
		{"https://github.com/ada/ring2", stemma.Moved, "https://github.com/ada/ring", 4},
		{"https://github.com/ada/lost", stemma.Moved, "https://github.com/cyd/lost", 5},
		{"https://github.com/cyd/lost", stemma.Gone, "", 0},
		{"https://github.com/ada/taken", stemma.Moved, "https://github.com/cyd/taken", 6},
		{"https://github.com/cyd/taken", stemma.Moved, "https://github.com/dan/taken", 7},
		{"https://github.com/ada/let", stemma.Moved, "https://github.com/cyd/let", 15},
		{"https://github.com/cyd/let", stemma.Alive, "", 16},
		{"https://ada.github.io/let", stemma.Gone, "", 0},
		{"https://cyd.github.io/let", stemma.Alive, "", 0},
		{"https://github.com/ada/heard", stemma.Moved, "https://github.com/ada/said", 0},
		{"https://github.com/ada/hyphen", stemma.Moved, "https://github.com/ada/x-", 8},
		{"https://github.com/ada/a_b_c", stemma.Moved, "https://github.com/bob/a_b_c", 13},
		{"https://github.com/weave/looms", stemma.Moved, "https://github.com/bob/looms", 14},
		{"https://github.com/ada/odd", stemma.Gone, "", 0},
		{"https://github.com/ada/stolen", stemma.Replaced, "", 9},
		{"https://github.com/ada/gone", stemma.Gone, "", 0},
		{"https://github.com/ada/buried", stemma.Gone, "", 0},
		{"https://github.com/ada/barred", stemma.Blocked, "", 0},
		{"https://example.org/loom", stemma.Gone, "", 0},
		{"https://example.org/loom?a=1&b=2", stemma.Gone, "", 0},
		{"https://example.org/loom_(old)", stemma.Gone, "", 0},
		{"https://gitlab.com/ada/tools/loom", stemma.Moved, "https://gitlab.com/weavers/loom", 10},
		{"https://huggingface.co/datasets/ada/loom", stemma.Moved, "https://huggingface.co/datasets/bob/loom", 11},
		{"https://bitbucket.org/ada/loom", stemma.Moved, "https://github.com/ada/other", 12},
		{"https://ada.github.io/loom", stemma.Gone, "", 0},
		{"https://ada.github.io/loom/demo.html", stemma.Gone, "", 0},
		{"https://bob.github.io/new_loom/demo.html", stemma.Alive, "", 0},
		{"https://ada.github.io/yarn", stemma.Gone, "", 0},
	} {
		target, err := extract.ParseTarget(row.address)
		if err != nil {
			t.Fatal(err)
		}
		o := stemma.Observation{Target: target, Status: row.status, MovedTo: row.movedTo}
		if row.id != 0 {
			o.Repository = &stemma.Repository{ID: row.id}
		}
		k.Observations[target.Key()] = o
	}
	for address, copies := range map[string][]string{
		"https://github.com/ada/gone": {
			"https://archive.softwareheritage.org/swh:1:snp:6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a;origin=https://github.com/ada/gone",
			"https://web.archive.org/web/20200102030405/https://github.com/ada/gone",
		},
		"https://github.com/ada/barred":    {"javascript:alert(1)", "https://web.archive.org/web/20200102030405/https://github.com/ada/barred"},
		"https://github.com/ada/buried":    {"file:///etc/passwd", "bob/copy", "ftp://example.org/copy", "https://ada:secret@example.org/copy"},
		"https://github.com/ada/odd":       {"https://github.com/ada/loom"}, // which has moved itself
		"https://example.org/loom":         {"https://web.archive.org/web/20200102030405/https://example.org/loom"},
		"https://example.org/loom?a=1&b=2": {"https://web.archive.org/web/20200102030405/https://example.org/loom?a=1&b=2"},
		"https://example.org/loom_(old)":   {"https://web.archive.org/web/20200102030405/https://example.org/loom_(old)"},
	} {
		target, err := extract.ParseTarget(address)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range copies {
			k.Copies[target.Key()] = append(k.Copies[target.Key()], stemma.Copy{Archive: "test", URL: c})
		}
	}
	return k
}

const (
	heritageGone = "https://archive.softwareheritage.org/swh:1:snp:6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a;origin=https://github.com/ada/gone"
	wayback      = "https://web.archive.org/web/20200102030405/"
)

// mendTests have a text, its format, and the text that it becomes.
var mendTests = []struct {
	syntax     Syntax
	text, want string
}{
	// The form of the link is kept.
	{Text, "Code: https://github.com/ada/loom.", "Code: https://github.com/bob/new_loom."},
	{Text, "http://www.GitHub.com/Ada/Loom/ and github.com/ada/loom", "http://www.GitHub.com/bob/new_loom/ and github.com/bob/new_loom"},
	{Text, "https://github.com/ada/loom/tree/main/ada/loom#readme", "https://github.com/bob/new_loom/tree/main/ada/loom#readme"},
	{Text, "https://github.com/ada/loom#readme, https://github.com/ada/loom?tab=readme", "https://github.com/bob/new_loom#readme, https://github.com/bob/new_loom?tab=readme"},
	{Text, "git clone https://github.com/ada/loom.git && cd loom", "git clone https://github.com/bob/new_loom.git && cd loom"},
	{Text, "git clone git@github.com:ada/loom.git", "git clone git@github.com:bob/new_loom.git"},
	{Text, "ssh://git@github.com/ada/loom.git", "ssh://git@github.com/bob/new_loom.git"},
	{Text, "pip install git+https://github.com/ada/loom.git@main", "pip install git+https://github.com/bob/new_loom.git@main"},
	{Text, "https://raw.githubusercontent.com/ada/loom/main/x.csv", "https://raw.githubusercontent.com/bob/new_loom/main/x.csv"},
	{Text, "https://media.githubusercontent.com/media/weave/looms/main/x", "https://media.githubusercontent.com/media/bob/looms/main/x"},
	{Text, "https://github.com//ada//loom//issues", "https://github.com//bob//new_loom//issues"},
	{Text, `{"url": "https:\/\/github.com\/ada\/loom\/wiki"}`, `{"url": "https:\/\/github.com\/bob\/new_loom\/wiki"}`},
	{Text, "https://github.com/ada/yarn", "https://github.com/cyd/yarn3"},
	{Text, "https://gitlab.com/ada/tools/loom/-/tree/main", "https://gitlab.com/weavers/loom/-/tree/main"},
	{Text, "https://huggingface.co/datasets/ada/loom hf.co/datasets/ada/loom", "https://huggingface.co/datasets/bob/loom hf.co/datasets/bob/loom"},
	{Text, "https://github.com/ada/loom,https://github.com/ada/loom;", "https://github.com/bob/new_loom,https://github.com/bob/new_loom;"},

	// The text that is shown is changed where it is the address.
	{Markdown, "[https://github.com/ada/loom](https://github.com/ada/loom)", "[https://github.com/bob/new_loom](https://github.com/bob/new_loom)"},
	{Markdown, "[ada/loom](https://github.com/ada/loom \"Loom\")", "[ada/loom](https://github.com/bob/new_loom \"Loom\")"},
	{Markdown, "<https://github.com/ada/loom> and [1]: https://github.com/ada/loom", "<https://github.com/bob/new_loom> and [1]: https://github.com/bob/new_loom"},
	{Markdown, `https://github.com/ada/warp\_weft and https://github.com/ada/warp_weft`, `https://github.com/ada/warp-weft\_2 and https://github.com/ada/warp-weft_2`},
	{HTML, `<a href='https://github.com/ada/loom?a=1&amp;b=2'>github.com/ada/loom</a>`, `<a href='https://github.com/bob/new_loom?a=1&amp;b=2'>github.com/bob/new_loom</a>`},
	{HTML, `<a href=https://github.com/ada/loom>x</a>`, `<a href=https://github.com/bob/new_loom>x</a>`},

	// TeX escapes what is text and not what is an address.
	{TeX, `\url{https://github.com/ada/loom}`, `\url{https://github.com/bob/new_loom}`},
	{TeX, `\href{https://github.com/ada/loom}{\texttt{github.com/ada/loom}}`, `\href{https://github.com/bob/new_loom}{\texttt{github.com/bob/new\_loom}}`},
	{TeX, `see https://github.com/ada/loom.`, `see https://github.com/bob/new\_loom.`},
	{TeX, `https://github.com/ada/warp{\_}weft`, `https://github.com/ada/warp-weft{\_}2`},
	{TeX, `https://github.com/ada/a\_b{\_}c`, `https://github.com/bob/a\_b{\_}c`},
	{TeX, "url = {https://github.com/ada/loom},\nnote = {https://github.com/ada/loom}", "url = {https://github.com/bob/new_loom},\nnote = {https://github.com/bob/new\\_loom}"},

	// Whatever stands around it stays.
	{Text, "\xff\xfe\x80 https://github.com/ada/loom \xc3\x28\r\nno end", "\xff\xfe\x80 https://github.com/bob/new_loom \xc3\x28\r\nno end"},
	{Text, "https://github.com/ada/loomer https://github.com/bada/loom https://github.com/ada", "https://github.com/ada/loomer https://github.com/bada/loom https://github.com/ada"},
	{Text, "https://web.archive.org/web/2020/https://github.com/ada/loom", "https://web.archive.org/web/2020/https://github.com/ada/loom"},
	{Text, "https://colab.research.google.com/github/ada/loom", "https://colab.research.google.com/github/ada/loom"},

	// A page only where the new one is known to be there.
	{Text, "https://ada.github.io/loom/demo.html", "https://bob.github.io/new_loom/demo.html"},
	{Text, "https://ada.github.io/loom https://ada.github.io/yarn/", "https://ada.github.io/loom https://ada.github.io/yarn/"},
	{Text, "https://ada.github.io/let/", "https://ada.github.io/let/"}, // the new name is somebody else's by now

	// What is dead.
	{Text, "https://github.com/ada/gone.", heritageGone + "."},
	{Text, "https://github.com/ada/barred", wayback + "https://github.com/ada/barred"},
	{Markdown, "[page](https://example.org/loom)", "[page](" + wayback + "https://example.org/loom)"},
	{Markdown, "[page](https://example.org/loom_(old))", "[page](" + wayback + "https://example.org/loom_%28old%29)"},
	{HTML, `<a href="https://example.org/loom?a=1&amp;b=2">`, `<a href="` + wayback + `https://example.org/loom?a=1&amp;b=2">`},
	{TeX, `x https://example.org/loom?a=1\&b=2`, `x ` + wayback + `https://example.org/loom?a=1\&b=2`},
	{Text, heritageGone + " " + wayback + "https://github.com/ada/gone", heritageGone + " " + wayback + "https://github.com/ada/gone"},
}

func TestMend(t *testing.T) {
	known := aWorld(t)
	for _, test := range mendTests {
		r := Mend(test.text, test.syntax, known)
		if r.Text != test.want {
			t.Errorf("%q\n got %q\nwant %q\nleft %v", test.text, r.Text, test.want, r.Left)
		}
		checkResult(t, test.text, test.syntax, known, r)
	}
}

// checkResult holds what is true of every text that is mended.
func checkResult(t *testing.T, text string, syntax Syntax, known Known, r Result) {
	t.Helper()
	var rebuilt strings.Builder
	at := 0
	for _, c := range r.Changes {
		if c.Start < at || c.Old != text[c.Start:c.End] || c.Old == c.New {
			t.Fatalf("%q: change %+v behind %d", text, c, at)
		}
		rebuilt.WriteString(text[at:c.Start] + c.New)
		at = c.End
	}
	if rebuilt.WriteString(text[at:]); rebuilt.String() != r.Text {
		t.Fatalf("%q: something else than the links was changed:\n got %q\nwant %q", text, r.Text, rebuilt.String())
	}
	if again := Mend(r.Text, syntax, known); again.Text != r.Text || len(again.Changes) > 0 {
		t.Fatalf("%q: mended %q, and again %q: %+v", text, r.Text, again.Text, again.Changes)
	}
}

// leftTests have a text that is left alone, and a word of why.
var leftTests = []struct{ text, why string }{
	{"at https://github.com/ada/\n  loom2Go and https://github.com/\nada/loom.", "2: split over a line break"},
	{"at https://git hub.com/ada/loom.", "1: has a blank in it"},
	{"https://github.com/ada/ring", "1: in a circle"},
	{"https://github.com/ada/lost", "1: which is gone by now"},
	{"https://github.com/ada/taken", "1: another repository"},
	{"https://github.com/ada/let", "1: https://github.com/cyd/let, a name that now leads to another repository"},
	{"https://github.com/ada/heard", "1: by the word of a redirect alone"},
	{"https://bitbucket.org/ada/loom", "1: another host, https://github.com/ada/other"},
	{"\n\nhttps://github.com/ada/stolen", "3: belongs to another repository"},
	{"https://archive.example.org/2020/https://github.com/ada/loom", "1: part of another address"},
	{"swh:1:rev:0123456789abcdef0123456789abcdef01234567;origin=https://github.com/ada/loom", "1: part of another address"},
	{"https://github.com/ada/hyphen\nBigLoom2 is", "1: would be read otherwise"},
	{"https://github.com/ada/odd", "1: would be read otherwise"},
	{"https://a\u00adda.github.io/loom/demo.html", "1: does not spell the name"},
	{"git clone git@github.com:ada/gone.git", "1: can't be cloned"},
	{"https://github.com/ada/gone.git", "1: can't be cloned"},
	{"https://raw.githubusercontent.com/ada/gone/main/x", "1: not a file"},
	{"https://github.com/ada/buried", "1: no address of its archived copies can be used"},
}

func TestLeftAlone(t *testing.T) {
	known := aWorld(t)
	for _, test := range leftTests {
		r := Mend(test.text, Text, known)
		if r.Text != test.text || len(r.Changes) > 0 {
			t.Errorf("%q was changed to %q", test.text, r.Text)
		}
		line, why, _ := strings.Cut(test.why, ": ")
		if len(r.Left) != 1 || !strings.Contains(r.Left[0].Why, why) || string(rune('0'+r.Left[0].Line)) != line {
			t.Errorf("%q: left %+v, want %s", test.text, r.Left, test.why)
		}
	}
}

func TestDeadLinksStayUnlessCopiesAreGiven(t *testing.T) {
	known := aWorld(t)
	known.Copies = nil
	for _, text := range []string{"https://github.com/ada/gone", "https://example.org/loom", "https://github.com/ada/barred"} {
		if r := Mend(text, Text, known); r.Text != text || len(r.Left) > 0 {
			t.Errorf("%q: %+v", text, r)
		}
	}
}

func TestNothingKnownChangesNothing(t *testing.T) {
	for _, test := range mendTests {
		if r := Mend(test.text, test.syntax, Known{}); r.Text != test.text || len(r.Changes)+len(r.Left) > 0 {
			t.Errorf("%q: %+v", test.text, r)
		}
	}
}

func TestWanted(t *testing.T) {
	known := aWorld(t)
	for address, want := range map[string]string{
		"https://github.com/ada/warp_weft": "https://github.com/ada/warp-weft_2",
		"https://github.com/ada/loom":      "",
		"https://ada.github.io/yarn":       "https://cyd.github.io/yarn3",
		"https://ada.github.io/loom":       "https://bob.github.io/new_loom",
	} {
		target, err := extract.ParseTarget(address)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range known.Wanted([]stemma.Target{target}) {
			got = append(got, w.URL)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", address, got, want)
		}
	}
}
