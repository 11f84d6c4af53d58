package github

import (
	"fmt"
	"net/http"
	"strings"

	"stemma"
)

// Facts are what GitHub said of a repository that is there.
type facts struct {
	stemma.Repository
	tree   []entry
	looked bool // the tree is known, or known to be none
}

// The ways that an answer came.
const (
	viaREST    = "rest"
	viaGraphQL = "graphql"
	viaName    = "name" // nothing was asked: the name cannot be
)

// observation begins the observation of an answer.
func (c *Client) observation(via string, a answer) stemma.Observation {
	return stemma.Observation{
		CheckedAt: c.now().UTC(),
		Evidence:  stemma.Evidence{Via: via, Code: a.code, Redirects: a.redirects},
	}
}

// unknown is the observation of a question that got no usable answer. No way is named
// for one that was not put because a limit is spent; any other went out in vain, or
// would have.
func (c *Client) unknown(via string, f *fault) stemma.Observation {
	if f.unasked {
		via = ""
	}
	o := c.observation(via, answer{code: f.code, redirects: f.redirects})
	o.Reason = f.why
	if f.kind == limited && !c.token {
		o.Reason += "; with a token it is far higher"
	}
	return o
}

// judge completes o for a repository that is there. The order of the cases is
// explained in the package comment.
func (c *Client) judge(o *stemma.Observation, asked Repo, f facts) {
	o.Repository = &f.Repository
	named, _ := parseFullName(f.FullName)
	moved := !same(asked, named)
	switch {
	case f.Empty:
		o.Status, o.Reason = stemma.Empty, "there, but without a single commit"
	case f.looked && placeholder(f.tree):
		o.Status, o.Reason = stemma.Placeholder, "there, but with nothing in it but "+listed(f.tree)
	case moved:
		o.Status, o.MovedTo = stemma.Moved, c.web+"/"+named.String()
		o.Reason = "renamed or transferred to " + named.String()
		moved = false // said already
	case f.Archived:
		o.Status, o.Reason = stemma.Archived, "there, but archived by its owner: it can be read and no longer changed"
	case !f.looked:
		o.Status, o.Reason = stemma.Alive, "there, under the name that was asked for"+notLooked
	default:
		o.Status, o.Reason = stemma.Alive, "there, under the name that was asked for"
	}
	if moved {
		o.Reason += "; it is now named " + named.String()
	}
	if f.Disabled {
		o.Reason += "; GitHub has disabled it"
	}
}

// notLooked ends the reason of a verdict that did not see the repository's files.
const notLooked = "; its files were not looked at"

// Shallow reports whether o rests on an answer that did not show the repository's
// files, for want of requests: it may be empty or a placeholder. A change between a
// shallow observation and a later Empty or Placeholder is no news of the repository.
func Shallow(o stemma.Observation) bool { return strings.HasSuffix(o.Reason, notLooked) }

// shallow marks an observation that is alive for want of a closer look.
func shallow(o *stemma.Observation) {
	if o.Status == stemma.Alive && !Shallow(*o) {
		o.Reason += notLooked
	}
}

// listedMax is how many file names a reason lists.
const listedMax = 5

func listed(tree []entry) string {
	if len(tree) == 0 {
		return "its history: there is no file"
	}
	var names []string
	for _, e := range tree[:min(len(tree), listedMax)] {
		names = append(names, plain(e.Name))
	}
	text := strings.Join(names, ", ")
	if more := len(tree) - listedMax; more > 0 {
		text += fmt.Sprintf(" and %d more of the kind", more)
	}
	return text
}

// blockReasons explains the reasons that GitHub gives for a block.
var blockReasons = map[string]string{
	"dmca":           "a copyright claim (DMCA)",
	"tos":            "a breach of the terms of service",
	"unavailable":    "the host does not say why",
	"sensitive_data": "sensitive data in it",
}

// judgeError completes o from an answer that is no repository.
func judgeError(o *stemma.Observation, a answer) {
	body := a.apiError()
	switch {
	case a.code == http.StatusNotFound && strings.EqualFold(body.Message, "Not Found"):
		o.Status, o.Reason = stemma.Gone, "404: deleted or private; GitHub does not tell these apart"
	case a.code == http.StatusUnavailableForLegalReasons && body.Message != "", a.code == http.StatusForbidden && body.blocked():
		o.Status, o.Reason = stemma.Blocked, blockedReason(a.code, body)
	case a.code == http.StatusForbidden && body.says("saml"):
		o.Reason = "403: the token is not authorised for this organisation (SAML); it says nothing of the repository"
	case body.Message != "":
		o.Reason = answered(a.code) + ": " + plain(body.Message)
	default:
		o.Reason = answered(a.code) + ", in a form that GitHub's API does not use"
	}
}

func blockedReason(code int, body apiError) string {
	text := fmt.Sprintf("%d: access blocked by GitHub", code)
	if body.Block == nil || body.Block.Reason == "" {
		return text
	}
	why, known := blockReasons[body.Block.Reason]
	if !known {
		why = plain(body.Block.Reason)
	}
	text += ": " + why
	if notice := body.Block.HTMLURL; strings.HasPrefix(notice, "https://") {
		text += ", " + plain(notice)
	}
	return text
}
