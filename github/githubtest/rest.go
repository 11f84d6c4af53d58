package githubtest

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const samlMessage = "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization."

// rest answers /repos/OWNER/NAME and what is inside, /repositories/ID, /users/LOGIN,
// /gists/ID and /rate_limit.
func (s *Server) rest(c *call) {
	parts := strings.Split(strings.Trim(c.path, "/"), "/")
	switch {
	case c.Method != http.MethodGet && c.Method != http.MethodHead:
		c.fail(http.StatusNotFound, "Not Found")
	case parts[0] == "rate_limit":
		s.rateLimit(c)
	case parts[0] == "repositories" && len(parts) == 2:
		id, _ := strconv.ParseInt(parts[1], 10, 64)
		s.restAnswer(c, s.findID(id), "")
	case parts[0] == "repositories" && len(parts) > 2:
		id, _ := strconv.ParseInt(parts[1], 10, 64)
		if p := s.findID(id); !c.refuse(p) {
			s.restInside(c, p, strings.Join(parts[2:], "/"))
		}
	case parts[0] == "repos" && len(parts) == 3:
		s.restAnswer(c, s.find(parts[1]+"/"+parts[2]), parts[1]+"/"+parts[2])
	case parts[0] == "repos" && len(parts) == 6 && strings.Join(parts[3:], "/") == "git/trees/HEAD":
		s.restTree(c, s.find(parts[1]+"/"+parts[2]), parts[1]+"/"+parts[2])
	case parts[0] == "repos" && len(parts) > 3:
		s.inside(c, parts)
	case parts[0] == "users" && len(parts) == 2:
		s.account(c, parts[1])
	case parts[0] == "gists" && len(parts) == 2:
		s.gist(c, parts[1])
	default:
		c.fail(http.StatusNotFound, "Not Found")
	}
}

// inside answers for something in a repository, if that is there.
func (s *Server) inside(c *call, parts []string) {
	asked, rest := parts[1]+"/"+parts[2], strings.Join(parts[3:], "/")
	switch p := s.find(asked); {
	case c.refuse(p):
	case !strings.EqualFold(asked, p.name()):
		s.movedAnswer(c, p.ID, "/"+rest)
	default:
		s.restInside(c, p, rest)
	}
}

// refuse answers for a repository that is not shown, and reports whether it did.
func (c *call) refuse(p *repository) bool {
	switch {
	case p == nil || p.State == "gone":
		c.fail(http.StatusNotFound, "Not Found")
	case p.State == "dmca":
		c.block(http.StatusUnavailableForLegalReasons, p.State)
	case p.State == "tos" || p.State == "unavailable":
		c.block(http.StatusForbidden, p.State)
	case p.State == "saml":
		c.fail(http.StatusForbidden, samlMessage)
	default:
		return false
	}
	return true
}

func (c *call) block(code int, reason string) {
	block := map[string]any{"reason": reason, "created_at": "2024-01-01T00:00:00Z", "html_url": nil}
	if reason == "dmca" {
		block["html_url"] = "https://github.com/github/dmca/blob/master/2024/01/2024-01-01-notice.md"
	}
	c.write(code, map[string]any{"message": "Repository access blocked", "block": block})
}

// restAnswer answers with one repository; asked is the name that was asked for, empty
// if it was asked for by id.
func (s *Server) restAnswer(c *call, p *repository, asked string) {
	var now Repository
	if p != nil {
		now = s.tell(p)
		p = &repository{Repository: now}
	}
	if c.refuse(p) {
		return
	}
	if asked != "" && !strings.EqualFold(asked, now.name()) {
		s.movedAnswer(c, now.ID, "")
		return
	}
	body, err := json.Marshal(restRepository(&now))
	if err != nil {
		c.fail(http.StatusInternalServerError, err.Error())
		return
	}
	c.writeCached(body)
}

// movedAnswer redirects to the address by id, as recorded in @octokit/fixtures'
// rename-repository.
func (s *Server) movedAnswer(c *call, id int64, rest string) {
	to := fmt.Sprintf("%srepositories/%d%s", s.URL(), id, rest)
	if strings.HasPrefix(c.Request.URL.Path, "/api/v3/") {
		to = fmt.Sprintf("%sapi/v3/repositories/%d%s", s.URL(), id, rest)
	}
	c.Header().Set("Location", to)
	c.write(http.StatusMovedPermanently, map[string]string{"message": "Moved Permanently", "url": to, "documentation_url": "https://docs.github.com/rest"})
}

// writeCached answers with a body and its ETag, or with 304 when the caller has it.
// ETags change with the token. A 304 costs nothing to those who have one.
func (c *call) writeCached(body []byte) {
	h := fnv.New64a()
	h.Write(body)
	h.Write([]byte(c.Request.Header.Get("Authorization")))
	tag := fmt.Sprintf("W/\"%x\"", h.Sum64())
	c.Header().Set("ETag", tag)
	if c.authorised() && c.Request.Header.Get("If-None-Match") == tag {
		c.WriteHeader(http.StatusNotModified)
		return
	}
	c.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = c.Write(body) // a client that has gone is its own business
}

// restRepository is GitHub's answer for a repository, as far as anybody reads it.
func restRepository(r *Repository) map[string]any {
	owner, name, _ := strings.Cut(r.name(), "/")
	answer := map[string]any{
		"id": r.ID, "node_id": fmt.Sprintf("R_%d", r.ID), "name": name, "full_name": r.name(), "private": false,
		"owner":    map[string]any{"login": owner, "id": r.OwnerID, "type": "Organization"},
		"html_url": "https://github.com/" + r.name(), "fork": r.Fork, "size": r.Size, "stargazers_count": r.Stars,
		"archived": r.Archived, "disabled": r.Disabled, "default_branch": r.DefaultBranch,
		"pushed_at": r.PushedAt, "created_at": r.CreatedAt, "license": nil,
	}
	if r.License != "" {
		answer["license"] = map[string]string{"key": strings.ToLower(r.License), "spdx_id": r.License}
	}
	if r.CustomProperties != nil {
		answer["custom_properties"] = r.CustomProperties
	}
	return answer
}

func (s *Server) restTree(c *call, p *repository, asked string) {
	switch {
	case c.refuse(p):
	case !strings.EqualFold(asked, p.name()):
		s.movedAnswer(c, p.ID, "/git/trees/HEAD")
	case p.Empty:
		c.fail(http.StatusConflict, "Git Repository is empty.")
	default:
		var tree []map[string]string
		for _, e := range entries(p.Files) {
			tree = append(tree, map[string]string{"path": e["name"], "type": e["type"], "mode": "100644", "sha": strings.Repeat("0", 40)})
		}
		c.write(http.StatusOK, map[string]any{"sha": strings.Repeat("1", 40), "tree": tree, "truncated": false})
	}
}

// entries lists files as the entries of a tree.
func entries(files []string) []map[string]string {
	list := make([]map[string]string, len(files))
	for i, name := range files {
		kind := "blob"
		if trimmed, folder := strings.CutSuffix(name, "/"); folder {
			name, kind = trimmed, "tree"
		}
		list[i] = map[string]string{"name": name, "type": kind}
	}
	return list
}

func (s *Server) rateLimit(c *call) {
	if s.state.Limit < 0 {
		c.fail(http.StatusNotFound, "Rate limiting is not enabled.")
		return
	}
	s.mutex.Lock()
	authorization := c.Request.Header.Get("Authorization")
	resources := make(map[string]any)
	for name, resource := range map[string]string{"core": resourceREST, "graphql": resourceGraphQL} {
		most := s.most(&call{Request: c.Request, resource: resource})
		used, end := 0, s.now().Add(time.Hour)
		if l := s.limits[resource+" "+authorization]; l != nil && s.now().Before(l.end) {
			used, end = l.used, l.end
		}
		resources[name] = map[string]any{"limit": most, "used": used, "remaining": max(0, most-used), "reset": end.Unix()}
	}
	s.mutex.Unlock()
	c.write(http.StatusOK, map[string]any{"resources": resources, "rate": resources["core"]})
}

// web answers the plain address of a repository, or of anything in it.
func (s *Server) web(c *call) {
	parts := strings.SplitN(strings.Trim(c.path, "/"), "/", 3)
	if len(parts) < 2 {
		http.NotFound(c.ResponseWriter, c.Request)
		return
	}
	asked := parts[0] + "/" + strings.TrimSuffix(parts[1], ".git")
	p := s.find(asked)
	switch {
	case p == nil || p.State == "gone" || p.State == "saml":
		http.NotFound(c.ResponseWriter, c.Request)
	case p.hidden():
		http.Error(c.ResponseWriter, "Repository unavailable", http.StatusUnavailableForLegalReasons)
	case !strings.EqualFold(asked, p.name()):
		http.Redirect(c.ResponseWriter, c.Request, strings.TrimSuffix(s.URL(), "/")+"/"+strings.Join(append([]string{p.name()}, parts[2:]...), "/"), http.StatusMovedPermanently)
	default:
		c.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(c, "<!DOCTYPE html><title>%s</title>", p.name())
	}
}
