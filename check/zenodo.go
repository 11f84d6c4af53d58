package check

import (
	"fmt"
	"net/http"
	"strings"

	"stemma"
)

// zenodo is Zenodo: GET /api/records/ID (developers.zenodo.org/#records). What was taken
// away leaves a tombstone, a 410 with the reason. A concept, which stands for all
// versions, redirects to the newest; for a while it was answered 404
// (zenodo/zenodo#2499), and so that word alone is not believed.
//
// A record's number is not kept as an id: a concept leads to a new one with each version.
var zenodo = api{
	name: "Zenodo",
	address: func(t stemma.Target) string {
		id := zenodoID(t)
		if id == "" {
			return ""
		}
		return "https://zenodo.org/api/records/" + id
	},
	read:     readZenodo,
	refusal:  refusedByZenodo,
	doubtful: true,
}

// zenodoID returns the number of the record that t points at, or "" where it points at
// anything else, be it a file of a record. Zenodo's DOIs are 10.5281/zenodo.NUMBER.
func zenodoID(t stemma.Target) string {
	path, _, _ := strings.Cut(t.Path, "?")
	path, _, _ = strings.Cut(path, "#")
	var rest string
	var ok bool
	if t.Host == "doi.org" {
		rest, ok = strings.CutPrefix(strings.ToLower(path), "10.5281/zenodo.")
	} else if rest, ok = strings.CutPrefix(path, "records/"); !ok {
		rest, ok = strings.CutPrefix(path, "record/") // until 2023
	}
	id := strings.TrimSuffix(rest, "/")
	if !ok || len(id) == 0 || len(id) > 12 || strings.Trim(id, "0123456789") != "" {
		return ""
	}
	return id
}

func refusedByZenodo(a answer) verdict {
	var said struct {
		Status    int
		Message   string
		Tombstone struct {
			RemovalReason struct{ ID string } `json:"removal_reason"`
			Note          string
		}
	}
	if decode(a.body, &said) != nil || said.Message == "" || said.Status != a.code {
		return verdict{}
	}
	switch a.code {
	case http.StatusNotFound:
		return verdict{status: stemma.Gone, reason: "404: Zenodo knows no such record"}
	case http.StatusGone:
		reason := "410: taken away by Zenodo or its owner"
		for _, why := range [...]string{said.Tombstone.RemovalReason.ID, said.Tombstone.Note} {
			if why != "" {
				reason += ": " + clip(why)
			}
		}
		return verdict{status: stemma.Gone, reason: reason}
	}
	return verdict{}
}

func readZenodo(body []byte, t stemma.Target) (facts, error) {
	var r struct {
		ID        int64
		ConceptID string `json:"conceptrecid"`
		Created   moment
		Modified  moment
		Metadata  struct {
			AccessRight string `json:"access_right"`
			License     struct{ ID string }
		}
		Files *[]struct{ Key string }
	}
	if err := decode(body, &r); err != nil {
		return facts{}, err
	}
	asked, id := zenodoID(t), fmt.Sprint(r.ID)
	if r.ID <= 0 || asked != id && asked != r.ConceptID {
		return facts{}, errNameless
	}
	f := facts{empty: no, Repository: stemma.Repository{
		FullName: "zenodo.org/records/" + id, PushedAt: r.Modified.Time, CreatedAt: r.Created.Time, License: clip(r.Metadata.License.ID),
	}}
	if asked != id {
		f.notes = append(f.notes, "it stands for all versions, of which "+id+" is the newest")
	}
	switch access := r.Metadata.AccessRight; {
	case access != "" && access != "open":
		f.notes = append(f.notes, "access to its files: "+clip(access))
	case access == "open" && r.Files != nil && len(*r.Files) == 0:
		f.bare = "there, but a record without a file"
	}
	return f, nil
}
