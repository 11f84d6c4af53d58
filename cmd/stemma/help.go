package main

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Help is as wide as a terminal of old, or as the text form where that is narrower.
const helpWidth = 80

// prose matches the lines of paragraphs, option what stands before the explanation of an
// option or a command. Examples stand further in.
var (
	prose  = regexp.MustCompile(`^   \S`)
	option = regexp.MustCompile(`^   \S.*?  +`)
)

// filledHelp returns what cli prints with its paragraphs filled and the lines of its options
// broken between words, which cli does not. Examples stay as they are.
func filledHelp(text string, width int) string {
	var out strings.Builder
	paragraph := ""
	endParagraph := func() {
		if paragraph != "" {
			fill(&out, "   ", paragraph, width)
			paragraph = ""
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \n")
		head := option.FindString(line)
		if head == "" && prose.MatchString(line) {
			paragraph += " " + line[3:]
			continue
		}
		endParagraph()
		if head != "" {
			fill(&out, head, line[len(head):], width)
		} else {
			out.WriteString(line + "\n")
		}
	}
	endParagraph()
	return out.String()
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
