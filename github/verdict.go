package github

import (
	"fmt"

	"stemma"
)

// decide gives the verdict on a repository that is there, from its facts and from what
// stands at the top of its tree. The order is that of the package comment.
func (c *Client) decide(o *stemma.Observation, repo Repo, tree []entry) {
	facts := o.Repository
	moved := !repo.same(facts.FullName)
	if moved {
		o.MovedTo = c.web + "/" + facts.FullName
	}
	switch {
	case facts.Disabled:
		o.Status, o.Reason = stemma.Blocked, "GitHub has disabled the repository"
	case facts.Empty:
		o.Status, o.Reason = stemma.Empty, "there, and without a commit"
	case isPlaceholder(tree):
		o.Status, o.Reason = stemma.Placeholder, "there, and holds no code: "+list(tree)
	case moved:
		o.Status, o.Reason = stemma.Moved, "renamed or transferred to "+facts.FullName
	case facts.Archived:
		o.Status, o.Reason = stemma.Archived, "archived by its owner: read-only"
	default:
		o.Status, o.Reason = stemma.Alive, "there"
	}
	if o.Status != stemma.Moved {
		o.MovedTo = ""
		if moved {
			o.Reason += fmt.Sprintf("; its name is now %s", facts.FullName)
		}
	}
}
