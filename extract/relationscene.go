package extract

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stemma"
)

const (
	relationTokens = 384 // tokens of a scene; a longer sentence is read in pieces
	relationOwn    = 16  // own names that are looked for
)

// A relationScene is a sentence with the spans in it and what is known at that point of the text.
type relationScene struct {
	score      relationScore
	vocabulary *relationVocabulary
	text       string
	start, end int
	tokens     []relationToken
	spans      []relationSpan
	own        []string
	index      int             // sentences before it
	turned     bool            // an earlier sentence speaks of the paper itself
	ours       bool            // this one does
	citations  int             // in the whole text
	first      []relationToken // the words that open it, as they are spelled
	next       []relationToken // the first words of the sentence after it
}

// A relationRoom holds what is needed for one text, to be used again for the next.
type relationRoom struct {
	scene  relationScene
	tokens [relationTokens]relationToken
	first  [relationOpening]relationToken
	next   [relationNextTokens]relationToken // the first words of the sentence that begins at ahead
	ahead  int                               // -1 when no sentence was read ahead
	held   int                               // how many they are
	spans  []relationSpan
	bytes  [256]relationByte // with the first bytes of the own names
}

var relationRooms = sync.Pool{New: func() any { return new(relationRoom) }}

// scenes calls visit with the sentences that hold spans, in text order. What it gives is
// valid until visit returns.
func (m *RelationModel) scenes(text string, citations []stemma.Citation, mentions []stemma.Mention, own []string, visit func(*relationScene)) {
	if len(citations)+len(mentions) == 0 {
		return
	}
	room := relationRooms.Get().(*relationRoom)
	defer relationRooms.Put(room)
	room.spans = appendRelationSpans(room.spans[:0], text, citations, mentions)
	s := &room.scene
	*s = relationScene{
		score: relationScore{model: m}, vocabulary: m.vocabulary, text: text, citations: len(citations), index: -1,
		own: own[:min(len(own), relationOwn)],
	}
	room.ahead = -1
	room.noteOwn()
	room.play(visit)
	clear(room.spans)
	*s = relationScene{}
}

// noteOwn marks the bytes that own names begin with.
func (room *relationRoom) noteOwn() {
	room.bytes = relationBytes
	for _, name := range room.scene.own {
		if r, _ := utf8.DecodeRuneInString(name); name != "" && !unicode.IsSpace(r) {
			room.bytes[name[0]] = byteOwn
		}
	}
}

// play reads the text sentence by sentence until no spans are left.
func (room *relationRoom) play(visit func(*relationScene)) {
	s, spans := &room.scene, room.spans
	start, end := 0, -1
	for from, to := range stemma.Sentences(s.text) {
		if end >= 0 {
			if spans = room.sentence(spans, start, end, from, to, visit); len(spans) == 0 {
				return
			}
		}
		start, end = from, to
	}
	if end >= 0 && len(spans) > 0 {
		room.sentence(spans, start, end, end, end, visit)
	}
}

// sentence visits the sentence [start, end), in pieces where it is long, before the
// sentence [next, nextEnd), and returns the spans behind it.
func (room *relationRoom) sentence(spans []relationSpan, start, end, next, nextEnd int, visit func(*relationScene)) []relationSpan {
	s := &room.scene
	s.index++
	if spans[0].start >= end {
		s.turned = s.turned || room.speaksOfPaper(start, end)
		return spans
	}
	ours := false
	for at := start; at < end; {
		s.start = at
		spans = room.cut(spans, at, end)
		at = s.end
		if len(s.spans) > 0 {
			room.lookAround(next, nextEnd)
			visit(s)
		}
		ours = ours || s.ours
	}
	s.turned = s.turned || ours
	return spans
}

// lookAround reads how the scene opens and the first words of the sentence after it.
func (room *relationRoom) lookAround(next, end int) {
	s := &room.scene
	n, _ := s.vocabulary.read(room.first[:], s.text, int(s.tokens[0].start), s.end, &relationBytes)
	s.first = room.first[:n]
	if room.ahead != next {
		room.ahead = next
		room.held, _ = s.vocabulary.read(room.next[:], s.text, next, end, &relationBytes)
	}
	s.next = room.next[:room.held]
}

// readAgain copies the tokens of the sentence that begins at offset at, if they were read
// ahead, up to offset to or to where an own name may begin. It returns how many they are
// and where they end.
func (room *relationRoom) readAgain(at, to int) (int, int) {
	if room.ahead != at {
		return 0, at
	}
	n := 0
	for n < room.held && int(room.next[n].end) <= to && room.bytes[room.scene.text[room.next[n].start]] != byteOwn {
		room.tokens[n] = room.next[n]
		at = int(room.next[n].end)
		n++
	}
	return n, at
}

// cut reads tokens from offset at on, no further than end, and takes the spans that
// start among them off spans.
func (room *relationRoom) cut(spans []relationSpan, at, end int) []relationSpan {
	s := &room.scene
	s.tokens, s.ours = room.tokens[:0], false
	taken := 0
	for at < end && len(s.tokens) < relationTokens {
		if taken < len(spans) && spans[taken].start <= at {
			at = max(at, s.take(&spans[taken]))
			taken++
			continue
		}
		stop := end
		if taken < len(spans) {
			stop = min(end, spans[taken].start)
		}
		at = room.add(at, stop, spans[taken:])
	}
	if at >= end {
		for taken < len(spans) && spans[taken].start < end {
			s.take(&spans[taken])
			taken++
		}
	}
	s.end = max(at, s.start+1)
	s.spans = spans[:taken]
	return spans[taken:]
}

// take makes one token of a span and returns where it ends.
func (s *relationScene) take(p *relationSpan) int {
	p.token = len(s.tokens)
	t := relationToken{start: int32(p.start), end: int32(p.end), kind: relationName, word: wordAnyName, shape: shapeWord | shapeJoins}
	if p.citation != nil {
		t.kind, t.word = relationCite, wordAnyCite
	}
	s.tokens = append(s.tokens, t)
	return p.end
}

// add appends the tokens of text[at:to], before the spans, and returns where they end:
// behind an own name, which may be long, or at to.
func (room *relationRoom) add(at, to int, spans []relationSpan) int {
	s := &room.scene
	from, n := len(s.tokens), 0
	if from == 0 {
		n, at = room.readAgain(at, to)
	}
	more, at := s.vocabulary.read(room.tokens[from+n:], s.text, at, to, &room.bytes)
	n += more
	own := 0
	if at < to && from+n < relationTokens { // an own name may begin here
		n, at, own = room.addOne(from+n, at, to)
		n -= from
	}
	s.tokens = room.tokens[:from+n]
	s.know(from, spans)
	if own == 0 {
		return at
	}
	t := &s.tokens[from+n-1]
	t.kind, t.word, t.known, t.cue = relationOwnName, wordAnyOwn, 0, 0
	t.shape &= shapeWord
	t.end = max(t.end, t.start+int32(own))
	s.ours = true
	return max(at, int(t.end))
}

// addOne puts the token that begins at offset at behind the first n; none when there is
// but white space beyond ASCII. It returns how many there are then, where they end, and
// the length of the own name that begins with the token.
func (room *relationRoom) addOne(n, at, to int) (count, end, own int) {
	s := &room.scene
	more, end := s.vocabulary.read(room.tokens[n:n+1], s.text, at, to, &relationBytes)
	switch {
	case more == 0:
		return n, end, 0
	case int(room.tokens[n].start) > at:
		return n, int(room.tokens[n].start), 0
	}
	return n + 1, end, s.ownAt(at)
}

// know tells of the tokens from the one at from on how they are called and what they
// mean. A word of a name says nothing by its meaning: "Rival" rivals none.
func (s *relationScene) know(from int, spans []relationSpan) {
	tokens := s.tokens
	for i := from; i < len(tokens); i++ {
		t := &tokens[i]
		number := t.word
		if t.shape&(shapeNumber|shapeCoined) != 0 {
			t.word = wordAnyNumber
			if t.shape&shapeNumber == 0 {
				t.word = wordAnyTerm
			}
		}
		if number == wordUnknown || int(number) >= len(relationLexicon.entries) {
			continue
		}
		if (number == wordAnd || number == wordOr) && t.shape&(shapeHigh|shapeCoined) == 0 {
			t.shape |= shapeJoins
		}
		entry := &relationLexicon.entries[number]
		if entry.says != 0 {
			s.ours = s.ours || s.oursAt(entry.says, t, i)
		}
		if !relationNamed(spans, t) && !(s.capitalInside(i) && entry.cue&relationOurs == 0) {
			t.known, t.cue = uint16(number), entry.cue
		}
	}
}

// relationAheadSpans is how many spans may begin between a name and its citation.
const relationAheadSpans = 3

// relationNamed reports whether t is part of the name that one of the next citations has beside it.
func relationNamed(spans []relationSpan, t *relationToken) bool {
	start, end := int(t.start), int(t.end)
	for i := range spans[:min(len(spans), relationAheadSpans)] {
		p := &spans[i]
		if p.named <= start && end <= p.start && end <= p.named+len(p.name()) {
			return true
		}
	}
	return false
}

// capitalInside reports whether the token at i has a capital that the start of its
// sentence does not give it, as names have.
func (s *relationScene) capitalInside(i int) bool {
	if s.tokens[i].shape&shapeHigh == 0 || i == 0 {
		return false
	}
	word := s.tokens[i].text(s.text)
	if len(word) < 2 || word[1] < 'a' || word[1] > 'z' {
		return false
	}
	before := &s.tokens[i-1]
	return before.shape&shapeWord != 0 || before.text(s.text) == ","
}

// speaksOfPaper reports whether the sentence [start, end), which holds no span, speaks of
// the paper itself.
func (room *relationRoom) speaksOfPaper(start, end int) bool {
	s := &room.scene
	n, at := room.readAgain(start, end)
	s.tokens = room.tokens[:n]
	if s.speaks(0) {
		return true
	}
	for at < end {
		kept := len(s.tokens)
		n, next := s.vocabulary.read(room.tokens[kept:], s.text, at, end, &room.bytes)
		if next < end && kept+n < relationTokens { // an own name may begin here
			var own int
			if n, next, own = room.addOne(kept+n, next, end); own > 0 {
				return true
			}
			n -= kept
		}
		s.tokens = room.tokens[:kept+n]
		if s.speaks(kept) {
			return true
		}
		if at = next; len(s.tokens) == relationTokens {
			room.tokens[0] = s.tokens[relationTokens-1]
			s.tokens = room.tokens[:1]
		}
	}
	return false
}

// speaks reports whether one of the tokens from from on speaks of the paper.
func (s *relationScene) speaks(from int) bool {
	for i := from; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if entry := relationLexicon.of(t.word); entry.says != 0 && s.oursAt(entry.says, t, i) {
			return true
		}
	}
	return false
}

// oursAt reports whether the token at i, which has the sayings, is "we" or the like, or
// the noun of "this paper".
func (s *relationScene) oursAt(says relationSaying, t *relationToken, i int) bool {
	low := t.shape&(shapeHigh|shapeCoined) == 0
	switch {
	case says&saysOurs != 0:
		return true
	case says&saysOursLow != 0:
		return low
	case says&saysOursHigh != 0:
		return !low
	case says&saysOursThis != 0:
		return low && i > 0 && strings.EqualFold(s.tokens[i-1].text(s.text), "this")
	}
	return false
}

// ownAt returns the length of the own name that begins at offset at, 0 when none does.
func (s *relationScene) ownAt(at int) int {
	longest := 0
	for _, name := range s.own {
		if len(name) > longest && strings.HasPrefix(s.text[at:], name) && clauseLetter(s.text[at+len(name):]) == 0 {
			longest = len(name)
		}
	}
	return longest
}

// breaks reports whether a clause ends at the token at j.
func (s *relationScene) breaks(j int) bool { return s.tokens[j].shape&shapeBreaks != 0 }
