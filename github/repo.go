package github

import (
	"fmt"
	"strings"
)

// A Repo names a repository.
type Repo struct{ Owner, Name string }

// String returns "owner/name".
func (r Repo) String() string { return r.Owner + "/" + r.Name }

// The lengths that GitHub allows, in bytes.
const (
	maxOwner = 39
	maxName  = 100
)

// validate refuses what GitHub has no name for. Names go into paths and queries, where
// "..", "?" or a quotation mark would ask for something else; go-github escapes nothing.
func (r Repo) validate() error {
	switch {
	case r.Owner == "" || len(r.Owner) > maxOwner || !all(r.Owner, isOwnerByte):
		return fmt.Errorf("%q can be no owner on GitHub: at most %d letters, digits and hyphens", r.Owner, maxOwner)
	case r.Name == "" || len(r.Name) > maxName || !all(r.Name, isNameByte) || r.Name == "." || r.Name == "..":
		return fmt.Errorf("%q can be no repository on GitHub: at most %d letters, digits, hyphens, dots and underscores", r.Name, maxName)
	}
	return nil
}

func all(s string, ok func(byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}

// isOwnerByte also takes the underscore of Enterprise Managed Users (name_shortcode).
func isOwnerByte(b byte) bool { return isLetterOrDigit(b) || b == '-' || b == '_' }

func isNameByte(b byte) bool { return isOwnerByte(b) || b == '.' }

func isLetterOrDigit(b byte) bool {
	lower := b | 0x20
	return '0' <= b && b <= '9' || 'a' <= lower && lower <= 'z'
}

// same reports whether fullName, as GitHub writes it, is r but for upper and lower case.
func (r Repo) same(fullName string) bool { return strings.EqualFold(r.String(), fullName) }
