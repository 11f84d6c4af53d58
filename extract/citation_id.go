package extract

import (
	"strings"

	"stemma"
)

// arxiv reads a reference to arXiv whose x stands at the offset: "arXiv:2011.13456v2",
// "arxiv.org/abs/hep-th/9901001". The forms of the identifier are those of
// https://info.arxiv.org/help/arxiv_identifier.html; the version is no part of the ID.
func (c *citer) arxiv(at int) {
	start, end := at-2, at+3
	if end > len(c.text) || c.text[at+1]|0x20 != 'i' {
		return
	}
	if start < c.floor || !strings.EqualFold(c.text[start:end], "arxiv") || start > 0 && asciiLetter(c.text[start-1]) {
		return
	}
	rest := c.text[end:]
	for _, joint := range [...]string{".org/abs/", ".org/pdf/", ".org/html/", " preprint arXiv:", " preprint: ", " e-print ", " eprint ", ": ", ":", ".", " "} {
		if tail, ok := strings.CutPrefix(rest, joint); ok {
			if id, length := arxivID(tail); id != "" {
				start = c.prefixed(start, "https://www.", "http://www.", "https://", "http://", "www.", "https://doi.org/10.48550/", "doi:10.48550/", "10.48550/")
				c.identified(stemma.CitationArXiv, id, start, end+len(joint)+length)
				return
			}
		}
	}
}

// arxivID reads the identifier that s starts with, and returns it with its length in
// the text, version included.
func arxivID(s string) (id string, length int) {
	n := 0
	if n = digitRun(s); n == 4 && byteAt(s, 4, '.') {
		more := digitRun(s[5:])
		if more != 4 && more != 5 || s[2] > '1' {
			return "", 0
		}
		n = 5 + more
	} else if n = arxivArchive(s); n > 0 && digitRun(s[n:]) == 7 {
		n += 7
	} else {
		return "", 0
	}
	length = n
	if byteAt(s, n, 'v') {
		if version := digitRun(s[n+1:]); version > 0 && version < 3 {
			length += 1 + version
		}
	}
	if length < len(s) && (asciiLetter(s[length]) || asciiDigit(s[length])) {
		return "", 0
	}
	return s[:n], length
}

// arxivArchive returns the length of "hep-th/" or "math.GT/" at the start of s.
func arxivArchive(s string) int {
	slash := strings.IndexByte(s[:min(len(s), 20)], '/')
	if slash < 2 {
		return 0
	}
	for i := 0; i < slash; i++ {
		if !asciiLetter(s[i]) && s[i] != '-' && s[i] != '.' {
			return 0
		}
	}
	return slash + 1
}

// digitRun returns how many digits s starts with, ten at most.
func digitRun(s string) int {
	n := 0
	for n < len(s) && n < 10 && asciiDigit(s[n]) {
		n++
	}
	return n
}

// maxDOI bounds a DOI's suffix, in bytes.
const maxDOI = 200

// doi reads the DOI whose "10." stands at the offset (ISO 26324), without the full stop
// or bracket of the sentence around it. A DOI of arXiv's own counts as its arXiv id.
func (c *citer) doi(at int) bool {
	registrant := digitRun(c.text[at+3:])
	slash := at + 3 + registrant
	if registrant < 4 || !byteAt(c.text, slash, '/') || at > 0 && (asciiDigit(c.text[at-1]) || asciiLetter(c.text[at-1]) || c.text[at-1] == '.') {
		return false
	}
	end := slash + 1
	for end < len(c.text) && end-slash < maxDOI && isDOIByte(c.text[end]) {
		end++
	}
	suffix := strings.TrimRight(c.text[slash+1:end], ".,;:'\"")
	for strings.HasSuffix(suffix, ")") && strings.Count(suffix, "(") < strings.Count(suffix, ")") {
		suffix = strings.TrimRight(suffix[:len(suffix)-1], ".,;:'\"")
	}
	if len(suffix) < 2 || len(suffix) > 6 && strings.EqualFold(suffix[:6], "arxiv.") {
		return false
	}
	end = slash + 1 + len(suffix)
	start := c.prefixed(at, "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "dx.doi.org/", "doi.org/", "doi: ", "doi:", "doi ")
	c.identified(stemma.CitationDOI, c.text[at:end], start, end)
	return true
}

func isDOIByte(b byte) bool {
	return b > ' ' && b < 0x7f && strings.IndexByte("<>\"{}[]\\^`|", b) < 0
}

// prefixed returns where the longest of the prefixes that end at start begins.
func (c *citer) prefixed(start int, prefixes ...string) int {
	best := start
	for _, p := range prefixes {
		if from := start - len(p); from >= c.floor && from < best && strings.EqualFold(c.text[from:start], p) {
			best = from
		}
	}
	return best
}
