package extract

import "strings"

// nameMarks are what a text is searched for known phrases and introductions by: both are rare, and a look at the
// beginning of each word tells that most begin neither.
type nameMarks struct {
	begins  [1 << (beginBits - 6)]uint64 // the first four bytes of introductions and of short phrases, a bit each
	phrases hashSet                      // the first eight bytes of the others
	words   hashSet                      // the words that introduce, as far as eight bytes
	shorts  hashSet                      // the first words of short phrases
}

// beginBits keeps the first table small: it is asked for each word of a text.
const beginBits = 13

var nameMarked = func() (m nameMarks) {
	for place, word := range nameWords.words {
		if nameWords.cues[place]&cueIntro != 0 {
			m.words.add(mixKey(headKey(word)))
			m.addBegin(word)
		}
	}
	for _, phrase := range lexiconOnce().phrases {
		if len(phrase) < 8 {
			m.shorts.add(mixKey(headKey(phrase[:phraseHead(phrase)])))
			m.addBegin(phrase)
			continue
		}
		for _, spelled := range phraseSpellings(phrase[:8]) {
			m.phrases.add(mixKey(headKey(spelled)))
		}
	}
	return m
}()

// addBegin adds what a text that begins with word may begin with. Words of less than three bytes have a digit, and are
// found by that.
func (m *nameMarks) addBegin(word string) {
	switch {
	case len(word) == 3:
		for c := range 256 {
			m.addBegin(word + string([]byte{byte(c)}))
		}
	case len(word) > 3:
		for _, spelled := range phraseSpellings(word[:4]) {
			bit := beginBit(load32(spelled) | caseFold&(1<<32-1))
			m.begins[bit/64] |= 1 << (bit % 64)
		}
	}
}

// beginBit returns the bit of the four bytes.
func beginBit(begin uint32) uint32 {
	return (begin | caseFold&(1<<32-1)) * anchorMix >> (32 - beginBits)
}

// bit returns 1 where a text that begins with these eight bytes, in small letters, may begin with what is held, else 0.
func (m *nameMarks) bit(head uint64) uint64 {
	word, phrase := beginBit(uint32(head)), mixKey(head)>>hashSetShift
	return (m.begins[word/64]>>(word%64) | m.phrases[phrase/64]>>(phrase%64)) & 1
}

// split returns those of the marked tokens at which known phrases may begin and those that may introduce names: all that
// do, and a few more. Odd are those with a digit, and others.
func (m *nameMarks) split(text string, tokens []nameToken, marks, odd []int32, room *nameRoom) (heads, intros []int32) {
	heads, intros = room.heads[:0], room.intros[:0]
	for _, i := range marks {
		t := &tokens[i]
		if int(t.start)+8 > len(text) {
			heads, intros = append(heads, i), append(intros, i)
			continue
		}
		head := load64(text[t.start:]) | caseFold
		word := mixKey(head & (^uint64(0) >> (64 - 8*min(t.end-t.start, 8))))
		if m.words.mayHold(word) {
			intros = append(intros, i)
		}
		// A word that a short phrase begins may be joined to others: "o1-based".
		if t.shape&shapeJoint != 0 || m.phrases.mayHold(mixKey(head)) || m.shorts.mayHold(word) {
			heads = append(heads, i)
		}
	}
	for _, i := range odd {
		if t := &tokens[i]; t.shape&shapeDigit != 0 && shortPhrase(text[t.start:t.end]) {
			heads = append(heads, i)
		}
	}
	return heads, intros
}

// shortPhrase reports whether word may begin with a phrase of less than four bytes: the last of these is a digit.
func shortPhrase(word string) bool {
	return !nameDigit(word[0]) && (nameDigit(word[1]) || len(word) > 2 && nameDigit(word[2]))
}

// headKey returns the first eight bytes of word, or zeros behind a shorter one, without regard to case.
func headKey(word string) (key uint64) {
	for i := range min(8, len(word)) {
		key |= uint64(word[i]|0x20) << (8 * i)
	}
	return key
}

// phraseSpellings returns head with a blank, a hyphen or a line break for each of its blanks and hyphens.
func phraseSpellings(head string) []string {
	at := strings.IndexAny(head, " -")
	if at < 0 {
		return []string{head}
	}
	var all []string
	for _, rest := range phraseSpellings(head[at+1:]) {
		for _, between := range []string{" ", "-", "\n"} {
			all = append(all, head[:at]+between+rest)
		}
	}
	return all
}
