package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// All that is printed into a picture is somebody else's text. It passes through clean, and
// then through the one escape of the place where it goes.

// maxTooltip bounds a text in a tooltip, in bytes. A title of 10,000 letters fits.
const maxTooltip = 16 << 10

// maxString is how long a string may be in DOT, in bytes with its escapes: Graphviz before
// version 3 reads no more than 16,384.
const maxString = 16000

// clean makes s safe to show anywhere: invalid UTF-8 becomes U+FFFD, any run of white
// space one space, and what is invisible goes: control characters, direction overrides and
// isolates, zero-width characters, surrogates and private use.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case !unicode.IsGraphic(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// quote writes s as a DOT string that Graphviz shows as it stands: in a label a backslash
// begins an escape such as \N, so it is doubled. What is longer than maxString is cut.
func quote(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for _, r := range clean(s) {
		if b.Len() > maxString {
			break
		}
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '&': // Graphviz takes &amp; and the like for entities in plain labels too
			b.WriteString("&amp;")
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// quoteLines is quote with a line break between the lines.
func quoteLines(lines ...string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, line := range lines {
		if i > 0 {
			b.WriteString(`\n`)
		}
		q := quote(clip(line, maxTooltip))
		if b.Len()+len(q) > maxString+8 {
			b.WriteString("…")
			break
		}
		b.WriteString(q[1 : len(q)-1])
	}
	b.WriteByte('"')
	return b.String()
}

// html escapes s for a DOT label between angle brackets, which is parsed as XML. Afterwards
// Graphviz puts the node's name for \N and the like, so backslashes are doubled here too.
func html(s string) string { return strings.ReplaceAll(xmlText(s), `\`, `\\`) }

// xmlText escapes s for text and for attributes in double quotes.
func xmlText(s string) string { return xmlSigns.Replace(clean(s)) }

var xmlSigns = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", `"`, "&quot;")

// maxKey bounds the keys that are written in full, in bytes.
const maxKey = 1000

// nodeID writes a key as a DOT identifier. What is not plain is written %XX, so that
// different keys stay different and nothing needs an escape that Graphviz would read. Of a
// very long key the start is left, and a hash of the whole.
func nodeID(key string) string {
	if len(key) > maxKey {
		sum := sha256.Sum256([]byte(key))
		key = strings.ToValidUTF8(clip(key, maxKey), "") + "#" + hex.EncodeToString(sum[:16])
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(key); {
		r, size := utf8.DecodeRuneInString(key[i:])
		if r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.:/+#@()~* ", r)) {
			b.WriteString(key[i : i+size])
		} else {
			for _, c := range []byte(key[i : i+size]) {
				b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)|0x100, 16)[1:]))
			}
		}
		i += size
	}
	b.WriteByte('"')
	return b.String()
}

// href returns address if a reader may be sent there, else "": http and https alone, with
// a host, and without a name or password before it.
func href(address string) string {
	if len(address) > 2048 || clean(address) != address || strings.ContainsAny(address, " \\<>\"'`") {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
