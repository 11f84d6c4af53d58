package alert_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/alert"
)

var start = time.Date(2024, 1, 1, 6, 0, 0, 0, time.UTC)

// day is a time so many days after the start.
func day(n int) time.Time { return start.AddDate(0, 0, n) }

func repository(name string) stemma.Target {
	owner, repo, _ := strings.Cut(name, "/")
	repo, path, _ := strings.Cut(repo, "/")
	return stemma.Target{URL: "https://github.com/" + name, Kind: stemma.KindRepository, Host: "github.com", Owner: owner, Repo: repo, Path: path}
}

var page = stemma.Target{URL: "https://lab.example.org/code", Kind: stemma.KindWeb, Host: "lab.example.org", Path: "code"}

// history reads a history as the tables below write it: states with the days of their
// first and last look, and after "failing" those of the looks that failed since.
//
//	"0-9 alive, 10-11 moved=https://github.com/o/new, failing 12-13"
//
// A state can be "+archived", "shallow" and "byweb" (the last look) besides, and ">N" is the day of the last push.
func history(t *testing.T, target stemma.Target, text string) alert.History {
	t.Helper()
	h := alert.History{Target: target}
	for part := range strings.SplitSeq(text, ", ") {
		fields := strings.Fields(part)
		if fields[0] == "failing" {
			first, last := days(t, fields[1])
			h.Failure = &alert.Failure{Reason: "502: the host has trouble", Since: first, Last: last}
			continue
		}
		s := alert.State{Observation: stemma.Observation{Target: target, Reason: "as the host says", Repository: new(stemma.Repository)}}
		s.FirstSeen, s.CheckedAt = days(t, fields[0])
		word, to, _ := strings.Cut(fields[1], "=")
		status, err := stemma.ParseStatus(word)
		if err != nil {
			t.Fatal(err)
		}
		s.Status, s.MovedTo, s.Repository.Archived = status, to, status == stemma.Archived
		for _, extra := range fields[2:] {
			switch {
			case extra == "shallow":
				s.Shallow, s.Repository = true, nil
			case extra == "byweb":
				s.Evidence.Via = "web"
			case extra == "+archived":
				s.Repository.Archived = true
			default:
				s.Repository.PushedAt, _ = days(t, strings.TrimPrefix(extra, ">"))
			}
		}
		h.States = append(h.States, s)
	}
	return h
}

func days(t *testing.T, text string) (first, last time.Time) {
	t.Helper()
	from, to, ok := strings.Cut(text, "-")
	if from == "" || !ok {
		from, to = text, text
	}
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if errA != nil || errB != nil {
		t.Fatalf("%q are no days", text)
	}
	return day(a), day(b)
}

// shown writes alerts as the tables do.
func shown(alerts []stemma.Alert) string {
	var lines []string
	for _, a := range alerts {
		lines = append(lines, fmt.Sprintf("%s %s day %d", a.State, a.Kind, int(a.Since.Sub(start).Hours()/24)))
	}
	return strings.Join(lines, ", ")
}

// What becomes of one repository, and what is told of it when a year is over.
func TestChanges(t *testing.T) {
	for _, c := range []struct{ what, history, want string }{
		{"nothing", "0-365 alive", ""},
		{"dead from the first", "0-365 gone", ""},
		{"seen dead once", "0-9 alive, 10 gone", ""},
		{"seen dead twice", "0-9 alive, 10-11 gone", "open gone day 10"},
		{"seen dead twice, and hidden behind failures", "0-9 alive, 10-11 gone, failing 12-16", "open gone day 10"},
		{"a failure between two looks", "0-9 alive, 10-30 gone", "open gone day 10"},
		{"dead for an hour", "0-9 alive, 10 gone, 11-365 alive", ""},
		{"dead and back", "0-9 alive, 10-12 gone, 355-365 alive", "resolved gone day 10, open back day 355"},
		{"back long ago", "0-9 alive, 10-12 gone, 13-365 alive", "resolved gone day 10, resolved back day 13"},
		{"dead from the first, and then there", "0-9 gone, 360 alive", "open back day 360"},
		{"blocked, then gone", "0-9 alive, 10-12 blocked, 13-365 gone", "open gone day 13, resolved blocked day 10"},
		{"blocked, seen gone once", "0-9 alive, 10-12 blocked, 13 gone, 14-15 blocked", "open blocked day 10"},
		{"taken over", "0-9 alive, 10-20 gone, 21-22 replaced", "open replaced day 21, resolved gone day 10"},
		{"emptied", "0-9 alive, 10-11 empty", "open empty day 10"},
		{"emptied and filled again", "0-9 alive, 10-11 empty, 360 alive", "resolved empty day 10, open back day 360"},
		{"stripped", "0-9 alive, 10-11 placeholder", "open placeholder day 10"},
		{"code released", "0-99 placeholder, 360 alive", "open code-released day 360"},
		{"code released into an empty repository", "0-99 empty, 100-150 placeholder, 360 alive", "resolved placeholder day 100, open code-released day 360"},
		{"code that no look saw", "0-9 placeholder, 10-20 alive shallow, 21-30 placeholder", ""},
		{"a placeholder that was not looked at closely before", "0-9 alive shallow, 10-20 placeholder", ""},
		{"archived", "0-9 alive, 10-11 archived", "open archived day 10"},
		{"archived for a day", "0-9 alive, 10 archived, 11-20 alive", ""},
		{"archived, and no more", "0-9 alive, 10-11 archived, 12-20 alive", "resolved archived day 10"},
		{"archived, and the page shows nothing of it", "0-9 alive, 10-11 archived, 12-20 alive shallow", "open archived day 10"},
		{"moved", "0-9 alive, 10-11 moved=https://github.com/o/new", "open moved day 10"},
		{"moved, and archived there", "0-9 alive, 10-11 moved=https://github.com/o/new, 12-14 moved=https://github.com/o/new +archived", "open moved day 10, open archived day 12"},
		{"moved on", "0-9 alive, 10-11 moved=https://github.com/o/new, 12-14 moved=https://github.com/o/newer", "open moved day 12, resolved moved day 10"},
		{"moved, back, and moved again to the same name", "0-9 alive, 10-11 moved=https://github.com/o/new, 12-60 alive, 61-70 moved=https://github.com/o/new", "open moved day 10"},
		{"renamed in case alone", "0-9 alive, 10-11 moved=https://github.com/Owner/Repo", ""},
		{"moved, in two spellings", "0-9 alive, 10 moved=https://github.com/o/new, 11 moved=https://github.com/O/New", "open moved day 10"},
		{"moved, and gone there", "0-9 alive, 10-11 moved=https://github.com/o/new, 20-22 gone", "open gone day 20, resolved moved day 10"},
		{"moved between two losses", "0-9 alive, 10 moved=https://github.com/o/new, 11 gone, 12 moved=https://github.com/o/new", ""},
		{"unknown for long", "0-9 alive, failing 10-24", "open unknown-for-long day 10"},
		{"unknown for less", "0-9 alive, failing 10-23", ""},
		{"unknown since before it was seen", "0-9 alive, failing 1-22", ""},
		{"unknown from the first", "failing 0-300", ""},
		{"stale", "0-365 alive >-700", "open stale day 30"},
		{"stale from the first", "0-365 alive >-800", ""},
		{"stale, but not looked at since", "0-20 alive >-700", ""},
		{"stale, as far as a page can tell", "0-20 alive >-700, 21-365 alive shallow", ""},
		{"stale, as far as was heard before", "0-365 alive >-700 byweb", ""},
		{"archived, and so of course stale", "0-365 archived >-700", ""},
	} {
		h := history(t, repository("owner/repo"), c.history)
		got := alert.Find(alert.Input{Histories: []alert.History{h}, Now: day(365)})
		if shown(got) != c.want {
			t.Errorf("%s (%s):\n got %q\nwant %q", c.what, c.history, shown(got), c.want)
		}
	}
}

// The more often a target comes and goes, the longer it has to be away.
func TestFlapping(t *testing.T) {
	for _, c := range []struct{ what, history, want string }{
		{"the second loss within a month has to last two days", "0-9 alive, 10-11 gone, 12-19 alive, 20-21 gone", "resolved gone day 10, resolved back day 12"},
		{"and then it is told", "0-9 alive, 10-11 gone, 12-19 alive, 20-22 gone", "open gone day 20, resolved gone day 10, resolved back day 12"},
		{"losses that were not told count as well", "0-9 alive, 10 gone, 11 alive, 12 gone, 13 alive, 14-17 gone", ""},
		{"two returns make four days", "0-9 alive, 10 gone, 11 alive, 12 gone, 13 alive, 14-18 gone", "open gone day 14"},
		{"a return long ago does not count", "0-9 alive, 10-11 gone, 12-59 alive, 60-61 gone", "open gone day 60, resolved gone day 10, resolved back day 12"},
	} {
		h := history(t, repository("owner/repo"), c.history)
		got := alert.Find(alert.Input{Histories: []alert.History{h}, Now: day(365)})
		if shown(got) != c.want {
			t.Errorf("%s (%s):\n got %q\nwant %q", c.what, c.history, shown(got), c.want)
		}
	}
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		what, history string
		options       alert.Options
		want          string
	}{
		{"at once", "0-9 alive, 10 gone", alert.Options{ConfirmAfter: alert.AtOnce}, "open gone day 10"},
		{"later", "0-9 alive, 10-12 gone", alert.Options{ConfirmAfter: 3 * alert.Day}, ""},
		{"impatient", "0-9 alive, failing 10-12", alert.Options{UnknownAfter: 2 * alert.Day}, "open unknown-for-long day 10"},
		{"a year without a push", "0-365 alive >-300", alert.Options{StaleAfter: 12 * alert.Month}, "open stale day 65"},
		{"dead from the first", "0-9 gone", alert.Options{First: true}, "open gone day 0"},
		{"dead once from the first", "0 gone", alert.Options{First: true}, ""},
		{"moved from the first", "0-9 moved=https://github.com/o/new", alert.Options{First: true}, "open moved day 0"},
		{"unknown from the first", "failing 0-20", alert.Options{First: true}, "open unknown-for-long day 0"},
		{"stale from the first", "0-9 alive >-800", alert.Options{First: true}, "open stale day -69"},
	} {
		h := history(t, repository("owner/repo"), c.history)
		got := alert.Find(alert.Input{Histories: []alert.History{h}, Options: c.options, Now: day(365)})
		if shown(got) != c.want {
			t.Errorf("%s (%s):\n got %q\nwant %q", c.what, c.history, shown(got), c.want)
		}
	}
}

func TestKindsOfTargets(t *testing.T) {
	place := repository("owner/repo/blob/main/train.py")
	for _, c := range []struct {
		target  stemma.Target
		history string
		want    string
	}{
		{page, "0-9 alive, 10-11 gone", "open page-dead day 10"},
		{page, "0-9 alive, 10-11 gone, 360 alive", "resolved page-dead day 10, open back day 360"},
		{place, "0-9 alive, 10-11 gone", "open path-missing day 10"},
		{place, "0-9 alive, failing 10-60", ""},
	} {
		got := alert.Find(alert.Input{Histories: []alert.History{history(t, c.target, c.history)}, Now: day(365)})
		if shown(got) != c.want {
			t.Errorf("%s, %s:\n got %q\nwant %q", c.target.URL, c.history, shown(got), c.want)
		}
	}
	lost := []alert.History{history(t, repository("owner/repo"), "0-20 alive, 21-22 gone"), history(t, place, "0-9 alive, 10-11 gone")}
	if got := shown(alert.Find(alert.Input{Histories: lost, Now: day(365)})); got != "open gone day 21, resolved path-missing day 10" {
		t.Errorf("a place in a repository that is gone: %s", got)
	}
}

// All that fails at once is one alert, whatever fails besides.
func TestOutage(t *testing.T) {
	for _, c := range []struct {
		what string
		all  []string
		want string
	}{
		{"three days without a network", []string{"0-9 alive, failing 10-13", "0-9 alive, failing 10-13"}, "open unknown-for-long day 10"},
		{"less than that", []string{"0-9 alive, failing 10-12", "0-9 alive, failing 10-12"}, ""},
		{"a month without a network", []string{"0-9 alive, failing 10-40", "0-9 gone, failing 10-40"}, "open unknown-for-long day 10"},
		{"one target alone is no network", []string{"0-9 alive, failing 10-20"}, ""},
		{"one that is reached", []string{"0-9 alive, failing 10-20", "0-9 alive, failing 10-20", "0-20 alive"}, ""},
		{"one that had failed before, and not for long enough", []string{"0-5 alive, failing 6-22", "0-9 alive, failing 10-22"}, "open unknown-for-long day 10"},
		{"one that had failed for long before", []string{"0-5 alive, failing 6-32", "0-24 alive, failing 25-32"}, "open unknown-for-long day 25, open unknown-for-long day 6"},
		{"one that was not asked lately", []string{"0-9 alive, failing 10-13", "0-9 alive, failing 10-13", "0-8 alive"}, "open unknown-for-long day 10"},
		{"the first run of all", []string{"failing 0-3", "failing 0-3"}, "open unknown-for-long day 0"},
	} {
		var in alert.Input
		for i, text := range c.all {
			in.Histories = append(in.Histories, history(t, repository(fmt.Sprintf("owner/repo%d", i)), text))
		}
		in.Now = day(365)
		got := alert.Find(in)
		if shown(got) != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.what, shown(got), c.want)
		}
		if len(got) > 0 && got[0].Target != alert.NetworkTarget {
			t.Errorf("%s: it is about %s", c.what, got[0].Target)
		}
	}
}

// An outage takes two targets that fail, and a quarter of all: the others may not have had
// their turn, and too few of them say nothing of the network.
func TestOutageIsOfAQuarter(t *testing.T) {
	for _, c := range []struct {
		failing, others int
		want            string
	}{
		{1, 0, ""},
		{1, 1, ""},
		{2, 0, "open unknown-for-long day 10"},
		{2, 6, "open unknown-for-long day 10"},
		{2, 9, ""},
		{3, 9, "open unknown-for-long day 10"},
		{24, 76, ""},
		{25, 75, "open unknown-for-long day 10"},
	} {
		in := alert.Input{Now: day(365)}
		for i := range c.failing + c.others {
			text := "0-8 alive"
			if i < c.failing {
				text = "0-9 alive, failing 10-13"
			}
			in.Histories = append(in.Histories, history(t, repository(fmt.Sprintf("owner/repo%d", i)), text))
		}
		if got := shown(alert.Find(in)); got != c.want {
			t.Errorf("%d of %d fail: got %q, want %q", c.failing, c.failing+c.others, got, c.want)
		}
	}
}

func TestPromises(t *testing.T) {
	code := []stemma.Target{repository("owner/repo")}
	for _, c := range []struct {
		what  string
		paper alert.Paper
		want  string
	}{
		{"overdue", alert.Paper{Date: "2024-03-01", Promises: true, Promised: day(61)}, "open promise-overdue day 243"},
		{"overdue since before it was read", alert.Paper{Date: "2022-03", Promises: true, Promised: day(61)}, ""},
		{"not overdue yet", alert.Paper{Date: "2024", Promises: true, Promised: day(61)}, ""},
		{"without a date", alert.Paper{Promises: true, Promised: day(61)}, ""},
		{"kept in time", alert.Paper{Date: "2024-03-01", Promised: day(61), Kept: day(100), Links: code}, "resolved promise-kept day 100"},
		{"kept late", alert.Paper{Date: "2024-03-01", Promised: day(61), Kept: day(350), Links: code}, "resolved promise-overdue day 243, open promise-kept day 350"},
		{"taken back", alert.Paper{Date: "2024-03-01", Promised: day(61)}, "resolved promise-overdue day 243"},
		{"never made", alert.Paper{Date: "2020-03-01", Links: code}, ""},
	} {
		c.paper.ID = "paper"
		got := alert.Find(alert.Input{Papers: []alert.Paper{c.paper}, Now: day(365)})
		if shown(got) != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.what, shown(got), c.want)
		}
	}
	old := alert.Input{Papers: []alert.Paper{{ID: "paper", Date: "2022-03", Promises: true, Promised: day(61)}}, Options: alert.Options{First: true}, Now: day(365)}
	if got := alert.Find(old); len(got) != 1 || got[0].Target != "paper" {
		t.Errorf("overdue from the first, and asked for: %v", got)
	}
}

// A link that was taken out of its paper is no news any more.
func TestUnlinked(t *testing.T) {
	in := alert.Input{Histories: []alert.History{history(t, repository("owner/repo"), "0-9 alive, 10-11 gone")}, Now: day(12)}
	in.Papers = []alert.Paper{{ID: "paper", Links: []stemma.Target{repository("owner/repo/tree/main")}}}
	if got := shown(alert.Find(in)); got != "open gone day 10" {
		t.Errorf("linked: %s", got)
	}
	in.Papers = []alert.Paper{{ID: "paper", Links: []stemma.Target{repository("owner/fork")}}}
	if got := shown(alert.Find(in)); got != "resolved gone day 10" {
		t.Errorf("no longer linked: %s", got)
	}
	in.Known = func(key string) bool { return key == "github.com/owner/repo" }
	if got := shown(alert.Find(in)); got != "open gone day 10" {
		t.Errorf("the official code of a known work: %s", got)
	}
}

func TestRank(t *testing.T) {
	in := alert.Input{Now: day(30), Impact: func(key string) int { return strings.Count(key, "x") }}
	for name, text := range map[string]string{
		"o/a": "0-9 alive, 10-11 gone", "o/b": "0-9 alive, 12-13 gone", "o/xx": "0-9 alive, 10-11 gone", "o/taken": "0-9 alive, 10-11 replaced",
		"o/old": "0-9 alive, 10-11 archived", "o/back": "0-9 gone, 10 alive",
	} {
		in.Histories = append(in.Histories, history(t, repository(name), text))
	}
	var got []string
	for _, a := range alert.Find(in) {
		got = append(got, strings.TrimPrefix(a.Target, "https://github.com/")+" "+string(a.Kind))
	}
	want := []string{"o/taken replaced", "o/xx gone", "o/b gone", "o/a gone", "o/old archived", "o/back back"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Everything that an alert says.
func TestAlert(t *testing.T) {
	target := repository("owner/repo")
	in := alert.Input{
		Histories: []alert.History{history(t, target, "0-9 moved=https://github.com/o/new +archived, 10-11 gone")},
		Papers:    []alert.Paper{{ID: "p1", Links: []stemma.Target{target, target}}, {ID: "p2", Links: []stemma.Target{repository("Owner/Repo/tree/x")}}},
		Impact:    func(key string) int { return map[string]int{"github.com/owner/repo": 12}[key] },
		Now:       day(30),
	}
	want := stemma.Alert{
		Schema: "stemma.alert/1", Kind: stemma.AlertGone, Target: target.URL, State: stemma.AlertOpen, Since: day(10),
		Before: "moved to https://github.com/o/new, archived there", After: "gone", Reason: "as the host says",
		Advice: "Ask the authors, or link an archived copy; 'stemma scan --rescue' looks for one.", Impact: 12, Papers: []string{"p1", "p2"},
	}
	got := alert.Find(in)[0]
	want.ID = got.ID // see TestIDs
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An id that changed would have everything told a second time.
func TestIDs(t *testing.T) {
	for _, c := range []struct{ history, want string }{
		{"0-9 alive, 10-11 gone", "6899415dfa3f"},
		{"0-9 alive, 10-11 moved=https://github.com/o/new", "f948c24e6514"},
		{"0-365 alive >-700", "f05776e4518e"},
		{"0-9 alive, failing 10-24", "f9b6e763dd0d"},
	} {
		got := alert.Find(alert.Input{Histories: []alert.History{history(t, repository("owner/repo"), c.history)}, Now: day(365)})
		if len(got) != 1 || got[0].ID != c.want {
			t.Errorf("%s: %v", c.history, got[0].ID)
		}
	}
}
