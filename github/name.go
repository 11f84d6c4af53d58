package github

import (
	"strings"
)

// A Repo names a repository. Case does not matter to GitHub.
type Repo struct {
	Owner, Name string
}

// String returns "owner/name".
func (r Repo) String() string { return r.Owner + "/" + r.Name }

// maxName is the length of the longest repository name that GitHub allows; owners are
// shorter.
const maxName = 100

// canonical returns r as the API knows it: web addresses may end in ".git", and no
// repository's name does.
func (r Repo) canonical() Repo {
	if n := len(r.Name) - len(".git"); n > 0 && strings.EqualFold(r.Name[n:], ".git") {
		r.Name = r.Name[:n]
	}
	return r
}

// valid reports whether r can be a repository of GitHub. Nothing else is put into an
// address or a query: go-github escapes neither "..", "?" nor "#".
func (r Repo) valid() bool {
	return validName(r.Owner, "-_") && validName(r.Name, "-_.") && r.Name != "." && r.Name != ".."
}

func validName(s, extra string) bool {
	if s == "" || len(s) > maxName {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte(extra, c) < 0 {
			return false
		}
	}
	return true
}

// parseFullName reads "owner/name" as an answer gives it.
func parseFullName(s string) (Repo, bool) {
	owner, name, _ := strings.Cut(s, "/")
	r := Repo{Owner: owner, Name: name}
	return r, r.valid()
}

// same reports whether a and b name the same repository.
func same(a, b Repo) bool {
	return strings.EqualFold(a.Owner, b.Owner) && strings.EqualFold(a.Name, b.Name)
}
