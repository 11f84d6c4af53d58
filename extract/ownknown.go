package extract

import (
	"slices"
	"strings"

	"stemma"
)

// A name that the lexicon knows is as a rule a prior work, but somebody introduced it once, and that paper is read too.
// The lexicon therefore asks for clearer words than a name of its own spelling needs; it never outranks them.

// markCited notes the groups of names that a citation stands right behind: those are prior works, whatever else the
// text does with them.
func (p *namePass) markCited() {
	citations := p.citations
	for i := range p.candidates {
		c := &p.candidates[i]
		for len(citations) > 0 && citations[0].Start < int(c.end) {
			citations = citations[1:]
		}
		if len(citations) == 0 {
			return
		}
		if p.credits(c, citations[0]) {
			p.rootOf(c).cited = true
		}
	}
}

// creditReach bounds what may stand between a name and its citation, in bytes: "X (see e.g. Song et al., 2021)".
const creditReach = 24

// credits reports whether citation, the next behind c, says whose c is.
func (p *namePass) credits(c *nameCandidate, citation stemma.Citation) bool {
	end := int(c.end)
	if citation.Start-end > creditReach {
		return false
	}
	switch strings.Trim(p.text[end:citation.Start], " \n~()[],;.") {
	case "", "of", "by", "from", "due to", "see", "e.g", "see e.g", "cf", "'s":
		return !strings.Contains(p.text[end:citation.Start], ". ")
	}
	return false
}

func (p *namePass) cited(c *nameCandidate) bool { return p.rootOf(c).cited }

// knownHere reports whether the lexicon knows c or its other form.
func (p *namePass) knownHere(c *nameCandidate) bool {
	return p.of(c)&featWork != 0 || c.defines >= 0 && p.of(&p.candidates[c.defines])&featWork != 0
}

// knownIntroduced reports whether the introduction that stands words before c, which the lexicon knows, brings in c
// itself, and not something that is made with it.
func (p *namePass) knownIntroduced(c *nameCandidate, words int, ended bool) bool {
	if p.cut(c) || c.kind == kindPhrase && p.text[c.start] >= 'a' && !p.inTitle(c) {
		return false
	}
	if ended {
		newForm := c.defines >= 0 && p.of(c)&featWork == 0 // only its short form is known, and may be another's
		return p.apposed(c) && (p.titled(c) || newForm)
	}
	direct := words == 1 || words == 2 && p.cues(int(c.first)-1)&cueArticle != 0
	if direct && (p.titled(c) || p.titleBegins(c)) && (c.defines >= 0 && p.standsAlone(c) || c.defines < 0 && p.closesName(c) && !p.carried(c)) {
		return true
	}
	return (direct || p.apposed(c)) && p.standsAlone(c)
}

// carried reports whether what follows c says where a known thing is brought to: "brings speculative decoding to video".
func (p *namePass) carried(c *nameCandidate) bool {
	next := int(c.last) + 1
	return next < len(p.tokens) && p.tokens[next].shape&shapeSpaced != 0 && p.carriedAt(next)
}

func (p *namePass) carriedAt(i int) bool {
	switch p.textOf(i) {
	case "to", "into", "in", "on", "and", "or":
		return true
	}
	return false
}

// versionOf reports whether c is the version of the known name before it: "BitNet b1.58".
func (p *namePass) versionOf(c *nameCandidate) bool {
	if c.first == 0 || p.tokens[c.first].shape&(shapeSpaced|shapeCapital) != shapeSpaced {
		return false
	}
	before := p.tokens[c.first-1].candidate
	return before > 0 && p.of(&p.candidates[before-1])&featWork != 0
}

// standsAlone reports whether what follows c, or its definition, goes on to tell what c is: punctuation or "which".
// Words such as "to", "for" and "and" do not, since one introduces a known thing to a field that lacks it.
func (p *namePass) standsAlone(c *nameCandidate) bool {
	if d := c.defines; d >= 0 && p.candidates[d].start > c.start {
		return p.closesDefinition(&p.candidates[d])
	}
	rest := strings.TrimLeft(p.text[c.end:], " \n'\"")
	if rest == "" || strings.IndexByte(",.:;(", rest[0]) >= 0 || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–") {
		return !p.listed(c)
	}
	return int(c.last)+1 < len(p.tokens) && p.cues(int(c.last)+1)&cueThat != 0
}

// closesDefinition reports whether the phrase ends behind the bracket that short closes: not so "a GRPO (…)-based
// method" or "a Tree Search (TS) protocol".
func (p *namePass) closesDefinition(short *nameCandidate) bool {
	rest := strings.TrimPrefix(p.text[short.end:], ")")
	if strings.HasPrefix(rest, "-") {
		return false
	}
	rest = strings.TrimLeft(rest, " \n'\"")
	if rest == "" || strings.IndexByte(",.:;()-", rest[0]) >= 0 || rest[0] >= 0x80 {
		return true
	}
	return int(short.last)+1 < len(p.tokens) && p.cues(int(short.last)+1)&(cueStop|cueBe) != 0 && !p.carriedAt(int(short.last)+1)
}

// listed reports whether c begins an enumeration.
func (p *namePass) listed(c *nameCandidate) bool {
	i := int(p.tokens[c.first].candidate)
	return i > 0 && i < len(p.candidates) && p.linked(c, &p.candidates[i])
}

// inTitle reports whether the title has the name of c, in whatever case.
func (p *namePass) inTitle(c *nameCandidate) bool {
	return containsFold(p.title, nameInLine(p.name(c)))
}

// titleBegins reports whether the title begins with the name of c. That alone makes no name the paper's own, since
// "LoRA for Speech" begins so too.
func (p *namePass) titleBegins(c *nameCandidate) bool {
	name := nameInLine(p.name(c))
	return len(p.title) >= len(name) && strings.EqualFold(p.title[:len(name)], name) &&
		(len(p.title) == len(name) || nameChars[p.title[len(name)]] == charBreak)
}

// titled reports whether c or its other form is what the title calls the work: the whole title, or what stands before
// its colon, in full or by initials.
func (p *namePass) titled(c *nameCandidate) bool {
	if p.isTitle(p.name(c)) {
		return true
	}
	return c.defines >= 0 && p.isTitle(p.name(&p.candidates[c.defines]))
}

func (p *namePass) isTitle(name string) bool {
	if p.title == "" {
		return false
	}
	whole := p.titleHead
	if whole == "" {
		whole = strings.TrimPrefix(strings.TrimRight(p.title, " .\n"), "The ")
	}
	if sameName(whole, nameInLine(name)) {
		return true
	}
	letters := strings.TrimSuffix(name, "s")
	return isAcronym(letters) && spelledOut(whole, letters) == whole
}

// isAcronym reports whether name is three capitals or more, with nothing but hyphens and blanks between them.
func isAcronym(name string) bool {
	if name == "" || !isUpper(name[0]) {
		return false
	}
	s := spellingOf(name)
	return s.lower == 0 && s.digits == 0 && s.capitals >= 3
}

// ownKnown takes candidate i, which the lexicon knows or which has another form, where the title names the work by
// it: "Such Latent Diffusion Models (LDMs) keep …" under the title "… with Latent Diffusion Models".
func (p *namePass) ownKnown(i int) {
	c := &p.candidates[i]
	if p.groupOf(c).own || p.cut(c) || !p.knownHere(c) && c.defines < 0 {
		return
	}
	switch {
	case p.isTitle(p.name(c)) && !p.namesClass(c) && !p.abbreviates(c):
		p.own(int32(i))
		if p.groupOf(c).own {
			p.addSpelledOut(p.name(c))
		}
	case c.defines >= 0 && p.referred(c) && p.titleMeans(p.name(c)),
		p.knownHere(c) && p.yielded(c) && p.initialsOfTitle(p.name(c)):
		p.own(int32(i))
	}
}

// abbreviates reports whether c is the short form of a definition; there the long one decides.
func (p *namePass) abbreviates(c *nameCandidate) bool {
	return c.defines >= 0 && p.candidates[c.defines].end-p.candidates[c.defines].start > c.end-c.start
}

// namesClass reports whether c is spelled like a class of things: "Reward Models (RMs)".
func (p *namePass) namesClass(c *nameCandidate) bool {
	const class = featClass | featCapsPlural
	return p.of(c)&class != 0 || c.defines >= 0 && p.of(&p.candidates[c.defines])&class != 0
}

// addSpelledOut adds what the title spells an acronym out to.
func (p *namePass) addSpelledOut(name string) {
	letters := strings.TrimSuffix(name, "s")
	if !isAcronym(letters) {
		return
	}
	if long := spelledOut(p.title, letters); long != "" {
		p.addOwn(long)
	}
}

// referred reports whether a word before c points back to what the text has just made.
func (p *namePass) referred(c *nameCandidate) bool {
	if c.first == 0 || p.tokens[c.first].shape&shapeSpaced == 0 {
		return false
	}
	switch p.textOf(int(c.first) - 1) {
	case "Such", "These", "our", "Our", "resulting":
		return true
	}
	return false
}

// meansWords are the words by which a title says what the paper does its work with.
var meansWords = [...]string{" with ", " by ", " via ", " through ", " using "}

// titleMeans reports whether the title ends by saying that the work is done with name.
func (p *namePass) titleMeans(name string) bool {
	name = nameInLine(name)
	start := len(p.title) - len(name)
	if start <= 0 || !strings.EqualFold(p.title[start:], name) {
		return false
	}
	return slices.ContainsFunc(meansWords[:], func(word string) bool { return strings.HasSuffix(p.title[:start], word) })
}

// yielded reports whether c is what the work before it came to: "from this comes X", "the result, X,", "this yields X".
func (p *namePass) yielded(c *nameCandidate) bool {
	if c.first == 0 || p.tokens[c.first].shape&nameInitial != 0 {
		return false
	}
	switch p.textOf(int(c.first) - 1) {
	case "come", "comes", "result", "results", "yield", "yields", "give", "gives", "obtain", "obtains", "arrive", "into":
		return true
	}
	return false
}

// initialsOfTitle reports whether acronym takes its letters, in order, from words of the title, from the first to the
// last: EDM from "Elucidating the Design Space of Diffusion-Based Generative Models".
func (p *namePass) initialsOfTitle(acronym string) bool {
	letters := strings.TrimSuffix(acronym, "s")
	if !isAcronym(letters) {
		return false
	}
	matched, last := 0, -1
	for at := range len(p.title) {
		if at > 0 && nameChars[p.title[at-1]] != charBreak || nameChars[p.title[at]] == charBreak {
			continue
		}
		if matched == 0 && at > 0 {
			return false
		}
		last = at
		if matched < len(letters)-1 && lowerASCII(p.title[at]) == lowerASCII(letters[matched]) {
			matched++
		}
	}
	return last > 0 && matched == len(letters)-1 && lowerASCII(p.title[last]) == lowerASCII(letters[matched])
}

// ourKnown reports whether "our", words before c, claims c: "our method, DPO, needs". What is ours to use but made by
// others ("our baseline, DPO,", "our LLaMA models") is not claimed, so the title must know of it or the noun be one
// that nobody borrows.
func (p *namePass) ourKnown(c *nameCandidate, words int) bool {
	if p.cut(c) {
		return false
	}
	if p.titled(c) {
		return words == 1 || p.apposed(c)
	}
	switch p.textOf(int(c.first) - 1) {
	case "method", "approach", "algorithm", "framework", "technique", "variant":
		return p.apposed(c)
	}
	return false
}

// christened reports whether the word at i gives a name that the authors bring: "we call it X", "a new loss called X",
// and not "a model called X".
func (p *namePass) christened(i int) bool {
	switch p.textOf(i) {
	case "term", "name", "call", "coin", "denote", "refer", "names", "calls": // "a loss term to the GRPO objective"
		return i > 0 && p.cues(i-1)&cueWe != 0
	}
	if p.coined(i) {
		return true
	}
	for steps := 0; i > 0 && steps < introductionReach && p.tokens[i].shape&nameInitial == 0; steps++ {
		i--
		if p.cues(i)&(cueIntroduce|cueIntroduced) != 0 {
			return true
		}
	}
	return false
}
