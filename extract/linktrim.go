package extract

import (
	"bytes"
	"slices"
	"strings"
)

// trim cuts what belongs to the sentence, not to the address, off its end.
func (a *address) trim() {
	a.cutNames()
	a.cutSentence()
	for len(a.spelled) > a.hostLen {
		c := a.last()
		if strings.IndexByte(".,;:!?*'", c) < 0 && !a.emphasised(c) && c != '(' {
			break
		}
		a.cut(len(a.spelled) - 1)
	}
}

// emphasised reports whether c ends an emphasis of Markdown that began right before
// the address.
func (a *address) emphasised(c byte) bool {
	return c == '_' && a.start > 0 && a.text[a.start-1] == '_'
}

// cutNames cuts the address at the first byte that its owner or repository cannot
// hold.
func (a *address) cutNames() {
	if !a.hasRepositories() {
		return
	}
	segments := 0
	for i := a.hostLen; i < len(a.spelled); i++ {
		switch c := a.spelled[i]; {
		case c == '/':
			if i == a.hostLen || a.spelled[i-1] != '/' {
				segments++
			}
		case c == '?' || c == '#' || segments > 2:
			return
		case !isAlnum(c) && strings.IndexByte("-._~%", c) < 0:
			a.cut(i)
			return
		}
	}
}

// openers are words that begin a sentence and seldom a file's ending; sorted.
var openers = []string{
	"A", "All", "An", "Code", "Data", "Demo", "For", "Finally", "Further", "However", "In", "It", "Moreover", "Our", "Project", "The",
	"Then", "These", "This", "Through", "To", "Videos", "We",
}

// cutSentence cuts the first word of the next sentence, where the space between them
// is missing: "github.com/o/r.We show".
func (a *address) cutSentence() {
	dot := bytes.LastIndexByte(a.spelled, '.')
	if dot <= a.hostLen || !isSpace(a.byteAt(a.end())) || !slices.Contains(openers, string(a.spelled[dot+1:])) {
		return
	}
	a.other = a.path()
	a.cut(dot)
}
