package github

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"stemma"
)

// A faultKind says what is to be done about a question that got no usable answer.
type faultKind uint8

const (
	transient faultKind = iota // ask again, a little later
	limited                    // a rate limit: ask again when it is over
	refused                    // the token is bad: ask nothing more
	final                      // asking again would not help
)

// A fault is why a question has no usable answer. It never says anything about the
// repository.
type fault struct {
	kind      faultKind
	why       string        // one sentence for a person
	wait      time.Duration // what the server asked for; 0 if it did not say
	code      int           // of the answer; 0 if none came
	heavy     bool          // the question may have been too large
	unasked   bool          // the question was not put, since a limit is spent
	unsaid    bool          // limited, without a word of which limit and for how long
	redirects []string
}

func (f *fault) Error() string { return f.why }

// The beginnings of the reasons by which callers tell some sorts of unknown.
const (
	limitReason   = "GitHub's rate limit is spent"
	budgetReason  = limitReason + " as far as this run may use it (budget)"
	refusedReason = "GitHub refused the token (401)"
	keyReason     = "GitHub refused the App"
	mootReason    = "its repository is "
	untoldReason  = "the repository is there; "
)

func overBudget() *fault { return &fault{kind: limited, why: budgetReason, unasked: true} }

// RateLimited reports whether o is unknown because a rate limit was spent. The API
// will not answer for a while, but the repository's web address may be tried:
// [Client.WebURL] + "/owner/name".
func RateLimited(o stemma.Observation) bool {
	return o.Status == stemma.Unknown && strings.HasPrefix(o.Reason, limitReason)
}

// OverBudget reports whether o is unknown because it did not fit into the budget. It
// is limited by the rate as well, as [RateLimited] says; but GitHub would have answered.
func OverBudget(o stemma.Observation) bool {
	return o.Status == stemma.Unknown && strings.HasPrefix(o.Reason, budgetReason)
}

// Moot reports whether o is unknown because the place is in a repository that is gone,
// blocked or replaced by another: nothing was asked of it, and nothing went wrong.
func Moot(o stemma.Observation) bool {
	return o.Status == stemma.Unknown && (strings.HasPrefix(o.Reason, mootReason) || strings.HasPrefix(o.Reason, untoldReason))
}

// TokenRefused reports whether o is unknown because GitHub did not accept the token,
// or the key that a token is made with. Every observation of that client is then the
// same; one warning is enough.
func TokenRefused(o stemma.Observation) bool {
	return o.Status == stemma.Unknown && (strings.HasPrefix(o.Reason, refusedReason) || strings.HasPrefix(o.Reason, keyReason))
}

// networkFault tells what became of a request that brought no whole answer.
func networkFault(err error, timeout time.Duration) *fault {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err // the sentence need not repeat the address
	}
	var network net.Error
	var lookup *net.DNSError
	var operation *net.OpError
	switch {
	case errors.Is(err, errForeignRedirect), errors.Is(err, errRedirectLoop), errors.Is(err, errTooLarge):
		return &fault{kind: final, why: err.Error(), heavy: errors.Is(err, errTooLarge)}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return &fault{kind: transient, why: fmt.Sprintf("GitHub did not answer within %v", timeout), heavy: true}
	case errors.As(err, &lookup):
		return &fault{kind: transient, why: "GitHub could not be reached: the name " + plain(lookup.Name) + " can't be looked up"}
	case errors.As(err, &operation) && operation.Op == "dial":
		return &fault{kind: transient, why: "GitHub could not be reached: " + plain(innermost(operation.Err).Error())}
	default:
		return &fault{kind: transient, why: "GitHub could not be reached: " + plain(err.Error())}
	}
}

// An apiError is the JSON body of an answer that is not 2xx.
type apiError struct {
	Message string `json:"message"`
	Block   *struct {
		Reason  string `json:"reason"`
		HTMLURL string `json:"html_url"`
	} `json:"block"`
}

// blocked reports whether the body says that the repository is blocked.
// Source: answers reported in github/rest-api-description#3314 and PyGithub#1015.
func (e apiError) blocked() bool {
	return e.Block != nil && e.Block.Reason != "" || strings.EqualFold(e.Message, "Repository access blocked")
}

// says reports whether the message holds words, whatever their case.
func (e apiError) says(words string) bool {
	return strings.Contains(strings.ToLower(e.Message), words)
}

// answerFault returns what is wrong with an answer that says nothing of what was asked
// for, and nil for one that does. Blocks come first: a block with the limit spent is
// still a block.
func answerFault(a answer, now time.Time) *fault {
	body := a.apiError()
	switch {
	case a.code == http.StatusUnauthorized:
		return unauthorized(a)
	case a.code == http.StatusForbidden && body.blocked():
		return nil
	case a.code == http.StatusForbidden || a.code == http.StatusTooManyRequests:
		return limitFault(a, body, now)
	case a.code == http.StatusBadGateway || a.code == http.StatusGatewayTimeout:
		return &fault{kind: transient, why: answered(a.code), code: a.code, heavy: true}
	case a.code >= 500 || a.code == http.StatusRequestTimeout:
		return &fault{kind: transient, why: answered(a.code), code: a.code, wait: retryAfter(a.header, now)}
	}
	return nil
}

func unauthorized(a answer) *fault {
	if !a.authorised {
		return &fault{kind: final, why: "401: the server answers nobody without a token", code: a.code}
	}
	return &fault{kind: refused, why: refusedReason + "; it may have expired or been revoked", code: a.code}
}

// limitFault tells a limit from any other refusal. GitHub's answers differ in which
// of these signs they carry, so that any one of them is enough.
func limitFault(a answer, body apiError, now time.Time) *fault {
	wait := retryAfter(a.header, now)
	f := &fault{kind: limited, why: limitReason + " (secondary limit: too much at once)", code: a.code, wait: wait}
	switch {
	case wait > 0, body.says("secondary rate limit"), body.says("abuse detection"):
		return f
	case a.header.Get("X-Ratelimit-Remaining") == "0", body.says("rate limit exceeded"):
		f.wait = resetAfter(a.header, now)
		return f
	case a.code == http.StatusTooManyRequests:
		f.unsaid = true
		return f
	}
	return nil
}

func answered(code int) string {
	return strings.TrimSpace(fmt.Sprintf("GitHub answered %d %s", code, http.StatusText(code)))
}

// plainMax is how many runes of a foreign text are taken into a sentence.
const plainMax = 120

// plain makes a text that came from outside fit to stand in a sentence: one line,
// printable, bounded.
func plain(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > plainMax {
			b.WriteString("…")
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}

// innermost returns what a chain of errors comes down to ("connection refused").
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
