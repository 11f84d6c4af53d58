package stemma

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a name in a title: a longer one is a sentence.
const (
	maxTitleName  = 60 // bytes
	maxTitleWords = 4
)

// genericHeads stand before the colon of many titles and name nothing.
var genericHeads = [...]string{"review", "survey", "editorial", "introduction", "correction", "erratum", "corrigendum", "retraction",
	"comment", "reply", "preface", "perspective", "tutorial", "abstract", "keynote", "invited", "overview", "poster", "demo", "report", "challenge", "optimization", "learning"}

// TitleName returns the name that a title gives to its work, and the other forms that
// stand beside it: DDIM of "DDIM: Faster Sampling" and, with its long form, of "Denoising
// Diffusion Implicit Models (DDIM)". It is "" where the title gives none: what stands
// before a colon must look like a name, not like the topic of a survey.
func TitleName(title string) (name string, forms []string) {
	head, _, found := CutTitle(title)
	if !found {
		head = title
	}
	if long, short, ok := bracketName(head); ok {
		if form := spelledOut(long, short); form != "" {
			forms = []string{form}
		}
		return short, forms
	}
	if found && isTitleName(head) {
		return head, nil
	}
	return "", nil
}

// CutTitle cuts a title at its first colon or dash; found is false where it has none.
func CutTitle(title string) (head, rest string, found bool) {
	at, length := len(title), 0
	for _, sep := range [...]string{": ", " - ", " -- ", " – ", "—"} {
		if i := strings.Index(title, sep); i > 0 && i < at {
			at, length = i, len(sep)
		}
	}
	if length == 0 {
		return title, "", false
	}
	return strings.TrimSpace(title[:at]), title[at+length:], true
}

// isTitleName reports whether the head of a title looks like a name: one word that is
// none of the generic ones, or a few capitalised words of which one is spelled like no
// common word ("Llama 2", "Grounding DINO").
func isTitleName(head string) bool {
	words := strings.Fields(head)
	if len(head) > maxTitleName || len(words) == 0 || len(words) > maxTitleWords || strings.HasSuffix(head, "?") {
		return false
	}
	if len(words) == 1 {
		return !oneOf(genericHeads[:], head) && strings.ContainsFunc(head, unicode.IsLetter)
	}
	coined := false
	if oneOf(genericHeads[:], words[len(words)-1]) {
		return false
	}
	for _, word := range words {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
		coined = coined || isCoined(word)
	}
	return coined
}

// isCoined reports whether a word has a digit, or a capital that does not begin it or a
// part of it: Multi-Agent has none.
func isCoined(word string) bool {
	before := '-'
	for _, r := range word {
		if unicode.IsDigit(r) || unicode.IsUpper(r) && before != '-' && before != '/' {
			return true
		}
		before = r
	}
	return false
}

// isShort reports whether a word is written like an acronym, with two capitals or with a
// digit and a capital.
func isShort(word string) bool {
	signs, capitals := 0, 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			capitals++
		}
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			signs++
		}
	}
	return capitals > 0 && signs > 1
}

// bracketName returns the short name that stands in brackets in text, and what stands
// before it.
func bracketName(text string) (long, short string, ok bool) {
	open := strings.IndexByte(text, '(')
	if open <= 0 {
		return "", "", false
	}
	short, _, closed := strings.Cut(text[open+1:], ")")
	long = strings.TrimSpace(text[:open])
	ok = closed && long != "" && len(short) > 1 && len(short) <= maxTitleName/2 && !strings.ContainsRune(short, ' ') && isShort(short)
	return long, short, ok
}

// spelledOut returns the last words of long whose initials are the capitals of short; ""
// where they are not.
func spelledOut(long, short string) string {
	var capitals []rune
	for _, r := range short {
		if unicode.IsUpper(r) {
			capitals = append(capitals, unicode.ToLower(r))
		}
	}
	words := strings.Fields(long)
	if len(capitals) < 2 || len(words) < len(capitals) {
		return ""
	}
	words = words[len(words)-len(capitals):]
	for i, word := range words {
		if r, _ := utf8.DecodeRuneInString(word); unicode.ToLower(r) != capitals[i] {
			return ""
		}
	}
	return strings.Join(words, " ")
}
