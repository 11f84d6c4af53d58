package online

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// How one index is asked.
const (
	tries    = 4 // of one request that meets a fault of the moment
	patience = 2 // requests in a row that got no answer at all, and the index is given up
)

// An asker makes the requests to one index, one after the other and no faster than it
// allows. It needs no clock that moves: what is to be waited is slept through once.
type asker struct {
	name    string
	base    *url.URL
	config  Config
	http    *http.Client
	spacing time.Duration

	started time.Time // of the last request; zero before the first
	deaf    int       // requests in a row that got no answer
	shut    *fault    // why nothing is asked any more
}

// spacings are the shortest times between two requests: for arXiv see
// https://info.arxiv.org/help/api/tou.html ("no more than one request every three
// seconds"). OpenAlex takes a hundred a second and used to take ten
// (https://developers.openalex.org/api-reference/authentication); ten are enough.
var spacings = map[string]time.Duration{OpenAlex: time.Second / 10, ArXiv: 3 * time.Second}

func newAsker(name string, base *url.URL, cfg Config) *asker {
	return &asker{name: name, base: base, config: cfg, spacing: spacings[name],
		http: &http.Client{Transport: cfg.Transport, CheckRedirect: sameOrigin(base)}}
}

// sameOrigin follows redirects within the API alone, so that no other host answers for it
// or is shown the key.
func sameOrigin(base *url.URL) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		if req.URL.Scheme != base.Scheme || req.URL.Host != base.Host || len(via) > 3 {
			return errRedirect
		}
		return nil
	}
}

var errRedirect = errors.New("its answer is a redirect to another place, which is not followed")

// get asks for path until read finds nothing wrong with the body of the answer. The error
// is a *fault or that of ctx.
func (a *asker) get(ctx context.Context, path string, query url.Values, read func(body []byte) *fault) error {
	for try := 0; ; try++ {
		if a.shut != nil {
			return a.shut
		}
		if err := a.pause(ctx); err != nil {
			return err
		}
		body, f := a.once(ctx, path, query)
		if f == nil {
			f = read(body)
		}
		if err := ctx.Err(); err != nil && f != nil {
			return err
		}
		if f == nil {
			a.deaf = 0
			return nil
		}
		if f.done || f.wait > max(0, a.config.MaxWait) {
			a.shut = &fault{why: f.why + asksFor(f.wait)}
			return a.shut
		}
		if !f.again || try == tries-1 || a.config.MaxWait < 0 {
			return a.giveUp(f)
		}
		if err := a.config.Sleep(ctx, max(f.wait, backoff(a.spacing, try))); err != nil {
			return err
		}
	}
}

func asksFor(wait time.Duration) string {
	if wait <= 0 {
		return ""
	}
	return fmt.Sprintf("; it asks to be left alone for %v", wait.Round(time.Second))
}

// backoff returns how long to wait after a fault: three seconds, then six, then twelve, at
// arXiv; a third of that at OpenAlex.
func backoff(spacing time.Duration, try int) time.Duration {
	return max(spacing, time.Second) << try
}

// pause waits until the next request may start.
func (a *asker) pause(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !a.started.IsZero() {
		if wait := a.spacing - max(0, a.config.Now().Sub(a.started)); wait > 0 {
			if err := a.config.Sleep(ctx, wait); err != nil {
				return err
			}
		}
	}
	a.started = a.config.Now()
	return nil
}

// giveUp takes note of a request that failed for good. Without a network, a run should
// say so soon and not after every batch.
func (a *asker) giveUp(f *fault) *fault {
	if !f.again {
		return f
	}
	if a.deaf++; a.deaf >= patience {
		a.shut = &fault{why: f.why + "; it was given up"}
	}
	return f
}

// once makes one request and judges its answer.
func (a *asker) once(ctx context.Context, path string, query url.Values) ([]byte, *fault) {
	ctx, cancel := context.WithTimeout(ctx, a.config.Timeout)
	defer cancel()
	address := a.base.JoinPath(path)
	address.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, a.fault("its address can't be made into a request")
	}
	req.Header.Set("User-Agent", a.userAgent())
	resp, err := a.http.Do(req)
	if err != nil {
		return nil, a.networkFault(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, a.config.MaxBody+1))
	a.config.Logf("online: %s: %d, %d bytes", a.name, resp.StatusCode, len(body))
	if f := a.answerFault(resp, body); f != nil {
		return nil, f
	}
	switch {
	case int64(len(body)) > a.config.MaxBody:
		f := a.fault(fmt.Sprintf("its answer is larger than %d MB", a.config.MaxBody>>20))
		f.large = true
		return nil, f
	case err != nil:
		return nil, a.networkFault(err)
	}
	return body, nil
}

func (a *asker) userAgent() string {
	if a.config.Mail == "" {
		return a.config.UserAgent
	}
	return a.config.UserAgent + " (mailto:" + a.config.Mail + ")"
}
