package fix

import (
	"path/filepath"
	"regexp"
	"strings"
)

// A Syntax says how a format writes what means something else in it. The zero value is
// plain text, which writes everything as it is.
type Syntax string

// The formats that have escapes of their own.
const (
	Text     Syntax = ""         // and whatever has none
	Markdown Syntax = "markdown" // CommonMark
	HTML     Syntax = "html"     // and XML
	TeX      Syntax = "tex"      // LaTeX and BibTeX
)

// Syntaxes returns the words of the formats, for a message.
func Syntaxes() []string { return []string{"text", string(Markdown), string(HTML), string(TeX)} }

// ParseSyntax returns the format that a word of Syntaxes names.
func ParseSyntax(word string) (Syntax, bool) {
	switch s := Syntax(word); s {
	case "text":
		return Text, true
	case Markdown, HTML, TeX:
		return s, true
	}
	return Text, false
}

// endings are the formats of files, by the ending of their names.
var endings = map[string]Syntax{
	".md": Markdown, ".markdown": Markdown, ".mdown": Markdown, ".mdx": Markdown, ".qmd": Markdown, ".rmd": Markdown,
	".html": HTML, ".htm": HTML, ".xhtml": HTML, ".xml": HTML, ".svg": HTML, ".atom": HTML, ".rss": HTML,
	".tex": TeX, ".ltx": TeX, ".bib": TeX, ".bbl": TeX, ".sty": TeX, ".cls": TeX,
}

// SyntaxOf returns the format of the file with that name, by its ending.
func SyntaxOf(name string) Syntax { return endings[strings.ToLower(filepath.Ext(name))] }

// escapes are what a format writes for a character that means something in it.
// Sources: html.spec.whatwg.org/multipage/syntax.html#attributes-2,
// and for TeX its reserved characters (texfaq.org, "special characters").
var escapes = map[Syntax]*strings.Replacer{
	HTML: strings.NewReplacer("&", "&amp;"),
	TeX:  strings.NewReplacer("_", `\_`, "%", `\%`, "#", `\#`, "&", `\&`, "~", `\~{}`, "$", `\$`),
}

// encoded are the characters of an address that no format can be trusted with, in the form
// of RFC 3986: a link of Markdown ends with a bracket
// (spec.commonmark.org/0.31.2/#link-destination), an attribute of HTML with a quote.
var encoded = strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "'", "%27")

// encode returns an address without what would end it in this format.
func (s Syntax) encode(address string) string {
	if s == Text {
		return address
	}
	return encoded.Replace(address)
}

// write returns how an address is written. Verbatim says that it stands where TeX
// takes it as it is.
func (s Syntax) write(address string, verbatim bool) string {
	if escape := escapes[s]; escape != nil && !(s == TeX && verbatim) {
		return escape.Replace(address)
	}
	return address
}

// verbatimBefore is what stands before an address that TeX takes as it is: the macros of
// the packages url and hyperref, and the field of a bibliography that is set by them.
var verbatimBefore = regexp.MustCompile(`(?i)(\\(url|href|path|nolinkurl|burl)\s*(\[[^\]\n]*\])?\s*[{|!]|\b(url|urlraw|doi|eprint|file|pdf)\s*=\s*["{])\s*$`)

// maxBefore is how many bytes before an address are looked at.
const maxBefore = 80

// verbatim reports whether TeX takes the address at an offset as it is.
func (p *plan) verbatim(start int) bool {
	return p.syntax == TeX && verbatimBefore.MatchString(p.text[max(0, start-maxBefore):start])
}
