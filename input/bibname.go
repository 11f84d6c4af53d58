package input

import (
	"strings"

	"stemma"
)

// bibSurnames returns the surnames of an author field, in order: "and" outside of braces
// parts the names, "and others" ends them.
func bibSurnames(field string) []string {
	var surnames []string
	for name := range strings.SplitSeq(maskedAnd(field), "\x00") {
		name = strings.TrimSpace(name)
		if strings.EqualFold(name, "others") || len(surnames) == maxKnownAuthors {
			break
		}
		if surname := bibSurname(name); surname != "" {
			surnames = append(surnames, surname)
		}
	}
	return surnames
}

// maskedAnd returns an author field on one line with a NUL in place of each "and" between
// names.
func maskedAnd(field string) string {
	var b strings.Builder
	depth := 0
	for i, word := range strings.Fields(field) {
		if depth == 0 && strings.EqualFold(word, "and") {
			b.WriteByte(0)
			continue
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		depth = max(0, depth+strings.Count(word, "{")-strings.Count(word, "}"))
	}
	return b.String()
}

// bibSurname returns the surname of one name: what stands before the first comma, a whole
// name in braces, or what [stemma.Surname] finds. BibTeX's third form, "von Last, Jr,
// First", begins with the surname as well.
func bibSurname(name string) string {
	if comma := outside(name, ','); comma >= 0 {
		return plainTeX(name[:comma])
	}
	last := name[lastWord(name):]
	if len(last) > 2 && last[0] == '{' && strings.IndexByte(last, ' ') > 0 && last[len(last)-1] == '}' {
		return plainTeX(last) // {de la Torre}, {NLLB Team}
	}
	return stemma.Surname(plainTeX(name))
}

// outside returns the offset of the first c outside of braces; -1 where there is none.
func outside(text string, c byte) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case c:
			if depth <= 0 {
				return i
			}
		}
	}
	return -1
}

// lastWord returns the offset of the last word, of which what stands in braces is a part.
func lastWord(text string) int {
	depth, start := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ' ':
			if depth <= 0 {
				start = i + 1
			}
		}
	}
	return start
}
