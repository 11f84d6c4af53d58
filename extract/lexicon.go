package extract

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"

	"stemma"
)

// Two lists of general knowledge stand beside the rules. Neither decides alone: a name on the first still has to
// read like a mention in its sentence, and most names that texts hold are on neither.

// worksCSV names well-known methods, models, datasets, benchmarks, metrics and tools, "name,type,word" a line. A name in
// lower case is a coined technique and matches in any case. Where it says "word", the name with small letters behind its
// first is an ordinary word or a surname ("Spin", "Davis", "Adams"), and matches only as it is written here or with
// more capitals.
//
//go:embed data/works.csv
var worksCSV string

// classesText holds words and acronyms that name a class, a field, a place, a product or a plain measure, one a line.
//
//go:embed data/classes.txt
var classesText string

// A lexicon answers what is known of a name.
type lexicon struct {
	works                  map[string]stemma.MentionType // by lexiconKey
	spelled                map[string]string             // by lexiconKey, the spelling of what else is a word
	classes                classSet
	heldWorks, heldClasses hashSet  // their keys
	beginnings             hashSet  // the same, without regard to case
	openings               hashSet  // the first four bytes of works, or the first three of shorter ones, without regard to case
	phrases                []string // the lower-case names of worksCSV
}

var lexiconOnce = sync.OnceValue(func() *lexicon {
	l := &lexicon{works: make(map[string]stemma.MentionType, 4096), spelled: make(map[string]string), classes: make(classSet, classPlaces)}
	_, rows, _ := strings.Cut(worksCSV, "\n")
	for row := range strings.Lines(rows) {
		name, kind, _ := strings.Cut(strings.TrimSpace(row), ",")
		kind, word, _ := strings.Cut(kind, ",")
		var key [lexiconLongest]byte
		work := string(lexiconKey(key[:0], name))
		if word != "" {
			l.spelled[work] = name
		}
		l.works[work] = stemma.MentionType(kind)
		l.heldWorks.add(lexiconHash([]byte(work)))
		l.beginnings.add(beginningHash(work))
		l.openings.add(openingHash(work))
		if name == strings.ToLower(name) {
			l.phrases = append(l.phrases, name)
		}
	}
	for class := range strings.Lines(classesText) {
		class = strings.TrimSpace(class)
		if class != "" {
			l.heldClasses.add(wordHash(class))
			l.classes.add(class)
		}
	}
	return l
})

// lexiconLongest bounds the names that are looked up, in bytes.
const lexiconLongest = 64

// lexiconKey appends to key what tells one name from another: letters, digits and plus signs. Case counts in names
// of up to three letters alone, where too many acronyms differ by nothing else.
func lexiconKey(key []byte, name string) []byte {
	for i := 0; i < len(name) && len(key) < lexiconLongest; i++ {
		if c := name[i]; c != ' ' && c != '-' && c != '\n' {
			key = append(key, c)
		}
	}
	if len(key) <= 3 {
		return key
	}
	for i, c := range key {
		if c >= 'A' && c <= 'Z' {
			key[i] = c + 'a' - 'A'
		}
	}
	return key
}

// work returns the type of the well-known work called name, or "".
func (l *lexicon) work(name string) stemma.MentionType {
	if len(name) > lexiconLongest {
		return ""
	}
	var buffer [lexiconLongest]byte
	if kind := l.workBy(lexiconKey(buffer[:0], name), name); kind != "" {
		return kind
	}
	if n := len(name); n > 3 && name[n-1] == 's' && name[n-2] != 's' {
		return l.workBy(lexiconKey(buffer[:0], name[:n-1]), name)
	}
	return ""
}

// workBy returns the type of the work with that key, if it may be spelled as name is.
func (l *lexicon) workBy(key []byte, name string) stemma.MentionType {
	if !l.heldWorks.mayHold(lexiconHash(key)) {
		return ""
	}
	if spelling, word := l.spelled[string(key)]; word && name != spelling && !strongName(name) {
		return ""
	}
	return l.works[string(key)]
}

// mayHold reports whether name, or what family looks at of it, may be a work. It is asked of every name, and most are
// none, so that it hashes each beginning of the name once, without regard to case.
func (l *lexicon) mayHold(name string) bool {
	if !l.mayOpen(name) {
		return false
	}
	name = name[:min(len(name), lexiconLongest+1)]
	var hash, singular uint32
	for i := range len(name) {
		c := name[i]
		if i > 2 && (c == '-' || c == ' ' || c == '_' || nameDigit(c)) && l.mayEnd(name[i-1], hash, singular) {
			return true
		}
		if singular = hash; c != ' ' && c != '-' && c != '\n' {
			hash = addBeginning(hash, c)
		}
	}
	return l.mayEnd(name[len(name)-1], hash, singular)
}

// mayOpen reports whether a work may begin as name does: most names go no further.
func (l *lexicon) mayOpen(name string) bool {
	if len(name) < 4 || strings.IndexByte(name[:4], '-') >= 0 || strings.IndexByte(name[:4], ' ') >= 0 || strings.IndexByte(name[:4], '\n') >= 0 {
		return true
	}
	return l.openings.mayHold(openingHash(name)) || l.openings.mayHold(openingHash(name[:3]))
}

// openingHash returns the hash of what a key begins with.
func openingHash(key string) uint32 { return beginningHash(key[:min(len(key), 4)]) }

// mayEnd reports whether a work may end with the byte last. Hash is that of the whole, singular that of all before it.
func (l *lexicon) mayEnd(last byte, hash, singular uint32) bool {
	return l.beginnings.mayHold(hash*beginningMixer) || last == 's' && l.beginnings.mayHold(singular*beginningMixer)
}

// beginningMixer spreads the hash of a beginning over all bits.
const beginningMixer = 0x9E3779B1

// addBeginning returns the hash of a beginning with one more letter.
func addBeginning(hash uint32, c byte) uint32 { return (hash + uint32(c|0x20)) * 0x01000193 }

// beginningHash returns the hash of a whole key.
func beginningHash(key string) (hash uint32) {
	for i := range len(key) {
		hash = addBeginning(hash, key[i])
	}
	return hash * beginningMixer
}

// lexiconHash returns a hash of a key that looks at sixteen bytes at most.
func lexiconHash(key []byte) uint32 {
	n := len(key)
	if n >= 8 {
		first, last := binary.LittleEndian.Uint64(key), binary.LittleEndian.Uint64(key[n-8:])
		return mixKey(first ^ last*0x9E3779B97F4A7C15 ^ uint64(n))
	}
	var all uint64
	for _, c := range key {
		all = all<<8 | uint64(c)
	}
	return mixKey(all)
}

// family returns the type of the work that name is a version or size of ("Llama-3.1-8B" of "Llama"), or "".
func (l *lexicon) family(name string) stemma.MentionType {
	for end := len(name) - 1; end > 2; end-- {
		c, next := name[end], name[end-1]
		cut := c == '-' || c == ' ' || c == '_' || nameDigit(c) && !nameDigit(next) && next != '.' && next != '-' && next != ' '
		if !cut {
			continue
		}
		if kind := l.work(name[:end]); kind != "" {
			return kind
		}
	}
	return ""
}

// class reports whether name is a class and no work; a plural counts as its singular.
func (l *lexicon) class(name string) bool {
	return l.holdsClass(name) || len(name) > 2 && name[len(name)-1] == 's' && l.holdsClass(name[:len(name)-1])
}

func (l *lexicon) holdsClass(name string) bool {
	if name == "" {
		return false
	}
	hash := wordHash(name)
	return l.heldClasses.mayHold(hash) && l.classes.holds(name, hash)
}

// A classSet holds words, each at the first free place from that of its hash on.
type classSet []string

// classPlaces is more than twice the number of classes, and a power of two.
const classPlaces = 1 << 11

func (s classSet) add(word string) {
	i := wordHash(word) % classPlaces
	for s[i] != "" && s[i] != word {
		i = (i + 1) % classPlaces
	}
	s[i] = word
}

// holds reports whether the set holds word, which has that hash.
func (s classSet) holds(word string, hash uint32) bool {
	i := hash % classPlaces
	for s[i] != "" && s[i] != word {
		i = (i + 1) % classPlaces
	}
	return s[i] == word
}

func nameDigit(c byte) bool { return c >= '0' && c <= '9' }
