package graph

import (
	"net/url"
	"strings"

	"stemma"
)

// notProjects are hosts whose addresses are papers, licences and the like, and so never
// the page of a project.
var notProjects = map[string]bool{
	"arxiv.org": true, "doi.org": true, "dx.doi.org": true, "openreview.net": true, "aclanthology.org": true,
	"semanticscholar.org": true, "creativecommons.org": true, "wikipedia.org": true, "en.wikipedia.org": true,
	"youtube.com": true, "youtu.be": true, "twitter.com": true, "x.com": true,
}

// codeLabel is the address of t as short as it is still clear.
func codeLabel(t stemma.Target) string {
	if t.Kind == stemma.KindRepository && t.Host == stemma.GitHubHost {
		return t.FullName()
	}
	_, address, ok := strings.Cut(t.URL, "://")
	if !ok {
		address = t.URL
	}
	return strings.TrimRight(strings.TrimPrefix(address, "www."), "/")
}

// CodeKey returns the key of the node for the target with that Target.Key.
func CodeKey(targetKey string) string { return "code:" + targetKey }

// officialTarget returns the target of a known work's repository, OWNER/REPO or an address.
func officialTarget(repository string) (stemma.Target, bool) {
	if owner, repo, ok := strings.Cut(repository, "/"); ok && simple(owner) && simple(repo) {
		return stemma.Target{URL: "https://" + stemma.GitHubHost + "/" + repository, Host: stemma.GitHubHost, Kind: stemma.KindRepository, Owner: owner, Repo: repo}, true
	}
	address := repository
	if !strings.Contains(address, "://") {
		address = "https://" + stemma.GitHubHost + "/" + address
	}
	u, err := url.Parse(href(address))
	if err != nil || u.Host == "" {
		return stemma.Target{}, false
	}
	t := stemma.Target{URL: u.String(), Host: strings.ToLower(u.Host), Kind: stemma.KindWeb}
	if owner, repo, ok := strings.Cut(strings.Trim(u.Path, "/"), "/"); ok && t.Host == stemma.GitHubHost && !strings.Contains(repo, "/") {
		t.Kind, t.Owner, t.Repo = stemma.KindRepository, owner, repo
	}
	return t, repository != ""
}

// simple reports whether a part of an address is of letters, digits, hyphens, underscores and full stops of ASCII,
// and so stands for itself.
func simple(part string) bool {
	for i := range len(part) {
		if c := part[i]; (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return part != ""
}
