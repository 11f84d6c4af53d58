package main

import (
	"strings"
	"testing"
)

// TestHelpFits: paragraphs and options are no wider than a terminal of old. Examples, which
// stand further in, may be: they are to be copied.
func TestHelpFits(t *testing.T) {
	var out strings.Builder
	p := &program{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
	commands := []string{""}
	for _, c := range p.app().Commands {
		commands = append(commands, c.Name)
	}
	for _, command := range commands {
		out.Reset()
		if status := p.run(t.Context(), append(strings.Fields(command), "--help")); status != 0 {
			t.Errorf("%s --help ends with %d: %s", command, status, out.String())
		}
		for line := range strings.Lines(out.String()) {
			if example := strings.HasPrefix(line, "      stemma ") || strings.HasPrefix(line, "      gzip "); len(line) > helpWidth+1 && !example {
				t.Errorf("%s --help: %d columns: %s", command, len(line)-1, line)
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
