package main

import (
	"testing"

	"stemma"
)

func TestRepositoryHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://api.github.com/":             "github.com",
		"http://127.0.0.1:8080/":              "github.com",
		"https://GHE.example.org/api/v3":      "ghe.example.org",
		"https://ghe.example.org/api/v3/":     "ghe.example.org",
		"https://ghe.example.org:443/api/v3/": "ghe.example.org",
		"https://ghe.example.org:8443/api/v3": "ghe.example.org:8443",
		"http://127.0.0.1:8080/api/v3/":       "127.0.0.1:8080",
	} {
		if got := repositoryHost(address); got != want {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}

func TestAdopt(t *testing.T) {
	for _, c := range []struct{ host, path, want string }{
		{"ghe.example.org", "lab/code", "repository lab code "},
		{"ghe.example.org", "lab/code.git", "repository lab code "},
		{"ghe.example.org", "lab/code/tree/main", "repository lab code tree/main"},
		{"ghe.example.org", "lab", "web   lab"},
		{"ghe.example.org", "search?q=a/b", "web   search?q=a/b"},
		{"example.org", "lab/code", "web   lab/code"},
	} {
		link := stemma.Target{URL: "https://" + c.host + "/" + c.path, Kind: stemma.KindWeb, Host: c.host, Path: c.path}
		got := adopt(link, "ghe.example.org")
		if said := string(got.Kind) + " " + got.Owner + " " + got.Repo + " " + got.Path; said != c.want {
			t.Errorf("%s/%s: got %q, want %q", c.host, c.path, said, c.want)
		}
	}
}
