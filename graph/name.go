package graph

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName bounds the names that are compared, in bytes. No work is called by a longer one.
const maxName = 200

// nameKey returns the form under which names are compared; "" where name holds no letter or
// digit. Spaces, hyphens and underscores are one separator, which also stands between a
// letter and a digit that follows two letters or more, so that CIFAR10, CIFAR-10 and
// "CIFAR 10" agree. The plural s of several words goes, and so do diacritics.
//
// An acronym keeps its case, because short names collide ("CAN", "can"); anything longer is
// in lower case. The two kinds of key cannot be equal.
func nameKey(name string) string {
	name = plain(clip(name, maxName))
	acronym := isAcronym(name)
	key := separate(name)
	if acronym {
		return strings.TrimSuffix(key, "s")
	}
	return singular(strings.ToLower(key))
}

// looseKey is the form under which names are compared inside one paper, where "PARIS" and
// "PaRIS" are hardly two works.
func looseKey(name string) string {
	return singular(strings.ToLower(separate(plain(clip(name, maxName)))))
}

// plain drops diacritics and everything invisible.
func plain(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == utf8.RuneError || !unicode.IsGraphic(r) {
			return -1
		}
		if folded, ok := folds[r]; ok {
			return folded
		}
		return r
	}, norm.NFKD.String(strings.ToValidUTF8(s, "")))
}

// folds are letters and hyphens that Unicode does not decompose.
var folds = map[rune]rune{'ł': 'l', 'Ł': 'L', 'ø': 'o', 'Ø': 'O', 'đ': 'd', 'Đ': 'D', 'ı': 'i',
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '’': '\'', '‘': '\''}

// isAcronym reports whether name is all capitals, digits and signs, with or without a
// plural s.
func isAcronym(name string) bool {
	capitals := 0
	for i, r := range name {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r) && !(r == 's' && i == len(name)-1 && capitals > 1):
			return false
		}
	}
	return capitals > 0
}

// separate writes name with one hyphen for each run of separators and none at either end.
func separate(name string) string {
	if isASCII(name) {
		return separateASCII(name)
	}
	var b strings.Builder
	b.Grow(len(name) + 2)
	letters, pending := 0, false // letters before this place without a break
	for _, r := range name {
		switch {
		case unicode.IsSpace(r), r == '-', r == '_':
			pending, letters = b.Len() > 0, 0
			continue
		case unicode.IsLetter(r):
			letters++
		default:
			pending = pending || letters > 1 && unicode.IsDigit(r)
			letters = 0
		}
		if pending {
			b.WriteByte('-')
			pending = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// separateASCII is separate for most names, a byte at a time.
func separateASCII(name string) string {
	b := make([]byte, 0, 2*len(name))
	letters, pending := 0, false
	for i := range len(name) {
		switch c := name[i]; {
		case c == ' ', c == '-', c == '_':
			pending, letters = len(b) > 0, 0
			continue
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		default:
			pending = pending || letters > 1 && c >= '0' && c <= '9'
			letters = 0
		}
		if pending {
			b = append(b, '-')
			pending = false
		}
		b = append(b, name[i])
	}
	return string(b)
}

// singular drops the plural s of the last of several words; a single one, such as FEniCS,
// is a name as it stands.
func singular(key string) string {
	at := strings.LastIndexByte(key, '-')
	last := key[at+1:]
	if at < 0 || len(last) < 4 || !strings.HasSuffix(last, "s") {
		return key
	}
	for _, ending := range [...]string{"ss", "us", "is"} {
		if strings.HasSuffix(last, ending) {
			return key
		}
	}
	return key[:len(key)-1]
}

// splitAcronym parts "Consistency Models (CM)" into the name and the acronym; the second is
// empty where name has no such end.
func splitAcronym(name string) (long, short string) {
	open := strings.LastIndexByte(name, '(')
	if open <= 0 || !strings.HasSuffix(name, ")") {
		return name, ""
	}
	long, short = strings.TrimSpace(name[:open]), strings.TrimSpace(name[open+1:len(name)-1])
	if long == "" || !abbreviates(short, long) {
		return name, ""
	}
	return long, short
}

// abbreviates reports whether short may be an acronym of long: shorter, with the same first
// letter, and with its letters in the order in which they stand there.
func abbreviates(short, long string) bool {
	s, l := letters(strings.TrimSuffix(short, "s")), letters(long)
	if len(s) == 0 || len(s) >= len(l) || s[0] != l[0] {
		return false
	}
	at := 0
	for _, r := range l {
		if at < len(s) && s[at] == r {
			at++
		}
	}
	return at == len(s)
}

// initials returns the first letters of the three or more words of name, in capitals; ""
// where it has fewer.
func initials(name string) string {
	words := strings.Split(looseKey(name), "-")
	if len(words) < 3 {
		return ""
	}
	var b strings.Builder
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

func letters(s string) []rune {
	var out []rune
	for _, r := range plain(clip(s, maxName)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

// clip cuts s to at most n bytes, on a rune border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x7f || s[i] < ' ' { // DEL is invisible too
			return false
		}
	}
	return true
}

// squeeze returns the form under which names are looked up: without case, separators,
// diacritics and plural, so that "Mamba2" and "mamba-2" meet; see alike for what then counts.
func squeeze(name string) string {
	if isAcronym(clip(name, maxName)) {
		name = strings.TrimSuffix(name, "s")
	}
	return strings.ReplaceAll(looseKey(name), "-", "")
}

// A name is one form of what a work is called.
type name struct {
	text     string // as written
	key      string // nameKey
	squeezed string
	capital  bool // some letter is a capital, or there is a digit
}

func newName(text string) name {
	return name{clip(text, maxName), nameKey(text), squeeze(text), strings.ContainsFunc(clip(text, maxName), func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })}
}

// alike reports whether a name in a text, n, can be the known one whose key is given, and
// whether the two are the same but for hyphens. An acronym is not the word that it looks
// like ("CAN", "can"), and short acronyms are compared exactly.
func (n name) alike(key string) (can, exact bool) {
	if n.key == key {
		return true, true
	}
	return n.capital && len(n.squeezed) > 3 || !isAcronym(key) && !isAcronym(n.key), false
}

// saysEnough reports whether n is the name of that key beyond doubt: a telling one, and not
// told from another by its capitals alone ("METEOR" and "Meteor").
func (n name) saysEnough(key string, exact bool) bool {
	return telling(key) && (exact || isAcronym(key) == isAcronym(n.key))
}

// telling reports whether a name says enough to be believed where nothing explains it: an
// acronym of three letters, or of four, stands for too many things, and a word of every
// paper ("ReSearch") is mostly no name.
func telling(key string) bool {
	return !commonWords[strings.ToLower(key)] && utf8.RuneCountInString(key) > 4 && (!isAcronym(key) || strings.ContainsAny(key, "0123456789"))
}
