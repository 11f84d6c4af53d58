package extract

import (
	"strings"

	"stemma"
)

// An address is a web address under reading: what it spells once the residue of
// typesetting is taken out, and for each byte of that, where it ended in the text.
type address struct {
	text     string
	start    int    // offset of the first byte
	at       int    // offset to read on
	spelled  []byte // host, in lower case, and path
	ends     []int  // ends[i] is the offset behind the bytes that spell spelled[i]
	hostLen  int
	joins    int
	open     int    // round brackets that are open
	openAt   int    // length of spelled where the outermost of them stands
	tooLong  bool   // longer than maxAddress
	segment  int    // slashes of the path so far
	names    bool   // the host serves repositories: OWNER/REPO must be names
	other    string // a less likely path
	otherCut int    // length of spelled at which the less likely reading ends; 0 if none
}

func (a *address) reset(text string, start, host int) {
	*a = address{text: text, start: start, at: host, spelled: a.spelled[:0], ends: a.ends[:0]}
}

func (a *address) host() string { return string(a.spelled[:a.hostLen]) }
func (a *address) path() string { return string(a.spelled[a.hostLen:]) }

// end returns the offset behind the last byte of the address.
func (a *address) end() int {
	if len(a.ends) == 0 {
		return a.at
	}
	return a.ends[len(a.ends)-1]
}

// put spells c with the next n bytes of the text.
func (a *address) put(c byte, n int) {
	a.at += n
	if len(a.spelled) >= maxAddress {
		a.tooLong = true
		return
	}
	a.spelled = append(a.spelled, c)
	a.ends = append(a.ends, a.at)
}

// literal spells a host that the text leaves out.
func (a *address) literal(s string) {
	for i := range len(s) {
		a.put(s[i], 0)
	}
	a.hostLen = strings.IndexByte(s, '/')
}

func (a *address) cut(n int) {
	a.spelled, a.ends = a.spelled[:n], a.ends[:n]
}

// last returns the last byte spelled, or 0.
func (a *address) last() byte {
	if len(a.spelled) == 0 {
		return 0
	}
	return a.spelled[len(a.spelled)-1]
}

// byteAt returns the byte at offset i of the text, or 0 behind its end.
func (a *address) byteAt(i int) byte {
	if i < len(a.text) {
		return a.text[i]
	}
	return 0
}

// alternative returns the less likely path, or "".
func (a *address) alternative(t stemma.Target) string {
	switch {
	case a.other != "":
		return a.other
	case a.otherCut > a.hostLen && a.otherCut < len(a.spelled):
		return string(a.spelled[a.hostLen:a.otherCut])
	case t.Kind == stemma.KindRepository && t.Path == "" && a.byteAt(a.end()) == '.' && isAlnum(a.last()) && strings.HasSuffix(a.path(), t.Repo):
		return a.path() + "."
	}
	return ""
}
