package extract

import "strings"

// ownLongest bounds a form of an own name in bytes, ownMost their number, so that hostile text stays cheap.
const (
	ownLongest = 120
	ownMost    = 64
)

// findOwn finds the names that the paper introduces: what its title puts before a colon, what "we propose", "termed",
// "our" and the like bring in, and then the other forms of those names.
func (p *namePass) findOwn() {
	p.markCited()
	p.ownFromTitle()
	for _, i := range p.intros {
		p.introducedAt(int(i))
	}
	for i := range p.candidates {
		if p.candidates[i].group == noGroup { // dull
			continue
		}
		p.ownByApposition(i)
		p.ownByDefinition(i)
		p.ownByInitials(i)
		p.ownKnown(i)
	}
	p.spreadOwn()
	p.ownTitleForms()
}

// own marks a candidate as a name of the paper's own, with its other form, unless it is cited.
func (p *namePass) own(i int32) {
	c := &p.candidates[i]
	if p.cited(c) {
		return
	}
	p.groupOf(c).own = true
	p.addOwn(p.name(c))
	if c.defines >= 0 {
		other := &p.candidates[c.defines]
		p.groupOf(other).own = true
		p.addOwn(p.name(other))
	}
}

// ownFromTitle takes what stands before the colon of the title, or a title of one word, if it is spelled like a name.
func (p *namePass) ownFromTitle() {
	head := p.titleHead
	if title := strings.TrimSpace(p.title); head == "" && strings.IndexByte(title, ' ') < 0 && strongName(title) && p.holdsWord(title) {
		head = title
	}
	if head == "" || strings.Count(head, " ") > 4 {
		return
	}
	if !strongName(head) && !(strings.IndexByte(head, ' ') < 0 && head[0] >= 'A' && head[0] <= 'Z' && p.holdsWord(head)) {
		return
	}
	if p.known.class(head) && !strings.Contains(p.text, "("+head+")") || !p.titleName(head) {
		return
	}
	p.addOwn(head)
}

// titleHead returns what stands before the first colon or dash of title, or "".
func titleHead(title string) string {
	end := len(title)
	for _, border := range [...]byte{':', '-', "—"[0]} {
		for at := 1; at < end; at++ {
			next := strings.IndexByte(title[at:end], border)
			if next < 0 {
				break
			}
			if at += next; endsHead(title[:at], title[at:]) {
				end = at
			}
		}
	}
	if end == len(title) {
		return ""
	}
	return strings.TrimPrefix(strings.TrimSpace(title[:end]), "The ")
}

// endsHead reports whether head, which is not empty, is set off from the rest of a title.
func endsHead(head, rest string) bool {
	blank := head[len(head)-1] == ' '
	return strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, "—") ||
		blank && (strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "–"))
}

// titleName reports whether every word of head may be part of a name: one that is spelled as a word only if the
// abstract has the whole.
func (p *namePass) titleName(head string) bool {
	if strings.IndexByte(head, ' ') < 0 {
		return true
	}
	return strings.Contains(p.text, head) || sized(head) && strings.Count(head, " ") == 1
}

// holdsWord reports whether the abstract holds word as a whole word, in its case.
func (p *namePass) holdsWord(word string) bool {
	for rest := p.text; ; {
		at := strings.Index(rest, word)
		if at < 0 {
			return false
		}
		end := at + len(word)
		if (at == 0 || nameChars[rest[at-1]] == charBreak) && (end == len(rest) || nameChars[rest[end]] == charBreak) {
			return true
		}
		rest = rest[end:]
	}
}

// introducedAt looks at token i and takes the names that it introduces.
func (p *namePass) introducedAt(i int) {
	cues := p.cues(i)
	switch {
	case cues&cueCall != 0:
		p.calledAt(i)
	case cues&cueIntroduce != 0:
		if (p.candidateBehind(i) || p.titledBehind(i)) && (p.authorsBefore(i) || p.stepIntroduces(i)) {
			p.takeIntroduced(i, false)
			p.takeTitled(i)
		}
	case cues&cueIntroduced != 0:
		p.introducedPassive(i)
	case cues&cueOur != 0:
		p.takeOur(i)
	}
}

// authorsBefore reports whether the authors or the paper are what introduces at token i.
func (p *namePass) authorsBefore(i int) bool {
	for steps := 0; i > 0 && steps < 14 && p.tokens[i].shape&nameInitial == 0; steps++ {
		i--
		if p.cues(i)&(cueWe|cuePaper|cueOur) != 0 {
			return true
		}
	}
	return false
}

// stepIntroduces reports whether a part of the work is what introduces at token i: "the second stage introduces".
func (p *namePass) stepIntroduces(i int) bool {
	word := p.textOf(i)
	if i == 0 || p.tokens[i].shape&nameInitial != 0 || p.tokens[i-1].shape&(shapeUpper|shapeDigit) != 0 {
		return false
	}
	return word == "introduce" || word == "propose" || word == "introduces" || word == "presents" || word == "proposes"
}

// introducedPassive handles "our proposed X", "the proposed X" and "X is proposed".
func (p *namePass) introducedPassive(i int) {
	if i == 0 {
		return
	}
	before := p.cues(i - 1)
	switch {
	case p.tokens[i].shape&nameInitial != 0:
	case before&(cueWe|cueOur) != 0 || p.textOf(i-1) == "the":
		p.takeIntroduced(i, before&cueWe == 0)
	case before&cueBe != 0:
		p.takeSubject(i - 1)
	}
}

func (p *namePass) textOf(i int) string { return p.text[p.tokens[i].start:p.tokens[i].end] }

// introductionReach is how many words an introduction may stand before the name.
const introductionReach = 24

// takeIntroduced takes the names that follow the introducing word at token i: the first that is spelled like one and
// any joined to it. Behind a word that ends the noun phrase only an apposition or a definition will do.
func (p *namePass) takeIntroduced(i int, close bool) {
	if !p.candidateBehind(i) {
		return
	}
	ended := false
	for at := i + 1; at < len(p.tokens) && at-i <= introductionReach && p.tokens[at].shape&nameInitial == 0; at++ {
		t := p.tokens[at]
		if t.candidate != 0 {
			c := t.candidate - 1
			if p.ownCandidate(c, at-i, ended) {
				p.own(c)
				p.takeJoined(c)
				return
			}
			at = int(p.candidates[c].last)
			continue
		}
		if cues := p.cues(at); cues&(cueStop|cueLike|cueOf) != 0 || at > i+1 && cues&(cueIntroduce|cueBe) != 0 {
			ended = true
			if close {
				return
			}
		}
	}
}

// candidateBehind reports whether the introducing word at token i has a candidate in its reach.
func (p *namePass) candidateBehind(i int) bool {
	for at := i + 1; at < len(p.tokens) && at-i <= introductionReach && p.tokens[at].shape&nameInitial == 0; at++ {
		if p.tokens[at].candidate != 0 {
			return true
		}
	}
	return false
}

// ownCandidate reports whether candidate i, at words behind an introduction, is what it introduces.
func (p *namePass) ownCandidate(i int32, at int, ended bool) bool {
	c := &p.candidates[i]
	features := p.of(c)
	switch {
	case c.dropped, p.cut(c), p.cited(c), p.versionOf(c):
		return false
	case p.knownHere(c) && p.titleHead != p.name(c):
		return at == 1 && c.defines < 0 && features&featSize != 0 && p.groupOf(c).count > 1 || p.knownIntroduced(c, at, ended)
	case c.kind == kindPhrase && c.defines < 0, features&featClass != 0:
		return false
	}
	if c.defines >= 0 {
		return p.ownDefinition(c, ended)
	}
	if ended {
		return (features&(featStrong|featFamily) == featStrong || p.announced(c)) && p.apposed(c)
	}
	if features&featStrong != 0 {
		return !p.describes(c)
	}
	return (at == 1 || p.announced(c) || p.textOf(int(c.first)-1) == "the") && p.closesName(c) && features&featClassWords == 0
}

// announced reports whether a colon brings in a run of plain capitalised words: "two objectives: Angular Alignment".
func (p *namePass) announced(c *nameCandidate) bool {
	return p.of(c)&(featPlainRun|featClassFirst|featClassHead) == featPlainRun && c.start > 1 && p.text[c.start-2] == ':'
}

// ownDefinition reports whether a name that comes with its other form is new. After the noun phrase has ended it is
// so only in apposition.
func (p *namePass) ownDefinition(c *nameCandidate, ended bool) bool {
	long, short := c, &p.candidates[c.defines]
	if long.start > short.start {
		long, short = short, long
	}
	if (p.of(short)|p.of(long))&featClass != 0 || p.of(short)&p.of(long)&featWork != 0 {
		return false
	}
	return !ended || p.apposed(long) || long.kind == kindShaped && !strings.HasSuffix(p.name(short), "s")
}

// describes reports whether a strong name is an attribute of the noun behind it rather than the thing: "a GNN encoder".
func (p *namePass) describes(c *nameCandidate) bool {
	if c.first == 0 || int(c.last)+1 >= len(p.tokens) {
		return false
	}
	before, next := p.textOf(int(c.first)-1), p.tokens[c.last+1]
	acronym := p.of(c)&(featCaps2|featCaps3|featPlainHyphen) != 0
	return acronym && before != "the" && next.shape&(shapeSpaced|shapeUpper) == shapeSpaced && p.cues(int(c.last)+1)&(cueStop|cueAnd|cueThat|cueBe|cueArticle) == 0
}

// apposed reports whether commas, a colon, a dash or brackets set a name off: "a framework for X, FooNet, that".
func (p *namePass) apposed(c *nameCandidate) bool {
	if c.first == 0 {
		return false
	}
	between := strings.Trim(p.text[p.tokens[c.first-1].end:c.start], " \n~'\"`‘“")
	switch between {
	case ",", ":", "(", "--", "—", "–", ";":
		return p.closesName(c)
	}
	return false
}

// closesName reports whether a name ends its phrase: punctuation or a word such as "that" follows.
func (p *namePass) closesName(c *nameCandidate) bool {
	rest := strings.TrimLeft(p.text[c.end:], " \n")
	if rest == "" || strings.IndexByte(",.:;()'\"-", rest[0]) >= 0 || rest[0] >= 0x80 {
		return true
	}
	return int(c.last)+1 < len(p.tokens) && p.cues(int(c.last)+1)&(cueStop|cueAnd|cueArticle|cueBe) != 0
}

// takeJoined takes the names that are joined by commas and "and" to candidate c, which was introduced.
func (p *namePass) takeJoined(c int32) {
	last := p.candidates[c].last
	if d := p.candidates[c].defines; d >= 0 {
		last = max(last, p.candidates[d].last)
	}
	joined := false
	for at := last + 1; int(at) < len(p.tokens) && at-last <= 5 && p.tokens[at].shape&nameInitial == 0; at++ {
		t := p.tokens[at]
		if t.candidate == 0 {
			cues := p.cues(int(at))
			joined = joined || cues&cueAnd != 0
			if cues&cueStop != 0 {
				return
			}
			continue
		}
		next := t.candidate - 1
		if !joined && !p.linked(&p.candidates[c], &p.candidates[next]) || !p.ownCandidate(next, 2, false) {
			return
		}
		p.own(next)
		c, last = next, p.candidates[next].last
	}
}

// takeSubject takes the name that "is proposed" at token i: the nearest before it in its sentence that is new.
func (p *namePass) takeSubject(i int) {
	for at, steps := i, 0; steps < introductionReach; steps++ {
		if p.tokens[at].shape&nameInitial != 0 {
			return
		}
		at--
		t := p.tokens[at]
		if t.candidate == 0 {
			continue
		}
		c := &p.candidates[t.candidate-1]
		fresh := p.of(c)&(featWork|featClass) == 0 && !p.cut(c) || p.of(c)&featWork != 0 && !p.cut(c) && p.authorsBefore(at)
		if fresh && (c.defines >= 0 || p.of(c)&featStrong != 0 && (p.closesName(c) || at == 0)) {
			p.own(t.candidate - 1)
			return
		}
	}
}

// takeOur takes "our X", "our method, X," and "our 8B model X".
func (p *namePass) takeOur(i int) {
	for at := i + 1; at < len(p.tokens) && at-i <= 4 && p.tokens[at].shape&nameInitial == 0; at++ {
		t := p.tokens[at]
		if t.candidate == 0 {
			if p.cues(at)&(cueStop|cueBe|cueBeat|cueUse|cueBase) != 0 {
				return
			}
			continue
		}
		c := &p.candidates[t.candidate-1]
		head := at > i+1 && p.cues(at-1)&(cueMethod|cueModel|cueData|cueBench|cueIntroduced) != 0
		const stale = featWork | featFamily | featClass | featClassFirst | featClassHead
		if p.knownHere(c) {
			if p.ourKnown(c, at-i) {
				p.own(t.candidate - 1)
			}
			return
		}
		if p.of(c)&(featStrong|stale) == featStrong && !p.cut(c) && (at == i+1 && !p.describes(c) || head) {
			p.own(t.candidate - 1)
			return
		}
		if p.of(c)&featClass == 0 {
			return
		}
	}
}

// enumerated reports whether a bracketed number opens c: "integrates (i) X for planning, (ii) Y for execution".
func (p *namePass) enumerated(c *nameCandidate) bool {
	if c.first == 0 || c.first != c.last || c.start < 4 || p.text[c.start-2] != ')' || p.of(c)&(featCamel|featFamily) != featCamel || !p.closesName(c) {
		return false
	}
	number := p.tokens[c.first-1]
	return number.end == c.start-2 && number.end-number.start <= 3 && number.start > 0 && p.text[number.start-1] == '('
}

// ownByApposition takes "X, a novel …", "X is a new …" and what the parts of the work are called.
func (p *namePass) ownByApposition(i int) {
	c := &p.candidates[i]
	if p.groupOf(c).own || p.of(c)&(featStrong|featWork|featClass) != featStrong || p.cut(c) {
		return
	}
	if p.enumerated(c) {
		p.own(int32(i))
		return
	}
	for at, steps := int(c.last)+1, 0; at < len(p.tokens) && steps < 4; at, steps = at+1, steps+1 {
		t := p.tokens[at]
		switch word := p.textOf(at); {
		case t.shape&nameInitial != 0:
			return
		case word == "novel" || word == "new":
			if steps > 0 {
				p.own(int32(i))
			}
			return
		case steps == 0 && p.cues(at)&(cueArticle|cueBe) == 0:
			return
		}
	}
}
