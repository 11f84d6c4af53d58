// Package githubtest is a GitHub of one's own, on loopback, for tests.
//
// A Server answers as GitHub does: REST and GraphQL with their headers, renames by
// redirect, 404 for what is gone, 451 for what is blocked, limits that run out, and the
// plain web addresses of repositories. On request it is out of order: see Fault. It
// keeps a record of what it was asked. What it answers follows GitHub's documentation,
// not the client that is tested with it.
package githubtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Start of the server's own time: the resets of limits and the dates of repositories
// count from here, so that answers are the same every day.
var epoch = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// A Request is a request that a Server got.
type Request struct {
	Method        string
	Path          string
	Authorization string // the header, whole
	Aliases       int    // of a GraphQL query: how many repositories it asked for
}

// A Server is a running GitHub. Its methods may be called while it is in use.
type Server struct {
	http *httptest.Server

	mutex        sync.Mutex
	repositories map[string]Repository // by full name in lower case
	byID         map[int64]Repository
	faults       []*Fault
	limit        int // requests that are answered; 0 for all
	reset        time.Time
	token        string // if set, the one token that is not refused
	maxAliases   int    // repositories that one GraphQL query may ask for; 0 for 100
	requests     []Request
	arrived      *sync.Cond
}

// New starts a server in the given state on 127.0.0.1. The caller closes it.
func New(state State) (*Server, error) {
	s := &Server{
		repositories: make(map[string]Repository), byID: make(map[int64]Repository),
		limit: state.Limit, reset: epoch.Add(time.Hour), token: state.Token, maxAliases: state.MaxAliases,
	}
	if !state.Reset.IsZero() {
		s.reset = state.Reset
	}
	s.arrived = sync.NewCond(&s.mutex)
	for _, r := range state.Repositories {
		if err := s.Add(r); err != nil {
			return nil, err
		}
	}
	for _, f := range state.Faults {
		if err := s.Break(f); err != nil {
			return nil, err
		}
	}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s, nil
}

// URL returns the address of the API, with its final slash. Web addresses of
// repositories stand below it as well.
func (s *Server) URL() string { return s.http.URL + "/" }

// Close stops the server, and cuts requests off that hang.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// Add puts a repository in its place, instead of one of the same name if there is one.
func (s *Server) Add(r Repository) error {
	if err := r.validate(); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if r.ID == 0 {
		r.ID = int64(1000 + len(s.repositories))
	}
	s.repositories[strings.ToLower(r.FullName)] = r
	s.byID[r.ID] = r
	return nil
}

// Requests returns what the server was asked so far.
func (s *Server) Requests() []Request {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Request(nil), s.requests...)
}

// Await returns once the server has got n requests.
func (s *Server) Await(n int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for len(s.requests) < n {
		s.arrived.Wait()
	}
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	request := Request{Method: r.Method, Path: r.URL.Path, Authorization: r.Header.Get("Authorization")}
	query, aliases := readQuery(r)
	request.Aliases = aliases
	number, fault := s.record(request)
	if fault != nil && !fault.serve(s, w, r) {
		return
	}
	switch {
	case s.token != "" && request.Authorization != "" && request.Authorization != "Bearer "+s.token:
		writeError(w, http.StatusUnauthorized, "Bad credentials")
	case s.overLimit(w, r, number):
		writeError(w, http.StatusForbidden, "API rate limit exceeded for 127.0.0.1.")
	case r.URL.Path == "/graphql":
		s.graphQL(w, request, query)
	case strings.HasPrefix(r.URL.Path, "/repos/"), strings.HasPrefix(r.URL.Path, "/repositories/"):
		s.rest(w, r)
	default:
		s.web(w, r)
	}
}

// record notes a request and takes the fault that it falls under.
func (s *Server) record(request Request) (number int, fault *Fault) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.requests = append(s.requests, request)
	s.arrived.Broadcast()
	for _, f := range s.faults {
		if f.takes(request) {
			return len(s.requests), f
		}
	}
	return len(s.requests), nil
}

// overLimit sets the headers of the primary limit and reports whether it is passed.
func (s *Server) overLimit(w http.ResponseWriter, r *http.Request, number int) bool {
	if isWeb(r) {
		return false
	}
	limit := s.limit
	if limit == 0 {
		limit = 5000
	}
	w.Header().Set("X-Ratelimit-Limit", strconv.Itoa(limit))
	w.Header().Set("X-Ratelimit-Remaining", strconv.Itoa(max(0, limit-number)))
	w.Header().Set("X-Ratelimit-Reset", strconv.FormatInt(s.reset.Unix(), 10))
	return s.limit > 0 && number > s.limit
}

func isWeb(r *http.Request) bool {
	for _, prefix := range []string{"/graphql", "/repos/", "/repositories/"} {
		if strings.HasPrefix(r.URL.Path, prefix) {
			return false
		}
	}
	return true
}

func (s *Server) find(fullName string) (Repository, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	r, ok := s.repositories[strings.ToLower(fullName)]
	return r, ok
}

func (s *Server) findID(id int64) (Repository, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	r, ok := s.byID[id]
	return r, ok
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v) // a client that has gone is its own business
}

func writeError(w http.ResponseWriter, code int, message string) {
	writeJSON(w, code, map[string]any{"message": message, "documentation_url": "https://docs.github.com/rest", "status": fmt.Sprint(code)})
}
