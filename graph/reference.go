package graph

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// A reference is everything in one paper that means one work: all mentions under one name
// or its acronym, and the citations of one key that stand beside it.
type reference struct {
	names  []name // one a key, the longest first, acronyms last
	key    string // citation key; empty if the work is not cited here
	cited  *stemma.Citation
	places []place
}

// A place is one mention or citation.
type place struct {
	start, end int
	name       string // as written; empty for a citation without a name beside it
	relation   stemma.Relation
	cue        string
	typ        stemma.MentionType
	citation   *stemma.Citation // nil for a mention
}

// references are what one paper refers to, in the order of the text.
type references struct {
	list []*reference
	// suffixes holds the letter behind a first author and year, if it is always the same.
	suffixes single[string]
}

// readReferences reads one paper by itself.
func readReferences(r *stemma.Reading) *references {
	places := placesOf(&r.Extraction)
	t := &tie{groups: make(map[string]int)}
	for i := range places {
		t.add(&places[i])
	}
	t.tieAcronyms(r.Paper.Abstract, places)
	t.tieInitials(places)
	t.tieCitations(places)
	refs := &references{list: t.collect(places), suffixes: make(single[string])}
	for _, ref := range refs.list {
		if ref.cited != nil && len(ref.cited.Authors) > 0 {
			refs.suffixes.add(authorYear(ref.cited.Authors[0], ref.cited.Year), ref.cited.Suffix)
		}
	}
	return refs
}

// severalOf reports whether the paper cites the first author and year of c under several
// suffixes. A single candidate in the corpus could then be either.
func (r *references) severalOf(c *stemma.Citation) bool {
	_, one := r.suffixes.of(authorYear(c.Authors[0], c.Year))
	return !one
}

// authorYear is the key under which papers are found by citation.
func authorYear(author, year string) string { return surname(author) + " " + year }

func placesOf(x *stemma.Extraction) []place {
	places := make([]place, 0, len(x.Mentions)+len(x.Citations))
	for _, m := range x.Mentions {
		places = append(places, place{m.Start, m.End, m.Name, m.Relation, m.Cue, m.Type, nil})
	}
	for i := range x.Citations {
		c := &x.Citations[i]
		places = append(places, place{c.Start, c.End, c.Name, c.Relation, c.Cue, "", c})
	}
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	return places
}

// tie joins the places of one paper into groups, as a union-find.
type tie struct {
	groups map[string]int // loose name or citation key to group
	parent []int
}

func (t *tie) group(id string) int {
	g, ok := t.groups[id]
	if !ok {
		g = len(t.parent)
		t.groups[id] = g
		t.parent = append(t.parent, g)
	}
	return t.root(g)
}

func (t *tie) root(g int) int {
	for t.parent[g] != g {
		t.parent[g] = t.parent[t.parent[g]]
		g = t.parent[g]
	}
	return g
}

func (t *tie) join(a, b int) {
	if a, b = t.root(a), t.root(b); a != b {
		t.parent[max(a, b)] = min(a, b)
	}
}

// id returns what p is grouped under; empty for one that says nothing.
func (p *place) id() string {
	if p.citation != nil {
		return citationKey(p.citation)
	}
	if key := looseKey(p.name); key != "" {
		return "name:" + key
	}
	return ""
}

func (t *tie) add(p *place) {
	if id := p.id(); id != "" {
		t.group(id)
	}
	if p.citation != nil && p.name != "" {
		long, short := splitAcronym(p.name)
		if short != "" && looseKey(short) != "" && looseKey(long) != "" {
			t.join(t.group("name:"+looseKey(long)), t.group("name:"+looseKey(short)))
		}
	}
}

// tieAcronyms joins a mention with the one in brackets behind it: "Markov score climbing (MSC)".
func (t *tie) tieAcronyms(abstract string, places []place) {
	var last *place
	for i := range places {
		p := &places[i]
		if p.citation != nil || p.id() == "" {
			continue
		}
		if last != nil && last.end >= 0 && last.end <= p.start && p.start <= len(abstract) &&
			strings.TrimSpace(clip(abstract[last.end:p.start], 8)) == "(" && abbreviates(p.name, last.name) {
			t.join(t.group(last.id()), t.group(p.id()))
		}
		last = p
	}
}

// tieInitials joins an acronym with the one name of the paper that has its initials: "HMC"
// with "Hamiltonian Monte Carlo", wherever the two stand.
func (t *tie) tieInitials(places []place) {
	names := make(single[string])
	for i := range places {
		if p := &places[i]; p.citation == nil && p.id() != "" {
			if short := initials(p.name); short != "" {
				names.add(short, p.id())
			}
		}
	}
	for i := range places {
		p := &places[i]
		if p.citation != nil || !isAcronym(plain(p.name)) {
			continue
		}
		if long, ok := names.of(strings.TrimSuffix(p.name, "s")); ok && p.id() != "" {
			t.join(t.group(long), t.group(p.id()))
		}
	}
}

// tieCitations joins a name with the citation beside it, unless the name stands beside
// several keys ("DDPM (Ho et al., 2020; Song et al., 2021)") or the key beside several names.
func (t *tie) tieCitations(places []place) {
	type pair struct{ name, key int }
	var pairs []pair
	keyOf, nameOf := make(map[int]int), make(map[int]int)
	for i := range places {
		p := &places[i]
		if p.citation == nil || p.name == "" || p.id() == "" {
			continue
		}
		long, _ := splitAcronym(p.name)
		if looseKey(long) == "" {
			continue
		}
		name, key := t.group("name:"+looseKey(long)), t.group(p.id())
		pairs = append(pairs, pair{name, key})
		note(keyOf, name, key)
		note(nameOf, key, name)
	}
	for _, p := range pairs {
		if keyOf[p.name] == p.key && nameOf[p.key] == p.name {
			t.join(p.name, p.key)
		}
	}
}

// note remembers the one value of key, or -1 once there are two.
func note(m map[int]int, key, value int) {
	if old, ok := m[key]; ok && old != value {
		value = -1
	}
	m[key] = value
}

func (t *tie) collect(places []place) []*reference {
	byGroup := make(map[int]*reference)
	var refs []*reference
	for i := range places {
		p := places[i]
		id := p.id()
		if id == "" {
			continue
		}
		group := t.group(id)
		ref, ok := byGroup[group]
		if !ok {
			ref = new(reference)
			byGroup[group] = ref
			refs = append(refs, ref)
		}
		ref.add(p, id)
	}
	for _, ref := range refs {
		ref.sortNames()
	}
	return refs
}

func (r *reference) add(p place, id string) {
	r.places = append(r.places, p)
	if p.citation == nil {
		r.addName(p.name)
		return
	}
	if r.cited == nil {
		r.cited, r.key = p.citation, id
	}
	long, short := splitAcronym(p.name)
	r.addName(long)
	r.addName(short)
}

func (r *reference) addName(text string) {
	if n := newName(text); n.key != "" && !has(r.names, n) {
		r.names = append(r.names, n)
	}
}

// sortNames puts the full name first, since it is the least ambiguous.
func (r *reference) sortNames() {
	slices.SortStableFunc(r.names, func(a, b name) int {
		return cmp.Or(cmp.Compare(rank(isAcronym(a.key)), rank(isAcronym(b.key))), cmp.Compare(len(b.key), len(a.key)))
	})
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}
