package alert_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/alert"
)

func TestMutes(t *testing.T) {
	gone := stemma.Alert{ID: "0123456789ab", Kind: stemma.AlertGone, Target: "https://github.com/Owner/Repo", State: stemma.AlertOpen}
	for _, c := range []struct {
		rule  string
		mutes bool
	}{
		{"github.com/owner/repo", true},
		{"https://github.com/owner/repo/", true},
		{"owner/repo # by its short name", true},
		{"owner/*", true},
		{"*/repo", true},
		{"github.com/*/repo", true},
		{"*", true},
		{"kind=gone", true},
		{"owner/* kind=gone until 2024-03-01", true},
		{"0123456789ab", true},
		{"owner/repo until 2024-02-01", true}, // to the end of the day
		{"owner/repo until 2024-01-31", false},
		{"owner/rep", false},
		{"wner/repo", false},
		{"owner*owner/repo", false},
		{"kind=moved", false},
		{"owner/* kind=moved", false},
		{"0123456789", false},
		{"gitlab.com/owner/repo", false},
	} {
		m, err := alert.ParseMute(c.rule)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
		alerts := []stemma.Alert{gone}
		alert.Settle(alerts, nil, []alert.Mute{m}, time.Date(2024, 2, 1, 23, 0, 0, 0, time.UTC))
		if got := alerts[0].State == stemma.AlertMuted; got != c.mutes {
			t.Errorf("%s: muted is %v", c.rule, got)
		}
	}
}

func TestMutesThatMakeNoSense(t *testing.T) {
	for _, c := range []struct{ rule, want string }{
		{"owner/repo until", "until what day"},
		{"owner/repo until tomorrow", `"tomorrow" is no day`},
		{"owner/repo until 2024-02-30", "is no day"},
		{"kind=dead", `"dead" is no kind of alert; the kinds are [replaced gone`},
		{"owner/repo owner/other", "two patterns"},
		{"until 2024-02-01", "it mutes nothing"},
	} {
		if _, err := alert.ParseMute(c.rule); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.rule, err)
		}
	}
	_, err := alert.ReadMutes("stemma.mute", []byte("# fine\nowner/repo\nkind=dead\n\nowner/repo until\n"))
	if err == nil || !strings.Contains(err.Error(), "stemma.mute:3: ") || !strings.Contains(err.Error(), "stemma.mute:5: ") {
		t.Errorf("%v", err)
	}
}

// Rules come and go, and what people wrote around them stays to the byte.
func TestMuteFile(t *testing.T) {
	const before = "# What we know of.\r\n\r\n  owner/repo   until 2024-02-01   # on holiday\r\nkind=stale\r\n# the end"
	for _, c := range []struct {
		what   string
		change func(*alert.MuteFile)
		want   string
	}{
		{"nothing", func(*alert.MuteFile) {}, before},
		{"another rule", func(f *alert.MuteFile) { f.Add(alert.Mute{Pattern: "o/r", Reason: "kept\nfor us"}) }, before + "\no/r # kept for us\n"},
		{"the same again", func(f *alert.MuteFile) { f.Add(alert.Mute{Pattern: "owner/repo"}) }, strings.Replace(before, "  owner/repo   until 2024-02-01   # on holiday", "owner/repo", 1)},
		{"one less", func(f *alert.MuteFile) { f.Remove(alert.Mute{Kind: stemma.AlertStale}) }, strings.Replace(before, "kind=stale\r\n", "", 1)},
		{"none of these", func(f *alert.MuteFile) { f.Remove(alert.Mute{Pattern: "o/r"}) }, before},
	} {
		f, err := alert.ReadMutes("stemma.mute", []byte(before))
		if err != nil {
			t.Fatal(err)
		}
		c.change(f)
		if diff := cmp.Diff(c.want, string(f.Bytes())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
}

// Whatever stands in a mute file, reading it fails with a place or gives it back to the
// byte, and a rule reads as it was written.
func FuzzReadMutes(f *testing.F) {
	f.Add([]byte("# a comment\nowner/* kind=stale until 2024-02-01 # why\n"), "owner/repo")
	f.Add([]byte("https://example.org/#part\r\n*"), "**")
	f.Fuzz(func(t *testing.T, text []byte, target string) {
		file, err := alert.ReadMutes("stemma.mute", text)
		if err != nil {
			if !strings.Contains(err.Error(), "stemma.mute:") {
				t.Errorf("the error has no place: %v", err)
			}
			return
		}
		if string(file.Bytes()) != string(text) {
			t.Errorf("%q comes back as %q", text, file.Bytes())
		}
		for _, m := range file.Mutes() {
			again, err := alert.ParseMute(m.String())
			if diff := cmp.Diff(m, again); err != nil || diff != "" {
				t.Errorf("%q reads as another rule: %v\n%s", m, err, diff)
			}
		}
		alert.Settle([]stemma.Alert{{Target: target, State: stemma.AlertOpen}}, nil, file.Mutes(), day(0))
	})
}

// People's word changes the state of what is open, and of nothing else.
func TestSettle(t *testing.T) {
	notes := alert.Notes{"acked": {Acknowledged: day(1), Note: "we wrote to them"}, "both": {Acknowledged: day(1)}, "told": {Told: day(1)}}
	alerts := []stemma.Alert{
		{ID: "acked", State: stemma.AlertOpen}, {ID: "both", Target: "o/muted", State: stemma.AlertOpen}, {ID: "told", State: stemma.AlertOpen},
		{ID: "fresh", State: stemma.AlertOpen}, {ID: "over", Target: "o/muted", State: stemma.AlertResolved},
	}
	alert.Settle(alerts, notes, []alert.Mute{{Pattern: "o/muted", Reason: "known"}}, day(2))
	var got []string
	for _, a := range alerts {
		got = append(got, strings.TrimSpace(a.ID+" "+string(a.State)+" "+a.Note))
	}
	want := []string{"acked acknowledged we wrote to them", "both muted known", "told open", "fresh open", "over resolved"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if fresh := alert.Fresh(alerts, notes); len(fresh) != 1 || fresh[0].ID != "fresh" {
		t.Errorf("new are %v", fresh)
	}
}
