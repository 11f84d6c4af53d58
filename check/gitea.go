package check

import (
	"net/http"
	"strings"

	"stemma"
)

// gitea is Gitea and Forgejo, which Codeberg runs: GET /api/v1/repos/OWNER/REPO
// (codeberg.org/api/swagger#/repository/repoGet). A renamed repository redirects to the
// same question about its new name.
var gitea = api{
	name: "Gitea",
	address: func(t stemma.Target) string {
		if t.Kind != stemma.KindRepository || !isName(t.FullName()) || strings.Contains(t.Owner, "/") {
			return ""
		}
		return "https://" + t.Host + "/api/v1/repos/" + t.FullName()
	},
	read: readGitea,
	refusal: func(a answer) verdict {
		// {"message":"The target couldn't be found.","url":"…/api/swagger","errors":…}: the
		// second tells it from the 404 of something else.
		var said struct{ Message, URL string }
		if a.code != http.StatusNotFound || decode(a.body, &said) != nil || said.Message == "" || !strings.Contains(said.URL, "/swagger") {
			return verdict{}
		}
		return verdict{status: stemma.Gone, reason: "404: deleted or private; the host does not tell these apart"}
	},
}

func readGitea(body []byte, t stemma.Target) (facts, error) {
	var r struct {
		ID            int64
		FullName      string `json:"full_name"`
		Owner         nested
		Empty         *bool
		Archived      bool
		Mirror        bool
		Fork          bool
		StarsCount    int    `json:"stars_count"`
		DefaultBranch string `json:"default_branch"`
		CreatedAt     moment `json:"created_at"`
		UpdatedAt     moment `json:"updated_at"`
		Licenses      []string
	}
	if err := decode(body, &r); err != nil {
		return facts{}, err
	}
	if r.ID <= 0 {
		return facts{}, errNameless
	}
	f := facts{empty: toTribool(r.Empty), Repository: stemma.Repository{
		ID: r.ID, OwnerID: r.Owner.ID, Archived: r.Archived, Fork: r.Fork, Stars: max(0, r.StarsCount),
		PushedAt: r.UpdatedAt.Time, CreatedAt: r.CreatedAt.Time, DefaultBranch: clip(r.DefaultBranch),
	}}
	if len(r.Licenses) > 0 {
		f.License = clip(r.Licenses[0])
	}
	if r.Mirror {
		f.notes = append(f.notes, "a mirror of a repository elsewhere")
	}
	return f.placed(t.FullName(), r.FullName, "https://"+t.Host+"/")
}
