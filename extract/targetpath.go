package extract

import (
	"slices"
	"strings"
	"unicode"

	"stemma"
)

// matched is what the pattern of a place found in a path.
type matched struct {
	owner, repo       string
	rest              string // what follows, query and fragment included
	hasOwner, hasRepo bool
	ok                bool
}

// match lays the pattern of the row over path.
func (p *hostRow) match(path string) (m matched) {
	m.rest = path
	for word := range strings.SplitSeq(p.path, "/") {
		if word == "END" {
			m.ok = firstSegment(strings.TrimLeft(m.rest, "/")) == ""
			return m
		}
		if word == "GROUPS" {
			return m.groups()
		}
		segment := m.next()
		switch word {
		case "OWNER":
			m.owner, m.hasOwner = segment, true
		case "REPO":
			m.repo, m.hasRepo = trimGit(segment), true
		default:
			if segment != word {
				return m
			}
		}
		if segment == "" {
			return m
		}
	}
	m.ok = true
	return m
}

// next takes the next segment that is not empty off the rest.
func (m *matched) next() string {
	m.rest = strings.TrimLeft(m.rest, "/")
	segment := firstSegment(m.rest)
	m.rest = m.rest[len(segment):]
	return segment
}

// insideWords begin what is inside a repository on hosts with nested groups, beside
// the "-" of today's addresses.
var insideWords = []string{
	"-", "blame", "blob", "commit", "commits", "issues", "merge_requests", "pipelines", "raw", "releases", "snippets", "tags", "tree", "wikis",
}

// groups reads any number of groups and then a repository.
func (m *matched) groups() matched {
	var segments []string
	for {
		before := m.rest
		segment := m.next()
		if segment == "" || len(segments) > 1 && slices.Contains(insideWords, segment) {
			m.rest = before
			break
		}
		segments = append(segments, segment)
		if trimGit(segment) != segment {
			break
		}
	}
	if last := len(segments) - 1; last > 0 {
		m.owner, m.repo = strings.Join(segments[:last], "/"), trimGit(segments[last])
		m.hasOwner, m.hasRepo, m.ok = true, true, true
	}
	return *m
}

// addressRune reports whether r may stand in an address: what RFC 3986 allows, and the
// letters of every script (RFC 3987), which people paste from the browser.
func addressRune(r rune) bool {
	if r < 0x80 {
		return r > ' ' && r != 0x7f && !strings.ContainsRune("\"<>\\^`{|}", r)
	}
	return r != unicode.ReplacementChar && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

const hexDigits = "0123456789ABCDEF"

// unescape undoes the percent-escapes that change nothing (RFC 3986, 6.2.2: of letters,
// digits, "-._~"), writes the others in upper case, and escapes a stray percent sign, so
// that doing it twice changes nothing.
func unescape(path string) string {
	if strings.IndexByte(path, '%') < 0 {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] != '%' {
			b.WriteByte(path[i])
			continue
		}
		c, ok := hexByte(path[i+1:])
		switch {
		case !ok:
			b.WriteString("%25")
			continue
		case isAlnum(c) || strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
		}
		i += 2
	}
	return b.String()
}

func hexByte(s string) (byte, bool) {
	if len(s) < 2 {
		return 0, false
	}
	high := strings.IndexByte(hexDigits, upper(s[0]))
	low := strings.IndexByte(hexDigits, upper(s[1]))
	return byte(high<<4 | low), high >= 0 && low >= 0
}

func upper(c byte) byte {
	if isLower(c) {
		return c - 0x20
	}
	return c
}

// identifiers are the prefixes under which a DOI that stands for code or data is
// registered: Zenodo, figshare, OSF, Dryad, Software Heritage, Mendeley Data, 4TU and
// Code Ocean. The DOI of an article is a citation, not a link.
var identifiers = [...]string{
	"10.5281/zenodo.", "10.6084/m9.figshare.", "10.17605/osf.io/", "10.31219/osf.io/", "10.5061/dryad.", "10.17632/", "10.4121/", "10.24433/co.",
}

// isArtefactDOI reports whether s begins with a DOI of code or data.
func isArtefactDOI(s string) bool {
	for _, prefix := range identifiers {
		if len(s) > len(prefix) && isAlnum(s[len(prefix)]) && strings.EqualFold(s[:len(prefix)], prefix) {
			return true
		}
	}
	return false
}

// identifierTarget reads a DOI, with or without "doi:", and a Software Heritage
// identifier; its qualifiers are left out.
func identifierTarget(s string) (stemma.Target, bool) {
	doi := s
	if len(s) > 4 && strings.EqualFold(s[:4], "doi:") {
		doi = s[4:]
	}
	if prefix, name, ok := strings.Cut(doi, "/"); ok && name != "" && isDOIPrefix(prefix) {
		return doiTarget(doi), true
	}
	if n := swhidLength(s); n > 0 && (n == len(s) || s[n] == ';') {
		return swhTarget(s[:n]), true
	}
	return stemma.Target{}, false
}

func isDOIPrefix(s string) bool {
	registrant, ok := strings.CutPrefix(s, "10.")
	if !ok || len(registrant) < 4 {
		return false
	}
	for i := range len(registrant) {
		if !isDigit(registrant[i]) && registrant[i] != '.' {
			return false
		}
	}
	return true
}

func doiTarget(doi string) stemma.Target {
	return webTarget("https", "doi.org", unescape("/"+doi))
}

func swhTarget(id string) stemma.Target {
	return webTarget("https", "archive.softwareheritage.org", "/"+strings.ToLower(id))
}

// swhKinds are the objects that a Software Heritage identifier can name
// (docs.softwareheritage.org, "SoftWare Heritage persistent IDentifiers").
var swhKinds = [...]string{"cnt", "dir", "rel", "rev", "snp", "ori"}

// swhidLength returns the length of the core identifier "swh:1:KIND:40 hex digits" that
// s begins with, or 0.
func swhidLength(s string) int {
	const head, length = "swh:1:", 6 + 3 + 1 + 40
	if len(s) < length || !strings.EqualFold(s[:6], head) || s[9] != ':' || !slices.Contains(swhKinds[:], strings.ToLower(s[6:9])) {
		return 0
	}
	for i := 10; i < length; i++ {
		if strings.IndexByte(hexDigits, upper(s[i])) < 0 {
			return 0
		}
	}
	if len(s) > length && isAlnum(s[length]) {
		return 0
	}
	return length
}
