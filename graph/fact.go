package graph

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// The kinds of fact, as they begin its key.
const (
	factName  = "name:"  // a squeezed name to what the paper that introduces it is; see introduction
	factBy    = "by:"    // first author and year to the paper's authors; see authorship
	factID    = "id:"    // an identifier to the paper, where it is not the paper's id as it stands
	factTitle = "title:" // a squeezed title of the catalogue to the paper
	factFull  = "full:"  // a short name to the full name that the paper gives it
	factUsed  = "used:"  // a squeezed name to the date of a paper that uses it and does not introduce it
	factCited = "cited:" // a name to the citation that the paper puts beside it
	factIs    = "is:"    // a citation to the work that it was found to be
)

// separator stands between the fields of a fact's value. Names and dates hold none: what is
// invisible was taken out of them.
const separator = "\t"

// An introduction is what one paper says of a name that it introduces.
type introduction struct {
	key    string // nameKey
	date   string
	author string // surname of the first author, folded
	titled bool   // the title begins with the name
	stems  []string
}

func (i introduction) value() string {
	titled := ""
	if i.titled {
		titled = "t"
	}
	return strings.Join([]string{i.key, i.date, i.author, titled, strings.Join(i.stems, " ")}, separator)
}

func readIntroduction(value string) introduction {
	f := strings.SplitN(value, separator, 5)
	for len(f) < 5 {
		f = append(f, "")
	}
	return introduction{f[0], f[1], f[2], f[3] != "", strings.Fields(f[4])}
}

// An authorship is who wrote a paper, and when.
type authorship struct {
	date    string
	authors []string // surnames, folded; andOthers behind the first where no more is known
}

// andOthers stands for authors of whom nothing is known, not even whether there are any.
const andOthers = "*"

func (a authorship) value() string { return a.date + separator + strings.Join(a.authors, separator) }

func readAuthorship(value string) authorship {
	f := strings.Split(value, separator)
	return authorship{f[0], f[1:]}
}

// titleHeads returns what a title may begin with as a name, squeezed: its first words, with or
// without an article before them, up to where a name may end.
func titleHeads(title string) []string {
	var heads []string
	words := strings.Fields(clip(title, maxName))
	for len(words) > 1 && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(words[0])) {
		words = words[1:]
	}
	for n := range min(len(words), maxHeadWords) {
		head := strings.Join(words[:n+1], " ")
		before, _, colon := strings.Cut(head, ":")
		heads = append(heads, squeeze(before))
		if colon {
			break
		}
	}
	return heads
}

// maxHeadWords bounds the words of a name at the head of a title.
const maxHeadWords = 8

// maxAuthors bounds the authors that are kept of a paper. No citation names as many.
const maxAuthors = 40

// facts returns what others need to know of a paper, by the paper alone.
func (r *resolver) facts(reading *stemma.Reading, refs *references) []stemma.Fact {
	p := &reading.Paper
	var facts []stemma.Fact
	add := func(key, value string) { facts = append(facts, stemma.Fact{Key: key, Paper: p.ID, Value: value}) }
	authors := surnames(p.Authors)
	names := ownNames(reading)
	if len(names) > 0 {
		about := introduction{date: date(p), stems: sketch(p)}
		if len(authors) > 0 {
			about.author = authors[0]
		}
		heads := titleHeads(p.Title)
		for _, n := range names {
			about.key, about.titled = n.key, slices.Contains(heads, n.squeezed)
			add(factName+n.squeezed, about.value())
		}
	}
	if len(authors) > 0 && p.Year() != "" {
		add(factBy+authors[0]+" "+p.Year(), authorship{date(p), authors}.value())
	}
	if len(authors) == 0 {
		facts = append(facts, r.catalogued(p)...)
	}
	if id := identifier(p.ID); id != p.ID {
		add(factID+id, "")
	}
	if title := squeeze(p.Title); title != "" {
		if _, known := r.catalogue.byTitle[title]; known {
			add(factTitle+title, "")
		}
	}
	facts = append(facts, uses(reading, refs, names)...)
	return append(facts, learnt(p.ID, refs, names)...)
}

// catalogued tells who wrote a paper that does not say so itself, pasted text for one, if the
// catalogue knows it: its first author, and the year or, by its conference, the next.
func (r *resolver) catalogued(p *stemma.Paper) []stemma.Fact {
	w, ok := r.catalogue.ofPaper(p)
	if !ok || len(w.Authors) == 0 {
		return nil
	}
	first, err := strconv.Atoi(w.Year)
	if err != nil {
		return nil
	}
	value := authorship{date(p), []string{surname(w.Authors[0]), andOthers}}.value()
	var facts []stemma.Fact
	for year := first; year <= first+1; year++ {
		facts = append(facts, stemma.Fact{Key: factBy + surname(w.Authors[0]) + " " + strconv.Itoa(year), Paper: p.ID, Value: value})
	}
	return facts
}

// uses tells when a paper speaks of names as of something known.
func uses(reading *stemma.Reading, refs *references, own []name) []stemma.Fact {
	day := date(&reading.Paper)
	if day == "" {
		return nil
	}
	var facts []stemma.Fact
	for _, ref := range refs.list {
		for _, n := range ref.names {
			if !has(own, n) {
				facts = append(facts, stemma.Fact{Key: factUsed + n.squeezed, Paper: reading.Paper.ID, Value: day})
			}
		}
	}
	return facts
}

// learnt returns what the references of a paper tell about those of others: what an acronym
// stands for, and which citation belongs to a name. A citation beside a
// name of the paper's own is another work's.
func learnt(paper string, refs *references, own []name) []stemma.Fact {
	var facts []stemma.Fact
	for _, ref := range refs.list {
		for _, n := range ref.names {
			if first := ref.names[0]; n != first && !isAcronym(first.key) && learnable(n.key) && abbreviates(n.key, first.key) {
				facts = append(facts, stemma.Fact{Key: factFull + n.key, Paper: paper, Value: first.key})
			}
			if ref.key != "" && learnable(n.key) && !has(own, n) {
				facts = append(facts, stemma.Fact{Key: factCited + n.key, Paper: paper, Value: ref.key})
			}
		}
	}
	return facts
}

// learnable reports whether what one paper says of a name may be believed in a paper that
// does not explain it: an acronym of three letters stands for too many things.
func learnable(key string) bool { return !isAcronym(key) || len([]rune(key)) > 3 }

func surnames(authors []string) []string {
	var folded []string
	for _, a := range authors[:min(len(authors), maxAuthors)] {
		folded = append(folded, surname(a))
	}
	return folded
}

// date returns the paper's date if it can be compared, else "".
func date(p *stemma.Paper) string {
	d := clip(p.Date, len("2006-01-02"))
	if len(d) < 4 || !digits(d[:4]) {
		return ""
	}
	return plain(strings.ReplaceAll(d, separator, ""))
}

// reportTitle matches the titles by which a paper introduces a work of which its abstract may
// speak as if it were known.
var reportTitle = regexp.MustCompile(`^(\S+(?: \S+){0,3}?):? (?:Technical Report|System Card|Model Card)$`)

// ownNames returns the names that a paper introduces: those that its text does, and the one
// that its title reports on.
func ownNames(r *stemma.Reading) []name {
	texts := r.Extraction.Own
	if m := reportTitle.FindStringSubmatch(clip(r.Paper.Title, maxName)); m != nil {
		texts = append(texts[:len(texts):len(texts)], m[1])
	}
	var names []name
	for _, text := range texts {
		n := newName(text)
		if n.squeezed != "" && !has(names, n) {
			names = append(names, n)
		}
	}
	return names
}

func has(names []name, n name) bool {
	for _, known := range names {
		if known.key == n.key {
			return true
		}
	}
	return false
}
