package github

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
)

// queryFields is what is asked of each repository. followRenames is true by default:
// a renamed repository comes under its new name, without an error.
// Source: https://docs.github.com/en/graphql/reference/objects#repository
const queryFields = `fragment facts on Repository {
  databaseId nameWithOwner
  owner { ... on User { databaseId } ... on Organization { databaseId } }
  isArchived isDisabled isEmpty isFork pushedAt createdAt stargazerCount
  licenseInfo { spdxId }
  defaultBranchRef { name }
  object(expression: "HEAD:") { ... on Tree { entries { name type } } }
}`

// query asks for each of repos under an alias of its own, r0 and on. The names stand
// in the text; they are valid and hold nothing that needs escaping.
func query(asked []*job) string {
	var b strings.Builder
	b.WriteString("query {\n  rateLimit { cost remaining resetAt }\n")
	for i, r := range asked {
		fmt.Fprintf(&b, "  r%d: repository(owner: %q, name: %q) { ...facts }\n", i, r.Owner, r.Name)
	}
	b.WriteString("}\n")
	b.WriteString(queryFields)
	return b.String()
}

// A reply is GraphQL's answer. Repositories stay raw, so that one that cannot be read
// does not void its batch.
type reply struct {
	Data   map[string]json.RawMessage `json:"data"`
	Errors []replyError               `json:"errors"`
}

type replyError struct {
	Type    string `json:"type"`
	Message string `json:"message"`
}

type graphRepository struct {
	DatabaseID    int64  `json:"databaseId"`
	NameWithOwner string `json:"nameWithOwner"`
	Owner         struct {
		DatabaseID int64 `json:"databaseId"`
	} `json:"owner"`
	IsArchived     bool      `json:"isArchived"`
	IsDisabled     bool      `json:"isDisabled"`
	IsEmpty        bool      `json:"isEmpty"`
	IsFork         bool      `json:"isFork"`
	PushedAt       time.Time `json:"pushedAt"`
	CreatedAt      time.Time `json:"createdAt"`
	StargazerCount int       `json:"stargazerCount"`
	LicenseInfo    *struct {
		SPDXID string `json:"spdxId"`
	} `json:"licenseInfo"`
	DefaultBranchRef *struct {
		Name string `json:"name"`
	} `json:"defaultBranchRef"`
	Object *struct {
		Entries *[]entry `json:"entries"`
	} `json:"object"`
}

// parseNode reads the repository of one alias; false for null and for nonsense.
func parseNode(raw json.RawMessage) (facts, bool) {
	var n graphRepository
	if len(raw) == 0 || json.Unmarshal(raw, &n) != nil {
		return facts{}, false
	}
	if _, ok := parseFullName(n.NameWithOwner); !ok || n.DatabaseID <= 0 {
		return facts{}, false
	}
	f := facts{Repository: stemma.Repository{
		ID: n.DatabaseID, OwnerID: n.Owner.DatabaseID, FullName: n.NameWithOwner, Archived: n.IsArchived, Disabled: n.IsDisabled,
		Empty: n.IsEmpty, Fork: n.IsFork, PushedAt: n.PushedAt, CreatedAt: n.CreatedAt, Stars: n.StargazerCount,
	}}
	if n.LicenseInfo != nil {
		f.License = spdx(n.LicenseInfo.SPDXID)
	}
	if n.DefaultBranchRef != nil {
		f.DefaultBranch = n.DefaultBranchRef.Name
	}
	f.looked = true // a repository without a tree at HEAD has none to look at
	f.tree = []entry{{Name: "HEAD", Type: "commit"}}
	if n.Object != nil && n.Object.Entries != nil {
		f.tree = *n.Object.Entries
	}
	return f, true
}

// graph puts a query once, and charges for it what it has cost. The error is that of ctx.
func (c *Client) graph(ctx context.Context, query string) (reply, answer, *fault, error) {
	var r reply
	a, f, err := c.ask(ctx, question{
		method: http.MethodPost, path: c.graphPath, res: graphQL, once: true,
		body:   map[string]string{"query": query},
		accept: func(a answer) *fault { return parseReply(a, c.now(), &r) },
	})
	if err == nil && f == nil {
		c.gate.charge(r.cost() - 1)
	}
	return r, a, f, err
}

// batch asks for repositories through GraphQL. It returns what became of each, by
// place in asked; the error is that of ctx.
func (c *Client) batch(ctx context.Context, asked []*job) (batchResult, error) {
	res := batchResult{found: make([]*sighting, len(asked))}
	r, a, f, err := c.graph(ctx, query(asked))
	if err != nil || f != nil {
		res.fault = f
		return res, err
	}
	res.refused, res.heavy = a.code != http.StatusOK, r.tooHeavy()
	for i, j := range asked {
		if found, ok := parseNode(r.Data["r"+strconv.Itoa(i)]); ok {
			s := &sighting{c.observation(viaGraphQL, a), promising(found)}
			c.judge(&s.Observation, j.Repo, found)
			if s.Status == stemma.Placeholder || s.Status == stemma.Empty {
				s.readme = "" // the tree has decided
			}
			res.found[i] = s
		}
	}
	return res, nil
}

// A batchResult is what became of one batch.
type batchResult struct {
	found   []*sighting // nil where GraphQL had nothing
	fault   *fault      // nothing was learnt at all
	heavy   bool        // the batch was too large, or part of it
	refused bool        // the server has no GraphQL for us
}

// A sighting is what a batch says of one repository, and the README that has still to
// be read.
type sighting struct {
	stemma.Observation
	readme string
}

// tooHeavy reports whether GitHub gave up on a part of the query. The error's path
// misleads about which.
func (r reply) tooHeavy() bool {
	return slices.ContainsFunc(r.Errors, func(e replyError) bool { return e.Type == "RESOURCE_LIMITS_EXCEEDED" })
}

// cost returns the points that a query has cost, as the answer says.
func (r reply) cost() int {
	var limit struct{ Cost int }
	if json.Unmarshal(r.Data["rateLimit"], &limit) != nil {
		return 1
	}
	return max(1, min(limit.Cost, mostCost))
}

// mostCost bounds what a broken answer can charge: the limit of a whole hour.
const mostCost = 5000

// parseReply reads an answer into r. Errors mostly come with a 200 and partial data;
// a limit comes as an error's type.
func parseReply(a answer, now time.Time, r *reply) *fault {
	if a.code >= 300 {
		return nil // the caller asks through REST instead
	}
	*r = reply{}
	if a.code != http.StatusOK || json.Unmarshal(a.body, r) != nil || r.Data == nil && len(r.Errors) == 0 {
		return nonsense(a)
	}
	for _, e := range r.Errors {
		if e.Type == "RATE_LIMITED" || (apiError{Message: e.Message}).says("secondary rate limit") {
			return &fault{kind: limited, why: limitReason + " (GraphQL)", code: a.code, wait: limitWait(a, now)}
		}
	}
	return nil
}

// limitWait returns how long the limit lasts that an answer of 200 tells of.
func limitWait(a answer, now time.Time) time.Duration {
	if wait := retryAfter(a.header, now); wait > 0 {
		return wait
	}
	if a.header.Get("X-Ratelimit-Remaining") == "0" {
		return resetAfter(a.header, now)
	}
	return 0
}
