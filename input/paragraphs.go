package input

import (
	"bytes"
)

// A role is what a paragraph says that it is.
type role int

const (
	roleNone     role = iota
	roleTitle         // "Title: …"
	roleAbstract      // "Abstract: …", or what follows the heading
	roleAuthors       // "Authors: …", until it is made a detail
	roleDetail        // says something of a paper
)

// A paragraph is what stands together on a page.
type paragraph struct {
	text    []byte // its lines with line feeds between them; memory of its own
	line    int    // its first line
	role    role
	shape   shape
	details details // of a roleDetail
	stacked bool    // a title with its abstract right below
	fault   string  // why it is not there
}

// longLine is the length in bytes from which on a line is a paragraph of its own: no
// one wraps text as wide as that by hand.
const longLine = 180

// maxLines is the most lines of a paragraph: a page with no blank line at all is cut
// near it, behind a sentence, so that its size and memory stay bounded.
const maxLines = 4096

// paragraphs puts lines together to paragraphs. Blank lines, furniture and labels end
// one, and so does a line that is too long to be wrapped text.
type paragraphs struct {
	max  int
	each func(paragraph)
	// untitled reports whether no title waits for its abstract, on a page whose titles
	// stand right above their abstracts.
	untitled func() bool

	open  [][]byte // the lines of the paragraph at hand
	size  int
	line1 int // the number of its first line
	role  role
	over  bool // it is larger than max
}

func (p *paragraphs) line(text []byte, number int) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		if p.role == roleNone || len(p.open) > 0 { // a heading may have a blank line under it
			p.end()
		}
		return
	}
	if label, rest, ok := labelled(text); ok {
		p.end()
		p.label(label, rest, number)
		return
	}
	if furniture(text) {
		p.end()
		return
	}
	if len(text) >= longLine && len(p.open) > 0 {
		p.endAbove()
	}
	p.add(text, number)
	if n := len(p.open); len(text) >= longLine || n >= maxLines && closed(text) || n >= 2*maxLines {
		p.end()
	}
}

func (p *paragraphs) label(l label, rest []byte, number int) {
	switch l.means {
	case meansTitle:
		p.role = roleTitle
	case meansAbstract:
		p.role = roleAbstract
	case meansAuthors:
		p.role = roleAuthors
	default:
		if d := l.details(rest); d != (details{}) {
			p.each(paragraph{line: number, role: roleDetail, details: d})
		}
		return
	}
	if len(rest) > 0 {
		p.add(rest, number)
	}
}

func (p *paragraphs) add(text []byte, number int) {
	if len(p.open) == 0 {
		p.line1 = number
	}
	if p.size += len(text) + 1; p.size > p.max {
		p.over = true
	}
	if p.over { // keep the paragraph open, and nothing of it
		p.open = append(p.open[:0], nil)
		return
	}
	p.open = append(p.open, bytes.Clone(text))
}

// end closes the paragraph at hand.
func (p *paragraphs) end() {
	lines, role, over := p.open, p.role, p.over
	p.open, p.size, p.role, p.over = nil, 0, roleNone, false
	switch {
	case len(lines) == 0:
	case over:
		p.each(paragraph{line: p.line1, fault: tooLong(p.max)})
	case role == roleAuthors:
		names := string(foldSpace(bytes.Join(lines, []byte(" "))))
		p.each(paragraph{line: p.line1, role: roleDetail, details: details{authors: names}})
	case role != roleNone:
		p.emit(lines, p.line1, role)
	default:
		p.split(lines)
	}
}

// endAbove closes the paragraph at hand above a long line: what stands behind its last
// sentence is the title of that.
func (p *paragraphs) endAbove() {
	at := len(p.open)
	for at > 0 && !closed(p.open[at-1]) {
		at--
	}
	if p.role != roleNone || p.over || at == 0 || at == len(p.open) || !startsTitle(p.open[at]) {
		p.end()
		return
	}
	title, line := p.open[at:], p.line1+at
	p.open = p.open[:at]
	p.end()
	p.emit(title, line, roleNone)
}

// split emits lines as one paragraph, or as several where a title stands right above
// or between the lines of abstracts.
func (p *paragraphs) split(lines [][]byte) {
	end := len(lines) // of the last sentence: there is no title behind it
	for end > 0 && !closed(lines[end-1]) {
		end--
	}
	from := 0
	for at := 0; at < end; at++ {
		free := at == 0 || closed(lines[at-1]) && hardBreak(lines, at-1)
		if !free || !startsTitle(lines[at]) {
			continue
		}
		n := titleLines(lines[at:end], at == 0 && p.untitled())
		if n == 0 {
			continue
		}
		if at > from {
			p.emit(lines[from:at], p.line1+from, roleNone)
		}
		p.each(paragraph{text: bytes.Join(lines[at:at+n], []byte("\n")), line: p.line1 + at, stacked: true})
		from, at = at+n, at+n-1
	}
	if from < len(lines) {
		p.emit(lines[from:], p.line1+from, roleNone)
	}
}

func (p *paragraphs) emit(lines [][]byte, number int, role role) {
	text := bytes.Join(lines, []byte("\n"))
	p.each(paragraph{text: text, line: number, role: role, shape: shapeOf(text)})
}

// maxTitleLines is the most lines that a title is wrapped to.
const maxTitleLines = 4

// titleLines returns how many of the first lines are a title with no blank line under
// it, or 0. What follows must begin like a sentence; and the title must be in title
// case, or not have been wrapped, or be the likeliest place for a title that is due.
func titleLines(lines [][]byte, due bool) int {
	first := lines[0]
	if len(lines) < 2 || speaks(first) || closed(first) && !due {
		return 0
	}
	n, cased := 1, titleCase(first)
	for cased && n < min(maxTitleLines, len(lines)-1) && titleCase(lines[n]) && !closed(lines[n]) && !hardBreak(lines, n-1) {
		n++
	}
	if startsTitle(lines[n]) && (cased || due || hardBreak(lines, n-1)) {
		return n
	}
	return 0
}

// hardBreak reports whether the line at the given one was ended on purpose: the word
// behind it would have fitted in, by the width of the lines around, or it is longer
// than text that was wrapped.
func hardBreak(lines [][]byte, at int) bool {
	const around = 6
	next, _, _ := bytes.Cut(lines[at+1], []byte(" "))
	behind := widest(lines[at+1 : min(len(lines), at+around)])
	width := max(behind, widest(lines[max(0, at-around):at]))
	return len(lines[at])+1+len(next) <= width || len(lines[at]) > width
}

func widest(lines [][]byte) int {
	width := 0
	for _, l := range lines {
		width = max(width, len(l))
	}
	return width
}
