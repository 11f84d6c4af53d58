package extract

import (
	"strings"
	"unicode/utf8"
)

// residue is what typesetting and escaping leave inside addresses, and what it stands
// for. The first that fits counts, so the longer stand first.
var residue = [...]struct {
	text, means string
	gap         bool // a macro, which takes the white space behind it
}{
	{text: `\discretionary{}{}{}`},
	{text: `\allowbreak{}`}, {text: `\allowbreak`, gap: true},
	{text: `\linebreak`, gap: true}, {text: `\newline`, gap: true}, {text: `\-`},
	{text: `\textasciitilde{}`, means: "~"}, {text: `{\textasciitilde}`, means: "~"}, {text: `\textasciitilde`, means: "~", gap: true},
	{text: `\textunderscore{}`, means: "_"}, {text: `\textunderscore`, means: "_", gap: true},
	{text: `{\raise.17ex\hbox{$\scriptstyle\sim$}}`, means: "~"},
	{text: `$\sim$`, means: "~"}, {text: `{\sim}`, means: "~"}, {text: `$\tilde{}$`, means: "~"}, {text: `$\tilde$`, means: "~"},
	{text: `{$\sim$}`, means: "~"}, {text: `\sim`, means: "~", gap: true},
	{text: `{\_}`, means: "_"}, {text: `{_}`, means: "_"}, {text: `$\_$`, means: "_"}, {text: `$_$`, means: "_"}, {text: `{-}`, means: "-"},
	{text: `{\~}`, means: "~"}, {text: `{~}`, means: "~"}, {text: `\~{}`, means: "~"}, {text: `\~`, means: "~"},
	{text: `\string_`, means: "_"}, {text: `\string~`, means: "~"},
	{text: `\\_`, means: "_"}, {text: `\_`, means: "_"}, {text: `\%`, means: "%"}, {text: `\#`, means: "#"}, {text: `\&`, means: "&"},
	{text: `\/`, means: "/"}, // JSON
	{text: `&amp;`, means: "&"}, {text: `&#38;`, means: "&"},
	{text: `&lt;`, means: "<"}, {text: `&gt;`, means: ">"}, {text: `&quot;`, means: `"`}, {text: `&#34;`, means: `"`}, {text: `&#39;`, means: "'"}, {text: `&nbsp;`, means: " "},
}

// markup reads residue at hand; what is none ends the address, but for the "&" of a
// query.
func (a *address) markup() bool {
	rest := a.text[a.at:]
	for i := range residue {
		r := &residue[i]
		if !strings.HasPrefix(rest, r.text) {
			continue
		}
		switch {
		case r.means == "":
			a.at += len(r.text)
		case strings.Contains("<>\"' ", r.means):
			return false
		default:
			a.put(r.means[0], len(r.text))
		}
		if r.gap {
			a.at = skipSpace(a.text, a.at)
		}
		return true
	}
	if rest[0] == '&' {
		a.put('&', 1)
		return true
	}
	return false
}

// skipBreak passes over what only marks a place where a line may break.
func (a *address) skipBreak() bool {
	if a.text[a.at] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(a.text[a.at:])
		if isDash(r) && isAlnum(a.last()) && isAlnum(a.byteAt(a.at+size)) {
			a.put('-', size)
			return true
		}
		if isSoftBreak(r) {
			a.at += size
			return true
		}
		return false
	}
	for i := range residue {
		if r := &residue[i]; r.means == "" && strings.HasPrefix(a.text[a.at:], r.text) {
			a.at += len(r.text)
			if r.gap {
				a.at = skipSpace(a.text, a.at)
			}
			return true
		}
	}
	return false
}
