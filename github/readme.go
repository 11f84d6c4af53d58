package github

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"stemma"
)

// What may stand beside the README of a repository whose code is still to come, and is
// no code itself. It takes a README that says so as well.
var (
	beginnings   = set("requirements.txt", "environment.yml", "environment.yaml", "index.html", "_config.yml", ".gitmodules", "notes.txt")
	emptyFolders = set("docs", "doc", "assets", "static", "resources")
)

const (
	maxBeginnings = 2 // of these beside the README
	maxEntries    = 8 // in all
)

// promising returns the name of the README that decides whether a repository is a
// placeholder; empty when its tree decides.
func promising(f facts) string {
	if !f.looked || f.Empty || len(f.tree) > maxEntries {
		return ""
	}
	name, others := "", 0
	for _, e := range f.tree {
		low := strings.ToLower(e.Name)
		switch {
		case e.Type == "blob" && readme(low) && (name == "" || len(e.Name) < len(name)):
			name = e.Name
		case e.furniture():
		case e.Type == "blob" && beginnings[low], e.Type == "tree" && emptyFolders[low]:
			others++
		default:
			return ""
		}
	}
	if others == 0 || others > maxBeginnings {
		return ""
	}
	return name
}

// maxReadme is longer, in bytes, than any README that has nothing to tell but a promise.
const maxReadme = 6 << 10

// A README that promises code, and tells of none.
var (
	// coming is a promise in so many words, on a line that speaks of the code…
	coming = regexp.MustCompile(`(?i)\b(coming soon|(?:will|to) be (?:made )?(?:publicly )?(?:released|available|public|uploaded|published|open[- ]?sourced)|under construction|work in progress|stay tuned|tba|to be announced)\b`)
	ofCode = regexp.MustCompile(`(?i)\b(code|codes|codebase|implementation|source|scripts|repo|repository)\b`)
	// …or that says nothing else.
	onlyComing = regexp.MustCompile(`(?i)^[^\pL]*(coming soon|under construction|work in progress|stay tuned|tba|to be announced)[^\pL]*$`)
	// inUse is what people write who have code to be used.
	inUse = regexp.MustCompile("(?im)```|~~~|^(?:\t| {4})\\S|\\b(?:git clone|pip3? install|conda (?:env|create|install|activate)|python3? |docker |npm |make )|^#+ *(?:installation|install|usage|getting started|quick ?start|requirements|training|inference|evaluation)\\b")
	// part is what may come later to code that is there.
	part = regexp.MustCompile(`(?i)\b(more|additional|other|further|rest|remaining|pre-?trained|weights?|checkpoints?|models?|datasets?|data|demo|docs?|documentation|paper|tutorials?|version|updates?|features?|support)\b`)
)

// promises returns the words of a README by which its code is still to come; empty
// when it does not say so beyond doubt.
func promises(text string) string {
	if len(text) > maxReadme || !utf8.ValidString(text) || inUse.MatchString(text) {
		return ""
	}
	for line := range strings.Lines(text) {
		words := coming.FindString(line)
		switch {
		case onlyComing.MatchString(line):
			return strings.TrimSpace(line)
		case words != "" && ofCode.MatchString(line) && !part.MatchString(line):
			return words
		}
	}
	return ""
}

// promise makes a placeholder of a repository whose README says that its code is
// still to come. Its tree has been seen to hold none.
func (c *Client) promise(o *stemma.Observation, text string) {
	words := promises(text)
	if words == "" {
		return
	}
	if o.Status == stemma.Moved {
		words += "; it is now named " + o.Repository.FullName
	}
	o.Status, o.MovedTo = stemma.Placeholder, ""
	o.Reason = "there, but with no code in it, and its README says: " + plain(words)
}

// readme reads a README through REST, if a request can be spared for it; false when it
// could not be read.
// Source: https://docs.github.com/en/rest/repos/contents#get-repository-content
func (c *Client) readme(ctx context.Context, fullName, name string) (string, bool) {
	back, ok := c.gate.spare(int(c.waiting.Load()))
	if !ok {
		return "", false
	}
	defer back()
	a, f, err := c.ask(ctx, question{
		method: http.MethodGet, path: "repos/" + fullName + "/contents/" + url.PathEscape(name), res: core, accept: acceptThing,
	})
	if err != nil || f != nil || a.code != http.StatusOK {
		return "", false
	}
	var file struct{ Content, Encoding string }
	if json.Unmarshal(a.body, &file) != nil || file.Encoding != "base64" {
		return "", false
	}
	text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(file.Content, "\n", ""))
	return string(text), err == nil
}
