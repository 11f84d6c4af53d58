package extract

import "strings"

// observe gathers the features of every group from all its occurrences.
func (p *namePass) observe() {
	for i := 0; i < len(p.candidates); {
		if p.candidates[i].group == noGroup { // dull, and in no list
			i++
			continue
		}
		end := p.listEnd(i)
		shared := p.governing(i) | p.following(end-1)&headFeatures | p.listFeatures(i, end)
		for ; i < end; i++ {
			c := &p.candidates[i]
			p.groupOf(c).features |= shared | p.following(i) | p.alone(c)
		}
	}
	for i := range p.groups {
		g := &p.groups[i]
		g.features |= jointFeatures(g)
		if root := p.root(int32(i)); root != int32(i) {
			p.groups[root].features |= g.features & contextFeatures
		}
	}
	if p.weigh(contextFeatures) {
		p.observeSentences()
	}
}

// weigh gives each group those of the shared features that its root has, and its score. It reports whether it depends
// on the sentences around a name whether it is a mention: that is seldom so, and to look at each word of them takes long.
func (p *namePass) weigh(shared mentionFeatures) (undecided bool) {
	for i := range p.groups {
		g := &p.groups[i]
		g.features |= p.groups[p.root(int32(i))].features & shared
		g.score = mentionScore(g.features)
		undecided = undecided || !g.own && g.score > 0 != (g.score+evaluationWeight > 0)
	}
	return undecided
}

// evaluationWeight is what a name gains by standing in a sentence that evaluates.
var evaluationWeight = mentionScore(featEvaluation)

// observeSentences adds the feature that a whole sentence gives to the names, and to the lists of names, in it.
func (p *namePass) observeSentences() {
	sentence := sentenceCues{end: -1}
	for i := 0; i < len(p.candidates); {
		end := p.listEnd(i)
		evaluates := sentence.at(p, int(p.candidates[i].first))&cueEvaluate != 0
		for ; i < end; i++ {
			if c := &p.candidates[i]; evaluates && c.group != noGroup {
				p.rootOf(c).features |= featEvaluation
			}
		}
	}
	p.weigh(featEvaluation)
}

// jointFeatures are those that a group has by other features, together or by number.
func jointFeatures(g *nameGroup) (features mentionFeatures) {
	if g.count > 1 {
		features |= featTwice
	}
	if g.count > 3 {
		features |= featOften
	}
	if g.features&(featStrong|featClass) != featStrong {
		return features
	}
	if g.features&(featData|featBench) != 0 {
		features |= featStrongHead
	}
	if g.features&(featOn|featBeat|featLike) != 0 || g.features&(featCamel|featBase) == featCamel|featBase {
		features |= featStrongOn
	}
	return features
}

// contextFeatures are those that the long and the short form of a name share.
const contextFeatures = ^(featPhrase - 1) &^ (featInside | featSmallFirst | featPlainHyphen | featClassFirst)

// sentenceCues remembers the cues of the sentence last asked for; questions come in the order of the text.
type sentenceCues struct {
	end  int
	cues nameCue
}

// at returns the cues of the sentence that holds token i.
func (s *sentenceCues) at(p *namePass, i int) nameCue {
	if i < s.end {
		return s.cues
	}
	start := max(i, 0)
	for start > s.end && start > 0 && p.tokens[start].shape&nameInitial == 0 {
		start--
	}
	s.cues = p.cues(start)
	for s.end = start + 1; s.end < len(p.tokens) && p.tokens[s.end].shape&nameInitial == 0; s.end++ {
		s.cues |= p.cues(s.end)
	}
	return s.cues
}

// listEnd returns the end of the enumeration of candidates that begins at i.
func (p *namePass) listEnd(i int) int {
	for i+1 < len(p.candidates) && p.linked(&p.candidates[i], &p.candidates[i+1]) {
		i++
	}
	return i + 1
}

// linked reports whether nothing but a comma, a conjunction or a slash parts two names.
func (p *namePass) linked(a, b *nameCandidate) bool {
	if b.start <= a.end || b.start-a.end > 12 || b.first > a.last+2 {
		return false
	}
	between := p.text[a.end:b.start]
	if between == " " { // as between most names that stand close
		return false
	}
	switch strings.Trim(between, " \n(){}[]~") {
	case ",", "and", "or", "&", "/", ", and", ", or", ";", "+", "vs.", ", e.g.,":
		return true
	}
	return false
}

func (p *namePass) listFeatures(i, end int) (features mentionFeatures) {
	if end-i > 1 {
		features |= featList
	}
	if end-i > 2 {
		features |= featList3
	}
	for j := i; j < end && end-i > 1; j++ {
		if p.of(&p.candidates[j])&(featWork|featFamily) != 0 {
			features |= featListKnown
		}
	}
	return features
}

// governing returns the features of the words before candidate i, in its sentence: the nearest word that governs a
// name, seen through articles and adjectives.
func (p *namePass) governing(i int) (features mentionFeatures) {
	c := &p.candidates[i]
	at := int(c.first)
	for steps := 0; steps < 5 && at > 0 && p.tokens[at].shape&(nameInitial|shapeSeparate) == 0; steps++ {
		at--
		word := p.word(at)
		cues := nameWords.cues[word]
		if steps == 0 && p.tokens[c.first].shape&shapeSpaced != 0 {
			features |= directFeatures(cues, p.text[p.tokens[at].start:p.tokens[at].end])
		}
		if cues&cuePrior != 0 {
			features |= featPrior
		}
		if governors := nameWords.governs[word]; governors != 0 {
			return features | governors
		}
	}
	return features
}

func directFeatures(cues nameCue, word string) (features mentionFeatures) {
	switch word {
	case "the", "The":
		features |= featThe
	case "a", "an", "A", "An":
		features |= featA
	}
	if cues&(cueModel|cueMethod|cueData|cueBench|cueScore) != 0 {
		features |= featHeadBefore
	}
	return features
}

// governorTable gives each cue of a governing word its feature.
var governorTable = [...]struct {
	cue     nameCue
	feature mentionFeatures
}{
	{cueOn, featOn}, {cueBeat, featBeat}, {cueUse, featUse}, {cueLike, featLike}, {cueBase, featBase},
	{cueIn, featIn}, {cueOf, featOf}, {cueFor, featFor}, {cueBy, featBy},
}

func governorFeatures(cues nameCue) (features mentionFeatures) {
	for _, row := range governorTable {
		if cues&row.cue != 0 {
			features |= row.feature
		}
	}
	return features
}

// following returns the features of what stands behind candidate i.
func (p *namePass) following(i int) (features mentionFeatures) {
	c := &p.candidates[i]
	if p.tokens[c.last].end > c.end {
		features |= featSuffix
	}
	if rest := p.text[c.end:]; rest != "" && rest[0] != ' ' && possessive(rest) {
		features |= featPossessive
	}
	if p.citedAt(c.end) {
		features |= featCitation
	}
	if int(c.last)+1 == len(p.tokens) || p.tokens[c.last+1].shape&shapeSpaced == 0 {
		return features
	}
	next := &p.tokens[c.last+1]
	word := p.word(int(c.last) + 1)
	if word == 0 && next.shape&shapeUpper == 0 {
		features |= featNounFollows
	}
	return features | nameWords.heads[word]
}

// headFeaturesOf returns the features of a name before a noun with these cues.
func headFeaturesOf(cues nameCue) (features mentionFeatures) {
	for _, row := range headTable {
		if cues&row.cue != 0 {
			features |= row.feature
		}
	}
	return features
}

// possessive reports whether rest makes a possessive of the name before it.
func possessive(rest string) bool {
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "' ")
}

const headFeatures = featData | featBench | featModel | featMethod | featScore

// headTable gives each cue of a head noun its feature.
var headTable = [...]struct {
	cue     nameCue
	feature mentionFeatures
}{{cueData, featData}, {cueBench, featBench}, {cueModel, featModel}, {cueMethod, featMethod}, {cueScore, featScore}}

// citedAt reports whether a citation begins at end, a bracket and a space apart at most. Questions come in
// the order of the text, so that passed citations are dropped.
func (p *namePass) citedAt(end int32) bool {
	for len(p.citations) > 0 && p.citations[0].Start < int(end) {
		p.citations = p.citations[1:]
	}
	return len(p.citations) > 0 && p.citations[0].Start-int(end) <= 2
}

// alone returns the features of one occurrence that its neighbours in a list do not share.
func (p *namePass) alone(c *nameCandidate) (features mentionFeatures) {
	switch c.kind {
	case kindPhrase:
		features |= featPhrase
	case kindLong:
		features |= featLong
	}
	if c.kind != kindInitial {
		features |= featInside
	}
	if c.start > 0 && p.text[c.start-1] == '(' {
		features |= featBracketed
	}
	if int(c.start) < len(p.text)/6 {
		features |= featOpening
	}
	if c.defines >= 0 {
		features |= p.definitionFeatures(c)
	}
	return features
}

func (p *namePass) definitionFeatures(c *nameCandidate) mentionFeatures {
	features := featDefined
	long, short := c, &p.candidates[c.defines]
	if long.end-long.start < short.end-short.start {
		long, short = short, long
	}
	if long.kind == kindShaped && p.tokens[long.first].shape&nameInitial == 0 {
		features |= featDefinedCapital
	}
	if p.text[short.end-1] == 's' {
		features |= featDefinedPlural
	}
	return features
}
