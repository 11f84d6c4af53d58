package extract

import "strings"

// What formulas write has capitals and digits as names have. Three kinds tell themselves from names by their spelling:
// indices and powers ("L^2", "X_n"), groups ("SU(2)", "SL(2,R)") and compounds ("SiO2", "C60").

// notation reports whether the word of t is one of them, and no well-known work.
func (p *namePass) notation(t *nameToken) bool {
	word := p.text[t.start:t.end]
	switch {
	case t.shape&shapeJoint != 0 && indexed(word):
	case t.shape&shapeDigit != 0 && compound(word):
	case len(word) <= groupLongest && t.shape&(nameLower|shapeDigit) == 0 && p.applied(int(t.end)):
	default:
		return false
	}
	return p.known.work(word) == "" && p.known.family(word) == ""
}

// givenAsName reports whether the text gives token i as a name even where it is spelled as a formula: "we propose S^3".
func (p *namePass) givenAsName(i int) bool {
	if i > 0 && p.cues(i-1)&cueArticle != 0 {
		i--
	}
	return i > 0 && p.cues(i-1)&(cueIntroduce|cueCall) != 0
}

const (
	groupLongest     = 3  // letters of what a group is called
	argumentsLongest = 10 // bytes of what may stand in its brackets
)

// applied reports whether a bracket opens at the offset that holds digits and single letters alone, as behind a group. A
// plural stands in such brackets too.
func (p *namePass) applied(at int) bool {
	if at >= len(p.text) || p.text[at] != '(' || strings.HasPrefix(p.text[at:], "(s)") {
		return false
	}
	return arguments(p.text[at+1 : min(len(p.text), at+1+argumentsLongest+1)])
}

// indexed reports whether word is of letters or digits, one or two at a time, that "^" or "_" parts.
func indexed(word string) bool {
	part, marks := 0, 0
	for i := range len(word) {
		switch c := word[i]; {
		case c == '^' || c == '_':
			part, marks = 0, marks+1
		case nameChars[c] == charBreak:
			return false
		default:
			part++
		}
		if part > 2 {
			return false
		}
	}
	return marks > 0
}

// arguments reports whether text begins with digits and single letters up to a closing bracket.
func arguments(text string) bool {
	for i := range len(text) {
		c := text[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		switch {
		case c == ')':
			return i > 0
		case letter && i > 0 && text[i-1]|0x20 >= 'a' && text[i-1]|0x20 <= 'z':
			return false
		case !letter && !nameDigit(c) && strings.IndexByte(",;|+-_^ ", c) < 0:
			return false
		}
	}
	return false
}

// compound reports whether word is the formula of a compound: symbols of elements with a number of one or two digits here
// and there. As names of data sets and models are spelled so too ("UNI2", "FB15K"), one of the symbols must have two
// letters, or the word be a molecule that everyone knows.
func compound(word string) bool {
	if among(molecules, word) {
		return true
	}
	elements, long, digits, number := 0, false, 0, 0
	for i := 0; i < len(word); {
		switch {
		case nameDigit(word[i]):
			digits, number = digits+1, number+1
			if number > 2 {
				return false
			}
			i++
			continue
		case word[i] == '_':
			i++
		case i+1 < len(word) && among(elementSymbols, word[i:i+2]):
			elements, long = elements+1, true
			i += 2
		case among(elementSymbols, word[i:i+1]):
			elements++
			i++
		default:
			return false
		}
		number = 0
	}
	return long && elements > 1 && digits > 0 && !nameDigit(word[0])
}

// molecules are those without an element of two letters.
var molecules = tableOf("H2O CO2 NO2 SO2 N2O NH3 CH4 C60 C70 SF6 O3 H2 N2 O2 CO_2 H_2O NO_2 SO_2 CH_4 NH_3")

// elementSymbols are those of the chemical elements that compounds are made of.
var elementSymbols = tableOf(`
	H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Ru Rh Pd
	Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Th U`)
