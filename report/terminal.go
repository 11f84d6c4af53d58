package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// oneLine makes text from outside fit to print: one line, no control or format
// characters (terminal escapes, right-to-left overrides, zero-width signs), valid UTF-8.
func oneLine(text string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return '\uFFFD'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		default:
			return r
		}
	}, text)
	return strings.Join(strings.Fields(clean), " ")
}

func paint(text, colour string, on bool) string {
	if !on {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// cells measures text in columns of a terminal. It is the same on every machine, where
// the library's own default asks the environment for the locale.
func cells() *runewidth.Condition { return &runewidth.Condition{StrictEmojiNeutral: true} }

func columns(text string) int { return cells().StringWidth(text) }

func pad(text string, width int) string { return cells().FillRight(text, width) }

func clip(text string, width int) string { return cells().Truncate(text, max(width, 1), "…") }

// writeWrapped writes text behind an indent, broken between words at width columns.
func writeWrapped(b *strings.Builder, text, indent string, width int) {
	line := indent
	used := false
	for word := range strings.FieldsSeq(text) {
		if used && width > 0 && columns(line)+1+columns(word) > width {
			b.WriteString(line + "\n")
			line, used = indent, false
		}
		if used {
			line += " "
		}
		line, used = line+word, true
	}
	b.WriteString(line + "\n")
}
