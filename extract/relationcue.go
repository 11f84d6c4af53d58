package extract

import (
	"stemma"
)

// relationCuesOf are the cues that speak for a class.
var relationCuesOf = [...]relationCue{
	classBuildsOn:    relationExtend | relationGeneralize | relationUse | relationAnalyze,
	classCompares:    relationCompare | relationOutperform | relationBaseline,
	classEvaluatesOn: relationEvaluate | relationData,
	classBackground:  relationRecent | relationExample | relationOthers | relationShown | relationLack | relationPopular,
}

// settle returns the relation within class and the words that decided: those of the
// clause's grammar where it says the same, else the nearest cue of the class, on the left
// first, since a verb governs what follows it.
func (s *relationScene) settle(view relationView, class relationClass) (stemma.Relation, string) {
	if v := view.verdict; relationSorts[v.relation].class == class {
		if class == classBuildsOn && s.denied(int(v.first)) {
			return stemma.Background, ""
		}
		if relationSorts[v.relation].relation == stemma.Generalizes && int(v.at) >= view.to && s.intransitive(int(v.at)) {
			return stemma.Uses, ""
		}
		return relationSorts[v.relation].relation, s.text[s.tokens[v.first].start:s.tokens[v.at].end]
	}
	cue, at := s.nearestCue(view, relationCuesOf[class])
	text := ""
	if at >= 0 {
		text = s.tokens[at].text(s.text)
	}
	switch class {
	case classBuildsOn:
		if s.denied(at) {
			return stemma.Background, ""
		}
		if cue&relationGeneralize != 0 && at >= view.to && s.intransitive(at) {
			return stemma.Uses, ""
		}
		return buildsOnRelation(cue), text
	case classCompares:
		if cue&relationOutperform != 0 {
			return stemma.Outperforms, text
		}
		return stemma.Compares, text
	case classEvaluatesOn:
		return stemma.EvaluatesOn, text
	}
	return stemma.Background, text
}

// denialReach is how many tokens a denial may stand before what it denies: "does not itself use".
const denialReach = 3

// denied reports whether what the cue at token i says is denied: "we do not use", "without using", "instead of using".
func (s *relationScene) denied(i int) bool {
	for j := i - 1; j >= max(0, i-denialReach) && s.tokens[j].shape&shapeBreaks == 0; j-- {
		next := s.wordAt(j + 1)
		switch s.wordAt(j) {
		case "not", "never", "cannot":
			return next != "only" && next != "just" && next != "merely"
		case "without":
			return j == i-1
		case "instead", "rather":
			return next == "of" || next == "than"
		case ",", ".", "and", "but":
			return false
		}
	}
	return false
}

// buildsOnRelation returns the relation that a cue stands for.
func buildsOnRelation(cue relationCue) stemma.Relation {
	switch {
	case cue&relationGeneralize != 0:
		return stemma.Generalizes
	case cue&relationExtend != 0:
		return stemma.Extends
	case cue&relationAnalyze != 0:
		return stemma.Analyzes
	}
	return stemma.Uses
}

// nearestCue returns the nearest token with one of the cues, and which of them; -1 when
// none is within reach.
func (s *relationScene) nearestCue(view relationView, wanted relationCue) (relationCue, int) {
	from, to := view.from, view.to
	for j := from - 1; j >= max(0, from-2*relationReach); j-- {
		if found := s.tokens[j].cue & wanted; found != 0 {
			return found, j
		}
	}
	for j := to; j < min(len(s.tokens), to+2*relationReach); j++ {
		if found := s.tokens[j].cue & wanted; found != 0 {
			return found, j
		}
	}
	return 0, -1
}
