package extract

import (
	"bytes"
	"slices"
	"strings"
)

// trim cuts what belongs to the sentence, not to the address, off its end.
func (a *address) trim() {
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
