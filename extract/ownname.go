package extract

import (
	"strings"
	"unicode/utf8"
)

// calledAt takes the name that token i gives: "termed X", "a method called X", "which we call nucleus sampling".
func (p *namePass) calledAt(i int) {
	if i > 0 && p.cues(i-1)&cueCommon != 0 || p.textOf(i) == "namely" && !p.introducesBefore(i) {
		return
	}
	at := p.namedFrom(i)
	if at >= len(p.tokens) || p.tokens[at].shape&nameInitial != 0 {
		return
	}
	for step := at; step < len(p.tokens) && step <= at+2 && p.tokens[step].shape&nameInitial == 0; step++ {
		if c := p.tokens[step].candidate; c != 0 && p.candidates[c-1].kind != kindPhrase {
			p.takeCalled(i, c-1)
			if step > at && p.text[p.tokens[step].start-1] == '(' && p.groupOf(&p.candidates[c-1]).own {
				p.addOwn(p.text[p.tokens[at].start:p.tokens[step-1].end])
			}
			return
		}
		if p.cues(step)&(cueStop|cueAnd) != 0 {
			break
		}
	}
	p.takeQuoted(i, at)
}

// namedFrom returns the token at which the name given by token i begins: behind "it", "this effect", "as the".
func (p *namePass) namedFrom(i int) int {
	at := i + 1
	for at < len(p.tokens) && p.tokens[at].shape&nameInitial == 0 && at-i <= 4 && isFiller(p.textOf(at)) {
		at++
	}
	if at+1 < len(p.tokens) && at > i+1 && p.cues(at)&cueThing != 0 && p.tokens[at+1].shape&shapeSpaced != 0 {
		at++
	}
	return at
}

func isFiller(word string) bool {
	switch word {
	case "as", "the", "it", "this", "these", "them", "us", "our", "a", "to", "by":
		return true
	}
	return false
}

// introducesBefore reports whether an introduction stands before token i in its sentence.
func (p *namePass) introducesBefore(i int) bool {
	for steps := 0; i > 0 && steps < introductionReach && p.tokens[i].shape&nameInitial == 0; steps++ {
		i--
		if p.cues(i)&(cueIntroduce|cueIntroduced|cueWe|cueOur) != 0 || p.textOf(i) == "novel" || p.textOf(i) == "new" {
			return true
		}
	}
	return false
}

func (p *namePass) takeCalled(i int, c int32) {
	named := &p.candidates[c]
	if features := p.of(named); features&featClass != 0 || p.cut(named) {
		return
	}
	if p.of(named)&featWork != 0 && p.titleHead != p.name(named) && !p.christened(i) {
		return
	}
	p.own(c)
	p.takeJoined(c)
}

// takeQuoted takes a name in lower case, which stands in quotes or is given by the authors, from token at on.
func (p *namePass) takeQuoted(i, at int) {
	quoted := p.quoted(at)
	if !quoted && !p.coined(i) {
		return
	}
	last := at
	for last+1 < len(p.tokens) && last-at < 5 && p.tokens[last+1].shape&shapeSpaced != 0 && p.cues(last+1)&(cueStop|cueBe|cueAnd|cueUse) == 0 {
		last++
	}
	end := p.tokens[last].end
	if !quoted && (last == at || last-at >= 5 || !p.endsPhrase(last)) {
		return
	}
	p.addOwn(p.text[p.tokens[at].start:end])
}

// quoted reports whether a quotation mark opens before token at.
func (p *namePass) quoted(at int) bool {
	return strings.ContainsAny(p.text[p.tokens[at-1].end:p.tokens[at].start], "\"'`“‘")
}

// coined reports whether the name that token i gives in lower case is the authors' own: "we call", "a new method called".
func (p *namePass) coined(i int) bool {
	for steps := 0; i > 0 && steps < introductionReach && p.tokens[i].shape&nameInitial == 0; steps++ {
		i--
		if word := p.textOf(i); word == "novel" || word == "new" || steps < 2 && p.cues(i)&cueWe != 0 {
			return true
		}
	}
	return false
}

func (p *namePass) endsPhrase(last int) bool {
	end := p.tokens[last].end
	return last+1 == len(p.tokens) || strings.IndexByte(",.;:('\"", p.text[end]) >= 0 || p.cues(last+1)&(cueStop|cueUse) != 0
}

// takeTitled takes what directly follows the introducing word at token i in lower case: in quotes, or up to a comma
// when the title has it too ("we develop minority guidance, a …").
func (p *namePass) takeTitled(i int) {
	at := i + 1
	if strings.HasSuffix(p.textOf(i), "ing") || at >= len(p.tokens) || p.tokens[at].shape&nameInitial != 0 || p.tokens[at].candidate != 0 {
		return
	}
	if p.tokens[at].shape&shapeSpaced == 0 {
		if p.quoted(at) {
			p.takeQuoted(i, at)
		}
		return
	}
	if !p.titleHolds(at) {
		return
	}
	last := at
	for last+1 < len(p.tokens) && last-at < 5 && p.tokens[last+1].shape&(shapeSpaced|nameInitial) == shapeSpaced && p.cues(last+1)&cueStop == 0 {
		last++
	}
	form := p.text[p.tokens[at].start:p.tokens[last].end]
	if last > at && p.endsPhrase(last) && containsFold(p.title, form) {
		p.addOwn(form)
	}
}

// titledBehind reports whether takeTitled may take something behind token i.
func (p *namePass) titledBehind(i int) bool {
	return i+1 < len(p.tokens) && (p.tokens[i+1].shape&shapeSpaced == 0 || p.titleHolds(i+1))
}

// containsFold reports whether s contains part, in whatever case.
func containsFold(s, part string) bool {
	if part == "" || !asciiOnly(s) || !asciiOnly(part) {
		return strings.Contains(strings.ToLower(s), strings.ToLower(part))
	}
	for ; len(s) >= len(part); s = s[1:] {
		if !otherBegin(s, part) && strings.EqualFold(s[:len(part)], part) {
			return true
		}
	}
	return false
}

func asciiOnly(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// titleHolds reports whether the title may hold the word at token at: it does for most introductions not, and a look for
// two letters in a row tells.
func (p *namePass) titleHolds(at int) bool {
	t := &p.tokens[at]
	if t.end-t.start < 2 || p.text[t.start] >= utf8.RuneSelf || p.text[t.start+1] >= utf8.RuneSelf {
		return true
	}
	first, second := p.text[t.start]|0x20, p.text[t.start+1]|0x20
	for i := 1; i < len(p.title); i++ {
		if p.title[i]|0x20 == second && p.title[i-1]|0x20 == first || p.title[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// ownByDefinition takes a name that candidate i defines in a sentence of the authors' own doing, unless the words
// before it say that it is used, compared or cited.
func (p *namePass) ownByDefinition(i int) {
	c := &p.candidates[i]
	if c.defines < 0 || p.groupOf(c).own || p.candidates[c.defines].start < c.start || !p.ownDefinition(c, false) {
		return
	}
	short := &p.candidates[c.defines]
	shape := p.of(short)
	if c.first == 0 || shape&featCapsPlural != 0 || p.of(c)&featClassFirst != 0 {
		return
	}
	before := p.cues(int(c.first) - 1)
	acronym := c.kind == kindLong && shape&(featCaps2|featCaps3|featCaps4) != 0 // a class, as a rule
	if before&cueNew != 0 || p.through(int(c.first)-1) ||
		!acronym && p.introducesBefore(int(c.first)) && governorFeatures(before) == 0 {
		p.own(int32(i))
	}
}

// through reports whether token i is "through" or "via", seen through an article.
func (p *namePass) through(i int) bool {
	if i > 0 && p.cues(i)&cueArticle != 0 {
		i--
	}
	word := p.textOf(i)
	return word == "through" || word == "via"
}

// ownByInitials takes an acronym that the title spells out: GPDP where the title has "Gaussian Process Dynamic
// Programming".
func (p *namePass) ownByInitials(i int) {
	c := &p.candidates[i]
	name := p.name(c)
	if p.of(c)&(featCaps3|featCaps4) == 0 || p.of(c)&(featWork|featClass) != 0 || c.first != c.last || len(name) > acronymLongest || p.groupOf(c).defined {
		return
	}
	letters := strings.ReplaceAll(name, "-", "")
	if long := spelledOut(p.title, letters); long != "" && !p.defined(p.groupNamed(name+"s")) {
		p.groupOf(c).own = true
		p.addOwn(name)
		p.addOwn(long)
	}
}

// defined reports whether the text gives group g, which may be -1, a long form.
func (p *namePass) defined(g int32) bool {
	return g >= 0 && p.groups[g].defined
}

// spelledOut returns the words of title whose initials are letters, or "". Parts of a compound count as words.
func spelledOut(title, letters string) string {
	for at := 0; at < len(title); at++ {
		next := strings.IndexByte(title[at:], letters[0])
		if next < 0 {
			return ""
		}
		if at += next; at > 0 && nameChars[title[at-1]] != charBreak {
			continue
		}
		matched, end := 1, at+1
		for ; end < len(title) && (matched < len(letters) || nameChars[title[end]] != charBreak); end++ {
			if nameChars[title[end-1]] != charBreak {
				continue
			}
			if lowerASCII(title[end]) != lowerASCII(letters[matched]) {
				break
			}
			matched++
		}
		if matched == len(letters) {
			return title[at:end]
		}
	}
	return ""
}

// spreadOwn marks the names that are forms of an own one: the same in another case or number, or a variant of it that
// goes on behind a hyphen or a space.
func (p *namePass) spreadOwn() {
	if len(p.ownForms) == 0 {
		return
	}
	for i := range p.candidates {
		c := &p.candidates[i]
		for _, form := range p.ownForms {
			if otherBegin(p.name(c), form) || p.groupOf(c).own {
				continue
			}
			if sameName(p.name(c), form) {
				p.groupOf(c).own = true
			} else if variantOf(p.name(c), form) && p.of(c)&featWork == 0 {
				p.groupOf(c).own = true
				p.addOwn(p.name(c))
			}
		}
	}
	for i := range p.candidates {
		if c := &p.candidates[i]; c.defines >= 0 && p.groupOf(c).own {
			p.own(int32(i))
		}
	}
}

// otherBegin reports whether two names, neither of them empty, begin with different ASCII letters, as nearly all do that are asked of.
func otherBegin(a, b string) bool {
	return a[0]|b[0] < utf8.RuneSelf && lowerASCII(a[0]) != lowerASCII(b[0])
}

// sameName reports whether two names differ in case or a plural s alone.
func sameName(a, b string) bool {
	return strings.EqualFold(strings.TrimSuffix(a, "s"), strings.TrimSuffix(b, "s"))
}

// variantOf reports whether name is form and more behind a hyphen or a space.
func variantOf(name, form string) bool {
	return len(name) > len(form)+1 && strings.HasPrefix(name, form) && (name[len(form)] == '-' || name[len(form)] == ' ')
}

// ownTitleForms adds the forms that the title gives to own names: another case, a plural.
func (p *namePass) ownTitleForms() {
	for _, form := range p.ownForms {
		if len(form) < 4 || strings.Contains(p.title, form+" ") {
			continue
		}
		for at := 0; at+len(form) <= len(p.title); at++ {
			if otherBegin(p.title[at:], form) || !strings.EqualFold(p.title[at:at+len(form)], form) || at > 0 && nameChars[p.title[at-1]] != charBreak {
				continue
			}
			end := at + len(form)
			if end < len(p.title) && p.title[end] == 's' {
				end++
			}
			if end == len(p.title) || nameChars[p.title[end]] == charBreak {
				p.addOwn(p.title[at:end])
			}
		}
	}
}
