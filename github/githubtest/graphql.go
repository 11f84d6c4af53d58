package githubtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// maxQuery is the longest query that is read, in bytes, and maxTokens how many words
// it may have.
const (
	maxQuery   = 1 << 20
	maxTokens  = 100_000
	maxAliases = 100
)

// A graphQuery is a query with its variables.
type graphQuery struct {
	document  *ast.QueryDocument
	variables map[string]any
	err       error
}

func readQuery(r *http.Request) graphQuery {
	var body struct {
		Query     string         `json:"query"`
		Variables map[string]any `json:"variables"`
	}
	if err := json.NewDecoder(io.LimitReader(r.Body, maxQuery)).Decode(&body); err != nil {
		return graphQuery{err: fmt.Errorf("problems parsing JSON: %w", err)}
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: body.Query}, maxTokens)
	if err == nil && len(document.Operations) != 1 {
		err = fmt.Errorf("one operation is wanted, and there are %d", len(document.Operations))
	}
	return graphQuery{document, body.Variables, err}
}

// repositories counts the repositories that the query asks for.
func (q graphQuery) repositories() int {
	if q.document == nil || q.err != nil {
		return 0
	}
	n := 0
	for _, selection := range q.document.Operations[0].SelectionSet {
		if f, ok := selection.(*ast.Field); ok && f.Name == "repository" {
			n++
		}
	}
	return n
}

// graphQL answers a query. As with GitHub, what cannot be resolved is null and an
// error beside it, and the answer is 200 all the same.
func (s *Server) graphQL(c *call) {
	most := s.state.MaxAliases
	if most == 0 {
		most = maxAliases
	}
	switch {
	case !c.authorised():
		c.fail(http.StatusUnauthorized, "This endpoint requires you to be authenticated.")
	case c.query.document == nil:
		c.fail(http.StatusBadRequest, "Problems parsing JSON")
	case c.query.repositories() > most:
		c.fail(http.StatusBadGateway, "We couldn't respond to your request in time. Sorry about that.")
	case c.query.err != nil:
		c.write(http.StatusOK, map[string]any{"errors": []any{map[string]any{"message": c.query.err.Error()}}})
	default:
		s.execute(c)
	}
}

func (s *Server) execute(c *call) {
	e := execution{server: s, call: c, graphQuery: c.query}
	data := make(map[string]any)
	for _, selection := range c.query.document.Operations[0].SelectionSet {
		if f, ok := selection.(*ast.Field); ok {
			data[f.Alias] = e.root(f)
		} else {
			e.invalid("a fragment is not supported at the root")
		}
	}
	answer := map[string]any{"data": data}
	if e.rejected {
		delete(answer, "data")
	}
	if len(e.errors) > 0 {
		answer["errors"] = e.errors
	}
	c.write(http.StatusOK, answer)
}

// An execution is one query being answered.
type execution struct {
	server *Server
	call   *call
	graphQuery
	errors   []map[string]any
	rejected bool // the query does not fit the schema: there is no data at all
}

func (e *execution) fail(kind string, f *ast.Field, message string) {
	e.errors = append(e.errors, map[string]any{"type": kind, "path": []string{f.Alias}, "message": message})
}

func (e *execution) invalid(message string) {
	e.rejected = true
	e.errors = append(e.errors, map[string]any{"message": message})
}

func (e *execution) root(f *ast.Field) any {
	switch f.Name {
	case "rateLimit":
		return e.object(f.SelectionSet, "RateLimit", e.rateLimit())
	case "repository":
		return e.repository(f)
	}
	e.invalid(fmt.Sprintf("Field '%s' doesn't exist on type 'Query'", f.Name))
	return nil
}

func (e *execution) rateLimit() map[string]any {
	number := func(key string) int64 {
		n, _ := strconv.ParseInt(e.call.Header().Get("X-Ratelimit-"+key), 10, 64) // none where there is no limit
		return n
	}
	return map[string]any{
		"cost": max(1, e.server.state.GraphQLCost), "limit": number("Limit"), "remaining": number("Remaining"), "used": number("Used"),
		"resetAt": time.Unix(number("Reset"), 0).UTC().Format(time.RFC3339),
	}
}

func (e *execution) repository(f *ast.Field) any {
	name := e.argument(f, "owner") + "/" + e.argument(f, "name")
	p := e.server.find(name)
	if p == nil {
		e.fail("NOT_FOUND", f, fmt.Sprintf("Could not resolve to a Repository with the name '%s'.", name))
		return nil
	}
	now := e.server.tell(p)
	switch {
	case now.State == "saml":
		e.fail("FORBIDDEN", f, samlMessage)
		e.errors[len(e.errors)-1]["extensions"] = map[string]bool{"saml_failure": true}
		return nil
	case now.hidden():
		e.fail("NOT_FOUND", f, fmt.Sprintf("Could not resolve to a Repository with the name '%s'.", name))
		return nil
	}
	value := graphRepository(&now)
	graphInside(e, &now, value)
	return e.object(f.SelectionSet, "Repository", value)
}

// argument returns the value of an argument, whether it stands in the query or in its
// variables.
func (e *execution) argument(f *ast.Field, name string) string {
	argument := f.Arguments.ForName(name)
	if argument == nil {
		e.invalid(fmt.Sprintf("Field '%s' is missing required arguments: %s", f.Name, name))
		return ""
	}
	if argument.Value.Kind == ast.Variable {
		return fmt.Sprint(e.variables[argument.Value.Raw])
	}
	return argument.Value.Raw
}

// object picks the selected fields out of value, whose type has that name.
func (e *execution) object(selected ast.SelectionSet, typeName string, value map[string]any) map[string]any {
	out := make(map[string]any)
	e.pick(out, selected, typeName, value)
	return out
}

func (e *execution) pick(out map[string]any, selected ast.SelectionSet, typeName string, value map[string]any) {
	for _, selection := range selected {
		switch s := selection.(type) {
		case *ast.Field:
			out[s.Alias] = e.field(s, typeName, value)
		case *ast.InlineFragment:
			if s.TypeCondition == "" || s.TypeCondition == typeName {
				e.pick(out, s.SelectionSet, typeName, value)
			}
		case *ast.FragmentSpread:
			fragment := e.document.Fragments.ForName(s.Name)
			if fragment == nil {
				e.invalid(fmt.Sprintf("Fragment %s was used, but not defined", s.Name))
			} else if fragment.TypeCondition == typeName {
				e.pick(out, fragment.SelectionSet, typeName, value)
			}
		}
	}
}

// A typed object knows its type, for the fragments that ask for one.
type typed struct {
	typeName string
	fields   map[string]any
}

func (e *execution) field(f *ast.Field, typeName string, value map[string]any) any {
	v, ok := value[f.Name]
	if !ok {
		e.invalid(fmt.Sprintf("Field '%s' doesn't exist on type '%s'", f.Name, typeName))
		return nil
	}
	if resolve, ok := v.(func(func(string) string) any); ok {
		v = resolve(func(name string) string { return e.argument(f, name) })
	}
	switch v := v.(type) {
	case *typed:
		if v == nil {
			return nil
		}
		return e.object(f.SelectionSet, v.typeName, v.fields)
	case []*typed:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = e.object(f.SelectionSet, item.typeName, item.fields)
		}
		return list
	}
	return v
}

// graphRepository is a repository with the fields that the public schema has and that
// anybody reads.
func graphRepository(r *Repository) map[string]any {
	login, name, _ := strings.Cut(r.name(), "/")
	value := map[string]any{
		"__typename": "Repository", "id": fmt.Sprintf("R_%d", r.ID), "databaseId": r.ID, "name": name, "nameWithOwner": r.name(),
		"isArchived": r.Archived, "isDisabled": r.Disabled, "isEmpty": r.Empty, "isFork": r.Fork, "isLocked": false, "isMirror": false,
		"pushedAt": r.PushedAt, "createdAt": r.CreatedAt, "diskUsage": r.Size, "stargazerCount": r.Stars,
		"owner":       &typed{"Organization", map[string]any{"__typename": "Organization", "login": login, "databaseId": r.OwnerID}},
		"licenseInfo": (*typed)(nil), "defaultBranchRef": (*typed)(nil),
	}
	if r.License != "" {
		value["licenseInfo"] = &typed{"License", map[string]any{"spdxId": r.License}}
	}
	if !r.Empty {
		value["defaultBranchRef"] = &typed{"Ref", map[string]any{"name": r.DefaultBranch}}
	}
	return value
}

func graphEntries(files []string) []*typed {
	list := []*typed{}
	for _, e := range entries(files) {
		list = append(list, &typed{"TreeEntry", map[string]any{"name": e["name"], "type": e["type"]}})
	}
	return list
}
