package extract

import (
	"strings"
	"unicode"
)

// nameWindow is how far before a citation the name of its work may begin, in bytes.
const nameWindow = 160

// headNouns follow a work's name without being part of it: "the IAMB algorithm".
var headNouns = tableOf(" algorithm algorithms approach approaches architecture architectures backbone baseline baselines benchmark benchmarks classifier corpora corpus dataset datasets data" +
	" decoder detector detectors encoder embeddings estimator family framework frameworks language library loss measure method methods metric model models module network networks" +
	" objective optimizer package paradigm parser pipeline platform procedure protocol representation sampler score scheme software solver suite system systems task tasks" +
	" technique techniques theory tool toolkit tools treebank workflow benchmarking challenge simulator environment domain set test ")

// genericNames are acronyms and words that name a kind of thing, not one work.
var genericNames = tableOf(" AI ML DL NLP LLM LLMs LM LMs PLM PLMs VLM VLMs MLLM MLLMs GAN GANs RL MARL IRL CNN CNNs RNN RNNs DNN DNNs GNN GNNs ANN ANNs NN NNs MLP MLPs NMT SMT MT QA IR IE NER ASR TTS" +
	" SGD MCMC MDP MDPs POMDP POMDPs PDE PDEs ODE ODEs SDE SDEs SVM SVMs PCA GPU GPUs CPU CPUs API APIs DNA RNA MRI CT EEG fMRI HCI CV US UK EU USA UN PhD URL PDF SOTA GEC OOD SSL FL DP ICL RLHF" +
	" English German French Spanish Chinese Japanese Arabic Hindi Internet Web Artificial Intelligence ")

// byWords join a work to its authors: "MALOPA, first proposed by Ammar et al. (2016)".
var byWords = tableOf(" of by from due to in proposed introduced presented developed described suggested given first originally recently designed invented released published ")

// nameBeside returns the name of the work that the citation is of, as the text gives
// it beside the citation, or "".
//
//	InstaFlow (Liu et al., 2023)             InstaFlow
//	(STaR, Zelikman et al. 2022)             STaR
//	Consistency Models (CM) (Song, 2023)     Consistency Models (CM)
//	the Gumbel tree-LSTM of Choi (2018)      Gumbel tree-LSTM
func (c *citer) nameBeside(s yearSite, l authorList) string {
	if !s.inside && (s.bracket < 0 || !s.opens(l.start)) {
		return notAuthor(c.nameBy(l.start), l, c.text)
	}
	name, own := c.nameWithin(s, l.start)
	if !own && s.chained && c.group.open == s.bracket {
		return c.group.name
	}
	if !own && !s.chained && s.opens(l.start) {
		r := backReader{text: c.text, floor: max(c.groupFloor(), s.bracket-nameWindow)}
		name = r.phrase(s.bracket)
	}
	name = notAuthor(name, l, c.text)
	c.group = citeGroup{open: s.bracket, name: name}
	return name
}

// groupFloor keeps a name from reaching into the last citation.
func (c *citer) groupFloor() int {
	if len(c.found) == 0 {
		return 0
	}
	return c.found[len(c.found)-1].End
}

// notAuthor drops a name that is an author's: "defined by Traum (Traum, 1994)".
func notAuthor(name string, l authorList, text string) string {
	for _, a := range l.names[:l.n] {
		if name == text[a.start:a.end] {
			return ""
		}
	}
	return name
}

// opens reports whether the bracket holds nothing but a cue before the offset.
func (s *yearSite) opens(at int) bool {
	for range 3 {
		switch t := s.before(at); {
		case t.kind == tokenOpen:
			return true
		case t.kind == tokenComma, t.kind == tokenWord && among(citeCues, s.word(t)):
			at = t.start
		default:
			return false
		}
	}
	return false
}

// nameWithin reads a name inside the bracket, before the authors: "(STaR, Zelikman et
// al. 2022)". own is false when there is nothing there.
func (c *citer) nameWithin(s yearSite, at int) (name string, own bool) {
	t := s.before(at)
	if t.kind != tokenComma && t.kind != tokenSemicolon || t.start <= s.floor {
		return "", false
	}
	r := s.backReader
	end := r.skipBlank(t.start)
	start := r.properStart(end)
	if start == end {
		return "", false
	}
	border := r.before(start)
	if border.kind != tokenOpen && border.kind != tokenSemicolon && !(border.kind == tokenWord && among(citeCues, r.word(border))) {
		return "", false
	}
	name = c.text[start:end]
	if border.kind == tokenOpen && formOf(name) == formAcronym {
		outer := backReader{text: c.text, floor: max(c.groupFloor(), border.start-nameWindow)}
		if from := outer.spelledOut(border.start, name); from >= 0 {
			return oneLine(c.text[from:outer.skipBlank(border.start)]) + " (" + name + ")", true
		}
	}
	return oneLine(name), true
}

// nameBy reads the name before "of" or "by" and the authors of a narrative citation.
func (c *citer) nameBy(at int) string {
	r := backReader{text: c.text, floor: max(c.floor, at-nameWindow)}
	joined := false
	for range 5 {
		t := r.before(at)
		if t.kind == tokenComma && joined || t.kind == tokenWord && among(byWords, r.word(t)) {
			at, joined = t.start, joined || t.kind == tokenWord
			continue
		}
		break
	}
	if !joined {
		return ""
	}
	noun := r.before(at)
	if name := r.phrase(at); coined(name) || strings.Contains(name, " ") && among(headNouns, r.word(noun)) || strings.HasSuffix(name, ")") || formOf(name) == formAcronym {
		return name
	}
	return ""
}

// phrase reads the name of a work that ends at the offset: a spelled-out name with its
// acronym, or a proper name with or without a noun that says what it is.
func (r backReader) phrase(at int) string {
	t := r.before(at)
	if t.kind == tokenClose {
		return r.acronymPhrase(t)
	}
	end := r.skipBlank(at)
	for range 3 {
		if t.kind != tokenWord || !among(headNouns, r.word(t)) {
			break
		}
		end = r.skipBlank(t.start)
		t = r.before(t.start)
		if t.kind == tokenClose {
			return r.acronymPhrase(t)
		}
	}
	start := r.properStart(end)
	name := oneLine(withoutPossessive(r.text[start:end]))
	if name == "" || !strings.Contains(name, " ") && r.ordinary(name, start) {
		return ""
	}
	return name
}

// acronymPhrase reads "Consistency Models (CM)" back from its last bracket.
func (r backReader) acronymPhrase(close citeToken) string {
	word := r.before(close.start)
	open := r.before(word.start)
	if word.kind != tokenWord || open.kind != tokenOpen {
		return ""
	}
	acronym := r.word(word)
	if from := r.spelledOut(open.start, acronym); from >= 0 {
		return oneLine(r.text[from:close.end])
	}
	if r.ordinary(acronym, word.start) || formOf(acronym) == formLower {
		return ""
	}
	return acronym
}

// spelledOut returns where the words before the offset begin whose initials make up
// the acronym, or -1. A word may give more than one letter (Treebank, TB), and small
// joining words none.
func (r backReader) spelledOut(at int, acronym string) int {
	letters := strings.ToLower(strings.TrimRight(acronym, "s"))
	letters = strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, letters)
	if len(letters) < 2 {
		return -1
	}
	for range 12 {
		t := r.before(at)
		if t.kind != tokenWord && t.kind != tokenAnd {
			return -1
		}
		word := strings.ToLower(r.word(t))
		at = t.start
		if t.kind == tokenAnd || among(bodyLinks, word) && word[0] != letters[len(letters)-1] {
			continue
		}
		if letters = unspell(letters, word); letters == "" {
			return at
		}
		if letters == "?" {
			return -1
		}
	}
	return -1
}

// unspell takes from the end of letters those that word stands for; "?" if none.
func unspell(letters, word string) string {
	for n := min(len(letters), 4); n > 0; n-- {
		taken := letters[len(letters)-n:]
		if taken[0] == word[0] && inOrder(taken, word) {
			return letters[:len(letters)-n]
		}
	}
	return "?"
}

// inOrder reports whether the letters stand in word in that order.
func inOrder(letters, word string) bool {
	for i := 0; i < len(letters); i++ {
		at := strings.IndexByte(word, letters[i])
		if at < 0 {
			return false
		}
		word = word[at+1:]
	}
	return true
}

// properStart returns where the run of capitalised words that ends at the offset
// begins; the offset itself when there is none.
func (r backReader) properStart(end int) int {
	start := end
	t := r.before(end)
	if t.kind == tokenNumber && t.end-t.start < 4 {
		if prior := r.before(t.start); prior.kind == tokenWord && r.proper(prior) {
			start, t = t.start, prior
		}
	}
	for range 6 {
		if t.kind != tokenWord || !r.proper(t) || t.end < start && r.leads(r.word(t)) {
			break
		}
		if start < end && r.opensSentence(t) && participle(r.word(t)) {
			break
		}
		start = t.start
		t = r.before(start)
	}
	return start
}

func (r backReader) proper(t citeToken) bool {
	word := r.word(t)
	switch formOf(word) {
	case formName, formAcronym:
		return !strings.HasSuffix(word, ".") && !among(leadingWords, word)
	case formInitial:
		return len(word) == 2 && !strings.HasSuffix(word, ".")
	}
	return strings.IndexFunc(word, unicode.IsUpper) > 0 // mBERT, word2Vec
}

// ordinary reports whether a single word names no particular work.
func (r backReader) ordinary(word string, start int) bool {
	if among(genericNames, word) || among(noAuthors, word) || among(leadingWords, word) {
		return true
	}
	if formOf(word) != formName || coined(word) || strings.Contains(word, "-") {
		return false
	}
	for _, end := range [...]string{"ian", "ean", "ish", "ese", "ers", "ists"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return r.opensSentence(citeToken{start: start})
}

// opensSentence reports whether the token is the first word of its sentence.
func (r backReader) opensSentence(t citeToken) bool {
	at := t.start
	for at > 0 && (r.text[at-1] == ' ' || r.text[at-1] == '\n') {
		at--
	}
	return at == 0 || strings.IndexByte(".!?:", r.text[at-1]) >= 0
}

// participle reports whether a word at the start of a sentence describes the name
// behind it: "Pretrained BERT".
func participle(word string) bool {
	return strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "ing")
}

// oneLine returns name with its line breaks as spaces.
func oneLine(name string) string {
	if strings.ContainsAny(name, "\n\t\r~") || strings.Contains(name, "  ") {
		return strings.Join(strings.Fields(strings.ReplaceAll(name, "~", " ")), " ")
	}
	return name
}
