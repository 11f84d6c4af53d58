package extract

import "strings"

// A dull candidate is one of which nothing need be known: it occurs once, outside lists and definitions, the lexicon does
// not know it, and what stands around it can't make it a mention, nor a name of the paper's own. Most candidates are dull,
// and to bring out all that is known of a name takes long. Only an introduction may still ask for one.

// dull reports whether candidate i is dull. Repeated are the names that occur more than once.
func (p *namePass) dull(i int, repeated *nameBits) bool {
	c := &p.candidates[i]
	if c.defines >= 0 || c.kind > kindInitial || repeated.has(p.nameBit(c)) {
		return false
	}
	spelled := p.bounds(c)
	return spelled != 0 && !p.inList(i) && (spelled == featPlain || !p.spelledOwn(c) && p.light(i, spelled)) && !p.known.mayHold(p.name(c))
}

// bounds returns the features of the spelling of c that weigh most, where that is so plain that a look at its words
// tells: one word or several that have a capital and small letters, or capitals alone. What the spelling of one plain
// word takes off its weight nothing that stands around it can give back (a test holds that).
func (p *namePass) bounds(c *nameCandidate) mentionFeatures {
	const letters = nameLower | shapeUpper | shapeDigit | shapeLetter | shapeJoint
	if c.first == c.last && p.tokens[c.first].shape&letters == shapeUpper {
		switch c.end - c.start {
		case 2:
			return featCaps2 | featStrong
		case 3:
			return featCaps3 | featStrong
		}
		return featCaps4 | featStrong
	}
	for _, t := range p.tokens[c.first : c.last+1] {
		if t.shape&shapeTitled == 0 {
			return 0
		}
	}
	if c.first == c.last {
		return featPlain
	}
	return featPlainRun | featClassHead
}

// inList reports whether candidate i is one of an enumeration.
func (p *namePass) inList(i int) bool {
	return i > 0 && p.linked(&p.candidates[i-1], &p.candidates[i]) || i+1 < len(p.candidates) && p.linked(&p.candidates[i], &p.candidates[i+1])
}

// light reports whether candidate i, which stands alone and is spelled so, does not weigh enough for a mention.
func (p *namePass) light(i int, spelled mentionFeatures) bool {
	g := nameGroup{features: featBias | spelled | p.governing(i) | p.following(i) | p.alone(&p.candidates[i]), count: 1}
	score := mentionScore(g.features | jointFeatures(&g))
	return max(score, score+evaluationWeight) <= 0
}

// spelledOwn reports whether c, if it is an acronym, may be a name of the paper's own by what follows it or by the title.
func (p *namePass) spelledOwn(c *nameCandidate) bool {
	if c.first != c.last {
		return false
	}
	return int(c.last)+1 < len(p.tokens) && p.cues(int(c.last)+1)&(cueArticle|cueBe) != 0 || strings.IndexByte(p.title, p.text[c.start]) >= 0
}

// nameBits is a set of names by their ends, which may say of a name that it is held though only another is.
type nameBits [4]uint64

func (s *nameBits) has(bit uint8) bool { return s[bit/64]>>(bit%64)&1 != 0 }

// nameBit returns the bit of the name of c.
func (p *namePass) nameBit(c *nameCandidate) uint8 {
	return p.text[c.start]*5 + p.text[c.start+1]*29 + p.text[c.end-1]*113 + uint8(c.end-c.start)
}

// repeated returns the names that occur more than once.
func (p *namePass) repeated() (repeated nameBits) {
	var seen nameBits
	for i := range p.candidates {
		bit := p.nameBit(&p.candidates[i])
		one := uint64(1) << (bit % 64)
		repeated[bit/64] |= seen[bit/64] & one
		seen[bit/64] |= one
	}
	return repeated
}
