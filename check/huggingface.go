package check

import (
	"net/http"
	"strings"

	"stemma"
)

// huggingFace is the Hugging Face Hub: GET /api/models/…, /api/datasets/… and
// /api/spaces/… (huggingface.co/docs/hub/api). A renamed repository redirects. Its ids
// are no numbers, so that a repository that took another's name is not noticed.
var huggingFace = api{
	name: "HuggingFace",
	address: func(t stemma.Target) string {
		section, name := hubName(t)
		if t.Kind != stemma.KindRepository || !isName(name) || strings.Count(name, "/") > 1 {
			return ""
		}
		return "https://huggingface.co/api/" + section + "/" + name
	},
	read:    readHuggingFace,
	refusal: refusedByHub,
}

// hubName returns the section of the Hub in which t is, and its name there. An old
// dataset is named without an owner.
func hubName(t stemma.Target) (section, name string) {
	for _, section := range [...]string{"datasets", "spaces"} {
		if rest, ok := strings.CutPrefix(t.FullName(), section+"/"); ok {
			return section, rest
		}
	}
	return "models", t.FullName()
}

// refusedByHub reads the errors of the Hub. A guest is answered 401 for what is missing,
// for what is private and for what the Hub has disabled
// (huggingface_hub's hf_raise_for_status and pull request 1965), and we always ask as one.
func refusedByHub(a answer) verdict {
	var said struct{ Error string }
	if decode(a.body, &said) != nil || said.Error == "" {
		return verdict{}
	}
	missing := a.fault == "RepoNotFound" || a.fault == "" && (strings.EqualFold(said.Error, "Repository not found") ||
		strings.HasPrefix(said.Error, "Invalid username or password"))
	switch {
	case a.code == http.StatusForbidden && strings.Contains(strings.ToLower(said.Error), "disabled"):
		return verdict{status: stemma.Blocked, reason: "answers 403: Hugging Face has disabled it"}
	case a.code == http.StatusUnauthorized && missing:
		return verdict{status: stemma.Gone, reason: "401: deleted, private or disabled; Hugging Face does not tell these apart"}
	case a.code == http.StatusNotFound && missing:
		return verdict{status: stemma.Gone, reason: "404: deleted or private; Hugging Face does not tell these apart"}
	}
	return verdict{}
}

func readHuggingFace(body []byte, t stemma.Target) (facts, error) {
	var r struct {
		ID           string
		Disabled     bool
		Gated        any // false, "auto" or "manual"
		Likes        int
		LastModified moment
		CreatedAt    moment
		Tags         []string
		Siblings     *[]struct{ RFilename string } // every file
	}
	if err := decode(body, &r); err != nil {
		return facts{}, err
	}
	f := facts{empty: no, Repository: stemma.Repository{
		Disabled: r.Disabled, Stars: max(0, r.Likes), PushedAt: r.LastModified.Time, CreatedAt: r.CreatedAt.Time, License: hubLicense(r.Tags),
	}}
	if r.Disabled {
		f.notes = append(f.notes, "Hugging Face has disabled it")
	}
	if gate, _ := r.Gated.(string); gate != "" {
		f.notes = append(f.notes, "its files are given to those who ask for access")
	}
	section, asked := hubName(t)
	if r.Siblings != nil {
		var names []string
		for _, file := range *r.Siblings {
			if file.RFilename != ".gitattributes" { // the Hub puts it into every repository
				names = append(names, file.RFilename)
			}
		}
		if len(names) == 0 {
			f.bare = "there, but without a single file of its own"
		}
		if section != "datasets" { // whose files are data, whatever they look like
			f = f.filed(names)
		}
	}
	home := "https://huggingface.co/"
	if section != "models" {
		home += section + "/"
	}
	return f.placed(asked, r.ID, home)
}

// hubLicense returns the licence that the tags name.
func hubLicense(tags []string) string {
	for _, tag := range tags {
		if name, ok := strings.CutPrefix(tag, "license:"); ok {
			return clip(name)
		}
	}
	return ""
}
