package check

import (
	"context"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stemma"
)

const (
	heritageName = "Software Heritage"
	// emptySnapshot is the snapshot of a repository without any branch: the SHA-1 of
	// "snapshot 0" and a zero byte (docs.softwareheritage.org/devel/swh-model/persistent-identifiers.html).
	emptySnapshot = "1a8893e6a86f444e8be8e7bda6cb34fb1735a00e"
	visitsAPage   = 100 // visits that are listed at once
	visitPages    = 3   // lists that are read: a repository is visited every few weeks
)

var snapshotID = regexp.MustCompile(`^[0-9a-f]{40}$`)

// A visit of Software Heritage to an origin
// (archive.softwareheritage.org/api/1/origin/visit/latest/doc/).
type visit struct {
	Origin   string
	Visit    int64
	Date     moment
	Snapshot string // null where the visit saw nothing
	Status   string
}

// holds reports whether the visit brought something home, early enough.
func (v visit) holds(before time.Time) bool {
	return snapshotID.MatchString(v.Snapshot) && v.Snapshot != emptySnapshot && !v.Date.IsZero() &&
		(before.IsZero() || v.Date.Before(before))
}

// askHeritage returns the last copy of a repository's code. An origin is known by the very
// address that was given to it, with or without ".git": both are tried, and the first
// that has a copy is taken.
func (r *Rescuer) askHeritage(ctx context.Context, ask asker, o stemma.Observation, before time.Time) ([]stemma.Copy, error) {
	for _, origin := range origins(o) {
		last, found, err := r.lastVisit(ctx, ask, o, origin, before)
		if err != nil {
			return nil, err
		}
		if found {
			swhid := "swh:1:snp:" + last.Snapshot
			return []stemma.Copy{{
				Archive: "software-heritage", SWHID: swhid, TakenAt: last.Date.Time,
				URL: r.heritage.String() + "/" + swhid + ";origin=" + swhidValue.Replace(origin),
			}}, nil
		}
	}
	return nil, nil
}

// swhidValue encodes what would end a qualifier or the path of the address.
var swhidValue = strings.NewReplacer("%", "%25", ";", "%3B", "?", "%3F", "#", "%23", " ", "%20")

// origins returns the addresses under which a repository may have been archived.
func origins(o stemma.Observation) []string {
	t := o.Target.Root()
	isGit := t.Kind == stemma.KindWeb && strings.HasSuffix(t.Path, ".git")
	if t.Kind != stemma.KindRepository && t.Kind != stemma.KindGist && !isGit {
		return nil
	}
	bare := strings.TrimSuffix(strings.TrimRight(t.URL, "/"), ".git")
	if isGit {
		return []string{bare + ".git", bare}
	}
	return []string{bare, bare + ".git"}
}

// lastVisit returns the newest visit to an origin that brought the lost code home. Where
// any will do that is a question of its own; else the list of visits is gone through.
func (r *Rescuer) lastVisit(ctx context.Context, ask asker, o stemma.Observation, origin string, before time.Time) (visit, bool, error) {
	if o.Status == stemma.Empty || !before.IsZero() {
		return r.earlierVisit(ctx, ask, origin, before)
	}
	var last visit
	there, err := ask.json(ctx, heritageName, r.visits(origin, "visit/latest/", url.Values{"require_snapshot": {"true"}}), &last)
	if err != nil || !there {
		return visit{}, false, err
	}
	if last.Origin == "" {
		return visit{}, false, unasked(heritageName, "its answer names no origin")
	}
	return last, last.holds(before), nil
}

func (r *Rescuer) earlierVisit(ctx context.Context, ask asker, origin string, before time.Time) (visit, bool, error) {
	query := url.Values{"per_page": {strconv.Itoa(visitsAPage)}}
	for range visitPages {
		var list []visit // newest first
		there, err := ask.json(ctx, heritageName, r.visits(origin, "visits/", query), &list)
		if err != nil || !there {
			return visit{}, false, err
		}
		for _, v := range list {
			if v.holds(before) {
				return v, true, nil
			}
		}
		if len(list) < visitsAPage {
			break
		}
		query.Set("last_visit", strconv.FormatInt(list[len(list)-1].Visit, 10))
	}
	return visit{}, false, nil
}

// visits returns the address of a question about an origin, whose own address stands in
// the path as it is, but for what would end the path.
func (r *Rescuer) visits(origin, what string, query url.Values) *url.URL {
	u := *r.heritage
	u.Path += "/api/1/origin/" + origin + "/" + what
	u.RawQuery = query.Encode()
	return &u
}
