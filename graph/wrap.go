package graph

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// wrap breaks a clean text into at most n lines of about the given width, in average
// Latin letters; a Chinese or Japanese sign counts as two. What does not fit is cut, and
// the last line ends in an ellipsis. A word that is longer than a line is broken.
func wrap(s string, columns, n int) []string {
	var lines []string
	words := strings.Fields(clip(clean(s), 8*columns*n))
	cut := len(clean(s)) > 8*columns*n
	line := ""
	for len(words) > 0 {
		word := words[0]
		switch {
		case line == "" && textWidth(word) > columns:
			head := headOf(word, columns)
			words[0] = word[len(head):]
			line = head
		case line == "":
			line, words = word, words[1:]
		case textWidth(line)+1+textWidth(word) <= columns:
			line, words = line+" "+word, words[1:]
			continue
		default:
			lines, line = append(lines, line), ""
			if len(lines) == n {
				return ellipsis(lines, columns)
			}
			continue
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if cut || len(lines) > n {
		return ellipsis(lines[:min(n, len(lines))], columns)
	}
	return lines
}

func ellipsis(lines []string, columns int) []string {
	last := &lines[len(lines)-1]
	for textWidth(*last) >= columns {
		_, size := utf8.DecodeLastRuneInString(*last)
		*last = strings.TrimRight((*last)[:len(*last)-size], " ")
	}
	*last += "…"
	return lines
}

// headOf returns the longest start of word, at least one rune, that fits the columns; one
// that ends in a sign, if there is one in its second half.
func headOf(word string, columns int) string {
	used, sign := 0, 0
	for i, r := range word {
		used += runeWidth(r)
		if used > columns && i > 0 {
			if sign > 0 {
				return word[:sign]
			}
			return word[:i]
		}
		if used > columns/2 && strings.ContainsRune("-./_:", r) {
			sign = i + 1
		}
	}
	return word
}

func textWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
