package main

import (
	"net/url"
	"strings"

	"stemma"
	"stemma/github"
)

// repositoryHost returns the host of the repositories that the API at address knows: an
// Enterprise server's own, else github.com. GITHUB_API_URL is set in the Actions of an
// Enterprise server, which would call everything on github.com gone.
func repositoryHost(address string) string {
	u, err := url.Parse(address)
	if err == nil && strings.HasSuffix(strings.TrimRight(u.Path, "/"), "/api/v3") {
		host := strings.TrimSuffix(strings.ToLower(u.Host), map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
		return strings.TrimPrefix(host, "www.") // as the hosts of links are written
	}
	return stemma.GitHubHost
}

// webAddress returns where repositories of github.com are asked for without an API:
// at the server that stands in for it, but never at an Enterprise server.
func (to connection) webAddress(client *github.Client) string {
	if to.host != stemma.GitHubHost {
		return ""
	}
	return client.WebURL()
}

// adopt takes a plain web address on an Enterprise server for the repository that it is:
// only who knows the server can tell.
func adopt(t stemma.Target, host string) stemma.Target {
	if host == stemma.GitHubHost || t.Kind != stemma.KindWeb || t.Host != host {
		return t
	}
	owner, rest, _ := strings.Cut(t.Path, "/")
	repo, path, _ := strings.Cut(rest, "/")
	repo = strings.TrimSuffix(repo, ".git")
	if owner == "" || repo == "" || strings.ContainsAny(owner+repo, "?#%:") {
		return t
	}
	t.Kind, t.Owner, t.Repo, t.Path = stemma.KindRepository, owner, repo, path
	t.URL = "https://" + host + "/" + owner + "/" + repo
	if path != "" {
		t.URL += "/" + path
	}
	return t
}
