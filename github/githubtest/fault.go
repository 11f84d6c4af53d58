package githubtest

import (
	"compress/gzip"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// A Fault is something that goes wrong with the requests below a path.
type Fault struct {
	Kind  string `json:"kind"`  // see faults
	Path  string `json:"path"`  // requests whose path begins with this; empty for all
	After int    `json:"after"` // so many of them pass first
	Times int    `json:"times"` // then so many fail; 0 for all
	To    string `json:"to"`    // address, for the kind "redirect"

	seen int
}

// faults by kind. A fault that returns true lets the request pass on to its answer.
var faults = map[string]func(f *Fault, s *Server, w http.ResponseWriter, r *http.Request) (pass bool){
	"500": failWith(http.StatusInternalServerError, "Server Error"),
	"502": failWith(http.StatusBadGateway, "We couldn't respond to your request in time."),
	"503": failWith(http.StatusServiceUnavailable, "Service unavailable"),
	"saml": failWith(http.StatusForbidden,
		"Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization."),
	"403": failWith(http.StatusForbidden, "Must have admin rights to Repository."),
	"429": func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", "1")
		writeError(w, http.StatusTooManyRequests, "You have exceeded a secondary rate limit.")
		return false
	},
	"secondary": failWith(http.StatusForbidden, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
	"retry-date": func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", epoch.Add(30e9).Format(http.TimeFormat))
		writeError(w, http.StatusForbidden, "You have exceeded a secondary rate limit.")
		return false
	},
	"spent-and-blocked": func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("X-Ratelimit-Remaining", "0")
		writeBlock(w, http.StatusForbidden, "tos")
		return false
	},
	"cut": func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, `{"id": 1, "full_na`)
		return false
	},
	"bomb": func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Encoding", "gzip")
		unpacked := gzip.NewWriter(w)
		zeros := make([]byte, 1<<20)
		for range 64 {
			if _, err := unpacked.Write(zeros); err != nil {
				break
			}
		}
		_ = unpacked.Close()
		return false
	},
	"html":   answerWith("<html><body>Sign in to this network</body></html>"),
	"object": answerWith("{}"),
	"null":   answerWith("null"),
	"empty":  answerWith(""),
	"html-404": func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, "<html>404, says the proxy</html>")
		return false
	},
	"redirect": func(f *Fault, _ *Server, w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, f.To, http.StatusMovedPermanently)
		return false
	},
	"loop": func(_ *Fault, _ *Server, w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, r.URL.Path, http.StatusMovedPermanently)
		return false
	},
	"hang": func(_ *Fault, _ *Server, _ http.ResponseWriter, r *http.Request) bool {
		<-r.Context().Done()
		return false
	},
	"graphql-limited": answerWith(`{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}`),
	"graphql-dear":    answerWith(`{"data":null,"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","path":["r0"],"message":"Resource limits for this query exceeded."}]}`),
}

func failWith(code int, message string) func(*Fault, *Server, http.ResponseWriter, *http.Request) bool {
	return func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		writeError(w, code, message)
		return false
	}
}

func answerWith(body string) func(*Fault, *Server, http.ResponseWriter, *http.Request) bool {
	return func(_ *Fault, _ *Server, w http.ResponseWriter, _ *http.Request) bool {
		fmt.Fprint(w, body)
		return false
	}
}

// Break adds a fault. The first that fits a request counts.
func (s *Server) Break(f Fault) error {
	if faults[f.Kind] == nil {
		return fmt.Errorf("%q is no kind of fault; there are %q", f.Kind, slices.Sorted(maps.Keys(faults)))
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.faults = append(s.faults, &f)
	return nil
}

// takes counts a request that falls under the fault, and reports whether it fails.
func (f *Fault) takes(r Request) bool {
	if !strings.HasPrefix(r.Path, f.Path) {
		return false
	}
	f.seen++
	return f.seen > f.After && (f.Times == 0 || f.seen <= f.After+f.Times)
}

func (f *Fault) serve(s *Server, w http.ResponseWriter, r *http.Request) (pass bool) {
	return faults[f.Kind](f, s, w, r)
}
