package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestFilledHelp: no word is lost or moved, whatever the width.
func TestFilledHelp(t *testing.T) {
	for _, text := range []string{"", "NAME:\n   stemma - one two\n\nOPTIONS:\n   --db FILE  keep it\n   in FILE\n\n      stemma x  y\n   the last", "stemma version 1\n"} {
		for _, width := range []int{8, 20, 80} {
			if filled := filledHelp(text, width); !slices.Equal(strings.Fields(text), strings.Fields(filled)) || strings.Count(filled, "\n\n") != strings.Count(text, "\n\n") {
				t.Errorf("%q becomes %q in %d columns", text, filled, width)
			}
		}
	}
}

// TestHelpFits: paragraphs and options are no wider than a terminal of old. Examples, which
// stand further in, may be: they are to be copied.
func TestHelpFits(t *testing.T) {
	var out strings.Builder
	p := &program{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
	commands := []string{""}
	for _, c := range p.app().Commands {
		commands = append(commands, c.Name)
		for _, sub := range c.Subcommands {
			commands = append(commands, c.Name+" "+sub.Name)
		}
	}
	for _, command := range commands {
		out.Reset()
		if status := p.run(t.Context(), append(strings.Fields(command), "--help")); status != 0 {
			t.Errorf("%s --help ends with %d: %s", command, status, out.String())
		}
		for line := range strings.Lines(out.String()) {
			if example := strings.HasPrefix(line, "      stemma ") || strings.HasPrefix(line, "      gzip "); utf8.RuneCountInString(line) > helpWidth+1 && !example {
				t.Errorf("%s --help is too wide: %s", command, line)
			}
		}
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct{ head, text, want string }{
		{"   ", "one two three four five", "   one two three\n   four five\n"},
		{"   -a  ", "one two three four", "   -a  one two three\n       four\n"},
		{"   --a-long-option NAME  ", "one two three", "   --a-long-option NAME\n     one two three\n"},
		{"   ", "https://example.org/longer-than-a-line x", "   https://example.org/longer-than-a-line\n   x\n"},
	} {
		var out strings.Builder
		if fill(&out, c.head, c.text, 20); out.String() != c.want {
			t.Errorf("%q behind %q: got %q, want %q", c.text, c.head, out.String(), c.want)
		}
	}
}
