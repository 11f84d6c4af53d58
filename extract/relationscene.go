package extract

import (
	"iter"
	"strings"

	"stemma"
)

const (
	relationTokens = 384 // tokens of a scene; a longer sentence is read in pieces
	relationUsual  = 64  // tokens that few sentences exceed
	relationOwn    = 16  // own names that are looked for
)

// What a token of a scene stands for.
const (
	relationWord = iota
	relationName
	relationCite
	relationOwnName
	relationMark
)

// A relationToken is a word of a scene, or a whole span that is read as one.
type relationToken struct {
	clauseToken
	*relationEntry
	kind int8
	hash uint64 // of what call returns; 0 until it is asked for
}

// A relationScene is a sentence with the spans in it and what is known at that point of the text.
type relationScene struct {
	text       string
	start, end int
	tokens     []relationToken
	spans      []relationSpan
	own        []string
	index      int    // sentences before it
	turned     bool   // an earlier sentence speaks of the paper itself
	ours       bool   // this one does
	next       string // the sentence after it
	citations  int    // in the whole text
}

// relationScenes yields the sentences that hold spans, in text order. What it yields is
// valid until the next is asked for.
func relationScenes(text string, citations []stemma.Citation, mentions []stemma.Mention, own []string) iter.Seq[*relationScene] {
	return func(yield func(*relationScene) bool) {
		s := &relationScene{text: text, own: own[:min(len(own), relationOwn)], citations: len(citations), index: -1}
		spans := relationSpans(text, citations, mentions)
		if len(spans) == 0 {
			return
		}
		s.tokens = make([]relationToken, 0, relationUsual)
		start, end := 0, -1
		for from, to := range stemma.Sentences(text) {
			if end >= 0 {
				var ok bool
				if spans, ok = s.play(spans, start, end, text[from:to], yield); !ok || len(spans) == 0 {
					return
				}
			}
			start, end = from, to
		}
		if end >= 0 {
			s.play(spans, start, end, "", yield)
		}
	}
}

// play yields the sentence [start, end), in pieces where it is long, and returns the
// spans behind it.
func (s *relationScene) play(spans []relationSpan, start, end int, next string, yield func(*relationScene) bool) ([]relationSpan, bool) {
	s.index++
	if spans[0].start >= end {
		s.turned = s.turned || s.speaksOfPaper(start, end)
		return spans, true
	}
	s.next = next
	ours := false
	for at := start; at < end; {
		s.start = at
		spans = s.cut(spans, at, end)
		at = s.end
		if len(s.spans) > 0 && !yield(s) {
			return nil, false
		}
		ours = ours || s.ours
	}
	s.turned = s.turned || ours
	return spans, true
}

// cut reads tokens from offset at on, no further than end, and takes the spans that
// start among them off spans.
func (s *relationScene) cut(spans []relationSpan, at, end int) []relationSpan {
	s.tokens, s.ours = s.tokens[:0], false
	taken := 0
	var word [1]clauseToken
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
		read := clauseTokens(word[:0], s.text, at, stop)
		if len(read) == 0 {
			at = stop
			continue
		}
		at = s.add(read[0], relationNamed(spans[taken:], read[0]))
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
	kind := int8(relationName)
	if p.citation != nil {
		kind = relationCite
	}
	token := relationToken{clauseToken: clauseToken{p.start, p.end, true}, relationEntry: relationUnknown, kind: kind}
	s.tokens = append(s.tokens, token)
	return p.end
}

// relationAheadSpans is how many spans may begin between a name and its citation.
const relationAheadSpans = 3

// relationNamed reports whether t is part of the name that one of the next citations has beside it.
func relationNamed(spans []relationSpan, t clauseToken) bool {
	for _, p := range spans[:min(len(spans), relationAheadSpans)] {
		if p.named <= t.start && t.end <= p.start && t.end <= p.named+len(p.name()) {
			return true
		}
	}
	return false
}

// add appends a word, or the own name that begins with it, and returns where it ends. A
// word of a name says nothing by its meaning: "Rival" rivals none.
func (s *relationScene) add(t clauseToken, named bool) int {
	token := relationToken{clauseToken: t, relationEntry: relationUnknown}
	if !t.word {
		token.kind = relationMark
	}
	if n := s.ownAt(t); n > 0 {
		token.kind = relationOwnName
		token.end = max(token.end, t.start+n)
		s.ours = true
	}
	if token.kind == relationWord {
		if entry, ok := relationLexicon.lookUp(t.text(s.text)); ok && !named && !(s.capitalInside(t) && entry.cue&relationOurs == 0) {
			token.relationEntry = entry
		}
		s.ours = s.ours || s.oursAt(t, s.before())
	}
	s.tokens = append(s.tokens, token)
	return token.end
}

// capitalInside reports whether t has a capital that the start of its sentence does not
// give it, as names have.
func (s *relationScene) capitalInside(t clauseToken) bool {
	word := t.text(s.text)
	if len(word) < 2 || word[0] < 'A' || word[0] > 'Z' || word[1] < 'a' || word[1] > 'z' {
		return false
	}
	before := s.before()
	return before.end > 0 && (before.word || before.text(s.text) == ",")
}

// before returns the last token so far, the zero token when there is none.
func (s *relationScene) before() clauseToken {
	if len(s.tokens) == 0 {
		return clauseToken{}
	}
	return s.tokens[len(s.tokens)-1].clauseToken
}

// speaksOfPaper reports whether the sentence [start, end), which holds no span, speaks of
// the paper itself.
func (s *relationScene) speaksOfPaper(start, end int) bool {
	var word [1]clauseToken
	var before clauseToken
	for at := start; at < end; at = before.end {
		read := clauseTokens(word[:0], s.text, at, end)
		if len(read) == 0 {
			return false
		}
		if s.oursAt(read[0], before) || s.ownAt(read[0]) > 0 {
			return true
		}
		before = read[0]
	}
	return false
}

// oursAt reports whether t, which follows before, is "we" or the like, or the noun of
// "this paper".
func (s *relationScene) oursAt(t, before clauseToken) bool {
	word := t.text(s.text)
	switch len(word) {
	case 1:
		return word == "I"
	case 2:
		return strings.EqualFold(word, "we") || word == "us"
	case 3:
		if strings.EqualFold(word, "our") {
			return true
		}
	}
	switch word {
	case "ours":
		return true
	case "paper", "work", "article", "thesis", "study", "report", "survey", "letter", "note":
		return strings.EqualFold(before.text(s.text), "this")
	}
	return false
}

// ownAt returns the length of the own name that begins at t, 0 when none does.
func (s *relationScene) ownAt(t clauseToken) int {
	longest := 0
	for _, name := range s.own {
		if len(name) > longest && strings.HasPrefix(s.text[t.start:], name) && clauseLetter(s.text[t.start+len(name):]) == 0 {
			longest = len(name)
		}
	}
	return longest
}
