package githubtest

import (
	"net/http"
	"strconv"
	"time"
)

// GitHub's own limits an hour.
const (
	anonymousLimit  = 60
	authorisedLimit = 5000
)

// A limit counts requests in a window of time.
type limit struct {
	used int
	end  time.Time
}

// take counts one request and reports whether it is within most; a negative most is
// no limit.
func (l *limit) take(now time.Time, window time.Duration, most int) bool {
	if !now.Before(l.end) {
		l.used, l.end = 0, now.Add(window)
	}
	l.used++
	return most < 0 || l.used <= most
}

func (s *Server) most(c *call) int {
	most := s.state.Limit
	if c.resource == resourceGraphQL {
		most = s.state.GraphQLLimit
	}
	switch {
	case most != 0:
		return most
	case c.authorised():
		return authorisedLimit
	default:
		return anonymousLimit
	}
}

// tooFast counts a request, sets the headers of the limits, and answers it when one is
// passed. Asking for the limits themselves is free.
func (s *Server) tooFast(c *call) bool {
	if c.path == "/rate_limit" {
		return false
	}
	s.mutex.Lock()
	key := c.resource + " " + c.Request.Header.Get("Authorization")
	l := s.limits[key]
	if l == nil {
		l = &limit{end: s.state.Reset}
		s.limits[key] = l
	}
	now, most := s.now(), s.most(c)
	second := s.tooMany(now)
	within := second || l.take(now, time.Hour, most)
	used, end := l.used, l.end
	s.mutex.Unlock()
	if most >= 0 {
		s.limitHeaders(c, most, used, end)
	}
	switch {
	case second:
		c.turnAway()
	case !within:
		c.fail(http.StatusForbidden, "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit.)")
	default:
		return false
	}
	return true
}

// tooMany counts a request against the limit a second, and reports whether that is passed.
func (s *Server) tooMany(now time.Time) bool {
	return s.state.PerSecond > 0 && !s.second.take(now, time.Second, s.state.PerSecond)
}

// crowded counts a request for a page, which the limit a second holds for as well, and
// answers it when that is passed.
func (s *Server) crowded(c *call) bool {
	s.mutex.Lock()
	many := s.tooMany(s.now())
	s.mutex.Unlock()
	if many {
		c.turnAway()
	}
	return many
}

func (c *call) turnAway() {
	c.Header().Set("Retry-After", "1")
	c.fail(http.StatusTooManyRequests, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
}

func (s *Server) limitHeaders(c *call, most, used int, end time.Time) {
	name := "core"
	if c.resource == resourceGraphQL {
		name = "graphql"
	}
	for key, value := range map[string]string{
		"Limit": strconv.Itoa(most), "Remaining": strconv.Itoa(max(0, most-used)), "Used": strconv.Itoa(min(used, most)),
		"Reset": strconv.FormatInt(end.Unix(), 10), "Resource": name,
	} {
		c.Header().Set("X-Ratelimit-"+key, value)
	}
}
