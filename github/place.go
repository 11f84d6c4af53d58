package github

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A place is something inside a repository, as its web address names it.
type place struct {
	kind  placeKind
	parts []string // what follows the first words: ref and path, tag and file, number
}

type placeKind uint8

const (
	placeOther  placeKind = iota // the API does not tell of it
	placeTab                     // a page that every repository has
	placeFile                    // parts are a ref and a path, which may both have slashes
	placeCommit                  // the commit's id, or any other name of a commit
	placeTag                     // of a release, or of no release
	placeAsset                   // parts are the tag and the file's name
	placeLatest                  // the latest release
	placeIssue                   // a number, which issues and pull requests share
	placePull
	placeTalk // the number of a discussion
)

// Bounds on what is asked about one place.
const (
	maxPath     = 1024 // bytes
	maxReadings = 6    // of where the name of a branch ends and the path begins
)

// A grammar says how an address goes on behind its first words.
type grammar struct {
	words string // one, or several with slashes
	kind  placeKind
	least int // parts at least
}

// grammars lists the addresses that the API can tell of, longer words first. Sources:
// the addresses that GitHub's own pages link, and for each the endpoint in visit.go.
var grammars = []grammar{
	{"releases/download", placeAsset, 2},
	{"releases/latest", placeLatest, 0},
	{"releases/tag", placeTag, 1},
	{"archive/refs", placeCommit, 2},
	{"blob", placeFile, 1}, {"tree", placeFile, 1}, {"raw", placeFile, 1}, {"blame", placeFile, 1}, {"edit", placeFile, 1},
	{"commits", placeFile, 1}, {"find", placeFile, 1},
	{"commit", placeCommit, 1}, {"archive", placeCommit, 1}, {"zipball", placeCommit, 1}, {"tarball", placeCommit, 1},
	{"issues", placeIssue, 1}, {"pull", placePull, 1}, {"discussions", placeTalk, 1},
}

// tabs are the pages that a repository has whatever is in it. Issues, wiki, projects
// and discussions can be switched off, and are not among them.
var tabs = set("releases", "tags", "branches", "commits", "pulls", "activity", "pulse", "stargazers", "watchers", "forks", "network",
	"graphs", "contributors")

// parsePlace reads the path of a web address behind the repository's name.
func parsePlace(path string) place {
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	parts, ok := split(path)
	switch {
	case !ok:
		return place{}
	case len(parts) > 2 && parts[0] == "commits": // the history of a file, which outlives the file
		return place{}
	case len(parts) == 0: // a query or a fragment on the repository's own page
		return place{kind: placeTab}
	}
	for _, g := range grammars {
		words := strings.Split(g.words, "/")
		if len(parts) >= len(words)+g.least && slices.Equal(parts[:len(words)], words) {
			return place{g.kind, parts[len(words):]}.checked()
		}
	}
	if tabs[parts[0]] && len(parts) == 1 {
		return place{kind: placeTab}
	}
	return place{}
}

// split decodes a path, whose slashes may be written as %2F, and refuses one that
// could be read as another one.
func split(path string) ([]string, bool) {
	path, err := url.PathUnescape(path)
	if err != nil || len(path) > maxPath || !utf8.ValidString(path) || strings.ContainsFunc(path, unicode.IsControl) {
		return nil, false
	}
	var parts []string
	for part := range strings.SplitSeq(path, "/") {
		switch part {
		case "":
		case ".", "..":
			return nil, false
		default:
			parts = append(parts, part)
		}
	}
	return parts, true
}

// A full ref is as good as its short form: refs/heads/main is main.
var fullRefs = set("heads", "tags", "remotes")

// archiveEnding is what an archive's address has behind the name of the commit.
var archiveEnding = regexp.MustCompile(`\.(zip|tar\.gz)$`)

// checked returns p in one form, and as placeOther where it cannot be what it says.
func (p place) checked() place {
	switch p.kind {
	case placeFile:
		if len(p.parts) > 2 && p.parts[0] == "refs" && fullRefs[p.parts[1]] {
			p.parts = p.parts[2:]
		}
		if !validRef(p.parts[0]) {
			return place{}
		}
	case placeCommit:
		if len(p.parts) > 1 && fullRefs[p.parts[0]] {
			p.parts = p.parts[1:]
		}
		name := archiveEnding.ReplaceAllString(strings.Join(p.parts, "/"), "")
		if !validRef(name) {
			return place{}
		}
		p.parts = []string{name}
	case placeTag:
		p.parts = []string{strings.Join(p.parts, "/")}
		if !validRef(p.parts[0]) {
			return place{}
		}
	case placeAsset:
		last := len(p.parts) - 1
		p.parts = []string{strings.Join(p.parts[:last], "/"), p.parts[last]}
		if !validRef(p.parts[0]) {
			return place{}
		}
	case placeLatest:
		p.parts = nil
	case placeIssue, placePull, placeTalk:
		n, err := strconv.ParseInt(p.parts[0], 10, 32)
		if err != nil || n <= 0 {
			return place{}
		}
		p.parts = []string{strconv.FormatInt(n, 10)} // "+7" and "007" are no numbers of GraphQL
	}
	return p
}

// validRef reports whether s can be the name of a branch, tag or commit. Whatever else
// means something to git ("main^", "a..b", "x:y") is none.
// Source: https://git-scm.com/docs/git-check-ref-format
func validRef(s string) bool {
	return s != "" && s != "@" && !strings.ContainsAny(s, " ~^:?*[\\") && !strings.Contains(s, "..") && !strings.Contains(s, "@{") &&
		!strings.HasPrefix(s, "-") && !strings.HasSuffix(s, ".lock")
}

// A reading is one way to tell the ref from the path.
type reading struct{ ref, path string }

// readings lists the ways to read the parts of a placeFile, the shortest ref first.
func (p place) readings() []reading {
	var list []reading
	for n := 1; n <= min(len(p.parts), maxReadings); n++ {
		r := reading{strings.Join(p.parts[:n], "/"), strings.Join(p.parts[n:], "/")}
		if validRef(r.ref) {
			list = append(list, r)
		}
	}
	return list
}

// asks returns what is asked through GraphQL about p. Any one that says yes will do.
// Source: https://docs.github.com/en/graphql/reference/objects#repository
func (p place) asks() []ask {
	exists := func(json.RawMessage) bool { return true } // it is no null, at any rate
	var list []ask
	add := func(format string, args ...any) { list = append(list, ask{fmt.Sprintf(format, args...), exists}) }
	switch p.kind {
	case placeFile:
		for _, r := range p.readings() {
			add("object(expression: %s) { __typename }", quoted(r.ref+":"+r.path))
		}
	case placeCommit:
		add("object(expression: %s) { __typename }", quoted(p.parts[0]))
	case placeTag:
		add("release(tagName: %s) { databaseId }", quoted(p.parts[0]))
		add("ref(qualifiedName: %s) { name }", quoted("refs/tags/"+p.parts[0]))
	case placeAsset:
		field := fmt.Sprintf("release(tagName: %s) { releaseAssets(first: 1, name: %s) { nodes { name } } }", quoted(p.parts[0]), quoted(p.parts[1]))
		list = append(list, ask{field, hasAsset})
	case placeLatest:
		add("latestRelease { databaseId }")
	case placeIssue, placePull:
		add("issueOrPullRequest(number: %s) { __typename }", p.parts[0])
	case placeTalk:
		add("discussion(number: %s) { __typename }", p.parts[0])
	}
	return list
}

func hasAsset(raw json.RawMessage) bool {
	var release struct {
		ReleaseAssets struct {
			Nodes []struct{ Name string } `json:"nodes"`
		} `json:"releaseAssets"`
	}
	return json.Unmarshal(raw, &release) == nil && len(release.ReleaseAssets.Nodes) > 0
}

// quoted writes s as a string of GraphQL, whose escapes are those of JSON.
func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return `""` // no string fails
	}
	return string(text)
}

// what names p for a sentence.
func (p place) what() string {
	switch p.kind {
	case placeFile:
		return plain(strings.Join(p.parts, "/"))
	case placeCommit:
		return "commit " + plain(p.parts[0])
	case placeTag:
		return "the tag " + plain(p.parts[0])
	case placeAsset:
		return plain(p.parts[1]) + " of the release " + plain(p.parts[0])
	case placeLatest:
		return "a latest release"
	case placeIssue:
		return "issue " + p.parts[0]
	case placePull:
		return "pull request " + p.parts[0]
	case placeTalk:
		return "discussion " + p.parts[0]
	}
	return "this page"
}
