package extract

import (
	"strings"
	"testing"
)

// spellingTests have a text on the left and what is read from it on the right, "|" between
// the host and the path.
var spellingTests = []struct{ text, want string }{
	{"at [https://github.com/ada/loom](https://github.com/ada/loom).", "github.com|/ada/loom github.com|/ada/loom"},
	{`\href{https://github.com/ada/my\_loom}{GitHub.com/ada/my\_loom}`, "github.com|/ada/my_loom github.com|/ada/my_loom"},
	{`<a href='https://a.example.org/?x=1&amp;y=2'>`, "a.example.org|/?x=1&y=2"},
	{"git@github.com:ada/loom.git", "github.com|/ada/loom.git"},
	{"https://git.example.org:8080/ada", "git.example.org:8080|/ada"},
	{"swh:1:rev:0123456789abcdef0123456789abcdef01234567", "|"},
	{"no address", ""},
}

func TestSpellings(t *testing.T) {
	for _, test := range spellingTests {
		var read []string
		Spellings(test.text, func(s Spelling) {
			read = append(read, s.Read[:s.Host]+"|"+s.Read[s.Host:])
			checkSpelling(t, test.text, s)
		})
		if got := strings.Join(read, " "); got != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

// checkSpelling holds that the offsets of a spelling lie in order inside its span.
func checkSpelling(t *testing.T, text string, s Spelling) {
	t.Helper()
	if s.Raw != text[s.Start:s.End] || len(s.Ends) != len(s.Read) {
		t.Fatalf("%q: raw %q, %d offsets for %q", text, s.Raw, len(s.Ends), s.Read)
	}
	at := s.Start
	for _, end := range s.Ends {
		if end < at || end > s.End {
			t.Fatalf("%q: offsets %v of the span [%d, %d)", text, s.Ends, s.Start, s.End)
		}
		at = end
	}
}
