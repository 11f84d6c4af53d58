package extract

import (
	"errors"
	"fmt"
	"strings"
)

// A naming holds what a host allows as the name of an owner and of a repository.
type naming struct {
	ownerMax, repoMax int
	ownerBytes        string // allowed beside letters and digits
	singleHyphens     bool   // in an owner: hyphens only between letters and digits, one at a time
	reserved          []string
}

const nameBytes = "-._"

// githubNames are the rules of github.com/join and of "Repository names" on
// docs.github.com; the reserved words are paths that the site uses itself
// (github.com/Mottie/github-reserved-names lists them).
var githubNames = naming{
	ownerMax: 39, repoMax: 100, ownerBytes: "-", singleHyphens: true,
	reserved: []string{
		"about", "account", "apps", "blog", "business", "codespaces", "collections", "contact", "copilot", "customer-stories",
		"dashboard", "discussions", "downloads", "edu", "enterprise", "events", "explore", "features", "gist", "git-guides",
		"home", "issues", "join", "login", "logout", "marketplace", "mobile", "models", "new", "nonprofit", "notifications",
		"open-source", "organizations", "orgs", "partners", "premium-support", "pricing", "pulls", "readme", "resources", "search", "security",
		"sessions", "settings", "showcases", "signup", "site", "solutions", "sponsors", "stars", "status", "support", "team",
		"topics", "trending", "user-attachments", "users", "watching", "why-github",
	},
}

// gitlabNames are those of docs.gitlab.com/user/reserved_names.
var gitlabNames = naming{
	ownerMax: 255, repoMax: 255, ownerBytes: nameBytes,
	reserved: []string{"-", "admin", "api", "dashboard", "explore", "groups", "help", "profile", "projects", "public", "search", "users"},
}

// hubNames are those of huggingface.co; its documentation and listings are no owners.
var hubNames = naming{
	ownerMax: 96, repoMax: 96, ownerBytes: nameBytes,
	reserved: []string{
		"api", "blog", "chat", "collections", "datasets", "docs", "join", "learn", "login", "models", "organizations",
		"papers", "posts", "pricing", "search", "settings", "spaces", "tasks",
	},
}

var looseNames = naming{ownerMax: 255, repoMax: 255, ownerBytes: nameBytes + "~"}

// errReserved marks a first segment that the host uses itself.
var errReserved = errors.New("reserved")

func (n *naming) owner(name string) error {
	switch {
	case name == "":
		return errors.New("the owner is missing")
	case len(name) > n.ownerMax:
		return fmt.Errorf("owner %q is longer than %d characters", name, n.ownerMax)
	case !onlyNameBytes(name, n.ownerBytes):
		return fmt.Errorf("owner %q may hold only letters, digits and any of %q", name, n.ownerBytes)
	case n.singleHyphens && badHyphens(name):
		return fmt.Errorf("owner %q may hold a hyphen only between two letters or digits", name)
	case isDots(name):
		return fmt.Errorf("owner %q is no name", name)
	}
	for _, word := range n.reserved {
		if strings.EqualFold(word, name) {
			return fmt.Errorf("%q is no owner: the name is %w for the host's own pages", name, errReserved)
		}
	}
	return nil
}

func (n *naming) repo(name string) error {
	switch {
	case name == "":
		return errors.New("the repository is missing")
	case len(name) > n.repoMax:
		return fmt.Errorf("repository %q is longer than %d characters", name, n.repoMax)
	case !onlyNameBytes(name, nameBytes):
		return fmt.Errorf("repository %q may hold only letters, digits, hyphens, dots and underscores", name)
	case isDots(name):
		return fmt.Errorf("repository %q is no name", name)
	}
	return nil
}

func isDots(name string) bool { return name == "." || name == ".." }

func onlyNameBytes(name, more string) bool {
	for i := 0; i < len(name); i++ {
		if !isAlnum(name[i]) && strings.IndexByte(more, name[i]) < 0 {
			return false
		}
	}
	return true
}

func badHyphens(name string) bool {
	return name[0] == '-' || name[len(name)-1] == '-' || strings.Contains(name, "--")
}

// trimGit removes the ".git" that clone addresses end in.
func trimGit(name string) string {
	for len(name) >= 4 && strings.EqualFold(name[len(name)-4:], ".git") {
		name = name[:len(name)-4]
	}
	return name
}

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isAlnum(c byte) bool { return isAlpha(c) || isDigit(c) }
func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
func isHost(c byte) bool  { return isAlnum(c) || c == '-' || c == '.' }
