package input

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// A shape is what a paragraph looks like.
type shape int

const (
	shapeShort    shape = iota // a title, or furniture
	shapeSentence              // one short sentence with its full stop
	shapeProse                 // surely no title
)

// The sizes that tell prose from titles, in words. Titles of over thirty words exist
// and have no full stop; abstracts of under twelve words exist and have one.
const (
	proseCertain  = 90 // prose whatever it looks like
	proseWords    = 45 // prose if it is not in title case
	proseSentence = 25 // prose if it ends like a sentence
	proseSeveral  = 12 // prose if it has several sentences
	proseLinked   = 8  // prose if it has a sentence and a link
	sentenceWords = 3
)

func shapeOf(text []byte) shape {
	n := words(text)
	switch {
	case n >= proseCertain,
		n >= proseWords && !titleCase(text),
		n >= proseSentence && closed(text),
		n >= proseSeveral && closed(text) && sentences(text) > 1,
		n >= proseLinked && hasAddress(text) && sentences(text) > 0:
		return shapeProse
	case n >= sentenceWords && closed(text):
		return shapeSentence
	}
	return shapeShort
}

// words counts the words of text; scripts without spaces between words count two
// letters as a word.
func words(text []byte) int {
	n, letters, inWord := 0, 0, false
	for _, r := range string(text) {
		if r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			letters++
		}
		space := unicode.IsSpace(r)
		if !space && !inWord {
			n++
		}
		inWord = !space
	}
	return n + letters/2
}

func sentences(text []byte) int {
	n := 0
	for start, end := range stemma.Sentences(string(text)) {
		if closed(text[start:end]) {
			n++
		}
	}
	return n
}

// closed reports whether text ends as a sentence does: in a full stop, an ellipsis, or
// an ideographic full stop, perhaps with a bracket or a quote behind it. Titles end in
// question and exclamation marks too.
func closed(text []byte) bool {
	text = bytes.TrimRight(text, " \t\r\n)]}\"'*”’")
	for _, stop := range [...]string{".", "…", "。"} {
		if bytes.HasSuffix(text, []byte(stop)) {
			return true
		}
	}
	return false
}

// speakers begin sentences of abstracts, and no titles, when a lower-case word follows.
var speakers = [...]string{"we", "our", "this", "these", "in", "it", "here", "to", "however", "moreover", "furthermore", "finally", "additionally"}

// speaks reports whether text begins as a sentence of an abstract.
func speaks(text []byte) bool {
	first, rest, _ := bytes.Cut(text, []byte(" "))
	r, _ := utf8.DecodeRune(rest)
	if !unicode.IsLower(r) {
		return false
	}
	first = bytes.TrimRight(first, ",")
	for _, s := range speakers {
		if strings.EqualFold(string(first), s) {
			return true
		}
	}
	return false
}

// startsTitle reports whether text may begin a title or a sentence: not with a
// lower-case word, as a wrapped line does. Names such as "iBOT" and "k-NN" may.
func startsTitle(text []byte) bool {
	first, _, _ := bytes.Cut(text, []byte(" "))
	r, size := utf8.DecodeRune(first)
	if unicode.IsLower(r) {
		return bytes.ContainsFunc(first[size:], unicode.IsUpper)
	}
	return true
}

// titleCase reports whether most words of four letters and more begin with a capital.
func titleCase(text []byte) bool {
	long, capital := 0, 0
	for word := range bytes.FieldsSeq(text) {
		word = bytes.TrimLeft(word, "([{\"'“‘$")
		if len(word) < 4 {
			continue
		}
		r, _ := utf8.DecodeRune(word)
		if long++; !unicode.IsLower(r) {
			capital++
		}
	}
	return long >= 2 && capital*10 >= long*7
}

// looksLikeTitle reports whether a short paragraph with no abstract is so surely a
// title that its loss must be told.
func looksLikeTitle(text []byte) bool {
	return words(text) >= 4 && titleCase(text) && startsTitle(text) && !besideTitle(text) && !bytes.HasSuffix(text, []byte("!"))
}

// checkText returns an error where text is no text.
func checkText(text []byte) error {
	if at := invalidUTF8(text); at >= 0 {
		return fmt.Errorf("not UTF-8: byte 0x%02x at byte %d of the paragraph; convert the file first", text[at], at)
	}
	if at := bytes.IndexByte(text, 0); at >= 0 {
		return fmt.Errorf("a NUL byte at byte %d of the paragraph: this is no text", at)
	}
	return nil
}

// cleanTitle takes off what lists and Markdown put around a title: "[12] ", "3. ", "## ", "**".
func cleanTitle(title []byte) []byte {
	title = bytes.TrimSpace(bytes.TrimLeft(title, "#"))
	for _, mark := range [...]string{"- ", "* ", "• ", "· "} {
		title = bytes.TrimPrefix(title, []byte(mark))
	}
	title = withoutNumber(title)
	if inner := bytes.Trim(title, "*"); len(inner)+4 == len(title) {
		return inner
	}
	return title
}

// withoutNumber takes the number of a list item off: up to four digits with a bracket
// or a full stop, and a space.
func withoutNumber(title []byte) []byte {
	rest := bytes.TrimLeft(title, "([")
	digits := len(rest) - len(bytes.TrimLeft(rest, "0123456789"))
	if digits == 0 || digits > 4 {
		return title
	}
	mark := bytes.TrimLeft(rest[digits:], ".)]:")
	if len(mark) == len(rest)-digits || len(mark) < 2 || mark[0] != ' ' {
		return title
	}
	return bytes.TrimSpace(mark)
}
