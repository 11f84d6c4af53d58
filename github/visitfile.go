package github

import (
	"encoding/json"
	"fmt"
	"net/url"

	"stemma"
)

// file asks for a path at a ref, whose name may have slashes, and may have changed.
func (v *visitor) file(p place) {
	first := p.readings()[0]
	if v.contents(first) {
		v.settle(stemma.Alive, "there: "+p.what())
	}
	missing := v.last.apiError().says("no commit found") // the ref, and not only the path
	if r, found := v.longerRef(p); found {
		if v.contents(r) {
			v.settle(stemma.Alive, "there: "+p.what())
		}
		v.gone(what(r))
	}
	if !missing {
		v.gone(what(first))
	}
	v.renamed(first)
}

func what(r reading) string {
	if r.path == "" {
		return "the branch or tag " + plain(r.ref)
	}
	return plain(r.path) + " at " + plain(r.ref)
}

// contents reports whether a path is there at a ref.
// Source: https://docs.github.com/en/rest/repos/contents#get-repository-content
func (v *visitor) contents(r reading) bool {
	path := "contents"
	if r.path != "" {
		path += "/" + escaped(r.path)
	}
	_, there := v.get(path + "?ref=" + url.QueryEscape(r.ref))
	return there
}

// longerRef looks for a branch or a tag with slashes in its name that the address may
// mean. Two parts of it are enough to find all.
// Source: https://docs.github.com/en/rest/git/refs#list-matching-references
func (v *visitor) longerRef(p place) (reading, bool) {
	readings := p.readings()
	if len(readings) < 2 {
		return reading{}, false
	}
	var longest reading
	for _, kind := range []string{"heads/", "tags/"} {
		a, there := v.get("git/matching-refs/" + kind + escaped(readings[1].ref))
		var refs []struct{ Ref string }
		if !there || json.Unmarshal(a.body, &refs) != nil {
			continue
		}
		for _, ref := range refs {
			for _, r := range readings[1:] {
				if ref.Ref == "refs/"+kind+r.ref && len(r.ref) > len(longest.ref) {
					longest = r
				}
			}
		}
	}
	return longest, longest.ref != "" && !v.done()
}

// renamed deals with a ref that is not there. GitHub leads from the old name of a
// branch that was renamed to the new one; one that was deleted is gone.
// Source: https://docs.github.com/en/rest/branches/branches#get-a-branch
func (v *visitor) renamed(r reading) {
	a, there := v.get("branches/" + escaped(r.ref))
	var branch struct{ Name string }
	if there && json.Unmarshal(a.body, &branch) == nil && validRef(branch.Name) && branch.Name != r.ref {
		now := reading{branch.Name, r.path}
		if v.contents(now) {
			v.settle(stemma.Alive, fmt.Sprintf("there, though the branch %s is now named %s", plain(r.ref), plain(now.ref)))
		}
		v.gone(what(now) + ", which was named " + plain(r.ref))
	}
	reason := "any branch, tag or commit " + plain(r.ref)
	if v.branch != "" && validRef(v.branch) && v.branch != r.ref && r.path != "" && v.contents(reading{v.branch, r.path}) {
		reason += "; " + plain(r.path) + " is at " + plain(v.branch) + " now"
	}
	v.gone(reason)
}
