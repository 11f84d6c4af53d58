package stemma

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameSuffixes stand behind a surname and are no part of it.
var nameSuffixes = [...]string{"jr", "sr", "ii", "iii", "iv"}

// capitalParticles belong to the surname that follows them even where they are written
// with a capital; any other word in front of a surname is a given name then.
var capitalParticles = [...]string{"Van", "Von", "De", "Del", "Di"}

// bodyWords end the names of organisations that sign papers.
var bodyWords = [...]string{"team", "group", "collaboration", "consortium", "project", "initiative", "community", "foundation",
	"research", "labs", "lab", "ai", "contributors", "authors", "inc"}

// Surname returns the surname of an author, particles included: "van den Oord" of
// "Aaron van den Oord" and of "van den Oord, Aaron", "Song" of "Jiaming Song". The name
// of an organisation ("NLLB Team") is returned whole.
func Surname(author string) string {
	if family, _, inverted := strings.Cut(author, ","); inverted {
		return strings.Join(strings.Fields(family), " ")
	}
	words := strings.Fields(author)
	for len(words) > 1 && isNameSuffix(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) < 2 || isBody(words[len(words)-1]) {
		return strings.Join(words, " ")
	}
	return strings.Join(words[surnameStart(words):], " ")
}

// surnameStart returns the index of the first word of the surname, of two words or more.
func surnameStart(words []string) int {
	last := len(words) - 1
	for i, word := range words[:last] {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
			return i
		}
	}
	for _, p := range capitalParticles {
		if last > 1 && words[last-1] == p {
			return last - 1
		}
	}
	return last
}

func isNameSuffix(word string) bool { return oneOf(nameSuffixes[:], strings.TrimSuffix(word, ".")) }

func isBody(word string) bool { return oneOf(bodyWords[:], strings.TrimSuffix(word, ".")) }

// oneOf reports whether word is in list, whatever its case.
func oneOf(list []string, word string) bool {
	for _, w := range list {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
