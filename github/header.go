package github

import (
	"net/http"
	"strconv"
	"time"
)

// longestWait bounds what a header can ask for; GitHub's windows last an hour.
const longestWait = 24 * time.Hour

// serverTime returns the server's clock as its answer shows it. A time in a header is
// read against it, so that a wrong clock on either side does no harm.
func serverTime(h http.Header, now time.Time) time.Time {
	if t, err := http.ParseTime(h.Get("Date")); err == nil {
		return t
	}
	return now
}

// retryAfter returns what Retry-After asks for, in seconds or as a date; 0 when it
// asks for nothing that can be understood (RFC 9110, 10.2.3).
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil && seconds >= 0 {
		return bounded(time.Duration(min(seconds, int64(longestWait/time.Second))) * time.Second)
	}
	if t, err := http.ParseTime(value); err == nil {
		return bounded(t.Sub(serverTime(h, now)))
	}
	return 0
}

// resetAfter returns how long x-ratelimit-reset, in seconds of the Unix epoch, lies
// ahead; 0 when it is missing.
func resetAfter(h http.Header, now time.Time) time.Duration {
	seconds, err := strconv.ParseInt(h.Get("X-Ratelimit-Reset"), 10, 64)
	if err != nil || seconds <= 0 {
		return 0
	}
	const farAhead = 1 << 40 // beyond which time.Time overflows sooner or later
	return bounded(time.Unix(min(seconds, farAhead), 0).Sub(serverTime(h, now)))
}

// bounded keeps a wait between a second, so that a wait of none does not spin, and a day.
func bounded(d time.Duration) time.Duration { return max(time.Second, min(d, longestWait)) }
