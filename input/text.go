package input

import (
	"bytes"
	"io"

	"stemma"
)

// A paste reads text copied from a paper site: titles and abstracts in turn, between
// the furniture of the page.
//
// An abstract is known by being prose. The title is the last short paragraph before it
// that is not known furniture, a list of authors or the like. Prose that follows prose
// is another paragraph of the same abstract. What says "Title:" or "Abstract" is
// believed. Where two readings are possible, the one that keeps a paper wins. A title
// in the middle of the page that no abstract follows is reported.
//
// How lines become paragraphs stands in paragraphs.go, what a paragraph looks like in
// prose.go, and what is known of paper sites in furniture.go.
type paste struct {
	lines *lines
	buf   []byte
	cut   paragraphs
	out   *Block

	paper   *pasted     // the paper whose abstract was seen last; nil before the first
	held    *paragraph  // a single sentence, which is judged by what follows it
	gap     []paragraph // short paragraphs since the last prose
	links   []paragraph // addresses that stand between a title and its abstract
	details details     // of the next paper
	err     error
}

// maxGap is the most short paragraphs between two abstracts that are remembered.
const maxGap = 64

func openPaste(t *text, maxRecord int) source {
	p := &paste{lines: newLines(t, maxRecord)}
	p.cut = paragraphs{max: maxRecord, each: p.take, untitled: p.untitled}
	return p
}

func (p *paste) fill(b *Block) error {
	b.records = b.records[:0]
	p.out = b
	for len(b.records) == 0 {
		if p.err != nil {
			return p.err
		}
		if p.buf, p.err = p.lines.read(p.buf, p.line); p.err != nil {
			p.end()
		}
	}
	return nil
}

func (p *paste) line(l line) {
	if l.long {
		p.fault(l.number, tooLong(p.lines.max))
		return
	}
	p.cut.line(l.data, l.number)
}

// take takes the next paragraph of the page.
func (p *paste) take(next paragraph) {
	if p.held != nil {
		held := *p.held
		p.held = nil
		p.settle(held, next.shape)
	}
	switch {
	case next.fault != "":
		p.fault(next.line, next.fault)
	case next.role == roleDetail:
		p.detail(next)
	case next.role == roleTitle, next.stacked:
		p.gap = append(p.gap, next)
	case next.role == roleAbstract, next.shape == shapeProse:
		p.prose(next)
	case next.shape == shapeSentence:
		p.held = &next
	case hasAddress(next.text):
		p.address(next)
	default:
		p.short(next)
	}
}

// settle decides what a single sentence is: the whole abstract behind a title, a title
// that ends in a full stop, or one more paragraph.
func (p *paste) settle(held paragraph, next shape) {
	_, titled := p.title()
	switch {
	case titled:
		p.prose(held)
	case next == shapeProse && (p.paper == nil || closed(p.paper.title.text)) && !speaks(held.text):
		p.short(held)
	case p.paper != nil && len(p.gap) == 0:
		p.prose(held)
	default:
		p.short(held)
	}
}

func (p *paste) short(next paragraph) {
	if len(p.gap) == maxGap {
		p.gap = append(p.gap[:0], p.gap[1:]...)
	}
	p.gap = append(p.gap, next)
}

// prose takes an abstract, or a part of one.
func (p *paste) prose(next paragraph) {
	title, ok := p.title()
	if !ok && p.paper != nil && next.role != roleAbstract {
		p.paper.add(next)
		p.gap = p.gap[:0]
		return
	}
	paper := &pasted{title: title, line: next.line, details: p.details, max: p.lines.max}
	if ok {
		paper.line = title.line
	}
	p.details = details{}
	for _, link := range p.links {
		switch {
		case link.line > paper.line:
			paper.add(link)
		case p.paper != nil: // it stands under a heading of the paper before
			p.paper.add(link)
		}
	}
	p.flush(title.line)
	p.paper = paper
	p.paper.add(next)
	p.gap, p.links = p.gap[:0], p.links[:0]
}

// title returns the paragraph of the gap that is the title of the prose that follows.
func (p *paste) title() (paragraph, bool) {
	best, found := paragraph{}, false
	for _, g := range p.gap {
		switch {
		case g.role == roleTitle:
			return g, true
		case found && besideTitle(g.text) && (p.paper != nil || words(best.text) > 1):
		default:
			best, found = g, true
		}
	}
	return best, found
}

// untitled reports whether a title is due right above the next abstract.
func (p *paste) untitled() bool {
	title, titled := p.title()
	if p.held != nil { // which is the abstract of that title
		return titled && title.stacked
	}
	return !titled && (p.paper == nil || p.paper.title.stacked)
}

// address takes a short paragraph with a link in it: it belongs to the abstract that it
// stands behind, or to the one before which it stands.
func (p *paste) address(next paragraph) {
	_, titled := p.title()
	switch {
	case titled && len(p.links) < maxGap:
		p.links = append(p.links, next)
	case p.paper != nil:
		p.paper.add(next)
	}
}

// detail takes a line about a paper. One that stands behind an abstract whose paper
// lacks it belongs to that; any other to the paper that comes.
func (p *paste) detail(next paragraph) {
	if _, titled := p.title(); !titled && p.paper != nil && p.paper.details.set(next.details, false) {
		return
	}
	p.details.set(next.details, true)
}

// flush delivers the paper at hand, and reports the titles before line that have no abstract.
func (p *paste) flush(line int) {
	if p.paper != nil {
		p.out.records = append(p.out.records, p.paper.record(p.lines.text.file))
	}
	for _, g := range p.gap {
		if g.line < line && (p.paper != nil || g.role == roleTitle) && (g.role == roleTitle || looksLikeTitle(g.text)) {
			p.fault(g.line, "a title without an abstract")
		}
	}
}

// end delivers what is at hand when the text has ended.
func (p *paste) end() {
	p.cut.end()
	if p.held != nil {
		held := *p.held
		p.held = nil
		p.settle(held, shapeShort)
	}
	if p.err != io.EOF { // what the reader's error tells is not told again
		p.gap = nil
	}
	p.flush(p.lines.line + 1)
	p.paper, p.gap = nil, nil
}

func (p *paste) fault(line int, why string) {
	p.out.records = append(p.out.records, Record{Source: stemma.Source{File: p.lines.text.file, Line: line}, fault: why})
}

// A pasted paper is one whose pieces have been found.
type pasted struct {
	title    paragraph
	line     int // where it begins
	abstract []byte
	details  details
	max      int
	fault    string
}

// add appends a paragraph to the abstract, behind a blank line.
func (p *pasted) add(next paragraph) {
	if len(p.abstract)+len(next.text) > p.max {
		p.fault = tooLong(p.max)
		p.abstract = nil
	}
	if p.fault != "" {
		return
	}
	if len(p.abstract) > 0 {
		p.abstract = append(p.abstract, "\n\n"...)
	}
	p.abstract = append(p.abstract, next.text...)
}

func (p *pasted) record(file string) Record {
	return Record{Source: stemma.Source{File: file, Line: p.line}, Data: p.abstract, decode: p.decode, fault: p.fault}
}

func (p *pasted) decode(data []byte) (stemma.Paper, error) {
	for _, text := range [...][]byte{p.title.text, data, []byte(p.details.authors)} {
		if err := checkText(text); err != nil {
			return stemma.Paper{}, err
		}
	}
	paper := stemma.Paper{
		ID: p.details.id, Date: p.details.date, Authors: splitAuthors(p.details.authors),
		Title: string(foldSpace(bytes.Clone(cleanTitle(p.title.text)))), Abstract: string(data),
	}
	if paper.ID == "" {
		paper.ID = stableID(paper.Title, paper.Abstract)
	}
	return paper, nil
}
