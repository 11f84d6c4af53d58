package check

import (
	"net/http"
	"net/url"
	"strings"

	"stemma"
)

// gitlab is GitLab, at gitlab.com and elsewhere: GET /api/v4/projects/:id
// (docs.gitlab.com/api/projects/#retrieve-a-project). A renamed project redirects to
// /projects/NUMBER (gitlab-org/gitlab!128642); one that is deleted, private or open to
// members alone is the same 404.
var gitlab = api{
	name:    "GitLab",
	address: gitlabAddress,
	read:    readGitLab,
	namesake: func(t stemma.Target) string {
		return "https://" + t.Host + "/api/v4/groups/" + url.PathEscape(t.FullName()) + "?with_projects=false"
	},
	refusal: func(a answer) verdict {
		var said struct{ Message string }
		if a.code != http.StatusNotFound || decode(a.body, &said) != nil || !strings.EqualFold(said.Message, "404 Project Not Found") {
			return verdict{}
		}
		return verdict{status: stemma.Gone, reason: "404: deleted, private or for members alone; GitLab does not tell these apart"}
	},
}

// gitlabAddress encodes dots as well: GitLab takes what follows one for a format when it
// redirects (python-gitlab/python-gitlab#3299).
func gitlabAddress(t stemma.Target) string {
	if t.Kind != stemma.KindRepository || !isName(t.FullName()) {
		return ""
	}
	path := strings.ReplaceAll(url.PathEscape(t.FullName()), ".", "%2E")
	return "https://" + t.Host + "/api/v4/projects/" + path + "?license=true"
}

// gitlabProject is a project as GitLab describes it. A guest is not told everything.
type gitlabProject struct {
	ID                int64
	PathWithNamespace string  `json:"path_with_namespace"`
	DefaultBranch     string  `json:"default_branch"`
	StarCount         int     `json:"star_count"`
	LastActivityAt    moment  `json:"last_activity_at"`
	CreatedAt         moment  `json:"created_at"`
	Archived          *bool   // not told to guests
	EmptyRepo         *bool   `json:"empty_repo"`          // likewise
	Fork              *nested `json:"forked_from_project"` // likewise
	Namespace         nested
	License           nested
}

// nested is an object of which little is wanted.
type nested struct {
	ID   int64
	Key  string // of a licence: SPDX's id in small letters, on GitLab
	Name string
}

func readGitLab(body []byte, t stemma.Target) (facts, error) {
	var p gitlabProject
	if err := decode(body, &p); err != nil {
		return facts{}, err
	}
	if p.ID <= 0 {
		return facts{}, errNameless
	}
	f := facts{empty: toTribool(p.EmptyRepo), Repository: stemma.Repository{
		ID: p.ID, OwnerID: p.Namespace.ID, Fork: p.Fork != nil, Archived: toTribool(p.Archived) == yes,
		PushedAt:  p.LastActivityAt.Time, // the nearest that it tells
		CreatedAt: p.CreatedAt.Time, License: clip(p.License.Key), Stars: max(0, p.StarCount), DefaultBranch: clip(p.DefaultBranch),
	}}
	if p.Archived == nil {
		f.notes = append(f.notes, "GitLab does not tell a guest whether it is archived")
	}
	return f.placed(t.FullName(), p.PathWithNamespace, "https://"+t.Host+"/")
}
