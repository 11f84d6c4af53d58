package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"stemma"
)

// Repositories a query. GitHub's limits have tightened over the years and differ by the
// token, so that the size is found out: it is halved when a query is too dear and grows
// slowly while queries pass.
const (
	firstBatch = 25
	mostBatch  = 50
)

// fields are what is asked of each repository: one tree look-up apart, all of them are
// plain columns, and a query costs one point.
const fields = `
fragment facts on Repository {
	databaseId nameWithOwner isArchived isDisabled isEmpty isFork pushedAt createdAt stargazerCount
	licenseInfo { spdxId }
	defaultBranchRef { name }
	owner { ... on User { databaseId } ... on Organization { databaseId } }
	object(expression: "HEAD:") { ... on Tree { entries { name type } } }
}`

// query asks for several repositories, each under an alias of its own (r0, r1, …).
// Names are checked before they come here, so that none can end its string.
func query(repos []Repo) string {
	var b strings.Builder
	b.WriteString("query {\n\trateLimit { cost remaining resetAt }\n")
	for i, r := range repos {
		fmt.Fprintf(&b, "\t%s: repository(owner: %q, name: %q) { ...facts }\n", alias(i), r.Owner, r.Name)
	}
	b.WriteString("}" + fields)
	return b.String()
}

func alias(i int) string { return fmt.Sprintf("r%d", i) }

type graphRepository struct {
	DatabaseID       int64     `json:"databaseId"`
	NameWithOwner    string    `json:"nameWithOwner"`
	IsArchived       bool      `json:"isArchived"`
	IsDisabled       bool      `json:"isDisabled"`
	IsEmpty          bool      `json:"isEmpty"`
	IsFork           bool      `json:"isFork"`
	PushedAt         time.Time `json:"pushedAt"`
	CreatedAt        time.Time `json:"createdAt"`
	StargazerCount   int       `json:"stargazerCount"`
	LicenseInfo      *struct{ SPDXID string }
	DefaultBranchRef *struct{ Name string }
	Owner            struct {
		DatabaseID int64 `json:"databaseId"`
	} `json:"owner"`
	Object *struct {
		Entries []struct{ Name, Type string }
	} `json:"object"`
}

func (r graphRepository) facts() *stemma.Repository {
	facts := &stemma.Repository{
		ID: r.DatabaseID, OwnerID: r.Owner.DatabaseID, FullName: r.NameWithOwner, Archived: r.IsArchived, Disabled: r.IsDisabled,
		Fork: r.IsFork, Empty: r.IsEmpty, PushedAt: r.PushedAt, CreatedAt: r.CreatedAt, Stars: r.StargazerCount,
	}
	if r.LicenseInfo != nil {
		facts.License = licence(r.LicenseInfo.SPDXID)
	}
	if r.DefaultBranchRef != nil {
		facts.DefaultBranch = r.DefaultBranchRef.Name
	}
	return facts
}

func (r graphRepository) tree() []entry {
	if r.Object == nil {
		return unknownTree
	}
	tree := make([]entry, 0, len(r.Object.Entries))
	for _, e := range r.Object.Entries {
		tree = append(tree, entry{Name: e.Name, Folder: e.Type == "tree"})
	}
	return tree
}

// A graphReply is decoded alias by alias: one dead repository must not void the rest.
type graphReply struct {
	Data   map[string]json.RawMessage `json:"data"`
	Errors []graphError               `json:"errors"`
}

type graphError struct {
	Type    string `json:"type"`
	Message string `json:"message"`
}

// The types of graphError that say something of the whole query.
const (
	typeRateLimited = "RATE_LIMITED"
	typeTooDear     = "RESOURCE_LIMITS_EXCEEDED"
)

func (r graphReply) has(kind string) bool {
	for _, e := range r.Errors {
		if e.Type == kind {
			return true
		}
	}
	return false
}

// errTooDear says that GitHub could not answer so much in one query.
var errTooDear = errors.New("the query was too large for GitHub")

// errNoGraphQL says that there is no GraphQL to be had at this address.
var errNoGraphQL = errors.New("the server has no GraphQL")

// A batcher cuts the work into queries.
type batcher struct {
	mutex sync.Mutex
	rest  []int // indices that no query has asked for
	size  int
}

func (b *batcher) next() []int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	batch := b.rest[:min(b.size, len(b.rest))]
	b.rest = b.rest[len(batch):]
	return batch
}

func (b *batcher) grow() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.size = min(b.size+2, mostBatch)
}

func (b *batcher) shrink(failed int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.size = max(1, min(b.size, failed/2))
}

// byGraphQL asks for all repositories in batches and returns the indices of those that
// REST must be asked for: GraphQL knows nothing of them.
func (c *Client) byGraphQL(ctx context.Context, repos []Repo, indices []int, out chan<- result) []int {
	work := &batcher{rest: indices, size: firstBatch}
	var mutex sync.Mutex
	var unknown []int
	var group sync.WaitGroup
	for range graphInFlight {
		group.Go(func() {
			for batch := work.next(); len(batch) > 0 && ctx.Err() == nil; batch = work.next() {
				nulls := c.batch(ctx, repos, batch, work, out)
				mutex.Lock()
				unknown = append(unknown, nulls...)
				mutex.Unlock()
			}
		})
	}
	group.Wait()
	return unknown
}

// batch asks for some repositories, in halves where they are too many for one query.
func (c *Client) batch(ctx context.Context, repos []Repo, indices []int, work *batcher, out chan<- result) (nulls []int) {
	reply, a, err := c.query(ctx, repos, indices)
	switch {
	case ctx.Err() != nil:
		return nil
	case errors.Is(err, errTooDear) && len(indices) > 1:
		work.shrink(len(indices))
		half := len(indices) / 2
		return append(c.batch(ctx, repos, indices[:half], work, out), c.batch(ctx, repos, indices[half:], work, out)...)
	case errors.Is(err, errTooDear), errors.Is(err, errNoGraphQL):
		return indices
	case err != nil:
		for _, i := range indices {
			deliver(out, result{i, c.unanswered(c.observation("graphql", a), err)})
		}
		return nil
	}
	work.grow()
	for place, i := range indices {
		o := c.observation("graphql", a)
		if !c.readGraphQL(&o, repos[i], reply.Data[alias(place)]) {
			nulls = append(nulls, i)
			continue
		}
		deliver(out, result{i, o})
	}
	return nulls
}

// readGraphQL reads one repository of a reply, and reports whether it is there.
func (c *Client) readGraphQL(o *stemma.Observation, repo Repo, data json.RawMessage) bool {
	var reply *graphRepository
	if json.Unmarshal(data, &reply) != nil || reply == nil || reply.DatabaseID == 0 || reply.NameWithOwner == "" {
		return false
	}
	o.Repository = reply.facts()
	c.decide(o, repo, reply.tree())
	return true
}

// query makes one query. Errors that come with HTTP 200 are told apart here; those of
// single repositories are left to REST, which knows more.
func (c *Client) query(ctx context.Context, repos []Repo, indices []int) (graphReply, answer, error) {
	asked := make([]Repo, len(indices))
	for place, i := range indices {
		asked[place] = repos[i]
	}
	text := query(asked)
	for try := 0; ; try++ {
		a, err := c.ask(ctx, graphQL, func() (*http.Request, error) {
			return c.requests.NewRequest(http.MethodPost, c.graphPath, map[string]string{"query": text})
		})
		reply, err := readReply(a, err)
		var limit *limitError
		if errors.As(err, &limit) && a.code == http.StatusOK && try < tries-1 {
			c.gate.close(graphQL, a.header)
			continue
		}
		return reply, a, err
	}
}

func readReply(a answer, err error) (graphReply, error) {
	var reply graphReply
	switch {
	case err != nil:
		return reply, err
	case a.code == http.StatusNotFound || a.code == http.StatusForbidden:
		return reply, errNoGraphQL
	case a.code != http.StatusOK:
		return reply, fmt.Errorf("GitHub answered %d: %s", a.code, messageOf(a.body))
	}
	if err := json.Unmarshal(a.body, &reply); err != nil {
		return reply, errors.New("GitHub's answer makes no sense: 200, and no JSON in it")
	}
	switch {
	case reply.has(typeRateLimited):
		return reply, &limitError{"GitHub's rate limit is reached (GraphQL)"}
	case reply.has(typeTooDear):
		return reply, errTooDear
	case reply.Data == nil && len(reply.Errors) > 0:
		return reply, fmt.Errorf("GitHub refused the query: %s", reply.Errors[0].Message)
	case reply.Data == nil:
		return reply, errors.New("GitHub's answer makes no sense: 200, and no data in it")
	}
	return reply, nil
}
