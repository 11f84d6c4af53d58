package graph

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// mermaidStandIns replaces two signs that Mermaid writes for "&" and ";" while it works, and
// takes for these wherever it meets them, even behind an entity.
var mermaidStandIns = strings.NewReplacer("ﬂ", "fl", "¶", "⁋")

// mermaidText writes s for a label in double quotes. Mermaid reads Markdown, HTML, icons
// ("fa:fa-ban"), formulas ($$) and entities in labels, and looks for its own statements in
// lines with a colon, so whatever is no letter, digit or harmless sign is written as an
// entity in Mermaid's way, #NN; (Mermaid, "Entity codes to escape characters").
func mermaidText(s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range mermaidStandIns.Replace(clean(s)) {
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
// no bullet and no rule, and a bracket behind no number begins no list.
func mermaidPlain(r, last rune) bool {
	switch r {
	case '-':
		return unicode.IsLetter(last) || unicode.IsDigit(last)
	case ')':
		return !unicode.IsDigit(last)
	case ' ', ',', '/', '\'', '(':
		return true
	}
	return r >= 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// mermaidComment writes s as a line that is not drawn. Mermaid looks for directives, which
// have braces, in comments too.
func mermaidComment(s string) string {
	return "%% " + strings.NewReplacer("{", "(", "}", ")").Replace(clip(clean(s), 800)) + "\n"
}

// mermaidHref returns address for a click, or "" if a reader may not be sent there. It may
// hold no directive, and behind a "#" nothing like an entity.
func mermaidHref(address string) string {
	return strings.NewReplacer(";", "%3B", "{", "%7B", "}", "%7D").Replace(href(address))
}

// mermaidLength is how long Mermaid takes s to be: JavaScript counts UTF-16.
func mermaidLength(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
