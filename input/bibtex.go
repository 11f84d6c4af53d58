package input

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// A bibEntry is an entry of a BibTeX or BibLaTeX file with its values as they stand in
// it: pieces are joined and macros replaced, LaTeX is not decoded.
type bibEntry struct {
	kind   string // in lower case: "article"
	key    string
	line   int // of its @, 1-based
	fields map[string]string
}

// A bibScanner cuts a BibTeX file into entries. The grammar is that of BibTeX itself
// (Patashnik, BibTeXing, 1988), and is forgiving where files in the wild are not: a
// missing comma, a missing key. An entry that is broken ends at the next line that
// begins an entry, so that it costs no other. Every byte is looked at a bounded number
// of times, however the entries are broken.
type bibScanner struct {
	text   string
	at     int
	macros map[string]string // of @string, by lower-case name
	room   int               // bytes that macros and joined pieces may still come to, beyond those of the file

	end    byte // what ends a line
	marked int  // an offset whose line is known
	line   int  // that line
}

func newBibScanner(text string) *bibScanner {
	s := &bibScanner{text: text, macros: map[string]string{}, room: MaxKnown, end: '\n', line: 1}
	if strings.IndexByte(text, '\n') < 0 {
		s.end = '\r' // as old Macs wrote
	}
	return s
}

// next returns the next entry, or the error of one that is broken together with its
// kind and line, or io.EOF at the end.
func (s *bibScanner) next() (bibEntry, error) {
	for {
		start := strings.IndexByte(s.text[s.at:], '@')
		if start < 0 {
			s.at = len(s.text)
			return bibEntry{}, io.EOF
		}
		start += s.at
		s.at = start + 1
		kind := strings.ToLower(s.letters())
		s.space()
		open := s.peek()
		if kind == "" || open != '{' && open != '(' {
			continue // an address in a comment
		}
		s.at++
		e := bibEntry{kind: kind, line: s.lineOf(start)}
		switch kind {
		case "comment", "preamble":
			s.skipGroup()
			continue
		case "string":
			if err := s.macro(); err != nil {
				s.skipToHead()
				return e, err
			}
			continue
		}
		err := s.entry(&e)
		if err != nil {
			s.skipToHead()
		}
		return e, err
	}
}

// skipToHead goes to the next line that begins an entry, or to the end.
func (s *bibScanner) skipToHead() {
	for s.at < len(s.text) && !(s.text[s.at] == '@' && s.headAt(s.at)) {
		next := strings.IndexByte(s.text[s.at+1:], '@')
		if next < 0 {
			s.at = len(s.text)
			return
		}
		s.at += 1 + next
	}
}

// entry reads what follows the opening brace of e.
func (s *bibScanner) entry(e *bibEntry) error {
	s.space()
	before := s.at
	for s.at < len(s.text) && strings.IndexByte(",{}=\"\n\r", s.text[s.at]) < 0 {
		s.at++
	}
	if e.key = strings.TrimSpace(s.text[before:s.at]); s.peek() == '=' { // there is no key
		e.key, s.at = "", before
	}
	e.fields = make(map[string]string, 8)
	for {
		name, value, err := s.field()
		if err != nil || name == "" {
			return err
		}
		if _, twice := e.fields[name]; !twice { // the first counts, as in BibTeX
			e.fields[name] = value
		}
	}
}

var errUnclosed = errors.New("the entry is not closed: look for a missing } or \"")

// field reads "name = value" and the comma before it; the name is "" at the end of the entry.
func (s *bibScanner) field() (name, value string, err error) {
	for s.space(); s.peek() == ','; s.space() {
		s.at++
	}
	switch c := s.peek(); {
	case s.at == len(s.text), c == '@' && s.headAt(s.at):
		return "", "", errUnclosed
	case c == '}' || c == ')':
		s.at++
		return "", "", nil
	}
	if name = strings.ToLower(s.word()); name == "" {
		return "", "", fmt.Errorf("%q where the name of a field should be", s.rune())
	}
	if s.space(); s.peek() != '=' {
		return "", "", fmt.Errorf("no = behind the field %q", clipText(name))
	}
	s.at++
	value, err = s.value()
	if err != nil {
		return "", "", fmt.Errorf("field %q: %w", clipText(name), err)
	}
	return name, value, nil
}

// macro reads the definition in an @string.
func (s *bibScanner) macro() error {
	name, value, err := s.field()
	if err == nil && name != "" {
		s.macros[name] = value
	}
	return err
}

// value reads pieces that are joined with #.
func (s *bibScanner) value() (string, error) {
	whole := ""
	for {
		s.space()
		piece, err := s.piece()
		if err != nil {
			return "", err
		}
		if whole != "" && piece != "" {
			if err := s.spend(len(whole) + len(piece)); err != nil {
				return "", err
			}
		}
		whole += piece
		if s.space(); s.peek() != '#' {
			return whole, nil
		}
		s.at++
	}
}

func (s *bibScanner) piece() (string, error) {
	switch s.peek() {
	case '{':
		s.at++
		return s.until('}')
	case '"':
		s.at++
		return s.until('"')
	}
	word := s.word()
	if word == "" {
		return "", errors.New("no value: put it in braces")
	}
	if word[0] >= '0' && word[0] <= '9' {
		return word, nil
	}
	value := s.macros[strings.ToLower(word)] // "" for an unknown one, such as a month
	return value, s.spend(len(value))
}

// spend keeps the values of macros within bounds: those that are made of macros grow fast.
func (s *bibScanner) spend(bytes int) error {
	if bytes > s.room {
		return errors.New("the macros of the file come to more than is read: write their values out")
	}
	s.room -= bytes
	return nil
}

// until returns what stands before the next end outside of braces, and passes over that.
func (s *bibScanner) until(end byte) (string, error) {
	start := s.at
	for depth := 0; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == end && depth == 0:
			s.at++
			return s.text[start : s.at-1], nil
		case c == '{':
			depth++
		case c == '}' && depth == 0:
			return "", errors.New("a } too many")
		case c == '}':
			depth--
		case c == '@' && s.headAt(s.at):
			return "", errUnclosed
		}
	}
	return "", errUnclosed
}

// skipGroup passes over a comment or preamble; over nothing of one that is not closed.
func (s *bibScanner) skipGroup() {
	from := s.at
	if _, err := s.until('}'); err != nil {
		s.at = max(from, s.at-1)
	}
}

// headAt reports whether the @ at an offset is the first of its line and begins an entry.
func (s *bibScanner) headAt(at int) bool {
	before := at
	for before > 0 && (s.text[before-1] == ' ' || s.text[before-1] == '\t') {
		before--
	}
	if before > 0 && s.text[before-1] != '\n' && s.text[before-1] != '\r' {
		return false
	}
	const longest = 40 // bytes that are looked at
	rest := s.text[at+1 : min(len(s.text), at+1+longest)]
	behind := strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	open := strings.TrimLeft(behind, " \t")
	return len(behind) < len(rest) && open != "" && (open[0] == '{' || open[0] == '(')
}

// word reads a name or number: all up to what the grammar has a use for.
func (s *bibScanner) word() string {
	start := s.at
	for s.at < len(s.text) && s.text[s.at] > ' ' && strings.IndexByte(`"#%'(),={}@\`, s.text[s.at]) < 0 {
		s.at++
	}
	return s.text[start:s.at]
}

func (s *bibScanner) letters() string {
	start := s.at
	for s.at < len(s.text) && isLetter(s.text[s.at]) {
		s.at++
	}
	return s.text[start:s.at]
}

func (s *bibScanner) space() {
	for s.at < len(s.text) && s.text[s.at] <= ' ' {
		s.at++
	}
}

// peek returns the byte at hand, 0 at the end.
func (s *bibScanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *bibScanner) rune() string {
	for _, r := range s.text[s.at:] {
		return string(r)
	}
	return ""
}

// lineOf returns the line of an offset, which may not lie before that of the last call.
func (s *bibScanner) lineOf(at int) int {
	s.line += strings.Count(s.text[s.marked:at], string(s.end))
	s.marked = at
	return s.line
}

// clipText makes what an error quotes short and harmless.
func clipText(text string) string {
	const longest = 40
	short := text[:min(len(text), longest)]
	clean := tidy(strings.ToValidUTF8(short, ""))
	if len(short) < len(text) {
		clean += "…"
	}
	return clean
}
