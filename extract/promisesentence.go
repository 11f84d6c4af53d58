package extract

import (
	"strings"

	"stemma"
)

// sentenceAround returns the sentence that stemma.Sentences yields for the byte at offset
// at, which is no white space, without a look at all that stands before it. A sentence
// ends at from, or the text begins there.
//
// Where a sentence ends depends on the word before its full stop and on what follows, so
// that from a space on the borders are those of the whole text. The first space that is
// tried stands before the last full stop; it does not do where that was an abbreviation's,
// and others are tried further and further back, each time four times as far.
func sentenceAround(text string, from, at int) (start, end int) {
	for before := lastStop(text, from, at); ; {
		space := spaceBefore(text, from, before)
		start, ok := lastSentence(text[space : at+1])
		if ok || space == from {
			start += space
			return start, sentenceEnd(text, max(start, spaceBefore(text, start, at)))
		}
		before = at - 4*(at-space+16)
	}
}

// lastStop returns the offset of the last full stop before at that a space follows, from
// when there is none.
func lastStop(text string, from, at int) int {
	for i := at - 1; i > from; i-- {
		if text[i] == ' ' && text[i-1] == '.' {
			return i - 1
		}
	}
	return from
}

// spaceBefore returns the offset of the last space before at; from when there is none
// behind it.
func spaceBefore(text string, from, at int) int {
	if at <= from {
		return from
	}
	return from + max(0, strings.LastIndexByte(text[from:at], ' '))
}

// lastSentence returns where the last sentence begins; ok is false when it is the first too.
func lastSentence(text string) (start int, ok bool) {
	n := 0
	for from := range stemma.Sentences(text) {
		start = from
		n++
	}
	return start, n > 1
}

// sentenceEnd returns where the first sentence from the offset on ends.
func sentenceEnd(text string, from int) int {
	for _, end := range stemma.Sentences(text[from:]) {
		return from + end
	}
	return len(text)
}
