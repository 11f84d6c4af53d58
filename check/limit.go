package check

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait is the longest wait that is read out of a header.
const longestWait = 365 * 24 * time.Hour

// pauseOf returns for how long a refusal asks to be left alone, 0 when it does not say.
// Many APIs name the end of their limit in a header of their own instead of in
// Retry-After; those headers also come with answers that are no refusal, so that they
// are believed beside a 429 alone.
func pauseOf(h http.Header, tooMany bool, now time.Time) time.Duration {
	if pause := retryAfter(h.Get("Retry-After"), now); pause > 0 || !tooMany {
		return pause
	}
	for _, name := range resetHeaders {
		if pause := untilReset(h.Get(name), now); pause > 0 {
			return pause
		}
	}
	return untilRefill(h.Get("RateLimit"))
}

// resetHeaders name the end of a limit: the first is Zenodo's, Software Heritage's and
// Bitbucket's (developers.zenodo.org/#rate-limiting, archive.softwareheritage.org/api/#rate-limiting),
// the second GitLab's (docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers).
var resetHeaders = [...]string{"X-RateLimit-Reset", "RateLimit-Reset"}

// retryAfter returns the wait that a Retry-After header asks for, in seconds or until
// a date (RFC 9110, 10.2.3); 0 when there is none in it.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil {
		return time.Duration(min(seconds, uint64(longestWait/time.Second))) * time.Second
	} else if errors.Is(err, strconv.ErrRange) {
		return longestWait
	}
	if date, err := http.ParseTime(value); err == nil {
		return min(max(0, date.Sub(now)), longestWait)
	}
	return 0
}

// untilReset returns the wait until the time that a header names, in seconds since
// 1970 or, where the number is too small for that, in seconds from now.
func untilReset(value string, now time.Time) time.Duration {
	const years = 1_000_000_000 // seconds since 1970, in 2001
	seconds, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
	if err != nil || seconds <= 0 {
		return 0
	}
	if seconds >= years {
		seconds -= now.Unix()
	}
	return time.Duration(min(max(0, seconds), int64(longestWait/time.Second))) * time.Second
}

// untilRefill returns the t of a header like `"api";r=0;t=55`, seconds until the limit
// is full again (huggingface.co/docs/hub/rate-limits).
func untilRefill(value string) time.Duration {
	for parameter := range strings.SplitSeq(value, ";") {
		if seconds, ok := strings.CutPrefix(strings.TrimSpace(parameter), "t="); ok {
			return retryAfter(seconds, time.Time{})
		}
	}
	return 0
}
