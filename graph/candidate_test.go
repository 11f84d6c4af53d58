package graph

import (
	"strings"
	"testing"
)

// TestNamesCountOnce adds one work under names as a text has them, some of them known from two
// sources.
func TestNamesCountOnce(t *testing.T) {
	for _, c := range []struct {
		written string
		names   int
		last    string
	}{
		{"DDIM", 1, "DDIM"},
		{"DDIM DDIM", 1, "DDIM"}, // of a paper of the corpus and of the catalogue
		{"DDIM DDIM DDIM", 1, "DDIM"},
		{"ImplicitModel DDIM", 2, "DDIM"},
		{"ImplicitModel ImplicitModel DDIM DDIM", 2, "DDIM"},
	} {
		var all []*candidate
		for text := range strings.FieldsSeq(c.written) {
			all = add(all, candidate{key: "paper:a"}, newName(text), 0)
		}
		if len(all) != 1 || all[0].names != c.names || all[0].last != c.last {
			t.Errorf("%s: %d works, of the first %d names up to %s, want %d up to %s", c.written, len(all), all[0].names, all[0].last, c.names, c.last)
		}
	}
}
