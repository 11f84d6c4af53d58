package check

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

// An asker asks archives for JSON.
type asker struct{ client *client }

// json reads the answer at u into a value, and reports whether there is one: none is
// said only by a 404 that is JSON itself, as an archive sends it for what it does not
// have. The error says in plain words why the archive could not be asked.
func (a asker) json(ctx context.Context, archive string, u *url.URL, into any) (there bool, err error) {
	left := probeTimeouts * a.client.config.Timeout
	trail, err := a.client.pursue(ctx, question{method: http.MethodGet, url: u, accept: "application/json", keep: maxReply, stay: true}, &left)
	if err != nil {
		return false, fmt.Errorf("%s could not be asked: %w", archive, err)
	}
	reply := trail.answer
	isJSON := json.Valid(reply.body) // whatever it is called: the index of the Wayback Machine is not exact in that
	switch {
	case reply.broken != "":
		return false, fmt.Errorf("%s could not be asked: its answer %s", archive, reply.broken)
	case reply.code == http.StatusNotFound && isJSON:
		return false, nil
	case reply.code != http.StatusOK:
		return false, fmt.Errorf("%s could not be asked: it answers %d%s", archive, reply.code, meaning(reply.code))
	case !isJSON:
		return false, fmt.Errorf("%s could not be asked: its answer is no JSON", archive)
	}
	if err := json.Unmarshal(reply.body, into); err != nil {
		return false, fmt.Errorf("%s could not be asked: its answer has another form than it should: %s", archive, clip(err.Error()))
	}
	return true, nil
}
