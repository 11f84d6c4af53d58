package check

import (
	"context"
	"net/url"
	"time"

	"stemma"
)

const (
	waybackName = "the Wayback Machine"
	// waybackTime is how it writes times, in UTC.
	waybackTime = "20060102150405"
)

// askWayback returns the last snapshot of a target's page. It holds none of an
// emptied repository's code: what was copied before and after looks the same from here.
func (r *Rescuer) askWayback(ctx context.Context, ask asker, o stemma.Observation, before time.Time) ([]stemma.Copy, error) {
	if o.Status == stemma.Empty {
		return nil, nil
	}
	page := o.Target.Root().URL
	at, found, err := r.closest(ctx, ask, page, before)
	if err == nil && !found {
		// What is closest may be an error page, or too late; the index knows of all.
		at, found, err = r.lastGood(ctx, ask, page, before)
	}
	if err != nil || !found {
		return nil, err
	}
	return []stemma.Copy{{Archive: "wayback", URL: r.index.String() + "/web/" + at.Format(waybackTime) + "/" + page, TakenAt: at}}, nil
}

// closest asks which snapshot is closest to a time, or to now
// (archive.org/help/wayback_api.php). One counts only if it is available, was a good page
// and is from before that time.
func (r *Rescuer) closest(ctx context.Context, ask asker, page string, before time.Time) (time.Time, bool, error) {
	wanted := before
	if before.IsZero() {
		wanted = r.config.Ask.Now().UTC()
	}
	u := *r.wayback
	u.Path += "/wayback/available"
	u.RawQuery = url.Values{"url": {page}, "timestamp": {wanted.Format(waybackTime)}}.Encode()
	var answer struct {
		Snapshots *struct {
			Closest struct {
				Available bool
				Status    string
				Timestamp string
			}
		} `json:"archived_snapshots"`
	}
	there, err := ask.json(ctx, waybackName, &u, &answer)
	if err != nil {
		return time.Time{}, false, err
	}
	if !there || answer.Snapshots == nil {
		return time.Time{}, false, unasked(waybackName, "its answer lists no snapshots")
	}
	c := answer.Snapshots.Closest
	at, good := snapshotTime(c.Timestamp, before)
	return at, good && c.Available && c.Status == "200", nil
}

// lastGood asks the index for the last snapshot that was a good page
// (github.com/internetarchive/wayback/tree/master/wayback-cdx-server). Its first row names the
// columns; without a row there is no snapshot.
func (r *Rescuer) lastGood(ctx context.Context, ask asker, page string, before time.Time) (time.Time, bool, error) {
	u := *r.index
	u.Path += "/cdx/search/cdx"
	query := url.Values{"url": {page}, "output": {"json"}, "fl": {"timestamp,statuscode"}, "filter": {"statuscode:200"}, "limit": {"-1"}}
	if !before.IsZero() {
		query.Set("to", before.Add(-time.Second).Format(waybackTime))
	}
	u.RawQuery = query.Encode()
	var rows [][]string
	there, err := ask.json(ctx, waybackName, &u, &rows)
	if err != nil || !there {
		return time.Time{}, false, err
	}
	for _, row := range rows[min(1, len(rows)):] {
		if len(row) == 2 && row[1] == "200" {
			if at, good := snapshotTime(row[0], before); good {
				return at, true, nil
			}
		}
	}
	return time.Time{}, false, nil
}

// snapshotTime reads the time of a snapshot, and reports whether it is early enough.
func snapshotTime(text string, before time.Time) (time.Time, bool) {
	at, err := time.Parse(waybackTime, text)
	if err != nil || at.Year() < 1996 || at.Year() > 9998 { // it began in 1996
		return time.Time{}, false
	}
	return at, before.IsZero() || at.Before(before)
}
