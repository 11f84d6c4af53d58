package input

import (
	"slices"
	"strings"
	"testing"
)

func TestStableID(t *testing.T) {
	tests := []struct{ title, abstract, want string }{
		{"On Trees", "One.", "on-trees-13d3832e"},
		{"On Trees", "Another.", "on-trees-13d3832e"},
		{"ON TREES", "", "on-trees-13d3832e"},
		{"On Trees!", "", "on-trees-"},
		{"A Title That Is Longer Than Forty Bytes Is Cut At A Word", "", "a-title-that-is-longer-than-forty-bytes-"},
		{"Pneumonoultramicroscopicsilicovolcanoconiosis, a Review", "", "pneumonoultramicroscopicsilicovolcanocon-"},
		{"$\\ell_p$ Norms, k=2", "", "ell-p-norms-k-2-"},
		{"深度学习", "", "paper-"},
		{"", "An abstract.", "paper-"},
	}
	for _, tt := range tests {
		got := stableID(tt.title, tt.abstract)
		if !strings.HasPrefix(got, tt.want) || len(got) > slugSize+9 {
			t.Errorf("%q: %s, want %s…", tt.title, got, tt.want)
		}
	}
	if stableID("", "One.") == stableID("", "Another.") {
		t.Error("abstracts without a title share an id")
	}
}

func TestFoldSpace(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{" ", ""},
		{"a b", "a b"},
		{"a b ", "a b"},
		{" a", "a"},
		{"a  b\n c", "a b c"},
		{"é\u00a0\u3000b", "é b"},
		{"a\x7f\x1bb\u0085", "a b"},
		{"bad \xff\xfe bytes", "bad \xff\xfe bytes"},
	}
	for _, tt := range tests {
		if got := string(foldSpace([]byte(tt.text))); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}

// What is passed over at once is folded, and nothing that is not.
func TestFoldedPrefix(t *testing.T) {
	for _, piece := range []string{"a", " ", "  ", "\n", "!", "\x00", "\x1f", "~", "\x7f", "é", "\xff", " !", "! "} {
		for at := range 20 {
			text := strings.Repeat("x", at) + piece + strings.Repeat("y", 20-at)
			n := foldedPrefix([]byte(text))
			if want := plainPrefix(text); n != want {
				t.Errorf("%q: %d, want %d", text, n, want)
			}
		}
	}
}

// plainPrefix is foldedPrefix, a byte at a time.
func plainPrefix(text string) int {
	word := 0
	for at, c := range []byte(text) {
		if c > ' ' && c < 0x7F {
			word = at + 1
		} else if c != ' ' || at == 0 || at > word {
			break
		}
	}
	return word
}

func TestSplitAuthors(t *testing.T) {
	tests := []struct {
		line string
		want []string
	}{
		{"", nil},
		{"Jane Doe", []string{"Jane Doe"}},
		{"A. Doe and B. Poe", []string{"A. Doe", "B. Poe"}},
		{"A. Doe, B. Poe, and C. Roe", []string{"A. Doe", "B. Poe", "C. Roe"}},
		{"A. Doe & B. Poe", []string{"A. Doe", "B. Poe"}},
		{"Anders Andersen, Sandy Land", []string{"Anders Andersen", "Sandy Land"}},
		{"A. Doe (1), B. Poe (2) ((1) MIT, (2) CERN, Geneva)", []string{"A. Doe", "B. Poe"}},
		{"Doe, Jane; van den Berg, Jan", []string{"Jane Doe", "Jan van den Berg"}},
		{"John Doe, Jr., Jane Poe", []string{"John Doe", "Jane Poe"}},
		{"A. Doe et al.", []string{"A. Doe"}},
		{"A. Doe, B. Poe, et al.", []string{"A. Doe", "B. Poe"}},
		{"The ATLAS Collaboration", []string{"The ATLAS Collaboration"}},
	}
	for _, tt := range tests {
		if got := splitAuthors(tt.line); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.line, got, tt.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2024", "2024"},
		{"2024-03", "2024-03"},
		{"2024-3-1", "2024-03-01"},
		{" 2024-03-01 ", "2024-03-01"},
		{"2024-03-01T12:00:00Z", "2024-03-01"},
		{"2024-03-01 12:00:00", "2024-03-01"},
		{"2024/03/01", "2024-03-01"},
		{"20240301", "2024-03-01"},
		{"Mar 1, 2024", "2024-03-01"},
		{"1 March 2024", "2024-03-01"},
		{"March 2024", "2024-03"},
		{"Mon, 2 Apr 2007 19:18:42 GMT", "2007-04-02"},
		{"2024-02-30", ""},
		{"2024-13", ""},
		{"0", ""},
		{"0000", ""},
		{"99999", ""},
		{"tomorrow", ""},
		{"-2024", ""},
	}
	for _, tt := range tests {
		if got := parseDate(tt.text); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}
