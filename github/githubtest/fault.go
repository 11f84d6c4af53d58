package githubtest

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A Fault is something that goes wrong with some requests: those that fit Path,
// Repository and Resource, and of these the ones that After, Times, Every, Rate and
// Lasts choose.
type Fault struct {
	Kind       string `json:"kind"`       // see the table of faults
	Path       string `json:"path"`       // requests whose path begins with this; empty for all
	Repository string `json:"repository"` // requests by REST and web for this full name; empty for all
	Resource   string `json:"resource"`   // "rest", "graphql" or "web"; empty for all

	After int      `json:"after"` // so many of them pass first
	Times int      `json:"times"` // then so many fail; 0 for all
	Every int      `json:"every"` // of these only each so many-th; 0 for each
	Rate  float64  `json:"rate"`  // or only this share, chosen by the server's seed; 0 for all
	Lasts Duration `json:"lasts"` // and only so long after the first; 0 for ever

	RetryAfter string   `json:"retry_after"` // the header, for the kinds that refuse
	To         string   `json:"to"`          // address, for the kind "redirect"; another host if empty
	Delay      Duration `json:"delay"`       // for the kind "slow"

	seen  int
	first time.Time
}

// faults by kind. One that returns true lets the request pass on to its answer.
var faults = map[string]func(*Server, *call, *Fault) (pass bool){
	"500":               failWith(http.StatusInternalServerError, "Server Error"),
	"502":               failWith(http.StatusBadGateway, "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request and contact us if the problem persists."),
	"503":               failWith(http.StatusServiceUnavailable, "Service unavailable"),
	"504":               failWith(http.StatusGatewayTimeout, "We couldn't respond to your request in time. Sorry about that. Please try resubmitting your request and contact us if the problem persists."),
	"403":               failWith(http.StatusForbidden, "Resource not accessible by personal access token"),
	"saml":              failWith(http.StatusForbidden, samlMessage),
	"429":               failWith(http.StatusTooManyRequests, "Too many requests"),
	"secondary":         failWith(http.StatusForbidden, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
	"html-404":          answerHTML(http.StatusNotFound),
	"html-502":          answerHTML(http.StatusBadGateway),
	"html":              answerHTML(http.StatusOK),
	"object":            answerWith("{}"),
	"null":              answerWith("null"),
	"empty":             answerWith(""),
	"graphql-limited":   answerWith(`{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded for user ID 1."}]}`),
	"graphql-dear":      answerWith(`{"data":null,"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","path":["r0"],"message":"Resource limits for this query exceeded."}]}`),
	"spent-and-blocked": spentAndBlocked,
	"cut":               cut,
	"hang-up":           hangUp,
	"bomb":              bomb,
	"redirect":          redirect,
	"loop":              loop,
	"hang":              hang,
	"slow":              func(_ *Server, c *call, f *Fault) bool { return pause(c.Request, f.Delay.Duration) },
}

func (f *Fault) validate() error {
	if faults[f.Kind] == nil {
		return fmt.Errorf("%q is no kind of fault; there are %q", f.Kind, slices.Sorted(maps.Keys(faults)))
	}
	if !slices.Contains([]string{"", resourceREST, resourceGraphQL, resourceWeb}, f.Resource) {
		return fmt.Errorf("fault %s: %q is no resource", f.Kind, f.Resource)
	}
	return nil
}

// takes counts a request that fits the fault, and reports whether it fails.
func (f *Fault) takes(c *call, seed uint64, number int, now time.Time) bool {
	if !f.fits(c) {
		return false
	}
	f.seen++
	n := f.seen - f.After
	if n <= 0 || f.Times > 0 && n > f.Times || f.Every > 0 && n%f.Every != 0 || f.Rate > 0 && chance(seed, number) >= f.Rate {
		return false
	}
	if f.first.IsZero() {
		f.first = now
	}
	return f.Lasts.Duration == 0 || now.Sub(f.first) < f.Lasts.Duration
}

func (f *Fault) fits(c *call) bool {
	if f.Resource != "" && f.Resource != c.resource || !strings.HasPrefix(c.path, f.Path) {
		return false
	}
	if f.Repository == "" {
		return true
	}
	path := strings.ToLower(strings.TrimPrefix(c.path, "/repos")) + "/"
	return strings.HasPrefix(path, "/"+strings.ToLower(f.Repository)+"/")
}

// chance is a number in [0, 1) that depends on seed and number alone.
func chance(seed uint64, number int) float64 {
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, [2]uint64{seed, uint64(number)}) // a hash takes everything
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11) / (1 << 53)
}

func failWith(code int, message string) func(*Server, *call, *Fault) bool {
	return func(_ *Server, c *call, f *Fault) bool {
		if f.RetryAfter != "" {
			c.Header().Set("Retry-After", f.RetryAfter)
		}
		c.fail(code, message)
		return false
	}
}

func answerWith(body string) func(*Server, *call, *Fault) bool {
	return func(s *Server, c *call, _ *Fault) bool {
		c.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprint(c, body)
		return false
	}
}

func answerHTML(code int) func(*Server, *call, *Fault) bool {
	return func(_ *Server, c *call, _ *Fault) bool {
		c.Header().Set("Content-Type", "text/html")
		c.WriteHeader(code)
		fmt.Fprint(c, "<!DOCTYPE html><html><body>Sign in to this network</body></html>")
		return false
	}
}

// spentAndBlocked is a block that comes with the headers of a spent limit.
func spentAndBlocked(_ *Server, c *call, _ *Fault) bool {
	c.Header().Set("X-Ratelimit-Remaining", "0")
	c.block(http.StatusForbidden, "tos")
	return false
}

// cut promises more than it sends.
func cut(_ *Server, c *call, _ *Fault) bool {
	c.Header().Set("Content-Length", "1000")
	fmt.Fprint(c, `{"id": 1, "full_na`)
	return false
}

// hangUp closes the connection without an answer.
func hangUp(*Server, *call, *Fault) bool { panic(http.ErrAbortHandler) }

// bombSize is what the bomb unpacks to; it is sent as a thousandth of that.
const bombSize = 256 << 20

// bomb is a valid answer at its beginning and has no end to speak of. Gzip allows one
// stream behind another, so that a megabyte of blanks is packed once and sent often.
func bomb(_ *Server, c *call, _ *Fault) bool {
	c.Header().Set("Content-Encoding", "gzip")
	c.Header().Set("Content-Type", "application/json")
	blanks := pack(strings.Repeat(" ", 1<<20))
	_, err := c.Write(pack(`{"id": 1, "full_name": "o/r", "description": "`))
	for n := 0; n < bombSize && err == nil; n += 1 << 20 {
		_, err = c.Write(blanks)
	}
	if err == nil {
		_, _ = c.Write(pack(`"}`)) // a client that has gone is its own business
	}
	return false
}

func pack(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text)) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

func redirect(s *Server, c *call, f *Fault) bool {
	to := f.To
	if to == "" {
		to = s.elsewhere.URL + c.path
	}
	http.Redirect(c.ResponseWriter, c.Request, to, http.StatusMovedPermanently)
	return false
}

// loop leads back and forth for ever.
func loop(_ *Server, c *call, _ *Fault) bool {
	http.Redirect(c.ResponseWriter, c.Request, c.Request.URL.Path, http.StatusMovedPermanently)
	return false
}

// hang answers when the client has gone.
func hang(_ *Server, c *call, _ *Fault) bool {
	<-c.Context().Done()
	return false
}
