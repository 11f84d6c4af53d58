package input

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainTeX returns the text that a piece of LaTeX prints, on one line, as far as titles
// and names need it: accents and symbols become characters, braces and dollar signs go,
// commands that only set type leave their argument. What it does not know it leaves out,
// and never the text around it.
func plainTeX(source string) string {
	if !strings.ContainsAny(source, "\\{}$~-`'") {
		return tidy(source)
	}
	t := texReader{in: source}
	for t.at < len(t.in) && t.out.Len() <= maxKnownText {
		t.step()
	}
	return tidy(norm.NFC.String(t.out.String()))
}

// A texReader reads LaTeX from left to right.
type texReader struct {
	in    string
	at    int
	out   strings.Builder
	math  bool   // between dollar signs
	marks []rune // accents that wait for their letter
}

// maxMarks is the number of accents that one letter can have; Vietnamese has two.
const maxMarks = 4

func (t *texReader) step() {
	c := t.in[t.at]
	switch {
	case c == '\\':
		t.at++
		t.command()
	case c == '{':
		t.at++
	case c == '}':
		t.at++
		t.marks = t.marks[:0] // of an empty argument
	case c == '$':
		t.at++
		t.math = !t.math
	case t.math && (c == '^' || c == '_'):
		t.at++
	case c == '~':
		t.at++
		t.emit(' ')
	default:
		t.plain()
	}
}

// ligatures are what TeX prints for runs of characters, the longest first.
var ligatures = [...]struct {
	in  string
	out rune
}{
	{"---", '—'}, {"--", '–'}, {"``", '“'}, {"''", '”'},
}

// plain reads one character, or a run that makes one.
func (t *texReader) plain() {
	for _, l := range ligatures {
		if strings.HasPrefix(t.in[t.at:], l.in) {
			t.at += len(l.in)
			t.emit(l.out)
			return
		}
	}
	r, size := utf8.DecodeRuneInString(t.in[t.at:])
	t.at += size
	t.emit(r)
}

// emit writes a character with the accents that wait for one.
func (t *texReader) emit(r rune) {
	if len(t.marks) == 0 {
		t.out.WriteRune(r)
		return
	}
	if r <= ' ' {
		return // between the accent and its letter
	}
	switch r {
	case 'ı':
		r = 'i'
	case 'ȷ':
		r = 'j'
	}
	t.out.WriteRune(r)
	for i := len(t.marks) - 1; i >= 0; i-- { // the inner one first
		t.out.WriteRune(t.marks[i])
	}
	t.marks = t.marks[:0]
}

// command reads what follows a backslash.
func (t *texReader) command() {
	if t.at == len(t.in) {
		return
	}
	name := t.letters()
	if name == "" {
		t.sign()
		return
	}
	for t.at < len(t.in) && t.in[t.at] == ' ' { // TeX swallows them
		t.at++
	}
	if mark, ok := texAccents[name]; ok {
		t.mark(mark)
		return
	}
	if text, ok := texSymbols[name]; ok {
		for _, r := range text {
			t.emit(r)
		}
		return
	}
	if texSilent[name] {
		t.skipArgument()
	}
}

func (t *texReader) letters() string {
	start := t.at
	for t.at < len(t.in) && isLetter(t.in[t.at]) {
		t.at++
	}
	return t.in[start:t.at]
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// sign reads a command of one character that is no letter.
func (t *texReader) sign() {
	r, size := utf8.DecodeRuneInString(t.in[t.at:])
	t.at += size
	if mark, ok := texAccents[string(r)]; ok {
		t.mark(mark)
		return
	}
	switch r {
	case '-', '/', '!', '(', ')', '[', ']', '<', '>': // break points, bad spacing, borders of formulas
	case '\\', ',', ';', ':':
		t.emit(' ')
	default:
		t.emit(r)
	}
}

func (t *texReader) mark(mark rune) {
	if len(t.marks) < maxMarks {
		t.marks = append(t.marks, mark)
	}
}

// skipArgument passes over an argument in braces.
func (t *texReader) skipArgument() {
	if t.at == len(t.in) || t.in[t.at] != '{' {
		return
	}
	depth := 0
	for ; t.at < len(t.in); t.at++ {
		switch t.in[t.at] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				t.at++
				return
			}
		}
	}
}
