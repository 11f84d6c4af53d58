package online

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait bounds what a header can ask for.
const longestWait = 24 * time.Hour

// retryAfter returns what Retry-After asks for, in seconds or as a date (RFC 9110,
// 10.2.3), which is read against the clock of the server where it shows that; 0 when it
// asks for nothing.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil && seconds >= 0 {
		return bounded(time.Duration(min(seconds, int64(longestWait/time.Second))) * time.Second)
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if server, err := http.ParseTime(h.Get("Date")); err == nil {
		now = server
	}
	return bounded(date.Sub(now))
}

// bounded keeps a wait between a second, so that a wait of none does not spin, and a day.
func bounded(d time.Duration) time.Duration { return max(time.Second, min(d, longestWait)) }

// spent reports whether a refusal says that nothing is left of a day's allowance; OpenAlex
// counts it in credits (https://developers.openalex.org/api-reference/authentication).
func spent(h http.Header) bool {
	for _, name := range [...]string{"X-RateLimit-Remaining", "X-RateLimit-Remaining-USD"} {
		if left, err := strconv.ParseFloat(h.Get(name), 64); err == nil && left <= 0 {
			return true
		}
	}
	return false
}
