package graph

import (
	"slices"
	"unicode/utf8"

	"stemma"
)

// A resolver knows all papers of a corpus by what others may call them.
type resolver struct {
	papers     []stemma.Reading
	introduced table // name key to the papers that introduce it
	byAuthor   table // first author and year to papers
	byID       map[string]int32

	// What the references of all papers say together; see learn.
	fullName single[string] // short name to the only full name that the corpus gives it
	citedAs  single[string] // name to the only citation that stands beside it
	citedIs  single[int32]  // citation key to the only paper that it was found to be
}

// A table holds the numbers of papers under a key, each once and in ascending order, which
// is the order in which they are added.
type table map[string][]int32

func (t table) add(key string, paper int32) {
	known := t[key]
	if key != "" && (len(known) == 0 || known[len(known)-1] != paper) {
		t[key] = append(known, paper)
	}
}

func (t table) has(key string, paper int32) bool {
	_, found := slices.BinarySearch(t[key], paper)
	return found
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

func newResolver(papers []stemma.Reading) *resolver {
	r := &resolver{papers: papers, introduced: make(table), byAuthor: make(table),
		byID: make(map[string]int32), fullName: make(single[string]), citedAs: make(single[string]), citedIs: make(single[int32])}
	for i := range papers {
		p := &papers[i].Paper
		for _, name := range papers[i].Extraction.Own {
			r.introduced.add(nameKey(name), int32(i))
		}
		if len(p.Authors) > 0 && p.Year() != "" {
			r.byAuthor.add(authorYear(p.Authors[0], p.Year()), int32(i))
		}
		r.byID[identifier(p.ID)] = int32(i)
	}
	return r
}

// learn takes in what the references of one paper tell about those of the others: what an
// acronym stands for, which citation belongs to a name, which paper a citation is.
func (r *resolver) learn(paper int32, refs *references) {
	for _, ref := range refs.list {
		for _, name := range ref.names {
			if name != ref.names[0] && !isAcronym(ref.names[0]) && telling(name) && abbreviates(name, ref.names[0]) {
				r.fullName.add(name, ref.names[0])
			}
			if ref.key != "" && telling(name) {
				r.citedAs.add(name, ref.key)
			}
		}
		if ref.key == "" {
			continue
		}
		if found, ok := r.direct(paper, ref, refs); ok {
			r.citedIs.add(ref.key, found)
		}
	}
}

// telling reports whether a name says enough to be believed in a paper that does not
// explain it: an acronym of three letters stands for too many things.
func telling(key string) bool { return !isAcronym(key) || utf8.RuneCountInString(key) > 3 }

// A target is what a reference turned out to be: a paper of the corpus, or the key of a
// cited or named work.
type target struct {
	paper int32 // index; -1 if it is none of the corpus
	key   string
	kind  Kind
}

// resolve decides what ref, which stands in the numbered paper, is; false where it is
// nothing but that paper itself.
func (r *resolver) resolve(paper int32, ref *reference, refs *references) (target, bool) {
	if r.own(paper, ref) {
		if ref.key == "" {
			return target{}, false
		}
		ref = &reference{key: ref.key, cited: ref.cited, places: ref.places}
	}
	if found, ok := r.direct(paper, ref, refs); ok {
		return target{paper: found, key: paperKey(&r.papers[found].Paper), kind: Paper}, found != paper
	}
	return r.outside(paper, ref)
}

// own reports whether ref goes by a name that the paper itself introduces.
func (r *resolver) own(paper int32, ref *reference) bool {
	for _, name := range ref.names {
		if r.introduced.has(name, paper) {
			return true
		}
	}
	return false
}

// direct looks for ref among the papers of the corpus: by name, then by citation.
func (r *resolver) direct(paper int32, ref *reference, refs *references) (int32, bool) {
	if found, ok := r.byName(paper, ref); ok {
		return found, true
	}
	if ref.cited == nil {
		return 0, false
	}
	return r.byCitation(paper, ref.cited, refs)
}

// byName returns the one paper that introduced a name of ref. With several, those that are
// later than the paper drop out, provided that all dates are known; what is still
// ambiguous, or differs from name to name, is nobody.
func (r *resolver) byName(paper int32, ref *reference) (int32, bool) {
	found, ok := int32(0), false
	for _, name := range ref.names {
		candidate, one := r.introducer(paper, name, ref.cited)
		if !one {
			continue
		}
		if ok && candidate != found {
			return 0, false
		}
		found, ok = candidate, true
	}
	return found, ok
}

// maxHomonyms is the number of introducing papers above which a name is a common word.
const maxHomonyms = 64

func (r *resolver) introducer(paper int32, name string, cited *stemma.Citation) (int32, bool) {
	if len(r.introduced[name]) > maxHomonyms {
		return 0, false
	}
	at := &r.papers[paper].Paper
	found, count := int32(0), 0
	for _, c := range r.introduced[name] {
		p := &r.papers[c].Paper
		if c == paper || later(p.Date, at.Date) || cited != nil && contradicts(cited, p) {
			continue
		}
		found = c
		count++
	}
	return found, count == 1
}

// contradicts reports whether p is known to be by others than c says.
func contradicts(c *stemma.Citation, p *stemma.Paper) bool {
	return len(c.Authors) > 0 && len(p.Authors) > 0 && surname(c.Authors[0]) != surname(p.Authors[0])
}

// later reports whether date a is certainly after date b. Dates are YYYY, YYYY-MM or
// YYYY-MM-DD, and are compared as far as both go.
func later(a, b string) bool {
	n := min(len(a), len(b))
	return n >= 4 && digits(a[:4]) && digits(b[:4]) && a[:n] > b[:n]
}

// byCitation returns the one paper of the corpus that c can be.
func (r *resolver) byCitation(paper int32, c *stemma.Citation, refs *references) (int32, bool) {
	if c.ID != "" && c.Kind != stemma.CitationAuthorYear {
		found, ok := r.byID[identifier(c.ID)]
		return found, ok
	}
	if len(c.Authors) == 0 || c.Suffix != "" && refs.severalOf(c) {
		return 0, false
	}
	found, count := int32(0), 0
	for _, i := range r.byAuthor[authorYear(c.Authors[0], c.Year)] {
		if cites(c, &r.papers[i].Paper) {
			found = i
			count++
		}
	}
	return found, count == 1
}

// outside returns the node for a work that no paper of the corpus is.
func (r *resolver) outside(paper int32, ref *reference) (target, bool) {
	key := ref.key
	for i := 0; key == "" && i < len(ref.names); i++ {
		if cited, ok := r.citedAs.of(ref.names[i]); ok && !r.ambiguous(ref.names[i]) {
			key = cited
		}
	}
	if key != "" {
		if found, ok := r.citedIs.of(key); ok && !later(r.papers[found].Paper.Date, r.papers[paper].Paper.Date) {
			return target{paper: found, key: paperKey(&r.papers[found].Paper), kind: Paper}, found != paper
		}
		return target{paper: -1, key: key, kind: Cited}, true
	}
	if len(ref.names) == 0 {
		return target{}, false
	}
	name := ref.names[0]
	if full, ok := r.fullName.of(name); ok && !r.ambiguous(name) {
		name = full
	}
	return target{paper: -1, key: "named:" + name, kind: Named}, true
}

// ambiguous reports whether several papers introduce the name.
func (r *resolver) ambiguous(name string) bool { return len(r.introduced[name]) > 1 }

func paperKey(p *stemma.Paper) string { return "paper:" + p.ID }
