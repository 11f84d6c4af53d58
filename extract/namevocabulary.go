package extract

import "strings"

// A vocabulary finds words, in any case, by an open-addressed table that holds their indices. What is asked for at
// every word of a text stands in slices of its own, so that it stays in the nearest cache.
type vocabulary struct {
	table   [vocabularySize]uint16
	keys    []uint64   // by index: the words' keys (see wordKey)
	cues    []nameCue  // by index
	words   []string   // by index, in lower case
	phrases [][]string // by index: the known phrases that begin with the word
}

const vocabularySize = 1 << 12

var nameWords = func() *vocabulary {
	v := new(vocabulary)
	v.add("\x00") // index 0 stands for every word that is not held
	for _, row := range nameCueWords {
		for word := range strings.FieldsSeq(row.words) {
			v.cues[v.add(word)] |= row.cues
		}
	}
	for _, phrase := range lexiconOnce().phrases {
		i := v.add(phrase[:phraseHead(phrase)])
		v.phrases[i] = append(v.phrases[i], phrase)
		v.cues[i] |= cuePhrase
	}
	return v
}()

// phraseHead returns the length of the first word of phrase, which a space or a hyphen ends.
func phraseHead(phrase string) int {
	if end := strings.IndexAny(phrase, " -"); end >= 0 {
		return end
	}
	return len(phrase)
}

func (v *vocabulary) add(word string) uint16 {
	word = strings.ToLower(word)
	head, tail := wordKey(word)
	if i := v.find(word, head, tail); i != 0 {
		return i
	}
	slot := mixKeys(head, tail) % vocabularySize
	for v.table[slot] != 0 {
		slot = (slot + 1) % vocabularySize
	}
	i := uint16(len(v.words))
	v.table[slot] = i
	v.keys, v.cues = append(v.keys, head^tail), append(v.cues, 0)
	v.words, v.phrases = append(v.words, word), append(v.phrases, nil)
	return i
}

// lookUp returns the index of word, in whatever case, or 0.
func (v *vocabulary) lookUp(word string) uint16 {
	head, tail := wordKey(word)
	return v.find(word, head, tail)
}

// find returns the index of word, in whatever case, or 0. The keys are those of word.
func (v *vocabulary) find(word string, head, tail uint64) uint16 {
	for slot := mixKeys(head, tail) % vocabularySize; v.table[slot] != 0; slot = (slot + 1) % vocabularySize {
		i := v.table[slot]
		if v.keys[i] == head^tail && (len(word) <= 8 || equalFoldASCII(v.words[i], word)) {
			return i
		}
	}
	return 0
}

// caseFold is the bit that tells an ASCII capital from its small letter, in each byte.
const caseFold = 0x2020202020202020

// wordKey returns the first and the last eight bytes of word, which must not be empty, without regard to case. The
// last are zero for a word of up to eight bytes, which its first eight tell from any other.
func wordKey(word string) (head, tail uint64) {
	n := len(word)
	switch {
	case n > 8:
		return load64(word) | caseFold, (load64(word[n-8:]) | caseFold) * 0x9E3779B97F4A7C15
	case n == 8:
		head = load64(word)
	case n >= 4:
		head = uint64(load32(word)) | uint64(load32(word[n-4:]))<<(8*(n-4))
	default:
		head = uint64(word[0]) | uint64(word[n/2])<<(8*(n/2)) | uint64(word[n-1])<<(8*(n-1))
	}
	return head | caseFold, 0
}

func mixKeys(head, tail uint64) uint32 {
	return uint32((head ^ tail) * 0xD6E8FEB86659FD93 >> 40)
}

// wordHash returns a hash of word, which must not be empty, that knows no case and looks at sixteen bytes at most.
func wordHash(word string) uint32 { return mixKeys(wordKey(word)) }

func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// equalFoldASCII compares lower, which is in lower case, with s.
func equalFoldASCII(lower, s string) bool {
	if len(lower) != len(s) {
		return false
	}
	for i := 0; i < len(lower); i++ {
		if lowerASCII(s[i]) != lower[i] {
			return false
		}
	}
	return true
}
