package githubtest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"stemma/github/githubtest"
)

func start(t *testing.T, state string) *githubtest.Server {
	t.Helper()
	s, err := githubtest.ReadState(strings.NewReader(state))
	if err != nil {
		t.Fatal(err)
	}
	server, err := githubtest.New(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

type reply struct {
	code   int
	header http.Header
	body   string
}

// ask makes one request and follows no redirect. header is "Key: value" pairs.
func ask(t *testing.T, method, address, body string, header ...string) reply {
	t.Helper()
	req, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range header {
		key, value, _ := strings.Cut(h, ": ")
		req.Header.Set(key, value)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	resp, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(text)}
}

const everything = `{"repositories": [
	{"full_name": "o/alive", "id": 1, "stars": 3, "license": "MIT", "readme": "soon", "paths": ["src/x.py", "big.huge"],
		"branches": {"dev": ["new.py"]}, "renamed": {"master": "main"}, "tags": ["v1"], "releases": {"v2": ["a.zip"]},
		"commits": ["0123456789abcdef0123456789abcdef01234567"], "issues": [5], "pulls": [6], "discussions": [7]},
	{"full_name": "o/old", "id": 2, "state": "moved", "moved_to": "n/new"},
	{"full_name": "o/empty", "state": "empty"},
	{"full_name": "o/dmca", "state": "dmca"},
	{"full_name": "o/tos", "state": "tos"},
	{"full_name": "o/saml", "state": "saml"},
	{"full_name": "o/gone", "state": "gone"},
	{"full_name": "o/props", "custom_properties": {"a": ["b"]}}],
	"accounts": [{"login": "ada", "type": "User"}], "gists": [{"id": "0a1b"}, {"id": "0b10", "state": "dmca"}]}`

func TestAnswers(t *testing.T) {
	table := []struct {
		path string
		code int
		part string // of the body
	}{
		{"repos/o/alive", 200, `"full_name":"o/alive"`},
		{"repos/O/Alive", 200, `"stargazers_count":3`},
		{"api/v3/repos/o/alive", 200, `"spdx_id":"MIT"`},
		{"repositories/1", 200, `"full_name":"o/alive"`},
		{"repos/o/old", 301, `/repositories/2"`},
		{"repos/n/new", 200, `"id":2`},
		{"repos/o/gone", 404, `"message":"Not Found"`},
		{"repos/o/never-was", 404, `"message":"Not Found"`},
		{"repos/o/dmca", 451, `"reason":"dmca"`},
		{"repos/o/tos", 403, `"reason":"tos"`},
		{"repos/o/saml", 403, `SAML`},
		{"repos/o/props", 200, `"custom_properties":{"a":["b"]}`},
		{"repos/o/alive/git/trees/HEAD", 200, `"path":"main.py"`},
		{"repos/o/empty/git/trees/HEAD", 409, `Git Repository is empty.`},
		{"repos/o/alive/contents", 200, `[{"name":`},
		{"repos/o/alive/contents/src/x.py?ref=main", 200, `"type":"file"`},
		{"repos/o/alive/contents/new.py?ref=dev", 200, `"type":"file"`},
		{"repos/o/alive/contents/README.md", 200, `"content":"c29vbg=="`},
		{"repos/o/alive/contents/none", 404, `"message":"Not Found"`},
		{"repos/o/alive/contents/src?ref=none", 404, `"message":"No commit found for the ref none"`},
		{"repos/o/alive/contents/big.huge", 403, `"code":"too_large"`},
		{"repos/o/empty/contents", 404, `This repository is empty.`},
		{"repos/o/gone/contents", 404, `"message":"Not Found"`},
		{"repos/o/old/contents/main.py", 301, `/repositories/2/contents/main.py"`},
		{"repositories/2/contents/main.py", 200, `"type":"file"`},
		{"repos/o/alive/branches/main", 200, `"name":"main"`},
		{"repos/o/alive/branches/master", 301, `Moved Permanently`},
		{"repos/o/alive/branches/none", 404, `Branch not found`},
		{"repos/o/alive/commits/0123456", 200, `"sha":"0123456789abcdef`},
		{"repos/o/alive/commits/fedcba9", 422, `No commit found for SHA: fedcba9`},
		{"repos/o/alive/git/matching-refs/heads/de", 200, `[{"ref":"refs/heads/dev"}]`},
		{"repos/o/alive/git/matching-refs/heads/x", 200, `[]`},
		{"repos/o/alive/git/ref/tags/v1", 200, `"ref":"refs/tags/v1"`},
		{"repos/o/alive/releases/tags/v2", 200, `"assets":[{"name":"a.zip"}]`},
		{"repos/o/alive/releases/tags/v1", 404, `Not Found`},
		{"repos/o/alive/releases/latest", 200, `"id":1`},
		{"repos/o/alive/issues/6", 200, `"number":6`},
		{"repos/o/alive/pulls/5", 404, `Not Found`},
		{"users/o", 200, `"type":"Organization"`},
		{"users/Ada", 200, `"login":"ada"`},
		{"users/none", 404, `Not Found`},
		{"gists/0a1b", 200, `"id":"0a1b"`},
		{"gists/0b10", 451, `"reason":"dmca"`},
		{"gists/none", 404, `Not Found`},
		{"rate_limit", 200, `"core":{"limit":60`},
		{"o/alive", 200, "<title>o/alive</title>"},
		{"o/alive/tree/main/src", 200, "<title>"},
		{"o/alive.git", 200, "<title>"},
		{"o/old", 301, "/n/new"},
		{"o/gone", 404, "not found"},
		{"o/dmca", 451, "unavailable"},
	}
	server := start(t, everything)
	for _, row := range table {
		r := ask(t, http.MethodGet, server.URL()+row.path, "")
		if r.code != row.code || !strings.Contains(r.body, row.part) {
			t.Errorf("%s: %d %s, want %d … %s …", row.path, r.code, r.body, row.code, row.part)
		}
	}
	if n := len(server.Requests()); n != len(table) {
		t.Errorf("%d requests are recorded, want %d", n, len(table))
	}
}

func graphQL(t *testing.T, server *githubtest.Server, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]string{"v": "alive"}})
	if err != nil {
		t.Fatal(err)
	}
	return ask(t, http.MethodPost, server.URL()+"graphql", string(body), "Authorization: Bearer x").body
}

func TestGraphQL(t *testing.T) {
	table := []struct{ query, want string }{
		{`{a: repository(owner: "o", name: "alive") {databaseId}}`, `{"data":{"a":{"databaseId":1}}}`},
		{`query($v: String!) {a: repository(owner: "o", name: $v) {id: databaseId}}`, `{"data":{"a":{"id":1}}}`},
		{`{repository(owner: "o", name: "old") {nameWithOwner}}`, `{"data":{"repository":{"nameWithOwner":"n/new"}}}`},
		{`{repository(owner: "o", name: "alive") {...f}} fragment f on Repository {owner {... on User {login} ... on Organization {login}}}`,
			`{"data":{"repository":{"owner":{"login":"o"}}}}`},
		{`{repository(owner: "o", name: "empty") {isEmpty object(expression: "HEAD:") {... on Tree {entries {name}}}}}`,
			`{"data":{"repository":{"isEmpty":true,"object":null}}}`},
		{`{repository(owner: "o", name: "alive") {a: object(expression: "dev:new.py") {__typename} b: object(expression: "dev:x") {__typename}}}`,
			`{"data":{"repository":{"a":{"__typename":"Blob"},"b":null}}}`},
		{`{repository(owner: "o", name: "alive") {object(expression: "HEAD:README.md") {... on Blob {text isTruncated}}}}`,
			`{"data":{"repository":{"object":{"isTruncated":false,"text":"soon"}}}}`},
		{`{repository(owner: "o", name: "alive") {ref(qualifiedName: "refs/tags/v1") {name} release(tagName: "v2") {releaseAssets(first: 1, name: "a.zip") {nodes {name}}}}}`,
			`{"data":{"repository":{"ref":{"name":"v1"},"release":{"releaseAssets":{"nodes":[{"name":"a.zip"}]}}}}}`},
		{`{repository(owner: "o", name: "alive") {a: issueOrPullRequest(number: 6) {__typename} b: discussion(number: 7) {__typename}}}`,
			`{"data":{"repository":{"a":{"__typename":"Issue"},"b":{"__typename":"Discussion"}}}}`},
		{`{a: repository(owner: "o", name: "gone") {id}}`,
			`{"data":{"a":null},"errors":[{"message":"Could not resolve to a Repository with the name 'o/gone'.","path":["a"],"type":"NOT_FOUND"}]}`},
		{`{repository(owner: "o", name: "alive") {isDeleted}}`, `{"errors":[{"message":"Field 'isDeleted' doesn't exist on type 'Repository'"}]}`},
		{`{repository(owner: "o"`, `{"errors":[{"message":"input:1:23: Expected Name, found \u003cEOF\u003e"}]}`},
	}
	server := start(t, everything)
	for _, row := range table {
		if got := strings.TrimSpace(graphQL(t, server, row.query)); got != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.query, got, row.want)
		}
	}
	if r := ask(t, http.MethodPost, server.URL()+"graphql", `{"query":"{rateLimit{cost}}"}`); r.code != 401 {
		t.Errorf("without a token: %d, want 401", r.code)
	}
}

func TestETags(t *testing.T) {
	server := start(t, `{"repositories": [{"full_name": "o/r"}], "limit": 100}`)
	first := ask(t, http.MethodGet, server.URL()+"repos/o/r", "", "Authorization: Bearer x")
	tag := first.header.Get("ETag")
	for token, want := range map[string]int{"Authorization: Bearer x": 304, "Authorization: Bearer y": 200, "X-None: ": 200} {
		if r := ask(t, http.MethodGet, server.URL()+"repos/o/r", "", "If-None-Match: "+tag, token); r.code != want {
			t.Errorf("%s: %d, want %d", token, r.code, want)
		}
	}
}

func TestLimitComesBack(t *testing.T) {
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	server, err := githubtest.New(githubtest.State{
		Repositories: []githubtest.Repository{{FullName: "o/r"}}, Limit: 2, Now: func() time.Time { return now },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	codes := func() string {
		var list []string
		for range 3 {
			r := ask(t, http.MethodGet, server.URL()+"repos/o/r", "")
			list = append(list, fmt.Sprint(r.code, "/", r.header.Get("X-Ratelimit-Remaining")))
		}
		return strings.Join(list, " ")
	}
	if got := codes(); got != "200/1 200/0 403/0" {
		t.Errorf("the first hour: %s", got)
	}
	now = now.Add(time.Hour)
	if got := codes(); got != "200/1 200/0 403/0" {
		t.Errorf("the second hour: %s", got)
	}
}

func TestRepositoriesChange(t *testing.T) {
	server := start(t, `{"repositories": [
		{"full_name": "o/replaced", "id": 1, "new_id": 2, "state": "replaced"},
		{"full_name": "o/deleted", "after": 2, "then": {"state": "gone"}}]}`)
	for i, want := range []string{`"id":1`, `"id":2`, `"id":2`} {
		if r := ask(t, http.MethodGet, server.URL()+"repos/o/replaced", ""); !strings.Contains(r.body, want) {
			t.Errorf("answer %d: %s, want %s", i, r.body, want)
		}
	}
	for i, want := range []int{200, 200, 404} {
		if r := ask(t, http.MethodGet, server.URL()+"repos/o/deleted", ""); r.code != want {
			t.Errorf("answer %d: %d, want %d", i, r.code, want)
		}
	}
}

func TestFaultsChooseTheirRequests(t *testing.T) {
	table := []struct{ fault, want string }{
		{`{"kind": "500"}`, "xxxxxx"},
		{`{"kind": "500", "times": 2}`, "xx...."},
		{`{"kind": "500", "after": 1, "times": 2}`, ".xx..."},
		{`{"kind": "500", "every": 3}`, "..x..x"},
		{`{"kind": "500", "path": "/repositories"}`, "......"},
		{`{"kind": "500", "repository": "O/R"}`, "xxxxxx"},
		{`{"kind": "500", "repository": "o/r2"}`, "......"},
		{`{"kind": "500", "resource": "graphql"}`, "......"},
		{`{"kind": "500", "rate": 0.5}`, "..x..x"},
	}
	for _, row := range table {
		server := start(t, `{"repositories": [{"full_name": "o/r"}], "seed": 1, "faults": [`+row.fault+`]}`)
		got := ""
		for range len(row.want) {
			got += map[int]string{200: ".", 500: "x"}[ask(t, http.MethodGet, server.URL()+"repos/o/r", "").code]
		}
		if got != row.want {
			t.Errorf("%s: %s, want %s", row.fault, got, row.want)
		}
	}
}

func TestStatesThatCannotBe(t *testing.T) {
	table := []struct{ state, says string }{
		{`{"repositories": [{"full_name": "o"}]}`, "no full name"},
		{`{"repositories": [{"full_name": "o/r", "state": "fine"}]}`, "no state"},
		{`{"repositories": [{"full_name": "o/r", "state": "moved"}]}`, "go together"},
		{`{"faults": [{"kind": "fire"}]}`, "no kind of fault"},
		{`{"faults": [{"kind": "500", "resource": "mail"}]}`, "no resource"},
		{`{"limits": 5}`, "unknown field"},
		{`{`, "unexpected EOF"},
	}
	for _, row := range table {
		state, err := githubtest.ReadState(strings.NewReader(row.state))
		if err == nil {
			_, err = githubtest.New(state)
		}
		if err == nil || !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: %v, want an error that says %q", row.state, err, row.says)
		}
	}
}

func Example() {
	state, err := githubtest.ReadState(strings.NewReader(`{"repositories": [{"full_name": "o/r", "id": 5}]}`))
	if err != nil {
		panic(err)
	}
	server, err := githubtest.New(state)
	if err != nil {
		panic(err)
	}
	defer server.Close()
	resp, err := http.Get(server.URL() + "repos/o/r")
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode, resp.Header.Get("X-Ratelimit-Remaining"))
	fmt.Println(server.Requests()[0].Path)
	// Output:
	// 200 59
	// /repos/o/r
}
