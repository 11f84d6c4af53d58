package github

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"stemma"
)

// run asks for one thing through REST. The error is that of ctx.
func (c *Client) run(ctx context.Context, e errand) (stemma.Observation, error) {
	if e.spot != nil {
		return c.visit(ctx, e)
	}
	switch e.Kind {
	case stemma.KindOwner:
		return c.owner(ctx, e.Request)
	case stemma.KindGist:
		return c.gist(ctx, e.Request)
	}
	return c.rest(ctx, e.Request)
}

// A restOwner is the part of an account that is read. Users and organisations are at
// the same address.
// Source: https://docs.github.com/en/rest/users/users#get-a-user
type restOwner struct {
	ID    int64  `json:"id"`
	Login string `json:"login"`
	Type  string `json:"type"`
}

func parseOwner(body []byte) (restOwner, bool) {
	var o restOwner
	return o, json.Unmarshal(body, &o) == nil && o.ID > 0 && validName(o.Login, "-_[]")
}

func (c *Client) owner(ctx context.Context, r Request) (stemma.Observation, error) {
	o, a, err := c.thing(ctx, r, "users/"+url.PathEscape(r.Owner), func(body []byte) bool { _, ok := parseOwner(body); return ok })
	if err != nil || a == nil {
		return o, err
	}
	found, _ := parseOwner(a.body)
	o.Status, o.Reason = stemma.Alive, "there, "+map[bool]string{false: "an account", true: "an organisation"}[found.Type == "Organization"]
	if !strings.EqualFold(found.Login, r.Owner) {
		o.Status, o.MovedTo, o.Reason = stemma.Moved, c.web+"/"+found.Login, "renamed to "+found.Login
	}
	return o, nil
}

// gist asks for a gist. Secret ones are shown to everybody who knows the address.
// Source: https://docs.github.com/en/rest/gists/gists#get-a-gist
func (c *Client) gist(ctx context.Context, r Request) (stemma.Observation, error) {
	o, a, err := c.thing(ctx, r, "gists/"+url.PathEscape(r.Name), func(body []byte) bool {
		var g struct{ ID string }
		return json.Unmarshal(body, &g) == nil && strings.EqualFold(g.ID, r.Name)
	})
	if err == nil && a != nil {
		o.Status, o.Reason = stemma.Alive, "there"
	}
	return o, err
}

// thing asks for an account or a gist. The answer is nil when the observation is
// complete.
func (c *Client) thing(ctx context.Context, r Request, path string, sound func(body []byte) bool) (stemma.Observation, *answer, error) {
	last, tag := c.condition(r)
	a, f, err := c.ask(ctx, question{method: http.MethodGet, path: path, res: core, tag: tag, accept: func(a answer) *fault {
		if a.code < 300 && (a.code != http.StatusOK || !sound(a.body)) {
			return nonsense(a)
		}
		return nil
	}})
	c.waiting.Add(-1)
	switch {
	case err != nil:
		return stemma.Observation{}, nil, err
	case f != nil:
		return c.unknown(viaREST, f), nil, nil
	case a.code == http.StatusNotModified && tag != "":
		return c.renewed(last, a), nil, nil
	}
	o := c.observation(viaREST, a)
	if a.code != http.StatusOK {
		judgeError(&o, a)
		if o.Status == stemma.Gone {
			o.Reason = "404: there is none; it was deleted, renamed or never was"
		}
		return o, nil, nil
	}
	c.validator(&o, a)
	return o, &a, nil
}
