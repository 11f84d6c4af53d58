package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A vocabulary finds words, in any case. Each word has a place of its own, which is found without a search (hash and
// displace: Belazzougui, Botelho and Dietzfelbinger, 2009), so that looking for a word takes no branch: whether one is
// held is as good as random, and would be guessed wrong half the time.
type vocabulary struct {
	shifts  [vocabularyBuckets]uint16 // by bucket: what moves its words to places that are free
	keys    [vocabularySize]uint64    // by place: the words' keys (see wordKey); no word has the key 0
	cues    [vocabularySize]nameCue
	governs [vocabularySize]mentionFeatures // what the word makes of a name behind it
	heads   [vocabularySize]mentionFeatures // what the word makes of a name directly before it
	words   [vocabularySize]string          // in lower case
	phrases [vocabularySize][]string        // the known phrases that begin with the word
	seconds [vocabularySize]uint32          // what the second words of these may begin with, a bit for the low five bits of a byte
}

const (
	vocabularyBuckets = 256
	vocabularySize    = 1024 // a power of two; place 0 is left free and stands for every word that is not held
)

var nameWords = func() *vocabulary {
	cues := make(map[string]nameCue)
	for _, row := range nameCueWords {
		for word := range strings.FieldsSeq(strings.ToLower(row.words)) {
			cues[word] |= row.cues
		}
	}
	phrases := make(map[string][]string)
	for _, phrase := range lexiconOnce().phrases {
		head := phrase[:phraseHead(phrase)]
		phrases[head] = append(phrases[head], phrase)
		cues[head] |= cuePhrase
	}
	return newVocabulary(cues, phrases)
}()

// newVocabulary gives each word its place: the largest buckets first, and all words of a bucket by one shift. A test
// holds that all of them find room. Of words with the same key, the first in the alphabet is held.
func newVocabulary(cues map[string]nameCue, phrases map[string][]string) *vocabulary {
	v := new(vocabulary)
	var buckets [vocabularyBuckets][]string
	held := make(map[uint64]bool)
	for _, word := range slices.Sorted(maps.Keys(cues)) {
		if key := wordKey(word); !held[key] {
			held[key] = true
			bucket := vocabularyBucket(mixKey(key))
			buckets[bucket] = append(buckets[bucket], word)
		}
	}
	order := make([]int, vocabularyBuckets)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(buckets[b]), len(buckets[a])) })
	for _, bucket := range order {
		for shift := uint16(1); shift != 0 && !v.settle(buckets[bucket], bucket, shift); shift++ {
		}
		for _, word := range buckets[bucket] {
			place := v.find(wordKey(word))
			if place == 0 { // no room, which a test would tell: better without it than to say it of all other words
				continue
			}
			v.cues[place], v.words[place], v.phrases[place] = cues[word], word, phrases[word]
			v.governs[place], v.heads[place] = governorFeatures(cues[word]), headFeaturesOf(cues[word])
			v.seconds[place] = secondWords(word, phrases[word])
		}
	}
	return v
}

// secondWords returns the bits of the letters that may follow word and one byte in phrases; all of them where a phrase is
// that word alone.
func secondWords(word string, phrases []string) (letters uint32) {
	for _, phrase := range phrases {
		if len(phrase) < len(word)+2 {
			return ^uint32(0)
		}
		letters |= 1 << (phrase[len(word)+1] & 31)
	}
	return letters
}

// settle puts the words of a bucket where shift moves them, if every place is free.
func (v *vocabulary) settle(words []string, bucket int, shift uint16) bool {
	places := make([]int, 0, len(words))
	for _, word := range words {
		place := vocabularyPlace(mixKey(wordKey(word)), shift)
		if place == 0 || v.keys[place] != 0 || slices.Contains(places, place) {
			return false
		}
		places = append(places, place)
	}
	v.shifts[bucket] = shift
	for i, word := range words {
		v.keys[places[i]] = wordKey(word)
	}
	return true
}

func vocabularyBucket(hash uint32) int { return int(hash % vocabularyBuckets) }

func vocabularyPlace(hash uint32, shift uint16) int {
	return int((hash>>8*uint32(shift))>>12) % vocabularySize
}

// phraseHead returns the length of the first word of phrase, which a space or a hyphen ends.
func phraseHead(phrase string) int {
	if end := strings.IndexAny(phrase, " -"); end >= 0 {
		return end
	}
	return len(phrase)
}

// lookUp returns the index of word, in whatever case, or 0.
func (v *vocabulary) lookUp(word string) uint16 {
	return v.find(wordKey(word))
}

// find returns the index of the word with key, or 0.
func (v *vocabulary) find(key uint64) uint16 {
	hash := mixKey(key)
	place := vocabularyPlace(hash, v.shifts[vocabularyBucket(hash)])
	return uint16(place) & uint16(anyBit(v.keys[place]^key)-1)
}

// anyBit returns 1 for a mask with any bit set, else 0, without a branch.
func anyBit(mask uint64) uint64 { return (mask | -mask) >> 63 }

// caseFold is the bit that tells an ASCII capital from its small letter, in each byte.
const caseFold = 0x2020202020202020

// wordKey returns a number for word, which must not be empty, without regard to case: the bytes themselves of a word
// of up to eight, a mixture of the first and the last eight of a longer one. Long words that differ in their middle
// alone share a key.
func wordKey(word string) (key uint64) {
	n := len(word)
	switch {
	case n > 8:
		return (load64(word) | caseFold) ^ mixTail(load64(word[n-8:]), n)
	case n == 8:
		key = load64(word)
	case n >= 4:
		key = uint64(load32(word)) | uint64(load32(word[n-4:]))<<(8*(n-4))
	default:
		key = uint64(word[0]) | uint64(word[n/2])<<(8*(n/2)) | uint64(word[n-1])<<(8*(n-1))
	}
	return key | caseFold
}

// wordKeyAt returns the key of the word text[start:end]; where seven more bytes stand behind its first, at once.
func wordKeyAt(text string, start, end int) uint64 {
	if start+8 > len(text) {
		return wordKey(text[start:end])
	}
	head, n := load64(text[start:]), end-start
	if n > 8 {
		return (head | caseFold) ^ mixTail(load64(text[end-8:]), n)
	}
	return head&(^uint64(0)>>((64-8*n)&63)) | caseFold
}

// mixTail returns what the last eight bytes of a word of n bytes add to its key.
func mixTail(last uint64, n int) uint64 { return (last|caseFold)*0x9E3779B97F4A7C15 ^ uint64(n) }

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
