package extract

import (
	"strings"

	"stemma"
)

// A place is one kind of address on one host: a row of the table below. To teach
// stemma a code host, add its rows; nothing else names a host.
type hostRow struct {
	// host is a whole host name ("github.com"), every host below a name
	// (".github.io"), or every host that begins so ("gitlab.").
	host string
	// path is what the path begins with: words that stand there literally, and the
	// markers OWNER, REPO, GROUPS (one or more segments) and END (nothing follows).
	// An empty path matches any.
	path string
	kind stemma.LinkKind
	// as is the host under which the target is normalised; empty for the host itself.
	as string
	// owner stands before the OWNER of the path, or for it.
	owner string
	// inside stands before what follows the repository.
	inside string
	// bare drops what follows, where the canonical host has no place for it.
	bare bool
	// names holds the rules for OWNER and REPO; nil means looseNames.
	names *naming
	// pages is the host of the repositories that a page host publishes, and site the
	// end of the name of the repository behind its front page.
	pages, site string
	// folders says that the paths of a page are folders of that one repository, where
	// other hosts serve a repository under each.
	folders bool
}

// places are searched in order; the first row that fits wins. A host without a row
// is a web address.
//
// Sources: docs.github.com/en/repositories (raw, codeload, archives),
// docs.github.com/en/pages, docs.gitlab.com/user/namespace, huggingface.co/docs/hub,
// support.atlassian.com/bitbucket-cloud, docs.codeberg.org, sourceforge.net/p/forge.
var places = [...]hostRow{
	{host: "github.com", path: "OWNER/REPO", kind: stemma.KindRepository, names: &githubNames},
	{host: "github.com", path: "OWNER/END", kind: stemma.KindOwner, names: &githubNames, bare: true},
	{host: "github.com", path: "orgs/OWNER", kind: stemma.KindOwner, names: &githubNames, bare: true},
	{host: "github.com", path: "users/OWNER", kind: stemma.KindOwner, names: &githubNames, bare: true},
	{host: "github.com", path: "sponsors/OWNER", kind: stemma.KindOwner, names: &githubNames, bare: true},
	{host: "github.com", kind: stemma.KindWeb},
	{host: "raw.githubusercontent.com", path: "OWNER/REPO", kind: stemma.KindRepository, as: "github.com", inside: "raw/", names: &githubNames},
	{host: "raw.github.com", path: "OWNER/REPO", kind: stemma.KindRepository, as: "github.com", inside: "raw/", names: &githubNames},
	{host: "media.githubusercontent.com", path: "media/OWNER/REPO", kind: stemma.KindRepository, as: "github.com", inside: "raw/", names: &githubNames},
	{host: "codeload.github.com", path: "OWNER/REPO", kind: stemma.KindRepository, as: "github.com", bare: true, names: &githubNames},
	{host: "api.github.com", path: "repos/OWNER/REPO", kind: stemma.KindRepository, as: "github.com", bare: true, names: &githubNames},
	{host: "gist.github.com", path: "OWNER/REPO", kind: stemma.KindGist, names: &githubNames},
	{host: "gist.github.com", path: "REPO/END", kind: stemma.KindGist, names: &githubNames},
	{host: "gist.githubusercontent.com", path: "OWNER/REPO", kind: stemma.KindGist, as: "gist.github.com", bare: true, names: &githubNames},
	{host: "api.github.com", kind: stemma.KindWeb},
	{host: "gist.github.com", kind: stemma.KindWeb},
	{host: "raw.github.com", kind: stemma.KindWeb},
	{host: "codeload.github.com", kind: stemma.KindWeb},
	{host: "docs.github.com", kind: stemma.KindWeb},
	{host: "help.github.com", kind: stemma.KindWeb},
	{host: "developer.github.com", kind: stemma.KindWeb},
	{host: "education.github.com", kind: stemma.KindWeb},
	{host: "classroom.github.com", kind: stemma.KindWeb},
	{host: "pages.github.com", kind: stemma.KindWeb},
	{host: "desktop.github.com", kind: stemma.KindWeb},
	{host: ".github.io", kind: stemma.KindPage, pages: "github.com", site: ".github.io", names: &githubNames},
	{host: ".github.com", kind: stemma.KindPage, pages: "github.com", site: ".github.io", names: &githubNames}, // until 2013

	{host: "gitlab.com", path: "GROUPS/REPO", kind: stemma.KindRepository, names: &gitlabNames},
	{host: "gitlab.com", path: "OWNER/END", kind: stemma.KindOwner, names: &gitlabNames, bare: true},
	{host: "gitlab.com", kind: stemma.KindWeb},
	{host: ".gitlab.io", kind: stemma.KindPage, pages: "gitlab.com", site: ".gitlab.io"},
	{host: "gitlab.", path: "GROUPS/REPO", kind: stemma.KindRepository, names: &gitlabNames},
	{host: "framagit.org", path: "GROUPS/REPO", kind: stemma.KindRepository, names: &gitlabNames},
	{host: "salsa.debian.org", path: "GROUPS/REPO", kind: stemma.KindRepository, names: &gitlabNames},
	{host: "invent.kde.org", path: "GROUPS/REPO", kind: stemma.KindRepository, names: &gitlabNames},
	{host: "bitbucket.org", path: "OWNER/REPO", kind: stemma.KindRepository},
	{host: "bitbucket.org", path: "OWNER/END", kind: stemma.KindOwner, bare: true},
	{host: "bitbucket.org", kind: stemma.KindWeb},
	{host: ".bitbucket.org", kind: stemma.KindPage, pages: "bitbucket.org", site: ".bitbucket.org", folders: true},
	{host: ".bitbucket.io", kind: stemma.KindPage, pages: "bitbucket.org", site: ".bitbucket.io", folders: true},
	{host: "codeberg.org", path: "OWNER/REPO", kind: stemma.KindRepository},
	{host: "codeberg.org", path: "OWNER/END", kind: stemma.KindOwner, bare: true},
	{host: "codeberg.org", kind: stemma.KindWeb},
	{host: ".codeberg.page", kind: stemma.KindPage, pages: "codeberg.org", site: "pages"},
	{host: "gitee.com", path: "OWNER/REPO", kind: stemma.KindRepository},
	{host: "gitee.com", path: "OWNER/END", kind: stemma.KindOwner, bare: true},
	{host: "git.sr.ht", path: "OWNER/REPO", kind: stemma.KindRepository},
	{host: "code.google.com", path: "p/REPO", kind: stemma.KindRepository, owner: "p"},
	{host: "code.google.com", path: "archive/p/REPO", kind: stemma.KindRepository, owner: "archive/p"},

	{host: "huggingface.co", path: "datasets/OWNER/REPO", kind: stemma.KindRepository, owner: "datasets/", names: &hubNames},
	{host: "huggingface.co", path: "datasets/REPO/END", kind: stemma.KindRepository, owner: "datasets", names: &hubNames},
	{host: "huggingface.co", path: "spaces/OWNER/REPO", kind: stemma.KindRepository, owner: "spaces/", names: &hubNames},
	{host: "huggingface.co", path: "OWNER/REPO", kind: stemma.KindRepository, names: &hubNames},
	{host: "huggingface.co", path: "OWNER/END", kind: stemma.KindOwner, names: &hubNames, bare: true},
	{host: "huggingface.co", kind: stemma.KindWeb},
	{host: "hf.co", path: "datasets/OWNER/REPO", kind: stemma.KindRepository, as: "huggingface.co", owner: "datasets/", names: &hubNames},
	{host: "hf.co", path: "datasets/REPO/END", kind: stemma.KindRepository, as: "huggingface.co", owner: "datasets", names: &hubNames},
	{host: "hf.co", path: "spaces/OWNER/REPO", kind: stemma.KindRepository, as: "huggingface.co", owner: "spaces/", names: &hubNames},
	{host: "hf.co", path: "OWNER/REPO", kind: stemma.KindRepository, as: "huggingface.co", names: &hubNames},
	{host: "hf.co", path: "OWNER/END", kind: stemma.KindOwner, as: "huggingface.co", names: &hubNames, bare: true},
	{host: "hf.co", kind: stemma.KindWeb, as: "huggingface.co"},
	{host: ".hf.space", kind: stemma.KindPage},
	{host: "modelscope.cn", path: "models/OWNER/REPO", kind: stemma.KindRepository, owner: "models/"},
	{host: "modelscope.cn", path: "datasets/OWNER/REPO", kind: stemma.KindRepository, owner: "datasets/"},

	{host: "anonymous.4open.science", path: "r/REPO", kind: stemma.KindRepository, owner: "r"},
	{host: "anonymous.4open.science", path: "repository/REPO", kind: stemma.KindRepository, owner: "repository"},
	{host: "anonymous.4open.science", kind: stemma.KindWeb},
	{host: "sourceforge.net", path: "projects/REPO", kind: stemma.KindRepository, owner: "projects"},
	{host: "sourceforge.net", path: "p/REPO", kind: stemma.KindRepository, owner: "projects", bare: true},
	{host: "sourceforge.net", kind: stemma.KindWeb},
	{host: ".sourceforge.net", kind: stemma.KindPage, pages: "sourceforge.net"},
	{host: ".sf.net", kind: stemma.KindPage, pages: "sourceforge.net"},
	{host: ".sourceforge.io", kind: stemma.KindPage, pages: "sourceforge.net"},

	// Archives and other well-known homes of code and data, which serve by number.
	{host: "doi.org", kind: stemma.KindWeb},
	{host: "dx.doi.org", kind: stemma.KindWeb, as: "doi.org"},
	{host: "zenodo.org", kind: stemma.KindWeb},
	{host: "archive.softwareheritage.org", kind: stemma.KindWeb},
	{host: "osf.io", kind: stemma.KindWeb},
	{host: "figshare.com", kind: stemma.KindWeb},
	{host: ".figshare.com", kind: stemma.KindWeb},
	{host: "kaggle.com", kind: stemma.KindWeb},
	{host: "youtu.be", kind: stemma.KindWeb},
	{host: "git.io", kind: stemma.KindWeb},
	{host: ".readthedocs.io", kind: stemma.KindWeb},
	{host: ".readthedocs.org", kind: stemma.KindWeb},
	{host: ".netlify.app", kind: stemma.KindWeb},
	{host: ".vercel.app", kind: stemma.KindWeb},
	{host: ".pages.dev", kind: stemma.KindWeb},
}

// fits reports whether the row speaks of host, in whatever case.
func (p *hostRow) fits(host string) bool {
	switch {
	case p.host[0] == '.':
		return len(host) > len(p.host) && hasSuffixFold(host, p.host)
	case p.host[len(p.host)-1] == '.':
		return hasPrefixFold(host, p.host)
	default:
		return len(host) == len(p.host) && strings.EqualFold(host, p.host)
	}
}

// placeOf returns the first row that speaks of host, in whatever case and with or
// without "www.", or nil.
func placeOf(host string) *hostRow {
	host = trimWWW(host)
	for i := range places {
		if places[i].fits(host) {
			return &places[i]
		}
	}
	return nil
}

func trimWWW(host string) string {
	if hasPrefixFold(host, "www.") {
		return host[len("www."):]
	}
	return host
}

// named reports whether any row speaks of host.
func named(host string) bool { return placeOf(host) != nil }

// ownSite reports whether host without any path is an address by itself: a page of its
// own ("owner.github.io"), not the front door of a service ("github.com").
func ownSite(host string) bool {
	p := placeOf(host)
	return p != nil && p.host[0] == '.'
}

// hasRepositories reports whether addresses on host name repositories.
func hasRepositories(host string) bool {
	p := placeOf(host)
	return p != nil && strings.Contains(p.path, "REPO")
}

// label returns what stands before the page service in host ("owner" in
// "owner.github.io"), or "" where that is more than one label.
func (p *hostRow) label(host string) string {
	label := strings.TrimSuffix(host, p.host)
	if strings.Contains(label, ".") {
		return ""
	}
	return label
}
