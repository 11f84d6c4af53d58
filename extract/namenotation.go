package extract

import "strings"

// What formulas write has capitals and digits as names have. Three kinds tell themselves from names by their spelling:
// indices and powers ("L^2", "X_n"), groups ("SU(2)", "SL(2,R)") and compounds ("SiO2", "C60").

// notation reports whether the word of t is one of them.
func (p *namePass) notation(t *nameToken) bool {
	word := p.text[t.start:t.end]
	switch {
	case t.shape&shapeJoint != 0 && indexed(word), t.shape&shapeDigit != 0 && compound(word):
		return p.known.work(word) == ""
	}
	return len(word) <= groupLongest && t.shape&(nameLower|shapeDigit) == 0 && int(t.end) < len(p.text) && p.text[t.end] == '(' &&
		arguments(p.text[t.end+1:min(len(p.text), int(t.end)+argumentsLongest)])
}

// christens reports whether what follows word is a name even where it is spelled as a formula: "we propose S^3".
func christens(word string) bool {
	switch word {
	case "propose", "proposes", "called", "termed", "dubbed", "named":
		return true
	}
	return false
}

const (
	groupLongest     = 3  // letters of what a group is called
	argumentsLongest = 12 // bytes of what may stand in its brackets
)

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

// compound reports whether word is the formula of a compound: symbols of elements, some with a number. What reads like
// "one thing to another" ("I2V") is none, nor one element with one digit ("K2").
func compound(word string) bool {
	elements, digits := 0, 0
	for i := 0; i < len(word); {
		switch {
		case nameDigit(word[i]) || word[i] == '_':
			digits++
			i++
		case i+1 < len(word) && elementSymbols[word[i:i+2]]:
			elements++
			i += 2
		case elementSymbols[word[i:i+1]]:
			elements++
			i++
		default:
			return false
		}
	}
	if len(word) == 3 && word[1] == '2' {
		return false
	}
	return !nameDigit(word[0]) && (elements > 1 && digits > 0 || elements == 1 && digits > 1)
}

// elementSymbols are those of the chemical elements.
var elementSymbols = func() map[string]bool {
	symbols := make(map[string]bool)
	for symbol := range strings.FieldsSeq(`
		H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd
		Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac
		Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og`) {
		symbols[symbol] = true
	}
	return symbols
}()
