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
	featStrongOn   // spelled unlike a word, and what governs it is an evaluation
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
	var upper, lower, digit, hyphen, words, mixed int
	words = 1
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			upper++
			if i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z' {
				mixed++
			}
		case nameDigit(c):
			digit++
		case c == '-':
			hyphen++
		case c == ' ' || c == '\n':
			words++
		default:
			lower++
		}
	}
	features := featBias
	add := func(f mentionFeatures, when bool) {
		if when {
			features |= f
		}
	}
	strong := strongName(name)
	plural := name[len(name)-1] == 's' && lower == 1 && upper > 1
	add(featCamel, mixed > 0 || upper > 1 && lower > 1 && words == 1 && hyphen == 0)
	add(featCapsPlural, plural)
	add(featCaps2, lower == 0 && digit == 0 && upper == 2)
	add(featCaps3, lower == 0 && digit == 0 && upper == 3)
	add(featCaps4, lower == 0 && digit == 0 && upper > 3)
	add(featDigit, digit > 0)
	add(featHyphen, hyphen > 0)
	add(featPlain, words == 1 && !strong && upper > 0)
	add(featPlainRun, words > 1 && !strong)
	add(featStrongRun, words > 1 && strong)
	add(featSize, sized(name))
	add(featStrong, strong)
	add(featSmallFirst, name[0] >= 'a' && name[0] <= 'z' && upper+digit > 0)
	add(featPlainHyphen, hyphen > 0 && digit == 0 && mixed == 0 && plainParts(name))
	return features
}

// sized reports whether name ends in a size or version set off from it: -7B, v2, -1.5, 3.
func sized(name string) bool {
	cut := strings.LastIndexAny(name, "- ")
	tail := name[cut+1:]
	tail = strings.TrimLeft(tail, "vV")
	return cut > 0 && tail != "" && nameDigit(tail[0])
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

// knownFeatures are the features that the lexicon adds.
func (p *namePass) knownFeatures(name string) (features mentionFeatures) {
	if p.known.work(name) != "" {
		features |= featWork
	} else if p.known.family(name) != "" {
		features |= featFamily
	}
	if p.known.class(name) {
		return features | featClass
	}
	if strings.IndexByte(name, ' ') < 0 && strings.IndexByte(name, '-') < 0 {
		return features
	}
	all, first := true, true
	var last bool
	for rest := name; rest != ""; {
		cut := strings.IndexAny(rest, " -\n")
		word := rest
		if cut >= 0 {
			word, rest = rest[:cut], rest[cut+1:]
		} else {
			rest = ""
		}
		last = p.known.class(word)
		all = all && last
		if first && last {
			features |= featClassFirst
		}
		first = false
	}
	if last {
		features |= featClassHead
	}
	if all {
		features |= featClassWords
	}
	return features
}
