package check

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

const (
	snapshotA = "6a3a2cf0b2b90ce7ae1cf0a221ed68035b686f5a"
	swhHost   = "archive.softwareheritage.org"
)

// A kept is a Keeper in memory.
type kept struct {
	copies map[string][]stemma.Copy
	at     map[string]time.Time
	broken error
}

func newKept() *kept {
	return &kept{copies: map[string][]stemma.Copy{}, at: map[string]time.Time{}}
}

func (k *kept) SaveCopies(_ context.Context, key string, at time.Time, copies []stemma.Copy) error {
	k.copies[key], k.at[key] = copies, at
	return k.broken
}

func (k *kept) Copies(_ context.Context, key string) ([]stemma.Copy, time.Time, error) {
	return k.copies[key], k.at[key], nil
}

// seen is an observation of a repository.
func seen(status stemma.Status, name string, created time.Time) stemma.Observation {
	o := stemma.Observation{Target: repoTarget(name), Status: status}
	if status == stemma.Replaced || status == stemma.Empty {
		o.Repository = &stemma.Repository{ID: 2, CreatedAt: created}
	}
	return o
}

// swhVisit is a visit as Software Heritage describes it.
func swhVisit(number int, date, snapshot string) string {
	id := "null"
	if snapshot != "" {
		id = `"` + snapshot + `"`
	}
	return fmt.Sprintf(`{"origin":"https://github.com/a/b","visit":%d,"date":%q,"status":"full","snapshot":%s,"type":"git","metadata":{}}`, number, date, id)
}

// snapshot is an answer of the Wayback Machine's availability API.
func snapshot(status, timestamp string, available bool) http.HandlerFunc {
	return says(200, fmt.Sprintf(`{"url":"https://github.com/a/b","archived_snapshots":{"closest":{"status":%q,"available":%t,"url":"http://evil.org/web/","timestamp":%q}}}`, status, available, timestamp))
}

var (
	noVisit    = says(404, `{"exception":"NotFoundExc","reason":"No visit for origin https://github.com/a/b found"}`)
	noSnapshot = says(200, `{"url":"https://github.com/a/b","archived_snapshots":{}}`)
	noRows     = says(200, `[]`)
)

// archives are the three of them; nil stands for one that has nothing.
func archives(heritage, wayback, index http.HandlerFunc) map[string]http.HandlerFunc {
	if heritage == nil {
		heritage = noVisit
	}
	if wayback == nil {
		wayback = noSnapshot
	}
	if index == nil {
		index = noRows
	}
	return map[string]http.HandlerFunc{swhHost: heritage, "archive.org": wayback, "web.archive.org": index}
}

// rescued looks for copies of what was observed.
func rescued(t *testing.T, config RescueConfig, observations ...stemma.Observation) []Rescue {
	t.Helper()
	rescuer, err := NewRescuer(config)
	if err != nil {
		t.Fatal(err)
	}
	var all []Rescue
	if err := rescuer.Rescue(t.Context(), observations, func(r Rescue) { all = append(all, r) }); err != nil {
		t.Fatal(err)
	}
	return all
}

// shownCopies writes what was found in a line.
func shownCopies(r Rescue) string {
	var parts []string
	for _, c := range r.Copies {
		parts = append(parts, c.TakenAt.Format("2006-01-02")+" "+c.URL)
	}
	switch {
	case r.Reason != "":
		parts = append(parts, "failed: "+r.Reason)
	case len(parts) == 0:
		parts = []string{"none"}
	}
	return strings.Join(parts, " | ")
}

func TestRescue(t *testing.T) {
	const (
		swhCopy = "2021-03-04 https://" + swhHost + "/swh:1:snp:" + snapshotA + ";origin=https://github.com/a/b"
		wayCopy = "2021-05-06 https://web.archive.org/web/20210506070809/https://github.com/a/b"
	)
	created := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	gone, replaced := seen(stemma.Gone, "github.com/a/b", time.Time{}), seen(stemma.Replaced, "github.com/a/b", created)
	latest := says(200, swhVisit(7, "2021-03-04T05:06:07.123+00:00", snapshotA))
	listed := says(200, "["+swhVisit(9, "2023-01-01T00:00:00+00:00", strings.Repeat("b", 40))+","+swhVisit(8, "2021-06-01T00:00:00+00:00", "")+","+
		swhVisit(7, "2021-03-04T05:06:07.123+00:00", snapshotA)+"]")
	good, late := snapshot("200", "20210506070809", true), snapshot("200", "20230506070809", true)
	index := says(200, `[["timestamp","statuscode"],["20210506070809","200"]]`)
	tests := []struct {
		name                     string
		o                        stemma.Observation
		heritage, wayback, index http.HandlerFunc
		want                     string
	}{
		{"both", gone, latest, good, nil, swhCopy + " | " + wayCopy},
		{"none", gone, nil, nil, nil, "none"},
		{"blocked", seen(stemma.Blocked, "github.com/a/b", created), latest, nil, nil, swhCopy},
		{"under .git alone", gone, startingWith("/api/1/origin/https://github.com/a/b.git/", latest, noVisit), nil, nil,
			"2021-03-04 https://" + swhHost + "/swh:1:snp:" + snapshotA + ";origin=https://github.com/a/b.git"},
		{"an error page, and a good one in the index", gone, nil, snapshot("404", "20240506070809", true), index, wayCopy},
		{"not available", gone, nil, snapshot("200", "20240506070809", false), nil, "none"},
		{"an empty snapshot", gone, says(200, swhVisit(7, "2021-03-04T05:06:07+00:00", emptySnapshot)), nil, nil, "none"},
		{"no snapshot's id", gone, says(200, swhVisit(7, "2021-03-04T05:06:07+00:00", "<script>")), nil, nil, "none"},
		{"a time that is none", gone, nil, snapshot("200", "soon", true), nil, "none"},

		// The copy has to be older than the repository that has the name now.
		{"replaced", replaced, listed, good, nil, swhCopy + " | " + wayCopy},
		{"replaced, copied later", replaced, says(200, "["+swhVisit(9, "2023-01-01T00:00:00+00:00", snapshotA)+"]"), late, nil, "none"},
		{"replaced, found in the index", replaced, nil, late, index, wayCopy},
		{"replaced, and an index that does not mind", replaced, nil, late, says(200, `[["timestamp","statuscode"],["20230506070809","200"]]`), "none"},
		{"replaced, who knows when", seen(stemma.Replaced, "github.com/a/b", time.Time{}), listed, good, nil, "failed: not asked: it is not known since when another repository has the name"},

		// Emptied: a copy of what is there now helps nobody.
		{"emptied", seen(stemma.Empty, "github.com/a/b", created), says(200, "["+swhVisit(9, "2023-01-01T00:00:00+00:00", emptySnapshot)+","+swhVisit(7, "2021-03-04T05:06:07+00:00", snapshotA)+"]"), good, nil, swhCopy},

		// What could not be asked has no answer, and that is not "none".
		{"out of order", gone, html(500), html(502), nil, "failed: Software Heritage could not be asked: it answers 500: internal server error; the Wayback Machine could not be asked: it answers 502: bad gateway"},
		{"one out of order", gone, latest, html(503), nil, swhCopy + " | failed: the Wayback Machine could not be asked: it answers 503: service unavailable"},
		{"a page", gone, html(200), html(200), nil, "failed: Software Heritage could not be asked: its answer is no JSON; the Wayback Machine could not be asked: its answer is no JSON"},
		{"a page that says 404", gone, html(404), nil, nil, "failed: Software Heritage could not be asked: it answers 404: not found"},
		{"{}", gone, says(200, `{}`), says(200, `{}`), nil, "failed: Software Heritage could not be asked: its answer names no origin; the Wayback Machine could not be asked: its answer lists no snapshots"},
		{"null", gone, says(200, `null`), nil, nil, "failed: Software Heritage could not be asked: its answer names no origin"},
		{"cut", gone, cut(swhVisit(7, "2021-03-04T05:06:07+00:00", snapshotA)), nil, nil, "failed: Software Heritage could not be asked: its answer breaks off"},
		{"swollen", gone, swollen(swhVisit(7, "2021-03-04T05:06:07+00:00", snapshotA)), nil, nil, "failed: Software Heritage could not be asked: its answer is longer than 4 MB"},
		{"elsewhere", gone, to(302, "https://evil.org/"), nil, nil, "failed: Software Heritage could not be asked: it redirects to another host, https://evil.org"},
		{"limited and then fine", gone, first(1, withHeader("Retry-After", "3", says(429, `{}`)), latest), nil, nil, swhCopy},
		{"limited for an hour", gone, withHeader("X-RateLimit-Reset", "1740834000", says(429, `{}`)), nil, nil, "failed: Software Heritage could not be asked: it answers 429: too many requests"},
		{"the index out of order", gone, nil, nil, html(504), "failed: the Wayback Machine could not be asked: it answers 504: gateway timeout"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFarm(t, archives(test.heritage, test.wayback, test.index))
			got := rescued(t, RescueConfig{Ask: still(f)}, test.o)
			if len(got) != 1 || shownCopies(got[0]) != test.want {
				t.Fatalf("got  %v\nwant %s\n%s", got, test.want, f.requests())
			}
			if asked := !got[0].AskedAt.IsZero(); asked != (got[0].Reason == "" || len(got[0].Copies) > 0) {
				t.Errorf("asked: %t", asked)
			}
		})
	}
}

// Only what is lost is looked for, and each once.
func TestWhatIsNotLost(t *testing.T) {
	f := newFarm(t, archives(nil, nil, nil))
	var observations []stemma.Observation
	for _, status := range stemma.Statuses() {
		observations = append(observations, seen(status, "github.com/a/"+status.String(), newClock().now()))
	}
	place := seen(stemma.Gone, "github.com/a/alive", time.Time{})
	place.Target.Path = "tree/main/x"
	observations = append(observations, place, observations[len(observations)-1])
	var names []string
	for _, r := range rescued(t, RescueConfig{Ask: still(f)}, observations...) {
		names = append(names, r.Target.Repo)
	}
	if got, want := strings.Join(names, " "), "empty replaced blocked gone"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A page is no origin of code.
func TestRescueOfAPage(t *testing.T) {
	f := newFarm(t, archives(html(500), snapshot("200", "20210506070809", true), nil))
	o := stemma.Observation{Target: webTarget("https://lab.edu/tool?x=1"), Status: stemma.Gone}
	if got, want := shownCopies(rescued(t, RescueConfig{Ask: still(f)}, o)[0]), "2021-05-06 https://web.archive.org/web/20210506070809/https://lab.edu/tool?x=1"; got != want {
		t.Errorf("got %s", got)
	}
	if !strings.Contains(f.requests(), "url=https%3A%2F%2Flab.edu%2Ftool%3Fx%3D1") || strings.Contains(f.requests(), swhHost) {
		t.Errorf("asked\n%s", f.requests())
	}
}

// An old copy may stand behind more visits than are listed at once.
func TestVisitsInPages(t *testing.T) {
	page := func(first int, last string) string {
		var visits []string
		for i := range visitsAPage - 1 {
			visits = append(visits, swhVisit(first-i, "2023-01-01T00:00:00+00:00", snapshotA))
		}
		return "[" + strings.Join(append(visits, last), ",") + "]"
	}
	f := newFarm(t, archives(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Query().Get("last_visit") {
		case "":
			says(200, page(300, swhVisit(201, "2023-01-01T00:00:00+00:00", snapshotA)))(w, r)
		case "201":
			says(200, "["+swhVisit(7, "2021-03-04T05:06:07+00:00", snapshotA)+"]")(w, r)
		default:
			says(500, `{}`)(w, r)
		}
	}, nil, nil))
	created := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	if got := shownCopies(rescued(t, RescueConfig{Ask: still(f)}, seen(stemma.Replaced, "github.com/a/b", created))[0]); !strings.HasPrefix(got, "2021-03-04 ") {
		t.Errorf("got %s\n%s", got, f.requests())
	}

	// Without end, the lists are not gone through for ever.
	f = newFarm(t, archives(says(200, page(300, swhVisit(201, "2023-01-01T00:00:00+00:00", snapshotA))), nil, nil))
	rescued(t, RescueConfig{Ask: still(f)}, seen(stemma.Replaced, "github.com/a/b", created))
	if n := strings.Count(f.requests(), "/visits/"); n != 2*visitPages {
		t.Errorf("asked for %d lists, want %d for each of two addresses", n, visitPages)
	}
}

// What was found is good for a month, and that nothing was for a week; what could not be
// asked is asked the next time.
func TestCopiesAreKept(t *testing.T) {
	latest := says(200, swhVisit(7, "2021-03-04T05:06:07+00:00", snapshotA))
	tests := []struct {
		name     string
		heritage http.HandlerFunc
		age      time.Duration
		again    bool
	}{
		{"found", latest, FoundAge - time.Hour, false},
		{"found long ago", latest, FoundAge, true},
		{"none", nil, MissingAge - time.Hour, false},
		{"none long ago", nil, MissingAge, true},
		{"could not ask", html(500), 0, true},
		{"a clock that ran backwards", latest, -time.Hour, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFarm(t, archives(test.heritage, nil, nil))
			keeper, clock := newKept(), newClock()
			config := RescueConfig{Ask: Config{Web: f, Now: clock.now, Sleep: clock.sleep, Spacing: -1}, Keep: keeper}
			before := rescued(t, config, seen(stemma.Gone, "github.com/a/b", time.Time{}))
			asked := len(f.asked)
			clock.at = clock.at.Add(test.age)
			after := rescued(t, config, seen(stemma.Gone, "github.com/a/b", time.Time{}))
			if again := len(f.asked) > asked; again != test.again {
				t.Errorf("asked again: %t", again)
			}
			if !test.again && cmp.Diff(before, after) != "" {
				t.Error(cmp.Diff(before, after))
			}
		})
	}
}

// Old news is better than none, and is not forgotten for an archive that is out of order.
func TestOldCopiesStandInForAnArchiveOutOfOrder(t *testing.T) {
	f := newFarm(t, archives(html(500), html(500), nil))
	keeper := newKept()
	old := []stemma.Copy{{Archive: "wayback", URL: "https://web.archive.org/x", TakenAt: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}}
	at := newClock().now().Add(-2 * FoundAge)
	keeper.copies["github.com/a/b"], keeper.at["github.com/a/b"] = old, at
	got := rescued(t, RescueConfig{Ask: still(f), Keep: keeper}, seen(stemma.Gone, "github.com/a/b", time.Time{}))[0]
	if cmp.Diff(got.Copies, old) != "" || !got.AskedAt.Equal(at) || got.Reason == "" {
		t.Errorf("got %+v", got)
	}
	if cmp.Diff(keeper.copies["github.com/a/b"], old) != "" || !keeper.at["github.com/a/b"].Equal(at) {
		t.Errorf("kept is %v of %v", keeper.copies, keeper.at)
	}
}

// What one archive says does not make what the other said before forgotten.
func TestOldCopiesOfAnArchiveOutOfOrderStay(t *testing.T) {
	f := newFarm(t, archives(html(500), nil, nil))
	keeper := newKept()
	old := []stemma.Copy{{Archive: "software-heritage", URL: "https://archive.softwareheritage.org/x", SWHID: "swh:1:snp:0000000000000000000000000000000000000000"}}
	keeper.copies["github.com/a/b"], keeper.at["github.com/a/b"] = old, newClock().now().Add(-2*FoundAge)
	got := rescued(t, RescueConfig{Ask: still(f), Keep: keeper}, seen(stemma.Gone, "github.com/a/b", time.Time{}))[0]
	if got.Reason == "" || cmp.Diff(got.Copies, old) != "" || cmp.Diff(keeper.copies["github.com/a/b"], old) != "" {
		t.Errorf("got %+v, kept %v", got, keeper.copies)
	}
}

// A copy that was found when the repository was gone is none of what the papers linked
// once it turns out that another had the name by then.
func TestKeptCopiesOfAnotherRepository(t *testing.T) {
	f := newFarm(t, archives(nil, nil, nil))
	keeper := newKept()
	keeper.copies["github.com/a/b"] = []stemma.Copy{{Archive: "wayback", URL: "https://web.archive.org/x", TakenAt: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}}
	keeper.at["github.com/a/b"] = newClock().now()
	o := seen(stemma.Replaced, "github.com/a/b", time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC))
	if got := shownCopies(rescued(t, RescueConfig{Ask: still(f), Keep: keeper}, o)[0]); got != "none" {
		t.Errorf("got %s", got)
	}
}

func TestRescueEnds(t *testing.T) {
	o := seen(stemma.Gone, "github.com/a/b", time.Time{})
	f := newFarm(t, archives(nil, nil, nil))
	keeper := newKept()
	keeper.broken = errors.New("the disk is full")
	rescuer, err := NewRescuer(RescueConfig{Ask: still(f), Keep: keeper})
	if err != nil {
		t.Fatal(err)
	}
	if err := rescuer.Rescue(t.Context(), []stemma.Observation{o}, func(Rescue) {}); !errors.Is(err, keeper.broken) {
		t.Errorf("the error is %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := rescuer.Rescue(ctx, []stemma.Observation{o}, func(r Rescue) { t.Errorf("emitted %v", r) }); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	for _, bad := range []RescueConfig{{Heritage: "ftp://x.org"}, {Wayback: "://"}, {Index: "x.org"}, {Ask: Config{Jobs: -1}}} {
		if _, err := NewRescuer(bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

// An archive that limits its visitors is left alone for the rest of the run.
func TestALimitedArchiveIsLeftAlone(t *testing.T) {
	f := newFarm(t, archives(withHeader("X-RateLimit-Reset", "1740834000", says(429, `{}`)), nil, nil))
	var lost []stemma.Observation
	for i := range 20 {
		lost = append(lost, seen(stemma.Gone, fmt.Sprintf("github.com/a/r%d", i), time.Time{}))
	}
	all := rescued(t, RescueConfig{Ask: still(f)}, lost...)
	if n := strings.Count(f.requests(), " "+swhHost); n != 1 || len(all) != 20 {
		t.Errorf("asked %d times for %d", n, len(all))
	}
	for _, r := range all {
		if r.Reason == "" || !r.AskedAt.IsZero() {
			t.Errorf("%s: %q", r.Target.URL, r.Reason)
		}
	}
}
