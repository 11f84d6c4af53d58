package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"stemma"
)

// acceptREST asks for the media type that the documentation recommends.
const acceptREST = "application/vnd.github+json"

// A restRepository is what is read of GET /repos/{owner}/{repo}. go-github's own type
// fails where custom_properties holds an array.
type restRepository struct {
	ID       int64  `json:"id"`
	FullName string `json:"full_name"`
	Owner    struct {
		ID int64 `json:"id"`
	} `json:"owner"`
	Archived  bool      `json:"archived"`
	Disabled  bool      `json:"disabled"`
	Fork      bool      `json:"fork"`
	PushedAt  time.Time `json:"pushed_at"`
	CreatedAt time.Time `json:"created_at"`
	Stars     int       `json:"stargazers_count"`
	Branch    string    `json:"default_branch"`
	License   *struct {
		SPDX string `json:"spdx_id"`
	} `json:"license"`
}

func (r restRepository) facts() *stemma.Repository {
	facts := &stemma.Repository{
		ID: r.ID, OwnerID: r.Owner.ID, FullName: r.FullName, Archived: r.Archived, Disabled: r.Disabled, Fork: r.Fork,
		PushedAt: r.PushedAt, CreatedAt: r.CreatedAt, Stars: r.Stars, DefaultBranch: r.Branch,
	}
	if r.License != nil {
		facts.License = licence(r.License.SPDX)
	}
	return facts
}

// licence drops GitHub's word for a licence file that it does not recognise.
func licence(spdx string) string {
	if spdx == "NOASSERTION" {
		return ""
	}
	return spdx
}

// byREST asks for one repository. An error is that of the context.
func (c *Client) byREST(ctx context.Context, repo Repo, pending int) (stemma.Observation, error) {
	path := "repos/" + repo.Owner + "/" + repo.Name
	a, err := c.get(ctx, path)
	if ctx.Err() != nil {
		return stemma.Observation{}, ctx.Err()
	}
	o := c.observation("rest", a)
	if err != nil {
		return c.unanswered(o, err), nil
	}
	c.readREST(&o, repo, a)
	if o.Repository != nil && c.affords(pending) {
		if tree, known := c.tree(ctx, path); known {
			o.Repository.Empty = tree == nil
			c.decide(&o, repo, tree)
		}
	}
	return o, ctx.Err()
}

func (c *Client) get(ctx context.Context, path string) (answer, error) {
	return c.ask(ctx, core, func() (*http.Request, error) {
		request, err := c.requests.NewRequest(http.MethodGet, path, nil)
		if err != nil {
			return nil, err
		}
		request.Header.Set("Accept", acceptREST)
		return request, nil
	})
}

// affords reports whether there is room for a second request for one repository: with a
// token there is, without one only while it takes nothing from those that wait.
func (c *Client) affords(pending int) bool { return c.token || c.gate.left(core) > pending }

// readREST reads the verdict from the answer to GET /repos/{owner}/{repo}.
func (c *Client) readREST(o *stemma.Observation, repo Repo, a answer) {
	message := messageOf(a.body)
	switch blocked := blockOf(a.body); {
	case a.code == http.StatusOK:
		var reply restRepository
		if err := json.Unmarshal(a.body, &reply); err != nil || reply.ID == 0 || reply.FullName == "" {
			o.Reason = "GitHub's answer makes no sense: 200, and no repository in it"
			return
		}
		o.Repository = reply.facts()
		c.decide(o, repo, unknownTree)
	case a.code == http.StatusUnavailableForLegalReasons, a.code == http.StatusForbidden && blocked.Reason != "":
		o.Status = stemma.Blocked
		o.Reason = fmt.Sprintf("GitHub blocks access (%d%s)", a.code, prefixed(", ", blocked.Reason))
	case a.code == http.StatusNotFound && message != "":
		o.Status = stemma.Gone
		o.Reason = "deleted or made private (404); GitHub does not tell these apart"
	case a.code == http.StatusForbidden && strings.Contains(message, "SAML"):
		o.Reason = "the token may not look into this organisation (SAML sign-on); that says nothing of the repository"
	case message != "":
		o.Reason = fmt.Sprintf("GitHub answered %d: %s", a.code, message)
	default:
		o.Reason = fmt.Sprintf("what answered with %d does not speak GitHub's API; is the address of the API right?", a.code)
	}
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// observation starts the record of a look at a repository.
func (c *Client) observation(via string, a answer) stemma.Observation {
	return stemma.Observation{CheckedAt: c.now().UTC(), Evidence: stemma.Evidence{Via: via, Code: a.code, Redirects: a.redirects}}
}

// unanswered completes the record of a look that saw nothing. What was never asked
// leaves no evidence, by which the caller can tell it.
func (c *Client) unanswered(o stemma.Observation, err error) stemma.Observation {
	var limit *limitError
	o.Reason = err.Error()
	if errors.As(err, &limit) {
		o.Reason = limit.reason
		o.Evidence = stemma.Evidence{}
	}
	if errors.Is(err, errToken) {
		o.Reason = errToken.Error()
		o.Evidence.Code = http.StatusUnauthorized
	}
	return o
}

// tree returns what stands at the top of the default branch, nil for a repository
// without a commit; known is false when that could not be learnt.
func (c *Client) tree(ctx context.Context, path string) (entries []entry, known bool) {
	a, err := c.get(ctx, path+"/git/trees/HEAD")
	if err != nil {
		return nil, false
	}
	if a.code == http.StatusConflict { // "Git Repository is empty."
		return nil, messageOf(a.body) != ""
	}
	var reply struct {
		Tree []struct {
			Path string `json:"path"`
			Type string `json:"type"`
		} `json:"tree"`
	}
	if a.code != http.StatusOK || json.Unmarshal(a.body, &reply) != nil || reply.Tree == nil {
		return nil, false
	}
	entries = make([]entry, 0, len(reply.Tree))
	for _, e := range reply.Tree {
		entries = append(entries, entry{Name: e.Path, Folder: e.Type == "tree"})
	}
	return entries, true
}
