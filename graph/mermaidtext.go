package graph

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// mermaidText writes s for a label in double quotes. Mermaid reads Markdown, HTML, icons
// ("fa:fa-ban"), formulas ($$) and entities in labels, and looks for its own statements in
// lines with a colon, so whatever is no letter, digit or harmless sign is written as an
// entity in Mermaid's way, #NN; (Mermaid, "Entity codes to escape characters"). Two signs
// that are none of ASCII go too: Mermaid's own stand-ins for "&" and ";".
func mermaidText(s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range clean(s) {
		if mermaidPlain(r, last) {
			b.WriteRune(r)
		} else {
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		}
		last = r
	}
	return b.String()
}

// mermaidPlain reports whether r may stand in a label behind last. A hyphen within a word is
// no bullet and no rule.
func mermaidPlain(r, last rune) bool {
	switch {
	case r == '-':
		return unicode.IsLetter(last) || unicode.IsDigit(last)
	case r == 'ﬂ' || r == '¶':
		return false
	}
	return r >= 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" ,/'()", r) && !(r == ')' && unicode.IsDigit(last))
}

// mermaidHref returns address for a click, or "" if a reader may not be sent there. What
// follows a "#" may not look like an entity.
func mermaidHref(address string) string {
	return strings.ReplaceAll(href(address), ";", "%3B")
}

// mermaidLength is how long Mermaid takes s to be: JavaScript counts UTF-16.
func mermaidLength(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
