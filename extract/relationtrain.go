package extract

import (
	"cmp"
	"math"
	"slices"

	"stemma"
)

// A RelationExample is a text whose relations are known: every citation and mention has
// its Relation; those with none are context and teach nothing.
type RelationExample struct {
	ID        string
	Text      string
	Citations []stemma.Citation
	Mentions  []stemma.Mention
	Own       []string
}

// RelationTraining says how a model is learnt. The zero value is what the shipped model
// was learnt with.
type RelationTraining struct {
	// MinPapers is how many texts a feature must occur in to be learnt: 3 if zero. It
	// keeps the model small, and the wording of single texts out of it.
	MinPapers int
	// Penalty is the weight of the squared weights, by which rare features stay small: 5 if zero.
	Penalty float64
	// Rounds is the number of steps over all examples: 200 if zero.
	Rounds int
}

// withDefaults fills in what is zero.
func (c RelationTraining) withDefaults() RelationTraining {
	c.MinPapers = cmp.Or(c.MinPapers, 3)
	c.Penalty = cmp.Or(c.Penalty, 5)
	c.Rounds = cmp.Or(c.Rounds, 200)
	return c
}

// TrainRelations learns a model: multinomial logistic regression over the features of
// each span, by gradient descent with a step for each weight (AdaGrad). Classes weigh by
// the inverse root of their share among citations and among mentions, since rare ones
// count as much as frequent ones. Nothing is random: the same examples give the same model.
func TrainRelations(examples []RelationExample, config RelationTraining) *RelationModel {
	config = config.withDefaults()
	t := newRelationTrainer(examples, config)
	for range config.Rounds {
		t.step(config.Penalty)
	}
	return t.model()
}

// A relationTrainer holds the examples as lists of feature numbers.
type relationTrainer struct {
	names   []string // of the features, sorted; the first is the prior
	spans   []relationTrainingSpan
	weights [][len(relationClasses)]float64
	squares [][len(relationClasses)]float64 // of the gradients so far
	slope   [][len(relationClasses)]float64
}

// A relationTrainingSpan is a span with its features and its class.
type relationTrainingSpan struct {
	text     int
	names    []string
	features []int
	class    int
	citation bool
	weight   float64
}

// newRelationLearner returns a model that knows every word it meets, in every group. It
// weighs nothing: names takes the features.
func newRelationLearner() *RelationModel {
	m := newRelationModel(nil)
	for i := range m.held {
		m.held[i] = ^relationGroupSet(0)
	}
	v := m.vocabulary
	v.more = make(map[string]relationWordNumber)
	v.learns = func(word string) relationWordNumber {
		v.more[word] = relationWordNumber(len(v.words))
		v.words = append(v.words, word)
		m.held = append(m.held, ^relationGroupSet(0))
		return v.more[word]
	}
	return m
}

// collect takes the names of the features of word in groups.
func (r *relationScore) collect(groups relationGroupSet, word relationWordNumber) {
	for ; groups != 0; groups &= groups - 1 {
		*r.names = append(*r.names, relationGroupNames[groups.lowest()]+":"+r.model.vocabulary.words[word])
	}
}

// newRelationTrainer numbers the features that enough texts have.
func newRelationTrainer(examples []RelationExample, config RelationTraining) *relationTrainer {
	t := &relationTrainer{}
	texts := make(map[string]int)
	last := make(map[string]int)
	learner := newRelationLearner()
	for i, e := range examples {
		t.collect(learner, i+1, e)
	}
	for _, span := range t.spans {
		for _, name := range span.names {
			if last[name] != span.text {
				last[name] = span.text
				texts[name]++
			}
		}
	}
	t.names = []string{":"}
	for name, n := range texts {
		if n >= config.MinPapers {
			t.names = append(t.names, name)
		}
	}
	slices.Sort(t.names)
	t.number()
	t.weigh()
	return t
}

// collect takes the spans of one text.
func (t *relationTrainer) collect(learner *RelationModel, text int, e RelationExample) {
	learner.scenes(e.Text, e.Citations, e.Mentions, e.Own, func(s *relationScene) {
		for i := range s.spans {
			p := &s.spans[i]
			relation := p.relation()
			if relation == stemma.NoRelation {
				continue
			}
			var names []string
			s.score.names = &names
			s.sceneFeatures()
			view := s.view(p, relationView{})
			s.spanFeatures(p, &view)
			class := slices.Index(relationClasses[:], relation.Class())
			t.spans = append(t.spans, relationTrainingSpan{text: text, names: names, class: class, citation: p.citation != nil})
		}
	})
}

// relation returns the relation that the span has.
func (p *relationSpan) relation() stemma.Relation {
	if p.citation != nil {
		return p.citation.Relation
	}
	return p.mention.Relation
}

// number replaces names by numbers; a feature counts once in a span.
func (t *relationTrainer) number() {
	numbers := make(map[string]int, len(t.names))
	for i, name := range t.names {
		numbers[name] = i
	}
	for i := range t.spans {
		span := &t.spans[i]
		span.features = []int{numbers[":"]}
		for _, name := range span.names {
			if n, ok := numbers[name]; ok {
				span.features = append(span.features, n)
			}
		}
	}
	t.weights = make([][len(relationClasses)]float64, len(t.names))
	t.squares = make([][len(relationClasses)]float64, len(t.names))
	t.slope = make([][len(relationClasses)]float64, len(t.names))
}

// weigh sets the weight of each span by its class.
func (t *relationTrainer) weigh() {
	var counts [2][len(relationClasses)]float64
	var totals [2]float64
	sort := func(s relationTrainingSpan) int {
		if s.citation {
			return 1
		}
		return 0
	}
	for _, s := range t.spans {
		counts[sort(s)][s.class]++
		totals[sort(s)]++
	}
	for i := range t.spans {
		s := &t.spans[i]
		s.weight = math.Sqrt(totals[sort(*s)] / (float64(len(relationClasses)) * counts[sort(*s)][s.class]))
	}
}

// step moves the weights against the slope of the loss.
func (t *relationTrainer) step(penalty float64) {
	for i := range t.slope {
		for k := range t.slope[i] {
			t.slope[i][k] = penalty * t.weights[i][k]
		}
	}
	for _, s := range t.spans {
		shares := t.shares(s)
		shares[s.class]--
		for _, f := range s.features {
			for k, share := range shares {
				t.slope[f][k] += s.weight * share
			}
		}
	}
	const rate = 0.1
	for i := range t.weights {
		for k, slope := range t.slope[i] {
			t.squares[i][k] += slope * slope
			if slope != 0 {
				t.weights[i][k] -= rate * slope / math.Sqrt(t.squares[i][k])
			}
		}
	}
}

// shares returns the probability of each class for s.
func (t *relationTrainer) shares(s relationTrainingSpan) [len(relationClasses)]float64 {
	var score [len(relationClasses)]float64
	for _, f := range s.features {
		for k, w := range t.weights[f] {
			score[k] += w
		}
	}
	highest := slices.Max(score[:])
	sum := 0.0
	for k := range score {
		score[k] = math.Exp(score[k] - highest)
		sum += score[k]
	}
	for k := range score {
		score[k] /= sum
	}
	return score
}

// model returns what was learnt, rounded as it is written.
func (t *relationTrainer) model() *RelationModel {
	var rows []relationRow
	for i, name := range t.names {
		row := relationRow{name: name}
		known := false
		for k, w := range t.weights[i] {
			row.weights[k] = float32(math.Round(w*1000) / 1000)
			known = known || row.weights[k] != 0
		}
		if known {
			rows = append(rows, row)
		}
	}
	return newRelationModel(rows)
}
