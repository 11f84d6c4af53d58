package githubtest

import (
	"encoding/json"
	"net/http"
	"strings"
)

// An Account is a user or an organisation. The owners of repositories that are there
// need not be listed.
type Account struct {
	Login string `json:"login"`
	Type  string `json:"type"`  // "User" or "Organization"; the latter if empty
	State string `json:"state"` // "gone", or empty
}

// A Gist is one of the server's.
type Gist struct {
	ID    string `json:"id"`
	State string `json:"state"` // "gone", "dmca", "tos", or empty
}

// account answers /users/LOGIN.
func (s *Server) account(c *call, login string) {
	found := Account{State: "gone"}
	for _, p := range s.state.Repositories {
		if owner, _, _ := strings.Cut(p.FullName, "/"); strings.EqualFold(owner, login) && !p.hidden() {
			found = Account{Login: owner}
		}
	}
	for _, a := range s.state.Accounts {
		if strings.EqualFold(a.Login, login) {
			found = a
		}
	}
	if found.State == "gone" {
		c.fail(http.StatusNotFound, "Not Found")
		return
	}
	if found.Type == "" {
		found.Type = "Organization"
	}
	c.cached(map[string]any{"login": found.Login, "id": idOf(found.Login), "type": found.Type})
}

// gist answers /gists/ID.
func (s *Server) gist(c *call, id string) {
	for _, g := range s.state.Gists {
		if g.ID != id {
			continue
		}
		if !c.refuse(&repository{Repository: Repository{State: g.State}}) {
			c.cached(map[string]any{"id": g.ID, "public": true})
		}
		return
	}
	c.fail(http.StatusNotFound, "Not Found")
}

// cached answers with v and its ETag.
func (c *call) cached(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		c.fail(http.StatusInternalServerError, err.Error())
		return
	}
	c.writeCached(body)
}
