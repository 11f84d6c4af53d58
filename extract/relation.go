package extract

import (
	"strings"

	"stemma"
)

// Relate sets the Relation and the Cue of every citation and mention of text: how the
// paper stands to the work, and the word that says so. own are the names that the paper
// introduces itself. Both lists must stand in text order, as the extractors give them.
//
// A class (builds-on, compares, evaluates-on, background) is chosen by a linear model
// over what stands around the span: the words that govern it, whose work the sentence
// speaks of, whether the paper has yet begun to speak of itself, what type of thing is
// named. Members of a list share what governs the list. The relation within the class,
// and the cue, are then read off the words. The time is linear in the text.
func Relate(text string, citations []stemma.Citation, mentions []stemma.Mention, own []string) {
	if len(citations)+len(mentions) > 0 {
		shippedRelations().Relate(text, citations, mentions, own)
	}
}

// Relate does what the function of this name does, by this model.
func (m *RelationModel) Relate(text string, citations []stemma.Citation, mentions []stemma.Mention, own []string) {
	for i := range citations { // those outside every sentence keep this
		citations[i].Relation, citations[i].Cue = stemma.Background, ""
	}
	for i := range mentions {
		mentions[i].Relation, mentions[i].Cue = stemma.Background, ""
	}
	if len(citations)+len(mentions) > 0 {
		m.scenes(text, citations, mentions, own, (*relationScene).judge)
	}
}

// judge sets the relations of the spans of the scene.
func (s *relationScene) judge() {
	s.score.sum = relationWeights{}
	s.score.add(groupPrior.set(), wordNoRelation)
	s.sceneFeatures()
	shared := s.score.sum
	var view relationView
	for i := range s.spans {
		p := &s.spans[i]
		s.score.sum = shared
		view = s.view(p, view)
		s.spanFeatures(p, &view)
		relation, cue := s.settle(view, s.score.best(p.citation != nil))
		if fixed, ok := s.idiom(view); ok {
			relation, cue = fixed, ""
		}
		if relation == stemma.Extends && p.kind.measures() && among(modelNouns, s.wordAt(p.token+1)) {
			relation = stemma.EvaluatesOn // "improves a pretrained ImageNet model" does not extend the data
		}
		p.set(p.kind.settle(relation), cue)
	}
}

// measures reports whether a mention is of what results are got on.
func (k relationKind) measures() bool {
	return k == kindDataset || k == kindBenchmark || k == kindMetric
}

// settle returns what a relation is to a work of the kind: one generalizes across data and does better on them, and
// not more generally or better than they do.
func (k relationKind) settle(relation stemma.Relation) stemma.Relation {
	if k.measures() && (relation == stemma.Generalizes || relation == stemma.Outperforms) {
		return stemma.EvaluatesOn
	}
	return relation
}

// A relationSpan is a citation or a mention; one of the two is nil.
type relationSpan struct {
	start, end int
	named      int // where the name beside a citation begins; end when it has none before it
	citation   *stemma.Citation
	mention    *stemma.Mention
	kind       relationKind
	token      int  // its place among the tokens of the scene
	again      bool // a span of the same name stands before it
	repeated   bool // the name stands more than once in the text
}

// set stores the verdict.
func (p *relationSpan) set(relation stemma.Relation, cue string) {
	if p.citation != nil {
		p.citation.Relation, p.citation.Cue = relation, cue
		return
	}
	p.mention.Relation, p.mention.Cue = relation, cue
}

// name returns the name of the work, empty for a citation with none beside it.
func (p *relationSpan) name() string {
	if p.citation != nil {
		return p.citation.Name
	}
	return p.mention.Name
}

// relationKindOf returns the kind of a citation.
func relationKindOf(c *stemma.Citation) relationKind {
	if c.Narrative {
		return kindNarrative
	}
	return kindBracketed
}

// relationKindOfType returns the kind of a mention of type t.
func relationKindOfType(t stemma.MentionType) relationKind {
	switch t {
	case stemma.TypeMethod:
		return kindMethod
	case stemma.TypeModel:
		return kindModel
	case stemma.TypeTool:
		return kindTool
	case stemma.TypeDataset:
		return kindDataset
	case stemma.TypeBenchmark:
		return kindBenchmark
	case stemma.TypeMetric:
		return kindMetric
	}
	return kindOther
}

// appendRelationSpans appends the spans of both lists in text order. Of two that overlap,
// the one that starts later is kept too: each gets a verdict.
func appendRelationSpans(spans []relationSpan, text string, citations []stemma.Citation, mentions []stemma.Mention) []relationSpan {
	for len(citations)+len(mentions) > 0 {
		if len(mentions) == 0 || len(citations) > 0 && citations[0].Start <= mentions[0].Start {
			c := &citations[0]
			spans = append(spans, relationSpan{start: c.Start, end: c.End, named: relationNameStart(text, c), kind: relationKindOf(c), citation: c})
			citations = citations[1:]
			continue
		}
		m := &mentions[0]
		spans = append(spans, relationSpan{start: m.Start, end: m.End, named: m.End, kind: relationKindOfType(m.Type), mention: m})
		mentions = mentions[1:]
	}
	markRepeated(spans)
	return spans
}

// relationNameStart returns where the name of c's work begins before c, c.End when it does not stand there.
func relationNameStart(text string, c *stemma.Citation) int {
	if c.Name == "" {
		return c.End
	}
	from := max(0, c.Start-nameWindow)
	if at := strings.LastIndex(text[from:c.Start], c.Name); at >= 0 {
		return from + at
	}
	return c.End
}

// relationFewSpans is up to how many spans each is compared with all before it.
const relationFewSpans = 12

// markRepeated notes which names occur more than once.
func markRepeated(spans []relationSpan) {
	if len(spans) > relationFewSpans {
		markManyRepeated(spans)
		return
	}
	for i := range spans {
		p := &spans[i]
		for j := range spans[:i] {
			if name := p.name(); name != "" && name == spans[j].name() {
				p.again, p.repeated, spans[j].repeated = true, true, true
				break
			}
		}
	}
}

// markManyRepeated is markRepeated in a time that is linear in the number of spans.
func markManyRepeated(spans []relationSpan) {
	first := make(map[string]int, len(spans))
	for i := range spans {
		name := spans[i].name()
		if name == "" {
			continue
		}
		if j, ok := first[name]; ok {
			spans[i].again, spans[i].repeated, spans[j].repeated = true, true, true
			continue
		}
		first[name] = i
	}
}

// relationContains reports whether s holds word between characters that are no letters or digits.
func relationContains(s, word string) bool {
	for from := 0; word != "" && from <= len(s)-len(word); {
		at := strings.Index(s[from:], word)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(word)
		if clauseLetter(s[end:]) == 0 && (at == 0 || !relationWordByte(s[at-1])) {
			return true
		}
		from = at + 1
	}
	return false
}

// relationWordByte reports whether c may be part of a letter or digit.
func relationWordByte(c byte) bool {
	return c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
