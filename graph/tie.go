package graph

import (
	"cmp"
	"maps"
	"slices"

	"stemma"
)

// ties gathers how one paper stands to works and to code.
type ties struct {
	paper string
	byKey map[string]*stemma.Tie
}

func newTies(paper string) *ties { return &ties{paper, make(map[string]*stemma.Tie)} }

func (t *ties) of(key string) (tie *stemma.Tie, isNew bool) {
	tie, ok := t.byKey[key]
	if !ok {
		tie = &stemma.Tie{Paper: t.paper, Work: key}
		t.byKey[key] = tie
	}
	return tie, !ok
}

// add notes that ref is the work of v. Several references to one work, say by name here and
// by citation there, make it surer.
func (t *ties) add(v verdict, ref *reference) {
	tie, isNew := t.of(v.key)
	tie.Confidence = 1 - (1-tie.Confidence)*(1-v.confidence)
	if isNew {
		tie.Candidates = v.candidates
	}
	outside := v.kind != Paper && v.kind != Known
	for _, p := range ref.places {
		addPlace(tie, stemma.Place{Start: p.start, End: p.end, Relation: p.relation, Cue: p.cue})
		if outside {
			describe(tie, &p)
		}
	}
}

// describe notes how a place calls a work that nothing else is known of.
func describe(tie *stemma.Tie, p *place) {
	if long, _ := splitAcronym(p.name); long != "" && !slices.Contains(tie.Names, clip(long, maxName)) {
		tie.Names = append(tie.Names, clip(long, maxName))
	}
	if tie.Type == "" {
		tie.Type = p.typ
	}
	if p.citation != nil {
		tie.Citation, tie.Authors, tie.Year = citationLabel(p.citation), p.citation.Authors, year(p.citation.Year)
	}
}

func addPlace(tie *stemma.Tie, p stemma.Place) {
	if len(tie.Places) == 0 || strength(p.Relation) > strength(tie.Relation) {
		tie.Relation = p.Relation
	}
	tie.Places = append(tie.Places, p)
}

// sorted returns the ties in the order of their works.
func (t *ties) sorted() []stemma.Tie {
	var all []stemma.Tie
	for _, key := range slices.Sorted(maps.Keys(t.byKey)) {
		tie := t.byKey[key]
		slices.SortStableFunc(tie.Places, func(a, b stemma.Place) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
		all = append(all, *tie)
	}
	return all
}

// addCode adds the repositories that a paper links, or, where it links none, its pages:
// then they are the only lead to its code.
func (t *ties) addCode(x *stemma.Extraction) {
	found := false
	for i := range x.Links {
		if l := &x.Links[i]; l.Kind == stemma.KindRepository || l.Kind == stemma.KindGist {
			t.addLink(l)
			found = true
		}
	}
	for i := range x.Links {
		if l := &x.Links[i]; !found && (l.Kind == stemma.KindPage || l.Kind == stemma.KindWeb && !notProjects[l.Host]) {
			t.addLink(l)
		}
	}
}

func (t *ties) addLink(l *stemma.Link) {
	tie, isNew := t.of(CodeKey(l.Key()))
	if isNew {
		root := l.Root()
		tie.Target, tie.Confidence = &root, 1
	}
	addPlace(tie, stemma.Place{Start: l.Start, End: l.End, Relation: stemma.Implements})
}
