package github

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"stemma"
)

// A restRepository is the part of REST's repository that is read. go-github's own
// struct fails as a whole where custom_properties holds an array.
// Source: https://docs.github.com/en/rest/repos/repos#get-a-repository
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
	License   *struct {
		SPDXID string `json:"spdx_id"`
	} `json:"license"`
	Stars         int    `json:"stargazers_count"`
	DefaultBranch string `json:"default_branch"`
}

// parseRepository reads a 200. An empty body, "{}" and "null" all decode without an
// error, so that the id and the name are required.
func parseRepository(body []byte) (facts, bool) {
	var r restRepository
	if json.Unmarshal(body, &r) != nil {
		return facts{}, false
	}
	if _, ok := parseFullName(r.FullName); !ok || r.ID <= 0 {
		return facts{}, false
	}
	f := facts{Repository: stemma.Repository{
		ID: r.ID, OwnerID: r.Owner.ID, FullName: r.FullName, Archived: r.Archived, Disabled: r.Disabled, Fork: r.Fork,
		PushedAt: r.PushedAt, CreatedAt: r.CreatedAt, Stars: r.Stars, DefaultBranch: r.DefaultBranch,
	}}
	if r.License != nil {
		f.License = spdx(r.License.SPDXID)
	}
	return f, true
}

// spdx drops what GitHub writes for a licence file that it does not recognise.
func spdx(id string) string {
	if id == "NOASSERTION" {
		return ""
	}
	return id
}

// rest asks for one repository through REST. The error is that of ctx.
func (c *Client) rest(ctx context.Context, r Request) (stemma.Observation, error) {
	last, tag := c.condition(r)
	a, f, err := c.ask(ctx, question{method: http.MethodGet, path: "repos/" + r.Repo.String(), res: core, tag: tag, accept: acceptRepository})
	c.waiting.Add(-1)
	switch {
	case err != nil:
		return stemma.Observation{}, err
	case f != nil:
		return c.unknown(viaREST, f), nil
	case a.code == http.StatusNotModified && tag != "":
		return c.renewed(last, a), nil
	}
	o := c.observation(viaREST, a)
	if a.code != http.StatusOK {
		judgeError(&o, a)
		return o, nil
	}
	found, _ := parseRepository(a.body)
	c.look(ctx, &found)
	c.judge(&o, r.Repo, found)
	c.validator(&o, a)
	if name := promising(found); name != "" && o.Status != stemma.Placeholder && o.Status != stemma.Empty {
		if text, ok := c.readme(ctx, found.FullName, name); ok {
			c.promise(&o, text)
		} else {
			shallow(&o)
		}
	}
	return o, nil
}

// acceptRepository wants a repository from a 200, and no other success: GitHub has none.
func acceptRepository(a answer) *fault {
	if a.code == http.StatusOK {
		if _, ok := parseRepository(a.body); ok {
			return nil
		}
	}
	if a.code < 300 {
		return nonsense(a)
	}
	return nil
}

// A restTree is the root folder of a commit.
// Source: https://docs.github.com/en/rest/git/trees#get-a-tree
type restTree struct {
	SHA  string `json:"sha"`
	Tree []struct {
		Path string `json:"path"`
		Type string `json:"type"`
	} `json:"tree"`
}

// look adds the tree at HEAD to f, if a request can be spared for it. When it cannot,
// or ctx ends, f is left as it is: what was learnt so far is worth keeping. The
// repository's size would be free but means nothing: it is computed hourly and 0 for a
// new one.
func (c *Client) look(ctx context.Context, f *facts) {
	back, ok := c.gate.spare(int(c.waiting.Load()))
	if !ok {
		return
	}
	defer back()
	a, fault, err := c.ask(ctx, question{method: http.MethodGet, path: "repos/" + f.FullName + "/git/trees/HEAD", res: core, accept: acceptTree})
	if err != nil {
		return
	}
	if fault != nil {
		// A tree too large to be read is certainly not that of a placeholder.
		f.tree, f.looked = []entry{{Name: "…", Type: "tree"}}, fault.heavy && fault.kind == final
		return
	}
	switch a.code {
	case http.StatusConflict:
		f.Empty, f.looked = a.apiError().says("empty"), true
	case http.StatusOK:
		f.tree, f.looked = parseTree(a.body)
	}
}

func acceptTree(a answer) *fault {
	if a.code == http.StatusOK {
		if _, ok := parseTree(a.body); ok {
			return nil
		}
	}
	if a.code < 300 {
		return nonsense(a)
	}
	return nil
}

func parseTree(body []byte) ([]entry, bool) {
	var t restTree
	if json.Unmarshal(body, &t) != nil || t.SHA == "" {
		return nil, false
	}
	tree := make([]entry, len(t.Tree))
	for i, e := range t.Tree {
		tree[i] = entry{Name: e.Path, Type: e.Type}
	}
	return tree, true
}
