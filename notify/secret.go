package notify

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// The lengths from which a part of an address, and a piece of a part, are taken for a secret.
const (
	leastSecret = 3
	leastPiece  = 6
)

// hidden stands in a text for a secret.
const hidden = "***"

// secretsOf returns everything in an address that may be a secret, the longest first, in
// the forms in which it may show up: written and meant, and in the pieces of a token.
func secretsOf(address *url.URL, s *service) []string {
	parts := []string{address.RawQuery, address.Fragment, address.User.String()}
	if password, ok := address.User.Password(); ok {
		parts = append(parts, password)
	}
	parts = append(parts, address.User.Username())
	parts = append(parts, strings.Split(address.Path, "/")...)
	for key, values := range address.Query() {
		if strings.HasPrefix(key, headerSign) || !settings[strings.ToLower(key)] {
			parts = append(parts, values...)
		}
	}
	if !s.public {
		parts = append(parts, address.Host)
	}
	secrets := []string{address.String()}
	for _, part := range parts {
		if len(part) < leastSecret {
			continue
		}
		pieces := strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune("-/:,@ ", r) })
		pieces = slices.DeleteFunc(pieces, func(s string) bool { return len(s) < leastPiece })
		for _, piece := range append(pieces, part) {
			secrets = append(secrets, piece, url.QueryEscape(piece), url.PathEscape(piece))
		}
	}
	slices.SortFunc(secrets, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return slices.Compact(secrets)
}

// settings are keys of a query whose values are no secret and which an error had better
// show.
var settings = map[string]bool{
	"auth": true, "encryption": true, "usestarttls": true, "starttls": true, "requirestarttls": true, "timeout": true,
	"disabletls": true, "scheme": true, "priority": true, "markdown": true, "splitlines": true, "parsemode": true, "preview": true,
}

// scrub hides the secrets of the destination in a text.
func (d Destination) scrub(text string) string {
	text = clean(text)
	for _, secret := range d.secrets {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	return text
}
