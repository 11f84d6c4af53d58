package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func sprint(v any) string { return fmt.Sprint(v) }

func TestToken(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		name             string
		github, gh, file string
		want             string // the token, or a part of the error
	}{
		{"none", "", "", "", ""},
		{"GITHUB_TOKEN first", "one", "two", "", "one"},
		{"GH_TOKEN", "", "two", "", "two"},
		{"a file before both", "one", "two", file("good", "three\n"), "three"},
		{"two lines", "", "", file("lines", "secret\nmore"), "should be one line"},
		{"a header in disguise", "secret\r\nHost: x", "", "", "should be one line"},
		{"an empty file", "", "", file("empty", "\n"), "empty"},
		{"a large file", "", "", file("large", strings.Repeat("secret", 1000)), "too large"},
		{"a missing file", "", "", filepath.Join(dir, "secret"), "--token-file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			environment := map[string]string{"GITHUB_TOKEN": c.github, "GH_TOKEN": c.gh}
			p := &program{getenv: func(name string) string { return environment[name] }}
			got, err := p.token(c.file)
			if err != nil {
				got = err.Error()
				if strings.Contains(got, "secret") {
					t.Errorf("the error tells the token: %s", got)
				}
			}
			if !strings.Contains(got, c.want) || c.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCheckGitHubURL(t *testing.T) {
	for _, c := range []struct {
		address, token string
		want           string // a part of the error; empty for none
	}{
		{"https://api.github.com", "t", ""},
		{"https://ghe.example.org/api/v3/", "t", ""},
		{"http://127.0.0.1:8080/", "t", ""},
		{"http://[::1]:8080/", "t", ""},
		{"http://ghe.example.org/api/v3/", "", ""},
		{"http://ghe.example.org/api/v3/", "t", "plain http"},
		{"api.github.com", "", "want an address"},
		{"ftp://api.github.com", "", "want an address"},
		{"https://user:secret@api.github.com", "", "must not hold a user"},
	} {
		err := checkGitHubURL(c.address, c.token)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.address, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error tells the password", c.address)
		}
	}
}
