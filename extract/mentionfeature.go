package extract

import "strings"

// mentionFeatures is the set of what was seen of a name in the whole text, a bit each.
type mentionFeatures uint64

// The features. Their order is that of mentionWeights.
const (
	featBias mentionFeatures = 1 << iota
	// Spelling.
	featCamel       // ControlNet
	featCaps2       // SW
	featCaps3       // SDS
	featCaps4       // GRPO
	featCapsPlural  // LLMs
	featDigit       // holds a digit
	featHyphen      // holds a hyphen
	featPlain       // one plain capitalised word
	featPlainRun    // several
	featStrongRun   // several words, one of them not plain
	featSize        // ends in a size or version: -7B, v2
	featStrong      // spelled unlike a word
	featPhrase      // a phrase of the lexicon
	featLong        // the lower-case long form of an acronym
	featInside      // seen elsewhere than at the start of a sentence
	featSmallFirst  // fastMRI
	featPlainHyphen // Vision-Language
	// General knowledge.
	featWork
	featFamily
	featClass
	featClassWords
	featClassHead
	featClassFirst
	// What governs it.
	featOn
	featBeat
	featUse
	featLike
	featBase
	featPrior
	featThe
	featIn
	featOf
	featFor
	featBy
	featA
	// What follows it.
	featData
	featBench
	featModel
	featMethod
	featScore
	featCitation
	featNounFollows
	featPossessive
	featSuffix
	// What it stands in.
	featDefined
	featDefinedCapital
	featDefinedPlural
	featList
	featListKnown
	featList3
	featEvaluation
	featBracketed
	featHeadBefore
	featTwice
	featOften
	featOpening
	featStrongHead // spelled unlike a word, and a noun for data or tests follows
	featStrongOn   // spelled unlike a word, and what governs it is an evaluation, or camel case behind "extends" and the like
	featCount      = iota
)

// mentionFeatureNames, in the order of the bits, are what the table of weights is keyed by.
var mentionFeatureNames = [featCount]string{
	"bias", "camel", "caps2", "caps3", "caps4", "capsPlural", "digit", "hyphen", "plain", "plainRun", "strongRun", "size",
	"strong", "phrase", "long", "inside", "smallFirst", "plainHyphen", "work", "family", "class", "classWords", "classHead",
	"classFirst", "on", "beat", "use", "like", "base", "prior", "the", "in", "of", "for", "by", "a", "data", "bench",
	"model", "method", "score", "citation", "nounFollows", "possessive", "suffix", "defined", "definedCapital",
	"definedPlural", "list", "listKnown", "list3", "evaluation", "bracketed", "headBefore", "twice", "often", "opening", "strongHead", "strongOn",
}

// shapeFeatures are the features of a name's own spelling.
func shapeFeatures(name string) mentionFeatures {
	s := spellingOf(name)
	strong := s.strong(name)
	single := s.spaces == 0
	capitals := s.lower == 0 && s.digits == 0
	features := featBias |
		featCamel.when(s.mixed > 0 || s.capitals > 1 && s.lower > 1 && single && s.hyphens == 0) |
		featCapsPlural.when(name[len(name)-1] == 's' && s.lower == 1 && s.capitals > 1) |
		featCaps2.when(capitals && s.capitals == 2) | featCaps3.when(capitals && s.capitals == 3) | featCaps4.when(capitals && s.capitals > 3) |
		featDigit.when(s.digits > 0) | featHyphen.when(s.hyphens > 0) |
		featPlain.when(single && !strong && s.capitals > 0) | featPlainRun.when(!single && !strong) | featStrongRun.when(!single && strong) |
		featStrong.when(strong) | featSmallFirst.when(name[0] >= 'a' && name[0] <= 'z' && s.capitals+s.digits > 0)
	if s.hyphens+s.spaces == 0 {
		return features
	}
	return features | featSize.when(sized(name)) | featPlainHyphen.when(s.hyphens > 0 && s.digits == 0 && s.mixed == 0 && plainParts(name))
}

// when returns f where it is so, else nothing.
func (f mentionFeatures) when(so bool) mentionFeatures {
	var one mentionFeatures
	if so {
		one = 1
	}
	return f & -one
}

// A spelling counts what the bytes of a name are: capitals, digits, hyphens, blanks and line breaks, and all others; and
// capitals that follow a small letter.
type spelling struct{ capitals, digits, hyphens, spaces, lower, mixed int }

// spellingLongest bounds what is counted of a name, in bytes, by what a field of spellingCounts holds.
const spellingLongest = 1<<16 - 1

// spellingCounts adds one byte to four counts at once: capitals, digits, hyphens and spaces, from the lowest bits up.
var spellingCounts = func() (counts [256]uint64) {
	for c := range counts {
		switch {
		case c >= 'A' && c <= 'Z':
			counts[c] = 1
		case nameDigit(byte(c)):
			counts[c] = 1 << 16
		case c == '-':
			counts[c] = 1 << 32
		case c == ' ' || c == '\n':
			counts[c] = 1 << 48
		}
	}
	return counts
}()

func spellingOf(name string) (s spelling) {
	name = name[:min(len(name), spellingLongest)]
	var counts uint64
	var mixed, small int
	for i := range len(name) {
		c := name[i]
		counts += spellingCounts[c]
		mixed += small & int(spellingCounts[c]) & 1
		small = int(nameChars[c]) & int(nameLower)
	}
	const field = spellingLongest
	s = spelling{capitals: int(counts & field), digits: int(counts >> 16 & field), hyphens: int(counts >> 32 & field), spaces: int(counts >> 48), mixed: mixed}
	s.lower = len(name) - s.capitals - s.digits - s.hyphens - s.spaces
	return s
}

// strong reports whether the spelling alone sets name off from words: two capitals, or a letter and a digit.
func (s *spelling) strong(name string) bool {
	capitals := s.capitals - s.spaces
	if isUpper(name[0]) && (len(name) == 1 || name[1] >= 'a' && name[1] <= 'z') {
		capitals--
	}
	return capitals > 0 || s.digits > 0 && s.digits+s.spaces < len(name)
}

// strongName is strong for a name whose spelling is not counted yet.
func strongName(name string) bool {
	if name == "" {
		return false
	}
	s := spellingOf(name)
	return s.strong(name)
}

// sized reports whether name ends in a size or version set off from it: -7B, v2, -1.5, 3.
func sized(name string) bool {
	cut := len(name) - 1
	for cut > 0 && name[cut] != '-' && name[cut] != ' ' {
		cut--
	}
	at := cut + 1
	for at < len(name) && name[at]|0x20 == 'v' {
		at++
	}
	return cut > 0 && at < len(name) && nameDigit(name[at])
}

// plainParts reports whether every part of a hyphenated name is a plain word of three letters or more.
func plainParts(name string) bool {
	for part := range strings.SplitSeq(name, "-") {
		if len(part) < 3 || strongName(part) {
			return false
		}
	}
	return true
}

// knownFeatures are the features that the lexicon adds to those of the shape.
func (p *namePass) knownFeatures(name string, shape mentionFeatures) (features mentionFeatures) {
	if p.known.mayHold(name) {
		if p.known.work(name) != "" {
			features |= featWork
		} else if p.known.family(name) != "" {
			features |= featFamily
		}
	}
	if p.known.class(name) {
		return features | featClass
	}
	if shape&featHyphen == 0 && !strings.Contains(name, " ") {
		return features
	}
	all, last := true, false
	for from, at := 0, 0; at <= len(name); at++ {
		if at < len(name) && name[at] != ' ' && name[at] != '-' && name[at] != '\n' {
			continue
		}
		last = p.known.class(name[from:at])
		all = all && last
		if from == 0 && last {
			features |= featClassFirst
		}
		from = at + 1
	}
	if last {
		features |= featClassHead
	}
	if all {
		features |= featClassWords
	}
	return features
}
