package extract

import (
	"cmp"
	"slices"
)

// A relationVocabulary numbers words: those of relationFixed first, then those of the
// lexicon, then those of a model. As in a vocabulary (see there), a word is found without
// a search, since whether it is held would be guessed wrong half the time.
type relationVocabulary struct {
	shifts  [relationBuckets]uint16         // by bucket: what moves its words to places that are free
	keys    [relationPlaces]uint64          // by place: the words' keys (see wordKey)
	numbers [relationPlaces]uint16          // by place
	marks   [256]relationWordNumber         // the words of one byte that are no letters
	more    map[string]relationWordNumber   // words that found no place, and those that were learnt
	words   []string                        // by number, in lower case
	learns  func(string) relationWordNumber // gives a new word a number; nil when none are given
}

const (
	relationBuckets = 512
	relationPlaces  = 1024 // a power of two; place 0 stands for every word that is not held
)

// newRelationVocabulary numbers words, which must be in lower case, in their order. Of
// the same word the first counts. It returns the numbers of all of them too.
func newRelationVocabulary(words []string) (*relationVocabulary, map[string]relationWordNumber) {
	v, all := &relationVocabulary{}, make(map[string]relationWordNumber, len(words))
	var buckets [relationBuckets][]string
	for _, word := range words {
		if _, ok := all[word]; ok {
			continue
		}
		number := relationWordNumber(len(v.words))
		all[word] = number
		v.words = append(v.words, word)
		switch {
		case len(word) == 1 && !clauseAlnum[word[0]]:
			v.marks[word[0]] = number
		case word != "":
			bucket := relationKeyBucket(mixKey(wordKey(word)))
			buckets[bucket] = append(buckets[bucket], word)
		}
	}
	slices.SortStableFunc(buckets[:], func(a, b []string) int { return cmp.Compare(len(b), len(a)) })
	for _, bucket := range buckets {
		v.place(bucket, all)
	}
	return v, all
}

// place finds a place for the words of a bucket, or puts them with those that have none.
func (v *relationVocabulary) place(words []string, numbers map[string]relationWordNumber) {
	for shift := uint16(1); shift < 1<<12; shift++ {
		if v.settle(words, shift, numbers) {
			return
		}
	}
	if v.more == nil {
		v.more = make(map[string]relationWordNumber)
	}
	for _, word := range words {
		v.more[word] = numbers[word]
	}
}

// settle puts the words of a bucket where shift moves them, if every place is free.
func (v *relationVocabulary) settle(words []string, shift uint16, numbers map[string]relationWordNumber) bool {
	places := make([]int, 0, len(words))
	for _, word := range words {
		place := relationKeyPlace(mixKey(wordKey(word)), shift)
		if place == 0 || v.keys[place] != 0 || slices.Contains(places, place) || numbers[word] > 1<<16-1 {
			return false
		}
		places = append(places, place)
	}
	for i, word := range words {
		v.shifts[relationKeyBucket(mixKey(wordKey(word)))] = shift
		v.keys[places[i]], v.numbers[places[i]] = wordKey(word), uint16(numbers[word])
	}
	return true
}

func relationKeyBucket(hash uint32) int { return int(hash % relationBuckets) }

func relationKeyPlace(hash uint32, shift uint16) int {
	return int((hash>>8*uint32(shift))>>12) % relationPlaces
}

// find returns the number of a word of up to eight letters and digits of ASCII with key.
func (v *relationVocabulary) find(key uint64) relationWordNumber {
	hash := mixKey(key)
	place := relationKeyPlace(hash, v.shifts[relationKeyBucket(hash)])
	return relationWordNumber(v.numbers[place]) & relationWordNumber(anyBit(v.keys[place]^key)-1)
}

// lookUp returns the number of word, which is not empty, in whatever case.
func (v *relationVocabulary) lookUp(word string) relationWordNumber {
	if n := v.find(wordKey(word)); n != wordUnknown && len(v.words[n]) == len(word) && clauseHasPrefix(word, v.words[n]) {
		return n
	}
	return v.lookUpMore(word)
}

// lookUpMore returns the number of a word that has no place.
func (v *relationVocabulary) lookUpMore(word string) relationWordNumber {
	if len(v.more) == 0 && v.learns == nil {
		return wordUnknown
	}
	word = relationLower(word)
	if n, ok := v.more[word]; ok || v.learns == nil {
		return n
	}
	return v.learns(word)
}

// relationLower returns word with small letters for the capitals of ASCII.
func relationLower(word string) string {
	lower := []byte(word)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] |= 0x20
		}
	}
	return string(lower)
}
