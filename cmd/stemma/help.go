package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// Help is as wide as a terminal of old, or as the one at hand where that is narrower.
const helpWidth = 80

// cli prints help through this variable alone.
func init() { cli.HelpPrinter = printHelp }

// prose matches the lines of paragraphs, option what stands before the explanation of an
// option or a command. Examples stand further in.
var (
	prose  = regexp.MustCompile(`^   \S`)
	option = regexp.MustCompile(`^   \S.*?  +`)
)

// printHelp fills the paragraphs and breaks the lines of the options between words, which cli
// does not. Examples stay as they are.
func printHelp(w io.Writer, templ string, data any) {
	var text bytes.Buffer
	cli.HelpPrinterCustom(&text, templ, data, nil)
	width := helpWidth
	if terminal, ok := terminalWidth(w); ok {
		width = min(width, terminal)
	}
	var out strings.Builder
	paragraph := ""
	for line := range strings.Lines(text.String()) {
		line = strings.TrimRight(line, " \n")
		head := option.FindString(line)
		if head == "" && prose.MatchString(line) {
			paragraph += " " + line[3:]
			continue
		}
		if paragraph != "" {
			fill(&out, "   ", paragraph, width)
			paragraph = ""
		}
		if head != "" {
			fill(&out, head, line[len(head):], width)
		} else {
			out.WriteString(line + "\n")
		}
	}
	if paragraph != "" {
		fill(&out, "   ", paragraph, width)
	}
	io.WriteString(w, out.String()) //nolint:errcheck // as cli does
}

// fill writes text behind head, and goes on below its beginning on further lines.
func fill(out *strings.Builder, head, text string, width int) {
	column := utf8.RuneCountInString(head)
	line, used := head, column
	if column > width/2 { // what is left would be too narrow
		out.WriteString(strings.TrimRight(head, " ") + "\n")
		column = width / 4
		line, used = strings.Repeat(" ", column), column
	}
	for i, word := range strings.Fields(text) {
		size := utf8.RuneCountInString(word)
		if i > 0 && used+1+size > width {
			out.WriteString(line + "\n")
			line, used = strings.Repeat(" ", column), column
		} else if i > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+size
	}
	out.WriteString(line + "\n")
}
