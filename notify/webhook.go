package notify

import (
	"bytes"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"stemma"
)

// The library's own service for webhooks sends flat JSON of strings alone, so that this
// one is ours.

// body is the JSON form of a digest.
type body struct {
	Schema string         `json:"schema"` // DigestSchema
	ID     string         `json:"id"`
	Test   bool           `json:"test,omitempty"`
	Alerts []stemma.Alert `json:"alerts"`
}

func bodyOf(d Digest) body { return body{DigestSchema, d.ID, d.Test, d.Alerts} }

// headerSign stands before the name of a header in the query of an address, as in the
// library: "?@Authorization=Bearer%20…".
const headerSign = "@"

// postDigest posts a digest as JSON. The id is also the Idempotency-Key
// (draft-ietf-httpapi-idempotency-key-header), as a quoted string.
func postDigest(c *client, config Config, to Destination, digest Digest) error {
	text, err := json.Marshal(bodyOf(digest))
	if err != nil {
		return err
	}
	address, headers := cutHeaders(to.address)
	request, err := http.NewRequestWithContext(c.ctx, http.MethodPost, address.String(), bytes.NewReader(text))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", `"`+digest.ID+`"`)
	if config.UserAgent != "" {
		request.Header.Set("User-Agent", config.UserAgent)
	}
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	answer, err := c.Do(request)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

// cutHeaders takes the headers out of an address.
func cutHeaders(address *url.URL) (*url.URL, map[string]string) {
	query := address.Query()
	headers := make(map[string]string)
	for key := range query {
		if name, ok := strings.CutPrefix(key, headerSign); ok {
			headers[name] = query.Get(key)
			query.Del(key)
		}
	}
	cut := *address
	if len(headers) > 0 { // else the query stays as it was written
		cut.RawQuery = query.Encode()
	}
	return &cut, headers
}

// checkWebhook refuses an address that cannot be meant, and one that would send a secret
// in the clear over a network.
func checkWebhook(address *url.URL) error {
	_, headers := cutHeaders(address)
	for name, value := range headers {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !isName(r) && r != '-' }) || strings.ContainsAny(value, "\r\n\x00") {
			return errors.New("what follows @ in the query is no name of a header, or has no value of one")
		}
	}
	secret := address.User != nil || len(headers) > 0
	if address.Scheme == "http" && secret && !loopback(address.Hostname()) {
		return errors.New("its password or header would go over plain http: use https")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
