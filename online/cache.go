package online

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"stemma"
)

// A Cache keeps answers from run to run.
type Cache interface {
	// Load returns what Save last kept under key, and until when it is good; found is
	// false when there is nothing.
	Load(ctx context.Context, key string) (answer []byte, until time.Time, found bool, err error)
	// Save keeps an answer that was got at a time and is good until another.
	Save(ctx context.Context, key string, answer []byte, at, until time.Time) error
}

// A kept is an answer as the cache keeps it.
type kept struct {
	Work       *stemma.KnownWork  `json:"work,omitempty"`
	Candidates []stemma.KnownWork `json:"candidates,omitempty"`
	AskedAt    time.Time          `json:"asked_at"`
}

// recall answers a question from the cache, where that knows an answer which is still good.
func (c *Client) recall(ctx context.Context, q *question) error {
	if c.config.Cache == nil {
		return nil
	}
	data, until, found, err := c.config.Cache.Load(ctx, q.key)
	if err != nil {
		return fmt.Errorf("online: what is known of earlier answers: %w", err)
	}
	var k kept
	left := until.Sub(c.config.Now()) // more than FoundAge when a clock was wrong: ask again
	if !found || left <= 0 || left > FoundAge || json.Unmarshal(data, &k) != nil {
		return nil
	}
	q.settled = true
	q.answer = Answer{Work: k.Work, Candidates: k.Candidates, AskedAt: k.AskedAt}
	return nil
}

// keep remembers the answer to a question that all indexes were asked, or that one
// answered.
func (c *Client) keep(ctx context.Context, q *question) error {
	q.answer.AskedAt = c.config.Now().UTC()
	if c.config.Cache == nil {
		return nil
	}
	age := MissingAge
	if q.answer.Work != nil {
		age = FoundAge
	}
	data, err := json.Marshal(kept{q.answer.Work, q.answer.Candidates, q.answer.AskedAt})
	if err == nil {
		err = c.config.Cache.Save(ctx, q.key, data, q.answer.AskedAt, q.answer.AskedAt.Add(age))
	}
	if err != nil {
		return fmt.Errorf("online: remember an answer: %w", err)
	}
	return nil
}
