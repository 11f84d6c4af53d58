package extract

import (
	"maps"
	"slices"
	"strings"

	"stemma"
)

// relationGovernors are words that by themselves say what is done with what follows them.
var relationGovernors = map[stemma.Relation]string{
	stemma.Outperforms: `outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds exceeding beat beats beating`,
	stemma.Compares:    `than unlike versus vs against compare compares comparing rival rivals rivaling match matches matching contrary`,
	stemma.Extends: `extend extends extended extending adapt adapts adapting augment augments augmenting modify modifies modifying enrich enriches
		incorporate incorporates incorporating improve improves improving enhance enhances enhancing accelerate accelerates accelerating`,
	stemma.Generalizes: `generalize generalizes generalizing generalise generalises generalising subsume subsumes unify unifies unifying recover recovers encompassing`,
	stemma.Uses: `use uses using employ employs employing utilize utilizes utilizing leverage leverages leveraging exploit exploits exploiting apply applies applying
		adopt adopts adopting follow follows following implement implements implementing fine-tune fine-tunes fine-tuning finetune finetuning distill distilling
		repurpose repurposing integrate integrates integrating combine combines combining via`,
	stemma.Analyzes: `analyze analyzes analyzing analyse analyses analysing study investigate investigates investigating examine examines examining
		explore explores exploring review reviews reviewing reproduce replicate validate verify interpret interprets revisit revisits`,
}

// A relationPair is a preposition that says what is done with what follows it where one
// of some words stands before it.
type relationPair struct {
	before   string // the words, divided by spaces
	within   int    // tokens between
	relation stemma.Relation
}

// relationPairs are the prepositions. The first pair that fits counts.
var relationPairs = map[string][]relationPair{
	"over": {{"improve improves improved improving improvement improvements gain gains advantage advantages speedup reduction boost superiority", 8, stemma.Outperforms}},
	"on": {
		{"based build builds building built rely relies relying drawing", 2, stemma.Extends},
		{"improve improves improved improving improvement", 5, stemma.Outperforms},
		{"evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments results performance accuracy achieve achieves achieving tested benchmarked",
			10, stemma.EvaluatesOn},
		{"trained train training pre-trained pretrained fine-tuned focus", 4, stemma.Uses},
		{"improvements gain gains", 5, stemma.Outperforms},
	},
	"upon": {{"based build builds building built", 2, stemma.Extends}, {"improve improves improving improvement", 5, stemma.Outperforms}},
	"to": {
		{"compared comparable superior inferior relative close contrast equivalent alternative opposed counterpart comparison similar preferable competitive", 5, stemma.Compares},
		{"extension applied apply applying application generalization improvement", 4, stemma.Uses},
	},
	"with": {
		{"compare compared compares comparing comparison comparable competitive par", 10, stemma.Compares},
		{"combine combined combining integrated equipped together", 6, stemma.Uses},
	},
	"of": {
		{"extension extensions variant variants version modification adaptation", 6, stemma.Extends},
		{"generalization generalizations generalisation case", 5, stemma.Generalizes},
		{"implementation implementations application use instance subset", 4, stemma.Uses},
		{"analysis convergence robustness understanding study investigation", 6, stemma.Analyzes},
		{"improvement state-of-the-art outperforming", 4, stemma.Compares},
	},
	"by":   {{"inspired motivated guided", 2, stemma.Extends}, {"powered", 2, stemma.Uses}, {"outperformed", 2, stemma.Compares}},
	"from": {{"inspiration", 3, stemma.Extends}, {"initialized distilled derived expanded adapted annotated collected trained starting", 4, stemma.Uses}},
	"as":   {{"baseline baselines same", 4, stemma.Compares}, {"backbone base", 4, stemma.Uses}},
}

// A relationEntry is all that is known of a word. There are many, which should stay in
// the nearest cache: what few have stands elsewhere.
type relationEntry struct {
	before      uint64 // the rules that the word completes, a bit each
	cue         relationCue
	governs     relationSort
	says        relationSaying
	preposition uint8 // its place among the prepositions; 0 for other words
	subclaus    bool  // the word begins a clause of its own
}

// A relationPreposition is what is known of a preposition.
type relationPreposition struct {
	rules  []relationRule
	waits  uint64 // the rules, a bit each
	within int    // the furthest that any of them looks back
}

// A relationRule is a relationPair whose words are known by a bit.
type relationRule struct {
	bit      uint64
	within   int
	relation relationSort
}

// A relationSort is a place among relationSorts.
type relationSort uint8

// The sorts of relation.
const (
	sortNone relationSort = iota
	sortExtends
	sortGeneralizes
	sortUses
	sortAnalyzes
	sortCompares
	sortOutperforms
	sortEvaluatesOn
	sortBackground
)

// relationSorts are the relations that a text may tell, with the class of each and its name.
var relationSorts = [...]struct {
	relation stemma.Relation
	class    relationClass
	word     relationWordNumber
}{
	sortNone:        {stemma.NoRelation, classNone, wordNoRelation},
	sortExtends:     {stemma.Extends, classBuildsOn, wordExtends},
	sortGeneralizes: {stemma.Generalizes, classBuildsOn, wordGeneralizes},
	sortUses:        {stemma.Uses, classBuildsOn, wordUses},
	sortAnalyzes:    {stemma.Analyzes, classBuildsOn, wordAnalyzes},
	sortCompares:    {stemma.Compares, classCompares, wordCompares},
	sortOutperforms: {stemma.Outperforms, classCompares, wordOutperforms},
	sortEvaluatesOn: {stemma.EvaluatesOn, classEvaluatesOn, wordEvaluatesOn},
	sortBackground:  {stemma.Background, classBackground, wordBackground},
}

// relationSortOf returns the place of relation.
func relationSortOf(relation stemma.Relation) relationSort {
	for sort, row := range relationSorts {
		if row.relation == relation {
			return relationSort(sort)
		}
	}
	return sortNone
}

// A relationSaying says of what a word is a sign by itself, in some spellings.
type relationSaying uint8

// The sayings.
const (
	saysOurs     relationSaying = 1 << iota // "we": the paper speaks of itself
	saysOursLow                             // "us", but not "US"
	saysOursHigh                            // "I", but not "i"
	saysOursThis                            // "paper", behind "this"
	saysBack                                // "it": the sentence before is meant
	saysBackHigh                            // "This", the one that is told from a capital too
)

// relationSayings are the words of the sayings.
var relationSayings = map[relationSaying]string{
	saysOurs:     "we our",
	saysOursLow:  "us ours",
	saysOursHigh: "i",
	saysOursThis: "paper work article thesis study report survey letter note",
	saysBack:     "these this their both its it them latter such",
	saysBackHigh: "this",
}

// A relationKnowledge joins the tables, so that a word is looked up once.
type relationKnowledge struct {
	words        []string        // by the alphabet
	entries      []relationEntry // by the number of the word; that of the unknown word is empty
	prepositions []relationPreposition
}

// relationLexicon is what is known before anything is learnt.
var relationLexicon = newRelationKnowledge()

func newRelationKnowledge() *relationKnowledge {
	lexicon := make(map[string]*relationEntry)
	change := func(list string, f func(*relationEntry)) {
		for _, word := range strings.Fields(list) {
			if lexicon[word] == nil {
				lexicon[word] = new(relationEntry)
			}
			f(lexicon[word])
		}
	}
	for cue, list := range relationCues {
		change(list, func(e *relationEntry) { e.cue |= cue })
	}
	for relation, list := range relationGovernors {
		change(list, func(e *relationEntry) { e.governs = relationSortOf(relation) })
	}
	for saying, list := range relationSayings {
		change(list, func(e *relationEntry) { e.says |= saying })
	}
	change("but while whereas although though because since if when", func(e *relationEntry) { e.subclaus = true })
	bit := uint64(1)
	prepositions := make([]relationPreposition, 1)
	for _, word := range slices.Sorted(maps.Keys(relationPairs)) {
		p := relationPreposition{}
		for _, pair := range relationPairs[word] {
			rule := relationRule{bit, pair.within, relationSortOf(pair.relation)}
			change(pair.before, func(e *relationEntry) { e.before |= rule.bit })
			p.rules, p.waits, p.within = append(p.rules, rule), p.waits|bit, max(p.within, pair.within)
			bit <<= 1
		}
		change(word, func(e *relationEntry) { e.preposition = uint8(len(prepositions)) })
		prepositions = append(prepositions, p)
	}
	k := numberedKnowledge(lexicon)
	k.prepositions = prepositions
	return k
}

// numberedKnowledge gives the words of lexicon the numbers that every vocabulary gives them.
func numberedKnowledge(lexicon map[string]*relationEntry) *relationKnowledge {
	k := &relationKnowledge{words: slices.Sorted(maps.Keys(lexicon))}
	vocabulary, numbers := newRelationVocabulary(slices.Concat(relationFixed[:], k.words))
	k.entries = make([]relationEntry, len(vocabulary.words))
	for word, entry := range lexicon {
		k.entries[numbers[word]] = *entry
	}
	return k
}

// of returns what is known of the word with number, nothing for one that the lexicon lacks.
func (k *relationKnowledge) of(number relationWordNumber) *relationEntry {
	if int(number) < len(k.entries) {
		return &k.entries[number]
	}
	return &k.entries[wordUnknown]
}

// A relationVerdict is what the clause says by its grammar alone.
type relationVerdict struct {
	relation relationSort // sortNone when nothing governs the span
	at       int          // the word that decided; -1 when none did
	first    int          // the word before it that it took to decide; at itself when it took none
	authored bool         // "proposed by": the span names who did what the clause speaks of
	example  bool         // "such as": the span is one of many
	ours     bool         // the paper is the subject of what governs
}

// govern finds what governs the enumeration that begins at token from: the nearest verb
// or preposition before it that takes it as an object.
func (s *relationScene) govern(from int) relationVerdict {
	v := relationVerdict{at: -1, first: -1}
	for j := from - 1; j >= max(0, from-2*relationReach) && !s.breaks(j); j-- {
		if s.tokens[j].known == 0 {
			continue
		}
		entry := s.known(j)
		switch {
		case entry.subclaus:
			return v
		case entry.cue&relationExample != 0:
			v.example = true
		case entry.cue&relationShown != 0 && from-j < 4:
			v.authored = true
		}
		if relation, first := s.governs(j, entry); relation != sortNone {
			v.relation, v.at, v.first = relation, j, first
			v.ours = s.subjectOurs(j)
			return v
		}
	}
	return v
}

// governs returns what the word at j says of what follows it, and the first word that it
// takes to say so.
func (s *relationScene) governs(j int, entry *relationEntry) (relationSort, int) {
	if entry.governs != sortNone || entry.preposition == 0 {
		return entry.governs, j
	}
	preposition := &relationLexicon.prepositions[entry.preposition]
	var there uint64
	for k := j - 1; k >= max(0, j-preposition.within); k-- {
		there |= s.known(k).before
	}
	if there&preposition.waits == 0 {
		return sortNone, -1
	}
	for _, rule := range preposition.rules {
		for k := j - 1; k >= max(0, j-rule.within); k-- {
			if s.known(k).before&rule.bit != 0 {
				return rule.relation, k
			}
		}
	}
	return sortNone, -1
}

// known returns what is known of the token at j.
func (s *relationScene) known(j int) *relationEntry {
	return &relationLexicon.entries[s.tokens[j].known]
}

// subjectOurs reports whether the paper speaks of itself before the token at j.
func (s *relationScene) subjectOurs(j int) bool {
	for k := j - 1; k >= max(0, j-relationReach) && !s.breaks(k); k-- {
		if s.tokens[k].kind == relationOwnName || s.tokens[k].cue&relationOurs != 0 {
			return true
		}
	}
	return false
}

// clauseFeatures counts the verdict of the grammar.
func (s *relationScene) clauseFeatures(kind relationKind, zone relationZone, v relationVerdict) {
	sort := &relationSorts[v.relation]
	class := sort.class
	s.score.add(groupClause.set()|kind.nearest(), class.word())
	s.score.add(class.group(), zone.word())
	s.score.add(groupClause.set(), sort.word)
	if v.at >= 0 {
		s.score.add(groupGovernor.set(), s.tokens[v.at].word)
	}
	s.score.add(zone.verdicts(kind), class.word())
	if v.ours {
		s.score.add(class.group(), wordSubject)
	}
	if v.authored {
		s.score.add(groupClause.set(), wordAuthored)
		s.score.add(groupAuthored.set(), zone.word())
	}
	if v.example {
		s.score.add(groupClause.set(), wordExample)
		s.score.add(groupExample.set(), zone.word())
	}
}
