package check

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"stemma"
)

// manners is how a host wants to be asked.
type manners struct {
	atOnce  int           // requests at once
	spacing time.Duration // between the starts of two requests
}

// special lists the hosts that want to be asked more gently than the rest. A host that
// ends in a dot stands for all that begin so.
var special = [...]struct {
	host string
	manners
}{
	// GitHub's web pages are meant for people; programs are pointed to the API.
	{"github.com", manners{1, 500 * time.Millisecond}},
	{"gist.github.com", manners{1, 500 * time.Millisecond}},
	// 400 requests a minute for single projects, on gitlab.com and by default on every other
	// instance (docs.gitlab.com/administration/settings/rate_limit_on_projects_api).
	{"gitlab.com", manners{2, 200 * time.Millisecond}},
	{"gitlab.", manners{2, 200 * time.Millisecond}},
	{"framagit.org", manners{1, 250 * time.Millisecond}}, // a charity
	{"salsa.debian.org", manners{1, 250 * time.Millisecond}},
	{"invent.kde.org", manners{1, 250 * time.Millisecond}},
	// Bitbucket lets a guest make 60 requests an hour to its API (support.atlassian.com/bitbucket-cloud/docs/api-request-limits).
	// That says nothing of its pages, which are still asked when the API's gate has closed.
	{"api.bitbucket.org", manners{1, 500 * time.Millisecond}},
	{"bitbucket.org", manners{1, 500 * time.Millisecond}},
	{"codeberg.org", manners{1, 250 * time.Millisecond}}, // a charity
	// 500 requests to the API and 100 to pages in five minutes for a guest (huggingface.co/docs/hub/rate-limits).
	{"huggingface.co", manners{1, 600 * time.Millisecond}},
	// 60 requests a minute for a guest (developers.zenodo.org/#rate-limiting).
	{"zenodo.org", manners{1, time.Second}},
	// "no more than one request every three seconds", over one connection (info.arxiv.org/help/api/tou.html).
	{"arxiv.org", manners{1, 3 * time.Second}},
	// 120 requests an hour for a guest, who may use them up at once (archive.softwareheritage.org/api/#rate-limiting).
	{"archive.softwareheritage.org", manners{1, time.Second}},
	// A charity whose index of pages is slow to ask, and shuts out those who are not gentle.
	{"archive.org", manners{1, time.Second}},
}

// partOf names, for a host that is part of a service which other hosts belong to as well,
// the host under which they all pass one gate. An API on the host of the pages has its
// gate without a row.
var partOf = map[string]string{
	"hf.co":           "huggingface.co",
	"web.archive.org": "archive.org",
}

// gateName returns what the gate of a host goes by.
func gateName(host string) string {
	return orDefault(partOf[host], host)
}

// mannersOf returns how to ask host: the stricter of the table and the config.
func mannersOf(host string, config Config) manners {
	m := manners{atOnce: config.PerHost, spacing: max(0, config.Spacing)}
	for _, s := range special {
		if covers(s.host, host) && config.Spacing >= 0 {
			return manners{min(m.atOnce, s.atOnce), max(m.spacing, s.spacing)}
		}
	}
	return m
}

// covers reports whether the row of a table, a host or what hosts begin with, is about host.
func covers(row, host string) bool {
	return row == host || strings.HasSuffix(row, ".") && strings.HasPrefix(host, row)
}

// askable reports whether an address is one that this package asks: HTTP, with a host.
func askable(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.Opaque == ""
}

// hostOf returns the name that a gate goes by: in lower case, without "www." and
// final dot, with the port where it is not the scheme's own.
func hostOf(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	host = strings.TrimPrefix(host, "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// address returns where the target is asked: its own address, or for what github.com
// serves by name the same path on the GitHub that is asked. User names and
// passwords that stand in an address are never sent.
func (c *Checker) address(t stemma.Target) (*url.URL, error) {
	if t.Host == stemma.GitHubHost && (t.Kind == stemma.KindRepository || t.Kind == stemma.KindOwner) {
		return c.onGitHub(t)
	}
	u, err := url.Parse(t.URL)
	if err != nil {
		return nil, notAsked("the address can't be read")
	}
	if !askable(u) {
		return nil, notAsked("only http and https addresses are asked, and this is neither")
	}
	return plain(u), nil
}

// onGitHub returns the address of an owner or a repository on the GitHub that is asked.
func (c *Checker) onGitHub(t stemma.Target) (*url.URL, error) {
	names := []string{t.Owner}
	if t.Kind == stemma.KindRepository {
		names = append(names, t.Repo)
	}
	for _, name := range names {
		if name == "" || strings.Trim(name, ".") == "" {
			return nil, notAsked("this is no name on GitHub")
		}
	}
	return c.github.JoinPath(names...), nil
}

// plain returns u without user, password and fragment, and with a query that can be
// sent: net/url keeps blanks in queries as they are, and so would the request line.
func plain(u *url.URL) *url.URL {
	p := *u
	p.User, p.Fragment, p.RawFragment = nil, "", ""
	p.RawQuery = escapeQuery(p.RawQuery)
	return &p
}

func escapeQuery(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
