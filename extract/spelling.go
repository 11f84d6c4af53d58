package extract

import "stemma"

// A Spelling is an address in a text, with how the text writes it.
type Spelling struct {
	stemma.Link
	// Read is what the text spells once the residue of typesetting and escaping is undone:
	// the host in lower case, and the path. It is empty for a Software Heritage identifier.
	Read string
	Host int // length of the host in Read, with its port
	// Ends[i] is the byte offset in the text behind what spells Read[i]. It is valid
	// until the next Spelling comes.
	Ends []int
}

// Spellings calls each with every address of text, in order. They are those of [Links] and,
// where an address is given twice in one go ([X](X), \href{X}{X}), the second one as well.
func Spellings(text string, each func(Spelling)) {
	s := linkScanner{text: text, each: each}
	s.scan()
}
