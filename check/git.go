package check

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"stemma"
)

// refsRead is how many bytes of the list of references are read: its beginning tells
// whether there are any.
const refsRead = 16 << 10

// git asks a repository of any host for its references, as a clone begins: GET
// URL/info/refs?service=git-upload-pack (git-scm.com/docs/gitprotocol-http). Where the
// answer is not that of git's protocol, the page decides.
type git struct{ page web }

func (g git) probe(ctx context.Context, t stemma.Target) (stemma.Observation, bool) {
	trail, refs, err := g.ask(ctx, t)
	if err != nil && ctx.Err() != nil {
		return stemma.Observation{}, false
	}
	o := g.page.client.observation("git", t, trail, err)
	if err != nil {
		if o.Evidence.Code == 0 { // the page is on the same host
			return o, true
		}
		return g.page.insteadOf(ctx, t, o)
	}
	switch refs {
	case someRefs:
		o.Status, o.Reason = stemma.Alive, "git can fetch it; its host does not tell more"
	case noRefs:
		o.Status, o.Reason = stemma.Empty, "there, but without a single commit"
	default:
		o.Reason = "git is answered " + strconv.Itoa(trail.code) + meaning(trail.code)
		return g.page.insteadOf(ctx, t, o)
	}
	asked, landed := repositoryPath(gitless(trail.asked)), repositoryPath(gitless(trail.last))
	if asked != landed && refs == someRefs {
		to := movedTo(gitless(trail.last))
		o.Status, o.MovedTo, o.Reason = stemma.Moved, to, "git is redirected to "+clip(to)
	}
	return o, true
}

// empty reports whether the repository has no references.
func (g git) empty(ctx context.Context, t stemma.Target) tribool {
	switch _, refs, err := g.ask(ctx, t); {
	case err != nil:
		return notKnown
	case refs == noRefs:
		return yes
	case refs == someRefs:
		return no
	}
	return notKnown
}

func (g git) ask(ctx context.Context, t stemma.Target) (*trail, refs, error) {
	u, err := g.page.address(t)
	if err != nil {
		return nil, notRefs, err
	}
	u = gitless(u)
	path := strings.TrimRight(u.Path, "/")
	if !strings.HasSuffix(path, ".git") && t.Host != "git.sr.ht" { // sourcehut adds none to its addresses
		path += ".git"
	}
	u.Path, u.RawPath, u.RawQuery = path+"/info/refs", "", "service=git-upload-pack"
	left := probeTimeouts * g.page.client.config.Timeout
	trail, err := g.page.client.pursue(ctx, question{
		method: http.MethodGet, url: u, accept: "application/x-git-upload-pack-advertisement, */*;q=0.8", keep: refsRead, head: true, stay: true,
	}, &left)
	if err != nil {
		return trail, notRefs, err
	}
	return trail, readRefs(trail.answer), nil
}

// refs says what an answer to git's first question lists.
type refs int8

const (
	notRefs  refs = iota // it is no answer of git's protocol
	noRefs               // none
	someRefs             // at least one
)

// readRefs reads the beginning of an advertisement: the line that names the service, a
// flush, and then the references, each in a pkt-line (git-scm.com/docs/gitprotocol-pack).
func readRefs(a answer) refs {
	if a.code != http.StatusOK || a.broken != "" || a.media != "application/x-git-upload-pack-advertisement" {
		return notRefs
	}
	line, rest, ok := pktLine(a.body)
	if !ok || string(bytes.TrimSuffix(line, []byte("\n"))) != "# service=git-upload-pack" {
		return notRefs
	}
	if line, rest, ok = pktLine(rest); !ok || line != nil {
		return notRefs
	}
	if line, rest, ok = pktLine(rest); ok && string(bytes.TrimSuffix(line, []byte("\n"))) == "version 1" {
		line, _, ok = pktLine(rest)
	}
	switch id, name, _ := bytes.Cut(line, []byte(" ")); {
	case !ok:
		return notRefs
	case line == nil || isObject(id) && bytes.HasPrefix(name, []byte("capabilities^{}\x00")):
		return noRefs
	case isObject(id) && len(name) > 0:
		return someRefs
	}
	return notRefs
}

// pktLine cuts the first pkt-line off data: four hexadecimal digits that count
// themselves, and the line. A flush, "0000", has the line nil.
func pktLine(data []byte) (line, rest []byte, ok bool) {
	if len(data) < 4 {
		return nil, nil, false
	}
	n, err := strconv.ParseUint(string(data[:4]), 16, 16)
	switch {
	case err != nil || n > 0 && n <= 4 || int(n) > len(data):
		return nil, nil, false
	case n == 0:
		return nil, data[4:], true
	}
	return data[4:n], data[n:], true
}

// isObject reports whether id is the name of an object, in SHA-1 or SHA-256.
func isObject(id []byte) bool {
	return (len(id) == 40 || len(id) == 64) && len(bytes.Trim(id, "0123456789abcdef")) == 0
}

// gitless returns the address of the repository whose references u lists.
func gitless(u *url.URL) *url.URL {
	p := *u
	p.Path, p.RawPath, p.RawQuery = strings.TrimSuffix(p.Path, "/info/refs"), "", ""
	return &p
}
