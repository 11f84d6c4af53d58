package main

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stemma/github/githubtest"
)

// The whole program with a GitHub App: the token is made, used, and shown nowhere.
func TestWithAGitHubApp(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	text := string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
	file := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	clock := &stillClock{at: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}
	server, err := githubtest.New(githubtest.State{
		Repositories: []githubtest.Repository{{FullName: "owner/alive"}}, Now: clock.now,
		App: &githubtest.App{ID: "77", Installation: 42, Key: &key.PublicKey},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	ids := map[string]string{"GITHUB_API_URL": server.URL(), "GITHUB_APP_ID": "77", "GITHUB_APP_INSTALLATION_ID": "42", "GITHUB_TOKEN": "ghp_other"}
	for _, c := range []struct {
		name, variable, value string
		exit                  int
		stdout, stderr        string // a part of each
	}{
		{"the key itself", "GITHUB_APP_PRIVATE_KEY", text, exitDone, "alive", "installation 42: 201"},
		{"the key on one line", "GITHUB_APP_PRIVATE_KEY", strings.ReplaceAll(text, "\n", `\n`), exitDone, "alive", "installation 42: 201"},
		{"the key in a file", "GITHUB_APP_PRIVATE_KEY_FILE", file, exitDone, "alive", "installation 42: 201"},
		{"no key", "X", "", exitFailed, "", "GITHUB_APP_PRIVATE_KEY_FILE"},
		{"no such file", "GITHUB_APP_PRIVATE_KEY_FILE", "secret", exitFailed, "", "names: no such file"},
		{"no key at all", "GITHUB_APP_PRIVATE_KEY", "secret", exitFailed, "", "not in PEM form"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			p := &program{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, now: clock.now, sleep: clock.sleep, getenv: func(name string) string {
				if name == c.variable {
					return c.value
				}
				return ids[name]
			}}
			exit := p.run(t.Context(), []string{"check", "owner/alive", "--verbose", "--db", filepath.Join(t.TempDir(), "stemma.db")})
			if exit != c.exit || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) {
				t.Errorf("exit %d\n%s\n%s", exit, &stdout, &stderr)
			}
			for _, secret := range []string{"BEGIN", "ghs_", "eyJ", "secret", "ghp_other"} {
				if strings.Contains(stdout.String()+stderr.String(), secret) {
					t.Errorf("%s is shown:\n%s", secret, &stderr)
				}
			}
		})
	}
	for _, r := range server.Requests() {
		if r.Authorization == "Bearer ghp_other" {
			t.Error("the App does not take the place of the token")
		}
	}
}
