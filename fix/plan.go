package fix

import (
	"strings"

	"stemma"
	"stemma/extract"
)

// A span is an address of the text.
type span struct {
	start, end int
	url        string // of its target
	edit       int    // index into edits, or -1
}

// An edit is a change that is planned.
type edit struct {
	span    int // index into spans
	text    string
	to      stemma.Target
	dropped bool
}

// A plan is what is to become of a text.
type plan struct {
	text   string
	syntax Syntax
	known  Known
	spans  []span
	edits  []edit
	left   []left
}

// A left is a link that is left alone.
type left struct {
	start, end int
	why        string
}

// make reads the text and plans its changes.
func (p *plan) make() {
	before := 0 // where the last address ended
	extract.Spellings(p.text, func(s extract.Spelling) {
		if p.known.Adopt != nil {
			s.Target = p.known.Adopt(s.Target)
		}
		p.spans = append(p.spans, span{start: s.Start, end: s.End, url: s.URL, edit: -1})
		p.judge(s, p.text[before:s.Start], before > 0)
		before = s.End
	})
}

// judge plans what is to become of one address. gap is the text between it and the one
// before it, if there is one.
func (p *plan) judge(s extract.Spelling, gap string, follows bool) {
	f := p.known.fate(s.Target)
	if f.archived != "" {
		f = f.written(p.syntax)
	}
	if f.why == "" && follows && f.changes() && partOfAnother(gap) {
		f.why = "it is part of another address"
	}
	var text string
	if f.why == "" && f.changes() {
		text, f.why = p.spell(s, f)
	}
	switch {
	case f.why != "":
		p.left = append(p.left, left{s.Start, s.End, f.why})
	case f.changes() && text != s.Raw:
		p.spans[len(p.spans)-1].edit = len(p.edits)
		p.edits = append(p.edits, edit{span: len(p.spans) - 1, text: text, to: f.to})
	}
}

// partOfAnother reports whether what stands between two addresses makes the second a part
// of the first, as an archive holds the address of what it archived, and a Software
// Heritage identifier its origin.
func partOfAnother(gap string) bool {
	return gap == "" || !strings.ContainsAny(gap, " \t\r\n\"'`<>()[]{}|,\\") && strings.IndexByte("=/&?", gap[len(gap)-1]) >= 0
}

// apply returns the text with the edits that were not dropped.
func (p *plan) apply() string {
	var b strings.Builder
	at := 0
	for _, e := range p.edits {
		if e.dropped {
			continue
		}
		s := p.spans[e.span]
		b.WriteString(p.text[at:s.start])
		b.WriteString(e.text)
		at = s.end
	}
	if at == 0 {
		return p.text
	}
	b.WriteString(p.text[at:])
	return b.String()
}

// result returns what the plan came to.
func (p *plan) result() Result {
	r := Result{Text: p.apply()}
	number := lines{text: p.text}
	for _, e := range p.edits {
		if s := p.spans[e.span]; !e.dropped {
			r.Changes = append(r.Changes, Change{s.start, s.end, number.of(s.start), p.text[s.start:s.end], e.text, e.to})
		}
	}
	number = lines{text: p.text}
	for _, l := range p.left {
		r.Left = append(r.Left, Left{number.of(l.start), p.text[l.start:l.end], l.why})
	}
	return r
}
