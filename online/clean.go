package online

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"stemma"
)

// Bounds of what an index may say of a work.
const (
	maxTitle   = 1000 // bytes; a longer one is cut
	maxAuthors = 1000
	maxAuthor  = 200 // bytes; a longer one is none
)

// markup is what publishers leave in titles: HTML, JATS and MathML.
var markup = regexp.MustCompile(`</?(?:i|b|u|em|strong|sub|sup|scp|sc|span|tt|p|title|inf|(?:mml|jats):[a-z]+)(?: [^<>]*)?>`)

// cleanTitle returns a title on one line, without markup, control characters and marks of
// direction, within bounds.
func cleanTitle(title string) string {
	if len(title) > 16*maxTitle {
		title = title[:16*maxTitle]
	}
	title = cleanText(html.UnescapeString(markup.ReplaceAllString(title, "")))
	if len(title) > maxTitle {
		title = strings.TrimSpace(strings.ToValidUTF8(title[:maxTitle], ""))
	}
	return title
}

// cleanText puts text on one line and leaves out what can't be seen.
func cleanText(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(text), " ")
}

// appendAuthor appends the surname of an author.
func appendAuthor(surnames []string, name string) []string {
	if len(name) > maxAuthor || len(surnames) == maxAuthors {
		return surnames
	}
	if surname := stemma.Surname(cleanText(name)); surname != "" {
		surnames = append(surnames, surname)
	}
	return surnames
}
