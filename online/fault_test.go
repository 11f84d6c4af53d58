package online

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// says answers with a code, headers ("Name: value") and a body.
func says(code int, body string, headers ...string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(code)
		w.Write([]byte(body))
	}
}

// breaksOff sends less than it promises.
func breaksOff(w http.ResponseWriter) {
	w.Header().Set("Content-Length", "1000")
	w.Write([]byte(`{"meta":{"count":1},"res`))
	panic(http.ErrAbortHandler)
}

// bomb is a body that is a thousand times larger than its gzip.
func bomb(w http.ResponseWriter) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(`{"meta":{"count":0},"results":[`))
	z.Write(bytes.Repeat([]byte(" "), 4<<20))
	z.Close()
	w.Header().Set("Content-Encoding", "gzip")
	w.Write(b.Bytes())
}

// What goes wrong for a moment is asked again, and what lasts is told; neither is "there
// is no such work". Both indexes are asked alike.
func TestFaults(t *testing.T) {
	const bert = "BERT: Pre-training of Deep Bidirectional Transformers"
	tests := []struct {
		what  string
		first int // how many requests meet the fault; all of them if 0
		with  func(http.ResponseWriter)
		want  string // the work, or what the reason has
		asked int    // requests
		waits string // beyond the spacing; of OpenAlex
	}{
		{"429 with its seconds", 1, says(429, "Rate exceeded.", "Retry-After: 7"), bert, 2, "7s"},
		{"429 with a date", 1, says(429, "", "Retry-After: Wed, 01 May 2024 12:00:20 GMT", "Date: Wed, 01 May 2024 12:00:00 GMT"), bert, 2, "20s"},
		{"429 that says nothing, twice", 2, says(429, ""), bert, 3, "1s 2s"},
		{"503", 3, says(503, "<html>busy</html>"), bert, 4, "1s 2s 4s"},
		{"503 for good", 0, says(503, "<html>busy</html>"), "it answers 503 Service Unavailable", 4, "1s 2s 4s"},
		{"429 for hours", 0, says(429, "", "Retry-After: 53578"), "it answers 429 Too Many Requests; it asks to be left alone for 14h52m58s", 1, ""},
		{"429 with nothing left of the day", 0, says(429, `{"error":"Insufficient budget"}`, "X-RateLimit-Remaining: 0", "Retry-After: 30"), "what may be asked of it in a day is spent; it asks to be left alone for 30s", 1, ""},
		{"403 where it is too fast", 1, says(403, `{"error":"Rate limit exceeded"}`), bert, 2, "1s"},
		{"403 for the query", 0, says(403, `{"error":"Invalid query parameters error."}`), "it answers 403 Forbidden: {\"error\":\"Invalid query", 1, ""},
		{"401", 0, says(401, `{"message":"no key SECRET here"}`), `it answers 401 Unauthorized: {"message":"no key … here"}`, 1, ""},
		{"a captive portal", 0, says(200, "<html>Please pay</html>"), "its answer makes no sense", 4, "1s 2s 4s"},
		{"another JSON", 0, says(200, `{"results":{}}`), "its answer makes no sense", 4, "1s 2s 4s"},
		{"nothing", 0, says(200, ""), "its answer makes no sense", 4, "1s 2s 4s"},
		{"half an answer", 1, breaksOff, bert, 2, "1s"},
		{"a bomb", 0, bomb, "its answer is larger than 1 MB", 1, ""},
		{"a redirect elsewhere", 0, says(302, "", "Location: https://example.org/"), "its answer is a redirect to another place, which is not followed", 1, ""},
		{"escapes in an error", 0, says(400, "no\x1b[31m\u202e <b>"), "it answers 400 Bad Request: no [31m <b>", 1, ""},
	}
	for _, tt := range tests {
		for _, only := range []string{OpenAlex, ArXiv} {
			f := newFake(t)
			f.before = func(n int, w http.ResponseWriter, r *http.Request) bool {
				if tt.first > 0 && n > tt.first {
					return false
				}
				tt.with(w)
				return true
			}
			cfg := f.config()
			cfg.Only, cfg.MaxBody, cfg.Key = only, 1<<20, "SECRET"
			a := f.ask(cfg, Query{ArXiv: "1810.04805"}, Query{ArXiv: "1810.04805v2"})[1]
			if only == OpenAlex && tt.want == bert { // has this one by its publisher's DOI alone
				a = f.ask(cfg, Query{Name: "BERT"})[0]
			}
			if got := titles(a); !strings.Contains(got, tt.want) || tt.want != bert && !strings.HasPrefix(got, only+" could not be asked: ") {
				t.Errorf("%s, %s: %q, want %q", tt.what, only, got, tt.want)
			}
			if n := len(f.requests); only == ArXiv && n != tt.asked {
				t.Errorf("%s, %s: %d requests, want %d", tt.what, only, n, tt.asked)
			}
			if waits := longer(f.slept); only == OpenAlex && waits != tt.waits {
				t.Errorf("%s: waits %q, want %q", tt.what, waits, tt.waits)
			}
		}
	}
}

// longer lists the waits of a second or more.
func longer(slept []time.Duration) string {
	var all []string
	for _, d := range slept {
		if d >= time.Second {
			all = append(all, d.String())
		}
	}
	return strings.Join(all, " ")
}

func TestATimeoutIsTold(t *testing.T) {
	f := newFake(t)
	cfg := f.config()
	cfg.Only, cfg.Timeout = OpenAlex, 1 // a nanosecond, which nothing can keep
	if a := f.ask(cfg, Query{Name: "BERT"})[0]; a.Reason != "openalex could not be asked: no answer within 1ns" || !a.AskedAt.IsZero() {
		t.Errorf("%+v", a)
	}
}

// Without a network a run says so after two batches and not after every one.
func TestAnIndexThatIsDeafIsGivenUp(t *testing.T) {
	f := newFake(t)
	cfg := f.config()
	dials := 0
	cfg.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		dials++
		return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	})
	var queries []Query
	for i := range 200 {
		queries = append(queries, Query{Name: fmt.Sprintf("Hedge %d", i)})
	}
	answers := f.ask(cfg, queries...)
	last := answers[len(answers)-1].Reason
	if dials != 2*patience*tries || last != "openalex could not be asked: dial: connection refused; it was given up; arxiv could not be asked: dial: connection refused; it was given up" {
		t.Errorf("%d dials; %s", dials, last)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Without waiting, the first refusal is the last.
func TestNoWaiting(t *testing.T) {
	f := newFake(t)
	f.before = func(_ int, w http.ResponseWriter, r *http.Request) bool { says(429, "")(w); return true }
	cfg := f.config()
	cfg.Only, cfg.MaxWait = ArXiv, -1
	if a := f.ask(cfg, Query{Name: "BERT"})[0]; len(f.requests) != 1 || len(f.slept) != 0 || a.Reason != "arxiv could not be asked: it answers 429 Too Many Requests" {
		t.Errorf("%d requests, %v, %+v", len(f.requests), f.slept, a)
	}
}

// The key goes to OpenAlex and nowhere else, the mail address to both.
func TestWhoIsToldWhat(t *testing.T) {
	f := newFake(t)
	var log []string
	cfg := f.config()
	cfg.Key, cfg.Mail, cfg.UserAgent = "SECRET", "me@example.org", "stemma/1"
	cfg.Logf = func(format string, args ...any) { log = append(log, fmt.Sprintf(format, args...)) }
	f.ask(cfg, Query{Name: "BERT"}, Query{Name: "Nowhere"})
	for _, r := range f.requests {
		key, mail := "", ""
		if r.URL.Path == "/works" {
			key, mail = cfg.Key, cfg.Mail
		}
		if q := r.URL.Query(); q.Get("api_key") != key || q.Get("mailto") != mail || r.UserAgent() != "stemma/1 (mailto:me@example.org)" || r.Referer() != "" {
			t.Errorf("%s as %q", r.URL, r.UserAgent())
		}
	}
	if len(f.requests) != 2 || len(log) != 2 || slices.ContainsFunc(log, func(line string) bool { return strings.Contains(line, cfg.Key) }) {
		t.Errorf("%d requests, log %q", len(f.requests), log)
	}
}

func TestNew(t *testing.T) {
	tests := []struct {
		cfg  Config
		want string
	}{
		{Config{Only: "scholar"}, `unknown index "scholar": they are openalex and arxiv`},
		{Config{Mail: "me"}, `"me" is no mail address`},
		{Config{Mail: "Me <me@example.org>"}, "is no mail address"},
		{Config{Key: "two words"}, "the key of OpenAlex holds a space"},
		{Config{OpenAlexURL: "api.openalex.org"}, "the address of openalex: not the root of an API"},
		{Config{ArXivURL: "https://user@arxiv.org"}, "the address of arxiv: not the root of an API"},
		{Config{}, ""},
	}
	for _, tt := range tests {
		_, err := New(tt.cfg)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%+v: %v, want %s", tt.cfg, err, tt.want)
		}
	}
}
