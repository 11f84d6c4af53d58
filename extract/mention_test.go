package extract

import (
	"strings"
	"testing"
)

// TestExtendedNames: a name that nobody knows is one where the text extends it.
func TestExtendedNames(t *testing.T) {
	for text, want := range map[string]string{
		"We extend FooNet to video.":                  "FooNet",
		"BarWalk is based on FooNet.":                 "FooNet",
		"We study FooNet for video.":                  "",
		"We extend Theory to the case of many tasks.": "",
	} {
		mentions, _ := Names("A Title", text, nil, nil)
		var got []string
		for _, m := range mentions {
			got = append(got, m.Name)
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestTitleOfOneWord: a title that is a name alone is the paper's own name where the abstract has it.
func TestTitleOfOneWord(t *testing.T) {
	for _, c := range []struct{ title, text, own string }{
		{"FooNet", "FooNet is fast.", "FooNet"},
		{"FooNet", "A network that is fast.", ""},
		{"Networks", "Networks are fast.", ""},
		{"Fast FooNet", "FooNet is fast.", ""},
	} {
		if _, own := Names(c.title, c.text, nil, nil); strings.Join(own, " ") != c.own {
			t.Errorf("%s: %q, want %q", c.title, own, c.own)
		}
	}
}
