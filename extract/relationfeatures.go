package extract

import "strings"

const (
	relationReach = 12   // tokens of the clause that are looked at on either side
	relationAhead = 4096 // bytes in which a cited name is looked for again
)

// sceneFeatures counts what all spans of the scene share.
func (s *relationScene) sceneFeatures() {
	s.score.add(groupZone.set(), s.zone().word())
	s.score.add(groupCitations.set(), relationBucket(s.citations))
	if s.index == 0 {
		s.score.add(groupFirst.set(), wordSentence)
	}
	s.opening(groupOpening, s.first)
	s.opening(groupNext, s.next[:min(len(s.next), relationOpening)])
	s.nextFeatures()
}

// relationOpening is how many words open a sentence.
const relationOpening = 3

// opening counts the first word of a sentence and whether it speaks of the paper.
func (s *relationScene) opening(group relationGroup, words []relationToken) {
	for i := range words {
		t := &words[i]
		if relationLexicon.of(t.word).cue&relationOurs != 0 {
			s.score.add(group.set(), wordPaper)
		}
		if i == 0 {
			s.score.add(group.set(), t.word)
		}
	}
}

// relationNextTokens is how many words of the next sentence are read.
const relationNextTokens = 4 * relationReach

// nextFeatures counts what the next sentence does with what this one names.
func (s *relationScene) nextFeatures() {
	var cues relationCue
	back := false
	for i := range s.next {
		t := &s.next[i]
		entry := relationLexicon.of(t.word)
		cues |= entry.cue
		if entry.says&saysBack != 0 && t.shape&shapeCoined == 0 && (t.shape&shapeHigh == 0 || entry.says&saysBackHigh != 0) {
			back = true
		}
	}
	if back {
		s.score.add(groupNext.set(), wordPointsBack)
	}
	group := groupNextCue
	if cues&relationOurs != 0 {
		group = groupNextCueOurs
		if back {
			s.score.add(groupNext.set(), wordOursPointsBack)
		}
	}
	s.score.addCues(group.set(), cues)
}

// relationBucket maps a count to the word for a small number.
func relationBucket(n int) relationWordNumber {
	bucket := wordNought
	for n > 0 && bucket < wordSeven {
		n >>= 1
		bucket++
	}
	return bucket
}

// zone tells where the paper begins to speak of itself: before, there, after.
func (s *relationScene) zone() relationZone {
	switch {
	case s.ours && s.turned:
		return zoneOurs
	case s.ours:
		return zoneTurn
	case s.turned:
		return zoneAfter
	}
	return zoneBefore
}

// spanFeatures counts what stands around one span of the scene.
func (s *relationScene) spanFeatures(p *relationSpan, view *relationView) {
	kind := p.kind
	zone := s.zone()
	s.score.add(groupKind.set(), kind.word())
	s.score.add(kind.group(), relationCount(min(3, s.index)))
	s.score.add(kind.group(), zone.word())
	if kind.data() {
		s.score.add(groupKind.set(), wordData)
		s.score.add(groupData.set(), zone.word())
	}
	s.clauseFeatures(kind, zone, view.verdict)
	s.leftFeatures(kind, zone, view.from)
	s.rightFeatures(view.to)
	s.nameFeatures(p)
	if p.citation != nil {
		s.score.add(groupCitationsNarrative.set()<<(kind-kindNarrative), relationBucket(s.citations))
	}
	if p.token > 0 && s.tokens[p.token-1].text(s.text) == "(" {
		s.score.add(kind.group(), wordInBrackets)
	}
}

// leftFeatures counts what stands before the enumeration that begins at from.
func (s *relationScene) leftFeatures(kind relationKind, zone relationZone, from int) {
	var seen relationCue
	for j, n := from-1, 0; j >= 0 && n < relationReach && !s.breaks(j); j, n = j-1, n+1 {
		t := &s.tokens[j]
		groups := relationLeft[n]
		if t.cue != 0 {
			groups |= groupLeftCueWord.set()
		}
		s.score.add(groups, t.word)
		if t.cue != 0 && seen == 0 {
			s.score.addCues(groupNearestLeft.set(), t.cue)
			s.score.addCues(kind.nearest(), t.cue)
		}
		seen |= t.cue
	}
	s.score.addCues(groupLeft.set(), seen)
	s.score.addCues(zone.left(), seen)
	if from == 0 {
		s.score.add(groupLeft.set(), wordNothing)
	}
}

// rightFeatures counts what stands behind the enumeration that ends before to.
func (s *relationScene) rightFeatures(to int) {
	var seen relationCue
	for j, n := to, 0; j < len(s.tokens) && n < relationReach && !s.breaks(j); j, n = j+1, n+1 {
		t := &s.tokens[j]
		s.score.add(relationRight[n], t.word)
		if seen == 0 {
			s.score.addCues(groupNearestRight.set(), t.cue)
		}
		seen |= t.cue
	}
	s.score.addCues(groupRight.set(), seen)
	if to == len(s.tokens) {
		s.score.add(groupRight.set(), wordNothing)
	}
}

// relationLeft and relationRight are the groups of words by how many stand between them and the span; five are near.
var (
	relationLeft = [relationReach]relationGroupSet{
		1<<groupLeft1 | 1<<groupLeftNear, 1<<groupLeft2 | 1<<groupLeftNear, 1<<groupLeft3 | 1<<groupLeftNear, 1 << groupLeftNear, 1 << groupLeftNear,
	}
	relationRight = [relationReach]relationGroupSet{
		1<<groupRight1 | 1<<groupRightNear, 1<<groupRight2 | 1<<groupRightNear, 1<<groupRight3 | 1<<groupRightNear, 1 << groupRightNear, 1 << groupRightNear,
	}
)

// nameFeatures counts what the name itself says.
func (s *relationScene) nameFeatures(p *relationSpan) {
	group := p.kind.group()
	if p.again {
		s.score.add(group, wordAgain)
	}
	if p.repeated && !p.again {
		s.score.add(group, wordComesAgain)
	}
	name := p.name()
	if p.citation != nil && name != "" {
		s.score.add(groupCitation.set(), wordNamed)
		if relationContains(s.text[p.end:min(len(s.text), p.end+relationAhead)], name) {
			s.score.add(group, wordComesAgain)
		}
	}
	for _, own := range s.own {
		if len(name) > 2 && strings.Contains(own, name) {
			s.score.add(group, wordInOwnName)
			break
		}
	}
	if relationHasDigit(name) {
		s.score.add(group, wordDigit)
	}
	if p.end < len(s.text) && s.text[p.end] == '-' {
		s.score.add(groupRight.set(), wordHyphen)
	}
}

// relationHasDigit reports whether name has a digit of ASCII.
func relationHasDigit(name string) bool {
	for i := range len(name) {
		if name[i]-'0' <= 9 {
			return true
		}
	}
	return false
}
