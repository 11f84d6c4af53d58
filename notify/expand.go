package notify

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// expand replaces $NAME and ${NAME} in an address by the values of variables. A value that
// stands for a whole password, or for a whole value of the query, is escaped for its
// place; elsewhere it is taken as it is, so that a variable may hold half an address or
// all of it. A "$" that is meant is written %24.
func expand(address string, getenv func(string) string) (string, error) {
	var b strings.Builder
	for rest := address; ; {
		before, after, found := strings.Cut(rest, "$")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		name, behind, err := variable(after)
		if err != nil {
			return "", err
		}
		value := getenv(name)
		if value == "" {
			return "", unset(name)
		}
		b.WriteString(fitted(value, b.String(), behind))
		rest = behind
	}
}

// unset is the error for a variable that is not there. One that is not all capitals, or that
// a digit begins, may be part of a password with a "$" in it, and is not printed.
func unset(name string) error {
	if name == strings.ToUpper(name) && (name[0] < '0' || name[0] > '9') {
		return fmt.Errorf("the variable %s is empty or not set", name)
	}
	return errors.New("a variable that it names is empty or not set; a $ that is meant is written %24")
}

// variable reads the name behind a "$".
func variable(text string) (name, behind string, err error) {
	if inner, found := strings.CutPrefix(text, "{"); found {
		name, behind, found = strings.Cut(inner, "}")
		if found && name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !isName(r) }) {
			return name, behind, nil
		}
		return "", "", errNoName
	}
	end := strings.IndexFunc(text, func(r rune) bool { return !isName(r) })
	if end < 0 {
		end = len(text)
	}
	if end == 0 {
		return "", "", errNoName
	}
	return text[:end], text[end:], nil
}

var errNoName = fmt.Errorf("a $ in it begins no name of a variable: write $NAME or ${NAME}, and %%24 for the sign itself")

func isName(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// fitted escapes a value for the place between what stands before and behind it.
func fitted(value, before, behind string) string {
	_, inside, _ := strings.Cut(before, "://")
	password := strings.HasSuffix(inside, ":") && strings.HasPrefix(behind, "@") && !strings.ContainsAny(inside, "/?#")
	setting := strings.HasSuffix(inside, "=") && strings.Contains(inside, "?") && (behind == "" || behind[0] == '&')
	switch {
	case password, setting:
		return strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
	default:
		return value
	}
}
