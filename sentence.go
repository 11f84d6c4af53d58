package stemma

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences yields the sentences of text in order, as byte offsets [start, end)
// without surrounding white space. A single line break is white space; a blank line
// ends a sentence. It allocates nothing and looks at each byte a bounded number of times.
func Sentences(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for at := 0; at < len(text); {
			end := sentenceEnd(text, at)
			start, stop := trimSpan(text, at, end)
			if start < stop && !yield(start, stop) {
				return
			}
			at = end
		}
	}
}

// SentenceAt returns the sentence that holds the byte at offset, as byte offsets
// [start, end); the whole text where offset lies in none.
func SentenceAt(text string, offset int) (start, end int) {
	for start, end := range Sentences(text) {
		if offset < end {
			return start, end
		}
	}
	return 0, len(text)
}

// sentenceEnd returns the offset just behind the sentence that starts at from.
func sentenceEnd(text string, from int) int {
	for i := nextStop(text, from); i < len(text); i = nextStop(text, i+1) {
		switch text[i] {
		case '\n':
			if blankLine(text[i+1:]) {
				return i + 1
			}
		case '.', '!', '?':
			end := i + 1
			for end < len(text) && closers[text[end]] {
				end++
			}
			if end == len(text) || startsSentence(text[end:]) && !(text[i] == '.' && end == i+1 && abbreviated(text[from:i])) {
				return end
			}
			i = end - 1
		case 0xE3: // U+3002, the ideographic full stop
			if strings.HasPrefix(text[i:], "。") {
				return i + len("。")
			}
		}
	}
	return len(text)
}

// closers may stand between the stop and the end of a sentence.
var closers = [256]bool{'.': true, '!': true, '?': true, ')': true, ']': true, '}': true, '"': true, '\'': true}

func blankLine(rest string) bool {
	if rest != "" && ' ' < rest[0] && rest[0] < utf8.RuneSelf {
		return false
	}
	line, _, more := strings.Cut(rest, "\n")
	return more && strings.TrimSpace(line) == ""
}

func trimSpan(text string, start, end int) (int, int) {
	for start < end && (text[start] <= ' ' || text[start] >= utf8.RuneSelf) {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for start < end && (text[end-1] <= ' ' || text[end-1] >= utf8.RuneSelf) {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}
