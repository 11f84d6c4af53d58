package extract

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
)

func TestParseTarget(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"ada/loom", "repository github.com ada loom"},
		{" ada/loom/ ", "repository github.com ada loom"},
		{"ada/loom.git", "repository github.com ada loom"},
		{"Ada/Loom.js", "repository github.com Ada Loom.js"},
		{"https://github.com/ada/loom", "repository github.com ada loom"},
		{"HTTP://WWW.GitHub.com/ada/loom/", "repository github.com ada loom"},
		{"github.com/ada/loom/tree/main", "repository github.com ada loom tree/main"},
		{"git@github.com:ada/loom.git", "repository github.com ada loom"},
		{"ssh://git@github.com:22/ada/loom", "repository github.com ada loom"},
		{"git://github.com/ada/loom.git.git", "repository github.com ada loom"},
		{"https://github.com/ada/l%6Fom", "repository github.com ada loom"},
		{"https://github.com/ada", "owner github.com ada"},
		{"https://github.com/ada?tab=repositories", "owner github.com ada"},
		{"https://github.com/features/actions", "web github.com features/actions"},
		{"https://gist.github.com/ada/0a1b/raw", "gist gist.github.com ada 0a1b raw"},
		{"https://gist.github.com/0a1b", "gist gist.github.com 0a1b"},
		{"ada.github.io", "page ada.github.io ada"},
		{"https://ada.github.io/loom/", "page ada.github.io ada loom"},
		{"gitlab.com/a/b/c/-/issues/3", "repository gitlab.com a/b c -/issues/3"},
		{"gitlab.com/a/b/blob/main/x", "repository gitlab.com a b blob/main/x"},
		{"https://huggingface.co/datasets/squad", "repository huggingface.co datasets squad"},
		{"https://huggingface.co/ada/loom/tree/main", "repository huggingface.co ada loom tree/main"},
		{"https://huggingface.co/papers/2401.00001", "web huggingface.co papers/2401.00001"},
		{"http://www.example.org:8080/~ada/?x=%2f%zz#", "web example.org:8080 ~ada/?x=%2F%25zz"},
		{"10.5281/zenodo.1234", "web doi.org 10.5281/zenodo.1234"},
		{"doi:10.1000/182", "web doi.org 10.1000/182"},
	} {
		target, err := ParseTarget(test.in)
		if got := describe(target); err != nil || got != test.want {
			t.Errorf("ParseTarget(%q)\n got %s, %v\nwant %s", test.in, got, err, test.want)
		}
		if err == nil {
			checkNormal(t, target)
		}
	}
}

func describe(t stemma.Target) string {
	return strings.Join(strings.Fields(fmt.Sprint(t.Kind, " ", t.Host, " ", t.Owner, " ", t.Repo, " ", t.Path)), " ")
}

func TestParseTargetRefuses(t *testing.T) {
	for _, test := range []struct{ in, problem string }{
		{"", "is empty"},
		{"loom", "neither a repository nor an address"},
		{"ada/loom/tree/main", "neither a repository nor an address"},
		{"ada/", "neither"},
		{"/loom", "owner is missing"},
		{"-ada/loom", "hyphen only between"},
		{"a--da/loom", "hyphen only between"},
		{"ada_l/loom", "may hold only"},
		{strings.Repeat("a", 40) + "/loom", "longer than 39"},
		{"ada/" + strings.Repeat("a", 101), "longer than 100"},
		{"ada/..", "is no name"},
		{"ada/.git", "repository is missing"},
		{"ada/lo+om", "may hold only"},
		{"features/loom", "reserved"},
		{"https://github.com/ada_l/loom", "may hold only"},
		{"https://github.com/ada/lo+om", "may hold only"},
		{"https:///ada", "is no host name"},
		{"https://localhost/ada", "is no host name"},
		{"javascript://github.com/ada/loom", "scheme"},
		{"git@github.com", "no ssh address"},
		{"git@example.org:loom", "names no repository"},
		{"ada/lo om", "cannot stand in an address"},
		{"https://github.com/ada/\x00", "cannot stand in an address"},
		{"https://example.org/" + strings.Repeat("a", 2048), "longer than"},
		{"example.org/" + strings.Repeat("%", 1000), "escaped, is longer than"},
	} {
		target, err := ParseTarget(test.in)
		if err == nil || !strings.Contains(err.Error(), test.problem) {
			t.Errorf("ParseTarget(%q)\n got %+v, %v\nwant an error with %q", test.in, target, err, test.problem)
		}
	}
}

func TestPageRepository(t *testing.T) {
	for _, test := range []struct{ page, want string }{
		{"https://ada.github.io/loom/demo.html", "https://github.com/ada/loom"},
		{"https://ada.github.io", "https://github.com/ada/ada.github.io"},
		{"https://ada.github.io/cv.html", "https://github.com/ada/ada.github.io"},
		{"http://ada.github.com/loom", "https://github.com/ada/loom"},
		{"https://ada.gitlab.io/loom", "https://gitlab.com/ada/loom"},
		{"https://ada.codeberg.page", "https://codeberg.org/ada/pages"},
		{"https://ada.bitbucket.io/loom", "https://bitbucket.org/ada/ada.bitbucket.io"},
		{"http://loom.sourceforge.net/x", "https://sourceforge.net/projects/loom"},
		{"https://ada-loom.hf.space", ""},
		{"https://github.com/ada/loom", ""},
		{"https://example.org/loom", ""},
	} {
		page, err := ParseTarget(test.page)
		if err != nil {
			t.Fatal(err)
		}
		repository, ok := PageRepository(page)
		if repository.URL != test.want && ok || ok != (test.want != "") {
			t.Errorf("%s: got %q, %v, want %q", test.page, repository.URL, ok, test.want)
		}
	}
}

// TestPlaces holds the table to the patterns that match understands.
func TestPlaces(t *testing.T) {
	for _, p := range places {
		known := p.path == "" || strings.Contains(p.path, "REPO") || strings.Contains(p.path, "OWNER")
		if !known || p.host != strings.ToLower(p.host) || (p.path == "") != (p.kind == stemma.KindWeb || p.kind == stemma.KindPage) {
			t.Errorf("row %+v", p)
		}
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{"ada/loom", "git@github.com:a/b.git", "https://a.b.co/%2e?x#y", "10.1000/182", "https://hf.co/datasets/a/b", "gitlab.com/a/b/-/c", "//", "a.io:1/x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		target, err := ParseTarget(s)
		if err != nil {
			return
		}
		again, err := ParseTarget(target.URL)
		if err != nil || again != target {
			t.Fatalf("%q normalised twice:\n%+v\n%+v, %v", s, target, again, err)
		}
	})
}
