package extract

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"stemma"
)

// Names returns the specific prior works that an abstract names, every occurrence in the order of the text, and the
// names that the paper introduces itself, in all the forms that its title and abstract give them.
//
// The spans of mentions are byte offsets into abstract, on rune borders; they overlap neither each other nor links nor
// citations, and none is a name of the paper's own, though one may stand inside such a name as a word of its own
// ("Recursive Speculative Decoding"). Name is the text of the span with a space for a line break; Relation and Cue are
// left empty. Links and citations are those of abstract, in
// the order of the text; they may overlap.
//
// A name is decided once for the whole text: what all its occurrences show together is weighed (see mentionWeights),
// so that a name that is clearly a work in one sentence is one in the next.
func Names(title, abstract string, links []stemma.Link, citations []stemma.Citation) (mentions []stemma.Mention, own []string) {
	title = title[:nameTitleEnd(title)]
	room := nameRooms.Get().(*nameRoom)
	p := newNamePass(room, title, abstract)
	p.read(links, citations)
	p.findOwn()
	mentions, own = p.mentions(), p.ownForms
	room.clear(len(p.groups))
	nameRooms.Put(room)
	return mentions, own
}

// titleLongest bounds what is read of a title, in bytes: each name is looked up in it.
const titleLongest = 1000

func nameTitleEnd(title string) int {
	end := min(len(title), titleLongest)
	for end > 0 && end < len(title) && !utf8.RuneStart(title[end]) {
		end--
	}
	return end
}

// nameRooms keeps rooms from one abstract to the next; a room holds nothing between two uses.
var nameRooms = sync.Pool{New: func() any { return new(nameRoom) }}

// nameRoom is space for an abstract of the usual length, so that one in which nothing is named costs no allocation.
// What a longer one needs beyond it is not kept.
type nameRoom struct {
	tokens     [384]nameToken
	apart      [384]int32
	odd        [192]int32
	marks      [384]int32
	heads      [64]int32
	intros     [64]int32
	candidates [64]nameCandidate
	groups     [64]nameGroup
	moved      [64]int32
	picked     [16]nameCandidate
	buckets    [128]int32
}

// clear lets go of the text whose names filled the first groups, and empties the buckets.
func (room *nameRoom) clear(groups int) {
	clear(room.groups[:min(groups, len(room.groups))])
	clear(room.buckets[:])
}

// A namePass is the work on one abstract.
type namePass struct {
	room        *nameRoom
	title, text string
	citations   []stemma.Citation
	skips       []nameSpan // links and citations
	known       *lexicon
	tokens      []nameToken
	odd         []int32 // tokens that may begin a name
	heads       []int32 // tokens at which known phrases may begin
	intros      []int32 // tokens that may introduce names
	candidates  []nameCandidate
	mixed       bool // candidates may not stand in the order of the text
	groups      []nameGroup
	buckets     []int32 // heads of the chains of groups by hash, 1-based
	ownForms    []string
	titleHead   string // what the title puts before a colon
}

// newNamePass returns a pass that works in room.
func newNamePass(room *nameRoom, title, abstract string) namePass {
	return namePass{
		title: title, titleHead: titleHead(title), text: abstract, known: lexiconOnce(), ownForms: []string{},
		room: room, candidates: room.candidates[:0], groups: room.groups[:0], buckets: room.buckets[:],
	}
}

// read finds the candidates and brings occurrences of one name together.
func (p *namePass) read(links []stemma.Link, citations []stemma.Citation) {
	p.citations = citations
	p.skips = nameSkips(links, citations)
	var marks []int32
	p.tokens, p.odd, marks = nameTokens(p.text, p.skips, p.room)
	p.heads, p.intros = nameMarked.split(p.text, p.tokens, marks, p.odd, p.room)
	p.findCandidates()
	p.findDefinitions()
	p.group()
}

// A nameCandidate is an occurrence of what may be a name.
type nameCandidate struct {
	start, end  int32
	first, last int32 // its tokens
	group       int32 // noGroup until it is asked for
	defines     int32 // index of the candidate whose long or short form this is, -1 for none
	kind        candidateKind
	dropped     bool
}

// candidateKind says how a candidate was found.
type candidateKind uint8

const (
	kindShaped  candidateKind = iota // capitals, digits
	kindInitial                      // a plain capitalised word that opens a sentence
	kindPhrase                       // a phrase of the lexicon
	kindLong                         // the lower-case long form of an acronym
)

func (p *namePass) name(c *nameCandidate) string { return p.text[c.start:c.end] }

// of returns what is known of the name of c: of its spelling and from the lexicon alone, until observe adds the rest.
func (p *namePass) of(c *nameCandidate) mentionFeatures { return p.groupOf(c).features }

// cut reports whether a descriptive half follows c in its word: "CLIP-based".
func (p *namePass) cut(c *nameCandidate) bool { return p.tokens[c.last].end > c.end }

// A nameGroup is all the occurrences of one name. Members of a definition share their evidence through root.
type nameGroup struct {
	name     string
	next     int32 // next group in the bucket, 1-based
	root     int32
	count    int32
	features mentionFeatures
	score    int32 // of the features
	own      bool
	cited    bool // on the root: a citation stands right behind one of the forms
	defined  bool // one of its occurrences stands beside its long or short form
}

// noGroup stands for the group of a candidate of which nobody has asked yet.
const noGroup = -1

// group gives each candidate the group of its name, but for those of which nothing need be known.
func (p *namePass) group() {
	if len(p.candidates) > len(p.buckets) {
		p.buckets = make([]int32, 2*len(p.candidates))
	}
	citations, repeated := p.citations, p.repeated()
	for i := range p.candidates {
		if !p.dull(i, &repeated) {
			p.groupOf(&p.candidates[i])
		}
	}
	p.citations = citations
	for i := range p.candidates {
		if to := p.candidates[i].defines; to >= 0 {
			p.groupOf(&p.candidates[i]).defined = true
			p.join(p.candidates[i].group, p.candidates[to].group)
		}
	}
}

// groupOf returns the group of the name of c.
func (p *namePass) groupOf(c *nameCandidate) *nameGroup {
	if c.group == noGroup {
		p.giveGroup(c)
	}
	return &p.groups[c.group]
}

func (p *namePass) giveGroup(c *nameCandidate) {
	t := &p.tokens[c.first] // of which it may be more or less than the whole
	plain := t.shape&shapeTitled != 0 && c.start == t.start && c.end == t.end
	c.group = p.newGroup(p.name(c), plain)
	p.groups[c.group].count++
}

// bucket returns the head of the chain of groups that name belongs to. In a text with more names than any abstract has,
// all bytes of a name count, lest names that were made to look alike stand in one chain.
func (p *namePass) bucket(name string) *int32 {
	if len(p.buckets) > len(p.room.buckets) {
		return &p.buckets[maphash.String(nameSeed, name)%uint64(len(p.buckets))]
	}
	return &p.buckets[wordHash(name)%uint32(len(p.buckets))]
}

// nameSeed makes hashes of this run, on which nothing that is printed depends.
var nameSeed = maphash.MakeSeed()

// groupNamed returns the group of name, or -1.
func (p *namePass) groupNamed(name string) int32 {
	for g := *p.bucket(name); g != 0; g = p.groups[g-1].next {
		if p.groups[g-1].name == name {
			return g - 1
		}
	}
	return -1
}

// newGroup returns the group of name, which it makes if there is none. Plain is a name that is known to be one word with
// a capital and small letters.
func (p *namePass) newGroup(name string, plain bool) int32 {
	head := p.bucket(name)
	for g := *head; g != 0; g = p.groups[g-1].next {
		if p.groups[g-1].name == name {
			return g - 1
		}
	}
	g := int32(len(p.groups))
	shape := featBias | featPlain
	if !plain {
		shape = shapeFeatures(name)
	}
	p.groups = append(p.groups, nameGroup{name: name, next: *head, root: g, features: shape | p.knownFeatures(name, shape)})
	*head = g + 1
	return g
}

// join makes two groups share one root.
func (p *namePass) join(a, b int32) {
	ra, rb := p.root(a), p.root(b)
	if ra != rb {
		p.groups[max(ra, rb)].root = min(ra, rb)
	}
}

// root follows the chain of roots and halves it on the way, so that chains stay short.
func (p *namePass) root(g int32) int32 {
	for p.groups[g].root != g {
		p.groups[g].root = p.groups[p.groups[g].root].root
		g = p.groups[g].root
	}
	return g
}

// rootOf returns the group that stands for all forms of the name of c.
func (p *namePass) rootOf(c *nameCandidate) *nameGroup {
	p.groupOf(c)
	return &p.groups[p.root(c.group)]
}

// nameInLine returns name with single spaces for the line breaks in it.
func nameInLine(name string) string {
	if strings.IndexByte(name, '\n') < 0 {
		return name
	}
	return strings.Join(strings.Fields(name), " ")
}

// addOwn notes a form of a name that the paper introduces.
func (p *namePass) addOwn(form string) {
	form = nameInLine(strings.Trim(form, " \n\t.,;:"))
	if len(form) < 2 || len(form) > ownLongest || len(p.ownForms) >= ownMost || slices.Contains(p.ownForms, form) {
		return
	}
	p.ownForms = append(p.ownForms, form)
}
