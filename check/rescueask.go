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
		return false, unasked(archive, err.Error())
	}
	reply := trail.answer
	isJSON := json.Valid(reply.body) // whatever it is called: the index of the Wayback Machine is not exact in that
	switch {
	case reply.broken != "":
		return false, unasked(archive, "its answer "+reply.broken)
	case reply.code == http.StatusNotFound && isJSON:
		return false, nil
	case reply.code != http.StatusOK:
		return false, unasked(archive, fmt.Sprintf("it answers %d%s", reply.code, meaning(reply.code)))
	case !isJSON:
		return false, unasked(archive, "its answer is no JSON")
	}
	if err := json.Unmarshal(reply.body, into); err != nil {
		return false, unasked(archive, "its answer has another form than it should: "+clip(err.Error()))
	}
	return true, nil
}

// unasked is the error of an archive that gave no usable answer.
func unasked(archive, why string) error {
	return fmt.Errorf("%s could not be asked: %s", archive, why)
}
