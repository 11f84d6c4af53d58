package github_test

import (
	"strings"
	"testing"

	"stemma/github"
)

func TestAddresses(t *testing.T) {
	table := []struct{ base, web string }{
		{"", "https://github.com"},
		{"https://api.github.com", "https://github.com"},
		{"https://api.github.com/", "https://github.com"},
		{"https://API.github.com/", "https://github.com"},
		{"https://git.example.org/api/v3/", "https://git.example.org"},
		{"https://git.example.org/api/v3", "https://git.example.org"},
		{"https://api.tenant.ghe.com/", "https://tenant.ghe.com"},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"http://[::1]:8080/", "http://[::1]:8080"},
	}
	for _, row := range table {
		c, err := github.New(github.Config{BaseURL: row.base})
		if err != nil {
			t.Errorf("%q: %v", row.base, err)
		} else if c.WebURL() != row.web {
			t.Errorf("%q: the web is at %q, want %q", row.base, c.WebURL(), row.web)
		}
	}
}

func TestAddressesThatCannotWork(t *testing.T) {
	table := []struct{ base, says string }{
		{"api.github.com", "no scheme"},
		{"localhost:8080", "no scheme"},
		{"ftp://api.github.com/", "no scheme"},
		{"https://", "no host"},
		{"https://me:secret@api.github.com/", "user name or password"},
		{"https://api.github.com/?x=1", "query"},
		{"http://a b/", "not an address"},
	}
	for _, row := range table {
		_, err := github.New(github.Config{BaseURL: row.base})
		if err == nil || !strings.Contains(err.Error(), row.says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v, want an error that says %q", row.base, err, row.says)
		}
	}
}

func TestTokensThatCannotWork(t *testing.T) {
	for _, token := range []string{"ghp_x\n", "ghp x", "ghp_\x00", "ghp_é"} {
		if _, err := github.New(github.Config{Token: token}); err == nil || strings.Contains(err.Error(), token) {
			t.Errorf("%q: %v, want an error that does not show it", token, err)
		}
	}
}
