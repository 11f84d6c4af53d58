package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordForm is what the letters of a word look like.
type wordForm uint8

const (
	formOther   wordForm = iota
	formLower            // the
	formName             // Song, El-Yaniv, d'Alpoim
	formAcronym          // FAO, GoZ-UNDP/GEF
	formInitial          // J., J.-P., Z.C., B
)

// formOf tells names from other words by their letters alone.
func formOf(word string) wordForm {
	upper, lower, letters, digits, firstUpper := 0, 0, 0, 0, false
	for _, c := range word {
		switch {
		case unicode.IsUpper(c):
			upper++
			if letters == 0 {
				firstUpper = true
			}
			letters++
		case unicode.IsLower(c):
			lower++
			letters++
		case unicode.IsDigit(c):
			digits++
		case unicode.IsLetter(c):
			return formName // a script without capitals
		}
	}
	switch {
	case letters == 0:
		return formOther
	case digits == 0 && upper == letters && (letters == 1 || strings.Contains(word, ".") || letters == 2 && isASCIIWord(word)):
		return formInitial
	case firstUpper && lower > 0:
		return formName
	case upper == letters:
		return formAcronym
	case upper > 0 && capitalInside(word):
		return formName
	}
	return formLower
}

// capitalInside reports whether a capital follows an apostrophe, a hyphen or a LaTeX
// accent: al-Ghazali, d'Alpoim, {\'E}va.
func capitalInside(word string) bool {
	prev := rune(0)
	for _, c := range word {
		if unicode.IsUpper(c) && (strings.ContainsRune("'’-‐‑\\\"`^{", prev)) {
			return true
		}
		prev = c
	}
	return false
}

func isASCIIWord(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// possessives end a word whose owner is meant; the second column is what stays.
var possessives = [...]struct{ end, stays string }{
	{"'s", ""}, {"’s", ""}, {"‘s", ""}, {"′s", ""}, {"s'", "s"}, {"s’", "s"}, {"s‘", "s"}, {"s′", "s"},
}

// withoutPossessive returns the word without its 's, or without the apostrophe that
// stands for one.
func withoutPossessive(word string) string {
	for _, p := range possessives {
		if strings.HasSuffix(word, p.end) {
			return word[:len(word)-len(p.end)+len(p.stays)]
		}
	}
	return word
}

// workPrefixes begin surnames that have a capital inside: McDonald, LeCun.
var workPrefixes = [...]string{"Mc", "Mac", "De", "Le", "La", "Van", "Di", "Du", "Fitz", "O'", "O’", "D'", "D’", "El", "Al", "Ben", "San", "St"}

// coined reports whether a word of the name looks made up for a work: GloVe, GPT-3,
// STaR, RAD-seq.
func coined(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if coinedWord(word) {
			return true
		}
	}
	return false
}

func coinedWord(word string) bool {
	head, tail, hyphen := strings.Cut(word, "-")
	if hyphen && !strings.ContainsFunc(word, unicode.IsDigit) {
		a, b := formOf(head), formOf(tail)
		return a == formAcronym && b == formLower || a == formLower && b == formAcronym || coinedWord(head) && formOf(head) == formName
	}
	upper := 0
	for i := 0; i < len(word); i++ {
		if 'A' <= word[i] && word[i] <= 'Z' {
			upper++
		}
		if asciiDigit(word[i]) {
			return true
		}
	}
	for _, prefix := range workPrefixes {
		if rest, ok := strings.CutPrefix(word, prefix); ok && rest != "" && isUpperAt(rest, 0) {
			return false
		}
	}
	return upper > 1 && !among(generations, word)
}

func isUpperAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsUpper(r)
}
