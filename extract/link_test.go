package extract

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
)

// linkTests have a text on the left and the addresses that it holds on the right,
// separated by blanks, in order.
var linkTests = []struct{ text, want string }{
	// Where a sentence ends.
	{"The code is at https://github.com/ada/loom.", "https://github.com/ada/loom"},
	{"The code is at https://github.com/ada/loom..", "https://github.com/ada/loom"},
	{"Is it at https://github.com/ada/loom?", "https://github.com/ada/loom"},
	{"Code (https://github.com/ada/loom), data later.", "https://github.com/ada/loom"},
	{"Code (https://github.com/ada/loom.)", "https://github.com/ada/loom"},
	{"Code: https://github.com/ada/loom; data: https://gitlab.com/ada/yarn.", "https://github.com/ada/loom https://gitlab.com/ada/yarn"},
	{"Code at https://github.com/ada/loom.We show that", "https://github.com/ada/loom"},
	{"Code at https://github.com/ada/loom.js and so on", "https://github.com/ada/loom.js"},
	{"the slides of https://github.com/ada/loom's author", "https://github.com/ada/loom"},
	{"see https://github.com/ada/loom…", "https://github.com/ada/loom"},
	{"see https://github.com/ada/loom—a weaver", "https://github.com/ada/loom"},
	{"see https://en.wikipedia.org/wiki/Loom_(tool), too", "https://en.wikipedia.org/wiki/Loom_(tool)"},
	{"(see https://en.wikipedia.org/wiki/Loom_(tool))", "https://en.wikipedia.org/wiki/Loom_(tool)"},
	{"https://github.com/ada/loom(see its README)", "https://github.com/ada/loom"},
	{"https://github.com/ada/loom* Demo: https://loom.readthedocs.io/en/latest/* Talk", "https://github.com/ada/loom https://loom.readthedocs.io/en/latest/"},

	// Quotes and full stops of other scripts.
	{"at “https://github.com/ada/loom”.", "https://github.com/ada/loom"},
	{"at ‘https://github.com/ada/loom‘.", "https://github.com/ada/loom"},
	{"at \"\"https://github.com/ada/loom\"\" for", "https://github.com/ada/loom"},
	{"at «https://github.com/ada/loom»", "https://github.com/ada/loom"},
	{"代码见https://github.com/ada/loom的仓库。", "https://github.com/ada/loom"},
	{"代码：github.com/ada/loom，谢谢", "https://github.com/ada/loom"},

	// TeX.
	{`at \url{https://github.com/ada/loom}.`, "https://github.com/ada/loom"},
	{`at \href{https://github.com/ada/loom}{here}.`, "https://github.com/ada/loom"},
	{`at \href{https://github.com/ada/loom}{\texttt{github.com/ada/loom}}.`, "https://github.com/ada/loom"},
	{`at \href{https://github.com/ada/loom}{https://github.com/bob/yarn}.`, "https://github.com/ada/loom https://github.com/bob/yarn"},
	{`results\footnote{https://github.com/ada/loom} show`, "https://github.com/ada/loom"},
	{`at https://github.com/ada/loom{https://github.com/ada/loom}.`, "https://github.com/ada/loom"},
	{`at https://github.com/ada/loom{here}.`, "https://github.com/ada/loom"},
	{`at $\href{https://ada.github.io/loom}{here}$.`, "https://ada.github.io/loom"},
	{`at $https://github.com/ada/loom$`, "https://github.com/ada/loom"},
	{`at https://github.com/ada/warp\_and\_weft.`, "https://github.com/ada/warp_and_weft"},
	{`at https://github.com/ada/warp{\_}weft.`, "https://github.com/ada/warp_weft"},
	{`at https://a.example.org/x\%20y\&z\#top`, "https://a.example.org/x%20y&z#top"},
	{`at~https://github.com/ada/loom~\cite{ada}`, "https://github.com/ada/loom"},
	{`http://www.example.edu/$\sim$ada/loom/ or http://www.example.edu/\~{}ada`, "http://www.example.edu/~ada/loom/ http://www.example.edu/~ada"},
	{`{\tt https://github.com/ada/loom}`, "https://github.com/ada/loom"},
	{`see \urlgithub.com/ada/loom now`, "https://github.com/ada/loom"},
	{`https://ada\allowbreak lovelace.github.io/\allowbreak loom`, "https://adalovelace.github.io/loom"},

	// Markdown, HTML, JSON.
	{"at [this URL](https://github.com/ada/loom).", "https://github.com/ada/loom"},
	{"at [https://github.com/ada/loom](https://github.com/ada/loom)", "https://github.com/ada/loom"},
	{"at **https://github.com/ada/loom** and _https://github.com/ada/yarn_", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"at <https://github.com/ada/loom> or `https://github.com/ada/yarn`", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{`at <a href="https://github.com/ada/loom">this https URL</a>`, "https://github.com/ada/loom"},
	{`at <a href='https://github.com/ada/loom'>https://github.com/ada/loom</a>`, "https://github.com/ada/loom"},
	{`at &lt;https://a.example.org/?x=1&amp;y=2&gt;`, "https://a.example.org/?x=1&y=2"},
	{`at https:\/\/github.com\/ada\/loom`, "https://github.com/ada/loom"},

	// Without a scheme, and with a broken one.
	{"at github.com/ada/loom.", "https://github.com/ada/loom"},
	{"at www.github.com/ada/loom", "https://github.com/ada/loom"},
	{"at GitHub.com/Ada/Loom and HTTPS://GITHUB.COM/Ada/Yarn", "https://github.com/Ada/Loom https://github.com/Ada/Yarn"},
	{"at www.example.org, or example.org/loom", "https://www.example.org https://example.org/loom"},
	{"site: ada-loom.github.io.", "https://ada-loom.github.io"},
	{"the site is available at loomweaver.org.", "https://loomweaver.org"},
	{"htps://github.com/ada/loom htpps://github.com/ada/yarn https:/github.com/ada/weft", "https://github.com/ada/loom https://github.com/ada/yarn https://github.com/ada/weft"},
	{"https:github.com/ada/loom or https//github.com/ada/yarn", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"https://https://github.com/ada/loom", "https://github.com/ada/loom"},
	{"https://github:com/ada/loom and https://github,com/ada/yarn", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"https://github.com//ada/loom", "https://github.com/ada/loom"},
	{"athttps://github.com/ada/loom or atgithub.com/ada/yarn", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"available on GitHub.https://github.com/ada/loom", "https://github.com/ada/loom"},
	{"https://github.com/ada/loomhttps://github.com/ada/yarn", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"https://github.com/ada/loom/https://github.com/ada/yarn", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"https://a.example.org/?next=https://github.com/ada/loom", "https://a.example.org/?next=https://github.com/ada/loom"},
	{"https://web.archive.org/web/2020/https://github.com/ada/loom", "https://web.archive.org/web/2020/https://github.com/ada/loom"},
	{"http;//example.org/loom or https//www.example.org/yarn", "https://example.org/loom https://www.example.org/yarn"},
	{"https://ada.github.io.We show", "https://ada.github.io"},
	{"https://github.com/ada/loom%7D", "https://github.com/ada/loom"},
	{"http://ada:secret@example.org/x", "http://example.org/x"},

	// Broken lines.
	{"at https: //github.com/ada/loom or https:// github.com/ada/yarn", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"at https: / /github. com/ada/loom.", "https://github.com/ada/loom"},
	{"at github.\ncom/ada/loom.", "https://github.com/ada/loom"},
	{"at https://ada.github. io/loom and https://bob. github.io/yarn.", "https://ada.github.io/loom https://bob.github.io/yarn"},
	{"at https://anonymous. 4open.science/r/loom-1D47", "https://anonymous.4open.science/r/loom-1D47"},
	{"at https://github .com/ada/loom", "https://github.com/ada/loom"},
	{"at https://github.com/ada/\n\nBigLoom", "https://github.com/ada"},
	{"at https://git hub.com/ada/loom.", "https://github.com/ada/loom"},
	{"at https://github.com/ ada-l/loom.", "https://github.com/ada-l/loom"},
	{"at https://github.com/ada/\r\n  BigLoom.", "https://github.com/ada/BigLoom"},
	{"at https://github.com/ada lovelace42/loom.", "https://github.com/ada"},
	{"at https://github.com/lovelace 1815/loom_code.", "https://github.com/lovelace1815/loom_code"},
	{"at https://github.com/ada/A-Loom- for-Yarn.", "https://github.com/ada/A-Loom-for-Yarn"},
	{"at https://github.com/ada/warp\u00adweft\u200b-tool", "https://github.com/ada/warpweft-tool"},
	{"at https://gitsvn.example.edu/ada–group/in–loom.", "https://gitsvn.example.edu/ada-group/in-loom"},
	{"at http://www- ada.example.edu/loom", "http://www-ada.example.edu/loom"},
	{"at http://example.org/my loom.html for", "http://example.org/my_loom.html"},
	{"at https://github.com/ada/ for the whole group", "https://github.com/ada"},
	{"at https://github.com/ada/ GitHub is", "https://github.com/ada"},
	{"at https://github.com/ada/loom\nWe propose", "https://github.com/ada/loom"},

	// What is inside a repository, and what stands for one.
	{"https://github.com/ada/loom.git.", "https://github.com/ada/loom"},
	{"https://github.com/ada/loom.git/", "https://github.com/ada/loom"},
	{"git@github.com:ada/loom.git and ssh://git@github.com/ada/yarn.git", "https://github.com/ada/loom https://github.com/ada/yarn"},
	{"git+https://github.com/ada/loom.git@main", "https://github.com/ada/loom"},
	{"git@github.com:ada/loomgit@github.com:ada/yarn", "https://github.com/ada/loomgit"},
	{"https://github.com/ada/loom/tree/main/warp.", "https://github.com/ada/loom/tree/main/warp"},
	{"https://github.com/ada/loom/wiki/Warp-(part)", "https://github.com/ada/loom/wiki/Warp-(part)"},
	{"https://github.com/ada/loom/pull/25).", "https://github.com/ada/loom/pull/25"},
	{"https://github.com/ada/loom#2.0.", "https://github.com/ada/loom#2.0"},
	{"https://raw.githubusercontent.com/ada/loom/main/x.csv", "https://github.com/ada/loom/raw/main/x.csv"},
	{"https://codeload.github.com/ada/loom/zip/main", "https://github.com/ada/loom"},
	{"https://gist.github.com/ada/0123456789abcdef", "https://gist.github.com/ada/0123456789abcdef"},
	{"https://github.com/topics/weaving and https://github.com/orgs/ada/people", "https://github.com/topics/weaving https://github.com/ada"},
	{"http://ada.github.com/loom/", "https://ada.github.com/loom/"},

	// Other homes of code.
	{"gitlab.com/ada/tools/loom and https://gitlab.inria.fr/ada/loom/-/tree/main", "https://gitlab.com/ada/tools/loom https://gitlab.inria.fr/ada/loom/-/tree/main"},
	{"https://bitbucket.org/ada/loom/src and codeberg.org/ada/loom.", "https://bitbucket.org/ada/loom/src https://codeberg.org/ada/loom"},
	{"https://huggingface.co/datasets/ada/loom, hf.co/spaces/ada/loom", "https://huggingface.co/datasets/ada/loom https://huggingface.co/spaces/ada/loom"},
	{"https://sourceforge.net/projects/loom/ or http://loom.sourceforge.net", "https://sourceforge.net/projects/loom https://loom.sourceforge.net"},
	{"https://zenodo.org/record/1234567 or doi:10.5281/zenodo.1234567.", "https://zenodo.org/record/1234567 https://doi.org/10.5281/zenodo.1234567"},
	{"http://dx.doi.org/10.6084/m9.figshare.12345", "https://doi.org/10.6084/m9.figshare.12345"},
	{"https://anonymous.4open.science/r/loom-1D47.", "https://anonymous.4open.science/r/loom-1D47"},
	{"https://osf.io/abc12/?view_only=0a1b; then", "https://osf.io/abc12/?view_only=0a1b"},
	{"swh:1:rev:0123456789abcdef0123456789abcdef01234567;origin=https://github.com/ada/loom", "https://archive.softwareheritage.org/swh:1:rev:0123456789abcdef0123456789abcdef01234567 https://github.com/ada/loom"},

	// No links.
	{"", ""},
	{"e.g. a test, i.e.x, v1.2.3, 3.14, 0.5/1.5, model.py, and/or, Node.js, in.py/out.py, U.S.A./Canada", ""},
	{"Write to ada@example.org, ada@cam.ac.uk/x or git@github.com.", ""},
	{"We use GitHub, github.com, Amazon.com, FINN.no and arXiv.org:math.AG/0609256.", ""},
	{"available at ada.lovelace.org@example.org, ada.github.io@example.org", ""},
	{"https://example.org/" + strings.Repeat("a", 2048), ""},
	{"example.org/" + strings.Repeat("a", 2030), ""}, // too long with its scheme
	{"https://example.org/" + strings.Repeat("é", 1024), ""},
	{"see math.GR/0404440 and 10.1038/nature12345", ""},
	{"http://localhost:8080/x https:// http://www. ://x", ""},
	{"swh:1:rev:0123 http https URL this https URL", ""},
}

func urls(links []stemma.Link) string {
	var all []string
	for _, l := range links {
		all = append(all, l.URL)
	}
	return strings.Join(all, " ")
}

func TestLinks(t *testing.T) {
	for _, test := range linkTests {
		links := Links(test.text)
		if got := urls(links); got != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
		}
		checkLinks(t, test.text, links)
	}
}

// checkLinks holds what is true of the links of any text.
func checkLinks(t *testing.T, text string, links []stemma.Link) {
	t.Helper()
	at := 0
	for _, l := range links {
		if l.Start < at || l.End <= l.Start || l.End > len(text) {
			t.Fatalf("%q: span [%d, %d) after %d", text, l.Start, l.End, at)
		}
		if l.Raw != text[l.Start:l.End] {
			t.Fatalf("%q: raw %q is not its span", text, l.Raw)
		}
		if !border(text, l.Start) || !border(text, l.End) {
			t.Fatalf("%q: span [%d, %d) cuts a rune", text, l.Start, l.End)
		}
		at = l.End
		checkNormal(t, l.Target)
	}
}

func border(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text)
}

// checkNormal holds that normalising a target again changes nothing.
func checkNormal(t *testing.T, target stemma.Target) {
	t.Helper()
	again, err := ParseTarget(target.URL)
	if err == nil && again != target {
		t.Fatalf("normalised twice:\n%+v\n%+v", target, again)
	}
	// Only an address that breaks the rules of its host may be refused.
	if err != nil && (target.Kind != stemma.KindWeb || !named(target.Host)) {
		t.Fatalf("%+v: %v", target, err)
	}
}

func TestLinkAlternatives(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"at https://github.com/ada/loom.", "https://github.com/ada/loom."},
		{"at https://github.com/ada/loom", ""},
		{"at https://github.com/ada/loom.git.", ""},
		{"at https://ada.github.io/loom.", ""},
		{"at https://github.com/ada/loom.We show", "https://github.com/ada/loom.We"},
		{"at https://github.com/ada/ BigLoom.", "https://github.com/ada"},
		{"at https://github.com/ada/A-Loom- for-Yarn.", "https://github.com/ada/A-Loomfor-Yarn"},
		{"at https://github.com/ada/loom–weaver", "https://github.com/ada/loom"},
		{"at https://gihub.com/ada/loom", "https://github.com/ada/loom"},
		{"at https://githbu.com/ada/loom", "https://github.com/ada/loom"},
		{"at http://ada.github.com/loom", "https://ada.github.io/loom"},
	} {
		links := Links(test.text)
		if len(links) != 1 || links[0].Alternative != test.want {
			t.Errorf("%q\n got %+v\nwant %s", test.text, links, test.want)
		}
	}
}

func TestLinksOfAPlainTextAllocateNothing(t *testing.T) {
	text := strings.Repeat("We use GitHub and Amazon.com (see Sec. 3.1, e.g. Fig. 2; cf. ada@example.org, arXiv.org:1502.00865) to train model.py: it works on github.com.\n", 20)
	if n := testing.AllocsPerRun(10, func() { Links(text) }); n != 0 || Links(text) != nil {
		t.Errorf("%v allocations, links %v", n, Links(text))
	}
}

// TestLinksOfHostileTexts runs what would take hours if the time were not linear.
func TestLinksOfHostileTexts(t *testing.T) {
	run := strings.Repeat("x.org/(", 280) + " "
	for _, piece := range []string{
		"github.com/", "(((", "https://", "http://a.io/", "a.", "a.b.", "www.", "x.com/", "a. com/", "git@", "https://a@", "\\_", "x.org/(", run,
		"github.com/a/b*", "http://x.org/&", "http://x.org/a- ", "swh:1:rev:", "10.5281/", "https:", "https://github.com/a/ b- ", ":", ".", "a.io{", "-.",
	} {
		text := strings.Repeat(piece, 2<<20/len(piece))
		checkLinks(t, text, Links(text))
	}
}

// TestSeedLinks reads a page of real abstracts, where there is one.
func TestSeedLinks(t *testing.T) {
	page, err := os.ReadFile("../../shared/seed/daily-papers.txt")
	if err != nil {
		t.Skip("no page of abstracts at hand")
	}
	kinds := map[stemma.LinkKind]map[string]bool{}
	for _, l := range Links(string(page)) {
		if kinds[l.Kind] == nil {
			kinds[l.Kind] = map[string]bool{}
		}
		kinds[l.Kind][l.Key()] = true
	}
	if len(kinds) != 3 || len(kinds[stemma.KindRepository]) != 12 || len(kinds[stemma.KindPage]) != 1 || len(kinds[stemma.KindWeb]) != 1 {
		t.Errorf("got %v", kinds)
	}
}

func FuzzLinks(f *testing.F) {
	for _, test := range linkTests {
		f.Add(test.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkLinks(t, text, Links(text))
		Spellings(text, func(s Spelling) { checkSpelling(t, text, s) })
	})
}

func ExampleLinks() {
	for _, l := range Links(`Code: \href{https://github.com/ada/loom/tree/main/warp}{here}; demo at ada.github.io/loom.`) {
		fmt.Println(l.Kind, l.Root().URL, l.Path)
	}
	// Output:
	// repository https://github.com/ada/loom tree/main/warp
	// page https://ada.github.io/loom loom
}

const plainAbstract = `We study the weaving of long threads, i.e. threads of more than 10.5 m, on looms with few heddles. Earlier work (Ada et al., 2021a,b)
needs a heddle a thread; ours needs only $O(\log n)$, as Sec. 3 proves. On three benchmarks (Weft-100, WarpNet and the new Loom2) it is 3.2 times as fast and
loses less than 0.4% of the threads, at half the cost. We also discuss and/or trees of patterns, and what remains open: e.g., whether one heddle suffices.
`

func BenchmarkLinks(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"none", strings.Repeat(plainAbstract, 100)},
		{"some", strings.Repeat(strings.Repeat(plainAbstract, 20)+"Code is at https://github.com/ada/loom.\n", 5)},
		{"all", strings.Repeat("Code is at https://github.com/ada/loom.\n", 500)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				Links(bench.text)
			}
		})
	}
}

func TestLinksAreJSON(t *testing.T) {
	out, err := json.Marshal(Links("github.com/ada/loom"))
	want := `[{"start":0,"end":19,"raw":"github.com/ada/loom","url":"https://github.com/ada/loom","kind":"repository","host":"github.com","owner":"ada","repo":"loom","path":""}]`
	if err != nil || string(out) != want {
		t.Errorf("got %s, %v", out, err)
	}
}

func TestNextDot(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "no stop": 7, "e.g": 1, "End. Then a.b": 11, "End. (See.": 9, "github. com/a/b": 6, "End.  Then": 3, "End.\nThen": 3, "End. ": 3, "End.": 3, "End. T": 6,
	} {
		if got := nextDot(text, 0); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
