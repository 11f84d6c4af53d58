package githubtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// maxQuery is the largest query that is read, in bytes.
const maxQuery = 1 << 20

// readQuery parses the query of a request to /graphql, and counts the repositories in
// it. The body can be read again. It knows GraphQL's grammar and no query's text.
func readQuery(r *http.Request) (*ast.QueryDocument, int) {
	if r.URL.Path != "/graphql" || r.Method != http.MethodPost {
		return nil, 0
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxQuery))
	r.Body = io.NopCloser(bytes.NewReader(body))
	var request struct{ Query string }
	if err != nil || json.Unmarshal(body, &request) != nil {
		return nil, 0
	}
	document, problem := parser.ParseQuery(&ast.Source{Input: request.Query})
	if problem != nil || len(document.Operations) != 1 {
		return nil, 0
	}
	count := 0
	for _, selection := range document.Operations[0].SelectionSet {
		if field, ok := selection.(*ast.Field); ok && field.Name == "repository" {
			count++
		}
	}
	return document, count
}

func (s *Server) graphQL(w http.ResponseWriter, request Request, document *ast.QueryDocument) {
	most := s.maxAliases
	if most == 0 {
		most = 100
	}
	switch {
	case request.Authorization == "":
		writeError(w, http.StatusUnauthorized, "This endpoint requires you to be authenticated.")
		return
	case document == nil:
		writeJSON(w, http.StatusOK, map[string]any{"errors": []any{map[string]any{"message": "Parse error on the query"}}})
		return
	case request.Aliases > most:
		writeError(w, http.StatusBadGateway, "We couldn't respond to your request in time.")
		return
	}
	data := make(map[string]any)
	problems := []any{}
	for _, selection := range document.Operations[0].SelectionSet {
		field, ok := selection.(*ast.Field)
		if !ok {
			continue
		}
		switch field.Name {
		case "rateLimit":
			data[field.Alias] = map[string]any{"cost": 1, "remaining": 4999, "resetAt": s.reset.Format(time.RFC3339)}
		case "repository":
			name := argument(field, "owner") + "/" + argument(field, "name")
			repository, found := s.find(name)
			if !found || repository.hidden() {
				data[field.Alias] = nil
				problems = append(problems, map[string]any{"type": "NOT_FOUND", "path": []string{field.Alias},
					"message": "Could not resolve to a Repository with the name '" + name + "'."})
				continue
			}
			data[field.Alias] = graphRepository(repository)
		}
	}
	reply := map[string]any{"data": data}
	if len(problems) > 0 {
		reply["errors"] = problems
	}
	writeJSON(w, http.StatusOK, reply)
}

func argument(field *ast.Field, name string) string {
	if a := field.Arguments.ForName(name); a != nil && a.Value != nil {
		return a.Value.Raw
	}
	return ""
}

func graphRepository(r Repository) map[string]any {
	reply := map[string]any{
		"databaseId": r.ID, "nameWithOwner": r.name(), "isArchived": r.State == "archived", "isDisabled": r.State == "disabled",
		"isEmpty": r.State == "empty", "isFork": r.Fork, "pushedAt": r.PushedAt, "createdAt": epoch.Add(-24 * time.Hour),
		"stargazerCount": r.Stars, "licenseInfo": nil, "defaultBranchRef": map[string]string{"name": "main"},
		"owner": map[string]any{"databaseId": r.ownerID()}, "object": nil,
	}
	if r.License != "" {
		reply["licenseInfo"] = map[string]string{"spdxId": r.License}
	}
	if r.State != "empty" {
		entries := []map[string]string{}
		for _, file := range r.Files {
			entries = append(entries, map[string]string{"name": trimSlash(file), "type": kind(file)})
		}
		reply["object"] = map[string]any{"entries": entries}
	}
	return reply
}

func trimSlash(file string) string {
	if kind(file) == "tree" {
		return file[:len(file)-1]
	}
	return file
}
