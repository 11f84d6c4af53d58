package fix

import (
	"net/url"
	"strings"

	"stemma"
	"stemma/extract"
)

// archives are the hosts of archives, whose own addresses are no links to be rescued.
var archives = [...]string{"archive.softwareheritage.org", "web.archive.org", "archive.org"}

// dead returns the fate of a link to what is gone or blocked. An address inside a
// repository is rewritten to the copy of the whole.
func (k Known) dead(t stemma.Target) fate {
	if k.Copies == nil {
		return fate{}
	}
	for _, host := range archives {
		if t.Host == host {
			return fate{}
		}
	}
	copies := k.Copies[t.Key()]
	if len(copies) == 0 {
		return fate{why: "it is dead, and no archived copy is known"}
	}
	for _, c := range copies {
		to, err := extract.ParseTarget(c.URL)
		if err != nil || !webAddress(c.URL) {
			continue
		}
		if status := k.Observations[to.Key()].Status; status == stemma.Gone || status == stemma.Blocked {
			continue
		}
		return fate{from: t, to: to, archived: c.URL}
	}
	return fate{why: "it is dead, and no address of its archived copies can be used"}
}

// written returns the fate with the address of the copy as a format can hold it.
func (f fate) written(s Syntax) fate {
	f.archived = s.encode(f.archived)
	to, err := extract.ParseTarget(f.archived)
	if err != nil {
		return fate{why: "it is dead, and the address of its archived copy can't be written here"}
	}
	f.to = to
	return f
}

// webAddress reports whether the address is one of the web that says everything.
func webAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

// archivedText returns how the address of a copy is written in place of s.
func (p *plan) archivedText(s extract.Spelling, f fate) (text, why string) {
	host, path := s.Read[:s.Host], strings.ToLower(s.Read[s.Host:])
	name, _, _ := strings.Cut(strings.TrimSuffix(path, "/"), "?")
	switch {
	case s.Read == "" || !strings.Contains(s.Raw, "://") && strings.Contains(s.Raw, "@"), strings.HasSuffix(name, ".git"):
		return "", "it is dead, and the archived copy " + f.archived + " can't be cloned"
	case f.from.Kind == stemma.KindRepository && strings.TrimPrefix(host, "www.") != f.from.Host:
		return "", "it is dead, and the archived copy " + f.archived + " is a page, not a file"
	}
	return p.syntax.write(f.archived, p.verbatim(s.Start)), ""
}
