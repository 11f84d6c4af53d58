package github

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"stemma"
)

// known answers for a place that nothing need be asked about, or nothing can.
func (c *Client) known(p place) (stemma.Observation, bool) {
	o := c.observation("", answer{})
	switch p.kind {
	case placeTab:
		o.Status, o.Reason = stemma.Alive, "a page that every repository has, and the repository is there"
	case placeOther:
		o.Reason = untoldReason + "GitHub's API does not tell of this sort of page in it"
	default:
		return o, false
	}
	return o, true
}

// unseen answers for a place in a repository that cannot be looked into.
func (c *Client) unseen(repo stemma.Observation) stemma.Observation {
	o := c.observation("", answer{})
	switch repo.Status {
	case stemma.Gone:
		o.Reason = mootReason + "gone"
	case stemma.Blocked:
		o.Reason = mootReason + "blocked"
	default:
		o.Reason = repo.Reason // which callers tell a spent limit by
	}
	return o
}

// inPlace is the observation of a place that is there.
func (c *Client) inPlace(a answer, p place) stemma.Observation {
	o := c.observation(viaGraphQL, a)
	o.Status, o.Reason = stemma.Alive, "there: "+p.what()
	return o
}

// A visitor asks through REST whether one place is there. Its methods do nothing once
// the matter is settled.
type visitor struct {
	client *Client
	ctx    context.Context
	at     string // of the repository: "repos/o/r/"
	branch string // the default one
	last   answer
	none   answer // the last that said that something is not there
	seen   *stemma.Observation
	err    error // of ctx
}

// visit asks for a place. The repository is there.
func (c *Client) visit(ctx context.Context, e errand) (stemma.Observation, error) {
	v := &visitor{client: c, ctx: ctx, at: "repos/" + e.now().String() + "/", branch: e.seen.Repository.DefaultBranch}
	p := e.spot.place
	switch p.kind {
	case placeFile:
		v.file(p)
	case placeTalk:
		v.settle(stemma.Unknown, untoldReason+"without GraphQL, GitHub's API does not tell of discussions")
	default:
		v.any(p)
	}
	if v.seen == nil && v.err == nil {
		v.gone(p.what())
	}
	if v.err != nil {
		return stemma.Observation{}, v.err
	}
	return *v.seen, nil
}

func (v *visitor) done() bool { return v.seen != nil || v.err != nil }

func (v *visitor) settle(status stemma.Status, reason string) {
	o := v.client.observation(viaREST, v.last)
	o.Status, o.Reason = status, reason
	v.seen = &o
}

func (v *visitor) gone(what string) {
	if !v.done() {
		v.last = v.none
		v.settle(stemma.Gone, fmt.Sprintf("%d: the repository is there, but not %s", v.none.code, what))
	}
}

// endpoints lists where a place can be, in the order of asking. Sources:
// https://docs.github.com/en/rest/commits/commits#get-a-commit,
// …/rest/releases/releases, …/rest/git/refs#get-a-reference, …/rest/issues/issues#get-an-issue
// and …/rest/pulls/pulls#get-a-pull-request. A tag without a release has a page as
// well, and an issue's address leads to the pull request of that number and back.
func (p place) endpoints() []string {
	switch p.kind {
	case placeCommit:
		return []string{"commits/" + escaped(p.parts[0]) + "?per_page=1"}
	case placeTag:
		return []string{"releases/tags/" + escaped(p.parts[0]), "git/ref/tags/" + escaped(p.parts[0])}
	case placeAsset:
		return []string{"releases/tags/" + escaped(p.parts[0])}
	case placeLatest:
		return []string{"releases/latest"}
	case placeIssue:
		return []string{"issues/" + p.parts[0]}
	case placePull:
		return []string{"pulls/" + p.parts[0], "issues/" + p.parts[0]}
	}
	return nil
}

// any asks at the endpoints of p until one has it.
func (v *visitor) any(p place) {
	for _, path := range p.endpoints() {
		a, there := v.get(path)
		switch {
		case v.done():
			return
		case there && p.kind == placeAsset && !holdsAsset(a.body, p.parts[1]):
			v.gone(p.what())
		case there:
			v.settle(stemma.Alive, "there: "+p.what())
		}
	}
}

func holdsAsset(body []byte, name string) bool {
	var release struct {
		Assets []struct{ Name string } `json:"assets"`
	}
	if json.Unmarshal(body, &release) != nil {
		return false
	}
	for _, a := range release.Assets {
		if a.Name == name {
			return true
		}
	}
	return false
}

// escaped writes the parts of a path so that each stays one part.
func escaped(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

// get asks for something in the repository and reports whether it is there. An answer
// that does not say settles the place as unknown.
func (v *visitor) get(path string) (answer, bool) {
	if v.done() {
		return answer{}, false
	}
	a, f, err := v.client.ask(v.ctx, question{method: http.MethodGet, path: v.at + path, res: core, accept: acceptThing})
	if err != nil {
		v.err = err
		return a, false
	}
	v.last = a
	if f != nil {
		o := v.client.unknown(viaREST, f)
		v.seen = &o
		return a, false
	}
	body := a.apiError()
	switch {
	case a.code == http.StatusOK, a.code == http.StatusForbidden && tooLarge(a.body):
		return a, true
	case absent(a.code, body):
		v.none = a
		return a, false
	}
	o := v.client.observation(viaREST, a)
	judgeError(&o, a)
	o.Status = stemma.Unknown // whatever it is, it is about the place alone
	v.seen = &o
	return a, false
}

// absences are the ways in which GitHub says that something in a repository is not
// there. The words tell its answers from those of a proxy.
var absences = []struct {
	code  int
	words string // in lower case, at the beginning of the message
}{
	{http.StatusNotFound, "not found"},
	{http.StatusNotFound, "no commit found for the ref"},
	{http.StatusNotFound, "this repository is empty"},
	{http.StatusNotFound, "branch not found"},
	{http.StatusConflict, "git repository is empty"},
	{http.StatusUnprocessableEntity, "no commit found for sha"},
	{http.StatusGone, "this issue was deleted"},
}

func absent(code int, body apiError) bool {
	for _, a := range absences {
		if a.code == code && strings.HasPrefix(strings.ToLower(body.Message), a.words) {
			return true
		}
	}
	return false
}

// tooLarge reports whether a 403 says that a file is there and too large to be sent.
// Source: https://docs.github.com/en/rest/repos/contents#get-repository-content
func tooLarge(body []byte) bool {
	var e struct {
		Errors []struct{ Code string }
	}
	return json.Unmarshal(body, &e) == nil && len(e.Errors) > 0 && e.Errors[0].Code == "too_large"
}

// acceptThing wants a thing that GitHub knows, or a list of such, from a 200.
func acceptThing(a answer) *fault {
	if a.code >= 300 {
		return nil
	}
	var list []json.RawMessage
	var thing struct {
		ID     json.RawMessage
		NodeID string `json:"node_id"`
		SHA    string
		Ref    string
		Name   string
	}
	if a.code == http.StatusOK && json.Unmarshal(a.body, &list) == nil && list != nil {
		return nil
	}
	if a.code == http.StatusOK && json.Unmarshal(a.body, &thing) == nil && (len(thing.ID) > 0 || thing.NodeID+thing.SHA+thing.Ref+thing.Name != "") {
		return nil
	}
	return nonsense(a)
}
