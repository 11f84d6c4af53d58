package githubtest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// What is inside a repository, beside its files at HEAD. The zero value is nothing.
type Inside struct {
	Paths       []string            `json:"paths"`       // of files on the default branch, in full; those at the top stand in Files
	Branches    map[string][]string `json:"branches"`    // other branches, with the paths of their files
	Renamed     map[string]string   `json:"renamed"`     // old names of branches, with the new ones
	Tags        []string            `json:"tags"`        // on the default branch
	Releases    map[string][]string `json:"releases"`    // tags that are releases, with the names of their assets
	Commits     []string            `json:"commits"`     // ids, in full
	Issues      []int               `json:"issues"`      // numbers
	Pulls       []int               `json:"pulls"`       // numbers
	Discussions []int               `json:"discussions"` // numbers
	Readme      string              `json:"readme"`      // the text of README.md
}

// tree returns the paths at a branch, tag or commit; false where there is none.
func (r *Repository) tree(ref string) ([]string, bool) {
	short := strings.TrimPrefix(strings.TrimPrefix(ref, "refs/heads/"), "refs/tags/")
	if paths, ok := r.Branches[short]; ok {
		return paths, true
	}
	_, release := r.Releases[short]
	if r.Empty || ref != "HEAD" && short != r.DefaultBranch && !release && !slices.Contains(r.Tags, short) && r.commit(ref) == "" {
		return nil, false
	}
	return append(slices.Clone(r.Files), r.Paths...), true
}

// commit returns the commit that an id, or the beginning of one, names.
func (r *Repository) commit(id string) string {
	for _, c := range r.Commits {
		if len(id) >= 7 && strings.HasPrefix(c, id) {
			return c
		}
	}
	return ""
}

// kind returns "blob" or "tree" for what is at path, and "" for nothing.
func kind(paths []string, path string) string {
	if path == "" {
		return "tree"
	}
	for _, p := range paths {
		if p == path {
			return "blob"
		}
		if strings.HasPrefix(p, path+"/") {
			return "tree"
		}
	}
	return ""
}

// restInside answers /repos/OWNER/NAME/…, whose rest is given.
func (s *Server) restInside(c *call, p *repository, rest string) {
	first, more, _ := strings.Cut(rest, "/")
	switch {
	case first == "contents":
		c.contents(&p.Repository, more)
	case first == "branches":
		s.branch(c, &p.Repository, more)
	case first == "commits":
		c.commit(&p.Repository, more)
	case strings.HasPrefix(rest, "git/matching-refs/"):
		c.matchingRefs(&p.Repository, strings.TrimPrefix(rest, "git/matching-refs/"))
	case strings.HasPrefix(rest, "git/ref/tags/"):
		c.found(slices.Contains(p.Tags, strings.TrimPrefix(rest, "git/ref/tags/")), map[string]any{"ref": "refs/" + strings.TrimPrefix(rest, "git/ref/")})
	case strings.HasPrefix(rest, "releases/tags/"):
		tag := strings.TrimPrefix(rest, "releases/tags/")
		assets, ok := p.Releases[tag]
		c.found(ok, map[string]any{"id": 1, "tag_name": tag, "assets": named(assets)})
	case rest == "releases/latest":
		c.found(len(p.Releases) > 0, map[string]any{"id": 1})
	case first == "issues" || first == "pulls":
		n, _ := strconv.Atoi(more)
		c.found(slices.Contains(p.Pulls, n) || first == "issues" && slices.Contains(p.Issues, n), map[string]any{"id": n, "number": n})
	default:
		c.fail(http.StatusNotFound, "Not Found")
	}
}

func (c *call) found(ok bool, v any) {
	if ok {
		c.write(http.StatusOK, v)
	} else {
		c.fail(http.StatusNotFound, "Not Found")
	}
}

func named(names []string) []map[string]string {
	list := []map[string]string{}
	for _, n := range names {
		list = append(list, map[string]string{"name": n})
	}
	return list
}

func (c *call) contents(r *Repository, path string) {
	ref := c.URL.Query().Get("ref")
	if ref == "" {
		ref = "HEAD"
	}
	paths, ok := r.tree(ref)
	switch {
	case r.Empty:
		c.fail(http.StatusNotFound, "This repository is empty.")
	case !ok:
		c.fail(http.StatusNotFound, "No commit found for the ref "+ref)
	case kind(paths, path) == "tree":
		c.write(http.StatusOK, named([]string{"an-entry"}))
	case kind(paths, path) == "blob" && strings.HasSuffix(path, ".huge"):
		c.write(http.StatusForbidden, map[string]any{
			"message": "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.",
			"errors":  []any{map[string]string{"resource": "Blob", "field": "data", "code": "too_large"}},
		})
	default:
		content := base64.StdEncoding.EncodeToString([]byte(r.Readme))
		c.found(kind(paths, path) == "blob", map[string]any{"type": "file", "name": path, "path": path, "sha": strings.Repeat("2", 40), "encoding": "base64", "content": content})
	}
}

// branch answers for a branch. From an old name GitHub leads to the new one.
func (s *Server) branch(c *call, r *Repository, name string) {
	_, other := r.Branches[name]
	if now := r.Renamed[name]; now != "" {
		prefix := strings.TrimSuffix(c.Request.URL.Path, "branches/"+name)
		c.Header().Set("Location", s.http.URL+prefix+"branches/"+url.PathEscape(now))
		c.write(http.StatusMovedPermanently, map[string]string{"message": "Moved Permanently"})
		return
	}
	if !other && (r.Empty || name != r.DefaultBranch) {
		c.fail(http.StatusNotFound, "Branch not found")
		return
	}
	c.write(http.StatusOK, map[string]any{"name": name, "protected": false})
}

func (c *call) commit(r *Repository, id string) {
	if _, ok := r.tree(id); !ok {
		c.fail(http.StatusUnprocessableEntity, "No commit found for SHA: "+id)
		return
	}
	c.write(http.StatusOK, map[string]any{"sha": r.commit(id), "node_id": "C_1"})
}

func (c *call) matchingRefs(r *Repository, prefix string) {
	list := []map[string]string{}
	add := func(ref string) {
		if strings.HasPrefix(ref, prefix) {
			list = append(list, map[string]string{"ref": "refs/" + ref})
		}
	}
	add("heads/" + r.DefaultBranch)
	for name := range r.Branches {
		add("heads/" + name)
	}
	for _, name := range r.Tags {
		add("tags/" + name)
	}
	c.write(http.StatusOK, list)
}

// graphInside adds what a query can ask of the inside of a repository.
func graphInside(e *execution, r *Repository, value map[string]any) {
	value["object"] = func(arg func(string) string) any { return graphObject(r, arg("expression")) }
	value["ref"] = func(arg func(string) string) any {
		name := strings.TrimPrefix(arg("qualifiedName"), "refs/tags/")
		return present(slices.Contains(r.Tags, name), "Ref", map[string]any{"name": name})
	}
	value["latestRelease"] = present(len(r.Releases) > 0, "Release", map[string]any{"databaseId": 1})
	value["release"] = func(arg func(string) string) any {
		assets, ok := r.Releases[arg("tagName")]
		return present(ok, "Release", map[string]any{"databaseId": 1, "releaseAssets": func(arg func(string) string) any {
			nodes := []*typed{}
			if name := arg("name"); slices.Contains(assets, name) {
				nodes = append(nodes, &typed{"ReleaseAsset", map[string]any{"name": name}})
			}
			return &typed{"ReleaseAssetConnection", map[string]any{"nodes": nodes}}
		}})
	}
	value["issueOrPullRequest"] = e.numbered("Issue", slices.Concat(r.Issues, r.Pulls))
	value["discussion"] = e.numbered("Discussion", r.Discussions)
}

// numbered finds by number, and says so as an error where there is nothing.
func (e *execution) numbered(typeName string, numbers []int) func(func(string) string) any {
	return func(arg func(string) string) any {
		n, _ := strconv.Atoi(arg("number"))
		if !slices.Contains(numbers, n) {
			e.errors = append(e.errors, map[string]any{"type": "NOT_FOUND", "message": fmt.Sprintf("Could not resolve to an %s with the number of %d.", typeName, n)})
		}
		return present(slices.Contains(numbers, n), typeName, map[string]any{"__typename": typeName})
	}
}

func present(ok bool, typeName string, fields map[string]any) *typed {
	if !ok {
		return nil
	}
	return &typed{typeName, fields}
}

// graphObject finds what a git expression names.
func graphObject(r *Repository, expression string) *typed {
	ref, path, colon := strings.Cut(expression, ":")
	paths, ok := r.tree(ref)
	switch {
	case !ok:
		return nil
	case !colon:
		return &typed{"Commit", map[string]any{"__typename": "Commit"}}
	case path == "":
		return &typed{"Tree", map[string]any{"__typename": "Tree", "entries": graphEntries(r.Files)}}
	}
	switch kind(paths, path) {
	case "blob":
		return &typed{"Blob", map[string]any{"__typename": "Blob", "text": r.Readme, "isTruncated": false, "byteSize": len(r.Readme)}}
	case "tree":
		return &typed{"Tree", map[string]any{"__typename": "Tree", "entries": []*typed{}}}
	}
	return nil
}
