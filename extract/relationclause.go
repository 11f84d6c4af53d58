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

// A relationEntry is all that is known of a word.
type relationEntry struct {
	cue      relationCue
	governs  stemma.Relation
	pairs    []relationRule // of a preposition
	before   uint64         // the rules that the word completes, a bit each
	subclaus bool           // the word begins a clause of its own
}

// A relationRule is a relationPair whose words are known by a bit.
type relationRule struct {
	bit      uint64
	within   int
	relation stemma.Relation
}

// relationLexicon joins the tables, so that a word is looked up once.
var relationLexicon = newRelationLexicon()

// relationUnknown is what is known of other words.
var relationUnknown = new(relationEntry)

func newRelationLexicon() *clauseTable[*relationEntry] {
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
		change(list, func(e *relationEntry) { e.governs = relation })
	}
	change("but while whereas although though because since if when", func(e *relationEntry) { e.subclaus = true })
	bit := uint64(1)
	for _, preposition := range slices.Sorted(maps.Keys(relationPairs)) {
		for _, pair := range relationPairs[preposition] {
			rule := relationRule{bit, pair.within, pair.relation}
			change(preposition, func(e *relationEntry) { e.pairs = append(e.pairs, rule) })
			change(pair.before, func(e *relationEntry) { e.before |= rule.bit })
			bit <<= 1
		}
	}
	return newClauseTable(lexicon)
}

// A relationVerdict is what the clause says by its grammar alone.
type relationVerdict struct {
	relation stemma.Relation // empty when nothing governs the span
	at       int             // the word that decided; -1 when none did
	first    int             // the word before it that it took to decide; at itself when it took none
	authored bool            // "proposed by": the span names who did what the clause speaks of
	example  bool            // "such as": the span is one of many
	ours     bool            // the paper is the subject of what governs
}

// govern finds what governs the enumeration that begins at token from: the nearest verb
// or preposition before it that takes it as an object.
func (s *relationScene) govern(from int) relationVerdict {
	v := relationVerdict{at: -1, first: -1}
	for j := from - 1; j >= max(0, from-2*relationReach) && !s.breaks(j); j-- {
		if s.tokens[j].kind != relationWord {
			continue
		}
		switch {
		case s.tokens[j].subclaus:
			return v
		case s.tokens[j].cue&relationExample != 0:
			v.example = true
		case s.tokens[j].cue&relationShown != 0 && from-j < 4:
			v.authored = true
		}
		if relation, first := s.governs(j); relation != stemma.NoRelation {
			v.relation, v.at, v.first = relation, j, first
			v.ours = s.subjectOurs(j)
			return v
		}
	}
	return v
}

// governs returns what the word at j says of what follows it, and the first word that it
// takes to say so.
func (s *relationScene) governs(j int) (stemma.Relation, int) {
	if relation := s.tokens[j].governs; relation != stemma.NoRelation {
		return relation, j
	}
	for _, rule := range s.tokens[j].pairs {
		for k := j - 1; k >= max(0, j-rule.within); k-- {
			if s.tokens[k].before&rule.bit != 0 {
				return rule.relation, k
			}
		}
	}
	return stemma.NoRelation, -1
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

// relationAt names the group of verdicts on one kind of span in one zone.
func relationAt(kind, zone string) string {
	cited := kind == "narrative" || kind == "bracketed"
	for _, names := range [...][3]string{
		{"before", "cited before", "named before"}, {"after", "cited after", "named after"},
		{"turn", "cited at turn", "named at turn"}, {"ours", "cited by ours", "named by ours"},
	} {
		if names[0] == zone && cited {
			return names[1]
		}
		if names[0] == zone {
			return names[2]
		}
	}
	return zone
}

// clauseFeatures gives sink the verdict of the grammar.
func (s *relationScene) clauseFeatures(sink relationSink, kind, zone string, v relationVerdict) {
	class := string(v.relation.Class())
	if v.relation == stemma.NoRelation {
		class = "none"
	}
	sink.add("clause", class)
	sink.add(relationNearest(kind), class)
	sink.add(class, zone)
	sink.add("clause", string(v.relation))
	if v.at >= 0 {
		s.addWord(sink, "governor", v.at)
	}
	sink.add(relationAt(kind, zone), class)
	if v.ours {
		sink.add(class, "subject")
	}
	if v.authored {
		sink.add("clause", "authored")
		sink.add("authored", zone)
	}
	if v.example {
		sink.add("clause", "example")
		sink.add("example", zone)
	}
}
