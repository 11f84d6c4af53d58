package github

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"stemma"
	"stemma/npmtest"
)

// The tests of this file hold the client against what GitHub itself has published: its
// schema, and answers that were recorded. Both come from npm, are kept in the user's
// cache and are no part of the project.
var realPackages = []string{"@octokit/graphql-schema@15.26.1", "@octokit/fixtures-server@8.1.7"}

// publicSchema reads GitHub's schema. It defines two fields twice, which the parser
// does not take, and the second ones are dropped.
func publicSchema(t *testing.T) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(npmtest.Install(t, realPackages...), "node_modules/@octokit/graphql-schema/schema.graphql"))
	if err != nil {
		t.Fatal(err)
	}
	document, err := parser.ParseSchemas(validator.Prelude, &ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	for _, definition := range document.Definitions {
		seen := make(map[string]bool)
		var fields ast.FieldList
		for _, f := range definition.Fields {
			if !seen[f.Name] {
				fields = append(fields, f)
			}
			seen[f.Name] = true
		}
		definition.Fields = fields
	}
	schema, err := validator.ValidateSchemaDocument(document)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// everyPlace has one of each sort of place that is asked for through GraphQL.
var everyPlace = []string{
	"blob/main/a b/\"q\".py", "tree/feature/x", "commit/0123456", "releases/tag/v1", "releases/download/v1/a.zip", "releases/latest",
	"issues/1", "pull/2", "discussions/3",
}

// queries are all that the client asks through GraphQL.
func queries() map[string]string {
	batch := make([]*job, largestBatch)
	details := make([]*job, detailRepos)
	for i := range batch {
		batch[i] = &job{Request: Request{Repo: Repo{Owner: "o-wner", Name: "na.me_-1"}}}
	}
	for i := range details {
		details[i] = &job{readme: `READ"ME.md`, seen: stemma.Observation{Repository: &stemma.Repository{FullName: "o-wner/na.me_-1"}}}
		for _, path := range everyPlace {
			details[i].spots = append(details[i].spots, &spot{place: parsePlace(path)})
		}
	}
	return map[string]string{"batch": query(batch), "details": detailQuery(details)}
}

// TestQueriesFitThePublicSchema takes the whole schema, TestQueriesFitTheSchema the part
// of it that stands in testdata.
func TestQueriesFitThePublicSchema(t *testing.T) {
	schema := publicSchema(t)
	for name, text := range queries() {
		if _, errs := gqlparser.LoadQueryWithRules(schema, text, rules.NewDefaultRules()); errs != nil {
			t.Errorf("%s: %v", name, errs)
		}
	}
	if _, errs := gqlparser.LoadQueryWithRules(schema, `{ repository(owner: "o", name: "r") { isDeleted } }`, rules.NewDefaultRules()); errs == nil {
		t.Error("a field that GitHub does not have is found right: the schema holds nothing back")
	}
}

// The part in testdata says nothing that the whole does not say.
func TestTheSchemaOfTestdataIsGitHubs(t *testing.T) {
	schema := publicSchema(t)
	text, err := os.ReadFile("testdata/schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	part, err := parser.ParseSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	for _, definition := range part.Definitions {
		whole := schema.Types[definition.Name]
		if whole == nil {
			t.Errorf("GitHub has no type %s", definition.Name)
			continue
		}
		for _, f := range definition.Fields {
			if real := whole.Fields.ForName(f.Name); real == nil || real.Type.String() != f.Type.String() {
				t.Errorf("%s.%s is not so at GitHub", definition.Name, f.Name)
			}
		}
	}
}

// recordedToken is the one that the recorded answers were given to.
const recordedToken = "0000000000000000000000000000000000000001"

// recordings starts the server of recorded answers and returns its address.
func recordings(t *testing.T) string {
	t.Helper()
	folder := npmtest.Install(t, realPackages...)
	script, err := os.ReadFile("testdata/fixtures.mjs")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "fixtures.mjs")
	if err := os.WriteFile(file, script, 0o644); err != nil {
		t.Fatal(err)
	}
	node := exec.CommandContext(t.Context(), "node", file)
	var complaint bytes.Buffer
	node.Stderr = &complaint
	stdin, err1 := node.StdinPipe()
	stdout, err2 := node.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if err := node.Start(); err != nil {
		t.Skipf("SKIPPED: node does not start: %v", err)
	}
	t.Cleanup(func() {
		_ = stdin.Close() // which ends it
		_ = node.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the server of recorded answers says no port: %v\n%s", err, &complaint)
	}
	return "http://127.0.0.1:" + strings.TrimSpace(line) + "/"
}

// asRecorded writes the token as it was written when the answers were recorded.
type asRecorded struct{}

func (asRecorded) RoundTrip(r *http.Request) (*http.Response, error) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		r.Header.Set("Authorization", "token "+token)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// scenario returns a client of one recorded conversation.
func scenario(t *testing.T, server, name string) *Client {
	t.Helper()
	resp, err := http.Post(server+"fixtures", "application/json", strings.NewReader(`{"scenario":`+strconv.Quote(name)+`}`))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var made struct{ URL string }
	if err := json.NewDecoder(resp.Body).Decode(&made); err != nil || made.URL == "" {
		t.Fatalf("%s: no scenario: %v", name, err)
	}
	c, err := New(Config{BaseURL: made.URL, Token: recordedToken, Transport: asRecorded{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// rename makes the request by which the repository of the scenario was renamed.
func rename(t *testing.T, c *Client) {
	t.Helper()
	address := c.requests.BaseURL.JoinPath("repos/octokit-fixture-org/rename-repository").String()
	req, err := http.NewRequest(http.MethodPatch, address, strings.NewReader(`{"name":"rename-repository-newname"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "application/vnd.github.v3+json")
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := c.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("the recorded rename answers %s", resp.Status)
	}
}

// The client asks as the recorded clients did, and understands what GitHub answered.
func TestRecordedAnswers(t *testing.T) {
	server := recordings(t)
	t.Run("a repository", func(t *testing.T) {
		o, err := scenario(t, server, "get-repository").rest(t.Context(), Request{Repo: Repo{"octokit-fixture-org", "hello-world"}})
		if err != nil || o.Status != stemma.Alive || o.Repository == nil || o.Repository.ID != 1000 || o.Repository.FullName != "octokit-fixture-org/hello-world" ||
			o.Repository.DefaultBranch == "" || o.Repository.CreatedAt.IsZero() || o.Evidence.ETag == "" {
			t.Errorf("%+v %+v %v", o, o.Repository, err)
		}
	})
	t.Run("a renamed repository", func(t *testing.T) {
		c := scenario(t, server, "rename-repository")
		rename(t, c) // the recorded conversation begins with it
		o, err := c.rest(t.Context(), Request{Repo: Repo{"octokit-fixture-org", "rename-repository"}})
		if err != nil || o.Status != stemma.Moved || !strings.HasSuffix(o.MovedTo, "/octokit-fixture-org/rename-repository-newname") || len(o.Evidence.Redirects) != 1 {
			t.Errorf("%+v %+v %v", o, o.Repository, err)
		}
	})
	t.Run("a release and its assets", func(t *testing.T) {
		for path, want := range map[string]stemma.Status{"releases/tag/v1.0.0": stemma.Alive, "releases/download/v1.0.0/none.txt": stemma.Gone} {
			e := errand{job: &job{seen: stemma.Observation{Repository: &stemma.Repository{FullName: "octokit-fixture-org/release-assets"}}}, spot: &spot{place: parsePlace(path)}}
			if o, err := scenario(t, server, "release-assets").visit(t.Context(), e); err != nil || o.Status != want {
				t.Errorf("%s: %v (%s) %v, want %v", path, o.Status, o.Reason, err, want)
			}
		}
	})
	t.Run("what is not recorded is not gone", func(t *testing.T) {
		o, err := scenario(t, server, "get-repository").rest(t.Context(), Request{Repo: Repo{"octokit-fixture-org", "none"}})
		if err != nil || o.Status != stemma.Unknown {
			t.Errorf("%+v %v", o, err)
		}
	})
}
