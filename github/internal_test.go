package github

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"stemma"
)

func TestFurniture(t *testing.T) {
	furniture := strings.Fields(`README README.md readme.rst README_zh.md README.zh-CN.md Readme_EN.MD LICENSE LICENSE.txt LICENSE-MIT
		LICENSE_DATA.md COPYING NOTICE .gitignore .gitattributes CITATION.cff CONTRIBUTING.md teaser.png Figure1.PDF demo.mp4 refs.bib
		images/ figs/ .github/`)
	code := strings.Fields(`main.py README.py README.ipynb readme.js readmeparser.md src/ docs/ assets/ data/ index.html notes.txt Makefile
		requirements.txt license.py model.ckpt paper.tex readme/ .gitmodules .gitlab-ci.yml READMEs Dockerfile setup.cfg`)
	for want, names := range map[bool][]string{true: furniture, false: code} {
		for _, name := range names {
			e := entry{Name: name, Type: "blob"}
			if trimmed, folder := strings.CutSuffix(name, "/"); folder {
				e = entry{Name: trimmed, Type: "tree"}
			}
			if e.furniture() != want {
				t.Errorf("%s: furniture is %v, want %v", name, !want, want)
			}
		}
	}
	if (entry{Name: "README", Type: "commit"}).furniture() {
		t.Error("a submodule is furniture, want code")
	}
}

// The guard stands behind the following of redirects: even a request that is made to
// another host gets no token.
func TestGuard(t *testing.T) {
	table := []struct{ to, authorization string }{
		{"https://api.github.com/repos/o/r", "Bearer secret"},
		{"https://API.GitHub.com:443/x", "Bearer secret"},
		{"http://api.github.com/repos/o/r", ""},
		{"https://api.github.com:8443/", ""},
		{"https://github.com/", ""},
		{"https://api.github.com.evil.org/", ""},
		{"https://evil.org/?api.github.com", ""},
	}
	for _, row := range table {
		var got string
		g := &guard{origin: "https://api.github.com:443", token: func() string { return "secret" }, next: roundTripper(func(r *http.Request) { got = r.Header.Get("Authorization") })}
		req, err := http.NewRequest(http.MethodGet, row.to, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = g.RoundTrip(req)
		if got != row.authorization || req.Header.Get("Authorization") != "" {
			t.Errorf("%s: authorization is %q, want %q, and the request as it was", row.to, got, row.authorization)
		}
	}
}

type roundTripper func(*http.Request)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) {
	f(r)
	return nil, http.ErrServerClosed
}

// The queries have to fit the part of GitHub's public schema that stands in testdata.
func TestQueriesFitTheSchema(t *testing.T) {
	text, err := os.ReadFile("testdata/schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range queries() {
		document, errs := gqlparser.LoadQueryWithRules(schema, text, rules.NewDefaultRules())
		if errs != nil {
			t.Errorf("%s: %v", name, errs)
			continue
		}
		want := map[string]int{"batch": largestBatch + 1, "details": detailRepos + 1}[name]
		if n := len(document.Operations[0].SelectionSet); n != want {
			t.Errorf("%s: the query asks for %d things, want %d", name, n, want)
		}
	}
}

func TestHeadersThatMakeNoSense(t *testing.T) {
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	table := []struct {
		key, value string
		want       time.Duration
	}{
		{"Retry-After", "", 0},
		{"Retry-After", "soon", 0},
		{"Retry-After", "-5", 0},
		{"Retry-After", "99999999999999999999", 0},
		{"Retry-After", "9223372036854775807", longestWait},
		{"X-Ratelimit-Reset", "", 0},
		{"X-Ratelimit-Reset", "-1", 0},
		{"X-Ratelimit-Reset", "9223372036854775807", longestWait},
		{"X-Ratelimit-Reset", "1", time.Second},
	}
	for _, row := range table {
		h := http.Header{row.key: {row.value}}
		got := retryAfter(h, now)
		if row.key != "Retry-After" {
			got = resetAfter(h, now)
		}
		if got != row.want {
			t.Errorf("%s: %q asks for %v, want %v", row.key, row.value, got, row.want)
		}
	}
}

// Answers come in any order. Within a window what is left only sinks; a late answer of
// the window before says nothing of the present one.
func TestWhatIsLeftOfALimit(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	table := []struct {
		answers string // remaining/reset, in the order in which they come
		want    int
	}{
		{"9/1000100", 9},
		{"9/1000100 8/1000100", 8},
		{"8/1000100 9/1000100", 8},
		{"0/1000100 34/1003700", 34},
		{"34/1003700 0/1000100", 34},
		{"34/1003700 0/1000100 33/1003700", 33},
		{"34/1003700 none/1003700", 34},
	}
	for _, row := range table {
		g := newGate(Config{Now: func() time.Time { return now }})
		for text := range strings.FieldsSeq(row.answers) {
			remaining, reset, _ := strings.Cut(text, "/")
			g.learn(core, answer{code: 200, header: http.Header{"X-Ratelimit-Remaining": {remaining}, "X-Ratelimit-Reset": {reset}}})
		}
		if got := g.windows[core].remaining; got != row.want {
			t.Errorf("%s: %d are left, want %d", row.answers, got, row.want)
		}
	}
}

// Several who look at what is left at the same time do not all take the last one.
func TestWhatIsSparedIsSetAside(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	g := newGate(Config{Now: func() time.Time { return now }})
	if _, ok := g.spare(0); ok {
		t.Error("something is spared of a limit that is not known yet")
	}
	g.learn(core, answer{code: 200, header: http.Header{"X-Ratelimit-Remaining": {"5"}, "X-Ratelimit-Reset": {"1000100"}}})
	var backs []func()
	for {
		back, ok := g.spare(2)
		if !ok {
			break
		}
		backs = append(backs, back)
	}
	if len(backs) != 2 {
		t.Errorf("%d are spared of 5 with 2 to be asked, and one probe that may not be counted yet; want 2", len(backs))
	}
	backs[0]()
	if _, ok := g.spare(2); !ok {
		t.Error("what is given back is not spared again")
	}
	now = now.Add(time.Hour)
	if _, ok := g.spare(0); ok {
		t.Error("something is spared of a window that is over")
	}
}

func TestForeignTextIsMadePlain(t *testing.T) {
	got := plain("a\nb\x1b[31m\u202e" + strings.Repeat("x", 1000))
	if strings.ContainsAny(got, "\n\x1b\u202e") || len(got) > 2*plainMax {
		t.Errorf("%q", got)
	}
}

func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{`{}`, `null`, `[]`, `{"id":1,"full_name":"o/r"}`, `{"id":1,"full_name":"../.."}`, `{"message":"Not Found"}`,
		`{"data":{"r0":null},"errors":[{"type":"NOT_FOUND"}]}`, `{"data":{"r0":{"databaseId":1,"nameWithOwner":"o/r","object":{"entries":null}}}}`,
		`{"sha":"1","tree":[{"path":"README.md","type":"blob"}]}`, `{"message":"x","block":{"reason":"dmca"}}`} {
		f.Add(200, []byte(seed))
		f.Add(403, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, code int, body []byte) {
		a := answer{code: code, header: http.Header{}, body: body}
		if found, ok := parseRepository(body); ok {
			if r, valid := parseFullName(found.FullName); !valid || found.ID <= 0 || !r.valid() {
				t.Errorf("%q was taken for a repository", body)
			}
		}
		var r reply
		if parseReply(a, time.Time{}, &r) == nil {
			for _, raw := range r.Data {
				parseNode(raw)
			}
		}
		if tree, ok := parseTree(body); ok {
			placeholder(tree)
		}
		if o, ok := parseOwner(body); ok && (o.ID <= 0 || o.Login == "") {
			t.Errorf("%q was taken for an account", body)
		}
		if text, ok := blobText(body); ok {
			promises(text)
		}
		j := job{readme: "README.md", spots: []*spot{{place: parsePlace("releases/download/v1/a")}}, seen: stemma.Observation{Repository: &stemma.Repository{ID: 1}}}
		j.read(body)
		if answerFault(a, time.Time{}) == nil {
			checkGone(t, a)
		}
	})
}

// Whatever stands in an address, the questions that it leads to stay inside their
// repository and inside their strings.
func FuzzPlace(f *testing.F) {
	for _, path := range append([]string{
		"blob/main/../../x", "blob/a%2f..%2f..%2fb/c", "blob/main/a%2f..%2f..%2f..%2f..%2fuser", "tree/%00", "blob/main/%22) { id } x: object(expression: %22", "commit/..", "releases/tag/a?b#c",
		"releases/download/../x", "blob/ma:in/x", "issues/1e9", "raw/refs/heads/main/x", "blob/\xff", "archive/refs/heads/.zip", "pull/007", "%2e%2e",
	}, everyPlace...) {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		p := parsePlace(path)
		j := &job{seen: stemma.Observation{Repository: &stemma.Repository{FullName: "o/r"}}, spots: []*spot{{place: p}}}
		document, err := parser.ParseQuery(&ast.Source{Input: detailQuery([]*job{j})})
		if err != nil {
			t.Fatalf("%q: %v", path, err)
		}
		repository := document.Operations[0].SelectionSet[1].(*ast.Field)
		if n := len(document.Operations[0].SelectionSet); n != 2 || len(repository.SelectionSet) != 1+len(p.asks()) {
			t.Errorf("%q: asks for something else as well:\n%s", path, detailQuery([]*job{j}))
		}
		base, _ := url.Parse("https://api.github.com/")
		paths := p.endpoints()
		if p.kind == placeFile {
			for _, r := range p.readings() {
				paths = append(paths, "contents/"+escaped(r.path), "branches/"+escaped(r.ref))
			}
		}
		for _, endpoint := range paths {
			u, err := base.Parse("repos/o/r/" + endpoint)
			if err != nil || !strings.HasPrefix(u.EscapedPath(), "/repos/o/r/") || u.Fragment != "" {
				t.Errorf("%q leads to %v, %v", path, u, err)
			}
		}
	})
}

// checkGone: only a 404 in GitHub's words is gone.
func checkGone(t *testing.T, a answer) {
	c := &Client{now: func() time.Time { return time.Time{} }}
	o := c.observation(viaREST, a)
	judgeError(&o, a)
	var e struct{ Message string }
	if o.Status.String() == "gone" && (a.code != 404 || json.Unmarshal(a.body, &e) != nil) {
		t.Errorf("%d %q is gone", a.code, a.body)
	}
}
