package check

import (
	"net/http"

	"stemma"
)

// bitbucket is Bitbucket Cloud: GET /2.0/repositories/WORKSPACE/REPO
// (developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories). Its ids are
// UUIDs, so that a repository that took another's name is not noticed.
var bitbucket = api{
	name: "Bitbucket",
	address: func(t stemma.Target) string {
		if t.Kind != stemma.KindRepository || !isName(t.FullName()) {
			return ""
		}
		return "https://api.bitbucket.org/2.0/repositories/" + t.FullName()
	},
	read: readBitbucket,
	refusal: func(a answer) verdict {
		var said struct {
			Type  string
			Error struct{ Message string }
		}
		missing := a.code == http.StatusNotFound || a.code == http.StatusGone
		if !missing || decode(a.body, &said) != nil || said.Type != "error" || said.Error.Message == "" {
			return verdict{}
		}
		return verdict{status: stemma.Gone, reason: "404: deleted or private; Bitbucket does not tell these apart"}
	},
}

func readBitbucket(body []byte, t stemma.Target) (facts, error) {
	var r struct {
		Type       string
		UUID       string
		FullName   string `json:"full_name"`
		Size       *int64 // bytes
		MainBranch *nested
		Parent     *nested // of a fork
		CreatedOn  moment  `json:"created_on"`
		UpdatedOn  moment  `json:"updated_on"`
	}
	if err := decode(body, &r); err != nil {
		return facts{}, err
	}
	if r.Type != "repository" || r.UUID == "" {
		return facts{}, errNameless
	}
	f := facts{empty: no, Repository: stemma.Repository{
		Fork: r.Parent != nil, PushedAt: r.UpdatedOn.Time, CreatedAt: r.CreatedOn.Time,
	}}
	if r.MainBranch != nil {
		f.DefaultBranch = clip(r.MainBranch.Name)
	} else if r.Size != nil && *r.Size == 0 {
		f.empty = yes // either alone says little: a main branch can be unset, and a size is computed late
	}
	return f.placed(t.FullName(), r.FullName, "https://bitbucket.org/")
}
