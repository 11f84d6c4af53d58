package extract

import (
	"strings"

	"stemma"
)

// Links returns the code links and web addresses of text in the order of the text,
// each normalised to a target. Offsets are byte offsets [Start, End) on rune borders, and
// Raw is the very bytes between them, however broken; links never overlap. A text
// without any gives nil and allocates nothing.
//
// An address that is given twice in one go (\href{X}{X}, [X](X), X{X}) is one link.
// Where an address can be read in two ways, the likelier is given, and the other is
// its Alternative.
//
// The text is read once from left to right: only a full stop or a colon between the
// right neighbours is looked at closely, and nothing that was part of an address, or was
// found to be no host, is read again. The time is linear in the length of the text.
func Links(text string) []stemma.Link {
	s := linkScanner{text: text}
	s.scan()
	return s.links
}

// scan finds the links of the text, and adds each.
func (s *linkScanner) scan() {
	text := s.text
	dot, colon := -1, -1
	for s.pos < len(text) {
		if dot < s.pos {
			dot = nextDot(text, s.pos)
		}
		if colon < s.pos {
			colon = indexFrom(text, s.pos, ':')
		}
		at := min(dot, colon)
		if at == len(text) {
			break
		}
		s.pos = at + 1
		if at == colon {
			s.atColon(at)
		} else {
			s.atDot(at)
		}
	}
}

// nextDot returns the offset of the first full stop from an offset on that an address
// may hold; len(text) when there is none. Most end a sentence: a space follows, and
// behind it no small letter, as one would that a torn host goes on with.
func nextDot(text string, from int) int {
	for {
		dot := indexFrom(text, from, '.')
		if dot+2 >= len(text) || text[dot+1] != ' ' || isLower(text[dot+2]) || isSpace(text[dot+2]) {
			return dot
		}
		from = dot + 2
	}
}

func indexFrom(text string, from int, c byte) int {
	if i := strings.IndexByte(text[from:], c); i >= 0 {
		return from + i
	}
	return len(text)
}

// linkScanner is the state of one pass over a text.
type linkScanner struct {
	text  string
	pos   int // where to look on
	floor int // no host begins before this offset
	done  int // where the last link ended
	links []stemma.Link
	each  func(Spelling) // takes every address in the place of links; nil for none
	addr  address        // scratch
}

// atColon reads what a colon at offset i announces: a scheme, or a Software Heritage
// identifier.
func (s *linkScanner) atColon(i int) {
	if i < 3 || i+1 == len(s.text) {
		return
	}
	switch s.text[i-1] | 0x20 {
	case 'p', 's', 't', 'h':
	default:
		return
	}
	if s.swhid(i) {
		return
	}
	start := schemeStart(s.text[s.done:i])
	host, ok := slashes(s.text, i+1)
	if start < 0 || !ok {
		return
	}
	start += s.done
	s.addr.reset(s.text, start, host)
	if s.addr.readHost(true) && (validHost(s.addr.host()) || s.addr.mendHost()) {
		s.finish(strings.ToLower(s.text[start:i]))
	}
}

func (s *linkScanner) swhid(i int) bool {
	start := i - len("swh")
	if start < s.done {
		return false
	}
	n := swhidLength(s.text[start:])
	if n > 0 {
		s.addr.reset(s.text, start, start)
		s.add(stemma.Link{Start: start, End: start + n, Target: swhTarget(s.text[start : start+n])})
	}
	return n > 0
}

// atDot reads the host that a full stop at offset i may be part of, where no scheme
// says that it is one.
func (s *linkScanner) atDot(i int) {
	if i == 0 || i+1 == len(s.text) || !isAlnum(s.text[i-1]) {
		return
	}
	switch next := s.text[i+1]; {
	case isAlpha(next):
		s.bareHost(i)
	case isDigit(next):
		s.doi(i)
	case isSpace(next):
		s.brokenHost(i)
	}
}

func (s *linkScanner) doi(i int) {
	start := i - len("10")
	if start < s.floor || s.text[start:i] != "10" || !isArtefactDOI(s.text[start:]) || start > s.floor && isAlnum(s.text[start-1]) {
		return
	}
	s.addr.reset(s.text, start, start)
	s.addr.literal("doi.org/")
	s.finish("https")
}

// bareHost reads the host around the full stop at offset i.
func (s *linkScanner) bareHost(i int) {
	start, end := s.hostBorders(i)
	s.floor, s.pos = end, end
	start += gluedWord(s.text[:start], s.text[start:end])
	host := s.text[start:end]
	if !worthReading(host) {
		return
	}
	isNamed := named(host)
	if !isNamed && !hasPrefixFold(host, "www.") && !clearlyHost(host) {
		return
	}
	if !s.pathAt(end, isNamed) && !s.standsAlone(start, end) {
		return
	}
	if start, ok := s.before(start, isNamed); ok {
		s.readBare(start, end-len(host))
	}
}

// pathAt reports whether what stands at offset i may be the path behind a host; a
// colon only behind one that has a row ("arXiv.org:1502.00865" is no address).
func (s *linkScanner) pathAt(i int, isNamed bool) bool {
	return i < len(s.text) && (s.text[i] == '/' || s.text[i] == ':' && (isNamed || s.portAt(i+1)))
}

// portAt reports whether a port and a slash stand at offset i.
func (s *linkScanner) portAt(i int) bool {
	end := i
	for end < len(s.text) && end-i < 6 && isDigit(s.text[end]) {
		end++
	}
	return end > i && end < len(s.text) && s.text[end] == '/'
}

// standsAlone reports whether text[start:end], a host, is an address without any path.
func (s *linkScanner) standsAlone(start, end int) bool {
	host := s.text[start:end]
	if end < len(s.text) && s.text[end] == '@' {
		return false
	}
	if named(host) {
		return ownSite(host)
	}
	return hasPrefixFold(host, "www.") && strings.Count(host, ".") > 1 || s.announced(start)
}

// readBare reads the address whose host begins at offset host.
func (s *linkScanner) readBare(start, host int) {
	a := &s.addr
	a.reset(s.text, start, host)
	if a.readHost(false) && validHost(a.host()) && (s.standsAlone(start, a.at) || a.pathFollows()) {
		s.finish("")
	}
}

// announcements are the words before which a host without scheme or path is an address,
// not the name of a company: "available at example.com".
var announcements = [...]string{
	"available at", "accessible at", "accessed at", "found at", "hosted at", "released at", "online at", "deployed at", "downloaded at",
	"downloaded from", "available from", "visit", "website:", "site:", "page:", "demo:", "available at:", "online:",
}

// announced reports whether the words before offset start announce an address.
func (s *linkScanner) announced(start int) bool {
	before := strings.TrimRight(s.text[max(0, start-maxGap):start], " \t\r\n")
	end := max(0, start-maxGap) + len(before)
	head := s.text[max(0, end-24):end]
	for _, words := range announcements {
		if hasSuffixFold(head, words) {
			return end < start
		}
	}
	return false
}

// hostBorders returns the borders of the run of host bytes around offset i.
func (s *linkScanner) hostBorders(i int) (start, end int) {
	start, end = i, i+1
	for start > s.floor && isHost(s.text[start-1]) {
		start--
	}
	for end < len(s.text) && isHost(s.text[end]) {
		end++
	}
	for start < i && !isAlnum(s.text[start]) {
		start++
	}
	for end > i+1 && !isAlnum(s.text[end-1]) {
		end--
	}
	return start, end
}

// worthReading tells most of "e.g", "model.py" and "v1.2a" from hosts without looking
// into a table.
func worthReading(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	return dot >= 0 && len(host)-dot > 2 && len(host) <= maxHost && validTopLevel(host[dot+1:])
}

// before judges what stands in front of a host at offset start, and moves start over
// the "git@" of the ssh form and over a scheme with a slip in it.
func (s *linkScanner) before(start int, isNamed bool) (int, bool) {
	if start == 0 {
		return start, true
	}
	if scheme := brokenScheme(s.text[s.done:start]); scheme >= 0 {
		return s.done + scheme, true
	}
	switch c := s.text[start-1]; {
	case c == '@':
		if head := start - len("git@"); isNamed && head >= s.done && strings.EqualFold(s.text[head:start], "git@") {
			return head, true
		}
		return start, false
	case c == '/' || c == '_' || c == '=' || c == '&' || c >= 0x80:
		return start, isNamed
	default:
		return start, true
	}
}

// brokenHost reads a host of a code host's that white space behind the full stop at i
// has torn: "github. com/o/r".
func (s *linkScanner) brokenHost(i int) {
	next := skipSpace(s.text, i+1)
	if next == len(s.text) || !isLower(s.text[next]) {
		return
	}
	start := i
	for start > s.floor && i-start < len("raw.githubusercontent") && isHost(s.text[start-1]) {
		start--
	}
	end := next
	for end < len(s.text) && end-next < 8 && isLower(s.text[end]) {
		end++
	}
	if end == len(s.text) || s.text[end] != '/' || start > 0 && s.text[start-1] == '@' {
		return
	}
	if host := strings.ToLower(s.text[start:i]) + "." + s.text[next:end]; named(host) {
		s.floor, s.pos = end, end
		s.readBare(start, start)
	}
}

// finish reads the path behind the host of the address, and adds the link.
func (s *linkScanner) finish(scheme string) {
	a := &s.addr
	a.readPath()
	s.floor, s.pos = a.at, a.at
	if a.tooLong {
		return
	}
	a.trim()
	web := schemeFor(scheme)
	target, _ := normalise(web, a.host(), a.path())
	if len(target.URL) > maxAddress {
		return
	}
	link := stemma.Link{Start: a.start, End: a.end(), Target: target}
	if other := a.alternative(target); other != "" {
		if alternative, err := normalise(web, a.host(), other); err == nil && alternative.URL != target.URL {
			link.Alternative = alternative.URL
		}
	}
	if link.Alternative == "" {
		link.Alternative = movedPage(target)
	}
	if link.Alternative == "" {
		link.Alternative = mistypedHost(target)
	}
	s.add(link)
}

// movedPage returns the address that a page of before 2013 has today.
func movedPage(t stemma.Target) string {
	p := placeOf(t.Host)
	if t.Kind != stemma.KindPage || p == nil || p.site == "" || p.site[0] != '.' || p.site == p.host {
		return ""
	}
	return strings.Replace(t.URL, t.Host, t.Owner+p.site, 1)
}

// add appends link, unless it says the one before it again.
func (s *linkScanner) add(link stemma.Link) {
	link.Raw = s.text[link.Start:link.End]
	s.done = link.End
	s.pos = max(s.pos, link.End)
	if s.each != nil {
		s.each(Spelling{Link: link, Read: string(s.addr.spelled), Host: s.addr.hostLen, Ends: s.addr.ends})
		return
	}
	if last := len(s.links) - 1; last >= 0 {
		before := &s.links[last]
		if sameAddress(before.Target, link.Target) && onlyMarkup(s.text[before.End:link.Start]) {
			return
		}
	}
	s.links = append(s.links, link)
}

func sameAddress(a, b stemma.Target) bool {
	return a.Key() == b.Key() && a.Path == b.Path
}

// maxMarkup is the longest that the markup between two spellings of an address can be.
const maxMarkup = 48

// onlyMarkup reports whether gap, between two addresses, holds nothing but brackets,
// quotes, TeX macros and HTML tags.
func onlyMarkup(gap string) bool {
	if len(gap) > maxMarkup {
		return false
	}
	macro := false
	for i := range len(gap) {
		switch c := gap[i]; {
		case isAlpha(c):
			if !macro {
				return false
			}
		case c == '\\' || c == '<':
			macro = true
		case strings.IndexByte("{}[]()>\"'/.", c) >= 0:
			macro = false
		default:
			return false
		}
	}
	return true
}
