package githubtest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// rest answers GET /repos/{owner}/{repo}, its tree, and GET /repositories/{id}.
func (s *Server) rest(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	var repository Repository
	var found bool
	var rest []string
	switch {
	case parts[0] == "repositories" && len(parts) > 1:
		id, _ := strconv.ParseInt(parts[1], 10, 64)
		repository, found = s.findID(id)
		rest = parts[2:]
	case len(parts) > 2:
		repository, found = s.find(parts[1] + "/" + parts[2])
		rest = parts[3:]
		if found && repository.State == "moved" {
			s.redirect(w, repository, rest)
			return
		}
	}
	switch {
	case !found || repository.State == "gone":
		writeError(w, http.StatusNotFound, "Not Found")
	case repository.State == "dmca":
		writeBlock(w, http.StatusUnavailableForLegalReasons, "dmca")
	case repository.State == "tos":
		writeBlock(w, http.StatusForbidden, "tos")
	case len(rest) == 0:
		writeRepository(w, r, repository)
	case strings.Join(rest, "/") == "git/trees/HEAD":
		writeTree(w, repository)
	default:
		writeError(w, http.StatusNotFound, "Not Found")
	}
}

// redirect answers for a repository that was renamed or transferred.
func (s *Server) redirect(w http.ResponseWriter, r Repository, rest []string) {
	to := s.http.URL + strings.TrimRight(fmt.Sprintf("/repositories/%d/%s", r.ID, strings.Join(rest, "/")), "/")
	w.Header().Set("Location", to)
	writeJSON(w, http.StatusMovedPermanently, map[string]string{"message": "Moved Permanently", "url": to})
}

func writeBlock(w http.ResponseWriter, code int, reason string) {
	writeJSON(w, code, map[string]any{"message": "Repository access blocked", "block": map[string]string{
		"reason": reason, "created_at": "2023-05-01T00:00:00Z", "html_url": "https://github.com/github/dmca",
	}})
}

// writeRepository answers with a repository, or with 304 where the client has it:
// conditional requests are free for those who say who they are.
func writeRepository(w http.ResponseWriter, r *http.Request, repository Repository) {
	owner, name, _ := strings.Cut(repository.name(), "/")
	reply := map[string]any{
		"id": repository.ID, "name": name, "full_name": repository.name(), "owner": map[string]any{"id": repository.ownerID(), "login": owner},
		"archived": repository.State == "archived", "disabled": repository.State == "disabled", "fork": repository.Fork,
		"pushed_at": repository.PushedAt, "created_at": epoch.Add(-24 * time.Hour), "stargazers_count": repository.Stars,
		"default_branch": "main", "size": 0, "license": nil,
		// Some organisations' properties are lists, on which other clients fail.
		"custom_properties": map[string]any{"tags": []string{"a", "b"}},
	}
	if repository.License != "" {
		reply["license"] = map[string]string{"spdx_id": repository.License}
	}
	text, err := json.Marshal(reply)
	if err != nil {
		writeError(w, http.StatusInternalServerError, err.Error())
		return
	}
	sum := sha256.Sum256(append(text, r.Header.Get("Authorization")...))
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	writeJSON(w, http.StatusOK, json.RawMessage(text))
}

func writeTree(w http.ResponseWriter, r Repository) {
	if r.State == "empty" {
		writeError(w, http.StatusConflict, "Git Repository is empty.")
		return
	}
	tree := []map[string]string{}
	for _, file := range r.Files {
		tree = append(tree, map[string]string{"path": strings.TrimSuffix(file, "/"), "type": kind(file)})
	}
	writeJSON(w, http.StatusOK, map[string]any{"sha": "0123456789abcdef", "tree": tree, "truncated": false})
}

func kind(file string) string {
	if strings.HasSuffix(file, "/") {
		return "tree"
	}
	return "blob"
}

// web answers for /{owner}/{repo} as github.com does to a browser.
func (s *Server) web(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(parts) < 2 {
		http.NotFound(w, r)
		return
	}
	repository, found := s.find(parts[0] + "/" + parts[1])
	switch {
	case !found || repository.hidden():
		http.NotFound(w, r)
	case repository.State == "moved":
		http.Redirect(w, r, "/"+repository.MovedTo, http.StatusMovedPermanently)
	default:
		fmt.Fprintf(w, "<!DOCTYPE html><title>%s</title>\n", repository.FullName)
	}
}
