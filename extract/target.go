package extract

import (
	"errors"
	"fmt"
	"strings"

	"stemma"
)

// maxAddress bounds the length of an address in bytes; what is longer is none.
// (RFC 9110, 4.1 asks for at least 8,000; no address of a code host comes near 2,048.)
const maxAddress = 2048

// ParseTarget returns the target that a person means by s: OWNER/REPO on GitHub, a
// web address with or without scheme, the ssh form git@HOST:OWNER/REPO.git, a DOI, or
// a Software Heritage identifier. Parsing the URL of the result gives the result again.
//
// A GitHub address whose owner or repository breaks GitHub's rules for names is an
// error, since nothing can be there; Links gives such an address as a KindWeb.
func ParseTarget(s string) (stemma.Target, error) {
	s = strings.TrimSpace(s)
	if err := checkAddress(s); err != nil {
		return stemma.Target{}, err
	}
	t, err := parseForm(s)
	if err == nil && len(t.URL) > maxAddress { // escaping made it longer
		err = fmt.Errorf("a target of %d bytes, escaped, is longer than the %d allowed", len(t.URL), maxAddress)
	}
	if err != nil {
		return stemma.Target{}, err
	}
	return t, nil
}

// parseForm tells the forms of a target apart.
func parseForm(s string) (stemma.Target, error) {
	if t, ok := identifierTarget(s); ok {
		return t, nil
	}
	scheme, rest, hasScheme := strings.Cut(s, "://")
	switch {
	case hasScheme && !strings.ContainsAny(scheme, "/?#:"):
		return parseURL(scheme, rest)
	case strings.Contains(firstSegment(s), "@"):
		return parseSSH(s)
	case strings.Contains(firstSegment(s), "."):
		return parseURL("", s)
	default:
		return parseShorthand(s)
	}
}

const wanted = "want OWNER/REPO or an address such as https://github.com/OWNER/REPO"

func checkAddress(s string) error {
	if s == "" {
		return errors.New("the target is empty; " + wanted)
	}
	if len(s) > maxAddress {
		return fmt.Errorf("a target of %d bytes is longer than the %d allowed", len(s), maxAddress)
	}
	for i, r := range s {
		if !addressRune(r) {
			return fmt.Errorf("target %q: byte %d (%q) cannot stand in an address; percent-escape it or leave it out", s, i, r)
		}
	}
	return nil
}

func firstSegment(s string) string {
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		return s[:i]
	}
	return s
}

// webScheme returns the scheme under which a target with the given one is kept:
// whatever a code host is cloned by becomes https.
func webScheme(scheme string) (string, bool) {
	switch strings.ToLower(scheme) {
	case "", "https", "git", "ssh", "svn", "git+https", "git+http", "git+ssh":
		return "https", true
	case "http":
		return "http", true
	case "ftp":
		return "ftp", true
	}
	return "", false
}

// parseURL reads an address from behind its scheme.
func parseURL(scheme, rest string) (stemma.Target, error) {
	web, ok := webScheme(scheme)
	if !ok {
		return stemma.Target{}, fmt.Errorf("scheme %q is none of the web; use https://", scheme)
	}
	host := firstSegment(rest)
	path := rest[len(host):]
	host = host[strings.LastIndexByte(host, '@')+1:] // user and password never go further
	if name, owner, ok := strings.Cut(host, ":"); ok && !validPort(owner) {
		host, path = name, "/"+owner+path // ssh://git@HOST:OWNER/REPO, a mixture of both forms
	}
	host = strings.ToLower(host)
	if !validHost(host) {
		return stemma.Target{}, fmt.Errorf("%q is no host name; %s", host, wanted)
	}
	return normalise(web, host, path)
}

// parseSSH reads the form that git calls scp-like: USER@HOST:PATH.
func parseSSH(s string) (stemma.Target, error) {
	user, address, _ := strings.Cut(s, "@")
	host, path, ok := strings.Cut(address, ":")
	if user == "" || !ok || !validHost(strings.ToLower(host)) {
		return stemma.Target{}, fmt.Errorf("%q is no ssh address; want git@HOST:OWNER/REPO.git", s)
	}
	t, err := normalise("https", strings.ToLower(host), "/"+path)
	if err == nil && t.Kind != stemma.KindRepository {
		err = fmt.Errorf("%q names no repository; want git@HOST:OWNER/REPO.git", s)
	}
	return t, err
}

func parseShorthand(s string) (stemma.Target, error) {
	owner, repo, ok := strings.Cut(strings.TrimSuffix(s, "/"), "/")
	if !ok || strings.ContainsAny(repo, "/?#") {
		return stemma.Target{}, fmt.Errorf("%q is neither a repository nor an address; %s", s, wanted)
	}
	if err := githubNames.owner(owner); err != nil {
		return stemma.Target{}, fmt.Errorf("%q: %w; %s", s, err, wanted)
	}
	return normalise("https", stemma.GitHubHost, "/"+owner+"/"+repo)
}

// normalise returns the target at path, which is empty or begins with one of "/?#",
// on host. It always gives a target: the error says that the host's rules for names
// forbid the address, which is a KindWeb then.
func normalise(scheme, host, path string) (stemma.Target, error) {
	host = strings.ToLower(host)
	if name, port, _ := strings.Cut(host, ":"); port == "443" || port == "80" || named(name) {
		host = name // "ssh://git@github.com:22/o/r"
	}
	path = unescape(path)
	bare := trimWWW(host)
	var problem error
	for i := range places {
		p := &places[i]
		if !p.fits(bare) {
			continue
		}
		if p.kind == stemma.KindWeb || p.kind == stemma.KindPage {
			return p.address(bare, host, path), problem
		}
		t, err := p.target(bare, path)
		if err == nil {
			return t, nil
		}
		if problem == nil && !errors.Is(err, errReserved) && !errors.Is(err, errOther) {
			problem = fmt.Errorf("https://%s%s: %w", bare, path, err)
		}
	}
	if !named(bare) {
		problem = nil
	}
	return webTarget(scheme, host, path), problem
}

// address returns the target of a row that is no repository.
func (p *hostRow) address(bare, host, path string) stemma.Target {
	if p.as != "" {
		host = p.as
	} else if p.kind == stemma.KindPage || p.host == bare {
		host = bare
	}
	t := webTarget("https", host, path)
	if p.kind != stemma.KindPage {
		return t
	}
	label := p.label(bare)
	if err := p.rules().owner(label); label == "" || err != nil && !errors.Is(err, errReserved) {
		return t
	}
	t.Kind, t.Owner = stemma.KindPage, label
	return t
}

func (p *hostRow) rules() *naming {
	if p.names == nil {
		return &looseNames
	}
	return p.names
}

// webTarget returns the address as it stands, but for what cannot matter: an empty
// query or fragment, doubled slashes in front, and the slash behind a lone host.
func webTarget(scheme, host, path string) stemma.Target {
	path = strings.TrimRight(strings.TrimLeft(path, "/"), "?#")
	t := stemma.Target{Kind: stemma.KindWeb, Host: strings.TrimPrefix(host, "www."), Path: strings.TrimRight(path, "/")}
	t.URL = scheme + "://" + host
	if t.Path != "" {
		t.URL += "/" + path
	}
	return t
}

// errOther says that an address has not the shape of a row.
var errOther = errors.New("another shape")

// target returns what path names by the pattern of the row.
func (p *hostRow) target(host, path string) (stemma.Target, error) {
	at := p.match(path)
	if !at.ok {
		return stemma.Target{}, errOther
	}
	if err := p.check(at); err != nil {
		return stemma.Target{}, err
	}
	t := stemma.Target{Kind: p.kind, Host: host, Owner: p.owner + at.owner, Repo: at.repo}
	if p.as != "" {
		t.Host = p.as
	}
	t.URL = "https://" + t.Host
	for _, name := range [...]string{t.Owner, t.Repo} {
		if name != "" {
			t.URL += "/" + name
		}
	}
	if !p.bare {
		t.Path = p.inner(at.rest)
	}
	if t.Path != "" && t.Path[0] != '?' && t.Path[0] != '#' {
		t.URL += "/"
	}
	t.URL += t.Path
	return t, nil
}

func (p *hostRow) inner(rest string) string {
	rest = strings.TrimRight(strings.TrimLeft(rest, "/"), "/?#")
	if rest == "" || rest[0] == '?' || rest[0] == '#' {
		return rest
	}
	return p.inside + rest
}

func (p *hostRow) check(at matched) error {
	if at.hasOwner {
		for name := range strings.SplitSeq(at.owner, "/") {
			if err := p.rules().owner(name); err != nil {
				return err
			}
		}
	}
	if at.hasRepo {
		return p.rules().repo(at.repo)
	}
	return nil
}

// PageRepository returns the repository that a project page is published from, as
// docs.github.com/en/pages says: OWNER.github.io/NAME/… comes from OWNER/NAME, and
// the front page, or a file beside it, from OWNER/OWNER.github.io. It is a guess, for a NAME
// may as well be a folder of the latter; ok is false where t is no page, or its
// host publishes none from repositories.
func PageRepository(t stemma.Target) (repository stemma.Target, ok bool) {
	p := placeOf(t.Host)
	if t.Kind != stemma.KindPage || t.Owner == "" || p == nil || p.pages == "" {
		return stemma.Target{}, false
	}
	path := "/projects/" + t.Owner
	if p.site != "" {
		path = "/" + t.Owner + "/" + p.pageOf(t)
	}
	repository, err := normalise("https", p.pages, path)
	return repository, err == nil && repository.Kind == stemma.KindRepository
}

func (p *hostRow) pageOf(t stemma.Target) string {
	name := firstSegment(t.Path)
	front := name == "" || p.folders || strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm")
	switch {
	case !front:
		return name
	case p.site[0] == '.':
		return t.Owner + p.site
	default:
		return p.site
	}
}
