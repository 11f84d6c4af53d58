package fix

import (
	"strings"

	"stemma"
	"stemma/extract"
)

// spell returns how the text writes the new address in place of s, or why it can't.
func (p *plan) spell(s extract.Spelling, f fate) (text, why string) {
	if strings.ContainsAny(s.Raw, "\r\n") {
		return "", "it leads to " + f.to.URL + " now, and is split over a line break"
	}
	if strings.ContainsAny(s.Raw, " \t") {
		return "", "it leads to " + f.to.URL + " now, and has a blank in it"
	}
	switch {
	case f.archived != "":
		return p.archivedText(s, f)
	case f.from.Kind == stemma.KindPage:
		return p.pageText(s, f)
	}
	return p.names(s, f, s.Host, f.from.FullName(), f.to.FullName())
}

// names writes the new names of owner and repository in place of the old ones, which
// stand behind offset from of what s spells.
func (p *plan) names(s extract.Spelling, f fate, from int, old, fresh string) (text, why string) {
	found, ok := segments(s.Read, from, strings.Split(old, "/"))
	if !ok {
		return "", "it leads to " + f.to.URL + " now, and does not spell the name in a way that can be replaced"
	}
	names := strings.Split(fresh, "/")
	if len(names) != len(found) { // another number of groups
		found, names = [][2]int{{found[0][0], found[len(found)-1][1]}}, []string{fresh}
	}
	w := writer{plan: p, s: s, at: s.Start}
	for i, name := range names {
		if s.Read[found[i][0]:found[i][1]] != name {
			w.put(found[i], name)
		}
	}
	return w.end(), ""
}

// pageText writes the new owner and name in place of those of a project page.
func (p *plan) pageText(s extract.Spelling, f fate) (text, why string) {
	owner := strings.ToLower(f.from.Owner)
	label := strings.Index(s.Read[:s.Host], owner+".")
	oldName, newName := nameOf(f.from.Path), nameOf(f.to.Path)
	found, ok := segments(s.Read, s.Host, []string{oldName})
	if label < 0 || !ok || !plainHost(p.text, s) {
		return "", "it leads to " + f.to.URL + " now, and does not spell the name in a way that can be replaced"
	}
	w := writer{plan: p, s: s, at: s.Start}
	if fresh := strings.ToLower(f.to.Owner); fresh != owner {
		w.put([2]int{label, label + len(owner)}, fresh)
	}
	if newName != oldName {
		w.put(found[0], newName)
	}
	return w.end(), ""
}

// plainHost reports whether the host of an address is written byte for byte.
func plainHost(text string, s extract.Spelling) bool {
	end := s.Ends[s.Host-1]
	return end-s.Host >= s.Start && strings.EqualFold(text[end-s.Host:end], s.Read[:s.Host])
}

// segments finds names that stand behind one another in a path, whose case does not
// matter, from offset from on, and returns the borders of each.
func segments(path string, from int, names []string) (found [][2]int, ok bool) {
	for at := from; at < len(path); at++ {
		if path[at] != '/' {
			continue
		}
		if found, ok = segmentsAt(path, at, names); ok {
			return found, true
		}
	}
	return nil, false
}

func segmentsAt(path string, at int, names []string) (found [][2]int, ok bool) {
	for _, name := range names {
		if at == len(path) || path[at] != '/' {
			return nil, false
		}
		for at < len(path) && path[at] == '/' {
			at++
		}
		end := at + len(name)
		if name == "" || end > len(path) || !strings.EqualFold(path[at:end], name) {
			return nil, false
		}
		found = append(found, [2]int{at, end})
		at = end
	}
	return found, true
}

// A writer writes an address anew, with the bytes of the old one but for what is put in
// place of some.
type writer struct {
	plan *plan
	s    extract.Spelling
	at   int // offset in the text up to which it is written
	text strings.Builder
}

// put writes name in place of what spells Read[part[0]:part[1]].
func (w *writer) put(part [2]int, name string) {
	start := w.s.Ends[part[1]-1] - part[1] // of a host; a scheme before it spells nothing
	if part[0] > 0 {
		start = w.s.Ends[part[0]-1]
	}
	w.text.WriteString(w.plan.text[w.at:start])
	w.text.WriteString(w.plan.like(w.s, name))
	w.at = w.s.Ends[part[1]-1]
}

// end writes the rest, and returns all.
func (w *writer) end() string {
	w.text.WriteString(w.plan.text[w.at:w.s.End])
	return w.text.String()
}

// like writes a name as the address s is written: with its way to escape the underscore,
// and where it has none with that of the format.
func (p *plan) like(s extract.Spelling, name string) string {
	if !strings.Contains(name, "_") {
		return p.syntax.write(name, p.verbatim(s.Start))
	}
	for i := s.Host; i < len(s.Read); i++ {
		if unit := p.text[s.Ends[i-1]:s.Ends[i]]; s.Read[i] == '_' && isASCII(unit) {
			return strings.ReplaceAll(name, "_", unit)
		}
	}
	return p.syntax.write(name, p.verbatim(s.Start))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
