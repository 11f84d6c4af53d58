package graph

import (
	"fmt"
	"strings"
)

// Different keys have different identifiers in every format, whatever signs they hold.

// plainID is a node's key as the identifier in a file. It is the key itself, unless that
// holds signs that some reader might take for its own; those are written %XX.
func plainID(key string) string {
	quoted := nodeID(key)
	return quoted[1 : len(quoted)-1]
}

func plainIDs(keys []string) []string {
	ids := make([]string, len(keys))
	for i, key := range keys {
		ids[i] = plainID(key)
	}
	return ids
}

// nameToken is a node's key as an NMTOKEN, which GraphML's ids have to be.
func nameToken(key string) string { return escapeKey(key, ".-:", '_') }

// urn names a node for good (RFC 8141; the signs are those of RFC 3986).
func urn(key string) string { return "urn:stemma:" + escapeKey(key, "-._~:/", '%') }

// escapeKey keeps the letters and digits of ASCII and the signs that may stay; every other
// byte is written as mark and two hexadecimal digits.
func escapeKey(key, stay string, mark byte) string {
	var b strings.Builder
	for i := range len(key) {
		c := key[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(stay, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%c%02X", mark, c)
		}
	}
	return b.String()
}
