package extract

// A promiseTable is the table of promiseWords. Sentences about a release are rare, so that
// it has to be fetched anew for most; of the words that it does not hold it asks
// no more than the eight kilobytes of places.
type promiseTable struct {
	places [1 << promiseWordBits]uint16 // where in words a word may be, 0 for none
	words  []promiseWord
}

type promiseWord struct {
	key  uint64 // see wordKey
	word string
	tag  promiseTag
}

const promiseWordBits = 12

// newPromiseTable returns a table of lower-case words.
func newPromiseTable(words map[string]promiseTag) *promiseTable {
	t := &promiseTable{words: make([]promiseWord, 1, 1+len(words))}
	for word, tag := range words {
		key := wordKey(word)
		at := promiseWordPlace(key)
		for t.places[at] != 0 {
			at = (at + 1) % uint32(len(t.places))
		}
		t.places[at] = uint16(len(t.words))
		t.words = append(t.words, promiseWord{key, word, tag})
	}
	return t
}

func promiseWordPlace(key uint64) uint32 { return mixKey(key) >> (32 - promiseWordBits) }

// lookUp returns the roles of a word, in whatever case; ok is false when it has none.
func (t *promiseTable) lookUp(word string) (tag promiseTag, ok bool) {
	key := wordKey(word)
	for at := promiseWordPlace(key); t.places[at] != 0; at = (at + 1) % uint32(len(t.places)) {
		if w := &t.words[t.places[at]]; w.key == key && len(w.word) == len(word) && clauseHasPrefix(word, w.word) {
			return w.tag, true
		}
	}
	return 0, false
}
