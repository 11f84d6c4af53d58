package extract

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

const (
	relationReach = 12 // tokens of the clause that are looked at on either side
	relationNear  = 5  // of which so many are near

	relationAhead = 4096 // bytes in which a cited name is looked for again
)

// A relationSink takes the features of a span, each a group and a word in it.
// hash is relationHashFolded of the word, which is known where the word is one of the text.
type relationSink interface {
	add(group, word string)
	addHashed(group, word string, hash uint64)
}

// sceneFeatures gives sink what all spans of the scene share.
func (s *relationScene) sceneFeatures(sink relationSink) {
	sink.add("zone", s.zone())
	sink.add("citations", relationNumbers[relationBucket(s.citations)])
	if s.index == 0 {
		sink.add("first", "sentence")
	}
	s.opening(sink, "opening", s.text[s.tokens[0].start:s.end])
	s.opening(sink, "next", s.next)
	s.nextFeatures(sink)
}

// nextFeatures gives sink what the next sentence does with what this one names.
func (s *relationScene) nextFeatures(sink relationSink) {
	var buf [4 * relationReach]clauseToken
	var cues relationCue
	back := false
	for _, t := range clauseTokens(buf[:0], s.next, 0, len(s.next)) {
		word := t.text(s.next)
		if entry, ok := relationLexicon.lookUp(word); ok {
			cues |= entry.cue
		}
		switch word {
		case "these", "This", "this", "their", "both", "its", "it", "them", "latter", "such":
			back = true
		}
	}
	if back {
		sink.add("next", "points back")
	}
	group := "next cue"
	if cues&relationOurs != 0 {
		group = "next cue ours"
		if back {
			sink.add("next", "ours points back")
		}
	}
	s.addCues(sink, group, cues)
}

// relationNumbers are the words for small numbers, so that none is made anew.
var relationNumbers = [...]string{"0", "1", "2", "3", "4", "5", "6", "7"}

// relationBucket maps a count to a small number.
func relationBucket(n int) int {
	bucket := 0
	for n > 0 && bucket < len(relationNumbers)-1 {
		n >>= 1
		bucket++
	}
	return bucket
}

// zone tells where the paper begins to speak of itself: before, there, after.
func (s *relationScene) zone() string {
	switch {
	case s.ours && s.turned:
		return "ours"
	case s.ours:
		return "turn"
	case s.turned:
		return "after"
	}
	return "before"
}

// opening gives sink the first word of a sentence and whether it speaks of the paper.
func (s *relationScene) opening(sink relationSink, group, sentence string) {
	var buf [3]clauseToken
	tokens := clauseTokens(buf[:0], sentence, 0, len(sentence))
	for i, t := range tokens {
		word := t.text(sentence)
		if entry, ok := relationLexicon.lookUp(word); ok && entry.cue&relationOurs != 0 {
			sink.add(group, "*ours")
		}
		if i == 0 {
			sink.add(group, word)
		}
	}
}

// spanFeatures gives sink what stands around one span of the scene.
func (s *relationScene) spanFeatures(sink relationSink, p relationSpan, view relationView) {
	kind := p.kind()
	zone := s.zone()
	sink.add("kind", kind)
	sink.add(kind, relationNumbers[min(3, s.index)])
	sink.add(kind, zone)
	switch kind {
	case "dataset", "benchmark", "metric":
		sink.add("kind", "data")
		sink.add("data", zone)
	}
	s.clauseFeatures(sink, kind, zone, view.verdict)
	s.leftFeatures(sink, kind, zone, view.from)
	s.rightFeatures(sink, kind, view.to)
	s.nameFeatures(sink, p, kind)
	if p.citation != nil {
		sink.add("citations "+kind, relationNumbers[relationBucket(s.citations)])
	}
	if p.token > 0 && s.tokens[p.token-1].text(s.text) == "(" {
		sink.add(kind, "in brackets")
	}
}

// A relationView is the enumeration that a span is part of, and what governs it.
type relationView struct {
	from, to int // tokens
	verdict  relationVerdict
}

// view returns the view of the span p; last is that of the span before it, which may be
// of the same enumeration.
func (s *relationScene) view(p relationSpan, last relationView) relationView {
	if last.from <= p.token && p.token < last.to {
		return last
	}
	from, to := s.list(p.token)
	return relationView{from, to, s.govern(from)}
}

// list returns the tokens [from, to) of the enumeration that the token at i is part of:
// names and citations with nothing but commas, brackets, "and" and "or" between them.
func (s *relationScene) list(i int) (from, to int) {
	from, to = i, i+1
	for j := i - 1; j >= 0 && s.joins(j); j-- {
		if s.tokens[j].kind == relationName || s.tokens[j].kind == relationCite {
			from = j
		}
	}
	for j := i + 1; j < len(s.tokens) && s.joins(j); j++ {
		if s.tokens[j].kind == relationName || s.tokens[j].kind == relationCite {
			to = j + 1
		}
	}
	return from, to
}

// joins reports whether the token at j may stand inside an enumeration.
func (s *relationScene) joins(j int) bool {
	t := s.tokens[j]
	switch t.kind {
	case relationName, relationCite:
		return true
	case relationMark:
		return strings.Contains(",;()[]&/", t.text(s.text))
	case relationWord:
		word := t.text(s.text)
		return word == "and" || word == "or"
	}
	return false
}

// leftFeatures gives sink what stands before the enumeration that begins at from.
func (s *relationScene) leftFeatures(sink relationSink, kind, zone string, from int) {
	var seen relationCue
	for j, n := from-1, 0; j >= 0 && n < relationReach && !s.breaks(j); j, n = j-1, n+1 {
		if n < 3 {
			s.addWord(sink, relationLeft[n], j)
		}
		if n < relationNear {
			s.addWord(sink, "left near", j)
		}
		if cue := s.tokens[j].cue; cue != 0 {
			s.addWord(sink, "left cue word", j)
			if seen == 0 {
				s.addCues(sink, "nearest left", cue)
				s.addCues(sink, relationNearest(kind), cue)
			}
			seen |= cue
		}
	}
	s.addCues(sink, "left", seen)
	s.addCues(sink, relationZoned(zone), seen)
	if from == 0 {
		sink.add("left", "nothing")
	}
}

// rightFeatures gives sink what stands behind the enumeration that ends before to.
func (s *relationScene) rightFeatures(sink relationSink, kind string, to int) {
	var seen relationCue
	found := false
	for j, n := to, 0; j < len(s.tokens) && n < relationReach && !s.breaks(j); j, n = j+1, n+1 {
		if n < 3 {
			s.addWord(sink, relationRight[n], j)
		}
		if n < relationNear {
			s.addWord(sink, "right near", j)
		}
		if cue := s.tokens[j].cue; cue != 0 {
			if !found {
				found = true
				s.addCues(sink, "nearest right", cue)
			}
			seen |= cue
		}
	}
	s.addCues(sink, "right", seen)
	if to == len(s.tokens) {
		sink.add("right", "nothing")
	}
}

var (
	relationLeft  = [...]string{"left 1", "left 2", "left 3"}
	relationRight = [...]string{"right 1", "right 2", "right 3"}
)

// relationNearest names the group of the nearest cue of one kind of span.
func relationNearest(kind string) string {
	switch kind {
	case "narrative", "bracketed":
		return "nearest left of citation"
	case "dataset", "benchmark", "metric":
		return "nearest left of data"
	}
	return "nearest left of method"
}

// relationZoned names the group of the cues of one zone.
func relationZoned(zone string) string {
	switch zone {
	case "before":
		return "left before"
	case "after":
		return "left after"
	}
	return "left ours"
}

// nameFeatures gives sink what the name itself says.
func (s *relationScene) nameFeatures(sink relationSink, p relationSpan, kind string) {
	if p.again {
		sink.add(kind, "again")
	}
	if p.repeated && !p.again {
		sink.add(kind, "comes again")
	}
	name := p.name()
	if p.citation != nil && name != "" {
		sink.add("citation", "named")
		rest := s.text[p.end:min(len(s.text), p.end+relationAhead)]
		if relationContains(rest, name) {
			sink.add(kind, "comes again")
		}
	}
	for _, own := range s.own {
		if len(name) > 2 && strings.Contains(own, name) {
			sink.add(kind, "in own name")
			break
		}
	}
	if strings.ContainsAny(name, "0123456789") {
		sink.add(kind, "digit")
	}
	if r, _ := utf8.DecodeRuneInString(s.text[p.end:]); r == '-' {
		sink.add("right", "hyphen")
	}
}

// breaks reports whether a clause ends at the token at j.
func (s *relationScene) breaks(j int) bool {
	if s.tokens[j].kind != relationMark {
		return false
	}
	switch s.tokens[j].text(s.text) {
	case ";", ":":
		return true
	}
	return false
}

// addWord gives sink the token at j.
func (s *relationScene) addWord(sink relationSink, group string, j int) {
	t := &s.tokens[j]
	word := s.call(*t)
	if t.hash == 0 {
		t.hash = relationHashFolded(word)
	}
	sink.addHashed(group, word, t.hash)
}

// call returns how a token is called in features: all names are alike, whether or not
// they were found as spans, and so are all numbers.
func (s *relationScene) call(t relationToken) string {
	switch t.kind {
	case relationName:
		return "*name"
	case relationCite:
		return "*cite"
	case relationOwnName:
		return "*own"
	}
	word := t.text(s.text)
	switch {
	case word[0] >= '0' && word[0] <= '9':
		return "*number"
	case relationCoined(word):
		return "*term"
	}
	return word
}

// relationCoined reports whether word looks like a name: a digit or a capital in it.
func relationCoined(word string) bool {
	for i := 1; i < len(word); i++ {
		if c := word[i]; 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			return true
		}
	}
	return false
}

// addCues gives sink the names of cues.
func (s *relationScene) addCues(sink relationSink, group string, cues relationCue) {
	for ; cues != 0; cues &= cues - 1 {
		i := bits.TrailingZeros32(uint32(cues))
		sink.addHashed(group, relationCueNames[i], relationCueHashes[i])
	}
}
