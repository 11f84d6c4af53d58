package graph

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A measure tells how wide a text is.
type measure func(string) float64

// wrap breaks a clean text into at most n lines of about the given width, in average
// Latin letters; a Chinese or Japanese sign counts as two. What does not fit is cut, and
// the last line ends in an ellipsis. A word that is longer than a line is broken.
func wrap(s string, columns, n int) []string {
	return wrapTo(s, float64(columns), n, func(s string) float64 { return float64(textWidth(s)) })
}

// wrapTo is wrap with a measure, and the width of a line in it.
func wrapTo(s string, limit float64, n int, m measure) []string {
	var lines []string
	most := 8 * int(limit) * n
	words := strings.Fields(clip(clean(s), most))
	cut := len(clean(s)) > most
	line := ""
	for len(words) > 0 {
		word := words[0]
		switch {
		case line == "" && m(word) > limit:
			head := headOf(word, limit, m)
			words[0] = word[len(head):]
			line = head
		case line == "":
			line, words = word, words[1:]
		case m(line+" "+word) <= limit:
			line, words = line+" "+word, words[1:]
			continue
		default:
			lines, line = append(lines, line), ""
			if len(lines) == n {
				return ellipsis(lines, limit, m)
			}
			continue
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if cut || len(lines) > n {
		return ellipsis(lines[:min(n, len(lines))], limit, m)
	}
	return lines
}

func ellipsis(lines []string, limit float64, m measure) []string {
	last := &lines[len(lines)-1]
	for *last != "" && m(*last+"…") > limit {
		_, size := utf8.DecodeLastRuneInString(*last)
		*last = strings.TrimRight((*last)[:len(*last)-size], " ")
	}
	*last += "…"
	return lines
}

// headOf returns the longest start of word, at least one rune, that fits the limit; one
// that ends in a sign, if there is one in its second half.
func headOf(word string, limit float64, m measure) string {
	used, sign := 0.0, 0
	for i, r := range word {
		used += m(string(r))
		if used > limit && i > 0 {
			if sign > 0 {
				return word[:sign]
			}
			return word[:i]
		}
		if used > limit/2 && strings.ContainsRune("-./_:", r) {
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
