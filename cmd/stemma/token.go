package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"

	"stemma/github"
)

// maxToken is far more than the longest token that GitHub gives out.
const maxToken = 4096

// token returns the GitHub token of --token-file or the environment, "" where there is
// none. No error text holds any of it.
func (p *program) token(file string) (string, error) {
	from, token := "GITHUB_TOKEN", p.getenv("GITHUB_TOKEN")
	if token == "" {
		from, token = "GH_TOKEN", p.getenv("GH_TOKEN")
	}
	if file != "" {
		text, err := readSecret(file, maxToken)
		if err != nil {
			return "", fmt.Errorf("the file that --token-file names: %w", err)
		}
		from, token = "the file that --token-file names", text
	}
	token = strings.TrimSpace(token)
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", fmt.Errorf("the token in %s holds white space or signs that no token has: it should be one line", from)
	}
	return token, nil
}

// readSecret reads a file of most bytes at most. No error text holds its name or any
// of it: people give the secret itself by mistake.
func readSecret(file string, most int64) (string, error) {
	f, err := os.Open(file)
	if failure := (*fs.PathError)(nil); errors.As(err, &failure) {
		return "", failure.Err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return "", err
	case int64(len(text)) > most:
		return "", errors.New("too large for a token or a key")
	case strings.TrimSpace(string(text)) == "":
		return "", errors.New("empty")
	}
	return string(text), nil
}

// maxKey is far more than the longest private key has.
const maxKey = 64 << 10

// githubApp returns the GitHub App of the environment, the zero value where there is none. No
// error text holds any of its key.
func (p *program) githubApp() (github.App, error) {
	id, installation := p.getenv("GITHUB_APP_ID"), p.getenv("GITHUB_APP_INSTALLATION_ID")
	key, file := p.getenv("GITHUB_APP_PRIVATE_KEY"), p.getenv("GITHUB_APP_PRIVATE_KEY_FILE")
	if id == "" {
		return github.App{}, nil
	}
	if key == "" && file != "" {
		text, err := readSecret(file, maxKey)
		if err != nil {
			return github.App{}, fmt.Errorf("the file that GITHUB_APP_PRIVATE_KEY_FILE names: %w", err)
		}
		key = text
	}
	number, err := strconv.ParseInt(installation, 10, 64)
	if key == "" || err != nil || number <= 0 {
		return github.App{}, errors.New("with GITHUB_APP_ID, stemma needs GITHUB_APP_INSTALLATION_ID, a number, and GITHUB_APP_PRIVATE_KEY or GITHUB_APP_PRIVATE_KEY_FILE")
	}
	if !strings.Contains(key, "\n") {
		key = strings.ReplaceAll(key, `\n`, "\n") // as many settings pages keep it
	}
	return github.App{ID: id, Installation: number, Key: key}, nil
}

// checkGitHubURL refuses an API address that cannot be meant, and one that would send
// the token in the clear over a network.
func checkGitHubURL(address, token string) error {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return usagef("--github-url %q: want an address such as https://api.github.com/ or https://HOST/api/v3/", address)
	}
	if u.User != nil {
		return usagef("--github-url must not hold a user or password; the token comes from GITHUB_TOKEN, GH_TOKEN or --token-file")
	}
	if token != "" && u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return errors.New("the token would go over plain http to " + u.Host + ": use https, or unset the token")
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
