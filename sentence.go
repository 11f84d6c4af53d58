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
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\n':
			if blankLine(text[i+1:]) {
				return i + 1
			}
		case '.', '!', '?':
			end := i + 1
			for end < len(text) && strings.IndexByte(".!?)]}\"'", text[end]) >= 0 {
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

func blankLine(rest string) bool {
	line, _, more := strings.Cut(rest, "\n")
	return more && strings.TrimSpace(line) == ""
}

// startsSentence reports whether rest is white space and then something that a
// sentence may begin with.
func startsSentence(rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t\r\n\u00a0")
	if len(trimmed) == len(rest) {
		return false
	}
	if trimmed == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(trimmed)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:)]}", r)
}

// abbreviations end in a full stop that ends no sentence, or seldom one.
var abbreviations = [...]string{
	"al", "e.g", "i.e", "cf", "vs", "fig", "figs", "eq", "eqs", "sec", "secs", "ref", "refs", "resp", "approx",
	"dr", "prof", "mr", "mrs", "ms", "st", "jr", "no", "nos", "vol", "pp", "ed", "eds", "w.r.t", "a.k.a", "viz", "ca", "incl", "et",
}

// abbreviated reports whether text, which stands before a full stop, ends in an
// abbreviation or an initial.
func abbreviated(text string) bool {
	word := text[strings.LastIndexAny(text, " \t\r\n([{~\u00a0")+1:]
	if len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' {
		return true
	}
	for _, a := range abbreviations {
		if strings.EqualFold(word, a) {
			return true
		}
	}
	return false
}

func trimSpan(text string, start, end int) (int, int) {
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}
