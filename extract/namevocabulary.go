package extract

import (
	"slices"
	"strings"
)

// A vocabulary finds words, in any case, by a table of buckets that hold their indices. What is asked for at every
// word of a text stands in slices of its own, so that it stays in the nearest cache.
type vocabulary struct {
	table   [vocabularySize][4]uint16
	keys    []uint64   // by index: the words' keys (see wordKey)
	cues    []nameCue  // by index
	words   []string   // by index, in lower case
	phrases [][]string // by index: the known phrases that begin with the word
}

const (
	vocabularyBits  = 12
	vocabularyShift = 32 - vocabularyBits
	vocabularySize  = 1 << vocabularyBits
)

var nameWords = func() *vocabulary {
	// Index 0 stands for every word that is not held.
	v := &vocabulary{keys: make([]uint64, 1), cues: make([]nameCue, 1), words: make([]string, 1), phrases: make([][]string, 1)}
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
	key := wordKey(word)
	if i := v.find(key); i != 0 {
		return i
	}
	i := uint16(len(v.words))
	bucket := &v.table[mixKey(key)>>vocabularyShift]
	if free := slices.Index(bucket[:], 0); free >= 0 { // a test holds that every word found room
		bucket[free] = i
	}
	v.keys, v.cues = append(v.keys, key), append(v.cues, 0)
	v.words, v.phrases = append(v.words, word), append(v.phrases, nil)
	return i
}

// lookUp returns the index of word, in whatever case, or 0.
func (v *vocabulary) lookUp(word string) uint16 {
	return v.find(wordKey(word))
}

// find returns the index of the word with key, or 0. It looks at the whole bucket without a branch: whether a word
// is held is as good as random, and a branch on it would be guessed wrong half the time.
func (v *vocabulary) find(key uint64) (word uint16) {
	bucket := &v.table[mixKey(key)>>vocabularyShift]
	if i := bucket[0]; v.keys[i] == key {
		word = i
	}
	if i := bucket[1]; v.keys[i] == key {
		word = i
	}
	if i := bucket[2]; v.keys[i] == key {
		word = i
	}
	if i := bucket[3]; v.keys[i] == key {
		word = i
	}
	return word
}

// caseFold is the bit that tells an ASCII capital from its small letter, in each byte.
const caseFold = 0x2020202020202020

// wordKey returns a number for word, which must not be empty, without regard to case: the bytes themselves of a word
// of up to eight, a mixture of the first and the last eight of a longer one. Long words that differ in their middle
// alone share a key.
func wordKey(word string) (key uint64) {
	n := len(word)
	switch {
	case n > 8:
		return (load64(word) | caseFold) ^ (load64(word[n-8:])|caseFold)*0x9E3779B97F4A7C15 ^ uint64(n)
	case n == 8:
		key = load64(word)
	case n >= 4:
		key = uint64(load32(word)) | uint64(load32(word[n-4:]))<<(8*(n-4))
	default:
		key = uint64(word[0]) | uint64(word[n/2])<<(8*(n/2)) | uint64(word[n-1])<<(8*(n-1))
	}
	return key | caseFold
}

func mixKey(key uint64) uint32 {
	return uint32(key * 0xD6E8FEB86659FD93 >> 32)
}

// wordHash returns a hash of word, which must not be empty, that knows no case and looks at sixteen bytes at most.
func wordHash(word string) uint32 { return mixKey(wordKey(word)) }

func load64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func load32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}
