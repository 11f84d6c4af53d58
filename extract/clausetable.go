package extract

// A clauseTable holds what is known of lower-case ASCII words. It is asked for nearly every word of
// the sentences that are read, and holds few of them, so that it does without the copy
// in lower case that a map would need: the key of a word knows no case (see wordKey).
type clauseTable[V any] struct {
	cells []clauseCell[V] // a power of two of them, most of them empty
	shift uint
}

type clauseCell[V any] struct {
	key   uint64
	word  string
	value V
}

// newClauseTable returns a table of words.
func newClauseTable[V any](words map[string]V) *clauseTable[V] {
	t := &clauseTable[V]{shift: 31}
	for 1<<(32-t.shift) < 4*len(words) {
		t.shift--
	}
	t.cells = make([]clauseCell[V], 1<<(32-t.shift))
	for word, value := range words {
		at := t.place(wordKey(word))
		for t.cells[at].word != "" {
			at = (at + 1) & (len(t.cells) - 1)
		}
		t.cells[at] = clauseCell[V]{wordKey(word), word, value}
	}
	return t
}

func (t *clauseTable[V]) place(key uint64) int { return int(mixKey(key) >> t.shift) }

// lookUp finds word, in whatever case.
func (t *clauseTable[V]) lookUp(word string) (V, bool) {
	key := wordKey(word)
	for at := t.place(key); ; at = (at + 1) & (len(t.cells) - 1) {
		c := &t.cells[at]
		if c.key == key && len(c.word) == len(word) && clauseHasPrefix(word, c.word) || c.word == "" {
			return c.value, c.word != ""
		}
	}
}
