package graph

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// A resolver decides what the references of papers mean. What it needs to know of other
// papers it looks up as facts; see lookup.
type resolver struct {
	catalogue *Catalogue
}

// A table holds numbers under a key, each once and in ascending order, which is the order
// in which they are added.
type table map[string][]int32

func (t table) add(key string, number int32) {
	known := t[key]
	if len(known) == 0 || known[len(known)-1] != number {
		t[key] = append(known, number)
	}
}

// A single holds the value of a key as long as there is but one.
type single[V comparable] map[string]struct {
	value V
	many  bool
}

func (s single[V]) add(key string, v V) {
	old, ok := s[key]
	if !ok {
		old.value = v
	} else if old.value != v {
		old.many = true
	}
	s[key] = old
}

func (s single[V]) of(key string) (v V, ok bool) {
	e, ok := s[key]
	return e.value, ok && !e.many
}

// A lookup answers which facts stand under a key. What it does not have yet it notes as
// missing, and answers as if there were none: then what is resolved is thrown away, and
// resolved anew once the facts were fetched.
type lookup struct {
	facts   map[string][]stemma.Fact
	missing map[string]bool
	used    map[string]bool // by the paper at hand
	stale   bool            // something was missing for the paper at hand
}

func (l *lookup) of(key string) []stemma.Fact {
	l.used[key] = true
	facts, ok := l.facts[key]
	if !ok {
		l.missing[key] = true
		l.stale = true
	}
	return facts
}

// single returns the value under key as long as all papers agree on it.
func (l *lookup) single(key string) (string, bool) {
	facts := l.of(key)
	for _, f := range facts {
		if f.Value != facts[0].Value {
			return "", false
		}
	}
	if len(facts) == 0 {
		return "", false
	}
	return facts[0].Value, true
}

// A subject is the paper whose references are resolved.
type subject struct {
	*lookup
	paper *stemma.Paper
	refs  *references
	own   []name
	date  string
	topic topic // made when it is first needed
}

func (s *subject) context() topic {
	if s.topic == nil {
		s.topic = topicOf(s.paper)
	}
	return s.topic
}

// A verdict is what a reference turned out to be.
type verdict struct {
	key        string // of the node
	kind       Kind
	confidence float64
	candidates []string // keys of what an unresolved name may mean
}

// How sure a verdict is, by the way it was found. The figures are rough: of the resolutions
// on the labelled set (docs/accuracy.md) hardly any is wrong.
const (
	byIdentifier = 1.0
	byFullName   = 0.95
	byCitation   = 0.9
	bySpelling   = 0.85 // the name in another case or with other separators
	byBase       = 0.8  // the name without size, tuning or date
	byContext    = 0.75 // a short or shared name, by the words around it
	unresolved   = 0.9  // that papers which use the same wording mean one work
)

// resolve decides what ref, which is foreign, is; false where it is nothing but the paper itself.
func (r *resolver) resolve(s *subject, ref *reference) (verdict, bool) {
	v, ok := r.direct(s, ref)
	if !ok {
		v, ok = r.outside(s, ref, v.candidates)
	}
	return v, ok && v.key != paperKey(s.paper)
}

// foreign returns what of ref is not about the paper itself: the citations beside a name of
// its own may be of another work, which does not go by that name.
func (s *subject) foreign(ref *reference) (*reference, bool) {
	if !s.isOwn(ref) {
		return ref, true
	}
	cited := &reference{key: ref.key, cited: ref.cited}
	for _, p := range ref.places {
		if p.citation != nil {
			p.name = ""
			cited.places = append(cited.places, p)
		}
	}
	return cited, ref.key != ""
}

// isOwn reports whether ref goes by a name that the paper itself introduces.
func (s *subject) isOwn(ref *reference) bool {
	for _, n := range ref.names {
		if has(s.own, n) {
			return true
		}
	}
	return false
}

// direct looks for ref by name, and then by citation. Where it finds nothing, the verdict
// holds the candidates for the name.
func (r *resolver) direct(s *subject, ref *reference) (verdict, bool) {
	if v, ok := r.byIdentifier(s, ref); ok {
		return v, true
	}
	v, ok := r.byName(s, ref)
	if ok || ref.cited == nil || ref.cited.ID != "" {
		return v, ok
	}
	if cited, ok := r.byCitation(s, ref.cited); ok {
		return cited, true
	}
	return v, false
}

func (r *resolver) byIdentifier(s *subject, ref *reference) (verdict, bool) {
	c := ref.cited
	if c == nil || c.ID == "" || c.Kind == stemma.CitationAuthorYear {
		return verdict{}, false
	}
	id := identifier(c.ID)
	if found := s.of(factID + id); len(found) == 1 {
		return verdict{key: "paper:" + found[0].Paper, kind: Paper, confidence: byIdentifier}, true
	}
	at, ok := r.catalogue.byID[id]
	if !ok {
		at, ok = r.catalogue.byKey[id]
	}
	if !ok {
		return verdict{}, false
	}
	return r.known(s, at, byIdentifier), true
}

// known returns the verdict for a known work, which may be a paper of the corpus.
func (r *resolver) known(s *subject, at int32, confidence float64) verdict {
	w := &r.catalogue.works[at]
	for _, id := range ids(w) {
		if found := s.of(factID + id); len(found) == 1 {
			return verdict{key: "paper:" + found[0].Paper, kind: Paper, confidence: confidence}
		}
	}
	if title := squeeze(w.Title); title != "" {
		if found := s.of(factTitle + title); len(found) == 1 {
			return verdict{key: "paper:" + found[0].Paper, kind: Paper, confidence: confidence}
		}
	}
	return verdict{key: r.catalogue.keys[at], kind: Known, confidence: confidence}
}

// byCitation returns the one work that c can be: of the corpus, or of a bibliography.
func (r *resolver) byCitation(s *subject, c *stemma.Citation) (verdict, bool) {
	if len(c.Authors) == 0 || c.Suffix != "" && s.refs.severalOf(c) {
		return verdict{}, false
	}
	var found []string
	for _, f := range s.of(factBy + authorYear(c.Authors[0], c.Year)) {
		if f.Paper != s.paper.ID && wrote(c, readAuthorship(f.Value).authors) {
			found = append(found, f.Paper)
		}
	}
	if len(found) == 1 {
		return verdict{key: "paper:" + found[0], kind: Paper, confidence: byCitation}, true
	}
	if len(found) > 1 {
		return verdict{}, false
	}
	return r.citedWork(s, c)
}

// outside returns the node for a work of which nothing but this and other references is known.
func (r *resolver) outside(s *subject, ref *reference, candidates []string) (verdict, bool) {
	key := ref.key
	for i := 0; key == "" && i < len(ref.names) && len(candidates) == 0; i++ {
		if cited, ok := s.single(factCited + ref.names[i].key); ok {
			key = cited
		}
	}
	if key != "" {
		if is, ok := s.single(factIs + key); ok {
			return verdict{key: is, kind: kindOf(is), confidence: byCitation}, true
		}
		return verdict{key: key, kind: Cited, confidence: unresolved, candidates: candidates}, true
	}
	if len(ref.names) == 0 {
		return verdict{}, false
	}
	first := ref.names[0]
	if full, ok := s.single(factFull + first.key); ok && len(candidates) == 0 {
		first = newName(full)
		if v, ok := r.byName(s, &reference{names: []name{first}}); ok {
			return v, true
		}
	}
	return verdict{key: "named:" + first.key, kind: Named, confidence: unresolved, candidates: candidates}, true
}

// kindOf returns the kind of the work with that key.
func kindOf(key string) Kind {
	kind, _, _ := strings.Cut(key, ":")
	return Kind(kind)
}

func paperKey(p *stemma.Paper) string { return "paper:" + p.ID }

// wrote reports whether the authors of c can be those given, first of all the first.
func wrote(c *stemma.Citation, authors []string) bool {
	if len(authors) == 2 && authors[1] == andOthers {
		return surname(c.Authors[0]) == authors[0]
	}
	if len(authors) == 0 || len(authors) < len(c.Authors) || !c.EtAl && len(authors) != len(c.Authors) || c.EtAl && len(authors) < 2 {
		return false
	}
	for i, a := range c.Authors {
		if surname(a) != authors[i] {
			return false
		}
	}
	return true
}

// later reports whether date a is certainly after date b. Dates are YYYY, YYYY-MM or
// YYYY-MM-DD, and are compared as far as both go.
func later(a, b string) bool {
	n := min(len(a), len(b))
	return n >= 4 && digits(a[:4]) && digits(b[:4]) && a[:n] > b[:n]
}

func sortedKeys(all []*candidate) []string {
	keys := make([]string, len(all))
	for i, c := range all {
		keys[i] = c.key
	}
	slices.SortFunc(keys, cmp.Compare[string])
	return slices.Compact(keys)
}
