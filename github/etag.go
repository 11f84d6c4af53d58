package github

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"

	"stemma"
)

// An answer's validator asks the same question again for nothing while nothing has
// changed: 304 does not count against the limit, if the request carries a token.
// Validators change with the token, so that each is kept with the fingerprint of its own.
// Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests

// entityTag is the form of RFC 9110, 8.8.3; whatever else stands in a store is not sent.
var entityTag = regexp.MustCompile(`^(W/)?"[\x21\x23-\x7e]{1,200}"$`)

// fingerprint names a token without telling it. The prefix keeps it from being of use
// in any other table of hashes.
func fingerprint(token string) string {
	if token == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("stemma validator for " + token))
	return hex.EncodeToString(sum[:8])
}

// validator keeps the validator of a 200 with what was concluded from it.
func (c *Client) validator(o *stemma.Observation, a answer) {
	tag, of := a.header.Get("ETag"), fingerprint(c.tokens.current())
	if of != "" && entityTag.MatchString(tag) {
		o.Evidence.ETag, o.Evidence.ETagFor = tag, of
	}
}

// condition returns what was seen of r before, and the validator to send with it; empty
// if there is none for this token, or if what it vouches for was not the whole truth.
// A guest has no use for one.
func (c *Client) condition(r Request) (last stemma.Observation, tag string) {
	if !c.token {
		return last, ""
	}
	last = r.last()
	switch {
	case last.Evidence.ETagFor == "", last.Evidence.ETagFor != fingerprint(c.tokens.current()):
		return last, ""
	case last.Status == stemma.Unknown, Shallow(last), r.whole() && last.Repository == nil, !entityTag.MatchString(last.Evidence.ETag):
		return last, ""
	}
	return last, last.Evidence.ETag
}

// renewed is the observation of an answer that nothing has changed.
func (c *Client) renewed(last stemma.Observation, a answer) stemma.Observation {
	o := c.observation(viaREST, a)
	o.Status, o.Reason, o.MovedTo = last.Status, last.Reason, last.MovedTo
	if last.Repository != nil {
		facts := *last.Repository
		o.Repository = &facts
	}
	o.Evidence.ETag, o.Evidence.ETagFor = last.Evidence.ETag, last.Evidence.ETagFor
	return o
}
