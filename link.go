package stemma

import "strings"

// LinkKind says what a link points at.
type LinkKind string

// The kinds of link.
const (
	KindRepository LinkKind = "repository" // a repository of a code host, or something inside it
	KindOwner      LinkKind = "owner"      // an account or organisation of a code host
	KindGist       LinkKind = "gist"       // a gist or snippet
	KindPage       LinkKind = "page"       // a project page on a code host's page service (owner.github.io)
	KindWeb        LinkKind = "web"        // any other address
)

// GitHubHost is the host under which links to GitHub are normalised.
const GitHubHost = "github.com"

// A Target is what a link points at, normalised: two links to the same thing have
// targets with the same Key.
type Target struct {
	URL  string   `json:"url"` // absolute, with scheme
	Kind LinkKind `json:"kind"`
	Host string   `json:"host"` // lower case, without "www."
	// Owner and Repo are set for repositories, Owner alone for owners and for pages
	// whose host names their owner. In a gist, Repo is the gist's id. A GitLab group
	// with subgroups is an Owner with slashes.
	Owner string `json:"owner"`
	Repo  string `json:"repo"`
	Path  string `json:"path"` // what follows, without leading or trailing slash; query and fragment included
}

// Root returns the thing to check for t: for anything inside a repository the
// repository itself, otherwise t unchanged.
func (t Target) Root() Target {
	if t.Kind != KindRepository || t.Path == "" {
		return t
	}
	t.Path = ""
	t.URL = "https://" + t.Host + "/" + t.Owner + "/" + t.Repo
	return t
}

// Key identifies the target. It is the address of the Root without scheme and final slash;
// for what a code host serves by name it is in lower case, since those hosts ignore case.
func (t Target) Key() string {
	key := strings.TrimRight(t.Root().URL, "/")
	if _, rest, ok := strings.Cut(key, "://"); ok {
		key = rest
	}
	key = strings.TrimPrefix(key, "www.")
	if t.Kind == KindWeb || t.Kind == KindPage {
		host, path, _ := strings.Cut(key, "/")
		if path == "" {
			return strings.ToLower(host)
		}
		return strings.ToLower(host) + "/" + path
	}
	return strings.ToLower(key)
}

// PlaceKey identifies the very thing that t points at: for something inside a repository
// the Key of that and the path behind it, whose case counts; otherwise the Key.
func (t Target) PlaceKey() string {
	if t.Kind != KindRepository || t.Path == "" {
		return t.Key()
	}
	return t.Key() + "/" + t.Path
}

// FullName returns "owner/repo".
func (t Target) FullName() string { return t.Owner + "/" + t.Repo }

// A Link is an address in a text.
type Link struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Raw   string `json:"raw"` // the very bytes of the span
	Target
	// Alternative is the less likely reading of an ambiguous address (a final dot, a
	// plural s), as a URL; empty when there is none.
	Alternative string `json:"alternative,omitempty"`
}
