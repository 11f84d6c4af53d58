package extract

// A relationWordNumber stands for a word, in whatever case. Words that neither the
// lexicon nor the model knows are 0.
type relationWordNumber uint32

// The words that features are made of beside those of texts.
const (
	wordUnknown    relationWordNumber = iota
	wordOurs                          // the names of the cues, in the order of the constants
	wordOutperform = wordOurs + 6
	wordData       = wordOurs + 8
	wordExample    = wordOurs + 10
	wordPopular    = wordOurs + 16
)

const (
	wordMethod relationWordNumber = wordPopular + 1 + iota // the kinds
	wordModel
	wordTool
	wordDataset
	wordBenchmark
	wordMetric
	wordNarrative
	wordBracketed
	wordOtherKind
	wordBuildsOn // the classes
	wordCompares
	wordEvaluatesOn
	wordBackground
	wordNoClass
	wordNoRelation // the relations
	wordExtends
	wordGeneralizes
	wordUses
	wordAnalyzes
	wordOutperforms
	wordNought // the numbers
	wordOne
	wordTwo
	wordThree
	wordFour
	wordFive
	wordSix
	wordSeven
	wordBefore
	wordAfter
	wordTurn
	wordSentence
	wordPaper
	wordPointsBack
	wordOursPointsBack
	wordSubject
	wordAuthored
	wordNothing
	wordAgain
	wordComesAgain
	wordNamed
	wordInOwnName
	wordDigit
	wordHyphen
	wordInBrackets
	wordAnyName // what tokens are called whose own words tell nothing
	wordAnyCite
	wordAnyOwn
	wordAnyNumber
	wordAnyTerm
	wordAnd
	wordOr
	relationFixedWords // how many there are
)

// relationFixed are the words of the constants.
var relationFixed = func() (fixed [relationFixedWords]string) {
	fixed[wordUnknown] = "unknown word" // no word of a text holds a blank
	copy(fixed[wordOurs:], relationCueNames[:])
	copy(fixed[wordMethod:], []string{
		"method", "model", "tool", "dataset", "benchmark", "metric", "narrative", "bracketed", "other kind",
		"builds-on", "compares", "evaluates-on", "background", "none",
		"", "extends", "generalizes", "uses", "analyzes", "outperforms",
		"0", "1", "2", "3", "4", "5", "6", "7",
		"before", "after", "turn", "sentence", "*ours", "points back", "ours points back", "subject", "authored",
		"nothing", "again", "comes again", "named", "in own name", "digit", "hyphen", "in brackets",
		"*name", "*cite", "*own", "*number", "*term", "and", "or",
	})
	return fixed
}()

// relationCount returns the word for a small number.
func relationCount(n int) relationWordNumber { return wordNought + relationWordNumber(n) }
