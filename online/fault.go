package online

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// A fault is why a request has no usable answer. It says nothing about any work.
type fault struct {
	why   string
	again bool          // worth another try
	wait  time.Duration // what the index asks for; 0 if it does not say
	large bool          // less at once may do
	done  bool          // nothing more may be asked of the index
}

func (f *fault) Error() string { return f.why }

// fault returns a fault that lasts.
func (a *asker) fault(why string) *fault { return &fault{why: a.name + " could not be asked: " + why} }

// passing returns a fault of the moment.
func (a *asker) passing(why string) *fault {
	f := a.fault(why)
	f.again = true
	return f
}

// nonsense is the fault of an answer that is not what the index would say: a captive
// portal, a proxy, a cut body.
func (a *asker) nonsense() *fault { return a.passing("its answer makes no sense") }

// networkFault tells what became of a request without a whole answer. The address is left
// out: it holds the key.
func (a *asker) networkFault(err error) *fault {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	var network net.Error
	switch {
	case errors.Is(err, errRedirect):
		return a.fault(errRedirect.Error())
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return a.passing(fmt.Sprintf("no answer within %v", a.config.Timeout))
	default:
		return a.passing(plain(err.Error()))
	}
}

// answerFault returns what is wrong with an answer that is not 200; nil for one that is.
func (a *asker) answerFault(resp *http.Response, body []byte) *fault {
	code := resp.StatusCode
	if code == http.StatusOK {
		return nil
	}
	why := strings.TrimSpace(fmt.Sprintf("it answers %d %s", code, http.StatusText(code))) + a.said(body)
	wait := retryAfter(resp.Header, a.config.Now())
	switch {
	case code == http.StatusTooManyRequests && spent(resp.Header):
		f := a.fault(why + ": what may be asked of it in a day is spent")
		f.wait, f.done = wait, true
		return f
	case wait > 0, code == http.StatusTooManyRequests, code == http.StatusRequestTimeout, code >= 500, code == http.StatusForbidden && !refusesQuery(body):
		f := a.passing(why)
		f.wait = wait
		return f
	}
	f := a.fault(why)
	f.done = code == http.StatusUnauthorized
	f.large = !f.done
	return f
}

// refusesQuery reports whether a 403 of OpenAlex is about the query ("Invalid query
// parameters error."). Any other says that it is asked too fast
// (https://developers.openalex.org/api-reference/errors).
func refusesQuery(body []byte) bool {
	return bytes.Contains(bytes.ToLower(body[:min(len(body), 8*plainMax)]), []byte("invalid query"))
}

// said returns the words of an error's body, for a person; it may repeat the request, and
// with that the key.
func (a *asker) said(body []byte) string {
	text := string(body[:min(len(body), 8*plainMax)])
	if key := a.config.Key; key != "" {
		text = strings.ReplaceAll(text, key, "…")
	}
	if text = plain(text); text != "" && text[0] != '<' {
		return ": " + text
	}
	return ""
}

// plainMax is how many characters of a foreign text are taken into a sentence.
const plainMax = 160

// plain makes a text that came from outside fit to stand in a sentence: one line,
// printable, bounded.
func plain(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > plainMax {
			b.WriteString("…")
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
