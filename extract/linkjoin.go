package extract

import (
	"slices"
	"strings"
)

// maxJoins is how many line breaks one address may hold.
const maxJoins = 4

// A token is a run of bytes that may carry an address on behind white space.
type addressToken struct {
	word string // without the punctuation that ends it
	ends bool   // the sentence, or the bracket around the address, ends behind it
}

// maxToken bounds how far a token is read.
const maxToken = 160

func tokenAt(text string, from int) addressToken {
	end := from
	for end < len(text) && end-from < maxToken && (isAlnum(text[end]) || strings.IndexByte("-_./~%", text[end]) >= 0) {
		end++
	}
	word := strings.TrimRight(text[from:end], ".")
	return addressToken{word: word, ends: sentenceEnds(text[from+len(word):])}
}

// sentenceEnds reports whether rest, behind a word, begins with the end of a
// sentence, of a bracket or of the text.
func sentenceEnds(rest string) bool {
	trimmed := strings.TrimLeft(rest, ".)]}\"'")
	if strings.TrimLeft(trimmed[:min(len(trimmed), 16)], " \t\r\n") == "" && len(trimmed) < 16 {
		return true
	}
	return len(trimmed) < len(rest) && (trimmed[0] < 0x80 && !isAlnum(trimmed[0]) || trimmed[0] >= 0x80)
}

// hostWords look like names of repositories and are none.
var hostWords = []string{"GitHub", "Github", "GitLab", "arXiv", "PyTorch", "TensorFlow"}

// name reports whether the token looks like a name that a person gave to code, not
// like a word of prose: a digit, an underscore or a capital inside.
func (t addressToken) name() bool {
	if t.word == "" || slices.Contains(hostWords, t.word) {
		return false
	}
	if i := strings.IndexByte(t.word, '/'); i > 0 && i+1 < len(t.word) {
		return t.word != "and/or"
	}
	return t.code() || strings.IndexByte(t.word, '-') > 0 && (isUpper(t.word[0]) || t.ends)
}

// code reports whether the token holds what words of prose do not.
func (t addressToken) code() bool {
	letters := false
	for i := range len(t.word) {
		c := t.word[i]
		if c == '_' && i > 0 || isDigit(c) && letters || i > 0 && isUpper(c) && isLower(t.word[i-1]) {
			return true
		}
		letters = letters || isAlpha(c)
	}
	return false
}

// fileNames are endings that only addresses have.
var fileNames = [...]string{".html", ".htm", ".pdf", ".zip", ".php", ".tar.gz", ".git", ".ipynb"}

// tail reports whether the token can only be the end of a path.
func (t addressToken) tail() bool {
	for _, ending := range fileNames {
		if len(t.word) > len(ending) && strings.HasSuffix(t.word, ending) {
			return true
		}
	}
	slash := strings.IndexByte(t.word, '/')
	return slash > 0 && slash+1 < len(t.word) && t.ends && isDigit(t.word[slash+1])
}

// join decides whether the address goes on behind the white space at hand, and if so
// moves there.
func (a *address) join() bool {
	next := skipSpace(a.text, a.at)
	if a.joins == maxJoins || next == a.at || next == len(a.text) {
		return false
	}
	t := tokenAt(a.text, next)
	if t.word == "" || hasPrefixFold(t.word, "http") || hasPrefixFold(t.word, "www.") {
		return false
	}
	before := len(a.spelled)
	switch {
	case a.last() == '-' && a.hyphenJoins(t):
		a.other = a.path()[:before-a.hostLen-1] + t.word
	case a.last() == '_' && (t.name() || t.ends):
	case a.hasRepositories():
		if !a.nameJoins(t) {
			return false
		}
		a.otherCut = before
	case isAlnum(a.last()) && t.tail():
		a.otherCut = before
		a.put('_', next-a.at) // PDFs lose the underscore of a link to its underline
	default:
		return false
	}
	a.joins++
	a.at = next
	return true
}

// hyphenJoins reports whether t goes on behind a hyphen at a line's end.
func (a *address) hyphenJoins(t addressToken) bool {
	return isAlnum(t.word[0]) && (t.name() || t.ends || strings.ContainsAny(t.word, "-/"))
}

// nameJoins reports whether t goes on with the owner or the repository, which the
// path so far lacks or breaks off in.
func (a *address) nameJoins(t addressToken) bool {
	path := a.path()
	slash := strings.IndexByte(t.word, '/')
	switch owner := strings.Trim(path, "/"); {
	case owner == "": // "github.com/ owner/repo"
		return slash > 0 && t.word != "and/or" || strings.HasSuffix(t.word, "-")
	case strings.ContainsAny(owner, "/?#"):
		return false
	case a.last() == '/': // "github.com/owner/ repo"
		return isAlnum(t.word[0]) && (t.name() || t.ends)
	case slash == 0: // "github.com/owner /repo"
		return len(t.word) > 1 && isAlnum(t.word[1])
	default: // "github.com/own er/repo"
		rest := addressToken{word: t.word[slash+1:], ends: t.ends}
		return slash > 0 && rest.word != "" && (isDigit(t.word[0]) || rest.code())
	}
}
