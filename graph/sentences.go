package graph

import (
	"context"
	"maps"
	"slices"
	"sort"

	"stemma"
)

// sentences finds the sentence around a place without reading the text anew each time.
type sentences struct {
	paper string
	text  string
	spans [][2]int
}

func newSentences(p *stemma.Paper) *sentences {
	s := &sentences{paper: p.ID, text: p.Abstract}
	for start, end := range stemma.Sentences(p.Abstract) {
		s.spans = append(s.spans, [2]int{start, end})
	}
	return s
}

// at returns what stemma.SentenceAt does, in logarithmic time.
func (s *sentences) at(offset int) string {
	i := sort.Search(len(s.spans), func(i int) bool { return offset < s.spans[i][1] })
	if i == len(s.spans) {
		return s.text
	}
	return s.text[s.spans[i][0]:s.spans[i][1]]
}

// evidence makes a piece of evidence. Spans that do not lie in the text come from a store
// that was tampered with, or belong to another version; then there is nothing to quote.
func (s *sentences) evidence(p stemma.Place, confidence float64) Evidence {
	ev := Evidence{Start: p.Start, End: p.End, Relation: p.Relation, Cue: p.Cue, Confidence: confidence}
	if s == nil {
		return ev
	}
	ev.Paper = s.paper
	ev.Text, ev.Sentence = s.quote(p.Start, p.End)
	return ev
}

func (s *sentences) quote(start, end int) (text, sentence string) {
	if s == nil || start < 0 || start > end || end > len(s.text) {
		return "", ""
	}
	return s.text[start:end], s.at(start)
}

// Quote fills in the sentences behind what the view shows, if the graph was loaded without.
func (v *View) Quote(ctx context.Context) error { return v.Graph.quote(ctx, v.Edges) }

func (g *Graph) quote(ctx context.Context, edges []*Edge) error {
	if g.source == nil {
		return nil
	}
	wanted := make(map[string]bool)
	for _, e := range edges {
		for i := range e.Evidence {
			wanted[e.Evidence[i].Paper] = true
		}
	}
	readings, err := g.source.ReadingsOf(ctx, slices.Sorted(maps.Keys(wanted)))
	if err != nil {
		return err
	}
	texts := make(map[string]*sentences, len(readings))
	for i := range readings {
		texts[readings[i].Paper.ID] = newSentences(&readings[i].Paper)
	}
	for _, e := range edges {
		for i := range e.Evidence {
			ev := &e.Evidence[i]
			ev.Text, ev.Sentence = texts[ev.Paper].quote(ev.Start, ev.End)
		}
	}
	return nil
}
