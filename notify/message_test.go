package notify

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"stemma"
)

func many(n int) Digest {
	d := Digest{ID: "d"}
	for i := range n {
		d.Alerts = append(d.Alerts, stemma.Alert{Kind: stemma.AlertGone, Target: fmt.Sprintf("https://github.com/o/r%d", i), After: "gone", Advice: "Ask."})
	}
	return d
}

// A flood is one message: the first in full, the rest as a number.
func TestAFloodIsCounted(t *testing.T) {
	for _, c := range []struct {
		alerts, limit int
		full          int
		end           string
	}{
		{1, 4000, 1, "To do: Ask."},
		{20, 4000, 20, "To do: Ask."},
		{21, 4000, 20, "and 1 more alert: 'stemma alerts' lists them"},
		{200, 4000, 20, "and 180 more alerts: 'stemma alerts' lists them"}, // as many as the outbox puts into one
		{5000, 4000, 20, "and 4980 more alerts: 'stemma alerts' lists them"},
		{20, 400, 6, "and 14 more alerts: 'stemma alerts' lists them"},
		{3, 80, 0, "and 3 more alerts: 'stemma alerts' lists them"},
	} {
		m := compose(many(c.alerts), plain, c.limit)
		if full := strings.Count(m.body, "To do:"); full != c.full || !strings.HasSuffix(m.body, c.end) {
			t.Errorf("%d alerts in %d bytes: %d in full, and %q", c.alerts, c.limit, full, m.body)
		}
	}
}

// No word of an alert breaks out of its line, or out of the limit.
func FuzzCompose(f *testing.F) {
	f.Add("https://github.com/a/b", "404", "A title", 4000)
	f.Add("x\r\n.\r\n", "\u202e\x1b", "<!channel> @everyone", 100)
	f.Fuzz(func(t *testing.T, target, reason, title string, limit int) {
		d := Digest{Alerts: []stemma.Alert{{Kind: stemma.AlertGone, Target: target, Reason: reason, After: reason, Papers: []string{"p"}}}, Titles: map[string]string{"p": title}}
		limit = max(limit, 200)
		for _, s := range services {
			if s.open == nil {
				continue
			}
			m := compose(d, s.style, limit)
			if n := len(m.headline) + 1 + len(m.body); n > limit || strings.Count(m.body, "\n") > 3 || !utf8.ValidString(m.body) {
				t.Errorf("%s: %d of %d bytes: %q", s.scheme, n, limit, m.body)
			}
			if strings.ContainsFunc(m.body, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }) {
				t.Errorf("%s: %q", s.scheme, m.body)
			}
			if s.scheme == "slack" && strings.Contains(m.body, "<!") {
				t.Errorf("slack: %q", m.body)
			}
		}
	})
}
