// Package githubtest is a GitHub of one's own, on loopback, for tests.
//
// A [Server] answers as GitHub does: REST and GraphQL with their headers, renames by
// redirect, 404 for what is gone, 451 for what is blocked, what is inside repositories,
// accounts, gists, the tokens of Apps, ETags, limits that run out and come back, and the
// plain web addresses of repositories. On request it is out of order: see [Fault]. It
// keeps a record of what it was asked. What it answers follows GitHub's documentation,
// not the client that is tested with it: GraphQL queries are parsed, and a field that
// GitHub does not have is refused.
//
// A server starts from a [State], which tests write as Go or, with [ReadState], as
// JSON:
//
//	{"repositories": [
//	    {"full_name": "o/kept"},
//	    {"full_name": "o/old", "state": "moved", "moved_to": "o/new"},
//	    {"full_name": "o/read-only", "state": "archived", "stars": 7}],
//	 "faults": [{"kind": "500", "resource": "rest", "times": 2}],
//	 "limit": 60}
//
// Repositories that are not listed answer like ones that are gone. A new state is a
// row of the table in state.go, a new fault a row of the one in fault.go.
package githubtest

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// A Request is a request that a Server got.
type Request struct {
	Method        string
	Path          string // without the prefix of an Enterprise server
	Authorization string // the header, whole
	Aliases       int    // of a GraphQL query: how many repositories it asked for
}

// A Server is a running GitHub. Its methods may be called while it is in use.
type Server struct {
	http      *httptest.Server
	elsewhere *httptest.Server
	now       func() time.Time
	state     State

	mutex        sync.Mutex
	arrived      *sync.Cond
	repositories map[string]*repository // by full name in lower case, old and new
	byID         map[int64]*repository
	faults       []*Fault
	limits       map[string]*limit
	second       limit
	requests     []Request
	foreign      []Request
	grants       map[string]time.Time // tokens of the App's installation, and when they end
}

// New starts a server in the given state on 127.0.0.1. The caller closes it.
func New(state State) (*Server, error) {
	s := &Server{
		now: state.Now, state: state, repositories: make(map[string]*repository), byID: make(map[int64]*repository),
		limits: make(map[string]*limit), grants: make(map[string]time.Time),
	}
	if s.now == nil {
		s.now = time.Now
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
	s.http = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.http.Start() // what serves reads s.http, which stands by now
	s.elsewhere = httptest.NewServer(http.HandlerFunc(s.serveElsewhere))
	return s, nil
}

// URL returns the address of the API, with its final slash. Web addresses of
// repositories stand below it as well. With "api/v3/" added it is an Enterprise
// server's.
func (s *Server) URL() string { return s.http.URL + "/" }

// Close stops the server and cuts off requests that hang.
func (s *Server) Close() {
	for _, h := range []*httptest.Server{s.http, s.elsewhere} {
		h.CloseClientConnections()
		h.Close()
	}
}

// Add puts a repository in its place, instead of one of the same name if there is one.
func (s *Server) Add(r Repository) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if r.ID == 0 {
		r.ID = idOf(r.FullName)
	}
	if err := r.validate(); err != nil {
		return fmt.Errorf("githubtest: %w", err)
	}
	p := &repository{Repository: r}
	s.repositories[strings.ToLower(r.FullName)] = p
	if r.MovedTo != "" {
		s.repositories[strings.ToLower(r.MovedTo)] = p
	}
	s.byID[r.ID] = p
	return nil
}

// idOf gives a repository without an id one that depends on nothing but its name.
func idOf(name string) int64 {
	h := fnv.New32a()
	h.Write([]byte(strings.ToLower(name)))
	return int64(h.Sum32()>>2) + 1
}

// Break adds a fault. The first that fits a request counts.
func (s *Server) Break(f Fault) error {
	if err := f.validate(); err != nil {
		return fmt.Errorf("githubtest: %w", err)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.faults = append(s.faults, &f)
	return nil
}

// Requests returns what the server was asked so far.
func (s *Server) Requests() []Request {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Request(nil), s.requests...)
}

// Elsewhere returns what another host was asked, to which the fault "redirect" leads.
func (s *Server) Elsewhere() []Request {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Request(nil), s.foreign...)
}

// Await returns once the server has got n requests.
func (s *Server) Await(n int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for len(s.requests) < n {
		s.arrived.Wait()
	}
}

// A call is one request on its way through the server.
type call struct {
	http.ResponseWriter
	*http.Request
	path     string // without the prefix of an Enterprise server
	resource string // "rest", "graphql" or "web"
	query    graphQuery
}

func newCall(w http.ResponseWriter, r *http.Request) *call {
	c := &call{ResponseWriter: w, Request: r, path: r.URL.Path}
	if rest, ok := strings.CutPrefix(c.path, "/api/v3/"); ok && rest != "graphql" { // which is beside it
		c.path = "/" + rest
	} else if c.path == "/api/graphql" {
		c.path = "/graphql"
	}
	switch {
	case c.path == "/graphql":
		c.resource = resourceGraphQL
		c.query = readQuery(r)
	case strings.HasPrefix(c.path, "/repos/"), strings.HasPrefix(c.path, "/repositories/"), c.path == "/rate_limit",
		strings.HasPrefix(c.path, "/users/"), strings.HasPrefix(c.path, "/gists/"), strings.HasPrefix(c.path, "/app/"):
		c.resource = resourceREST
	default:
		c.resource = resourceWeb
	}
	return c
}

// The resources. Limits are kept for the first two; faults can be for one.
const (
	resourceREST    = "rest"
	resourceGraphQL = "graphql"
	resourceWeb     = "web"
)

func (c *call) authorised() bool { return c.Request.Header.Get("Authorization") != "" }

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	c := newCall(w, r)
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	fault := s.record(c)
	if !pause(r, s.state.Latency.Duration) {
		return
	}
	if fault != nil && !faults[fault.Kind](s, c, fault) {
		return
	}
	if c.resource == resourceWeb {
		if !s.crowded(c) {
			s.web(c)
		}
		return
	}
	if strings.HasPrefix(c.path, "/app/") {
		s.installationToken(c)
		return
	}
	if !s.good(c) {
		c.fail(http.StatusUnauthorized, "Bad credentials")
		return
	}
	switch {
	case s.tooFast(c):
	case c.resource == resourceGraphQL:
		s.graphQL(c)
	default:
		s.rest(c)
	}
}

func bearer(r *http.Request) string {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") && !strings.EqualFold(kind, "token") {
		return ""
	}
	return token
}

// record notes a request and finds the fault that it falls under.
func (s *Server) record(c *call) *Fault {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.requests = append(s.requests, Request{
		Method: c.Method, Path: c.path, Authorization: c.Request.Header.Get("Authorization"), Aliases: c.query.repositories(),
	})
	s.arrived.Broadcast()
	for _, f := range s.faults {
		if f.takes(c, s.state.Seed, len(s.requests), s.now()) {
			return f
		}
	}
	return nil
}

// serveElsewhere is the other host: it answers everything with a fine repository, so
// that a client that takes its word is found out.
func (s *Server) serveElsewhere(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	s.foreign = append(s.foreign, Request{Method: r.Method, Path: r.URL.Path, Authorization: r.Header.Get("Authorization")})
	s.mutex.Unlock()
	c := &call{ResponseWriter: w, Request: r}
	fake := Repository{FullName: "else/where", ID: 1}
	_ = fake.validate() // which fills in the rest, and finds nothing wrong with these
	c.write(http.StatusOK, restRepository(&fake))
}

func pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-timer.C:
		return true
	}
}

// write answers with v as JSON.
func (c *call) write(code int, v any) {
	c.Header().Set("Content-Type", "application/json; charset=utf-8")
	c.WriteHeader(code)
	_ = json.NewEncoder(c).Encode(v) // a client that has gone is its own business
}

// Header returns the header of the answer, not that of the request.
func (c *call) Header() http.Header { return c.ResponseWriter.Header() }

// Write writes to the answer.
func (c *call) Write(p []byte) (int, error) { return c.ResponseWriter.Write(p) }

// fail answers with an error in GitHub's form.
func (c *call) fail(code int, message string) {
	c.write(code, map[string]any{"message": message, "documentation_url": "https://docs.github.com/rest", "status": fmt.Sprint(code)})
}
