package graph

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stemma"
)

// A resolver finds out which work a name or a citation means.
//
// A name that exactly one paper of the corpus introduces means that paper, and so does
// a citation whose first author and year fit exactly one paper. Everything else is a
// work outside the corpus, one for each name or citation key: papers that cite or name
// it are joined there. What two papers claim is left to neither.
type resolver struct {
	introducers map[string]string // by folded name, the key of the paper; "" where several claim it
	authors     map[string]string // by surname and year, likewise
	cited       map[string]string // by folded name, the citation key that stands beside it; "" where several do
	labels      map[string]string // by citation key, the name that stands beside it
}

func newResolver(readings []stemma.Reading) *resolver {
	v := &resolver{
		introducers: make(map[string]string), authors: make(map[string]string),
		cited: make(map[string]string), labels: make(map[string]string),
	}
	for _, r := range readings {
		key := paperKey(r.Paper.ID)
		for _, name := range r.Extraction.Own {
			claim(v.introducers, foldName(name), key)
		}
		if len(r.Paper.Authors) > 0 && r.Paper.Year() != "" {
			claim(v.authors, foldName(surname(r.Paper.Authors[0]))+" "+r.Paper.Year(), key)
		}
		for _, c := range r.Extraction.Citations {
			if c.Name == "" || c.Year == "" {
				continue
			}
			if _, labelled := v.labels[citationKey(c)]; !labelled {
				v.labels[citationKey(c)] = c.Name
			}
			for _, form := range forms(c.Name) {
				claim(v.cited, foldName(form), citationKey(c))
			}
		}
	}
	return v
}

// claim notes that name means key, and that nothing is certain when two claim it.
func claim(index map[string]string, name, key string) {
	if owner, taken := index[name]; taken && owner != key {
		key = ""
	}
	index[name] = key
}

// A finding is a work that a paper speaks of, and the place.
type finding struct {
	node     Node
	evidence Evidence
}

// resolve returns the works that a paper speaks of, in the order of its citations and
// then of its mentions.
func (v *resolver) resolve(r stemma.Reading) []finding {
	var found []finding
	for _, c := range r.Extraction.Citations {
		evidence := evidenceAt(r, c.Start, c.End, c.Relation, c.Cue, true)
		found = append(found, finding{v.citation(c), evidence})
	}
	full := fullNames(r)
	for _, m := range r.Extraction.Mentions {
		name := m.Name
		if long, ok := full[m.Name]; ok {
			name = long
		}
		evidence := evidenceAt(r, m.Start, m.End, m.Relation, m.Cue, false)
		found = append(found, finding{v.mention(name, m.Name), evidence})
	}
	return found
}

func (v *resolver) citation(c stemma.Citation) Node {
	if key := v.introducers[foldName(c.Name)]; key != "" && c.Name != "" {
		return Node{Key: key, Kind: KindPaper}
	}
	if len(c.Authors) > 0 {
		if key := v.authors[foldName(c.Authors[0])+" "+c.Year]; key != "" && c.EtAl {
			return Node{Key: key, Kind: KindPaper}
		}
	}
	key := citationKey(c)
	return citedNode(key, v.labels[key], c)
}

func citedNode(key, name string, c stemma.Citation) Node {
	n := Node{Key: key, Kind: KindWork, Label: citationLabel(c), Year: c.Year}
	if name != "" {
		n.Label, n.Detail = name, citationLabel(c)
	}
	return n
}

// mention resolves a name, by its full form first.
func (v *resolver) mention(names ...string) Node {
	for _, index := range []map[string]string{v.introducers, v.cited} {
		for _, name := range names {
			if key := index[foldName(name)]; key != "" {
				return Node{Key: key, Kind: KindWork, Label: cmp.Or(v.labels[key], name)}
			}
		}
	}
	return Node{Key: "named:" + foldName(names[0]), Kind: KindWork, Label: names[0]}
}

// citationKey joins what different papers write of the same work: "cited:song-2021b".
func citationKey(c stemma.Citation) string {
	if c.Kind != stemma.CitationAuthorYear && c.Kind != "" {
		return "cited:" + string(c.Kind) + ":" + strings.ToLower(c.ID)
	}
	var names []string
	for _, a := range c.Authors {
		names = append(names, strings.ReplaceAll(foldName(a), " ", "-"))
	}
	if c.EtAl && len(names) > 1 {
		names = names[:1]
	}
	return "cited:" + strings.Join(append(names, c.Year+c.Suffix), "-")
}

// citationLabel writes a citation in one form, whatever form the paper used.
func citationLabel(c stemma.Citation) string {
	if c.Kind != stemma.CitationAuthorYear && c.Kind != "" {
		return strings.TrimSpace(string(c.Kind) + " " + c.ID)
	}
	names := strings.Join(c.Authors, ", ")
	if n := len(c.Authors); n > 1 && !c.EtAl {
		names = strings.Join(c.Authors[:n-1], ", ") + " & " + c.Authors[n-1]
	}
	if c.EtAl {
		names += " et al."
	}
	return names + ", " + c.Year + c.Suffix
}

// fullNames returns, by acronym, the full name that stands before it in the text:
// "Consistency Models (CM)".
func fullNames(r stemma.Reading) map[string]string {
	full := make(map[string]string)
	mentions, text := r.Extraction.Mentions, r.Paper.Abstract
	for i := 1; i < len(mentions); i++ {
		long, short := mentions[i-1], mentions[i]
		if long.End <= short.Start && short.End < len(text) && text[long.End:short.Start] == " (" && text[short.End] == ')' {
			full[short.Name] = long.Name
		}
	}
	return full
}

// forms returns a name and, of "Consistency Models (CM)", its two parts.
func forms(name string) []string {
	long, rest, ok := strings.Cut(name, " (")
	if !ok {
		return []string{name}
	}
	return []string{name, long, strings.TrimSuffix(rest, ")")}
}

// foldName brings the ways to write a name to one: letters without accents, in lower
// case but for acronyms of up to four letters, which mean different things in
// different case; hyphens and blanks alike.
func foldName(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-‐‑–_", r) }), " ")
	if len(name) <= 4 && name == strings.ToUpper(name) {
		return name
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
	if strings.Contains(plain, " ") {
		return strings.TrimSuffix(plain, "s") // "consistency models" and "consistency model"
	}
	return plain
}

// surname is the last word of "Given Family", with the particles before it.
func surname(author string) string {
	words := strings.Fields(author)
	at := len(words) - 1
	for at > 1 && isParticle(words[at-1]) {
		at--
	}
	if at < 0 {
		return ""
	}
	return strings.Join(words[at:], " ")
}

func isParticle(word string) bool {
	switch word {
	case "van", "von", "der", "den", "de", "di", "du", "da", "la", "le", "ter", "ten":
		return true
	}
	return false
}
