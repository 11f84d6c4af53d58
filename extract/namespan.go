package extract

import "strings"

// findCandidates walks over the words and notes every run that is shaped like a name, then every known phrase.
func (p *namePass) findCandidates() {
	end := 0
	for _, odd := range p.odd {
		if i := int(odd); i >= end && p.opensName(i) {
			end = p.addRun(i)
		}
	}
	for _, head := range p.heads {
		i := int(head)
		switch t := &p.tokens[i]; {
		case t.shape&shapeJoint != 0:
			if first := strings.IndexByte(p.text[t.start:t.end], '-'); first > 0 {
				p.addPhrase(i, nameWords.lookUp(p.text[t.start:int(t.start)+first]))
			}
		case p.cues(i)&cuePhrase != 0:
			p.addPhrase(i, p.word(i))
		}
	}
}

// opensName reports whether token i may begin a name.
func (p *namePass) opensName(i int) bool {
	t := &p.tokens[i]
	size := t.end - t.start
	word := p.text[t.start:t.end]
	switch {
	case size < 2 || t.shape&(shapeUpper|shapeDigit) == 0 || t.shape&shapeCommand != 0:
		return false
	case t.shape&shapeUpper == 0: // wav2vec, but neither 2x nor step-1
		return t.shape&nameLower != 0 && !nameDigit(word[0]) && digitInside(word)
	case nameDigit(word[0]): // 3DGS, but neither 8B nor 3D
		return size > 3 && p.known.work(word) != ""
	case t.shape&nameInitial != 0 && p.word(i) != 0,
		t.shape&shapeSpaced == 0 && p.cues(i)&(cueStop|cueArticle|cueWe|cueOur|cueOf|cueAnd|cueUse|cueOn) != 0:
		if t.shape&shapeTitled != 0 || t.shape&shapeDigit == 0 && !strongName(word) {
			return false
		}
	}
	return !p.notation(t) || p.givenAsName(i)
}

// digitInside reports whether a digit follows a letter directly.
func digitInside(word string) bool {
	for i := 1; i < len(word); i++ {
		if nameDigit(word[i]) && word[i-1] >= 'a' && word[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// addRun notes the name that begins at token i and returns the token behind it.
func (p *namePass) addRun(i int) int {
	last := p.runEnd(i)
	c := nameCandidate{start: p.tokens[i].start, end: p.tokens[last].end, first: int32(i), last: int32(last), group: noGroup, defines: -1}
	if p.tokens[last].shape&shapeJoint != 0 {
		c.end = c.start + int32(withoutSuffix(p.text[c.start:c.end]))
	}
	t := &p.tokens[i]
	if last == i && t.shape&(nameInitial|shapeDigit|shapeJoint) == nameInitial && (t.shape&shapeTitled != 0 || !strongName(p.name(&c))) {
		c.kind = kindInitial
	}
	if c.end-c.start < 2 {
		return last + 1
	}
	p.add(c)
	return last + 1
}

func (p *namePass) add(c nameCandidate) {
	if n := len(p.candidates); n > 0 && p.candidates[n-1].start >= c.start {
		p.mixed = true
	}
	p.candidates = append(p.candidates, c)
	p.tokens[c.first].candidate = int32(len(p.candidates))
}

// runEnd returns the last token of the run of capitalised words, versions and sizes that begins at token i.
func (p *namePass) runEnd(i int) int {
	for i+1 < len(p.tokens) {
		next := p.tokens[i+1]
		if next.shape&(shapeSpaced|nameInitial|shapeCommand) != shapeSpaced {
			break
		}
		switch {
		case p.continuesName(next):
			i++
		case p.version(i+1) && !p.measure(i, p.tokens[i+1]):
			i++
		case p.cues(i+1)&cueOf != 0 && i+2 < len(p.tokens) && p.tokens[i].shape&shapeCapital != 0 &&
			p.tokens[i+2].shape&(shapeSpaced|shapeCapital|nameLower) == shapeSpaced|shapeCapital|nameLower:
			i += 2 // Tree of Thoughts
		default:
			return i
		}
	}
	return i
}

func (p *namePass) continuesName(t nameToken) bool {
	return t.shape&shapeUpper != 0 && (t.end-t.start > 1 || t.shape&shapeCapital != 0) && !nameDigit(p.text[t.start])
}

// version reports whether token i reads like the version or size in "Llama 2", "SDXL v1.5", "Qwen 7B".
func (p *namePass) version(i int) bool {
	t := p.tokens[i]
	word := strings.TrimLeft(p.text[t.start:t.end], "vV")
	if len(word) == 0 || len(word) > 4 || !nameDigit(word[0]) || p.unitFollows(i) {
		return false
	}
	whole, fraction, dotted := strings.Cut(word, ".")
	if n := len(whole); n > 0 && (whole[n-1] == 'B' || whole[n-1] == 'M') && !dotted {
		return n > 1
	}
	return len(whole) == 1 && whole[0] != '0' && (!dotted || len(fraction) <= 2 && fraction != "" && nameDigit(fraction[0]))
}

// unitFollows reports whether what follows token i makes a quantity of it: "3%", "2 times", "4 datasets".
func (p *namePass) unitFollows(i int) bool {
	t := p.tokens[i]
	if int(t.end) < len(p.text) && strings.IndexByte("%/$\\", p.text[t.end]) >= 0 {
		return true
	}
	if i+1 == len(p.tokens) || p.tokens[i+1].shape&shapeSpaced == 0 {
		return false
	}
	next := p.tokens[i+1]
	word := p.text[next.start:next.end]
	return strings.HasSuffix(word, "s") && p.cues(i+1)&cueModel == 0 && next.shape&shapeUpper == 0 || word == "x" || word == "to"
}

// measure reports whether the word at token i is one that a figure such as next follows without being part of a name.
func (p *namePass) measure(i int, next nameToken) bool {
	t := p.tokens[i]
	word := p.text[t.start:t.end]
	return p.known.class(word) || p.known.work(word) == "metric" || nameDigit(word[len(word)-1]) && next.shape&shapeUpper == 0
}

// nameSuffixes are the second halves of compounds that describe by a name: "CLIP-based".
var nameSuffixes = [...]string{
	"based", "style", "like", "generated", "trained", "driven", "powered", "guided", "aware", "enhanced", "augmented",
	"inspired", "initialized", "derived", "level", "assisted", "free", "only", "compatible", "specific", "optimized",
	"tuned", "finetuned", "type", "related", "enabled", "annotated", "conditioned", "pretrained", "equipped", "class",
	"family", "simulated", "centric", "native", "oriented", "quality", "integrated", "distilled", "as", "hard", "scale",
}

// withoutSuffix returns the length of name without a descriptive half.
func withoutSuffix(name string) int {
	for {
		cut := strings.LastIndexByte(name, '-')
		if cut <= 0 || !descriptive(name[cut+1:]) {
			return len(name)
		}
		name = name[:cut]
	}
}

func descriptive(half string) bool {
	for _, suffix := range nameSuffixes {
		if half == suffix {
			return true
		}
	}
	return false
}

// addPhrase notes the longest known phrase that begins at token i with word, unless a name that was found holds it.
func (p *namePass) addPhrase(i int, word uint16) {
	t := &p.tokens[i]
	longest, head := 0, len(nameWords.words[word])
	rest := p.text[min(int(t.start)+head, len(p.text)):]
	if len(rest) > 1 && nameWords.seconds[word]>>(rest[1]&31)&1 == 0 {
		return
	}
	for _, phrase := range nameWords.phrases[word] {
		if len(phrase) > longest && phraseAt(rest, phrase[head:]) {
			longest = len(phrase)
		}
	}
	if longest == 0 {
		return
	}
	end := t.start + int32(longest)
	if at := int(end); at < len(p.text) && p.text[at] == 's' {
		end++
	}
	p.addPhraseSpan(i, end)
}

func (p *namePass) addPhraseSpan(i int, end int32) {
	last := i
	for last+1 < len(p.tokens) && p.tokens[last+1].start < end {
		last++
		if p.tokens[last].shape&shapeSeparate != 0 {
			return
		}
	}
	if p.tokens[last].end > end && p.text[end] != '-' {
		return // the phrase ends inside a word
	}
	if held := p.tokens[i].candidate; held != 0 && p.candidates[held-1].end >= end {
		return
	}
	p.add(nameCandidate{start: p.tokens[i].start, end: end, first: int32(i), last: int32(last), group: noGroup, defines: -1, kind: kindPhrase})
}

// phraseAt reports whether text begins with phrase in whatever case, a space in one standing for a hyphen or a line
// break in the other, and goes on with something other than a letter, but for a plural s.
func phraseAt(text, phrase string) bool {
	if len(text) < len(phrase) {
		return false
	}
	for i := 0; i < len(phrase); i++ {
		if a, b := phraseByte(text[i]), phraseByte(phrase[i]); a != b {
			return false
		}
	}
	rest := text[len(phrase):]
	if rest != "" && rest[0] == 's' {
		rest = rest[1:]
	}
	return rest == "" || nameChars[rest[0]] == charBreak
}

func phraseByte(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c == '-' || c == '\n':
		return ' '
	}
	return c
}
